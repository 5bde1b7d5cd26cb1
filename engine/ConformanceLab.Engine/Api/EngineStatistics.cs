namespace ConformanceLab.Wasm;

/// <summary>What an engine has done since it was made. Immutable: ask again for newer figures.</summary>
/// <param name="FunctionsTranslated">
/// How many functions each tier has made ready to run: translated for the interpreter, or compiled to machine code, when a function is
/// called for the first time; all of a module by <see cref="Compilation.Eager"/> or <see cref="Module.CompileAll"/>. Once per module,
/// however many instances and stores there are. Host functions do not count. A function that went through several tiers counts in each.
/// Every tier of <see cref="Tiers.Available"/> is listed.
/// </param>
public sealed record EngineStatistics(IReadOnlyDictionary<Tier, long> FunctionsTranslated);
