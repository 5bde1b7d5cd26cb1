using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>What a campaign does.</summary>
public sealed record FuzzOptions
{
    /// <summary>The series of modules.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Index of the first case.</summary>
    public ulong First { get; init; }

    /// <summary>How many cases; null for as many as there is time for.</summary>
    public ulong? Modules { get; init; }

    /// <summary>How long; null for as long as it takes.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Cases that run at once, each in a worker of its own.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Tiers, the reference first.</summary>
    public required ImmutableArray<Tier> Tiers { get; init; }

    /// <summary>Other engines to compare the first of the tiers with, instead of the other tiers. Not disposed by the campaign.</summary>
    public ImmutableArray<EngineTier> Engines { get; init; } = [];

    /// <summary>How long another engine may take for one command of a script.</summary>
    public TimeSpan CommandLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether garbage is collected at every allocation in every case.</summary>
    public bool GcStress { get; init; }

    /// <summary>Where modules come from.</summary>
    public FuzzSource Source { get; init; } = new OwnSource();

    /// <summary>A defect made on purpose in the tiers under test.</summary>
    public PlantedBug? Plant { get; init; }

    /// <summary>Folder for what is found; made when something is.</summary>
    public required string Output { get; init; }

    /// <summary>How long a case may take.</summary>
    public TimeSpan CaseLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the reduction of a case may take.</summary>
    public TimeSpan ReductionLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How many findings are reduced; the others are written as they are.</summary>
    public int MaximumReduced { get; init; } = 10;

    /// <summary>In one of how many cases instructions are watched one by one.</summary>
    public int ProbeEvery { get; init; } = 4;
}

/// <summary>Something that a campaign found.</summary>
/// <param name="Seed">The series.</param>
/// <param name="Index">The case.</param>
/// <param name="Verdict">What it is.</param>
/// <param name="Message">What differs.</param>
/// <param name="File">The script, or the module, that was written.</param>
public sealed record FuzzFinding(ulong Seed, ulong Index, FuzzVerdict Verdict, string Message, string File)
{
    /// <summary>The form <c>seed 1, index 2: different: …</c></summary>
    public override string ToString()
    {
        var message = Message.Replace("\n", "\n    ", StringComparison.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}, index {Index}: {Verdict.ToString().ToLowerInvariant()}: {message}\n    {File}");
    }
}

/// <summary>Runs cases side by side in workers, reduces what is found, and keeps a log.</summary>
/// <param name="options">What to do.</param>
/// <param name="log">Where to write what was done.</param>
/// <param name="onFinding">Is told what is found; called by one thread at a time.</param>
public sealed class FuzzCampaign(FuzzOptions options, FuzzLog log, Action<FuzzFinding> onFinding)
{
    private static readonly TimeSpan s_logInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly FuzzTotals _totals = new();
    private readonly List<FuzzFinding> _findings = [];
    private readonly List<ICaseJudge> _judges = [];
    private readonly HashSet<string> _rejections = new(StringComparer.Ordinal);
    private readonly long _started = Stopwatch.GetTimestamp();
    private ulong _next = options.First;
    private int _reduced;
    private Exception? _failure;

    /// <summary>What was found so far.</summary>
    public ImmutableArray<FuzzFinding> Findings
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

    /// <summary>Looks at the totals while nobody changes them.</summary>
    public T Read<T>(Func<FuzzTotals, ulong, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        lock (_lock)
        {
            _totals.ProcessorTime = _judges.Aggregate(TimeSpan.Zero, static (sum, judge) => sum + judge.ProcessorTime);
            return read(_totals, _next);
        }
    }

    /// <summary>Runs until the cases, or the time, are used up, or it is cancelled: then it ends what it has begun.</summary>
    /// <exception cref="IOException">Workers can't be started, or results can't be written.</exception>
    public void Run(CancellationToken cancellation)
    {
        log.Add(Record(FuzzEvents.Started) with
        {
            Tiers = string.Join(',', options.Tiers.Select(Tiers.Name)),
            Engines = DescribeEngines(),
            Source = options.Source.Name,
            GcStress = options.GcStress,
            Plant = options.Plant?.ToString(),
            First = options.First,
        });
        var threads = Enumerable.Range(0, options.Jobs)
            .Select(_ => new Thread(() => Work(cancellation)) { Name = "fuzzing", IsBackground = true })
            .ToList();
        threads.ForEach(static thread => thread.Start());
        var logged = TimeSpan.Zero;
        foreach (var thread in threads)
        {
            while (!thread.Join(TimeSpan.FromSeconds(1)))
            {
                if (Elapsed - logged > s_logInterval)
                {
                    logged = Elapsed;
                    log.Add(Totals(FuzzEvents.Progress));
                }
            }
        }

        log.Add(Totals(FuzzEvents.Finished));
        _judges.ForEach(static judge => judge.Dispose());
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Work(CancellationToken cancellation)
    {
        var worker = new FuzzWorkerClient(WorkerArguments(), options.CaseLimit);
        ICaseJudge judge = options.Engines.IsEmpty ? worker : new EngineJudge(worker, options.Engines, options.CommandLimit);
        lock (_lock)
        {
            _judges.Add(judge);
        }

        try
        {
            while (!cancellation.IsCancellationRequested && TryTake(out var index))
            {
                Handle(judge, index, cancellation);
            }
        }
        catch (Exception error)
        {
            // Whatever it is, the run ends with it, and with what it has done so far.
            Volatile.Write(ref _failure, error);
        }
    }

    private WorkerOptions WorkerArguments()
    {
        var own = WorkerOptions.Own();
        return own with
        {
            Arguments =
            [
                .. own.Arguments, FuzzWorker.Option, string.Join(',', options.Tiers.Select(Tiers.Name)),
                .. options.Plant is null ? [] : (string[])[FuzzWorker.PlantOption, options.Plant.ToString()],
            ],
        };
    }

    private bool TryTake(out ulong index)
    {
        lock (_lock)
        {
            index = _next;
            var isOver = _failure is not null || (options.Time is { } time && Elapsed >= time)
                || (options.Modules is { } modules && _next - options.First >= modules);
            _next += isOver ? 0UL : 1UL;
            return !isOver;
        }
    }

    private void Handle(ICaseJudge judge, ulong index, CancellationToken cancellation)
    {
        var isProbed = index % (ulong)options.ProbeEvery == 0;
        var answer = judge is FuzzWorkerClient worker && options.Source is OwnSource
            ? worker.Ask(options.Seed, index, options.GcStress, isProbed)
            : judge.Ask(options.Source.Create(options.Seed, index, options.GcStress), isProbed);
        bool reduces;
        lock (_lock)
        {
            _totals.Add(answer);
            if (answer.Verdict == FuzzVerdict.Same || (answer.Verdict == FuzzVerdict.Rejected && !_rejections.Add(answer.Signature ?? "")))
            {
                return;
            }

            reduces = answer.Verdict != FuzzVerdict.Invalid && _reduced++ < options.MaximumReduced;
        }

        var test = options.Source.Create(options.Seed, index, options.GcStress);
        if (reduces)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.ReductionLimit);
            test = new CaseReducer(candidate => judge.ShowsTheSame(candidate, answer), limit.Token).Reduce(test, answer.Call);
            answer = answer with { Message = judge.Ask(test, probes: false).Message ?? answer.Message };
        }

        var file = judge is EngineJudge engines ? Write(engines, test, answer, index) : Write(test, answer, index);
        var finding = new FuzzFinding(options.Seed, index, answer.Verdict, answer.Message ?? "", file);
        lock (_lock)
        {
            _findings.Add(finding);
            onFinding(finding);
        }

        log.Add(Record(FuzzEvents.Finding) with
        {
            Index = index, Engines = answer.Engine, Verdict = finding.Verdict, Message = finding.Message, File = finding.File,
        });
    }

    // A script, if the reference can say what is expected; otherwise the module.
    private string Write(FuzzCase test, FuzzAnswer answer, ulong index)
    {
        Directory.CreateDirectory(options.Output);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{options.Source.Name}-{options.Seed}-{index}-{answer.Verdict.ToString().ToLowerInvariant()}");
        try
        {
            if (answer.Verdict != FuzzVerdict.Invalid)
            {
                using var reference = new TierSubject(options.Tiers[0]);
                var script = Path.Combine(options.Output, $"{name}.wast");
                File.WriteAllText(script, new WastWriter(reference).Write(test, Comments(test, answer, index)));
                return script;
            }
        }
        catch (Exception error) when (error is not (IOException or UnauthorizedAccessException))
        {
            // The reference broke down as well.
        }

        var binary = Path.Combine(options.Output, $"{name}.wasm");
        File.WriteAllBytes(binary, test.Module.Span);
        return binary;
    }

    // The script that engines were given, with what each of them did; the module, if there is none.
    private string Write(EngineJudge judge, FuzzCase test, FuzzAnswer answer, ulong index)
    {
        if (judge.ScriptOf(test) is not { } script)
        {
            return Write(test, answer, index);
        }

        Directory.CreateDirectory(options.Output);
        var engine = (answer.Engine ?? options.Tiers[0].Name()).Replace('@', '-');
        var file = Path.Combine(options.Output, string.Create(
            CultureInfo.InvariantCulture, $"{engine}-{options.Seed}-{index}-{answer.Verdict.ToString().ToLowerInvariant()}.wast"));
        File.WriteAllText(file, WastWriter.Comment(EngineComments(judge, test, script, index)) + script);
        return file;
    }

    private IEnumerable<string> EngineComments(EngineJudge judge, FuzzCase test, string script, ulong index)
    {
        yield return FoundBy(index);
        yield return $"run it by: clab wast{Switches(test)} --engine {string.Join(
            ',', options.Engines.Select(static engine => engine.Engine.Name).Distinct())}";
        yield return $"expected is what conformancelab@{options.Tiers[0].Name()} did";
        foreach (var said in judge.Describe(test, script))
        {
            yield return said;
        }
    }

    private string FoundBy(ulong index)
    {
        var command = options.Engines.IsEmpty
            ? $"tiers --source {options.Source.Name}{(options.GcStress ? " --gc-stress" : "")}"
            : $"engines --engine {string.Join(',', options.Engines.Select(static engine => engine.Name))}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"found by: clab fuzz {command} --replay {options.Seed}:{index}{(options.Plant is null ? "" : $" --plant {options.Plant}")}");
    }

    private static string Switches(FuzzCase test) => string.Concat(WasmFeatureNames.All
        .Where(entry => (test.Features & ~WasmFeatures.Wasm3 & entry.Feature) != 0)
        .Select(static entry => $" -W {entry.Name}"));

    private string? DescribeEngines() => options.Engines.IsEmpty
        ? null
        : string.Join(',', options.Engines.Select(static engine => $"{engine.Name} {engine.Engine.Version}"));

    private IEnumerable<string> Comments(FuzzCase test, FuzzAnswer answer, ulong index)
    {
        var culture = CultureInfo.InvariantCulture;
        yield return FoundBy(index);
        yield return $"run it by: clab wast{Switches(test)}{(test.Mode.GcStress ? " --gc-stress" : "")}";
        if (test.Mode.Fuel is { } fuel)
        {
            yield return string.Create(culture, $"only with fuel, {fuel} units a call: a script can't say that");
        }

        yield return $"{answer.Verdict.ToString().ToLowerInvariant()}: {answer.Message}";
    }

    private FuzzLogRecord Record(string name) => new()
    {
        Event = name, Time = TimeProvider.System.GetUtcNow(), Seed = options.Seed,
    };

    private FuzzLogRecord Totals(string name) => Read((totals, next) => Record(name) with
    {
        Tiers = string.Join(',', options.Tiers.Select(Tiers.Name)),
        Engines = DescribeEngines(),
        Source = options.Source.Name,
        GcStress = options.GcStress,
        Plant = options.Plant?.ToString(),
        First = options.First,
        Next = next,
        Modules = totals.Modules,
        Invalid = totals.Invalid,
        Different = totals.Different,
        Crashed = totals.Crashed,
        Hung = totals.Hung,
        Rejected = options.Engines.IsEmpty ? null : totals.Rejected,
        Reasons = totals.Reasons.Count == 0 ? null : new(totals.Reasons.ToDictionary(), StringComparer.Ordinal),
        Resources = totals.Resources.Count == 0 ? null : new(totals.Resources.ToDictionary(), StringComparer.Ordinal),
        Functions = totals.Functions,
        Bytes = totals.Bytes,
        Calls = totals.Calls,
        Trapped = totals.Trapped,
        Threw = totals.Threw,
        Exhausted = totals.Exhausted,
        Instructions = totals.Instructions,
        Probed = totals.Probed,
        Occurring = totals.Occurring.ToString(),
        Executed = totals.Executed.ToString(),
        ProcessorSeconds = Math.Round(totals.ProcessorTime.TotalSeconds, 1),
        Seconds = Math.Round(Elapsed.TotalSeconds, 1),
    });
}
