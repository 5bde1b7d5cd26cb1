using System.Collections.Immutable;

namespace ConformanceLab.Harness.Results;

/// <summary>A format that results can be written in for other programs.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="FileName">The file beside <see cref="ResultFile.Name"/>.</param>
/// <param name="Write">Writes the results to a stream and leaves it open.</param>
public sealed record ReportFormat(string Name, string FileName, Action<Stream, ResultSet> Write)
{
    /// <summary>All formats.</summary>
    public static ImmutableArray<ReportFormat> All { get; } =
    [
        new("junit", "junit.xml", JUnitReport.Write),
        new("trx", "results.trx", TrxReport.Write),
        new("ctrf", "results.ctrf.json", CtrfReport.Write),
    ];
}
