using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Expectations;

/// <summary>What a run saw of a command, before known deviations were taken into account.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="Id">Stable name of the command: <c>suite/path#hash</c>.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Profile">The profile that the script was run under.</param>
/// <param name="Verdict">
/// Never <see cref="Verdict.ExpectedFail"/> or <see cref="Verdict.UnexpectedPass"/>: those are made of an observation and an expectation.
/// </param>
public sealed record Observation(string Suite, string Id, string Engine, string Tier, string Profile, Verdict Verdict)
{
    /// <summary>The script of the command: <c>suite/path</c>.</summary>
    internal string Script => Id[..Math.Max(0, Id.LastIndexOf('#'))];

    /// <summary>Whether it can be expected: a fail, a crash or a timeout.</summary>
    internal bool IsDeviation => Verdict is Verdict.Fail or Verdict.Crash or Verdict.Timeout;

    /// <summary>Whether it says something about an entry: what is unsupported was not tried.</summary>
    internal bool WasExecuted => Verdict == Verdict.Pass || IsDeviation;

    /// <summary><c>suite/path#hash [engine, tier, profile]</c>.</summary>
    public override string ToString() => $"{Id} [{Engine}, {Tier}, {Profile}]";
}
