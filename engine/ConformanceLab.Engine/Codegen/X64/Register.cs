namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// A general-purpose register; the value is the number that encodings use. Which part is meant says <see cref="OperandSize"/>.
/// </summary>
internal enum Register : byte
{
    Rax, Rcx, Rdx, Rbx, Rsp, Rbp, Rsi, Rdi, R8, R9, R10, R11, R12, R13, R14, R15,
}
