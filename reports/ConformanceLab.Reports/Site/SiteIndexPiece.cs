using System.Text.Json;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Tracking;

namespace ConformanceLab.Reports.Site;

/// <summary>The piece that the site begins with: columns, totals, the matrix, and a line for each script. It stays small.</summary>
internal static class SiteIndexPiece
{
    /// <summary>Writes the piece.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="report">What was measured.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="suites">The folder of the suites, where it had to be named.</param>
    /// <param name="deviations">How many deviations each of the pieces <c>deviations-n</c> has.</param>
    /// <param name="hasPerformance">Whether there is the piece <c>performance</c>.</param>
    public static void Write(
        Utf8JsonWriter json,
        TrackReport report,
        IReadOnlyList<ResultFile> runs,
        string? suites,
        IReadOnlyList<int> deviations,
        bool hasPerformance)
    {
        var files = report.Matrix.Files;
        json.WriteStartObject();
        json.WriteString("command", report.Command);
        WriteColumns(json, files.Columns, suites);
        WriteRuns(json, runs);
        WriteSuites(json, files);
        WriteRows(json, report.Matrix);
        WriteFiles(json, report.Matrix);
        WriteStrings(json, "contradictions", report.Contradictions?.Select(TrackWords.Of));
        WriteStrings(json, "remarks", files.Remarks);
        json.WriteStartArray("deviations");
        foreach (var count in deviations)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteBoolean(SitePerformancePiece.Name, hasPerformance);
        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, IEnumerable<MatrixColumn> columns, string? suites)
    {
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("engine", column.Engine);
            json.WriteString("version", column.Version);
            json.WriteString("tier", column.Tier);
            json.WriteString("name", column.Name);
            json.WriteString("again", Reproduction.Template(column.Engine, column.Tier, suites));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRuns(Utf8JsonWriter json, IReadOnlyList<ResultFile> runs)
    {
        json.WriteStartArray("runs");
        foreach (var (file, run) in runs.SelectMany(file => file.Runs.Select(run => (file, run))))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("engine", run.Engine);
            json.WriteString("started", run.Started.Started ?? "");
            json.WriteString("shard", run.Started.Shard ?? "1/1");
            json.WriteNumber("milliseconds", run.Finished?.Milliseconds ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // On each column: how many are planned, then how many there are of each letter.
    private static void WriteSuites(Utf8JsonWriter json, ColumnFiles files)
    {
        json.WriteStartArray("suites");
        foreach (var suite in files.Groups.GroupBy(group => group.Suite))
        {
            json.WriteStartObject();
            json.WriteString("name", suite.Key);
            json.WriteStartArray("cells");
            for (var column = 0; column < files.Columns.Length; column++)
            {
                var own = suite.Select(group => group.Files.GetValueOrDefault(column)).OfType<FileResults>().ToList();
                WriteCounts(json, own);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, IReadOnlyList<FileResults> files)
    {
        if (files.Count == 0)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("planned", files.Sum(file => file.Planned));
        foreach (var verdict in files.SelectMany(file => file.Commands).CountBy(command => command.Outcome).OrderBy(count => count.Key))
        {
            json.WriteNumber($"{SiteFilePiece.LetterOf(verdict.Key)}", verdict.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, FeatureMatrix matrix)
    {
        json.WriteStartArray("rows");
        foreach (var (proposal, cells) in matrix.Rows)
        {
            json.WriteStartObject();
            json.WriteString("name", proposal.Name);
            json.WriteString("title", proposal.Title);
            json.WriteString("link", proposal.Link);
            json.WriteString("command", proposal.Command);
            json.WriteString("reason", proposal.Reason);
            json.WriteStartArray("cells");
            foreach (var cell in cells)
            {
                json.WriteStartArray();
                json.WriteStringValue(TrackReport.NameOf(cell.State));
                json.WriteNumberValue(cell.Planned);
                json.WriteNumberValue(cell.Passed);
                json.WriteNumberValue(cell.Unsupported);
                json.WriteNumberValue(cell.Deviating);
                json.WriteNumberValue(cell.NotAsked);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Suite, path, the rows that it measures, and on each column the counts: planned, pass, bad, known, unsupported.
    private static void WriteFiles(Utf8JsonWriter json, FeatureMatrix matrix)
    {
        var proposals = new ProposalCatalog { Proposals = [.. matrix.Rows.Select(row => row.Proposal)] };
        var places = matrix.Rows.Select((row, index) => (row.Proposal, index)).ToDictionary(pair => pair.Proposal, pair => pair.index);
        json.WriteStartArray("files");
        foreach (var group in matrix.Files.Groups)
        {
            json.WriteStartArray();
            json.WriteStringValue(group.Suite);
            json.WriteStringValue(group.File);
            json.WriteStartArray();
            foreach (var proposal in proposals.Of(group.Name))
            {
                json.WriteNumberValue(places[proposal]);
            }

            json.WriteEndArray();
            for (var column = 0; column < matrix.Columns.Length; column++)
            {
                if (!group.Files.TryGetValue(column, out var file))
                {
                    json.WriteNumberValue(0);
                    continue;
                }

                var commands = file.Commands;
                json.WriteStartArray();
                json.WriteNumberValue(file.Planned);
                json.WriteNumberValue(commands.Count(command => command.Outcome == Verdict.Pass));
                json.WriteNumberValue(commands.Count(command => command.Outcome.IsBad()));
                json.WriteNumberValue(commands.Count(command => command.Outcome == Verdict.ExpectedFail));
                json.WriteNumberValue(commands.Count(command => command.Outcome == Verdict.Unsupported));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string>? strings)
    {
        if (strings is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in strings)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
