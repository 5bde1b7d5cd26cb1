namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Runs cases and says what came of them. For one thread at a time.</summary>
internal interface ICaseJudge : IDisposable
{
    /// <summary>Time of processors that its own processes have used so far. Thread-safe.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>Runs a case.</summary>
    /// <param name="test">The case.</param>
    /// <param name="probes">Whether instructions are watched one by one.</param>
    FuzzAnswer Ask(FuzzCase test, bool probes);

    /// <summary>Whether a case that is a candidate for a smaller one shows what another has shown.</summary>
    bool ShowsTheSame(FuzzCase candidate, FuzzAnswer answer);
}
