using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Tests.Expectations;

/// <summary>Short ways to entries, and to runs that are recorded.</summary>
internal static class Known
{
    /// <summary>An entry.</summary>
    public static Expectation Entry(
        string id, string engine = "*", string tier = "*", string profile = "*", string verdict = "fail", string reason = "known") =>
        new()
        {
            Id = id,
            Engine = engine,
            Tier = tier,
            Profile = profile,
            Verdict = verdict,
            Reason = reason,
            Link = "https://example.org/1",
            RemoveWhen = "mended",
        };

    /// <summary>A script of the suite <c>suite</c>.</summary>
    public static FileJob Job(string text, string file = "a.wast", string tier = "interpreter", string profile = "wasm3") =>
        new("suite", file, file, tier, WasmFeatures.All, Run.Parse(text)) { Profile = profile };

    /// <summary>Runs scripts on the fake engine and records that.</summary>
    /// <returns>The summary.</returns>
    public static RunSummary Record(string path, string engine, IEnumerable<Expectation> entries, params FileJob[] jobs)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        var options = new RunOptions
        {
            Expectations = new ExpectationSet(entries),
            Execution = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromMilliseconds(300) },
        };
        return new ConformanceRunner(new FakeEngine { Name = engine }, options).Run(
            new RunPlan([.. jobs]), [new ResultRecorder([new NdjsonWriter(stream)], TimeProvider.System)]);
    }
}
