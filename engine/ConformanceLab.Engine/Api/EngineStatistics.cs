namespace ConformanceLab.Wasm;

/// <summary>What an engine has done since it was made. Immutable: ask again for newer figures.</summary>
/// <param name="FunctionsTranslated">
/// How many functions each tier has made ready to run: translated for the interpreter, compiled to machine code. That happens when a
/// function is called for the first time, once per module however many instances and stores there are; so what is never called does not
/// count, and neither do host functions. A function that went through several tiers counts in each. Every tier of
/// <see cref="Tiers.Available"/> is listed.
/// </param>
public sealed record EngineStatistics(IReadOnlyDictionary<Tier, long> FunctionsTranslated);
