using System.Globalization;
using System.Text.Json;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Performance;
using ConformanceLab.Reports.Tracking;

namespace ConformanceLab.Reports.Site;

/// <summary>What a site has.</summary>
/// <param name="Page">The path of its page.</param>
/// <param name="Files">Scripts.</param>
/// <param name="Deviations">Verdicts that are listed, each with its evidence.</param>
/// <param name="Bytes">Bytes of data.</param>
public sealed record SiteSummary(string Page, int Files, int Deviations, long Bytes);

/// <summary>
/// Results as a static site: summary, matrix, skills, every deviation with its evidence, every script with its verdicts. It works from a
/// file and needs nothing from elsewhere; what is not looked at is not loaded.
/// </summary>
public static class SiteWriter
{
    private const int DeviationsPerPiece = 5_000;
    private const string DataFolder = "data";

    // A page that was opened as a file has no origin of its own: what lies beside it is "file:".
    private const string Policy = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:";

    private static readonly string[] s_scripts = ["site.js", "filters.js", "overview.js", "deviations.js", "files.js", "performance.js"];

    /// <summary>Writes a site.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="report">What was measured.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="sources">Their scripts.</param>
    /// <param name="suites">
    /// The folder of the suites, where it had to be named; it is part of the commands that show a verdict again.
    /// </param>
    /// <param name="performance">Measurements to be shown too; null for none.</param>
    /// <param name="progress">Is told how many of all scripts are written; null for nobody.</param>
    /// <param name="cancellation">Ends it between two scripts.</param>
    /// <exception cref="IOException">The folder can't be written to.</exception>
    public static SiteSummary Write(
        string folder,
        TrackReport report,
        IReadOnlyList<ResultFile> runs,
        ScriptSources sources,
        string? suites,
        PerformancePage? performance,
        Action<int, int>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(sources);
        var files = report.Matrix.Files;
        var data = new DataFiles(Path.Combine(folder, DataFolder));
        var page = Path.Combine(folder, "index.html");
        File.Delete(page);
        for (var index = 0; index < files.Groups.Length; index++)
        {
            if (cancellation.IsCancellationRequested)
            {
                // Half a site must not look like one.
                data.Clear();
                cancellation.ThrowIfCancellationRequested();
            }

            var group = files.Groups[index];
            data.Write(
                string.Create(CultureInfo.InvariantCulture, $"file-{index}"),
                json => SiteFilePiece.Write(
                    json, group, files.Columns, sources.Find(group.Suite, group.File), sources.SuiteOf(group.Suite), LabEngine.EngineName));
            progress?.Invoke(index + 1, files.Groups.Length);
        }

        var deviations = Deviations(files);
        var pieces = deviations.Chunk(DeviationsPerPiece).ToList();
        for (var index = 0; index < pieces.Count; index++)
        {
            data.Write(string.Create(CultureInfo.InvariantCulture, $"deviations-{index}"), json => Write(json, pieces[index]));
        }

        if (performance is not null)
        {
            data.Write(SitePerformancePiece.Name, json => SitePerformancePiece.Write(json, performance));
            performance.WritePlots(folder);
        }

        data.Write("skills", json => WriteSkills(json, report));
        data.Write("index", json => SiteIndexPiece.Write(
            json, report, runs, suites, [.. pieces.Select(piece => piece.Length)], hasPerformance: performance is not null));
        foreach (var name in s_scripts)
        {
            File.WriteAllText(Path.Combine(folder, name), Resource(name));
        }

        File.WriteAllText(
            Path.Combine(folder, "site.css"),
            $"{Resource("site.css")}{SkillTreePicture.Rules(isDark: false)}\n"
                + $"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {SkillTreePicture.Rules(isDark: true)} }} }}\n"
                + $":root[data-theme=dark] {{ {SkillTreePicture.Rules(isDark: true)} }}\n");
        File.WriteAllText(Path.Combine(folder, "skills.svg"), SkillTreePicture.ToSvg(report.Skills));
        File.WriteAllBytes(Path.Combine(folder, "skills.png"), SkillTreePicture.ToPng(report.Skills));
        File.WriteAllText(page, Page());
        return new SiteSummary(page, files.Groups.Length, deviations.Count, data.Bytes);
    }

    private sealed record Entry(int File, int Column, ResultRecord Command);

    // The worst first: what nobody knows of, then what is known.
    private static List<Entry> Deviations(ColumnFiles files) =>
    [
        .. files.Groups
            .SelectMany((group, index) => group.Files.SelectMany(
                pair => pair.Value.Commands.Where(command => command.Outcome is not (Verdict.Pass or Verdict.Unsupported)).Select(
                    command => new Entry(index, pair.Key, command))))
            .OrderBy(entry => RankOf(entry.Command.Outcome)),
    ];

    private static int RankOf(Verdict verdict) => verdict switch
    {
        Verdict.Crash => 0,
        Verdict.Timeout => 1,
        Verdict.Fail => 2,
        Verdict.UnexpectedPass => 3,
        _ => 4,
    };

    // File, column, place of the command, line, letter; keyword and message by their place in two lists.
    private static void Write(Utf8JsonWriter json, Entry[] entries)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        int WordOf(string text) => words.TryGetValue(text, out var place) ? place : words[text] = words.Count;
        json.WriteStartObject();
        json.WriteStartArray("list");
        foreach (var (file, column, command) in entries)
        {
            json.WriteStartArray();
            json.WriteNumberValue(file);
            json.WriteNumberValue(column);
            json.WriteNumberValue(command.Index!.Value);
            json.WriteNumberValue(command.Line!.Value);
            json.WriteStringValue($"{SiteFilePiece.LetterOf(command.Outcome)}");
            json.WriteNumberValue(WordOf(command.Command!));
            json.WriteNumberValue(WordOf(command.Message ?? ""));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("words");
        foreach (var word in words.Keys)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSkills(Utf8JsonWriter json, TrackReport report)
    {
        json.WriteStartArray();
        foreach (var part in SkillTreePicture.ToParts(report.Skills))
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
    }

    private static string Page() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="color-scheme" content="light dark">
        <title>Conformance</title>
        <link rel="stylesheet" href="site.css">
        </head>
        <body>
        <header>
        <a class="home" href="#summary">Conformance</a>
        <nav id="nav" aria-label="views"></nav>
        <form id="find" role="search">
        <input type="search" placeholder="file, file:line or id" aria-label="go to a file, a line or an id">
        </form>
        <button id="theme" type="button" aria-label="light or dark" title="light or dark">◐</button>
        </header>
        <main id="main"><noscript>This page shows its data by scripts of its own, which are switched off.</noscript></main>
        {string.Join('\n', s_scripts.Select(name => $"<script src=\"{name}\"></script>"))}
        <script src="{DataFolder}/index.js"></script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Resource(string name)
    {
        using var stream = typeof(SiteWriter).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
