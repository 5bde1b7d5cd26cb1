using System.Xml.Linq;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Tests.History;
using ConformanceLab.Reports.Performance;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Reports;

/// <summary>Plots, the page, the comment.</summary>
[NonParallelizable]
public sealed class ReportTests
{
    private string _folder = null!;

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clab-gate-test-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Text_is_drawn_with_the_font_that_is_part_of_the_assembly()
    {
        var style = typeof(PerformancePage).Assembly.GetType("ConformanceLab.Reports.Performance.PlotStyle")!;
        var typeface = (SkiaSharp.SKTypeface)style.GetProperty("Typeface")!.GetValue(null)!;
        Assert.That(typeface.FamilyName, Is.EqualTo("Inter"));
        Assert.That("B/A ms 5–95 % −µ×".EnumerateRunes().Select(rune => typeface.ContainsGlyph(rune.Value)), Has.All.True);
    }

    [Test]
    public void An_SVG_has_outlines_for_text_and_says_what_they_say()
    {
        var svg = XDocument.Parse(Trend().ToSvg());
        var names = svg.Descendants().Select(element => element.Name.LocalName).ToList();
        Assert.That(names, Does.Not.Contain("text"));
        var labels = svg.Descendants().Select(element => element.Attribute("aria-label")?.Value).Where(label => label is not null).ToList();
        Assert.That(labels, Does.Contain("fib on baseline").And.Contain("milliseconds").And.Contain("+10.0 %").And.Contain("c0"));
        Assert.That(svg.Root!.Elements().First().Value, Is.EqualTo("Times of fib on baseline from run to run"));
    }

    [Test]
    public void Plots_of_the_same_are_the_same_byte_for_byte()
    {
        var (one, other) = (Trend(), Trend());
        Assert.That(one.ToPng(), Is.EqualTo(other.ToPng()));
        Assert.That(one.ToSvg(), Is.EqualTo(other.ToSvg()));
        Assert.That(one.ToPng()[1..4], Is.EqualTo("PNG"u8.ToArray()));
    }

    [Test]
    public async Task The_page_has_everything_and_needs_nothing()
    {
        var page = new PerformancePage();
        page.Add(await Comparison(1150));
        page.Add(await Bench());
        page.Add(History());
        var html = await File.ReadAllTextAsync(page.Write(Path.Combine(_folder, "page")));
        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Contain("REGRESSED").And.Contain("a&lt;b&gt;").And.Not.Contain("a<b>").And.Not.Contain("<script"));
            foreach (var source in System.Text.RegularExpressions.Regex.Matches(
                html, "(?:src|href)=\"([^\"]+)\"").Select(match => match.Groups[1].Value))
            {
                Assert.That(File.Exists(Path.Combine(_folder, "page", source)), source);
            }

            var plots = Directory.GetFiles(Path.Combine(_folder, "page", "plots"), "*.svg").Select(Path.GetFileNameWithoutExtension);
            Assert.That(plots, Does.Contain("ratios").And.Contain("ratios-v2").And.Contain("speed").And.Contain("times-a-b-"));
        });
    }

    [Test]
    public async Task The_comment_says_the_verdict_first_and_escapes_names()
    {
        var report = await Comparison(1150) with { FalseAlarms = new FalseAlarms(3, 412, 0.01) };
        var comment = PerformanceMarkdown.Write(report);
        Assert.That(comment, Does.StartWith("<!-- clab gate -->\n### Performance: REGRESSED\n"));
        Assert.That(comment, Does.Contain("| a&lt;b> |").And.Contain("3 alarms of 412 at 1 %, a rate between 0.15 % and 2.11 %"));
    }

    [Test]
    public async Task The_comment_folds_away_what_is_good()
    {
        var comment = PerformanceMarkdown.Write(await Comparison(1000));
        Assert.That(comment, Does.Contain("NOT REGRESSED\n").And.Contain("<details><summary>1 NOT REGRESSED</summary>"));
    }

    [Test]
    public async Task Records_of_history_are_the_times_of_B_and_what_A_against_itself_came_to()
    {
        var report = await Comparison(1150, aaSlots: 1);
        var records = HistoryRecord.From(report).ToList();
        Assert.That(records.Select(record => record.Event), Is.EqualTo(new[] { HistoryRecord.Time, HistoryRecord.Aa }));
        Assert.That(records[0].Milliseconds, Is.EqualTo(1.16).Within(0.03));
        Assert.That(records[1].Alpha, Is.EqualTo(0.01));
        Assert.That(HistoryRecord.From(await Bench()).Select(record => record.Subject), Is.EqualTo(new[] { "fake", "fake" }));
    }

    private static MachineHistory History() => new(
        new MachineIdentity("a processor", 2, 8, "Linux X64"),
        [.. Enumerable.Range(0, 30).Select(i => HistoryTests.Time("fib", i < 20 ? 10 : 11, $"c{i}"))]);

    private static PlotFile Trend() => TrendPlot.Of(History()).Single();

    private static readonly Benchmark[] s_benchmark =
        [new() { Name = "a<b>", Class = "c", Module = typeof(ReportTests).Assembly.Location }];

    private static Task<ComparisonReport> Comparison(int levelB, int aaSlots = 0) => new ComparisonRunner(
            FakePlug.Noisy(1000),
            FakePlug.Noisy(levelB),
            new GatePolicy { Looks = [8, 12], ProcessSeconds = 0.01, AaSlots = aaSlots, SkipIdentical = false },
            1)
        .RunAsync(s_benchmark, TimeProvider.System, default);

    private static Task<BenchReport> Bench() =>
        new BenchRunner([FakePlug.Noisy(1000), FakePlug.Noisy(2000)], 6, 0.01, TimeSpan.FromSeconds(20), 1)
        .RunAsync(s_benchmark, TimeProvider.System, default);
}
