using ConformanceLab.Wasm;

namespace ConformanceLab.Engine.Tests.Interpreter;

/// <summary>Tests of what every tier does alike: those of a tier are a class below that says which.</summary>
public abstract class TierTests
{
    /// <summary>The tier that is tested.</summary>
    protected virtual Tier Tier => Tier.Interpreter;

    private protected Guest NewGuest(
        string text, EngineOptions? options = null, StoreLimits? limits = null, Action<Linker, Store>? define = null) =>
        new(text, (options ?? Guest.Interpreted) with { Tier = Tier }, limits, define);
}
