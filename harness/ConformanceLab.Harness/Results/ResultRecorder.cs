using System.Globalization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>Takes the records of one or more runs in order: each from its <c>run-started</c> to its <c>run-finished</c>.</summary>
public interface IResultSink
{
    /// <summary>Takes the next record. Calls don't overlap.</summary>
    void Add(ResultRecord record);
}

/// <summary>
/// The way from a run to its results: each event becomes one record, which every sink gets. What is written of a run is a function of these
/// records, so that it can be written again from a results file.
/// </summary>
/// <param name="sinks">Who takes the records.</param>
/// <param name="clock">Says when the run begins; null leaves out all times, so that equal runs have equal records.</param>
public sealed class ResultRecorder(IReadOnlyList<IResultSink> sinks, TimeProvider? clock) : IRunObserver
{
    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        var record = ResultRecord.From(happened);
        if (clock is null)
        {
            record = WithoutTimes(record);
        }
        else if (happened is RunStarted)
        {
            record = record with
            {
                Started = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            };
        }

        foreach (var sink in sinks)
        {
            sink.Add(record);
        }
    }

    /// <summary>A record without what differs from one run to the next.</summary>
    public static ResultRecord WithoutTimes(ResultRecord record) =>
        record.Milliseconds is null && record.Started is null ? record : record with { Milliseconds = null, Started = null };
}
