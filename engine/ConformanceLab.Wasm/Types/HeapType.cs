namespace ConformanceLab.Wasm;

/// <summary>
/// What a reference points to: an abstract heap type or the index of a defined type.
/// Indices are relative to the module (or, in a canonical type, to the registry) that the type is read in.
/// Source: specification, "Heap Types".
/// </summary>
public readonly struct HeapType : IEquatable<HeapType>
{
    // Abstract types are ~code (negative), where code is the byte of the binary format; indices are themselves.
    private readonly int _value;

    private HeapType(int value) => _value = value;

    /// <summary>Any function.</summary>
    public static HeapType Func => Abstract(0x70);

    /// <summary>Any value of the host.</summary>
    public static HeapType Extern => Abstract(0x6F);

    /// <summary>Top of the internal hierarchy.</summary>
    public static HeapType Any => Abstract(0x6E);

    /// <summary>What <c>ref.eq</c> compares.</summary>
    public static HeapType Eq => Abstract(0x6D);

    /// <summary>Unboxed 31-bit integers.</summary>
    public static HeapType I31 => Abstract(0x6C);

    /// <summary>Any structure.</summary>
    public static HeapType Struct => Abstract(0x6B);

    /// <summary>Any array.</summary>
    public static HeapType Array => Abstract(0x6A);

    /// <summary>Any exception.</summary>
    public static HeapType Exn => Abstract(0x69);

    /// <summary>Bottom of the internal hierarchy.</summary>
    public static HeapType None => Abstract(0x71);

    /// <summary>Bottom of the external hierarchy.</summary>
    public static HeapType NoExtern => Abstract(0x72);

    /// <summary>Bottom of the function hierarchy.</summary>
    public static HeapType NoFunc => Abstract(0x73);

    /// <summary>Bottom of the exception hierarchy.</summary>
    public static HeapType NoExn => Abstract(0x74);

    /// <summary>Below every heap type; arises only in validation of unreachable code.</summary>
    public static HeapType Bottom => Abstract(0x00);

    /// <summary>Whether this is an index into a type space.</summary>
    public bool IsConcrete => _value >= 0;

    /// <summary>Whether this is one of the abstract types.</summary>
    public bool IsAbstract => _value < 0;

    /// <summary>The type index. Meaningful only if <see cref="IsConcrete"/>.</summary>
    public int Index => _value;

    /// <summary>The byte of the binary format. Meaningful only if <see cref="IsAbstract"/>.</summary>
    public byte Code => (byte)~_value;

    /// <summary>The type of the given index.</summary>
    public static HeapType Concrete(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new HeapType(index);
    }

    /// <summary>Whether <paramref name="code"/> is the byte of an abstract heap type.</summary>
    public static bool TryFromCode(byte code, out HeapType type)
    {
        type = Abstract(code);
        return code is >= 0x69 and <= 0x74;
    }

    internal static HeapType FromRaw(int value) => new(value);

    internal int Raw => _value;

    /// <inheritdoc/>
    public bool Equals(HeapType other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is HeapType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value;

    /// <summary>Same heap type (same index, for defined types: no look at what they define).</summary>
    public static bool operator ==(HeapType left, HeapType right) => left._value == right._value;

    /// <summary>Not <see cref="op_Equality"/>.</summary>
    public static bool operator !=(HeapType left, HeapType right) => left._value != right._value;

    /// <summary>The text format's keyword, or the index.</summary>
    public override string ToString() => IsConcrete
        ? _value.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Code switch
        {
            0x70 => "func",
            0x6F => "extern",
            0x6E => "any",
            0x6D => "eq",
            0x6C => "i31",
            0x6B => "struct",
            0x6A => "array",
            0x69 => "exn",
            0x71 => "none",
            0x72 => "noextern",
            0x73 => "nofunc",
            0x74 => "noexn",
            _ => "bot",
        };

    private static HeapType Abstract(byte code) => new(~code);
}
