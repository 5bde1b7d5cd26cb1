using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>Numeric instructions on i32, i64, f32 and f64, by their mnemonics.</summary>
public static partial class ScalarOracle
{
    /// <summary>Width of an integer type in bits.</summary>
    public static int WidthOf(string type) => int.Parse(type[1..], CultureInfo.InvariantCulture);

    /// <summary>The format of a floating-point type.</summary>
    public static FloatFormat FormatOf(string type) => type == "f32" ? FloatFormat.Binary32 : FloatFormat.Binary64;

    /// <summary>The results of an instruction.</summary>
    /// <exception cref="GuestTrapException">It traps.</exception>
    /// <exception cref="NotSupportedException">There is none of this name.</exception>
    public static Number[] Evaluate(string mnemonic, params BigInteger[] operands)
    {
        var dot = mnemonic.IndexOf('.', StringComparison.Ordinal);
        var (type, operation) = (mnemonic[..dot], mnemonic[(dot + 1)..]);
        if (operation is "add128" or "sub128" or "mul_wide_s" or "mul_wide_u")
        {
            return Wide(operation, operands);
        }

        if (Conversion().Match(operation) is { Success: true } match)
        {
            return [Convert(type, match.Groups["kind"].Value, match.Groups["from"].Value, match.Groups["sign"].Value == "s", operands[0])];
        }

        if (type[0] == 'i')
        {
            var width = WidthOf(type);
            return [operands.Length == 1
                ? IntegerOracle.Unary(operation, width, operands[0])
                : IntegerOracle.Binary(operation, width, operands[0], operands[1])];
        }

        var format = FormatOf(type);
        if (operands.Length == 1)
        {
            return [FloatOracle.Unary(operation, format, operands[0])];
        }

        return operation is "eq" or "ne" or "lt" or "gt" or "le" or "ge"
            ? [(BigInteger)(FloatOracle.Compare(operation, format, operands[0], operands[1]) ? 1 : 0)]
            : [FloatOracle.Binary(operation, format, operands[0], operands[1])];
    }

    private static Number Convert(string type, string kind, string from, bool isSigned, BigInteger operand) => kind switch
    {
        "wrap" => IntegerOracle.Wrap(operand, WidthOf(type)),
        "extend" => IntegerOracle.Wrap(isSigned ? IntegerOracle.Signed(operand, WidthOf(from)) : operand, WidthOf(type)),
        "trunc" => ConversionOracle.Truncate(FormatOf(from), operand, WidthOf(type), isSigned),
        "trunc_sat" => ConversionOracle.TruncateSaturating(FormatOf(from), operand, WidthOf(type), isSigned),
        "convert" => ConversionOracle.Convert(FormatOf(type), operand, WidthOf(from), isSigned),
        "demote" or "promote" => ConversionOracle.Resize(FormatOf(from), FormatOf(type), operand),
        "reinterpret" => operand,
        _ => throw new NotSupportedException(kind),
    };

    // Numbers of 128 bits in two halves, the low one first.
    private static Number[] Wide(string operation, BigInteger[] operands)
    {
        var result = operation switch
        {
            "add128" => Join(operands[0], operands[1]) + Join(operands[2], operands[3]),
            "sub128" => Join(operands[0], operands[1]) - Join(operands[2], operands[3]),
            "mul_wide_s" => IntegerOracle.Signed(operands[0], 64) * IntegerOracle.Signed(operands[1], 64),
            _ => operands[0] * operands[1],
        };
        var bits = IntegerOracle.Wrap(result, 128);
        return [IntegerOracle.Wrap(bits, 64), bits >> 64];

        static BigInteger Join(BigInteger low, BigInteger high) => low | (high << 64);
    }

    [GeneratedRegex("^(?<kind>wrap|extend|trunc|trunc_sat|convert|demote|promote|reinterpret)_(?<from>[if](32|64))(_(?<sign>[su]))?$")]
    private static partial Regex Conversion();
}
