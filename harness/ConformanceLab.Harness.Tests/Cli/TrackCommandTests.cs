using System.Text.Json;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab track.</summary>
[NonParallelizable]
public sealed class TrackCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeRuns()
    {
        _folder = new TestFolder();
        new MadeRun("conformancelab").File("baseline", "spec-3.0/core/gc/a.wast", "module:pass pass")
            .File("baseline", "spec-3.0/core/simd/a.wast", "pass*3").Write(_folder["runs/ours"]);
        new MadeRun("wasmtime", "50.0").File("cranelift", "spec-3.0/core/gc/a.wast", "module:pass fail")
            .File("cranelift", "spec-3.0/core/simd/a.wast", "fail*3").Write(_folder["runs/below/other"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private CliResult Track(params string[] arguments) => Clab.Run(["track", _folder["runs"], .. arguments]);

    private static string[] Row(CliResult result, string title) =>
        result.Out.Split('\n').Single(line => line.TrimStart().StartsWith(title, StringComparison.Ordinal))
            .Trim()[title.Length..].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [Test]
    public void A_table_has_a_column_for_each_tier_of_each_engine()
    {
        var result = Track();
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(Row(result, "proposal"), Is.EqualTo(new[] { "wasmtime", "conformancelab" }));
        Assert.That(Row(result, "Garbage collection"), Is.EqualTo(new[] { "1 of 2", "full" }));
        Assert.That(Row(result, "Fixed-width SIMD"), Is.EqualTo(new[] { "none", "full" }));
        Assert.That(Row(result, "Tail calls"), Is.EqualTo(new[] { "not measured", "not measured" }));
        Assert.That(Row(result, "in full"), Is.EqualTo(new[] { "0 of 2", "2 of 2" }));
    }

    [Test]
    public void Markdown_and_pages_say_the_same_and_which_command_made_them()
    {
        var markdown = Track("--format", "markdown").Out;
        Assert.That(markdown, Does.Contain("| [Garbage collection](https://github.com/WebAssembly/gc) | 1 of 2 | **full** |"));
        Assert.That(
            markdown,
            Does.Contain($"By `clab track {_folder["runs"]} --format markdown`").And.Contain("- SIMD: not lit (wasmtime cranelift), lit"));
        Assert.That(Track("--format", "html", "-o", _folder["page.html"]).Out, Is.Empty);
        var page = File.ReadAllText(_folder["page.html"]);
        Assert.That(
            page, Does.Contain("<tr><th>Garbage collection</th><td class=\"partial\">1 of 2</td><td class=\"full\">full</td></tr>"));
        Assert.That(page, Does.Not.Contain("http://").IgnoreCase.Or.Contain("http://www.w3.org/2000/svg"));
        Assert.That(page, Does.Not.Contain("<script"));
    }

    [Test]
    public void Json_has_rows_skills_and_the_command_that_measures()
    {
        using var json = JsonDocument.Parse(Track("--format", "json").Out);
        var root = json.RootElement;
        var gc = root.GetProperty("proposals").EnumerateArray().Single(row => row.GetProperty("name").GetString() == "gc");
        Assert.That(gc.GetProperty("command").GetString(), Does.StartWith("clab spec --filter 'spec-3.0/core/gc/*'"));
        Assert.That(
            gc.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("state").GetString()),
            Is.EqualTo(new[] { "partial", "full" }));
        var skill = root.GetProperty("skills").EnumerateArray().Single(row => row.GetProperty("name").GetString() == "gc");
        Assert.That(skill.GetProperty("lights")[0].GetProperty("text").GetString(), Is.EqualTo("1 of 2 commands"));
        Assert.That(root.TryGetProperty("contradictions", out _), Is.False);
    }

    [Test]
    public void Contradictions_to_the_public_table_are_listed_with_exit_code_1()
    {
        var table = _folder.Write(
            "features.json",
            """
            { "browsers": {
                "Wasmtime": { "features": { "gc": "49", "simd": "51" } }, "ConformanceLab": { "features": { "gc": true } } } }
            """);
        var result = Track("--features-against", table);
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(
            result.Out.ReplaceLineEndings("\n"),
            Does.EndWith(
                "against the public table, 2 contradictions:\n"
                + "  Garbage collection: Wasmtime is published as since 49, but wasmtime cranelift has 1 of 2\n"
                + "  Fixed-width SIMD: ConformanceLab is published as not listed, but conformancelab baseline passes all 3 commands\n"));
        _folder.Write("features.json", """{ "browsers": {} }""");
        Assert.That(Track("--features-against", table), Has.Property("Code").EqualTo(0));
    }

    [Test]
    public void The_form_of_the_public_table_is_read_by_what_wrote_it()
    {
        var written = Track("--format", "features").Out;
        using var json = JsonDocument.Parse(written);
        Assert.That(
            json.RootElement.GetProperty("browsers").GetProperty("wasmtime cranelift").GetProperty("features").GetProperty("gc")
                .GetRawText(),
            Does.Contain("false").And.Contain("1 of 2 commands pass"));
    }

    [TestCase("tree.svg", "<svg")]
    [TestCase("tree.PNG", "PNG")]
    public void The_tree_of_skills_is_drawn(string name, string mark)
    {
        Assert.That(Track("--skill-tree", _folder[name]).Code, Is.Zero);
        Assert.That(System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder[name])[..10]), Does.Contain(mark));
    }

    [Test]
    public void Measurements_of_our_engine_are_appended_and_light_skills()
    {
        const string Measured = """{"evidence":"host-call","engine":"wasmtime","tier":"cranelift","value":23,"unit":"ns"}""";
        var file = _folder.Write("evidence.jsonl", Measured + "\n");
        var result = Track("--measure", file, "--format", "json");
        Assert.That(result.Error, Does.Contain("measuring host-call on interpreter"));
        var lines = File.ReadAllLines(file);
        var changing = Wasm.Tiers.Available.Contains(Wasm.Tier.Auto) ? 1 : 0;
        Assert.That(lines, Has.Length.EqualTo(1 + (2 * Wasm.Tiers.Available.Count) + changing));
        using var json = JsonDocument.Parse(result.Out);
        string Light(string skill) => string.Join(' ', json.RootElement.GetProperty("skills").EnumerateArray()
            .Single(row => row.GetProperty("name").GetString() == skill).GetProperty("lights").EnumerateArray()
            .Select(light => light.GetProperty("state").GetString()!));
        Assert.That(Light("host-calls"), Does.StartWith("full "));
        Assert.That(Light("edge"), Does.StartWith("not-measured "));
        Assert.That(
            lines.Where(line => line.StartsWith("{\"evidence\":\"sandboxes\"", StringComparison.Ordinal)),
            Has.All.Contains("\"value\":5000,"));
    }

    [TestCase("--skill-tree", "tree.jpg", 2, "a picture is .svg or .png")]
    [TestCase("--format", "frob", 2, "frob")]
    [TestCase("--evidence", "nowhere.jsonl", 3, "nowhere.jsonl")]
    [TestCase("--features-against", "nowhere.json", 3, "nowhere.json")]
    public void What_is_wrong_is_said(string option, string value, int code, string message)
    {
        var result = Track(option, value);
        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(result.Error, Does.Contain(message));
    }

    [TestCase("track")]
    [TestCase("ci")]
    [TestCase("history", "add")]
    public void A_run_that_is_missing_is_named(params string[] command) => Assert.That(
        Clab.Run([.. command, _folder["missing"]]),
        Is.EqualTo(new CliResult(3, "", $"clab: there are no results: {_folder["missing"]}{Environment.NewLine}")));

    [Test]
    public void A_folder_without_results_says_what_makes_them()
    {
        Directory.CreateDirectory(_folder["empty"]);
        var result = Clab.Run("track", _folder["empty"]);
        Assert.That(
            result,
            Is.EqualTo(
                new CliResult(
                    3, "", $"clab: there are no results in {_folder["empty"]}: no results.ndjson, there or below; "
                    + $"'clab spec --out {_folder["empty"]}' makes them{Environment.NewLine}")));
    }

    [Test]
    public void A_measurement_that_is_none_is_named_by_file_and_line()
    {
        var file = _folder.Write(
            "evidence.jsonl", "{\"evidence\":\"a\",\"engine\":\"b\",\"tier\":\"c\",\"value\":1,\"unit\":\"d\"}\n{\"evidence\":\"a\"}\n");
        var result = Track("--evidence", file);
        Assert.That(
            (result.Code, result.Error),
            Is.EqualTo((3, $"clab: {file}: line 2: a measurement has evidence, engine, tier, value and unit{Environment.NewLine}")));
    }
}
