using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>What a value is in the machine.</summary>
internal enum OperandKind : byte
{
    /// <summary>32 bits in a general register, the upper half 0.</summary>
    I32,

    /// <summary>64 bits in a general register.</summary>
    I64,

    /// <summary>The lowest 32 bits of a vector register.</summary>
    F32,

    /// <summary>The lowest 64 bits of a vector register.</summary>
    F64,

    /// <summary>A vector register; two slots.</summary>
    V128,

    /// <summary>A GC reference: 32 bits in a general register, the upper half 0. The collector must know of it.</summary>
    Reference,

    /// <summary>A function reference: a pointer to its record.</summary>
    Function,
}

/// <summary>Properties of kinds.</summary>
internal static class OperandKinds
{
    /// <summary>Whether it lives in vector registers.</summary>
    public static bool IsVector(this OperandKind kind) => kind is OperandKind.F32 or OperandKind.F64 or OperandKind.V128;

    /// <summary>Slots that it takes.</summary>
    public static int Slots(this OperandKind kind) => kind == OperandKind.V128 ? 2 : 1;

    /// <summary>The size that moves have.</summary>
    public static OperandSize Size(this OperandKind kind) =>
        kind is OperandKind.I32 or OperandKind.Reference ? OperandSize.Dword : OperandSize.Qword;
}

/// <summary>Where an operand is.</summary>
internal enum Place : byte
{
    /// <summary>In its canonical slot of the frame.</summary>
    Slot,

    /// <summary>In a general register, its own.</summary>
    Register,

    /// <summary>In a vector register, its own.</summary>
    Vector,

    /// <summary>A constant: <see cref="Operand.Bits"/>, and <see cref="Operand.HighBits"/> of a vector.</summary>
    Constant,

    /// <summary>The value of a local that has not changed since: <see cref="Operand.Local"/>.</summary>
    Local,

    /// <summary>The outcome of a comparison in the flags, which the next instruction takes or makes a number.</summary>
    Flags,
}

/// <summary>An operand of the abstract stack.</summary>
internal struct Operand
{
    public OperandKind Kind;
    public Place Place;
    public Register Register;
    public VectorRegister Vector;
    public Condition Condition;
    public int Local;

    /// <summary>Index of its canonical slot, the first of two for a vector.</summary>
    public int Slot;
    public long Bits;

    /// <summary>References in the operands up to this one: a node of <see cref="CompiledFunction.RootNodes"/>.</summary>
    public int Roots;

    /// <summary>The upper half of a vector constant.</summary>
    public long HighBits;

    public readonly bool IsConstant32 => Place == Place.Constant && (int)Bits == Bits;
}
