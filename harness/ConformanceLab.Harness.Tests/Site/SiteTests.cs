using System.Text.Json;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Site;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Site;

/// <summary>clab site: what is written.</summary>
[NonParallelizable]
public sealed class SiteTests
{
    /// <summary>What makes <c>clab spec</c> run on every tier of this machine, not only on one.</summary>
    public static string[] AllTiers { get; } = [.. Tiers.Available.SelectMany(tier => new[] { "--tier", tier.Name() })];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private CliResult Site(params string[] arguments) => Clab.Run(["site", _folder["runs"], "--out", _folder["site"], .. arguments]);

    private JsonElement Piece(string name)
    {
        var text = File.ReadAllText(_folder[$"site/data/{name}.js"]);
        var start = $"clab.put(\"{name}\",";
        Assert.That(text, Does.StartWith(start).And.EndsWith(");\n"));
        return JsonDocument.Parse(text[start.Length..^3]).RootElement;
    }

    [Test]
    public void Deviations_are_listed_from_the_worst_to_what_is_known()
    {
        new MadeRun("one").File("t", "s/a.wast", "pass expected-fail fail unsupported").File(
            "t", "s/b.wast", "unexpected-pass timeout crash")
            .Write(_folder["runs/one"]);
        var result = Site();
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.StartWith("2 scripts, 5 deviations, "));
        var piece = Piece("deviations-0");
        Assert.That(
            piece.GetProperty("list").EnumerateArray().Select(entry => entry[4].GetString()),
            Is.EqualTo(new[] { "c", "t", "f", "x", "e" }));
        var words = piece.GetProperty("words").EnumerateArray().Select(word => word.GetString()!).ToArray();
        var first = piece.GetProperty("list")[0];
        Assert.That(
            (first[0].GetInt32(), first[2].GetInt32(), first[3].GetInt32(), words[first[6].GetInt32()]), Is.EqualTo(
                (1, 2, 3, "message 2 of <b.wast>")));
    }

    [Test]
    public void Every_verdict_of_every_column_has_its_letter()
    {
        new MadeRun("one").File("t", "s/a.wast", "pass expected-fail fail unsupported unexpected-pass timeout crash").Write(
            _folder["runs/one"]);
        new MadeRun("two").File("u", "s/a.wast", "pass*7").File("u", "s/b.wast", "fail").Write(_folder["runs/two"]);
        Site();
        Assert.That(JsonSerializer.Serialize(Piece("file-0").GetProperty("verdicts")), Is.EqualTo("""{"0":"pefuxtc","1":"ppppppp"}"""));
        Assert.That(JsonSerializer.Serialize(Piece("file-1").GetProperty("verdicts")), Is.EqualTo("""{"1":"f"}"""));
        Assert.That(Piece("file-0").GetProperty("reasons").GetProperty("0").GetString(), Is.EqualTo("message 3 of <a.wast>"));
        Assert.That(
            Piece("file-0").GetProperty("details").EnumerateObject().Select(it => it.Name),
            Is.EqualTo(new[] { "0:1", "0:2", "0:4", "0:5", "0:6" }));
        var index = Piece("index");
        Assert.That(index.GetProperty("columns")[1].GetProperty("name").GetString(), Is.EqualTo("two u"));
        Assert.That(
            JsonSerializer.Serialize(index.GetProperty("suites")[0].GetProperty("cells")),
            Is.EqualTo("""[{"planned":7,"p":1,"f":1,"e":1,"x":1,"c":1,"t":1,"u":1},{"planned":8,"p":7,"f":1}]"""));
    }

    [Test]
    public void Nothing_in_results_becomes_markup_and_nothing_comes_from_elsewhere()
    {
        new MadeRun("<script>alert(1)</script>").File("t", "s/</script>.wast", "fail").Write(_folder["runs/one"]);
        Site();
        foreach (var file in Directory.EnumerateFiles(_folder["site/data"]))
        {
            Assert.That(File.ReadAllText(file), Does.Not.Contain("<script>").And.Not.Contain("</script>"), file);
        }

        var page = File.ReadAllText(_folder["site/index.html"]) + File.ReadAllText(_folder["site/site.css"]);
        Assert.That(page, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("//cdn"));
        Assert.That(page, Does.Contain("default-src 'none'"));
    }

    [Test]
    public void The_text_around_a_deviation_is_there_if_it_is_the_text_that_was_run_and_so_is_its_machine_code()
    {
        _folder.Write("suites/catalog.json", """{ "suites": [ { "name": "core", "path": "core" } ] }""");
        var script = _folder.Write(
            "suites/core/a.wast",
                "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return\n (invoke \"f\") (i32.const 3))\n");
        Clab.Run(["spec", "--suites", _folder["suites"], "--out", _folder["runs/ours"], .. AllTiers]);
        Site("--suites", _folder["suites"]);
        var piece = Piece("file-0");
        Assert.That(piece.GetProperty("source").GetString(), Is.EqualTo(File.ReadAllText(script)));
        Assert.That(
            piece.GetProperty("commands")[1].EnumerateArray().Select(it => it.ToString()).Where((_, index) => index != 2),
            Is.EqualTo(new[] { "2", "assert_return", "3" }));
        var columns = Piece("index").GetProperty("columns").EnumerateArray().ToList();
        Assert.That(
            columns[0].GetProperty("again").GetString(),
            Is.EqualTo($"clab spec --tier {columns[0].GetProperty("tier").GetString()} --suites {_folder["suites"]} --filter {{file}}"));
        Assert.That(columns, Has.Count.EqualTo(Tiers.Available.Count));
        for (var column = 0; column < columns.Count; column++)
        {
            var details = piece.GetProperty("details").GetProperty($"{column}:1");
            Assert.That(details.GetProperty("expected").GetString(), Is.EqualTo("(i32.const 0x00000003=3)"));
            Assert.That(
                details.TryGetProperty("code", out var code) ? code.GetString() : null,
                columns[column].GetProperty("tier").GetString() == Tier.Interpreter.Name() ? Is.Null : Does.Contain(
                    "i32.const 1").And.Contain("mov"));
        }

        // Another text is not shown as if it were that of the run.
        File.WriteAllText(script, "(module)\n(invoke \"other\")\n");
        Site("--suites", _folder["suites"]);
        Assert.That(Piece("file-0").TryGetProperty("source", out _), Is.False);
    }

    [Test]
    public void Pieces_of_an_earlier_site_are_gone()
    {
        new MadeRun("one").File("t", "s/a.wast", "fail").File("t", "s/b.wast", "pass").Write(_folder["runs/one"]);
        Site();
        new MadeRun("one").File("t", "s/a.wast", "pass").Write(_folder["runs/one"]);
        Site();
        Assert.That(
            Directory.EnumerateFiles(_folder["site/data"]).Select(Path.GetFileName), Is.EquivalentTo(
                new[] { "file-0.js", "index.js", "skills.js" }));
    }

    [Test]
    public void Measurements_and_counts_are_part_of_it_where_there_are_some()
    {
        new MadeRun("one").File("t", "s/a.wast", "pass").Write(_folder["runs/one"]);
        Site();
        Assert.That(Piece("index").GetProperty("performance").GetBoolean(), Is.False);
        var module = _folder.Write("m.wat", "(module (func (export \"f\") (result i32) (i32.const 1)))");
        Clab.Run("count", "--invoke", "f", "--json", _folder["count.json"], "--label", "<i>label</i>", module);
        Site("--performance", _folder["count.json"]);
        Assert.That(Piece("index").GetProperty("performance").GetBoolean(), Is.True);
        var blocks = Piece("performance").EnumerateArray().ToList();
        Assert.That(blocks[0].GetProperty("heading").GetString(), Is.EqualTo("m.wat, optimizing: machine instructions"));
        Assert.That(blocks[0].GetProperty("subtitle").GetString(), Does.StartWith("<i>label</i>, "));
        var plot = blocks.Single(block => block.TryGetProperty("plot", out _)).GetProperty("plot").GetString();
        Assert.That(File.Exists(_folder[$"site/{plot}.svg"]) && File.Exists(_folder[$"site/{plot}.png"]));
        var table = blocks.Single(block => block.TryGetProperty("rows", out _));
        Assert.That(table.GetProperty("rows")[0].GetArrayLength(), Is.EqualTo(table.GetProperty("columns").GetArrayLength()));
        Assert.That(File.ReadAllText(_folder["site/data/performance.js"]), Does.Not.Contain("<i>"));
    }

    [Test]
    public void A_site_that_is_broken_off_does_not_look_like_one()
    {
        new MadeRun("one").File("t", "s/a.wast", "fail").File("t", "s/b.wast", "pass").Write(_folder["runs/one"]);
        Site();
        var runs = new[] { ResultFile.Read(_folder["runs/one"]) };
        var proposals = new ProposalCatalog();
        var matrix = FeatureMatrix.Measure(proposals, new ColumnFiles(runs), ScriptSources.None);
        var skills = SkillTree.Light(new SkillCatalog { Root = new Skill { Name = "root", Title = "Root" } }, matrix, []);
        using var cancellation = new CancellationTokenSource();
        Assert.That(
            () => SiteWriter.Write(
                _folder["site"],
                new TrackReport("clab", matrix, skills, null),
                runs,
                ScriptSources.None,
                null,
                null,
                (_, _) => cancellation.Cancel(),
                cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.Exists(_folder["site/index.html"]), Is.False);
        Assert.That(Directory.EnumerateFiles(_folder["site/data"]), Is.Empty);
    }

    [Test]
    public void Contradictions_to_the_public_table_are_part_of_it()
    {
        new MadeRun("wasmtime").File("t", "spec-3.0/core/gc/a.wast", "fail").Write(_folder["runs/one"]);
        Site("--features-against", _folder.Write("f.json", """{ "browsers": { "Wasmtime": { "features": { "gc": true } } } }"""));
        Assert.That(
            Piece("index").GetProperty("contradictions")[0].GetString(),
            Is.EqualTo("Garbage collection: Wasmtime is published as supported, but wasmtime t has none of it"));
    }
}
