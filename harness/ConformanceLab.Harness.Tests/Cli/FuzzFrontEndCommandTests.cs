using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Fuzzing.FrontEnd;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab fuzz frontend, from the command line to the file that it writes.</summary>
[NonParallelizable]
public sealed class FuzzFrontEndCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Nothing_is_found_and_the_log_says_what_was_done()
    {
        var log = _folder["log.ndjson"];
        var result = Clab.Run(
            "fuzz", "frontend", "--seed", "5", "--executions", "9000", "-j", "2", "--log", log, "--out", _folder["found"]);
        Assert.That(result.Code, Is.Zero, result.Out + result.Error);
        Assert.That(result.Out, Does.Contain("seed 5, inputs 0 to 8999\nexecutions    9,000, ").And.Contain("findings      0"));
        Assert.That(Directory.Exists(_folder["found"]), Is.False);
        var run = FuzzRuns.Last(log).Single();
        Assert.That((run.Seed, run.First, run.Next, run.Source), Is.EqualTo((5UL, (ulong?)0, (ulong?)9000, FuzzLogRecord.FrontEndSource)));
        Assert.That(run.FrontEnd!.Executions, Is.EqualTo(9000));

        // The same again, in other pieces, is the same; and one command adds up all runs, of modules too.
        string[] more = ["fuzz", "frontend", "--seed", "5", "-j", "1", "--log", log, "--out", _folder["found"], "--executions"];
        Clab.Run([.. more, "1000", "--first", "8000"]);
        Clab.Run([.. more, "8000"]);
        var runs = FuzzRuns.Last(log).ToList();
        var sum = new FrontEndTotals();
        runs.Skip(1).ToList().ForEach(part => sum.Add(part.FrontEnd!));
        Assert.That(Rejections(sum), Is.EqualTo(Rejections(run.FrontEnd)));
        Assert.That(sum.CountOf("binary: valid: "), Is.EqualTo(run.FrontEnd.CountOf("binary: valid: ")));
        Clab.Run("fuzz", "tiers", "--seed", "5", "--modules", "3", "-j", "1", "--log", log, "--out", _folder["found"]);
        var summary = Clab.Run("fuzz", "summary", log, "--list-missing");
        Assert.That(summary.Code, Is.Zero, summary.Out + summary.Error);
        Assert.That(summary.Out, Does.Contain("3 runs, 1 seeds\nexecutions    18,000").And.Contain("1 runs, 1 seeds\nmodules       3,"));
        Assert.That(summary.Out, Does.Contain("never executed: ").And.Contain("never malformed: "));
    }

    // How a guest ends that has to wait depends on the machine.
    private static IEnumerable<KeyValuePair<string, long>> Rejections(FrontEndTotals totals) =>
        totals.Outcomes.Where(static outcome => !outcome.Key.Contains(": valid: ", StringComparison.Ordinal));

    [TestCase("exception", "InvalidOperationException: the defect that was planted")]
    [TestCase("memory", " are allowed; binary: malformed: ")]
    [TestCase("crash", "the worker was ended by SIGABRT")]
    public void A_defect_is_found_and_had_again(string defect, string message)
    {
        if (defect == "crash" && !OperatingSystem.IsLinux())
        {
            Assert.Ignore("signals have other names here");
        }

        var plant = $"{defect}=section size mismatch";
        var result = Clab.Run(
            "fuzz", "frontend", "--seed", "3", "--executions", "200", "-j", "1", "--plant", plant, "--out", _folder["found"]);
        Assert.That(result.Code, Is.EqualTo(1), result.Out + result.Error);
        Assert.That(result.Error, Does.Contain($": {defect}: ").And.Contain(message));
        Assert.That(result.Out, Does.Contain($" {defect}"));

        // What is printed is the command that shows it again; the file shows it too.
        var replay = result.Error.Split('\n').First(line => line.Contains("again: clab ", StringComparison.Ordinal)).Split("clab ")[1];
        var again = Clab.Run([.. replay.Trim().Split(' '), "--plant", plant, "--out", _folder["again"]]);
        Assert.That(again.Code, Is.EqualTo(1));
        Assert.That(again.Error, Does.Contain(message));
        Assert.That(again.Out, Does.Contain("executions    1,").And.Contain("the input: "));
        if (defect != "crash")
        {
            var file = Directory.GetFiles(_folder["found"])[0];
            var tried = Clab.Run("fuzz", "frontend", file, "--plant", plant);
            Assert.That(tried.Code, Is.EqualTo(1));
            Assert.That(tried.Out, Does.Contain($"{file}: {defect}: "));
            Assert.That(Clab.Run("fuzz", "frontend", file).Code, Is.Zero);
        }
    }

    [TestCase("--replay 7", "SEED:INDEX")]
    [TestCase("--plant exception", "exception=illegal opcode")]
    [TestCase("--time 5", "write 90s, 10m or 2h")]
    [TestCase("file.txt", "what is it?")]
    public void What_makes_no_sense_is_a_usage_error(string arguments, string message)
    {
        var result = Clab.Run(["fuzz", "frontend", .. arguments.Split(' ')]);
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }
}
