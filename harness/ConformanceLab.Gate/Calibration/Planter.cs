using System.Globalization;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Calibration;

/// <summary>
/// Makes a subject slower by a given part. How many turns of an empty loop that takes is found once for each slowdown and benchmark: their
/// number is raised until the benchmark is slower by half or more, which says what a turn costs; and corrected by what so many turns as are
/// wanted cost really, since the processor does the first ones beside other things. For one thread.
/// </summary>
/// <param name="subject">What is made slower.</param>
/// <param name="policy">Which time stands for a process.</param>
/// <param name="timeout">When a process is killed.</param>
internal sealed class Planter(Subject subject, GatePolicy policy, TimeSpan timeout)
{
    private const int FirstTurns = 16;
    private const int MostTurns = 1 << 28;
    private const int Processes = 9;

    private readonly Dictionary<(SlowdownKind, string), double> _doubling = [];
    private readonly Dictionary<(SlowdownKind, double, string), int> _turns = [];

    /// <summary>What is to be measured in place of the subject on the benchmark, and with how many turns.</summary>
    /// <param name="kind">How it is made slower.</param>
    /// <param name="effect">By how much: 0.05 for 5 %.</param>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="repetitions">How often a process does it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PlugException">A process failed, or nothing makes it slower: the engine does not know the option.</exception>
    public async Task<(Subject Subject, Benchmark Benchmark, int? Turns)> PlantAsync(
        SlowdownKind kind, double effect, Benchmark benchmark, int repetitions, CancellationToken cancellation)
    {
        if (kind == SlowdownKind.Work)
        {
            return (subject, benchmark.Scaled(1 + effect), null);
        }

        if (!_turns.TryGetValue((kind, effect, benchmark.Name), out var turns))
        {
            turns = await FindTurnsAsync(kind, effect, benchmark, repetitions, cancellation).ConfigureAwait(false);
            _turns.Add((kind, effect, benchmark.Name), turns);
        }

        return (With(kind, turns), benchmark, turns);
    }

    private async Task<int> FindTurnsAsync(
        SlowdownKind kind, double effect, Benchmark benchmark, int repetitions, CancellationToken cancellation)
    {
        if (!_doubling.TryGetValue((kind, benchmark.Name), out var doubling))
        {
            doubling = await FindDoublingAsync(kind, benchmark, repetitions, cancellation).ConfigureAwait(false);
            _doubling.Add((kind, benchmark.Name), doubling);
        }

        var turns = AtLeastOne(effect * doubling);
        var (without, with) = await MeasureAsync(kind, turns, benchmark, repetitions, cancellation).ConfigureAwait(false);
        var corrected = turns + ((effect - (with / without) + 1) * doubling);
        return AtLeastOne(Math.Clamp(corrected, turns / 2.0, 2 * turns));

        static int AtLeastOne(double turns) => (int)Math.Max(1, Math.Round(turns));
    }

    // The number of turns that would take as long as the benchmark does without.
    private async Task<double> FindDoublingAsync(
        SlowdownKind kind, Benchmark benchmark, int repetitions, CancellationToken cancellation)
    {
        var turns = FirstTurns;
        var plain = await TimeAsync(kind, 0, benchmark, repetitions, cancellation).ConfigureAwait(false);
        while (await TimeAsync(kind, turns, benchmark, repetitions, cancellation).ConfigureAwait(false) < 1.5 * plain)
        {
            turns *= 4;
            if (turns > MostTurns)
            {
                throw new PlugException($"{subject.Name} on {benchmark.Name} is not slower with {Slowdown.Option} "
                    + $"{Slowdown.NameOf(kind)}:{turns / 4}; plant {Slowdown.NameOf(SlowdownKind.Work)} only");
            }
        }

        var (without, with) = await MeasureAsync(kind, turns, benchmark, repetitions, cancellation).ConfigureAwait(false);
        return with > without
            ? turns * without / (with - without)
            : throw new PlugException($"{subject.Name} on {benchmark.Name} is too unsteady for a slowdown to be planted");
    }

    private async Task<(double Without, double With)> MeasureAsync(
        SlowdownKind kind, int turns, Benchmark benchmark, int repetitions, CancellationToken cancellation)
    {
        var (without, with) = (new double[Processes], new double[Processes]);
        for (var i = 0; i < Processes; i++)
        {
            without[i] = await TimeAsync(kind, 0, benchmark, repetitions, cancellation).ConfigureAwait(false);
            with[i] = await TimeAsync(kind, turns, benchmark, repetitions, cancellation).ConfigureAwait(false);
        }

        return (Quantiles.Median(without), Quantiles.Median(with));
    }

    private async Task<double> TimeAsync(
        SlowdownKind kind, int turns, Benchmark benchmark, int repetitions, CancellationToken cancellation)
    {
        var measured = turns == 0 ? subject : With(kind, turns);
        var answer = await PlugProcess.RunAsync(measured, benchmark, repetitions, timeout, cancellation).ConfigureAwait(false);
        return ProcessTimes.From(answer, policy.Quantile).Value;
    }

    private Subject With(SlowdownKind kind, int turns) => subject with
    {
        Command = subject.Command.AddRange(
            Slowdown.Option, string.Create(CultureInfo.InvariantCulture, $"{Slowdown.NameOf(kind)}:{turns}")),
    };
}
