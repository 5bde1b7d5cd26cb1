using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>What a campaign against the front end does.</summary>
public sealed record FrontEndOptions
{
    /// <summary>The series of inputs.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Index of the first input.</summary>
    public ulong First { get; init; }

    /// <summary>How many inputs; null for as many as there is time for.</summary>
    public ulong? Executions { get; init; }

    /// <summary>How long; null for as long as it takes. A block that was begun is finished.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Blocks that are worked on at once, each in a worker of its own.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>A defect made on purpose.</summary>
    public FrontEndPlant? Plant { get; init; }

    /// <summary>Folder for what is found; made when something is.</summary>
    public required string Output { get; init; }

    /// <summary>How long an input may take before its worker is killed: far longer than what is a finding already.</summary>
    public TimeSpan InputLimit { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>Something that a campaign found.</summary>
/// <param name="Seed">The series.</param>
/// <param name="Found">What it is.</param>
/// <param name="File">The input, made smaller where that was possible.</param>
public sealed record FrontEndFinding(ulong Seed, FrontEndFound Found, string File)
{
    /// <summary>The form <c>seed 1, index 2: exception: … clab fuzz frontend --replay 1:2</c>.</summary>
    public override string ToString()
    {
        var message = Found.Message.Replace("\n", "\n    ", StringComparison.Ordinal);
        var features = Found.Features == WasmFeatures.All ? "" : $"\n    features: {Found.Features}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}, index {Found.Index}: {Found.Verdict.ToString().ToLowerInvariant()}: {message}{features}\n    {File}\n"
                + $"    again: clab fuzz frontend --replay {Seed}:{Found.Index}");
    }
}

/// <summary>Tries blocks of inputs side by side in workers, writes what is found, and keeps a log.</summary>
/// <param name="options">What to do.</param>
/// <param name="log">Where to write what was done.</param>
/// <param name="onFinding">Is told what is found; called by one thread at a time.</param>
public sealed class FrontEndCampaign(FrontEndOptions options, FuzzLog log, Action<FrontEndFinding> onFinding)
{
    // Of one block: then what is left of it is given up.
    private const int MostBreakdowns = 16;

    private static readonly TimeSpan s_logInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly FrontEndTotals _totals = new();
    private readonly List<FrontEndFinding> _findings = [];
    private readonly List<FrontEndWorkerClient> _workers = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private ulong _next = options.First;
    private Exception? _failure;

    /// <summary>What was found so far.</summary>
    public ImmutableArray<FrontEndFinding> Findings
    {
        get
        {
            lock (_lock)
            {
                return [.. _findings];
            }
        }
    }

    /// <summary>How long it has been running.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Time of processors that workers have used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            lock (_lock)
            {
                return _workers.Aggregate(TimeSpan.Zero, static (sum, worker) => sum + worker.ProcessorTime);
            }
        }
    }

    /// <summary>Looks at the totals while nobody changes them.</summary>
    public T Read<T>(Func<FrontEndTotals, ulong, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        lock (_lock)
        {
            return read(_totals, _next);
        }
    }

    /// <summary>Runs until the inputs, or the time, are used up, or it is cancelled: then it ends the blocks that it has begun.</summary>
    /// <exception cref="IOException">Workers can't be started, or results can't be written.</exception>
    public void Run(CancellationToken cancellation)
    {
        log.Add(Record(FuzzEvents.Started) with
        {
            Source = FuzzLogRecord.FrontEndSource, Plant = options.Plant?.ToString(), First = options.First,
        });
        var threads = Enumerable.Range(0, options.Jobs)
            .Select(_ => new Thread(() => Work(cancellation)) { Name = "fuzzing", IsBackground = true })
            .ToList();
        threads.ForEach(static thread => thread.Start());
        var logged = TimeSpan.Zero;
        foreach (var thread in threads)
        {
            while (!thread.Join(TimeSpan.FromMilliseconds(200)))
            {
                if (Elapsed - logged > s_logInterval)
                {
                    logged = Elapsed;
                    log.Add(Totals(FuzzEvents.Progress));
                }
            }
        }

        log.Add(Totals(FuzzEvents.Finished));
        _workers.ForEach(static worker => worker.Dispose());
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Work(CancellationToken cancellation)
    {
        try
        {
            var worker = new FrontEndWorkerClient(options.Plant, options.InputLimit);
            lock (_lock)
            {
                _workers.Add(worker);
            }

            while (!cancellation.IsCancellationRequested && TryTake() is { } range)
            {
                Handle(worker, range);
            }
        }
        catch (Exception error)
        {
            // Whatever it is, the run ends with it, and with what it has done so far.
            Volatile.Write(ref _failure, error);
        }
    }

    /// <summary>Writes an input, whether or not anything is wrong with it.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It can't be made, because one before it breaks the engine down, or be written.</exception>
    public string Write(ulong index)
    {
        using var worker = new FrontEndWorkerClient(plant: null, options.InputLimit);
        var block = index / FrontEndBlock.Length * FrontEndBlock.Length;
        return Write(worker.Create(new FrontEndRange(options.Seed, block, index, [])) with { Index = index }, "input");
    }

    // What is left of a block.
    private FrontEndRange? TryTake()
    {
        lock (_lock)
        {
            var end = (_next / FrontEndBlock.Length + 1) * FrontEndBlock.Length;
            if (options.Executions is { } executions)
            {
                end = Math.Min(end, options.First + executions);
            }

            if (_failure is not null || end <= _next || (options.Time is { } time && Elapsed >= time))
            {
                return null;
            }

            var range = new FrontEndRange(options.Seed, _next, end, []);
            _next = end;
            return range;
        }
    }

    private void Handle(FrontEndWorkerClient worker, FrontEndRange range)
    {
        while (true)
        {
            var (answer, breakdown) = worker.Ask(range);
            if (answer is not null)
            {
                lock (_lock)
                {
                    _totals.Add(answer.Totals);
                }

                answer.Found.ForEach(Report);
                return;
            }

            // The block again, without what broke it down.
            var index = breakdown!.Index;
            var block = index / FrontEndBlock.Length * FrontEndBlock.Length;
            var input = worker.Create(new FrontEndRange(range.Seed, block, index, range.Skipped));
            lock (_lock)
            {
                _totals.AddBreakdown(breakdown.Verdict);
            }

            Report(input with { Index = index, Verdict = breakdown.Verdict, Message = breakdown.Message });
            range = range with { Skipped = [.. range.Skipped, index] };
            if (range.Skipped.Count >= MostBreakdowns)
            {
                return;
            }
        }
    }

    private void Report(FrontEndFound found)
    {
        var file = Write(found, found.Verdict.ToString().ToLowerInvariant());
        var finding = new FrontEndFinding(options.Seed, found, file);
        lock (_lock)
        {
            _findings.Add(finding);
            onFinding(finding);
        }

        log.Add(Record(FuzzEvents.Finding) with
        {
            Source = FuzzLogRecord.FrontEndSource, Index = found.Index, Problem = found.Verdict, Message = found.Message, File = file,
        });
    }

    private string Write(FrontEndFound input, string what)
    {
        Directory.CreateDirectory(options.Output);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"frontend-{options.Seed}-{input.Index}-{what}{FrontEndInput.ExtensionOf(input.Format)}");
        var file = Path.Combine(options.Output, name);
        File.WriteAllBytes(file, input.Bytes);
        return file;
    }

    private FuzzLogRecord Record(string name) => new()
    {
        Event = name, Time = TimeProvider.System.GetUtcNow(), Seed = options.Seed,
    };

    private FuzzLogRecord Totals(string name)
    {
        var used = ProcessorTime;
        return Read((totals, next) =>
        {
            var copy = new FrontEndTotals();
            copy.Add(totals);
            return Record(name) with
            {
                Source = FuzzLogRecord.FrontEndSource,
                Plant = options.Plant?.ToString(),
                First = options.First,
                Next = next,
                FrontEnd = copy,
                ProcessorSeconds = Math.Round(used.TotalSeconds, 1),
                Seconds = Math.Round(Elapsed.TotalSeconds, 1),
            };
        });
    }
}
