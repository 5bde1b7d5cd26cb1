using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>The first process of a benchmark: does it work, is its result right, how often fits it into the time of a process?</summary>
internal static class Pilot
{
    private const int MostRepetitions = 5000;

    /// <summary>Runs the benchmark once on each subject.</summary>
    /// <returns>The repetitions for all of them, or what is wrong, for each subject (null where nothing is).</returns>
    public static async Task<(int Repetitions, string?[] Failures)> RunAsync(
        IReadOnlyList<Subject> subjects, Benchmark benchmark, double processSeconds, TimeSpan timeout, CancellationToken cancellation)
    {
        var failures = new string?[subjects.Count];
        var results = new string?[subjects.Count];
        var times = new List<double>();
        for (var i = 0; i < subjects.Count; i++)
        {
            try
            {
                var answer = await PlugProcess.RunAsync(
                    subjects[i], benchmark, WarmUp.Minimum, timeout, cancellation).ConfigureAwait(false);
                results[i] = answer.Result;
                times.Add(answer.Times.Min());
                failures[i] = benchmark.Expected is { } expected && answer.Result != expected
                    ? $"its result is {answer.Result ?? "nothing"} and should be {expected}"
                    : null;
            }
            catch (PlugException error)
            {
                failures[i] = error.Message;
            }
        }

        // Where nobody knows the right result, they must at least agree.
        if (benchmark.Expected is null && failures.All(failure => failure is null) && results.Distinct().Count() > 1)
        {
            var all = string.Join(", ", subjects.Select((subject, i) => $"{subject.Name}: {results[i] ?? "nothing"}"));
            Array.Fill(failures, $"results differ: {all}");
        }

        var wanted = times.Count == 0 ? 1 : Math.Ceiling(processSeconds * 1000 / times.Min());
        return ((int)Math.Clamp(wanted, WarmUp.Minimum, MostRepetitions), failures);
    }
}
