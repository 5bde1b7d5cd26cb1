namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// The width of a general-purpose operand; the value is the binary logarithm of its bytes. Writing a <see cref="Dword"/> register clears
/// its upper half, writing <see cref="Byte"/> or <see cref="Word"/> keeps the rest. Byte registers are al…dil and r8b…r15b, never ah…bh.
/// </summary>
internal enum OperandSize : byte
{
    Byte, Word, Dword, Qword,
}
