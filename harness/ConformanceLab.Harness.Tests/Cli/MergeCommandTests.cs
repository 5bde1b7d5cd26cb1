using ConformanceLab.Harness.Results;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab merge.</summary>
[NonParallelizable]
public sealed class MergeCommandTests
{
    private static readonly string[] s_files = ["junit.xml", "results.trx", "results.ctrf.json", "report.md"];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _folder.Write("suites/catalog.json", """
            { "suites": [
              { "name": "core", "path": "core" },
              { "name": "stacks", "path": "stacks", "proposal": "Stack Switching", "features": ["stack-switching"],
                "status": "unsupported", "reason": "not built" } ] }
            """);
        const string module = "(module (func (export \"f\") (result i32) (i32.const 1)))\n";
        _folder.Write("suites/core/a.wast", module + "(assert_return (invoke \"f\") (i32.const 1))");
        _folder.Write("suites/core/b.wast", module + "(assert_return (invoke \"f\") (i32.const 2))\n(assert_malformed (module) \"<&>\")");
        _folder.Write("suites/core/below/a.wast", module + "(invoke \"f\")\n(invoke \"f\")\n(thread $t (invoke \"f\"))\n(wait $t)");
        _folder.Write("suites/core/d.wast", "(module)");
        _folder.Write("suites/stacks/e.wast", "(module (type $f (func)) (type (cont $f)))");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private CliResult Spec(string output, params string[] arguments) =>
        Clab.Run(["spec", "--suites", _folder["suites"], "--out", _folder[output], .. arguments]);

    private CliResult Merge(params string[] arguments) => Clab.Run(
        ["merge", .. arguments.Select(argument => argument[0] == '-' ? argument : _folder[argument]), "--out", _folder["merged"]]);

    [Test]
    public void Shards_merge_to_the_files_of_the_whole([Values(2, 3)] int count)
    {
        string[] options = ["--no-times", "--report=junit,trx,ctrf"];
        Assert.That(Spec("whole", options).Code, Is.EqualTo(1));
        string[] shards = [.. Enumerable.Range(1, count).Select(index => $"shard{index}")];
        foreach (var (shard, index) in shards.Select((shard, index) => (shard, index)))
        {
            Spec(shard, [.. options, "--shard", $"{index + 1}/{count}"]);
        }

        var result = Merge([.. shards.Reverse(), .. options]);
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Error, Is.Empty);
            Assert.That(result.Out, Does.Contain("planned 12: ").And.Contain($"report: {_folder["merged/report.md"]}"));
            Assert.That(Sorted("merged"), Is.EqualTo(Sorted("whole")));
            foreach (var file in s_files)
            {
                Assert.That(File.ReadAllBytes(_folder[$"merged/{file}"]), Is.EqualTo(File.ReadAllBytes(_folder[$"whole/{file}"])), file);
            }
        });
        IEnumerable<string> Sorted(string run) => File.ReadAllLines(_folder[$"{run}/results.ndjson"]).Order(StringComparer.Ordinal);
    }

    [Test]
    public void A_missing_shard_is_exit_code_3_and_named()
    {
        Spec("one", "--shard", "1/2");
        var result = Merge("one");
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Error, Does.StartWith("clab: missing: shard 2/2 of the run of conformancelab "));
            Assert.That(File.ReadAllText(_folder["merged/report.md"]), Does.Contain("\n\n## Problems\n\n- missing: shard 2/2").And.Contain("\n\n| suite "));
        });
    }

    [Test]
    public void A_run_that_comes_twice_is_exit_code_3_and_nothing_is_written()
    {
        Spec("one");
        Spec("two", "--filter", "a.wast");
        var result = Merge("one", "two");
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Error, Does.Contain("twice: core/a.wast@interpreter of conformancelab and 1 more files, in "));
            Assert.That(Directory.Exists(_folder["merged"]), Is.False);
        });
    }

    [Test]
    public void Selections_merge_to_a_good_run_if_they_are_good()
    {
        Spec("one", "--filter", "core/d.wast");
        Spec("two", "--filter", "core/a.wast");
        var result = Merge("one/results.ndjson", "two", "--report=none");
        Assert.Multiple(() =>
        {
            Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
            Assert.That(result.Out, Does.Contain("2 files, planned 3: 3 pass in "));
            Assert.That(
                Directory.GetFiles(_folder["merged"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "results.ndjson", "report.md" }));
        });
    }

    [Test]
    public void A_run_that_was_killed_is_merged_with_warnings_and_exit_code_3()
    {
        Spec("one", "--filter", "core/a.wast");
        var text = File.ReadAllText(_folder["one/results.ndjson"]);
        _folder.Write("one/results.ndjson", text[..(text.IndexOf("\"line\":2", StringComparison.Ordinal) + 3)]);
        var result = Merge("one");
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(
                result.Error, Does.Contain("line 4 breaks off").And.Contain("the run broke off: 1 of 2 commands have a verdict"));
            Assert.That(result.Out, Does.Contain("planned 2: 1 pass"));
            using var lines = File.OpenRead(_folder["merged/results.ndjson"]);
            Assert.That(NdjsonReader.Read(lines).Last() is { Event: "run-finished", Balanced: false }, Is.True);
        });
    }

    [TestCase("missing", "there are no results: ")]
    [TestCase("nonsense", "line 1: ")]
    [TestCase("empty", "there is no run in it")]
    public void What_cannot_be_read_is_exit_code_3(string name, string message)
    {
        _folder.Write("nonsense", "nonsense\n");
        _folder.Write("empty", "");
        var result = Merge(name);
        Assert.That(result.Code, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain(_folder[name]).And.Contain(message));
    }

    [Test]
    public void A_run_is_not_overwritten()
    {
        Spec("merged", "--filter", "core/d.wast");
        var result = Merge("merged");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("would be overwritten"));
    }
}
