using System.Collections.ObjectModel;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm;

/// <summary>What an engine has done since it was made. Immutable: ask again for newer figures.</summary>
/// <param name="FunctionsTranslated">
/// How many functions each tier has made ready to run: translated for the interpreter, or compiled to machine code, when a function is
/// called for the first time; all of a module by <see cref="Compilation.Eager"/> or <see cref="Module.CompileAll"/>. Once per module,
/// however many instances and stores there are. Host functions do not count. A function that went through several tiers counts in each.
/// Every tier of <see cref="Tiers.Available"/> is listed.
/// </param>
public sealed record EngineStatistics(IReadOnlyDictionary<Tier, long> FunctionsTranslated)
{
    /// <summary>
    /// How often each instruction was executed, where <see cref="EngineOptions.CountInstructions"/> is on; else empty. Instructions that
    /// were not are not listed. <c>else</c>, <c>end</c>, <c>catch</c>, <c>catch_all</c> and <c>delegate</c>, which only divide blocks,
    /// count once for each function that they stand in and that was called. Constant expressions do not count.
    /// </summary>
    public IReadOnlyDictionary<Opcode, long> InstructionsExecuted { get; init; } = ReadOnlyDictionary<Opcode, long>.Empty;
}
