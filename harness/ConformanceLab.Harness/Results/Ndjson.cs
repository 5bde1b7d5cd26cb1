using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Writes a run as NDJSON: one <see cref="ResultRecord"/> a line, as events come. A run that breaks off leaves a readable file.
/// </summary>
/// <param name="output">Where to; not closed.</param>
public sealed class NdjsonWriter(Stream output) : IRunObserver
{
    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(ResultRecord.From(happened), ResultJson.Default.ResultRecord));
        output.WriteByte((byte)'\n');
        if (happened is FileFinished or RunFinished)
        {
            output.Flush();
        }
    }
}

/// <summary>Reads what <see cref="NdjsonWriter"/> wrote.</summary>
public static class NdjsonReader
{
    /// <summary>The records of a stream, one by one.</summary>
    /// <exception cref="FormatException">A line isn't a record.</exception>
    public static IEnumerable<ResultRecord> Read(Stream input)
    {
        using var reader = new StreamReader(input, Encoding.UTF8, leaveOpen: true);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
            {
                yield return Parse(line, number);
            }
        }
    }

    private static ResultRecord Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ResultJson.Default.ResultRecord)
                ?? throw new FormatException($"line {number}: no record");
        }
        catch (JsonException error)
        {
            throw new FormatException($"line {number}: {error.Message}", error);
        }
    }
}
