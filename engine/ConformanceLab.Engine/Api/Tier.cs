using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm;

/// <summary>How functions are executed. All tiers compute the same results.</summary>
public enum Tier
{
    /// <summary>The reference: every function is interpreted. Runs wherever .NET runs.</summary>
    Interpreter,

    /// <summary>Machine code made in one pass, fast to compile. Linux on x86-64-v3 processors.</summary>
    Baseline,

    /// <summary>
    /// Machine code from the optimizing compiler, slower to make; functions that are too much for it are compiled by the
    /// baseline tier, and counted there. Linux on x86-64-v3 processors.
    /// </summary>
    Optimizing,

    /// <summary>
    /// Both: functions begin in the baseline tier, and those that are executed much are compiled again by the optimizing compiler, on a thread of its
    /// own, while they run: <see cref="TierUpOptions"/>. Linux on x86-64-v3 processors.
    /// </summary>
    Auto,
}

/// <summary>Names of tiers, and which of them are there.</summary>
public static class Tiers
{
    /// <summary>The tiers that are built and run on this machine.</summary>
    public static IReadOnlyList<Tier> Available { get; } = [.. Enum.GetValues<Tier>().Where(Runtime.Executors.IsBuilt)];

    /// <summary>The tier of engines for which none is chosen: <see cref="Tier.Auto"/> where it runs, otherwise the interpreter.</summary>
    public static Tier Default => Available.Contains(Tier.Auto) ? Tier.Auto : Tier.Interpreter;

    /// <summary>The name: <c>interpreter</c>, <c>baseline</c>, <c>optimizing</c>, <c>auto</c>.</summary>
    public static string Name(this Tier tier) => tier switch
    {
        Tier.Interpreter => "interpreter",
        Tier.Baseline => "baseline",
        Tier.Optimizing => "optimizing",
        Tier.Auto => "auto",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    /// <summary>Looks a tier up by <see cref="Name"/>. Knows every name, whether or not the tier is available.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Tier tier)
    {
        foreach (var candidate in Enum.GetValues<Tier>())
        {
            if (candidate.Name() == name)
            {
                tier = candidate;
                return true;
            }
        }

        tier = Tier.Interpreter;
        return false;
    }
}
