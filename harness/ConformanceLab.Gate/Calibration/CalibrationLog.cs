using System.Text.Json;

namespace ConformanceLab.Gate.Calibration;

/// <summary>
/// The log of a calibration: the plan, then a line for each comparison as it ends. What was interrupted goes on where it stopped. For one
/// thread.
/// </summary>
public sealed class CalibrationLog : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly List<CalibrationRecord> _records;

    private CalibrationLog(StreamWriter writer, List<CalibrationRecord> records)
    {
        _writer = writer;
        _records = records;
    }

    /// <summary>What is done.</summary>
    public IReadOnlyList<CalibrationRecord> Records => _records;

    /// <summary>Opens a log for going on, or begins one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FormatException">It is the log of another plan; the message says what differs.</exception>
    public static CalibrationLog Open(string file, CalibrationPlan plan)
    {
        List<CalibrationRecord> records = [];
        if (File.Exists(file) && new FileInfo(file).Length > 0)
        {
            (var before, records) = Read(file);
            var (old, now) = (GateJson.Write(before), GateJson.Write(plan));
            if (old != now)
            {
                throw new FormatException(
                    $"{file} is the log of another plan: {old}; asked for is {now}; take another file, or the same options");
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);

        // Written anew: without a last line that broke off.
        var writer = new StreamWriter(file, append: false);
        var log = new CalibrationLog(writer, []);
        writer.WriteLine(GateJson.Write(plan));
        records.ForEach(log.Add);
        return log;
    }

    /// <summary>Reads a log.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static (CalibrationPlan Plan, List<CalibrationRecord> Records) Read(string file)
    {
        var lines = File.ReadAllLines(file);
        try
        {
            // A last line that broke off was being written when something ended.
            var whole = lines.Skip(1).Where((line, i) => i < lines.Length - 2 || line.EndsWith('}'));
            return (GateJson.Read<CalibrationPlan>(lines[0]), [.. whole.Select(GateJson.Read<CalibrationRecord>)]);
        }
        catch (Exception error) when (error is JsonException or IndexOutOfRangeException)
        {
            throw new FormatException($"{file}: no log of a calibration: {error.Message}", error);
        }
    }

    /// <summary>Adds a comparison.</summary>
    public void Add(CalibrationRecord record)
    {
        _records.Add(record);
        _writer.WriteLine(GateJson.Write(record));
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
