using ConformanceLab.Harness.Results;
using ConformanceLab.Reports;

namespace ConformanceLab.Cli;

/// <summary>
/// The files that results are written to: records as they come, and at the end the reports for other programs and the one for people. All
/// are opened at once: a name that cannot be written is found out before anything runs.
/// </summary>
internal sealed class ResultFiles : IDisposable
{
    private readonly FileStream _records;
    private readonly StreamWriter _markdown;
    private readonly List<(ReportFormat Format, FileStream Stream)> _reports = [];

    /// <summary>Opens the files; those of earlier results, in formats that are not asked for now, are removed.</summary>
    /// <param name="folder">The folder; made if it isn't there.</param>
    /// <param name="formats">Formats of reports.</param>
    /// <exception cref="IOException">A file can't be written.</exception>
    public ResultFiles(string folder, IReadOnlyList<ReportFormat> formats)
    {
        Directory.CreateDirectory(folder);
        MarkdownPath = Path.Combine(folder, "report.md");
        _records = File.Create(Path.Combine(folder, ResultFile.Name), 1 << 16);
        foreach (var format in ReportFormat.All)
        {
            var path = Path.Combine(folder, format.FileName);
            if (formats.Contains(format))
            {
                _reports.Add((format, File.Create(path, 1 << 16)));
            }
            else
            {
                File.Delete(path);
            }
        }

        _markdown = new StreamWriter(MarkdownPath);
        Records = new NdjsonWriter(_records);
    }

    /// <summary>Takes the records.</summary>
    public IResultSink Records { get; }

    /// <summary>Path of the report for people.</summary>
    public string MarkdownPath { get; }

    /// <summary>Writes the reports.</summary>
    /// <param name="results">The results whose records were taken.</param>
    /// <param name="problems">Why they are not the whole.</param>
    public void WriteReports(ResultSet results, IReadOnlyList<string>? problems = null)
    {
        _records.Flush();
        MarkdownReport.Write(_markdown, results, problems);
        _markdown.Flush();
        Parallel.ForEach(_reports, report =>
        {
            report.Format.Write(report.Stream, results);
            report.Stream.Flush();
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _records.Dispose();
        _reports.ForEach(report => report.Stream.Dispose());
        _markdown.Dispose();
    }
}
