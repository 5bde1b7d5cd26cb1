using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Harness.History;

/// <summary>
/// When verdicts became others: a folder with two files of JSON Lines that are only ever appended to. A verdict is written when it is not
/// what it was in the run before, so a run that changes nothing costs one line. Versions of engines don't count, as in <see
/// cref="RunDiff"/>. What a run has no file of, it says nothing about. Not thread-safe; one process at a time may write.
/// </summary>
public sealed class VerdictHistory
{
    /// <summary>The file with a line for each run.</summary>
    public const string RunsName = "runs.ndjson";

    /// <summary>The file with a line for each script, tier and run in which something changed.</summary>
    public const string ChangesName = "changes.ndjson";

    /// <summary>Stands for the verdict of a command that is not there any more, though its script was run.</summary>
    public const string Gone = "gone";

    private readonly string _folder;
    private readonly List<HistoryRun> _runs;
    private readonly Dictionary<(string Engine, string Tier, string Suite, string File), State> _states = [];

    private long _runsLength;

    private VerdictHistory(string folder) => (_folder, (_runs, _runsLength)) = (folder, ReadRuns(folder));

    /// <summary>The runs, in the order in which they were added.</summary>
    public IReadOnlyList<HistoryRun> Runs => _runs;

    /// <summary>Opens a history to add to it; made if it is not there.</summary>
    /// <exception cref="FormatException">A line of it makes no sense.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static VerdictHistory Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var history = new VerdictHistory(folder);
        var path = Path.Combine(folder, ChangesName);
        var length = history._runs.Count > 0 ? history._runs[^1].Length : 0;
        if (length > 0)
        {
            foreach (var line in Lines(Committed(path, length)))
            {
                var changes = Parse(path, line.Span);
                history.StateOf(changes.Engine, changes.Tier, changes.Suite, changes.File).Apply(changes.Changes);
            }
        }

        return history;
    }

    /// <summary>The verdicts of results.</summary>
    public static IEnumerable<FileVerdicts> VerdictsOf(IEnumerable<RecordedRun> runs) => runs.SelectMany(run => run.Files).Select(
        file => new FileVerdicts(
            file.Engine,
            file.Tier,
            file.Suite,
            file.File,
            [.. file.Commands.Select(command => command.Hash)],
            [.. file.Commands.Select(command => command.Verdict!)]));

    /// <summary>Adds a run.</summary>
    /// <param name="started">When it began; empty if nobody knows.</param>
    /// <param name="label">What it is of.</param>
    /// <param name="engines">Names and versions of its engines.</param>
    /// <param name="files">Its verdicts.</param>
    /// <returns>The run as it stands in the history.</returns>
    /// <exception cref="IOException">Another process is writing, or the files can't be written.</exception>
    public HistoryRun Add(string started, string label, IReadOnlyList<string> engines, IEnumerable<FileVerdicts> files)
    {
        var number = _runs.Count + 1;
        var (commands, count) = (0, 0);
        using var output = new FileStream(
            Path.Combine(_folder, ChangesName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16);

        // What a run wrote that did not come to its end never counted.
        output.SetLength(_runs.Count > 0 ? _runs[^1].Length : 0);
        output.Seek(0, SeekOrigin.End);
        foreach (var file in files)
        {
            commands += file.Hashes.Count;
            var changes = StateOf(file.Engine, file.Tier, file.Suite, file.File).Take(file);
            if (changes.Count > 0)
            {
                count += changes.Count;
                JsonSerializer.Serialize(
                    output,
                    new HistoryChanges(number, file.Engine, file.Tier, file.Suite, file.File, changes),
                    HistoryJson.Default.HistoryChanges);
                output.WriteByte((byte)'\n');
            }
        }

        output.Flush(flushToDisk: true);
        var run = new HistoryRun(number, started, label, engines, commands, count, output.Length);
        using var runs = new FileStream(Path.Combine(_folder, RunsName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        runs.SetLength(_runsLength);
        runs.Seek(0, SeekOrigin.End);
        JsonSerializer.Serialize(runs, run, HistoryJson.Default.HistoryRun);
        runs.WriteByte((byte)'\n');
        _runsLength = runs.Length;
        _runs.Add(run);
        return run;
    }

    /// <summary>All that became of a command, in order. Nothing is read but the lines that name it.</summary>
    /// <param name="folder">The history.</param>
    /// <param name="id">The stable name of the command: <c>suite/path#hash</c>.</param>
    /// <exception cref="FormatException">The name isn't one, or a line of the history makes no sense.</exception>
    /// <exception cref="IOException">There is no history, or it can't be read.</exception>
    public static IReadOnlyList<VerdictTransition> Show(string folder, string id)
    {
        var hashAt = id.LastIndexOf('#');
        var name = hashAt > 0 ? id[..hashAt] : throw new FormatException($"{id}: a command is named suite/path#hash");
        var hash = id[(hashAt + 1)..];
        var path = Path.Combine(folder, ChangesName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there is no history in {folder}: 'clab history add RUN --store {folder}' begins one");
        }

        var (runs, _) = ReadRuns(folder);
        var bytes = Committed(path, runs.Count > 0 ? runs[^1].Length : 0);
        var mark = Encoding.UTF8.GetBytes($"\"{hash}\":");
        var before = new Dictionary<(string, string), string>();
        var found = new List<VerdictTransition>();
        for (var at = 0; bytes.Span[at..].IndexOf(mark) is >= 0 and var offset;)
        {
            var start = bytes.Span[..(at + offset)].LastIndexOf((byte)'\n') + 1;
            var end = at + offset + bytes.Span[(at + offset)..].IndexOf((byte)'\n');
            var changes = Parse(path, bytes.Span[start..end]);
            at = end;

            // The same words in another script are another command.
            if ($"{changes.Suite}/{changes.File}" == name && changes.Changes.TryGetValue(hash, out var verdict))
            {
                var key = (changes.Engine, changes.Tier);
                found.Add(
                    new VerdictTransition(runs[changes.Run - 1], changes.Engine, changes.Tier, before.GetValueOrDefault(key), verdict));
                before[key] = verdict;
            }
        }

        return found;
    }

    // A last line that breaks off is a run that was not added.
    private static (List<HistoryRun> Runs, long Length) ReadRuns(string folder)
    {
        var path = Path.Combine(folder, RunsName);
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var length = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var runs = new List<HistoryRun>();
        foreach (var line in Lines(bytes.AsMemory(0, length)))
        {
            try
            {
                runs.Add(JsonSerializer.Deserialize(line.Span, HistoryJson.Default.HistoryRun)!);
            }
            catch (JsonException error)
            {
                throw new FormatException($"{path}: run {runs.Count + 1}: {error.Message}", error);
            }

            if (runs[^1].Run != runs.Count)
            {
                throw new FormatException($"{path}: run {runs[^1].Run} stands where run {runs.Count} should");
            }
        }

        return (runs, length);
    }

    private static ReadOnlyMemory<byte> Committed(string path, long length)
    {
        using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        if (input.Length < length)
        {
            throw new FormatException($"{path}: it is shorter than {RunsName} beside it says; the two belong together");
        }

        var bytes = new byte[length];
        input.ReadExactly(bytes);
        return bytes;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (!line.IsEmpty)
            {
                yield return line;
            }
        }
    }

    private static HistoryChanges Parse(string path, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryChanges) is { Changes: not null } changes
                ? changes
                : throw new FormatException($"{path}: a line has no changes");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }
    }

    private State StateOf(string engine, string tier, string suite, string file)
    {
        if (!_states.TryGetValue((engine, tier, suite, file), out var state))
        {
            _states.Add((engine, tier, suite, file), state = new State());
        }

        return state;
    }

    /// <summary>The verdicts of a script as they are now.</summary>
    private sealed class State
    {
        private readonly Dictionary<string, string> _verdicts = new(StringComparer.Ordinal);

        // What came last, in its order: most runs have the same commands in the same order, and then nothing has to be looked up.
        private IReadOnlyList<string> _hashes = [];
        private IReadOnlyList<string> _last = [];

        public void Apply(IReadOnlyDictionary<string, string> changes)
        {
            foreach (var (hash, verdict) in changes)
            {
                if (verdict == Gone)
                {
                    _verdicts.Remove(hash);
                }
                else
                {
                    _verdicts[hash] = verdict;
                }
            }
        }

        public Dictionary<string, string> Take(FileVerdicts file)
        {
            var changes = new Dictionary<string, string>(StringComparer.Ordinal);
            if (file.Hashes.SequenceEqual(_hashes, StringComparer.Ordinal))
            {
                for (var index = 0; index < file.Hashes.Count; index++)
                {
                    if (file.Verdicts[index] != _last[index])
                    {
                        changes[file.Hashes[index]] = file.Verdicts[index];
                    }
                }
            }
            else
            {
                for (var index = 0; index < file.Hashes.Count; index++)
                {
                    if (_verdicts.GetValueOrDefault(file.Hashes[index]) != file.Verdicts[index])
                    {
                        changes[file.Hashes[index]] = file.Verdicts[index];
                    }
                }

                foreach (var hash in _verdicts.Keys.Except(file.Hashes, StringComparer.Ordinal))
                {
                    changes[hash] = Gone;
                }
            }

            Apply(changes);
            (_hashes, _last) = (file.Hashes, file.Verdicts);
            return changes;
        }
    }
}
