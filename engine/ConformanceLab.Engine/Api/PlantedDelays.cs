namespace ConformanceLab.Wasm;

/// <summary>
/// Delays that are planted on purpose, so that whoever measures can prove that slowdowns are found. In turns of an empty loop, about a clock
/// cycle each. Results are the same with them. Immutable.
/// </summary>
public sealed record PlantedDelays
{
    /// <summary>None.</summary>
    public static PlantedDelays None { get; } = new();

    /// <summary>At the head of every loop of machine code that stands in no other loop, in each iteration. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public int Loop { get; init => field = EngineOptions.NotNegative(value); }

    /// <summary>In every call of a host function. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public int HostCall { get; init => field = EngineOptions.NotNegative(value); }

    /// <summary>For every function that is compiled, but for those that <see cref="Tier.Auto"/> compiles again. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public int Compilation { get; init => field = EngineOptions.NotNegative(value); }
}
