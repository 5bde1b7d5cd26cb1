using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Tracking;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Tracking;

/// <summary>Proposal × engine × tier, from verdicts.</summary>
public sealed class FeatureMatrixTests
{
    private static readonly ProposalCatalog s_catalog = new()
    {
        Proposals =
        [
            new() { Name = "core", Title = "Core", Files = ["s/*"], Rest = true },
            new() { Name = "gc", Title = "GC", Files = ["s/gc/*"], Except = ["s/gc/not.wast"] },
            new() { Name = "sign", Title = "Sign", Files = ["s/i32.wast"], Text = "extend8_s" },
            new() { Name = "strings", Title = "Strings", Reason = "no scripts" },
        ],
    };

    private static FeatureMatrix Measure(ScriptSources? sources, params MadeRun[] runs) =>
        FeatureMatrix.Measure(
            s_catalog, new ColumnFiles([.. runs.Select((run, index) => run.Read($"run {index}"))]), sources ?? ScriptSources.None);

    private static string Cell(FeatureMatrix matrix, string proposal, int column = 0) => matrix.Find(proposal)!.Cells[column].ToString();

    [TestCase("module:pass pass", "full")]
    [TestCase("module:pass pass fail", "2 of 3")]
    [TestCase("module:pass pass expected-fail crash timeout", "2 of 5")]
    [TestCase("module:pass unexpected-pass", "full")]
    [TestCase("module:unsupported unsupported", "none")]
    [TestCase("module:fail fail", "none")]
    [TestCase("module:fail fail assert_invalid:pass*7 assert_malformed:pass assert_unlinkable:pass", "none",
        TestName = "That all is rejected says nothing")]
    [TestCase("assert_invalid:pass assert_malformed:pass", "full", TestName = "Where there is nothing to work, rejecting is all")]
    [TestCase("assert_invalid:fail assert_malformed:pass", "1 of 2")]
    [TestCase("module:pass*1000 fail*2000", "1,000 of 3,000")]
    public void A_state_follows_from_verdicts(string commands, string expected) =>
        Assert.That(Cell(Measure(null, new MadeRun("one").File("t", "s/gc/a.wast", commands)), "gc"), Is.EqualTo(expected));

    [Test]
    public void Commands_without_a_verdict_have_not_passed()
    {
        var whole = new MadeRun("one") { IsBrokenOff = true }.File("t", "s/gc/a.wast", "module:pass pass pass").Records().ToList();
        whole.RemoveAt(3);
        var collector = new RunCollector();
        whole.ForEach(collector.Add);
        var files = new ColumnFiles([new ResultFile("broken", [.. collector.Runs], [])]);
        Assert.That(Cell(FeatureMatrix.Measure(s_catalog, files, ScriptSources.None), "gc"), Is.EqualTo("2 of 3"));
        Assert.That(files.Remarks.Single(), Does.StartWith("broken: the run of one 1.0 broke off"));
    }

    [Test]
    public void The_rest_is_what_no_other_row_has_as_a_whole()
    {
        var run = new MadeRun("one").File("t", "s/a.wast", "pass pass").File("t", "s/gc/b.wast", "pass").File("t", "s/gc/not.wast", "fail")
            .File("t", "s/i32.wast", "pass");
        Assert.That((Cell(Measure(null, run), "core"), Cell(Measure(null, run), "gc")), Is.EqualTo(("3 of 4", "full")));
    }

    [Test]
    public void What_no_run_has_is_not_measured()
    {
        var matrix = Measure(null, new MadeRun("one").File("t", "s/a.wast", "pass"), new MadeRun("two").File("u", "s/gc/a.wast", "pass"));
        Assert.That(matrix.Columns.Select(column => column.Name), Is.EqualTo(new[] { "one t", "two u" }));
        Assert.That(
            matrix.Rows.SelectMany(row => row.Cells.Select(cell => cell.ToString())),
            Is.EqualTo(
                new[] { "full", "not measured", "not measured", "full", "not measured", "not measured", "not measured", "not measured" }));
    }

    [Test]
    public void Shards_come_together_and_versions_stay_apart()
    {
        var matrix = Measure(
            null,
            new MadeRun("one").File("t", "s/gc/a.wast", "pass"),
            new MadeRun("one").File("t", "s/gc/b.wast", "fail"),
            new MadeRun("one", "2.0").File("t", "s/gc/a.wast", "pass"));
        Assert.That(matrix.Columns.Select(column => column.Name), Is.EqualTo(new[] { "one 1.0 t", "one 2.0 t" }));
        Assert.That((Cell(matrix, "gc"), Cell(matrix, "gc", 1)), Is.EqualTo(("1 of 2", "full")));
    }

    [Test]
    public void Of_a_file_that_was_run_twice_the_later_run_counts([Values] bool isLaterFirst)
    {
        MadeRun[] runs =
        [
            new MadeRun("one") { Started = "2026-01-01T00:00:00.000Z" }.File("t", "s/gc/a.wast", "fail"),
            new MadeRun("one") { Started = "2026-01-02T00:00:00.000Z" }.File("t", "s/gc/a.wast", "pass"),
        ];
        var matrix = Measure(null, isLaterFirst ? [.. runs.Reverse()] : runs);
        Assert.That(Cell(matrix, "gc"), Is.EqualTo("full"));
        Assert.That(matrix.Files.Remarks, Is.EqualTo(new[] { "one t: 1 files are in several runs; the run that began last counts" }));
    }

    [Test]
    public void Where_some_commands_of_a_file_are_meant_the_script_says_which()
    {
        using var folder = new TestFolder();
        folder.Write("i32.wast", "(module)\n(assert_return (invoke \"extend8_s\"))\n(assert_return (invoke \"add\"))\n");
        var suite = new LocatedSuite(new SuiteEntry { Name = "s", Path = "." }, folder.Path);
        var ids = suite.Load("i32.wast").Ids;
        ResultRecord Command(int index, string verdict) => new()
        {
            Event = "command", Suite = "s", File = "i32.wast", Tier = "t", Id = $"s/i32.wast#{ids[index]}", Index = index, Line = index + 1,
            Command = index == 0 ? "module" : "assert_return", Verdict = verdict,
        };
        var collector = new RunCollector();
        collector.Add(new ResultRecord { Event = "run-started", Engine = "one", EngineVersion = "1", Planned = 3 });
        collector.Add(new ResultRecord { Event = "file-started", Suite = "s", File = "i32.wast", Tier = "t", Planned = 3 });
        collector.Add(Command(0, "pass"));
        collector.Add(Command(1, "fail"));
        collector.Add(Command(2, "pass"));
        var files = new ColumnFiles([new ResultFile("made", [.. collector.Runs], [])]);
        Assert.That(
            FeatureMatrix.Measure(s_catalog, files, new ScriptSources([suite])).Find("sign")!.Cells.Single().State,
            Is.EqualTo(MeasuredState.None));
        Assert.That(
            FeatureMatrix.Measure(s_catalog, files, ScriptSources.None).Find("sign")!.Cells.Single().State,
            Is.EqualTo(MeasuredState.NotMeasured));
    }

    [Test]
    public void What_our_parser_cannot_read_no_other_engine_was_asked_for()
    {
        using var folder = new TestFolder();
        var entry = new SuiteEntry { Name = "s", Path = ".", Status = "unsupported", Reason = "not built" };
        var sources = new ScriptSources([new LocatedSuite(entry, folder.Path)]);
        var matrix = Measure(
            sources,
            new MadeRun(LabEngine.EngineName).File("t", "s/gc/a.wast", "unsupported unsupported"),
            new MadeRun("other").File("t", "s/gc/a.wast", "unsupported unsupported"),
            new MadeRun("native").File("t", "s/gc/a.wast", "unsupported pass"));
        Assert.That(matrix.Find("gc")!.Cells.Select(cell => cell.ToString()), Is.EqualTo(new[] { "none", "not measured", "1 of 2" }));
    }

    // MadeRun writes "message N of <file>".
    [TestCase("module:pass pass unsupported", false, "full")]
    [TestCase("module:pass fail unsupported", false, "1 of 2")]
    [TestCase("unsupported unsupported", false, "not measured")]
    [TestCase("module:pass pass unsupported", true, "not measured")]
    [TestCase("module:pass pass", true, "full")]
    public void What_an_engine_could_not_be_asked_does_not_count(string commands, bool isWhole, string expected)
    {
        var catalog = s_catalog with
        {
            Unasked = ["never", "message \\d of <gc"],
            Proposals = [.. s_catalog.Proposals.Select(entry => entry with { Whole = isWhole })],
        };
        var files = new ColumnFiles([new MadeRun("one").File("t", "s/gc/a.wast", commands).Read()]);
        var cell = FeatureMatrix.Measure(catalog, files, ScriptSources.None).Find("gc")!.Cells.Single();
        Assert.That((cell.ToString(), cell.NotAsked), Is.EqualTo((expected, commands.Split("unsupported").Length - 1)));
    }

    [Test]
    public void Names_in_results_are_not_taken_for_paths()
    {
        using var folder = new TestFolder();
        folder.Write("secret.wast", "(module)");
        folder.Write("suite/a.wast", "(module)");
        var sources = new ScriptSources([new LocatedSuite(new SuiteEntry { Name = "s", Path = "suite" }, folder["suite"])]);
        Assert.That(sources.Find("s", "a.wast"), Is.Not.Null);
        Assert.That(new[] { sources.Find("s", "../secret.wast"), sources.Find("t", "a.wast") }, Has.All.Null);
    }
}
