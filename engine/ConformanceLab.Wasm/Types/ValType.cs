namespace ConformanceLab.Wasm;

/// <summary>
/// A value type: number, vector or reference. Also the storage types <c>i8</c> and <c>i16</c>, which occur in fields only,
/// and <see cref="Bottom"/>, which occurs in validation only. Source: specification, "Value Types".
/// </summary>
public readonly struct ValType : IEquatable<ValType>
{
    // Numbers and vectors: the byte of the binary format. References: bit 31, bit 30 if nullable, and the heap type's value
    // sign-extended from bits 0..27. Bits 28 and 29 are free for proposals (exactness, sharedness).
    private const uint ReferenceBit = 1u << 31;
    private const uint NullableBit = 1u << 30;
    private const int HeapBits = 28;

    private readonly uint _bits;

    private ValType(uint bits) => _bits = bits;

    /// <summary>32-bit integer.</summary>
    public static ValType I32 => new(0x7F);

    /// <summary>64-bit integer.</summary>
    public static ValType I64 => new(0x7E);

    /// <summary>32-bit float.</summary>
    public static ValType F32 => new(0x7D);

    /// <summary>64-bit float.</summary>
    public static ValType F64 => new(0x7C);

    /// <summary>128-bit vector.</summary>
    public static ValType V128 => new(0x7B);

    /// <summary>8-bit field storage.</summary>
    public static ValType I8 => new(0x78);

    /// <summary>16-bit field storage.</summary>
    public static ValType I16 => new(0x77);

    /// <summary>The type below all others: any operand of unreachable code.</summary>
    public static ValType Bottom => new(0);

    /// <summary><c>(ref null func)</c>.</summary>
    public static ValType FuncRef => Ref(HeapType.Func, nullable: true);

    /// <summary><c>(ref null extern)</c>.</summary>
    public static ValType ExternRef => Ref(HeapType.Extern, nullable: true);

    /// <summary><c>(ref null any)</c>.</summary>
    public static ValType AnyRef => Ref(HeapType.Any, nullable: true);

    /// <summary><c>(ref null exn)</c>.</summary>
    public static ValType ExnRef => Ref(HeapType.Exn, nullable: true);

    /// <summary>Whether this is a reference type.</summary>
    public bool IsReference => (_bits & ReferenceBit) != 0;

    /// <summary>Whether this is <c>i32</c>, <c>i64</c>, <c>f32</c> or <c>f64</c>.</summary>
    public bool IsNumber => _bits is >= 0x7C and <= 0x7F;

    /// <summary>Whether this is <c>v128</c>.</summary>
    public bool IsVector => _bits == 0x7B;

    /// <summary>Whether this is a packed storage type, <c>i8</c> or <c>i16</c>.</summary>
    public bool IsPacked => _bits is 0x77 or 0x78;

    /// <summary>Whether this is <see cref="Bottom"/>.</summary>
    public bool IsBottom => _bits == 0;

    /// <summary>Whether null is a value of this reference type.</summary>
    public bool IsNullable => (_bits & (ReferenceBit | NullableBit)) == (ReferenceBit | NullableBit);

    /// <summary>Whether locals of this type start with a value: all but non-null references.</summary>
    public bool IsDefaultable => !IsReference || IsNullable;

    /// <summary>What the reference points to. Meaningful only if <see cref="IsReference"/>.</summary>
    public HeapType HeapType => HeapType.FromRaw((int)(_bits << (32 - HeapBits)) >> (32 - HeapBits));

    /// <summary>The byte of the binary format of a number, vector or packed type.</summary>
    public byte Code => (byte)_bits;

    /// <summary>A reference type. Type indices up to 2^27 − 1 fit; the implementation limits are far lower.</summary>
    public static ValType Ref(HeapType heapType, bool nullable) =>
        new(ReferenceBit | (nullable ? NullableBit : 0) | ((uint)heapType.Raw & ((1u << HeapBits) - 1)));

    /// <summary>Whether <paramref name="code"/> is the byte of a number or vector type.</summary>
    public static bool TryFromNumericCode(byte code, out ValType type)
    {
        type = new ValType(code);
        return code is >= 0x7B and <= 0x7F;
    }

    /// <summary>The same reference type with or without null.</summary>
    public ValType WithNullable(bool nullable) => Ref(HeapType, nullable);

    /// <summary>What a load of this storage type yields: <c>i32</c> for packed types, otherwise the type itself.</summary>
    public ValType Unpacked => IsPacked ? I32 : this;

    // Distinct types of one index space have distinct bits.
    internal uint Bits => _bits;

    /// <inheritdoc/>
    public bool Equals(ValType other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_bits;

    /// <summary>Same type (same index, for defined types: no look at what they define).</summary>
    public static bool operator ==(ValType left, ValType right) => left._bits == right._bits;

    /// <summary>Not <see cref="op_Equality"/>.</summary>
    public static bool operator !=(ValType left, ValType right) => left._bits != right._bits;

    /// <summary>The text format.</summary>
    public override string ToString()
    {
        if (!IsReference)
        {
            return _bits switch
            {
                0x7F => "i32",
                0x7E => "i64",
                0x7D => "f32",
                0x7C => "f64",
                0x7B => "v128",
                0x78 => "i8",
                0x77 => "i16",
                _ => "bot",
            };
        }

        if (IsNullable && HeapType.IsAbstract)
        {
            return HeapType.Code switch
            {
                0x71 => "nullref",
                0x72 => "nullexternref",
                0x73 => "nullfuncref",
                0x74 => "nullexnref",
                _ => HeapType + "ref",
            };
        }

        return IsNullable ? $"(ref null {HeapType})" : $"(ref {HeapType})";
    }
}
