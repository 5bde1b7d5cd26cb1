using System.Collections;
using System.Globalization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>The records of one script on one tier. Not thread-safe.</summary>
public sealed class FileResults
{
    private readonly List<ResultRecord> _commands = [];
    private readonly BitArray _seen;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _isSorted = true;

    internal FileResults(string engine, ResultRecord started)
    {
        Engine = engine;
        Started = started;
        _seen = new BitArray(Planned);
    }

    /// <summary>Name of the engine that executed it.</summary>
    public string Engine { get; }

    /// <summary>The record that it began with.</summary>
    public ResultRecord Started { get; }

    /// <summary>The record that it ended with; null if it didn't come to its end.</summary>
    public ResultRecord? Finished { get; internal set; }

    /// <summary>Name of its suite.</summary>
    public string Suite => Started.Suite!;

    /// <summary>Path relative to the suite.</summary>
    public string File => Started.File!;

    /// <summary>The tier.</summary>
    public string Tier => Started.Tier!;

    /// <summary>The profile that it was executed under; empty if the record doesn't say.</summary>
    public string Profile => Started.Profile ?? "";

    /// <summary>Stable name: <c>suite/path@tier</c>.</summary>
    public string Id => $"{Suite}/{File}@{Tier}";

    /// <summary>How many commands there should be verdicts for.</summary>
    public int Planned => Started.Planned!.Value;

    /// <summary>The commands that have a verdict, in the order of the script.</summary>
    public IReadOnlyList<ResultRecord> Commands
    {
        get
        {
            // A thread has its verdict when it has ended, behind those of the commands that follow it.
            if (!_isSorted)
            {
                _commands.Sort((one, other) => one.Index!.Value.CompareTo(other.Index!.Value));
                _isSorted = true;
            }

            return _commands;
        }
    }

    /// <summary>Takes the verdict of a command.</summary>
    /// <exception cref="FormatException">The command isn't one of the script's, or has its verdict.</exception>
    internal void Add(ResultRecord command)
    {
        var index = command.Index!.Value;
        if (index < 0 || index >= _seen.Length)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"{Id}: there is no command {index}, only {_seen.Length} are planned"));
        }

        if (_seen[index] || !_ids.Add(command.Id!))
        {
            throw new FormatException($"{Id}: {command.Id} has two verdicts");
        }

        _seen[index] = true;
        _isSorted &= _commands.Count == 0 || _commands[^1].Index < index;
        _commands.Add(command);
    }
}

/// <summary>The records of one run: of one engine, from <c>run-started</c> to <c>run-finished</c>. Not thread-safe.</summary>
/// <param name="started">The record that it began with.</param>
public sealed class RecordedRun(ResultRecord started)
{
    private readonly List<FileResults> _files = [];
    private readonly Dictionary<(string Suite, string File, string Tier), FileResults> _byName = [];

    /// <summary>The record that it began with.</summary>
    public ResultRecord Started { get; } = started;

    /// <summary>The record that it ended with; null if it broke off.</summary>
    public ResultRecord? Finished { get; private set; }

    /// <summary>Name and version of the engine.</summary>
    public string Engine => Started.FrontEnd is null
        ? $"{Started.Engine} {Started.EngineVersion}"
        : $"{Started.Engine} {Started.EngineVersion}, scripts read by {Started.FrontEnd}";

    /// <summary>Its scripts, in the order in which they began.</summary>
    public IReadOnlyList<FileResults> Files => _files;

    /// <summary>What was planned, and the verdicts of all commands.</summary>
    public Ledger CountVerdicts()
    {
        var ledger = new Ledger();
        ledger.Plan(Started.Planned!.Value);
        foreach (var command in Files.SelectMany(file => file.Commands))
        {
            ledger.Record(command.Outcome);
        }

        return ledger;
    }

    /// <summary>
    /// Why the run is not worth what it says: it broke off, or its commands aren't those that it counts. Empty for a run that is complete
    /// or was cancelled.
    /// </summary>
    public IEnumerable<string> FindFaults()
    {
        var ledger = CountVerdicts();
        var counts = string.Create(CultureInfo.InvariantCulture, $"{ledger.Recorded} of {ledger.Planned} commands have a verdict");
        if (Finished is null)
        {
            yield return $"the run broke off: {counts}";
        }
        else if (!ledger.IsBalanced && Finished.Cancelled != true)
        {
            yield return $"the ledger does not balance: {counts}";
        }

        foreach (var verdict in Finished is null ? [] : Enum.GetValues<Verdict>())
        {
            if (Finished!.Verdicts!.GetValueOrDefault(verdict.Name()) is var said && said != ledger[verdict])
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"its results are not what it counted: {said} {verdict.Name()}, but there are {ledger[verdict]}");
            }
        }
    }

    /// <summary>Takes the next record of this run; what is no event of a run is skipped.</summary>
    /// <exception cref="FormatException">It can't come here.</exception>
    internal void Add(ResultRecord record)
    {
        if (Finished is not null)
        {
            throw new FormatException($"{record.Event} after the end of the run");
        }

        switch (record.Event)
        {
            case ResultEvents.FileStarted:
                var file = new FileResults(Started.Engine!, record);
                if (!_byName.TryAdd((file.Suite, file.File, file.Tier), file))
                {
                    throw new FormatException($"{file.Id} is run twice");
                }

                _files.Add(file);
                break;
            case ResultEvents.Command:
                Find(record).Add(record);
                break;
            case ResultEvents.FileFinished:
                Find(record).Finished = record;
                break;
            case ResultEvents.RunFinished:
                Finished = record;
                break;
        }
    }

    private FileResults Find(ResultRecord record) =>
        _byName.GetValueOrDefault((record.Suite!, record.File!, record.Tier!))
            ?? throw new FormatException($"{record.Event} of {record.Suite}/{record.File}@{record.Tier}, which has not begun");
}

/// <summary>Keeps the records of one or more runs, by run and file.</summary>
public sealed class RunCollector : IResultSink
{
    private readonly List<RecordedRun> _runs = [];

    /// <summary>The runs so far.</summary>
    public IReadOnlyList<RecordedRun> Runs => _runs;

    /// <inheritdoc/>
    /// <exception cref="FormatException">The record can't come here.</exception>
    public void Add(ResultRecord record)
    {
        if (record.Event == ResultEvents.RunStarted)
        {
            _runs.Add(new RecordedRun(record));
        }
        else if (_runs is [.., var run])
        {
            run.Add(record);
        }
        else
        {
            throw new FormatException($"{record.Event} before a run has begun");
        }
    }
}
