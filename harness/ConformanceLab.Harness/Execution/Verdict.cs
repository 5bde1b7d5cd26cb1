namespace ConformanceLab.Harness.Execution;

/// <summary>What came of a command. Every planned command gets exactly one.</summary>
public enum Verdict : byte
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>Not as it should be.</summary>
    Fail,

    /// <summary>It failed, and <c>suites/expectations</c> says why that is known.</summary>
    ExpectedFail,

    /// <summary>It passed although <c>suites/expectations</c> says that it fails: the entry must go.</summary>
    UnexpectedPass,

    /// <summary>The engine broke down in it.</summary>
    Crash,

    /// <summary>It did not end in time.</summary>
    Timeout,

    /// <summary>It needs something that the engine knows it doesn't have.</summary>
    Unsupported,
}

/// <summary>Words for verdicts.</summary>
public static class Verdicts
{
    /// <summary>The name in results: <c>pass</c>, <c>expected-fail</c>, …</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.ExpectedFail => "expected-fail",
        Verdict.UnexpectedPass => "unexpected-pass",
        Verdict.Crash => "crash",
        Verdict.Timeout => "timeout",
        Verdict.Unsupported => "unsupported",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    /// <summary>The verdict of a name.</summary>
    /// <exception cref="FormatException">There is no such verdict.</exception>
    public static Verdict Parse(string name)
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            if (verdict.Name() == name)
            {
                return verdict;
            }
        }

        throw new FormatException($"no such verdict: {name}");
    }

    /// <summary>Whether a run with this verdict is not good.</summary>
    public static bool IsBad(this Verdict verdict) => verdict is Verdict.Fail or Verdict.UnexpectedPass or Verdict.Crash or Verdict.Timeout;
}
