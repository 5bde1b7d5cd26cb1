using System.Collections.Immutable;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>An engine that lies in one way. Thread-safe, if the honest engine is.</summary>
/// <param name="inner">The honest engine.</param>
/// <param name="saboteur">The lie.</param>
public sealed class SaboteurEngine(IEngineAdapter inner, Saboteur saboteur) : IEngineAdapter
{
    /// <inheritdoc/>
    public string Name => $"{inner.Name}-{saboteur.Name}";

    /// <inheritdoc/>
    public string Version => inner.Version;

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers => inner.Tiers;

    /// <inheritdoc/>
    public WasmFeatures Features => inner.Features;

    /// <inheritdoc/>
    public OracleStrength Strength => inner.Strength;

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options) => saboteur.Deceive(inner.CreateSession(options), options);
}
