using System.Text.Json;
using ConformanceLab.Harness.Results;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab wast.</summary>
[NonParallelizable]
public sealed class WastCommandTests
{
    private const string Good = """
        (module (func (export "one") (result i32) (i32.const 1)) (func (export "spin") (loop $forever (br $forever))))
        (assert_return (invoke "one") (i32.const 1))
        (assert_invalid (module (func (result i32))) "type mismatch")
        """;

    private const string Mixed = """
        (module (func (export "one") (result i32) (i32.const 1)) (func (export "spin") (loop $forever (br $forever))))
        (assert_return (invoke "one") (i32.const 2))
        (assert_return (invoke "one") (i32.const 1))
        (invoke "spin")
        (assert_return (invoke "missing"))
        (component)
        (module (memory 1 2 shared))
        """;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private WastReport Report(string name = "report.json") => WastReport.FromJson(File.ReadAllText(_folder[name]));

    [Test]
    public void A_good_script_is_good()
    {
        var result = Clab.Run("wast", _folder.Write("a.wast", Good));
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("1 files, planned 3: 3 pass in ").And.Contain(": good"));
    }

    [Test]
    public void Folders_are_searched_for_scripts_and_no_script_runs_twice()
    {
        var a = _folder.Write("a.wast", Good);
        _folder.Write("below/deep/b.wast", Good);
        _folder.Write("below/c.wat", "(module (frob))");
        Assert.That(Clab.Run("wast", _folder.Path, a, "--json", _folder["report.json"]).Code, Is.Zero);
        Assert.That((Report().Files, Report().Commands), Is.EqualTo((2, 6)));
    }

    [Test]
    public void What_scripts_write_goes_below_the_folder_of_results()
    {
        _folder.Write("in/part.wat", "(module $M)");
        var script = _folder.Write("in/a.wast", "(input \"part.wat\") (output $M \"sub/m.wasm\")");
        var result = Clab.Run("wast", script, "--out", _folder["out"], "--json", "-");
        Assert.That(result.Code, Is.Zero);
        Assert.That(WastReport.FromJson(result.Out).Passed, Is.EqualTo(2));
        var written = Directory.GetFiles(_folder["out/written"], "*", SearchOption.AllDirectories).Single();
        Assert.That(Path.GetRelativePath(_folder["out/written"], written), Does.Match("^a-[0-9a-f]{12}.sub.m.wasm$"));
        Assert.That(
            Directory.GetFiles(_folder["out"]).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "results.ndjson", "junit.xml", "report.md" }));
    }

    [Test]
    public void Reports_need_a_folder()
    {
        var script = _folder.Write("a.wast", Good);
        var result = Clab.Run("wast", script, "--report", "trx");
        Assert.That(
            (result.Code, result.Error),
            Is.EqualTo((2, $"clab: --report needs --out DIR: without it nothing is written{Environment.NewLine}")));
        Assert.That(Clab.Run("wast", script, "--report", "trx", "--no-times", "--out", _folder["out"]).Code, Is.Zero);
        Assert.That(File.ReadAllText(_folder["out/results.trx"]), Does.Contain("outcome=\"Passed\"").And.Not.Contain("duration="));
        Assert.That(File.Exists(_folder["out/junit.xml"]), Is.False);
    }

    [Test]
    public void Nothing_to_run_is_a_usage_error()
    {
        Directory.CreateDirectory(_folder["empty"]);
        var empty = Clab.Run("wast", _folder["empty"]);
        Assert.That((empty.Code, empty.Error), Is.EqualTo((2, $"clab: no *.wast under {_folder["empty"]}{Environment.NewLine}")));
        var missing = Clab.Run("wast", _folder["missing"]);
        Assert.That(
            (missing.Code, missing.Error), Is.EqualTo((2, $"clab: {_folder["missing"]}: no such file or folder{Environment.NewLine}")));
    }

    [Test]
    public void The_counts_of_the_report_add_up_and_every_failure_is_in_it()
    {
        var file = _folder.Write("mixed.wast", Mixed);
        var result = Clab.Run("wast", "--timeout", "2", "--json", _folder["report.json"], file);
        Assert.That(result.Code, Is.EqualTo(1));
        var report = Report();
        Assert.Multiple(() =>
        {
            Assert.That((report.Files, report.Commands), Is.EqualTo((1, 7)));
            Assert.That(
                (report.Passed, report.Failed, report.Unsupported, report.Crashed),
                Is.EqualTo((2, 3, 1, 1)),
                "an endless loop counts as crashed, a component as unsupported");
            Assert.That(report.Passed + report.Failed + report.Unsupported + report.Crashed, Is.EqualTo(report.Commands));
            Assert.That(report.Failures.Select(failure => (failure.File, failure.Line, failure.Command)), Is.EqualTo(new[]
            {
                (file, 2, "assert_return"), (file, 4, "invoke"), (file, 5, "assert_return"), (file, 7, "module"),
            }));
            Assert.That(report.Failures.Select(failure => failure.Message), Has.All.Not.Empty);
            Assert.That(report.Functions, Is.EqualTo(new Dictionary<string, long> { ["interpreter"] = 2 }));
        });
        Assert.That(
            result.Error,
            Does.Contain($"{file}:2: fail: assert_return [interpreter]: ").And.Contain(
                "expected (i32.const 0x00000002=2)").And.Contain($"{file}:4: timeout: "));
    }

    // Of two functions one is called.
    [TestCase("", 1)]
    [TestCase("--eager", 2)]
    [TestCase("--isolation none", 1)]
    [TestCase("--isolation none --eager", 2)]
    [TestCase("--gc-stress --eager", 2)]
    public void Functions_are_compiled_when_they_are_called_or_all_at_once(string options, int compiled)
    {
        Assume.That(ConformanceLab.Wasm.Tiers.Available, Does.Contain(ConformanceLab.Wasm.Tier.Baseline));
        var file = _folder.Write("a.wast", Good);
        var given = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var result = Clab.Run(["wast", "--tier", "baseline", "--json", _folder["report.json"], .. given, file]);
        Assert.That(result.Code, Is.Zero);
        Assert.That(Report().Functions, Is.EqualTo(new Dictionary<string, long> { ["baseline"] = compiled }));
    }

    [Test]
    public void The_report_has_the_keys_that_are_promised()
    {
        Clab.Run("wast", "--json", _folder["report.json"], "--timeout", "2", _folder.Write("mixed.wast", Mixed));
        using var json = JsonDocument.Parse(File.ReadAllText(_folder["report.json"]));
        Assert.That(
            json.RootElement.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(new[] { "files", "commands", "passed", "failed", "unsupported", "crashed", "failures", "functions" }));
        Assert.That(
            json.RootElement.GetProperty("failures")[0].EnumerateObject().Select(property => property.Name),
            Is.EqualTo(new[] { "file", "line", "command", "message" }));
    }

    [Test]
    public void The_report_may_go_to_standard_output_which_is_then_its_own()
    {
        var result = Clab.Run("wast", _folder.Write("a.wast", Good), "--json", "-");
        Assert.That(result.Code, Is.Zero);
        Assert.That(WastReport.FromJson(result.Out).Passed, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain("1 files, planned 3: 3 pass"));
    }

    [Test]
    public void A_report_that_cannot_be_written_is_found_out_before_the_run()
    {
        var result = Clab.Run("wast", "--json", _folder["missing/report.json"], _folder.Write("a.wast", Mixed));
        Assert.That((result.Code, result.Out), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.StartWith("clab: ").And.Contain("report.json").And.Not.Contain("fail:"));
    }

    [Test]
    public void Features_decide_what_a_module_may_use()
    {
        var file = _folder.Write("a.wast", "(module (memory 1 2 shared))");
        Assert.That(Clab.Run("wast", file).Code, Is.EqualTo(1));
        Assert.That(Clab.Run("wast", "-W", "threads", file).Code, Is.Zero);
        var simd = _folder.Write("b.wast", "(module (func (result v128) (v128.const i64x2 0 0)))");
        Assert.That(Clab.Run("wast", simd).Code, Is.Zero);
        Assert.That(Clab.Run("wast", simd, "-W", "simd=n").Code, Is.EqualTo(1));
    }

    [Test]
    public void Messages_may_be_ignored()
    {
        var file = _folder.Write("a.wast", "(assert_invalid (module (func (result i32))) \"other words\")");
        Assert.That(Clab.Run("wast", file).Code, Is.EqualTo(1));
        Assert.That(Clab.Run("wast", "--ignore-messages", file).Code, Is.Zero);
    }

    [Test]
    public void A_script_that_is_no_script_fails_and_nothing_is_lost()
    {
        var result = Clab.Run("wast", "--json", _folder["report.json"], _folder.Write("a.wast", "(module)\n(frob)\n(module"));
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That((Report().Commands, Report().Passed, Report().Failed), Is.EqualTo((3, 1, 2)));
    }
}
