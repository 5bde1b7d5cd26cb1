using System.Text.Json;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Tracking;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Tracking;

/// <summary>The public feature table, and what was measured.</summary>
public sealed class ContradictionTests
{
    private static readonly ProposalCatalog s_catalog = new()
    {
        Proposals = [new() { Name = "gc", Title = "GC", Key = "gc", Phase = 5, Link = "https://example.org/gc", Files = ["s/gc/*"] }],
        Published = [new(["made", "engine"], ["Browser", "Node", "Absent"]), new(["counted"], ["Counted"], Versions: true)],
    };

    private static FeatureMatrix Matrix(string commands, string engine = "engine", string version = "9.9") => FeatureMatrix.Measure(
        s_catalog, new ColumnFiles([new MadeRun(engine, version).File("t", "s/gc/a.wast", commands).Read()]), ScriptSources.None);

    private static FeatureTable Table(string features, string name = "Browser")
    {
        using var folder = new TestFolder();
        return FeatureTable.Load(
            folder.Write(
                "features.json",
                $$"""{ "features": {}, "browsers": { "{{name}}": { "url": "", "features": { {{features}} } } } }"""));
    }

    private static string Find(FeatureMatrix matrix, FeatureTable table) => string.Join(
        ';', Contradiction.Find(matrix, table, s_catalog.Published).Select(
            it => $"{it.Kind} {it.PublishedName}: {it.Published}, {it.Measured}"));

    [TestCase("\"gc\": \"119\"", "pass", "")]
    [TestCase("\"gc\": true", "pass", "")]
    [TestCase("\"gc\": \"119\"", "fail", "PublishedOnly Browser: since 119, none")]
    [TestCase("\"gc\": true", "pass fail", "PublishedOnly Browser: supported, 1 of 2")]
    [TestCase("\"gc\": [\"119\", \"but slow\"]", "fail", "PublishedOnly Browser: since 119, none")]
    [TestCase("\"gc\": \"flag\"", "fail", "")]
    [TestCase("\"gc\": [\"flag\", \"--gc\"]", "pass", "")]
    [TestCase("\"gc\": null", "pass", "")]
    [TestCase("\"gc\": null", "fail", "")]
    [TestCase("\"gc\": false", "fail", "")]
    [TestCase("\"gc\": false", "pass", "MeasuredOnly Browser: not supported, full")]
    [TestCase("", "pass", "MeasuredOnly Browser: not listed, full")]
    [TestCase("", "pass fail", "")]
    public void What_is_published_is_compared_with_what_was_measured(string published, string commands, string expected) =>
        Assert.That(Find(Matrix(commands), Table(published)), Is.EqualTo(expected));

    [TestCase("\"gc\": true", "fail", "pass", "")]
    [TestCase("\"gc\": true", "fail*4", "pass fail*3", "PublishedOnly Browser: supported, 1 of 4")]
    [TestCase("", "fail", "pass", "MeasuredOnly Browser: not listed, full")]
    public void Of_the_tiers_of_an_engine_the_one_that_has_most_counts(string published, string one, string other, string expected)
    {
        var run = new MadeRun("engine").File("t", "s/gc/a.wast", one).File("u", "s/gc/a.wast", other);
        var matrix = FeatureMatrix.Measure(s_catalog, new ColumnFiles([run.Read()]), ScriptSources.None);
        Assert.That(Find(matrix, Table(published)), Is.EqualTo(expected));
        Assert.That(Contradiction.Find(matrix, Table(published), s_catalog.Published).Select(it => it.Column.Tier), Has.All.EqualTo("u"));
    }

    [Test]
    public void What_was_not_measured_contradicts_nothing()
    {
        var files = new ColumnFiles([new MadeRun("engine").File("t", "s/other.wast", "pass").Read()]);
        Assert.That(Find(FeatureMatrix.Measure(s_catalog, files, ScriptSources.None), Table("\"gc\": \"1\"")), Is.Empty);
    }

    [TestCase("9.9", "PublishedOnly Counted: since 9.9, none")]
    [TestCase("9.10", "")]
    [TestCase("10", "")]
    [TestCase("9", "PublishedOnly Counted: since 9, none")]
    public void What_came_later_contradicts_nothing_where_versions_count_alike(string since, string expected) =>
        Assert.That(Find(Matrix("fail", "counted"), Table($"\"gc\": \"{since}\"", "Counted")), Is.EqualTo(expected));

    [TestCase("Frob", "frob", "MeasuredOnly Frob: not listed, full")]
    [TestCase("Browser", "MADE", "MeasuredOnly Browser: not listed, full")]
    [TestCase("Browser", "frob", "")]
    public void Engines_are_found_by_their_entry_or_their_name(string published, string engine, string expected) =>
        Assert.That(Find(Matrix("pass", engine), Table("", published)), Is.EqualTo(expected));

    [TestCase("pass", "\"9.9\"", 1)]
    [TestCase("fail", "false", 0)]
    [TestCase("pass fail", "false", 1)]
    public void What_is_written_is_the_form_of_the_public_table(string commands, string status, int passed)
    {
        var text = FeatureTable.Write(Matrix(commands));
        using var json = JsonDocument.Parse(text);

        // What the schema of the table demands.
        Assert.That(Names(json.RootElement), Is.EquivalentTo(new[] { "features", "categories", "browsers" }));
        var feature = json.RootElement.GetProperty("features").GetProperty("gc");
        Assert.That(Names(feature), Is.EqualTo(new[] { "description", "url", "phase" }));
        Assert.That(feature.GetProperty("phase").GetInt32(), Is.EqualTo(5));
        var engine = json.RootElement.GetProperty("browsers").GetProperty("engine t");
        Assert.That(Names(engine), Is.EqualTo(new[] { "url", "logo", "category", "features" }));
        Assert.That(Uri.IsWellFormedUriString(engine.GetProperty("url").GetString(), UriKind.Absolute), Is.True);
        var value = engine.GetProperty("features").GetProperty("gc");
        var planned = commands.Split(' ').Length;
        Assert.That(value.GetArrayLength(), Is.EqualTo(2));
        Assert.That(value[0].GetRawText(), Is.EqualTo(status));
        Assert.That(
            value[1].GetString(), Is.EqualTo($"{passed} of {planned} commands pass: clab spec --engine engine --tier t --filter 's/gc/*'"));
        using var folder = new TestFolder();
        var read = FeatureTable.Load(folder.Write("f.json", text)).Find("engine t", "gc");
        Assert.That(read.State, Is.EqualTo(commands == "pass" ? PublishedState.Supported : PublishedState.Unsupported));

        static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{ "browsers": { "a": {} } }""")]
    [TestCase("""{ "browsers": { "a": { "features": { "gc": 12 } } } }""")]
    [TestCase("nonsense")]
    public void What_is_no_table_is_refused_by_name(string text)
    {
        using var folder = new TestFolder();
        var path = folder.Write("features.json", text);
        Assert.That(() => FeatureTable.Load(path), Throws.InstanceOf<FormatException>().With.Message.Contains("no feature table"));
    }
}
