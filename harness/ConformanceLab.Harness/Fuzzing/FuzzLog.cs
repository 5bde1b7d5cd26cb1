using System.Text.Json;
using ConformanceLab.Harness.Fuzzing.FrontEnd;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Names of the events of a log.</summary>
public static class FuzzEvents
{
    /// <summary>A run begins.</summary>
    public const string Started = "fuzz-started";

    /// <summary>How far it is: like the end, so that a run that is killed leaves its figures.</summary>
    public const string Progress = "fuzz-progress";

    /// <summary>Something is wrong.</summary>
    public const string Finding = "fuzz-finding";

    /// <summary>A run has ended.</summary>
    public const string Finished = "fuzz-finished";
}

/// <summary>A line of a log. Members of a record keep their names; there may be more.</summary>
public sealed record FuzzLogRecord
{
    /// <summary>The <see cref="Source"/> of runs against the front end.</summary>
    public const string FrontEndSource = "frontend";

    /// <summary>Which kind of line: one of <see cref="FuzzEvents"/>.</summary>
    public required string Event { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The series of modules.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Names of the tiers, the reference first.</summary>
    public string? Tiers { get; init; }

    /// <summary>Of a comparison with other engines: which, with their versions.</summary>
    public string? Engines { get; init; }

    /// <summary>Where modules come from; <see cref="FrontEndSource"/> for inputs of the front end.</summary>
    public string? Source { get; init; }

    /// <summary>Whether garbage is collected at every allocation in all cases.</summary>
    public bool? GcStress { get; init; }

    /// <summary>The defect that was made on purpose.</summary>
    public string? Plant { get; init; }

    /// <summary>Index of the first case.</summary>
    public ulong? First { get; init; }

    /// <summary>Index after the last case that was begun.</summary>
    public ulong? Next { get; init; }

    /// <summary>Cases.</summary>
    public long? Modules { get; init; }

    /// <summary>Modules that were not valid.</summary>
    public long? Invalid { get; init; }

    /// <summary>Cases that differ.</summary>
    public long? Different { get; init; }

    /// <summary>Cases in which the engine broke down.</summary>
    public long? Crashed { get; init; }

    /// <summary>Cases that did not end.</summary>
    public long? Hung { get; init; }

    /// <summary>Modules that another engine did not take.</summary>
    public long? Rejected { get; init; }

    /// <summary>Why, and how often.</summary>
    public SortedDictionary<string, long>? Reasons { get; init; }

    /// <summary>Which resources of other engines were used up, and how often.</summary>
    public SortedDictionary<string, long>? Resources { get; init; }

    /// <summary>Functions.</summary>
    public long? Functions { get; init; }

    /// <summary>Bytes of the modules.</summary>
    public long? Bytes { get; init; }

    /// <summary>Calls from the host.</summary>
    public long? Calls { get; init; }

    /// <summary>Calls that trapped.</summary>
    public long? Trapped { get; init; }

    /// <summary>Calls that threw.</summary>
    public long? Threw { get; init; }

    /// <summary>Cases of which a rest was left out.</summary>
    public long? Exhausted { get; init; }

    /// <summary>Instructions executed on the reference.</summary>
    public ulong? Instructions { get; init; }

    /// <summary>Cases whose instructions were watched.</summary>
    public long? Probed { get; init; }

    /// <summary>Rows of the table of instructions that occurred in them.</summary>
    public string? Occurring { get; init; }

    /// <summary>Rows of the table of instructions that were executed in them.</summary>
    public string? Executed { get; init; }

    /// <summary>Seconds of processors that workers used.</summary>
    public double? ProcessorSeconds { get; init; }

    /// <summary>Seconds since the start.</summary>
    public double? Seconds { get; init; }

    /// <summary>Of a finding: which case.</summary>
    public ulong? Index { get; init; }

    /// <summary>Of a finding: what it is.</summary>
    public FuzzVerdict? Verdict { get; init; }

    /// <summary>Of a finding in the front end: what it is.</summary>
    public FrontEndVerdict? Problem { get; init; }

    /// <summary>Of a run against the front end: what it did.</summary>
    public FrontEndTotals? FrontEnd { get; init; }

    /// <summary>Of a finding: what differs.</summary>
    public string? Message { get; init; }

    /// <summary>Of a finding: the file that was written.</summary>
    public string? File { get; init; }
}

/// <summary>Runs in logs.</summary>
public static class FuzzRuns
{
    /// <summary>What each run of a log says of itself last: its end, or how far it was when it was killed.</summary>
    /// <exception cref="FormatException">A line is no record.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IEnumerable<FuzzLogRecord> Last(string path)
    {
        FuzzLogRecord? last = null;
        foreach (var record in FuzzLog.Read(path))
        {
            if (record.Event == FuzzEvents.Started)
            {
                if (last is not null)
                {
                    yield return last;
                }

                last = null;
            }
            else if (record.Event is FuzzEvents.Progress or FuzzEvents.Finished)
            {
                last = record;
            }
        }

        if (last is not null)
        {
            yield return last;
        }
    }
}

/// <summary>
/// Appends to a log, a line of JSON each, and reads it. Thread-safe; one process writes to a log at a time, and does not read it before it is
/// done: that would free the log for others.
/// </summary>
public sealed class FuzzLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter? _writer;

    /// <summary>Opens a log.</summary>
    /// <param name="path">The file; null writes nothing.</param>
    /// <exception cref="IOException">The file can't be written, or another process writes to it: its lines would be lost.</exception>
    public FuzzLog(string? path)
    {
        if (path is null)
        {
            return;
        }

        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        try
        {
            // Apple's systems have no locks of parts of files. Nobody reads so far behind the end.
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            {
                file.Lock(long.MaxValue - 1, 1);

                // Whoever had it may have written since the file was opened.
                file.Seek(0, SeekOrigin.End);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw new IOException($"{path}: this log cannot be locked: if another run writes to it, give each run at a time a log of its own", error);
        }

        _writer = new StreamWriter(file) { AutoFlush = true };
    }

    /// <summary>The records of a log.</summary>
    /// <exception cref="FormatException">A line is no record.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IEnumerable<FuzzLogRecord> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            FuzzLogRecord? record;
            try
            {
                record = JsonSerializer.Deserialize(line, FuzzJson.Default.FuzzLogRecord);
            }
            catch (JsonException error)
            {
                throw new FormatException($"{path}:{number}: not a line of a fuzz log: {error.Message}", error);
            }

            if (record is not null)
            {
                yield return record;
            }
        }
    }

    /// <summary>Appends a record.</summary>
    public void Add(FuzzLogRecord record)
    {
        lock (_lock)
        {
            _writer?.WriteLine(JsonSerializer.Serialize(record, FuzzJson.Default.FuzzLogRecord));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();
}
