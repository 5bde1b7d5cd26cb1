using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.MutationTester.Mutants;

namespace ConformanceLab.MutationTester.Running;

/// <summary>How a mutant fared on a suite.</summary>
public enum Fate
{
    /// <summary>No script reaches it, and no verdict differs.</summary>
    NotReached,

    /// <summary>Scripts reach it, and no verdict differs.</summary>
    Survived,

    /// <summary>A command has another verdict.</summary>
    Verdict,

    /// <summary>The process ended.</summary>
    Crash,

    /// <summary>A script does not end.</summary>
    Timeout,

    /// <summary>It takes more memory than the limit.</summary>
    Memory,
}

/// <summary>How a mutant fared on a suite, and where it was killed.</summary>
/// <param name="Fate">How.</param>
/// <param name="Where"><c>suite/file:line</c> of the command, or the script; empty where it was not killed.</param>
public sealed record Finding(Fate Fate, string Where)
{
    /// <summary>Whether the suite tells the mutant from the original.</summary>
    public bool IsKilled => Fate is not (Fate.NotReached or Fate.Survived);
}

/// <summary>
/// A suite, as a judge of mutants: knows what the unmutated engine makes of each command, which mutants each script reaches, and what it
/// costs. A mutant is executed with the scripts that reach it first, the cheapest of them before the others, until one kills it; only one
/// that survives all scripts survives. Thread-safe once it has been calibrated.
/// </summary>
public sealed class Oracle
{
    private readonly WorkerProcess _worker;
    private readonly IReadOnlyList<FileJob> _jobs;
    private readonly Dictionary<FileJob, Verdict?[]> _verdicts = [];
    private readonly Dictionary<FileJob, double> _milliseconds = [];
    private readonly List<HashSet<FileJob>> _reaching = [];

    private Oracle(string name, WorkerProcess worker, IReadOnlyList<FileJob> jobs)
    {
        Name = name;
        _worker = worker;
        _jobs = jobs;
    }

    /// <summary>Name of the suite or suites.</summary>
    public string Name { get; }

    /// <summary>How many scripts.</summary>
    public int Scripts => _jobs.Count;

    /// <summary>How many commands have the same verdict every time, and can kill.</summary>
    public int Commands => _verdicts.Values.Sum(verdicts => verdicts.Count(verdict => verdict is not null));

    /// <summary>Runs the suite with no mutant, twice, once tracing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="program">The program of the workers.</param>
    /// <param name="limits">What they may use.</param>
    /// <param name="jobs">The scripts.</param>
    /// <param name="mutants">How many mutants the engine has.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidOperationException">The engine breaks down without a mutant.</exception>
    public static Oracle Calibrate(
        string name, string program, WorkerLimits limits, IReadOnlyList<FileJob> jobs, int mutants, CancellationToken cancellation)
    {
        var oracle = new Oracle(name, new WorkerProcess(program, limits), jobs);
        for (var mutant = 0; mutant < mutants; mutant++)
        {
            oracle._reaching.Add([]);
        }

        oracle.RunOriginal(Worker.Trace, cancellation);
        var first = oracle._verdicts.ToDictionary(entry => entry.Key, entry => entry.Value);
        oracle.RunOriginal(Worker.Original, cancellation);
        foreach (var (job, verdicts) in oracle._verdicts)
        {
            for (var command = 0; command < verdicts.Length; command++)
            {
                verdicts[command] = verdicts[command] == first[job][command] ? verdicts[command] : null;
            }
        }

        return oracle;
    }

    /// <summary>Executes a mutant.</summary>
    /// <param name="mutant">Its number.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidOperationException">A script is not what it was.</exception>
    public Finding Judge(int mutant, CancellationToken cancellation)
    {
        var reaching = _reaching[mutant];
        var scripts = _jobs.Select(job => new ScriptRun(job, _milliseconds[job]))
            .OrderBy(script => !reaching.Contains(script.Job))
            .ThenBy(script => script.Milliseconds)
            .ToList();
        var ended = 0;
        foreach (var (script, word, rest) in _worker.Run(mutant, scripts, cancellation))
        {
            var job = scripts[script].Job;
            switch (word)
            {
                case "end":
                    ended++;
                    break;
                case "verdict" when Differs(job, rest) is { } command:
                    return new Finding(Fate.Verdict, string.Create(
                        CultureInfo.InvariantCulture, $"{job.Suite}/{job.File}:{job.Script.Commands[command].Span.Line}"));
                case "timeout":
                    return new Finding(Fate.Timeout, $"{job.Suite}/{job.File}");
                case "memory":
                    return new Finding(Fate.Memory, $"{job.Suite}/{job.File}");
                case "exit" when rest != "0" || ended != scripts.Count:
                    return new Finding(Fate.Crash, $"{job.Suite}/{job.File}");
            }
        }

        return new Finding(reaching.Count == 0 ? Fate.NotReached : Fate.Survived, "");
    }

    private int? Differs(FileJob job, string rest)
    {
        var (command, verdict) = ParseVerdict(rest);
        return command >= _verdicts[job].Length
            ? throw new InvalidOperationException($"{job.FullPath} has been changed while mutants were run: run them again")
            : _verdicts[job][command] is { } known && known != verdict ? command : null;
    }

    private void RunOriginal(int mutant, CancellationToken cancellation)
    {
        var scripts = _jobs.Select(job => new ScriptRun(job, 60_000)).ToList();
        foreach (var job in _jobs)
        {
            _verdicts[job] = new Verdict?[job.Commands];
        }

        foreach (var (script, word, rest) in _worker.Run(mutant, scripts, cancellation))
        {
            var job = _jobs[script];
            switch (word)
            {
                case "verdict":
                    var (command, verdict) = ParseVerdict(rest);
                    _verdicts[job][command] = verdict;
                    break;
                case "reached":
                    foreach (var number in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        _reaching[int.Parse(number, CultureInfo.InvariantCulture)].Add(job);
                    }

                    break;
                case "end":
                    _milliseconds[job] = double.Parse(rest, CultureInfo.InvariantCulture);
                    break;
                case "timeout" or "memory":
                case "exit" when rest != "0":
                    throw new InvalidOperationException($"{job.Suite}/{job.File}: the engine breaks down without a mutant: {word} {rest}");
            }
        }
    }

    private static (int Command, Verdict Verdict) ParseVerdict(string rest)
    {
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        return (int.Parse(rest.AsSpan(0, space), CultureInfo.InvariantCulture), Verdicts.Parse(rest[(space + 1)..]));
    }
}
