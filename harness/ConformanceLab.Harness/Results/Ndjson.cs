using System.Buffers;
using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Writes records as NDJSON: one <see cref="ResultRecord"/> a line, as they come. A run that breaks off leaves a readable file.
/// </summary>
/// <param name="output">Where to; not closed.</param>
public sealed class NdjsonWriter(Stream output) : IResultSink
{
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private Utf8JsonWriter? _json;

    /// <inheritdoc/>
    public void Add(ResultRecord record)
    {
        _line.ResetWrittenCount();
        if (_json is null)
        {
            _json = new Utf8JsonWriter(_line);
        }
        else
        {
            _json.Reset(_line);
        }

        JsonSerializer.Serialize(_json, record, ResultJson.Default.ResultRecord);
        _json.Flush();
        _line.Write("\n"u8);
        output.Write(_line.WrittenSpan);
        if (record.Event is ResultEvents.FileFinished or ResultEvents.RunFinished)
        {
            output.Flush();
        }
    }
}

/// <summary>Reads what <see cref="NdjsonWriter"/> wrote.</summary>
public static class NdjsonReader
{
    /// <summary>The records of a stream, one by one.</summary>
    /// <param name="input">Where from; not closed.</param>
    /// <param name="truncated">
    /// Is told about a last line that breaks off, as a run that was killed leaves it; the records end before it. Null makes it an error.
    /// </param>
    /// <exception cref="FormatException">A line isn't a record, or lacks what a record of its kind has.</exception>
    public static IEnumerable<ResultRecord> Read(Stream input, Action<string>? truncated = null)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(false), false, 1 << 16, leaveOpen: true);
        var number = 0;
        foreach (var (line, isEnded) in Lines(reader))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            ResultRecord record;
            try
            {
                record = Parse(line);
            }
            catch (Exception error) when (error is FormatException or JsonException)
            {
                if (isEnded || truncated is null)
                {
                    throw new FormatException($"line {number}: {error.Message}", error);
                }

                truncated($"line {number} breaks off");
                yield break;
            }

            yield return record;
        }
    }

    // Unlike those of TextReader, these lines tell whether they were ended.
    private static IEnumerable<(string Line, bool IsEnded)> Lines(TextReader reader)
    {
        var line = new StringBuilder();
        var buffer = new char[1 << 15];
        while (reader.Read(buffer, 0, buffer.Length) is > 0 and var count)
        {
            var start = 0;
            while (Array.IndexOf(buffer, '\n', start, count - start) is >= 0 and var end)
            {
                line.Append(buffer, start, end - start);
                yield return (line.ToString(), true);
                line.Clear();
                start = end + 1;
            }

            line.Append(buffer, start, count - start);
        }

        if (line.Length > 0)
        {
            yield return (line.ToString(), false);
        }
    }

    private static ResultRecord Parse(string line)
    {
        var record = JsonSerializer.Deserialize(line, ResultJson.Default.ResultRecord) ?? throw new FormatException("no record");
        var missing = record.Event switch
        {
            ResultEvents.RunStarted => record is { Engine: not null, EngineVersion: not null, Planned: >= 0 }
                ? null : "engine, engineVersion and planned",
            ResultEvents.FileStarted => record is { Suite: not null, File: not null, Tier: not null, Planned: >= 0 }
                ? null : "suite, file, tier and planned",
            ResultEvents.FileFinished => record is { Suite: not null, File: not null, Tier: not null } ? null : "suite, file and tier",
            ResultEvents.RunFinished => record is { Verdicts: not null, Planned: not null } ? null : "planned and verdicts",
            ResultEvents.Command => record is
            {
                Suite: not null, File: not null, Tier: not null, Id: not null, Index: not null, Line: not null, Command: not null,
                Verdict: not null,
            }
                ? null : "suite, file, tier, id, index, line, command and verdict",
            _ => null,
        };
        if (missing is not null)
        {
            throw new FormatException($"{record.Event} must have {missing}");
        }

        if (record.Verdict is not null)
        {
            Verdicts.Parse(record.Verdict);
        }

        if (record.Shard is not null)
        {
            Shard.Parse(record.Shard);
        }

        foreach (var verdict in record.Verdicts?.Keys ?? [])
        {
            Verdicts.Parse(verdict);
        }

        return record;
    }
}
