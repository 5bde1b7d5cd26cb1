using System.Diagnostics;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Calibration;

/// <summary>Makes the comparisons of a plan that its log does not have: real ones, with processes.</summary>
/// <param name="plan">The plan.</param>
/// <param name="subject">What is compared with itself.</param>
/// <param name="benchmarks">The benchmarks that the plan names.</param>
public sealed class CalibrationRunner(CalibrationPlan plan, Subject subject, IReadOnlyList<Benchmark> benchmarks)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly SequentialPlan _looks = plan.Policy.CreatePlan();
    private readonly Dictionary<string, int> _repetitions = [];
    private readonly Planter _planter = new(subject, plan.Policy, s_timeout);

    /// <summary>Called before each comparison, on the thread of the run.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>Runs until all is done or the time is up.</summary>
    /// <param name="log">What is done, and where to go on.</param>
    /// <param name="time">After this no comparison is begun.</param>
    /// <param name="cancellation">Ends it; the comparison that runs is made again the next time.</param>
    /// <exception cref="PlugException">The subject gives no right answer, or a slowdown cannot be planted; the message says why.</exception>
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

            var planned = comparisons[index];
            Progress?.Invoke(new RunProgress(
                log.Records.Count,
                comparisons.Count,
                0,
                benchmarks.Count,
                $"{planned.Benchmark}, {Slowdown.Describe(planned.Kind, planned.Effect)} planted"));
            log.Add(await CompareAsync(index, planned, cancellation).ConfigureAwait(false));
        }
    }

    private async Task<CalibrationRecord> CompareAsync(int index, PlannedComparison planned, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var lots = plan.LotsOf(index);
        var benchmark = benchmarks.Single(benchmark => benchmark.Name == planned.Benchmark);
        if (!_repetitions.TryGetValue(benchmark.Name, out var repetitions))
        {
            (repetitions, var failures) = await Pilot.RunAsync(
                [subject], benchmark, plan.ProcessSeconds, s_timeout, cancellation).ConfigureAwait(false);
            if (failures[0] is { } failure)
            {
                throw new PlugException($"{subject.Name} on {benchmark.Name}: {failure}");
            }

            _repetitions.Add(benchmark.Name, repetitions);
        }

        var (slower, longer, turns) = planned.Kind is { } kind
            ? await _planter.PlantAsync(kind, planned.Effect, benchmark, repetitions, cancellation).ConfigureAwait(false)
            : (subject, benchmark, null);
        var slot = new Slot(benchmark, _looks, plan.Policy, repetitions, isAa: planned.Kind is null) { Planted = longer };
        while (slot.IsOpen)
        {
            await slot.MeasureAsync(subject, slower, lots.Next(2) == 0, s_timeout, cancellation).ConfigureAwait(false);
            slot.DecideAlone(plan.Alpha);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var record = slot.Failure is { } broken
            ? new CalibrationRecord
            {
                Index = index,
                Effect = planned.Effect,
                Benchmark = benchmark.Name,
                IsAlarm = false,
                Pooled = new ClassicalTests(1, 1),
                FirstProcesses = new ClassicalTests(1, 1),
                LogRatios = [],
                Seconds = seconds,
                Failure = broken,
            }
            : CalibrationRecord.From(
                index, planned.Effect, benchmark.Name, slot.Verdict == Verdict.Regressed, slot.Blocks, seconds);
        return record with { Kind = planned.Kind, Turns = turns };
    }
}
