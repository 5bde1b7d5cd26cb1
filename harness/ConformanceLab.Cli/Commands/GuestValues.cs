using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary>Numbers on the command line to values and back.</summary>
internal static class GuestValues
{
    /// <summary>Reads arguments by the types of a function's parameters. They are written as in the text format.</summary>
    /// <exception cref="UsageException">Their number or a value does not fit.</exception>
    public static Value[] Parse(string name, FunctionType type, string[] arguments)
    {
        if (arguments.Length != type.Parameters.Length)
        {
            throw new UsageException($"{name} has type {type}: {type.Parameters.Length} arguments, {arguments.Length} given");
        }

        return [.. arguments.Zip(type.Parameters, (text, parameter) => Parse(text, parameter))];
    }

    /// <summary>A value for people; numbers as <see cref="Parse(string, FunctionType, string[])"/> reads them.</summary>
    public static string Format(Value value) => value.Kind switch
    {
        ValueKind.I32 => value.AsInt32().ToString(CultureInfo.InvariantCulture),
        ValueKind.I64 => value.AsInt64().ToString(CultureInfo.InvariantCulture),
        ValueKind.F32 when float.IsFinite(value.AsSingle()) => value.AsSingle().ToString("R", CultureInfo.InvariantCulture),
        ValueKind.F32 => NotFinite(float.IsNegative(value.AsSingle()), value.AsSingleBits() & 0x7f_ffff, 1U << 22),
        ValueKind.F64 when double.IsFinite(value.AsDouble()) => value.AsDouble().ToString("R", CultureInfo.InvariantCulture),
        ValueKind.F64 => NotFinite(double.IsNegative(value.AsDouble()), value.AsDoubleBits() & 0xf_ffff_ffff_ffff, 1UL << 51),
        ValueKind.V128 => string.Create(
            CultureInfo.InvariantCulture, $"0x{value.AsVector128().AsUInt64()[1]:x16}{value.AsVector128().AsUInt64()[0]:x16}"),
        _ => value.IsNull ? "null" : value.Reference!.ToString() ?? "reference",
    };

    // spec: text-float. The canonical NaN is nan, another one shows its payload.
    private static string NotFinite(bool isNegative, ulong payload, ulong canonical) =>
        (isNegative ? "-" : "")
        + (payload == 0 ? "inf" : payload == canonical ? "nan" : string.Create(CultureInfo.InvariantCulture, $"nan:0x{payload:x}"));

    private static Value Parse(string text, ValType type)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (value, isRead) = type switch
        {
            _ when type == ValType.I32 => (Value.FromInt32((int)Integer(utf8, 32, out var good)), good),
            _ when type == ValType.I64 => (Value.FromInt64((long)Integer(utf8, 64, out var good)), good),
            _ when type == ValType.F32 => (Value.FromSingleBits((uint)Float(utf8, 32, out var good)), good),
            _ when type == ValType.F64 => (Value.FromDoubleBits(Float(utf8, 64, out var good)), good),
            _ => (default, false),
        };
        return isRead
            ? value
            : throw new UsageException(
                $"'{text}' is no {type}{(type.IsReference || type.IsVector ? ": only numbers can be passed from the command line" : "")}");
    }

    private static ulong Integer(ReadOnlySpan<byte> text, int bits, out bool good)
    {
        good = Literals.TryParseInteger(text, bits, out var value);
        return value;
    }

    private static ulong Float(ReadOnlySpan<byte> text, int bits, out bool good)
    {
        good = Literals.TryParseFloat(text, bits, out var value);
        return value;
    }
}
