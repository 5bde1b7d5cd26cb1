using System.Collections.Immutable;
using NUnit.Framework;

namespace ConformanceLab.Conformance;

/// <summary>
/// What the cases are made from. Each setting is a test parameter (<c>granularity</c>) or a variable of the environment
/// (<c>CLAB_GRANULARITY</c>); the parameter goes first.
/// </summary>
internal sealed record Settings
{
    /// <summary>One case per assertion instead of one per file.</summary>
    public bool PerAssertion { get; init; }

    /// <summary>Whether scripts are executed in workers, so that a crash costs one verdict.</summary>
    public bool IsIsolated { get; init; } = true;

    /// <summary>Tiers; empty for all that the engine has.</summary>
    public ImmutableArray<string> Tiers { get; init; } = [];

    /// <summary>Names of suites or proposals; empty for all.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>Parts of file names or patterns; empty for all.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Which part of the whole: <c>1/4</c>.</summary>
    public string Shard { get; init; } = "1/1";

    /// <summary>The settings of this process.</summary>
    public static Settings Current { get; } = new()
    {
        PerAssertion = Get("granularity") switch
        {
            null or "" or "file" => false,
            "assertion" => true,
            var other => throw new FormatException($"granularity is file or assertion, not {other}"),
        },
        IsIsolated = Get("isolation") switch
        {
            null or "" or "process" => true,
            "none" => false,
            var other => throw new FormatException($"isolation is process or none, not {other}"),
        },
        Tiers = List("tiers"),
        Suites = List("suite"),
        Files = List("files"),
        Shard = Get("shard") is { Length: > 0 } shard ? shard : "1/1",
    };

    private static ImmutableArray<string> List(string name) =>
        [.. (Get(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Get(string name) =>
        TestContext.Parameters.Get(name) ?? Environment.GetEnvironmentVariable($"CLAB_{name.ToUpperInvariant()}");
}
