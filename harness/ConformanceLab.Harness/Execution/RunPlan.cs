using System.Collections.Immutable;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>A script that is to be executed on one tier.</summary>
/// <param name="Suite">Name of its suite.</param>
/// <param name="File">Path relative to the suite, with forward slashes.</param>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Features">Proposals that its modules may use.</param>
/// <param name="Script">The script.</param>
public sealed record FileJob(string Suite, string File, string FullPath, string Tier, WasmFeatures Features, Script Script)
{
    /// <summary>
    /// Of <see cref="Features"/>, those that the script is about: an engine that doesn't have them executes nothing of it. The others may
    /// be needed by some modules.
    /// </summary>
    public WasmFeatures OwnFeatures { get; init; }

    /// <summary>The proposal that the suite tests; null for the core suite.</summary>
    public string? Proposal { get; init; }

    /// <summary>The profile or features, by name, for expectations and reports.</summary>
    public string Profile { get; init; } = "wasm3";

    /// <summary>Why its commands are not executed; null if they are.</summary>
    public string? UnsupportedReason { get; init; }

    /// <summary>Whether <see cref="UnsupportedReason"/> is that the front end can't read the script.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Stable name: <c>suite/path@tier</c>.</summary>
    public string Id => $"{Suite}/{File}@{Tier}";

    /// <summary>How many verdicts it must give.</summary>
    public int Commands => Script.Commands.Length;

    /// <summary>Stable name of a command, the same on every tier: <c>suite/path#hash</c>.</summary>
    public string CommandId(int index) => $"{Suite}/{File}#{Script.Ids[index]}";
}

/// <summary>What is to be executed, heaviest first.</summary>
/// <param name="Jobs">The files.</param>
public sealed record RunPlan(ImmutableArray<FileJob> Jobs)
{
    /// <summary>How many verdicts there must be.</summary>
    public int Commands => Jobs.Sum(job => job.Commands);

    /// <summary>What has read the scripts (<see cref="IScriptFrontEnd.Name"/>); null for our own parser.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>A plan of one tier on others.</summary>
    public RunPlan On(IReadOnlyList<string> tiers) =>
        this with { Jobs = [.. Jobs.SelectMany(job => tiers.Select(tier => job with { Tier = tier }))] };

    /// <summary>The part of the plan that falls to one of several machines.</summary>
    public RunPlan Take(Shard shard) => this with { Jobs = shard.Select(Jobs) };
}

/// <summary>What to plan.</summary>
public sealed record PlanOptions
{
    /// <summary>Tiers.</summary>
    public required ImmutableArray<string> Tiers { get; init; }

    /// <summary>Names of suites or proposals; empty for all.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>
    /// Parts of <c>suite/path</c>, one of which must occur; <c>*</c> and <c>?</c> make a pattern for the whole. Empty for all.
    /// </summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>A profile to run everything under instead of the suites' own; null for their own.</summary>
    public string? Profile { get; init; }

    /// <summary>What reads the scripts. Default: our own parser.</summary>
    public IScriptFrontEnd FrontEnd { get; init; } = OwnFrontEnd.Instance;

    /// <summary>Features to switch on beside.</summary>
    public WasmFeatures With { get; init; }

    /// <summary>Features to switch off.</summary>
    public WasmFeatures Without { get; init; }
}
