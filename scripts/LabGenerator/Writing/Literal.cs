using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Numbers;

namespace ConformanceLab.LabGenerator.Writing;

/// <summary>Constants and patterns of the script language.</summary>
public static class Literal
{
    /// <summary>A constant of a number type.</summary>
    public static string Of(string type, BigInteger bits) => $"({type}.const {Text(type, bits)})";

    /// <summary>A pattern for a result of a number type.</summary>
    public static string Of(string type, Number number) => $"({type}.const {Text(type, number)})";

    /// <summary>The number alone, or the pattern.</summary>
    public static string Text(string type, Number number) => number.Nan switch
    {
        NanClass.Canonical => "nan:canonical",
        NanClass.Arithmetic => "nan:arithmetic",
        _ => Text(type, number.Bits),
    };

    /// <summary>The number alone: small ones in decimal, others in hexadecimal.</summary>
    public static string Text(string type, BigInteger bits)
    {
        if (type[0] == 'f')
        {
            return ScalarOracle.FormatOf(type).Text(bits);
        }

        var width = ScalarOracle.WidthOf(type);
        var signed = IntegerOracle.Signed(bits, width);
        return BigInteger.Abs(signed) < 1000 || width < 32
            ? signed.ToString(CultureInfo.InvariantCulture)
            : "0x" + bits.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
    }

    /// <summary>A string literal of these bytes.</summary>
    public static string Bytes(IEnumerable<byte> bytes) =>
        "\"" + string.Concat(bytes.Select(value => value is >= 0x20 and < 0x7f and not ((byte)'"' or (byte)'\\')
            && !char.IsAsciiHexDigit((char)value) ? ((char)value).ToString() : $"\\{value:x2}")) + "\"";
}
