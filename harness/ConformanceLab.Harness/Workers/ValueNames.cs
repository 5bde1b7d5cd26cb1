using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Workers;

/// <summary>Kinds of values in the worker protocol. A few are written with bits or without, which makes them different kinds.</summary>
internal static class ValueNames
{
    /// <summary>The name of a kind; <c>extern</c> is both a host object (with its number) and another object seen from outside.</summary>
    public static ReadOnlySpan<byte> Of(ScriptValueKind kind) => kind switch
    {
        ScriptValueKind.I32 => "i32"u8,
        ScriptValueKind.I64 => "i64"u8,
        ScriptValueKind.F32 => "f32"u8,
        ScriptValueKind.F64 => "f64"u8,
        ScriptValueKind.V128 => "v128"u8,
        ScriptValueKind.Null => "null"u8,
        ScriptValueKind.Func => "func"u8,
        ScriptValueKind.Extern or ScriptValueKind.ExternalizedObject => "extern"u8,
        ScriptValueKind.Host => "host"u8,
        ScriptValueKind.I31 => "i31"u8,
        ScriptValueKind.Struct => "struct"u8,
        ScriptValueKind.Array => "array"u8,
        ScriptValueKind.Exn => "exn"u8,
        _ => "ref"u8,
    };

    /// <summary>Whether a kind is written with bits.</summary>
    public static bool HasBits(ScriptValueKind kind) => kind is <= ScriptValueKind.V128
        or ScriptValueKind.Extern or ScriptValueKind.Host or ScriptValueKind.I31;

    /// <summary>Whether a value of the kind can have these bits.</summary>
    public static bool Fits(ScriptValueKind kind, UInt128 bits) => kind switch
    {
        ScriptValueKind.V128 => true,
        ScriptValueKind.I64 or ScriptValueKind.F64 => bits <= ulong.MaxValue,
        ScriptValueKind.I31 => bits <= int.MaxValue,
        _ => bits <= uint.MaxValue,
    };

    /// <summary>The kind of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="hasBits">Whether bits are written with it.</param>
    /// <param name="kind">The kind.</param>
    public static bool TryParse(ReadOnlySpan<byte> name, bool hasBits, out ScriptValueKind kind)
    {
        for (kind = ScriptValueKind.I32; kind <= ScriptValueKind.UnknownRef; kind++)
        {
            if (HasBits(kind) == hasBits && name.SequenceEqual(Of(kind)))
            {
                return true;
            }
        }

        return false;
    }
}
