using System.Diagnostics;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Calibration;

/// <summary>Makes the comparisons of a plan that its log does not have: real ones, with processes.</summary>
/// <param name="plan">The plan.</param>
/// <param name="subject">What is compared with itself.</param>
/// <param name="benchmarks">The benchmarks that the plan names, each scalable.</param>
public sealed class CalibrationRunner(CalibrationPlan plan, Subject subject, IReadOnlyList<Benchmark> benchmarks)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly SequentialPlan _looks = plan.Policy.CreatePlan();
    private readonly Dictionary<string, int> _repetitions = [];

    /// <summary>Called before each comparison, on the thread of the run.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>Runs until all is done or the time is up.</summary>
    /// <param name="log">What is done, and where to go on.</param>
    /// <param name="time">After this no comparison is begun.</param>
    /// <param name="cancellation">Ends it; the comparison that runs is made again the next time.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CalibrationLog log, TimeSpan time, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var comparisons = plan.Comparisons();
        var done = log.Records.Select(record => record.Index).ToHashSet();
        for (var index = 0; index < comparisons.Count && Stopwatch.GetElapsedTime(start) < time; index++)
        {
            if (done.Contains(index))
            {
                continue;
            }

            var (effect, name) = comparisons[index];
            Progress?.Invoke(new RunProgress(
                log.Records.Count, comparisons.Count, 0, benchmarks.Count, effect > 0 ? $"{name}, {effect:P0} planted" : name));
            log.Add(await CompareAsync(
                index, effect, benchmarks.Single(benchmark => benchmark.Name == name), cancellation).ConfigureAwait(false));
        }
    }

    private async Task<CalibrationRecord> CompareAsync(int index, double effect, Benchmark benchmark, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var lots = plan.LotsOf(index);
        if (!_repetitions.TryGetValue(benchmark.Name, out var repetitions))
        {
            (repetitions, _) = await Pilot.RunAsync(
                [subject], benchmark, plan.ProcessSeconds, s_timeout, cancellation).ConfigureAwait(false);
            _repetitions.Add(benchmark.Name, repetitions);
        }

        var slot = new Slot(benchmark, _looks, plan.Policy, repetitions, isAa: effect == 0)
        {
            Planted = effect == 0 ? null : benchmark.Scaled(1 + effect),
        };
        while (slot.IsOpen)
        {
            await slot.MeasureAsync(subject, subject, lots.Next(2) == 0, s_timeout, cancellation).ConfigureAwait(false);
            slot.DecideAlone(plan.Alpha);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return slot.Failure is { } failure
            ? new CalibrationRecord
            {
                Index = index,
                Effect = effect,
                Benchmark = benchmark.Name,
                IsAlarm = false,
                Pooled = new ClassicalTests(1, 1),
                FirstProcesses = new ClassicalTests(1, 1),
                LogRatios = [],
                Seconds = seconds,
                Failure = failure,
            }
            : CalibrationRecord.From(index, effect, benchmark.Name, slot.Verdict == Verdict.Regressed, slot.Blocks, seconds);
    }
}
