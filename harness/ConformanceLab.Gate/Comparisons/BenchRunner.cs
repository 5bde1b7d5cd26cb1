using System.Collections.Immutable;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Subjects;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>Measures benchmarks on subjects side by side: in each round a fresh process of everything, in random order.</summary>
/// <param name="subjects">What is measured.</param>
/// <param name="rounds">Processes of each benchmark and subject; six are needed for an interval.</param>
/// <param name="processSeconds">How long a process measures, about.</param>
/// <param name="timeout">When a process is killed.</param>
/// <param name="seed">Decides the order.</param>
public sealed class BenchRunner(IReadOnlyList<Subject> subjects, int rounds, double processSeconds, TimeSpan timeout, int seed)
{
    /// <summary>Called between processes, on the thread of the run.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>What the report is of.</summary>
    public string? Label { get; init; }

    /// <summary>Runs. Once.</summary>
    /// <param name="benchmarks">What is measured on.</param>
    /// <param name="time">Says when it began.</param>
    /// <param name="cancellation">Ends it after killing the process that runs.</param>
    public async Task<BenchReport> RunAsync(IReadOnlyList<Benchmark> benchmarks, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var random = new Random(seed);
        var watch = new MachineWatch();
        var cells = new List<Cell>();
        try
        {
            foreach (var benchmark in benchmarks)
            {
                Progress?.Invoke(
                    new RunProgress(cells.Count / subjects.Count, benchmarks.Count, 0, benchmarks.Count, $"trying {benchmark.Name}"));
                var (repetitions, failures) = await Pilot.RunAsync(
                    subjects, benchmark, processSeconds, timeout, cancellation).ConfigureAwait(false);
                foreach (var (i, subject) in subjects.Index())
                {
                    var cell = new Cell(benchmark, i, repetitions) { Failure = failures[i] };
                    cells.Add(cell);
                    if (cell.Failure is null && benchmark.Mode == "run")
                    {
                        cell.Counts = await PlugProcess.CountAsync(subject, benchmark, timeout, cancellation).ConfigureAwait(false);
                    }
                }
            }

            var done = 0;
            for (var round = 0; round < rounds; round++)
            {
                var open = cells.Where(cell => cell.Failure is null).ToArray();
                random.Shuffle(open);
                foreach (var cell in open)
                {
                    Progress?.Invoke(new RunProgress(
                        done++, open.Length * rounds, 0, benchmarks.Count, $"{cell.Benchmark.Name} on {subjects[cell.Subject].Name}"));
                    watch.Calibrate();
                    await MeasureAsync(cell, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What is there is reported.
        }

        return new BenchReport
        {
            Started = started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            Label = Label,
            Subjects =
                [.. subjects.Select(subject => new SubjectReport(subject.Name, [.. subject.Command], SubjectIdentity.Compute(subject)))],
            Machine = MachineIdentity.Current,
            State = watch.Read(),
            Seed = seed,
            IsCancelled = cancellation.IsCancellationRequested,
            Results = [.. cells.Select(cell => new BenchResult
            {
                Name = cell.Benchmark.Name,
                Class = cell.Benchmark.Class,
                Mode = cell.Benchmark.Mode,
                Subject = cell.Subject,
                Failure = cell.Failure,
                Counts = cell.Failure is null ? cell.Counts : null,
                Processes = cell.Failure is null ? cell.Processes : [],
                ModuleBytes = new FileInfo(cell.Benchmark.Module).Length,
            })],
        };
    }

    private async Task MeasureAsync(Cell cell, CancellationToken cancellation)
    {
        try
        {
            var answer = await PlugProcess.RunAsync(
                subjects[cell.Subject], cell.Benchmark, cell.Repetitions, timeout, cancellation).ConfigureAwait(false);
            cell.Processes.Add(ProcessTimes.From(answer));
        }
        catch (PlugException error)
        {
            cell.Failure = error.Message;
        }
    }

    private sealed class Cell(Benchmark benchmark, int subject, int repetitions)
    {
        public Benchmark Benchmark => benchmark;

        public int Subject => subject;

        public int Repetitions => repetitions;

        public ImmutableSortedDictionary<string, long>? Counts { get; set; }

        public List<ProcessTimes> Processes { get; } = [];

        public string? Failure { get; set; }
    }
}
