using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab fuzz, from the command line to the script that it writes.</summary>
[NonParallelizable]
public sealed class FuzzCommandTests
{
    private const string Planted = "i32.popcnt=i32.clz";

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Nothing_is_found_and_the_log_says_what_was_done()
    {
        if (Tiers.Available.Count < 2)
        {
            Assert.Ignore("there is only one tier here");
        }

        var log = _folder["log.ndjson"];
        var result = Clab.Run("fuzz", "tiers", "--seed", "5", "--modules", "40", "-j", "2", "--log", log, "--out", _folder["found"]);
        Assert.That(result.Code, Is.Zero, result.Out + result.Error);
        Assert.That(result.Out, Does.Contain("modules       40, 100.0 % valid"));
        Assert.That(result.Out, Does.Contain("differences   0, crashes 0, hangs 0, invalid modules 0"));
        Assert.That(Directory.Exists(_folder["found"]), Is.False);
        var run = FuzzRuns.Last(log).Single();
        Assert.That((run.Seed, run.First, run.Next, run.Modules), Is.EqualTo((5UL, (ulong?)0, (ulong?)40, (long?)40)));
        Assert.That(run.ProcessorSeconds, Is.Positive);

        // More than a few of the rows of the table, since ten modules were watched.
        var totals = new FuzzTotals();
        totals.Add(run);
        Assert.That(totals.Probed, Is.EqualTo(10));
        Assert.That(totals.Executed.Count, Is.GreaterThan(200).And.LessThanOrEqualTo(totals.Occurring.Count));
        var summary = Clab.Run("fuzz", "summary", log, "--list-missing");
        Assert.That(summary.Code, Is.Zero);
        Assert.That(summary.Out, Does.Contain("1 runs, 1 seeds").And.Contain("never executed: "));
    }

    [Test]
    public void Two_runs_at_a_time_do_not_write_to_one_log()
    {
        var log = _folder["log.ndjson"];
        using var first = Clab.Start("fuzz", "frontend", "--time", "60s", "--log", log, "--out", _folder["found"]);
        try
        {
            Assert.That(() => File.Exists(log) && new FileInfo(log).Length > 0, Is.True.After(30_000, 20));
            var second = Clab.Run("fuzz", "frontend", "--executions", "10", "--log", log, "--out", _folder["found"]);
            Assert.That((second.Code, second.Error), Is.EqualTo(
                (3, $"clab: {log}: this log cannot be locked: if another run writes to it, give each run at a time a log of its own{Environment.NewLine}")));
            Assert.That(FuzzLog.Read(log).First().Event, Is.EqualTo(FuzzEvents.Started));
        }
        finally
        {
            first.Kill(entireProcessTree: true);
            first.WaitForExit();
        }
    }

    [Test]
    public void A_defect_is_found_reduced_and_written_as_a_script_that_fails_on_it()
    {
        if (Tiers.Available.Count < 2)
        {
            Assert.Ignore("there is only one tier here");
        }

        var result = Clab.Run("fuzz", "tiers", "--seed", "7", "--modules", "20", "-j", "2", "--plant", Planted, "--out", _folder["found"]);
        Assert.That(result.Code, Is.EqualTo(1), result.Out + result.Error);
        Assert.That(result.Error, Does.Contain("seed 7, index ").And.Contain(": different: "));
        var scripts = Directory.GetFiles(_folder["found"], "*.wast");
        Assert.That(scripts, Is.Not.Empty);
        Assert.That(PlantedBug.TryParse(Planted, out var bug), Is.True);
        var caught = new List<string>();
        foreach (var script in scripts.Select(File.ReadAllText))
        {
            // As it should be on our engine. Where the instruction is wrong it fails, if the difference is one that scripts can say.
            Assert.That(script, Does.Contain("i32.popcnt").And.Contain("clab fuzz tiers --source own --replay 7:"));
            Assert.That(Run.Execute(script, new Engines.LabEngine()).Select(command => command.Verdict), Is.All.EqualTo(Verdict.Pass));
            if (Run.Execute(script, new PlantedEngine(bug!)).Any(command => command.Verdict == Verdict.Fail))
            {
                caught.Add(script);
            }
        }

        Assert.That(caught, Is.Not.Empty);
        Assert.That(caught.Min(script => script.Split('\n').Length), Is.LessThan(70));
    }

    [Test]
    public void Other_engines_do_the_same()
    {
        if (EngineCatalog.Find("wasmtime")!.Find() is null)
        {
            Assert.Ignore($"wasmtime is not here; {EngineCatalog.Find("wasmtime")!.Install}");
        }

        var log = _folder["log.ndjson"];
        var result = Clab.Run(
            "fuzz", "engines", "--engine", "wasmtime@cranelift", "--seed", "5", "--modules", "20", "-j", "2", "--log", log,
            "--out", _folder["found"]);
        Assert.That(result.Code, Is.Zero, result.Out + result.Error);
        Assert.That(result.Out, Does.Contain("differences   0, crashes 0, hangs 0, invalid modules 0").And.Not.Contain("rejected"));
        Assert.That(FuzzRuns.Last(log).Single().Engines, Does.StartWith("wasmtime@cranelift "));
    }

    // Our own engine is one like others here, in a process of its own, so that it needs nothing that may be missing.
    [Test]
    public void A_defect_of_another_engine_is_found_reduced_and_written_with_what_it_did()
    {
        var log = _folder["log.ndjson"];
        string[] arguments = ["fuzz", "engines", "--engine", "conformancelab@interpreter", "--seed", "3", "-j", "2"];
        var good = Clab.Run([.. arguments, "--modules", "12", "--log", log, "--out", _folder["good"]]);
        Assert.That(good.Code, Is.Zero, good.Out + good.Error);
        var run = FuzzRuns.Last(log).Single();
        Assert.That((run.Modules, run.Rejected, run.Different), Is.EqualTo((12L, 0L, 0L)));
        Assert.That(run.Calls, Is.GreaterThan(50));
        Assert.That(run.Engines, Does.StartWith("conformancelab@interpreter "));

        var result = Clab.Run([.. arguments, "--modules", "12", "--plant", Planted, "--log", log, "--out", _folder["found"]]);
        Assert.That(result.Code, Is.EqualTo(1), result.Out + result.Error);
        Assert.That(result.Error, Does.Contain(": different: conformancelab@interpreter: line "));
        var script = Directory.GetFiles(_folder["found"], "*.wast").Select(File.ReadAllText).MinBy(text => text.Length)!;
        Assert.That(script, Does.StartWith(";; found by: clab fuzz engines --engine conformancelab@interpreter --replay 3:"));
        Assert.That(script, Does.Contain(";; expected is what conformancelab@interpreter did\n;; conformancelab@interpreter "));
        Assert.That(Run.Execute(script, new Engines.LabEngine()).Count(command => command.Verdict == Verdict.Fail), Is.Positive);
        Assert.That(script.Split('\n'), Has.Length.LessThan(60));
        var summary = Clab.Run("fuzz", "summary", log);
        Assert.That(summary.Code, Is.EqualTo(1));
        Assert.That(summary.Out, Does.Contain("(own, interpreter against conformancelab@interpreter "));
    }

    // A worker in shell that takes nothing but the small modules that features are measured with, or ends at the first call.
    [TestCase(
        "[ ${#rest} -gt 1000 ] && echo \"$number invalid \\\"too%20long\" && continue",
        "",
        "rejected: wrong@one: line 1: fail: expected ok, got invalid: too long")]
    [TestCase("", "kill -SEGV $$", "crash: wrong@one: line ")]
    [Platform("Linux,MacOsX")]
    public void What_is_rejected_and_what_crashes_is_a_finding(string compile, string invoke, string message)
    {
        var engine = _folder.Write(
            "wrong.sh",
            $"""
             printf 'hello 1 "wrong "1 "one "* "nan-bits,malformed,messages\n'
             while read -r number session verb rest; do
               case "$verb" in
                 compile) {(compile.Length == 0 ? ":" : compile)} ;;
                 invoke) {(invoke.Length == 0 ? ":" : invoke)} ;;
               esac
               echo "$number ok"
             done
             """);
        var log = _folder["log.ndjson"];
        var result = Clab.Run(
            "fuzz", "engines", "--engine", "wrong", "--engine-command", $"wrong=sh {engine}", "--seed", "3", "--modules", "2", "-j", "1",
            "--log", log, "--out", _folder["found"]);
        Assert.That(result.Code, Is.EqualTo(1), result.Out + result.Error);
        Assert.That(result.Error, Does.Contain(message));
        Assert.That(Directory.GetFiles(_folder["found"], "wrong-one-3-*.wast"), Is.Not.Empty);
        var run = FuzzRuns.Last(log).Single();
        Assert.That((run.Modules, run.Rejected + run.Crashed), Is.EqualTo(((long?)2, (long?)2)));
        Assert.That(result.Out, run.Rejected > 0 ? Does.Contain("2 wrong@one: invalid: too long") : Does.Contain("crashes 2"));
    }

    [TestCase("--replay 7", "SEED:INDEX")]
    [TestCase("--tiers interpreter", "two tiers are needed")]
    [TestCase("--plant i32.add", "the same operands and results")]
    [TestCase("--plant i32.add=i64.add", "the same operands and results")]
    [TestCase("--time 5", "write 90s, 10m or 2h")]
    public void What_makes_no_sense_is_a_usage_error(string arguments, string message)
    {
        var result = Clab.Run(["fuzz", "tiers", .. arguments.Split(' ')]);
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }
}
