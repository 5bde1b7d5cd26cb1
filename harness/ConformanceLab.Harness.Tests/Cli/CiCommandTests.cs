using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Reports.GitHub;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab ci and clab history.</summary>
[NonParallelizable]
public sealed class CiCommandTests
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    private TestFolder _folder = null!;
    private string? _variable;

    [SetUp]
    public void MakeRuns()
    {
        _variable = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        _folder = new TestFolder();
        new MadeRun("e").File("t", "lab/execution/control.wast", "pass fail pass").Write(_folder["before"]);
        new MadeRun("e").File("t", "lab/execution/control.wast", "pass fail fail").Write(_folder["after"]);
        new MadeRun("e").File("t", "lab/execution/control.wast", "pass pass pass").Write(_folder["good"]);
    }

    [TearDown]
    public void RemoveFolder()
    {
        Environment.SetEnvironmentVariable(Variable, _variable);
        _folder.Dispose();
    }

    private CliResult Ci(string run, params string[] arguments) => Clab.Run(["ci", _folder[run], .. arguments]);

    [TestCase("good", null, 0)]
    [TestCase("after", null, 1)]
    [TestCase("after", "before", 1)]
    [TestCase("before", "before", 0)]
    [TestCase("before", "after", 0)]
    [TestCase("before", "good", 1)]
    public void It_fails_for_what_is_bad_or_where_there_is_an_earlier_run_for_what_is_worse(string run, string? before, int code)
    {
        var result = before is null ? Ci(run) : Ci(run, "--before", _folder[before]);
        Assert.That((result.Code, result.Error), Is.EqualTo((code, "")));
        Assert.That(result.Out, Does.StartWith("## Conformance of e 1.0: "));
    }

    [Test]
    public void In_a_step_the_summary_is_appended_and_annotations_are_printed()
    {
        var summary = _folder.Write("summary.md", "before\n");
        Environment.SetEnvironmentVariable(Variable, summary);
        var result = Ci("after", "--github", "--before", _folder["before"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((1, "")));
        var lines = result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(2).And.All.StartsWith("::error "));
        Assert.That(lines[0], Does.Contain("title=new%3A fail%3A assert_return on e t::").And.Contain("control.wast:3: "));
        Assert.That(File.ReadAllText(summary), Does.StartWith("before\n## Conformance of e 1.0: failed").And.Contain("### New failures"));
    }

    [Test]
    public void A_script_of_the_checkout_is_named_by_its_path_in_it()
    {
        Environment.SetEnvironmentVariable(Variable, _folder["summary.md"]);
        var here = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = Docs.Documents.Root;
            Assert.That(Ci("after", "--github").Out, Does.Contain("::error file=suites/lab/execution/control.wast,line=2,"));
        }
        finally
        {
            Environment.CurrentDirectory = here;
        }
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(-400)]
    [TestCase(-20_000)]
    public void What_the_step_has_written_counts_towards_the_limit(int beside)
    {
        var summary = _folder.Write("summary.md", new string('x', GitHubLimits.SummaryBytes + beside));
        Environment.SetEnvironmentVariable(Variable, summary);
        Assert.That(Ci("after", "--github").Code, Is.EqualTo(1));
        Assert.That(new FileInfo(summary).Length, Is.InRange(GitHubLimits.SummaryBytes + beside, GitHubLimits.SummaryBytes));
        Assert.That(File.ReadAllText(summary).Contains("### Failures", StringComparison.Ordinal), Is.EqualTo(beside <= -400));
    }

    [Test]
    public void Elsewhere_github_is_a_usage_error_that_says_what_does_the_same()
    {
        var result = Ci("after", "--github");
        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("$GITHUB_STEP_SUMMARY is not set").And.Contain("--summary FILE"));
    }

    [Test]
    public void Files_get_summary_and_comment()
    {
        Assert.That(Ci("after", "--summary", _folder["s.md"], "--comment", _folder["new/c.md"]).Out, Is.Empty);
        Assert.That(File.ReadAllText(_folder["new/c.md"]), Is.EqualTo($"{StepSummary.Mark}\n{File.ReadAllText(_folder["s.md"])}"));
    }

    [Test]
    public void Half_a_run_is_exit_code_3()
    {
        new MadeRun("e") { IsBrokenOff = true }.File("t", "lab/a.wast", "pass").Write(_folder["half"]);
        var result = Ci("half");
        Assert.That(result.Code, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain("the run broke off"));
        Assert.That(
            Clab.Run("history", "add", _folder["half"], "--store", _folder["store"]).Error, Does.Contain("a history has only whole runs"));
    }

    [Test]
    public void A_history_shows_when_a_verdict_became_another()
    {
        foreach (var (run, label) in new[] { ("good", "c1"), ("good", "c2"), ("after", "c3"), ("before", "c4") })
        {
            Assert.That(Clab.Run("history", "add", _folder[run], "--store", _folder["store"], "--label", label).Code, Is.Zero);
        }

        var result = Clab.Run("history", "show", MadeRun.IdOf("lab/execution/control.wast", 2), "--store", _folder["store"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(
            result.Out,
            Is.EqualTo(
                "run  began                     label  engine  tier  verdict\n"
                + "  1  2026-01-31T12:00:00.000Z  c1     e       t     pass\n"
                + "  3  2026-01-31T12:00:00.000Z  c3     e       t     pass → fail\n"
                + "  4  2026-01-31T12:00:00.000Z  c4     e       t     fail → pass\n"));
    }

    [TestCase("lab/nothing.wast#1", 2, "no run in ")]
    [TestCase("nothing", 3, "a command is named suite/path#hash")]
    public void What_a_history_does_not_have_is_said(string id, int code, string message)
    {
        Clab.Run("history", "add", _folder["good"], "--store", _folder["store"]);
        var result = Clab.Run("history", "show", id, "--store", _folder["store"]);
        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(result.Error, Does.Contain(message));
        Assert.That(
            Clab.Run("history", "show", "a/b.wast#1", "--store", _folder["nowhere"]).Error, Does.Contain("'clab history add RUN --store "));
    }
}
