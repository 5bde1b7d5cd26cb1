using System.Text.Json;
using ConformanceLab.Harness.Results;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab diff.</summary>
[NonParallelizable]
public sealed class DiffCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        Run("one", "(assert_return (invoke \"f\") (i32.const 1))\n(assert_return (invoke \"g\") (i32.const 7))\n(invoke \"f\")");
        Run("two", "(assert_return (invoke \"f\") (i32.const 1))\n(assert_return (invoke \"g\") (i32.const 7))", f: 2, g: 3);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private void Run(string name, string commands, int f = 1, int g = 2)
    {
        // Under the same name, as suites are: only so are they the same commands.
        _folder.Write("suites/catalog.json", "{ \"suites\": [ { \"name\": \"core\", \"path\": \"core\" } ] }");
        _folder.Write(
            "suites/core/lib.wat",
            $"(func (export \"f\") (result i32) (i32.const {f})) (func (export \"g\") (result i32) (i32.const {g}))");
        _folder.Write("suites/core/a.wast", $"(input \"lib.wat\")\n{commands}\n");
        Clab.Run("spec", "--suites", _folder["suites"], "--out", _folder[name]);
    }

    private CliResult Diff(params string[] arguments) =>
        Clab.Run(["diff", .. arguments.Select(argument => argument is "one" or "two" or "three" ? _folder[argument] : argument)]);

    [Test]
    public void What_got_worse_is_listed_by_file_and_exit_code_1()
    {
        var result = Diff("one", "two");
        var lines = result.Out.Split(Environment.NewLine);
        Assert.Multiple(() =>
        {
            Assert.That((result.Code, result.Error), Is.EqualTo((1, "")));
            Assert.That(lines[0], Does.StartWith($"before  {_folder["one/results.ndjson"]}: conformancelab "));
            Assert.That(lines[1], Does.StartWith($"after   {_folder["two/results.ndjson"]}: conformancelab "));
            Assert.That(lines[3..6], Is.EqualTo(new[] { "newly bad:", "  core/a.wast@interpreter", lines[5] }));
            Assert.That(lines[5], Does.StartWith("         2  assert_return  pass → fail  "));
            Assert.That(result.Out, Does.Contain("            actual   returned (i32.const 0x00000002=2)"));
            Assert.That(result.Out, Does.Contain("actual   was ").And.Contain("disappeared:").And.Contain("2 commands got worse"));
            Assert.That(lines, Has.Some.EqualTo("newly bad                 1").And.Some.EqualTo("the same                  1"));
        });
    }

    [Test]
    public void A_run_is_no_worse_than_itself()
    {
        var result = Diff("one", "one");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("the same                  4").And.Contain("nothing got worse"));
    }

    [Test]
    public void What_got_better_is_exit_code_0_and_changes_are_limited()
    {
        Run("three", "(assert_return (invoke \"f\") (i32.const 1))\n(assert_return (invoke \"g\") (i32.const 7))", f: 1, g: 7);
        var result = Diff("two", "three", "--max", "1");
        Assert.That(result.Code, Is.Zero);
        Assert.That(result.Out, Does.Contain("newly good:").And.Contain("fail → pass").And.Contain("  … and 1 more"));
    }

    [TestCase("-")]
    [TestCase("diff.json")]
    public void All_changes_are_written_as_json(string name)
    {
        var path = name == "-" ? name : _folder[name];
        var result = Diff("one", "two", "--max", "0", "--json", path);
        var text = name == "-" ? result.Out : File.ReadAllText(path);
        var report = DiffReport.FromJson(text);
        using var json = JsonDocument.Parse(text);
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That((report.Worse, report.Same, report.Before.Planned, report.After.Planned), Is.EqualTo((true, 1, 4, 3)));
            Assert.That(report.Changes.Select(change => (change.Kind, change.Worse)), Is.EqualTo(new[]
            {
                (ChangeKind.NewlyBad, true), (ChangeKind.OtherDeviation, false), (ChangeKind.Disappeared, true),
            }));
            Assert.That(report.Counts.Values.Sum(), Is.EqualTo(report.Changes.Count));
            Assert.That(report.Changes[0] is { Before.Verdict: "pass", After: { Verdict: "fail", Line: 2 } }, Is.True);
            Assert.That(json.RootElement.GetProperty("changes")[0].GetProperty("kind").GetString(), Is.EqualTo("newlyBad"));
            Assert.That(json.RootElement.GetProperty("counts").GetProperty("newlyBad").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_run_that_is_not_whole_is_compared_with_exit_code_3()
    {
        var lines = File.ReadAllLines(_folder["two/results.ndjson"]);
        _folder.Write("two/results.ndjson", string.Join('\n', lines[..^2]) + "\n{\"event\":\"comm");
        var result = Diff("one", "two");
        Assert.That(result.Code, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain("breaks off").And.Contain("the run broke off"));
        Assert.That(result.Out, Does.Contain("newly bad:"));
    }

    [Test]
    public void What_cannot_be_read_is_exit_code_3() =>
        Assert.That(
            Diff("one", "three"),
            Is.EqualTo(new CliResult(3, "", $"clab: there are no results: {_folder["three"]}{Environment.NewLine}")));

    [Test]
    public void Two_runs_are_needed() => Assert.That(Diff("one").Code, Is.EqualTo(2));
}
