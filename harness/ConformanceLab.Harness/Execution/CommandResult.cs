using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>What came of one command of a script.</summary>
/// <param name="Index">Its place in <see cref="Script.Commands"/>.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Keyword">Its kind: <c>assert_return</c>, …</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Message">What is wrong, or why it is unsupported; empty for a pass, but for what became of an <c>output</c>.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CommandResult(int Index, int Line, string Keyword, Verdict Verdict, string Message, TimeSpan Duration)
{
    /// <summary>What was expected, in the form of the script with exact bits; null if that says nothing.</summary>
    public string? Expected { get; init; }

    /// <summary>What came instead; null for a pass, but with <see cref="ExecutionOptions.KeepWords"/>.</summary>
    public string? Actual { get; init; }

    /// <summary>The verdict before known deviations were taken into account; null if they changed nothing.</summary>
    public Verdict? Observed { get; init; }
}

/// <summary>The verdict on a command, before it is put in its place.</summary>
internal readonly record struct Judgement(Verdict Verdict, string Message = "", string? Expected = null, string? Actual = null)
{
    public static Judgement Pass => new(Verdict.Pass);
}
