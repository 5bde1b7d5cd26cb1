namespace ConformanceLab.Wasm.Codegen.Abi;

/// <summary>Where a value is passed.</summary>
/// <param name="Representation">What it is in the machine.</param>
/// <param name="IsOnStack">Whether on the stack; otherwise in a register.</param>
/// <param name="Index">Number of the register, or offset in bytes in the arguments (or results) on the stack.</param>
/// <param name="Slot">Index of its slot in an argument-and-result buffer.</param>
internal readonly record struct ValueLocation(Representation Representation, bool IsOnStack, int Index, int Slot);

/// <summary>What a value is in the machine.</summary>
internal enum Representation : byte
{
    /// <summary>32 bits in a general register.</summary>
    I32,

    /// <summary>64 bits in a general register; references too, as slots hold 32-bit ones with an upper half of 0.</summary>
    I64,

    /// <summary>The lowest 32 bits of a vector register.</summary>
    F32,

    /// <summary>The lowest 64 bits of a vector register.</summary>
    F64,

    /// <summary>128 bits of a vector register.</summary>
    V128,
}

/// <summary>From types to representations.</summary>
internal static class Representations
{
    /// <summary>The representation of a type.</summary>
    public static Representation Of(ValType type) =>
        type == ValType.I32 ? Representation.I32
        : type == ValType.F32 ? Representation.F32
        : type == ValType.F64 ? Representation.F64
        : type.IsVector ? Representation.V128
        : Representation.I64;

    /// <summary>Whether it lives in vector registers.</summary>
    public static bool IsVector(this Representation representation) => representation >= Representation.F32;
}
