namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// A vector register; the value is the number that encodings use. The upper half (ymm) is meant where the operation says so.
/// </summary>
internal enum VectorRegister : byte
{
    Xmm0, Xmm1, Xmm2, Xmm3, Xmm4, Xmm5, Xmm6, Xmm7, Xmm8, Xmm9, Xmm10, Xmm11, Xmm12, Xmm13, Xmm14, Xmm15,
}
