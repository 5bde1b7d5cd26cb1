namespace ConformanceLab.Wasm;

/// <summary>When <see cref="Tier.Auto"/> compiles a function again, with the optimizing compiler. Immutable.</summary>
public sealed record TierUpOptions
{
    /// <summary>The defaults.</summary>
    public static TierUpOptions Default { get; } = new();

    /// <summary>
    /// How much of a function is executed by the baseline tier: in iterations of its loops, of which a call counts as ten. Where it is compiled
    /// in the background, twenty are added for each byte of its body, since what is longer takes longer to compile, and a call counts one more
    /// for every sixteen bytes, since it executes more. 0 compiles every function again at its first call. Default 2,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public int Budget { get; init => field = EngineOptions.NotNegative(value); } = 2_000;

    /// <summary>
    /// Whether functions are compiled on a thread of their own while the guest goes on. If not, the guest waits, and what happens when is the same in
    /// every run. Default true.
    /// </summary>
    public bool InBackground { get; init; } = true;

    /// <summary>The budget of a function whose body has so many bytes.</summary>
    internal int BudgetOf(int bytes)
    {
        var forLength = Budget > 0 && InBackground ? 20L * bytes : 0;
        return (int)Math.Min(Budget + forLength, int.MaxValue / 2);
    }

    /// <summary>What a call of a function takes from its budget, if its body has so many bytes.</summary>
    internal int CostOfCall(int bytes) => 10 + (Budget > 0 && InBackground ? bytes / 16 : 0);
}
