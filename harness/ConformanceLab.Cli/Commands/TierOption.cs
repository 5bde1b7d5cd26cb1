using System.CommandLine;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary>The option <c>--tier</c>.</summary>
internal static class TierOption
{
    public static Option<string[]> Create() => new("--tier")
    {
        Description = $"Tier of the engine: {string.Join(", ", Tiers.Available.Select(Tiers.Name))}.",
        HelpName = "TIER",
    };

    /// <summary>The engine's tier of that name.</summary>
    /// <exception cref="UsageException">There is none, or it is not built.</exception>
    public static Tier Parse(string name) =>
        Tiers.TryParse(name, out var tier) && Tiers.Available.Contains(tier)
            ? tier
            : throw NoSuchTier(name, Tiers.Available.Select(Tiers.Name));

    /// <summary>The variable of the environment that says which tiers are meant where no option does, by commas.</summary>
    public const string Variable = "CLAB_TIERS";

    /// <summary>The tiers asked for, by options or by <see cref="Variable"/>, or all that the engine has.</summary>
    /// <exception cref="UsageException">The engine has no such tier: there is never a silent stand-in.</exception>
    public static string[] Resolve(string[]? asked, IEngineAdapter engine)
    {
        if (asked is not { Length: > 0 })
        {
            asked = (Environment.GetEnvironmentVariable(Variable) ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        if (asked.Length == 0)
        {
            return [.. engine.Tiers];
        }

        foreach (var tier in asked)
        {
            if (!engine.Tiers.Contains(tier))
            {
                throw NoSuchTier(tier, engine.Tiers);
            }
        }

        return [.. asked.Distinct()];
    }

    private static UsageException NoSuchTier(string name, IEnumerable<string> available) =>
        new($"--tier {name}: {(Tiers.TryParse(name, out _) ? "not built yet" : "no such tier")}; there is {string.Join(", ", available)}");
}
