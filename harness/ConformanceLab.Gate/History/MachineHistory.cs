using System.Text;
using System.Text.Json;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Machine;

namespace ConformanceLab.Gate.History;

/// <summary>
/// What was measured on one machine, in the order in which it was: a file of JSON Lines in a folder of histories, called like the machine's
/// fingerprint. Its first line says which machine; a last line that broke off is left out. Immutable.
/// </summary>
/// <param name="Machine">The machine.</param>
/// <param name="Records">The records, oldest first.</param>
public sealed record MachineHistory(MachineIdentity Machine, IReadOnlyList<HistoryRecord> Records)
{
    private const string Extension = ".jsonl";

    /// <summary>Appends records of this machine. For one process at a time.</summary>
    /// <param name="folder">The folder of histories; made if it is not there.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="records">What to append.</param>
    public static void Append(string folder, MachineIdentity machine, IEnumerable<HistoryRecord> records)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, machine.Fingerprint + Extension);
        var text = new StringBuilder();
        if (!File.Exists(file))
        {
            text.Append(GateJson.Write(machine)).Append('\n');
        }
        else if (File.ReadAllText(file) is { Length: > 0 } before && before[^1] != '\n')
        {
            text.Append('\n');  // after a line that broke off
        }

        foreach (var record in records)
        {
            text.Append(GateJson.Write(record)).Append('\n');
        }

        File.AppendAllText(file, text.ToString());
    }

    /// <summary>The histories of all machines.</summary>
    /// <param name="folder">The folder; none of them if it is not there.</param>
    /// <exception cref="FormatException">A file is no history.</exception>
    public static IReadOnlyList<MachineHistory> ReadAll(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(Read)]
        : [];

    /// <summary>The history of a machine; empty if it has none.</summary>
    /// <param name="folder">The folder of histories.</param>
    /// <param name="machine">The machine.</param>
    /// <exception cref="FormatException">The file is no history.</exception>
    public static MachineHistory Read(string folder, MachineIdentity machine) =>
        Path.Combine(
            folder, machine.Fingerprint + Extension) is var file && File.Exists(file) ? Read(file) : new MachineHistory(machine, []);

    /// <summary>How often comparisons of something with itself said REGRESSED; null if there is none at this error probability.</summary>
    /// <param name="alpha">The error probability.</param>
    public FalseAlarms? CountFalseAlarms(double alpha)
    {
        var comparisons = Records.Where(record => record.Event == HistoryRecord.Aa && record.Alpha == alpha).ToList();
        return comparisons.Count > 0 ? new FalseAlarms(
            comparisons.Count(record => record.IsAlarm == true), comparisons.Count, alpha) : null;
    }

    /// <summary>The series of times: of one benchmark and one subject each.</summary>
    public IEnumerable<IGrouping<(string Benchmark, string Class, string Subject), HistoryRecord>> Series() => Records
        .Where(record => record is { Event: HistoryRecord.Time, Milliseconds: > 0 })
        .GroupBy(record => (record.Benchmark, record.Class, record.Subject));

    private static MachineHistory Read(string file)
    {
        var lines = File.ReadAllLines(file);
        MachineIdentity? machine = null;
        var records = new List<HistoryRecord>();
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                if (machine is null)
                {
                    machine = GateJson.Read<MachineIdentity>(lines[i]);
                }
                else
                {
                    records.Add(GateJson.Read<HistoryRecord>(lines[i]));
                }
            }
            catch (JsonException error)
            {
                // What breaks off was being written when something ended; the next run goes on behind it.
                if (machine is null || !BrokeOff(lines[i]))
                {
                    throw new FormatException($"{file}:{i + 1}: {error.Message}", error);
                }
            }
        }

        return new MachineHistory(machine ?? throw new FormatException($"{file}: it does not say of which machine it is"), records);
    }

    private static bool BrokeOff(string line) => !line.EndsWith('}');
}
