using System.Globalization;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary>Numbers on the command line to values and back.</summary>
internal static class GuestValues
{
    /// <summary>Reads arguments by the types of a function's parameters. Integers may be signed or unsigned, decimal or 0x-hexadecimal.</summary>
    /// <exception cref="UsageException">Their number or a value does not fit.</exception>
    public static Value[] Parse(string name, FunctionType type, string[] arguments)
    {
        if (arguments.Length != type.Parameters.Length)
        {
            throw new UsageException($"{name} has type {type}: {type.Parameters.Length} arguments, {arguments.Length} given");
        }

        return [.. arguments.Zip(type.Parameters, (text, parameter) => Parse(text, parameter))];
    }

    /// <summary>A value for people.</summary>
    public static string Format(Value value) => value.Kind switch
    {
        ValueKind.I32 => value.AsInt32().ToString(CultureInfo.InvariantCulture),
        ValueKind.I64 => value.AsInt64().ToString(CultureInfo.InvariantCulture),
        ValueKind.F32 => value.AsSingle().ToString("R", CultureInfo.InvariantCulture),
        ValueKind.F64 => value.AsDouble().ToString("R", CultureInfo.InvariantCulture),
        ValueKind.V128 => string.Create(CultureInfo.InvariantCulture, $"0x{value.AsVector128().AsUInt64()[1]:x16}{value.AsVector128().AsUInt64()[0]:x16}"),
        _ => value.IsNull ? "null" : value.Reference!.ToString() ?? "reference",
    };

    private static Value Parse(string text, ValType type)
    {
        if (type == ValType.I32 && TryParseInteger(text, int.MinValue, uint.MaxValue, out var integer))
        {
            return Value.FromInt32((int)(uint)(integer & uint.MaxValue));
        }

        if (type == ValType.I64 && TryParseInteger(text, long.MinValue, ulong.MaxValue, out integer))
        {
            return Value.FromInt64((long)(ulong)(integer & ulong.MaxValue));
        }

        if (type == ValType.F32 && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single))
        {
            return Value.FromSingle(single);
        }

        if (type == ValType.F64 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Value.FromDouble(number);
        }

        throw new UsageException($"'{text}' is no {type}{(type.IsReference || type.IsVector ? ": only numbers can be passed from the command line" : "")}");
    }

    private static bool TryParseInteger(string text, Int128 minimum, Int128 maximum, out Int128 value)
    {
        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        var parsed = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? Int128.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && digits.Length <= 18
            : Int128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        value = negative ? -value : value;
        return parsed && value >= minimum && value <= maximum;
    }
}
