using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>How far a run is.</summary>
/// <param name="Done">Blocks or processes that are done.</param>
/// <param name="Most">The most that there can be; a comparison mostly ends before.</param>
/// <param name="Decided">Benchmarks that have their verdict.</param>
/// <param name="Benchmarks">All benchmarks.</param>
/// <param name="Current">What is being measured.</param>
public sealed record RunProgress(int Done, int Most, int Decided, int Benchmarks, string Current);

/// <summary>
/// Compares two subjects: rounds of blocks, one for each benchmark that is undecided, in random order; in a block a fresh process of each
/// side, by lot. So whatever changes on the machine meets both sides, and each block is a comparison of its own.
/// </summary>
/// <param name="a">What B is compared with.</param>
/// <param name="b">What the verdicts are about.</param>
/// <param name="policy">Levels, looks and margins.</param>
/// <param name="seed">Decides the lots.</param>
public sealed class ComparisonRunner(Subject a, Subject b, GatePolicy policy, int seed)
{
    private readonly Random _random = new(seed);
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(policy.TimeoutSeconds);

    /// <summary>Called between processes, on the thread of the run.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>What the report is of.</summary>
    public string? Label { get; init; }

    /// <summary>Runs to the verdicts. Once.</summary>
    /// <param name="benchmarks">The family.</param>
    /// <param name="time">Says when it began.</param>
    /// <param name="cancellation">Ends it after killing the process that runs; what is undecided stays so.</param>
    public async Task<ComparisonReport> RunAsync(IReadOnlyList<Benchmark> benchmarks, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var watch = new MachineWatch();
        var (identityA, identityB) = (SubjectIdentity.Compute(a), SubjectIdentity.Compute(b));
        var isIdentical = policy.SkipIdentical && identityA == identityB;
        List<Slot> slots = isIdentical ? [] : await PrepareAsync(benchmarks, cancellation).ConfigureAwait(false);
        try
        {
            await MeasureAsync(slots, watch, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What is there is reported.
        }

        var family = slots.Where(slot => !slot.IsAa && slot.Failure is null).ToList();
        var adjusted = Holm.Adjust([.. family.Select(slot => slot.Comparison.PValue)]);
        return new ComparisonReport
        {
            Started = started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            Label = Label,
            A = new SubjectReport(a.Name, [.. a.Command], identityA),
            B = new SubjectReport(b.Name, [.. b.Command], identityB),
            Machine = MachineIdentity.Current,
            State = watch.Read(),
            Policy = policy,
            Seed = seed,
            IsIdentical = isIdentical,
            IsCancelled = cancellation.IsCancellationRequested,
            Benchmarks = isIdentical
                ? [.. benchmarks.Select(Skipped)]
                : [.. slots.Where(slot => !slot.IsAa).Select(
                    slot => slot.Report(family.Count, slot.Failure is null ? adjusted[family.IndexOf(slot)] : null))],
            AaSlots = [.. slots.Where(slot => slot.IsAa && slot.Comparison.LogRatios.Count > 0).Select(slot => slot.Report(1, null))],
        };
    }

    private BenchmarkComparison Skipped(Benchmark benchmark) => new()
    {
        Name = benchmark.Name,
        Class = benchmark.Class,
        Verdict = Verdict.NotRegressed,
        Margin = policy.MarginOf(benchmark.Name, benchmark.Class),
        Note = "identical code and runtime: not measured",
    };

    private async Task<List<Slot>> PrepareAsync(IReadOnlyList<Benchmark> benchmarks, CancellationToken cancellation)
    {
        var plan = policy.CreatePlan();
        var slots = new List<Slot>();
        foreach (var benchmark in benchmarks)
        {
            Progress?.Invoke(new RunProgress(slots.Count, benchmarks.Count, 0, benchmarks.Count, $"trying {benchmark.Name}"));
            var (repetitions, failures) = await Pilot.RunAsync(
                [a, b], benchmark, policy.ProcessSeconds, _timeout, cancellation).ConfigureAwait(false);
            var slot = new Slot(benchmark, plan, policy, repetitions, isAa: false);
            if (failures is [var ofA, var ofB] && (ofA ?? ofB) is not null)
            {
                slot.Fail(string.Join(
                    "; ", new[] { ofA is null ? null : $"A: {ofA}", ofB is null ? null : $"B: {ofB}" }.Where(text => text is not null)));
            }

            else
            {
                slot.Exact = await CountAsync(benchmark, cancellation).ConfigureAwait(false);
            }

            slots.Add(slot);
        }

        var working = slots.Where(slot => slot.Failure is null).ToArray();
        _random.Shuffle(working);
        slots.AddRange(working.Take(policy.AaSlots).Select(
            slot => new Slot(slot.Benchmark, plan, policy, slot.Repetitions, isAa: true)));
        return slots;
    }

    // Only what runs to an end always executes the same.
    private async Task<ExactComparison?> CountAsync(Benchmark benchmark, CancellationToken cancellation) =>
        benchmark.Mode == "run"
            && await PlugProcess.CountAsync(a, benchmark, _timeout, cancellation).ConfigureAwait(false) is { } countsA
            && await PlugProcess.CountAsync(b, benchmark, _timeout, cancellation).ConfigureAwait(false) is { } countsB
                ? new ExactComparison(countsA, countsB)
                : null;

    private async Task MeasureAsync(List<Slot> slots, MachineWatch watch, CancellationToken cancellation)
    {
        var family = slots.Where(slot => !slot.IsAa).ToList();
        var (done, most) = (0, slots.Count * policy.Looks[^1]);
        while (slots.Where(slot => slot.IsOpen).ToArray() is { Length: > 0 } round)
        {
            _random.Shuffle(round);
            foreach (var slot in round)
            {
                cancellation.ThrowIfCancellationRequested();
                Progress?.Invoke(new RunProgress(
                    done++, most, family.Count(
                        one => !one.IsOpen), family.Count, slot.IsAa ? $"{slot.Benchmark.Name}, A against A" : slot.Benchmark.Name));
                watch.Calibrate();
                await slot.MeasureAsync(a, slot.IsAa ? a : b, _random.Next(2) == 0, _timeout, cancellation).ConfigureAwait(false);
            }

            Decide([.. family.Where(slot => slot.Failure is null)]);
            foreach (var slot in slots.Where(slot => slot.IsAa && slot.IsOpen))
            {
                slot.DecideAlone(policy.Alpha);
            }
        }
    }

    private void Decide(List<Slot> family)
    {
        var verdicts = SequentialComparison.Decide([.. family.Select(slot => slot.Comparison)], policy.Alpha);
        for (var i = 0; i < family.Count; i++)
        {
            if (family[i].IsOpen && verdicts[i] is { } verdict && (family[i].Comparison.IsAtLook || verdict == Verdict.Regressed))
            {
                family[i].Verdict = verdict;
            }
        }
    }
}
