using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Calibration;

/// <summary>How often each test said REGRESSED, of comparisons with one planted slowdown. Immutable.</summary>
/// <param name="Group">What the comparisons are of: <c>real</c>, or a noise model.</param>
/// <param name="Kind">How one side was made slower; null if it was not, or in a simulation.</param>
/// <param name="Effect">The slowdown; 0 for comparisons of something with itself.</param>
/// <param name="Measured">The median of the slowdowns that the comparisons' medians show: what was really planted.</param>
/// <param name="Comparisons">How many.</param>
/// <param name="Gate">Alarms of the gate's test.</param>
/// <param name="MannWhitney">Alarms of Mann–Whitney's on pooled iterations.</param>
/// <param name="Welch">Alarms of Welch's on pooled iterations.</param>
/// <param name="MannWhitneyOfFirst">Alarms of Mann–Whitney's on one process of each side.</param>
/// <param name="WelchOfFirst">Alarms of Welch's on one process of each side.</param>
/// <param name="MedianBlocks">The median number of blocks.</param>
/// <param name="MedianSeconds">The median time in seconds.</param>
/// <param name="Failures">Comparisons that broke, which do not count.</param>
public sealed record CalibrationSummary(
    string Group,
    SlowdownKind? Kind,
    double Effect,
    double Measured,
    int Comparisons,
    int Gate,
    int MannWhitney,
    int Welch,
    int MannWhitneyOfFirst,
    int WelchOfFirst,
    double MedianBlocks,
    double MedianSeconds,
    int Failures)
{
    /// <summary>The interval of a rate of these comparisons.</summary>
    /// <param name="alarms">How many of them were alarms.</param>
    public BinomialInterval IntervalOf(int alarms) => BinomialInterval.ClopperPearson(alarms, Comparisons);

    /// <summary>Counts comparisons, a summary for each slowdown, the smallest of each kind first.</summary>
    /// <param name="group">What they are of.</param>
    /// <param name="records">The comparisons.</param>
    /// <param name="alpha">The error probability of each.</param>
    public static IReadOnlyList<CalibrationSummary> Count(string group, IEnumerable<CalibrationRecord> records, double alpha) =>
    [
        .. records.GroupBy(record => (record.Kind, record.Effect)).OrderBy(some => some.Key.Kind).ThenBy(some => some.Key.Effect)
            .Select(some => Count(
                group,
                some.Key.Kind,
                some.Key.Effect,
                [.. some.Where(record => record.Failure is null)],
                some.Count(record => record.Failure is not null),
                alpha)),
    ];

    private static CalibrationSummary Count(
        string group, SlowdownKind? kind, double effect, CalibrationRecord[] records, int failures, double alpha) => new(
        group,
        kind,
        effect,
        MedianOf(records, record => Math.Exp(Quantiles.Median([.. record.LogRatios])) - 1),
        records.Length,
        records.Count(record => record.IsAlarm),
        records.Count(record => record.Pooled.MannWhitney <= alpha),
        records.Count(record => record.Pooled.Welch <= alpha),
        records.Count(record => record.FirstProcesses.MannWhitney <= alpha),
        records.Count(record => record.FirstProcesses.Welch <= alpha),
        MedianOf(records, record => record.LogRatios.Count),
        MedianOf(records, record => record.Seconds),
        failures);

    private static double MedianOf(CalibrationRecord[] records, Func<CalibrationRecord, double> value) =>
        records.Length == 0 ? 0 : Quantiles.Median(records.Select(value).ToArray());
}
