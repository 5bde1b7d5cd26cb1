namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// The 256-bit form of an operation: all its vector operands are ymm registers, its memory operand has 32 bytes. Lanes stay within
/// their half where AVX2 keeps them there (unpack, pack, vpshufb). End such code with <see cref="Assembler.Vzeroupper"/>.
/// </summary>
internal static class VexLength
{
    /// <summary>32 bytes at once.</summary>
    public static VexMove Ymm(this VexMove operation) => operation | (VexMove)Vex.L256;

    /// <summary>32 bytes at once; packed operations only.</summary>
    public static VexRvm Ymm(this VexRvm operation) => operation | (VexRvm)Vex.L256;
}
