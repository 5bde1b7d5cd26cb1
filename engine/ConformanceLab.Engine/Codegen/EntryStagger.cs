using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// How far behind a multiple of <see cref="Assembler.CodeAlignment"/> the code of a function begins.
/// <code>
///   0        32       64       96       128           multiples of the alignment
///   │f0      │    f1  │ f2     │      f3│   f4        …
/// </code>
/// Processors predict an indirect call by where the last ones went, and keep some low bits of those addresses only. If all functions begin at
/// multiples of the alignment, what the last calls went to looks alike.
/// </summary>
internal static class EntryStagger
{
    // Steps of fewer bytes would spread them no better: instructions that branch are about as long.
    private const int StepLog2 = 2;
    private const int StepsLog2 = 3;

    // 2^32 / the golden ratio: the functions of a table are often each second or fourth one, and must not be alike. Source: Knuth, The Art of
    // Computer Programming, volume 3, section 6.4, for multiplicative hashing.
    private const uint Multiplier = 2654435769;

    /// <summary>The distance, in bytes.</summary>
    /// <param name="function">The function, by its index among those that the module defines.</param>
    public static int Of(int function) => (int)(((uint)function * Multiplier) >> (32 - StepsLog2)) << StepLog2;
}
