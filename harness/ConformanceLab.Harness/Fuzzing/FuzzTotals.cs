using ConformanceLab.Fuzzing.Coverage;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>What a campaign has done so far. For one thread at a time.</summary>
public sealed class FuzzTotals
{
    private readonly OpcodeSet _occurring = new();
    private readonly OpcodeSet _executed = new();
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _resources = new(StringComparer.Ordinal);

    /// <summary>Cases.</summary>
    public long Modules { get; private set; }

    /// <summary>Modules that were not valid.</summary>
    public long Invalid { get; private set; }

    /// <summary>Cases in which a tier did something else.</summary>
    public long Different { get; private set; }

    /// <summary>Cases in which the engine broke down.</summary>
    public long Crashed { get; private set; }

    /// <summary>Cases that did not end.</summary>
    public long Hung { get; private set; }

    /// <summary>Functions that the modules define.</summary>
    public long Functions { get; private set; }

    /// <summary>Bytes of the modules.</summary>
    public long Bytes { get; private set; }

    /// <summary>Calls from the host.</summary>
    public long Calls { get; private set; }

    /// <summary>Calls that trapped.</summary>
    public long Trapped { get; private set; }

    /// <summary>Calls that threw an exception.</summary>
    public long Threw { get; private set; }

    /// <summary>Cases in which the stack, or the time for a comparison, were used up, so that the rest was left out.</summary>
    public long Exhausted { get; private set; }

    /// <summary>Modules that another engine did not take.</summary>
    public long Rejected { get; private set; }

    /// <summary>Why, and how often.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>Which resources of other engines were used up, so that the rest was left out, and how often.</summary>
    public IReadOnlyDictionary<string, long> Resources => _resources;

    /// <summary>Instructions executed on the reference.</summary>
    public ulong Instructions { get; private set; }

    /// <summary>Cases whose instructions were watched one by one.</summary>
    public long Probed { get; private set; }

    /// <summary>Time of processors that workers have used.</summary>
    public TimeSpan ProcessorTime { get; set; }

    /// <summary>Instructions that occurred in the cases that were watched.</summary>
    public OpcodeSet Occurring => _occurring;

    /// <summary>Instructions that were executed in them.</summary>
    public OpcodeSet Executed => _executed;

    /// <summary>All that went wrong.</summary>
    public long Bad => Invalid + Different + Crashed + Hung + Rejected;

    /// <summary>Rows of the table of instructions.</summary>
    public static int AllInstructions => Opcodes.Count;

    /// <summary>Takes an answer in.</summary>
    public void Add(FuzzAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Modules++;
        Invalid += answer.Verdict == FuzzVerdict.Invalid ? 1 : 0;
        Different += answer.Verdict == FuzzVerdict.Different ? 1 : 0;
        Crashed += answer.Verdict == FuzzVerdict.Crash ? 1 : 0;
        Hung += answer.Verdict == FuzzVerdict.Hang ? 1 : 0;
        if (answer.Verdict == FuzzVerdict.Rejected)
        {
            Rejected++;
            Count(_reasons, answer.Signature ?? "", 1);
        }

        if (answer.Tolerated is { } resource)
        {
            Count(_resources, resource, 1);
        }

        Functions += answer.Functions;
        Bytes += answer.Bytes;
        Calls += answer.Calls;
        Trapped += answer.Trapped;
        Threw += answer.Threw;
        Exhausted += answer.Exhausted ? 1 : 0;
        Instructions += answer.Instructions;
        if (answer.Executed is { } executed && answer.Occurring is { } occurring)
        {
            Probed++;
            _executed.Add(OpcodeSet.Parse(executed));
            _occurring.Add(OpcodeSet.Parse(occurring));
        }
    }

    /// <summary>Takes the totals of a finished run in, as its log has them.</summary>
    /// <exception cref="FormatException">The log is of another version of the table of instructions.</exception>
    public void Add(FuzzLogRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Modules += run.Modules ?? 0;
        Invalid += run.Invalid ?? 0;
        Different += run.Different ?? 0;
        Crashed += run.Crashed ?? 0;
        Hung += run.Hung ?? 0;
        Rejected += run.Rejected ?? 0;
        Add(_reasons, run.Reasons);
        Add(_resources, run.Resources);
        Functions += run.Functions ?? 0;
        Bytes += run.Bytes ?? 0;
        Calls += run.Calls ?? 0;
        Trapped += run.Trapped ?? 0;
        Threw += run.Threw ?? 0;
        Exhausted += run.Exhausted ?? 0;
        Instructions += run.Instructions ?? 0;
        Probed += run.Probed ?? 0;
        ProcessorTime += TimeSpan.FromSeconds(run.ProcessorSeconds ?? 0);
        if (run.Executed is { } executed && run.Occurring is { } occurring)
        {
            _executed.Add(OpcodeSet.Parse(executed));
            _occurring.Add(OpcodeSet.Parse(occurring));
        }
    }

    private static void Add(SortedDictionary<string, long> counts, SortedDictionary<string, long>? more)
    {
        foreach (var (key, count) in more ?? [])
        {
            Count(counts, key, count);
        }
    }

    private static void Count(SortedDictionary<string, long> counts, string key, long more) =>
        counts[key] = counts.GetValueOrDefault(key) + more;
}
