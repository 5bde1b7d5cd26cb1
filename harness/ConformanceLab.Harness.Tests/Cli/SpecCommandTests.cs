using ConformanceLab.Harness.Results;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab spec.</summary>
[NonParallelizable]
public sealed class SpecCommandTests
{
    private const string Catalog = """
        { "suites": [
          { "name": "core", "path": "core" },
          { "name": "threads", "path": "proposals/threads", "proposal": "Threads", "features": ["threads"] },
          { "name": "stacks", "path": "proposals/stacks", "proposal": "Stack Switching", "features": ["stack-switching"],
            "status": "unsupported", "reason": "not built" } ] }
        """;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _folder.Write("suites/catalog.json", Catalog);
        _folder.Write(
            "suites/core/a.wast",
            "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 1))");
        _folder.Write("suites/core/below/b.wast", "(module)");
        _folder.Write("suites/proposals/threads/c.wast", "(module (memory 1 1 shared))");
        _folder.Write("suites/proposals/stacks/d.wast", "(module (type $f (func)) (type (cont $f)))");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private CliResult Spec(params string[] arguments) =>
        Clab.Run(["spec", "--suites", _folder["suites"], "--out", _folder["out"], .. arguments]);

    [Test]
    public void A_run_leaves_its_results_behind()
    {
        var result = Spec();
        Assert.That(result.Code, Is.Zero);
        Assert.That(
            result.Out, Does.Contain("4 files, planned 5: 4 pass, 1 unsupported").And.Contain($"report: {_folder["out/report.md"]}"));
        Assert.That(result.Error, Does.StartWith($"suites: --suites {_folder["suites"]}{Environment.NewLine}"));
        using var lines = File.OpenRead(_folder["out/results.ndjson"]);
        var records = NdjsonReader.Read(lines).ToList();
        Assert.That(records.Count(record => record.Event == "command"), Is.EqualTo(5));
        Assert.That(records[^1] is { Event: "run-finished", Balanced: true, Cancelled: false }, Is.True);
        Assert.That(File.ReadAllText(_folder["out/junit.xml"]), Does.Contain("tests=\"5\""));
        Assert.That(File.ReadAllText(_folder["out/report.md"]), Does.Contain("stacks"));
    }

    [TestCase("", "junit.xml")]
    [TestCase("--report trx", "results.trx")]
    [TestCase("--report ctrf,junit", "junit.xml results.ctrf.json")]
    [TestCase("--report ctrf --report trx", "results.ctrf.json results.trx")]
    [TestCase("--report none", "")]
    public void Reports_are_those_asked_for_and_none_is_left_of_an_earlier_run(string options, string files)
    {
        Spec("--report", "junit,trx,ctrf");
        Assert.That(Spec(options.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Code, Is.Zero);
        Assert.That(
            Directory.GetFiles(_folder["out"]).Select(Path.GetFileName),
            Is.EquivalentTo(files.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(["results.ndjson", "report.md"])));
    }

    [TestCase("frob", "--report frob: no such format; there are junit, trx, ctrf, none")]
    [TestCase("none,trx", "--report: none and others exclude each other")]
    public void Reports_that_there_are_not_are_a_usage_error(string report, string message) =>
        Assert.That(Spec("--report", report), Is.EqualTo(new CliResult(2, "", $"clab: {message}{Environment.NewLine}")));

    [Test]
    public void Equal_runs_without_times_have_equal_files()
    {
        string[] options = ["--no-times", "--report", "junit,trx,ctrf", "--jobs", "1"];
        var (one, other) = (Files(), Files());
        Assert.That(one, Has.Count.EqualTo(5).And.EqualTo(other));

        List<string> Files()
        {
            Assert.That(Spec(options).Code, Is.Zero);
            return [.. Directory.GetFiles(_folder["out"]).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        }
    }

    [Test]
    public void A_failure_is_exit_code_1()
    {
        _folder.Write(
            "suites/core/a.wast",
            "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 2))");
        var result = Spec();
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("a.wast:2: fail: assert_return [interpreter]: ").And.Contain("    id       core/a.wast#"));
    }

    [Test]
    public void The_report_has_the_command_that_shows_a_failure_again_and_the_id_that_expectations_need()
    {
        _folder.Write("suites/core/a.wast", "(module)\n(assert_return (invoke \"f\") (i32.const 2))");
        Spec();
        var again = File.ReadAllLines(_folder["out/report.md"])
            .Single(line => line.Contains("again: `clab spec ", StringComparison.Ordinal))
            .Split('`')[1]
            .Split(' ');
        var id = File.ReadAllLines(_folder["out/report.md"])
            .Single(line => line.Contains("id for expectations", StringComparison.Ordinal))
            .Split('`')[1];
        var result = Spec(again[2..]);
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("a.wast:2: fail: ").And.Contain($"    id       {id}"));
        Assert.That(result.Out, Does.Contain("1 files, planned 2: 1 pass, 1 fail"));
    }

    [TestCase("", "core/a.wast core/below/b.wast stacks/d.wast threads/c.wast")]
    [TestCase("--suite core", "core/a.wast core/below/b.wast")]
    [TestCase("--suite core --suite threads", "core/a.wast core/below/b.wast threads/c.wast")]
    [TestCase("--proposal Threads", "threads/c.wast")]
    [TestCase("--filter below", "core/below/b.wast")]
    [TestCase("--filter core/?.wast", "core/a.wast")]
    [TestCase("--tier interpreter --filter a.wast", "core/a.wast")]
    public void A_selection_can_be_listed(string options, string expected)
    {
        var result = Spec(["--list", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(result.Code, Is.Zero);
        var files = result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(
            line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        Assert.That(files.Order(StringComparer.Ordinal), Is.EqualTo(expected.Split(' ').Select(file => file + "@interpreter")));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void Shards_are_the_whole_together()
    {
        string List(string shard) => Spec("--list", "--shard", shard).Out;
        var whole = List("1/1").Split(Environment.NewLine);
        Assert.That((List("1/2") + List("2/2")).Split(Environment.NewLine), Is.EquivalentTo(whole));
        Assert.That(List("1/2"), Is.Not.Empty.And.Not.EqualTo(List("2/2")));
    }

    [Test]
    public void A_suite_that_is_not_there_names_those_that_are()
    {
        var result = Spec("--suite", "frob");
        Assert.That(
            (result.Code, result.Error),
            Is.EqualTo((
                2,
                $"clab: no suite or proposal 'frob' in --suites {_folder["suites"]}; "
                    + $"there are core, threads, stacks{Environment.NewLine}")));
    }

    [Test]
    public void Nothing_that_matches_is_a_usage_error() => Assert.That(Spec("--filter", "frob").Code, Is.EqualTo(2));

    [Test]
    public void A_folder_that_is_not_there_is_a_usage_error() =>
        Assert.That(
            Clab.Run("spec", "--suites", _folder["missing"]),
            Is.EqualTo(new CliResult(2, "", $"clab: --suites: there is no folder {_folder["missing"]}{Environment.NewLine}")));

    [Test]
    public void A_catalog_that_is_wrong_is_an_infrastructure_error()
    {
        _folder.Write("suites/catalog.json", "{ \"suites\": [ { \"name\": \"x\", \"path\": \"x\", \"profile\": \"wasm9\" } ] }");
        var result = Spec();
        Assert.That(result.Code, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain("wasm9").And.Not.Contain("   at "));
    }

    [Test]
    public void Our_own_suite_that_was_asked_for_is_not_said_to_stand_in_for_others()
    {
        var lab = Path.Combine(ConformanceLab.Harness.Execution.SuiteLocator.FindRepositorySuites()!, "lab");
        var result = Clab.Run("spec", "--suites", lab, "--out", _folder["out"], "--filter", "syntax");
        Assert.That(result.Code, Is.Zero);
        Assert.That(result.Error, Does.StartWith($"suites: --suites {lab}{Environment.NewLine}"));
    }
}
