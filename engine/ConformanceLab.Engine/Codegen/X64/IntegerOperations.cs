using static ConformanceLab.Wasm.Codegen.X64.OpcodeRow;

namespace ConformanceLab.Wasm.Codegen.X64;

// Families of integer instructions that differ in a number only. The names are the mnemonics, the values what the number is.

/// <summary>Two operands, all forms; the value is the row in the opcode table and the extension of group 1.</summary>
internal enum ArithmeticOperation : byte
{
    Add, Or, Adc, Sbb, And, Sub, Xor, Cmp,
}

/// <summary>One operand; the value is the extension of group 3. The last four work on rdx:rax.</summary>
internal enum UnaryOperation : byte
{
    Not = 2, Neg, Mul, Imul, Div, Idiv,
}

/// <summary>Shifts and rotations, the count an immediate or in cl; the value is the extension of group 2.</summary>
internal enum ShiftOperation : byte
{
    Rol = 0, Ror = 1, Shl = 4, Shr = 5, Sar = 7,
}

/// <summary>A bit into the carry flag, and then changed; the value is the extension of group 8.</summary>
internal enum BitTestOperation : byte
{
    Bt = 4, Bts, Btr, Btc,
}

/// <summary>Source to destination, counting; the values are rows of <see cref="OpcodeRow"/>.</summary>
internal enum BitCountOperation : uint
{
    Popcnt = PrefixF3 | Map0F | 0xB8,
    Tzcnt  = PrefixF3 | Map0F | 0xBC,
    Lzcnt  = PrefixF3 | Map0F | 0xBD,
}

/// <summary>Destination, source, source; the second source may be memory. Flags as the SDM says. Rows of <see cref="Vex"/>.</summary>
internal enum VexIntegerRvm : uint
{
    Andn = Vex.M38 | 0xF2,
    Pdep = Vex.PF2 | Vex.M38 | 0xF5,
    Pext = Vex.PF3 | Vex.M38 | 0xF5,

    /// <summary>High half, low half, source: multiplies rdx without touching the flags.</summary>
    Mulx = Vex.PF2 | Vex.M38 | 0xF6,
}

/// <summary>Destination, source that may be memory, count or index. Rows of <see cref="Vex"/>.</summary>
internal enum VexIntegerRmv : uint
{
    Bzhi = Vex.M38 | 0xF5,
    Shlx = Vex.P66 | Vex.M38 | 0xF7,
    Sarx = Vex.PF3 | Vex.M38 | 0xF7,
    Shrx = Vex.PF2 | Vex.M38 | 0xF7,
}

/// <summary>Destination and source, working on the lowest set bit. Rows of <see cref="Vex"/>, the extension in the family's byte.</summary>
internal enum VexIntegerVm : uint
{
    Blsr   = Vex.M38 | 0xF3 | 1u << Vex.OwnShift,
    Blsmsk = Vex.M38 | 0xF3 | 2u << Vex.OwnShift,
    Blsi   = Vex.M38 | 0xF3 | 3u << Vex.OwnShift,
}
