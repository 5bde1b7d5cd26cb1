using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Expectations;

/// <summary>Which command, engine, tier, profile and verdict an entry covers, and what follows.</summary>
public sealed class ExpectationMatchingTests
{
    private const string Script = "(module) (invoke \"trap:x\") (invoke \"crash\") (invoke \"hang\") (invoke \"echo\")";

    private static readonly FileJob s_job = Known.Job(Script);

    private static CommandResult Result(int index, Verdict verdict) => new(index, 1, "invoke", verdict, "as it was", TimeSpan.Zero);

    private static CommandResult Apply(Expectation entry, int index, Verdict verdict) =>
        new ExpectationSet([entry]).Apply(s_job, "fake", Result(index, verdict));

    [TestCase("*", "*", "*", true)]
    [TestCase("fake", "interpreter", "wasm3", true)]
    [TestCase("fake", "*", "*", true)]
    [TestCase("*", "interpreter", "*", true)]
    [TestCase("*", "*", "wasm3", true)]
    [TestCase("other", "*", "*", false)]
    [TestCase("*", "baseline", "*", false)]
    [TestCase("*", "*", "wasm2", false)]
    [TestCase("fake", "interpreter", "wasm2", false)]
    [TestCase("fake", "baseline", "wasm3", false)]
    [TestCase("other", "interpreter", "wasm3", false)]
    [TestCase("Fake", "*", "*", false)]
    [TestCase("fak*", "*", "*", false)]
    public void An_entry_covers_its_engine_tier_and_profile(string engine, string tier, string profile, bool covers)
    {
        var result = Apply(Known.Entry(s_job.CommandId(1), engine, tier, profile), 1, Verdict.Fail);
        Assert.That(result.Verdict, Is.EqualTo(covers ? Verdict.ExpectedFail : Verdict.Fail));
    }

    [Test]
    public void An_entry_covers_its_command_only()
    {
        var entry = Known.Entry(s_job.CommandId(1));
        Assert.That(Apply(entry, 4, Verdict.Fail).Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(
            new ExpectationSet([entry]).Apply(s_job with { Suite = "other" }, "fake", Result(1, Verdict.Fail)).Verdict,
            Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void An_entry_covers_its_verdict_only(
        [Values("fail", "crash", "timeout")] string expected, [Values(Verdict.Fail, Verdict.Crash, Verdict.Timeout)] Verdict came)
    {
        var result = Apply(Known.Entry(s_job.CommandId(1), verdict: expected), 1, came);
        Assert.That(result.Verdict, Is.EqualTo(came.Name() == expected ? Verdict.ExpectedFail : came));
        Assert.That(result.Observed, Is.EqualTo(came.Name() == expected ? came : (Verdict?)null));
    }

    [Test]
    public void A_pass_is_unexpected_whatever_was_known([Values("fail", "crash", "timeout")] string expected)
    {
        var result = Apply(Known.Entry(s_job.CommandId(1), verdict: expected), 1, Verdict.Pass);
        Assert.That((result.Verdict, result.Observed), Is.EqualTo((Verdict.UnexpectedPass, (Verdict?)Verdict.Pass)));
        Assert.That(result.Message, Does.Contain("remove the expectation").And.Contain("known").And.Contain("mended"));
    }

    [Test]
    public void What_is_unsupported_stays_so() =>
        Assert.That(
            Apply(Known.Entry(s_job.CommandId(1)), 1, Verdict.Unsupported), Is.EqualTo(Result(1, Verdict.Unsupported)));

    [Test]
    public void An_expected_failure_says_why_and_where() =>
        Assert.That(
            Apply(Known.Entry(s_job.CommandId(1)), 1, Verdict.Fail).Message,
            Is.EqualTo("as it was [expected: known; https://example.org/1]"));

    [Test]
    public void A_run_is_good_with_entries_of_each_verdict_and_fails_when_one_is_of_another_tier()
    {
        using var folder = new Cli.TestFolder();
        Expectation[] known =
        [
            Known.Entry(s_job.CommandId(1), "fake", "interpreter", "wasm3"),
            Known.Entry(s_job.CommandId(2), "fake", "interpreter", "wasm3", "crash"),
            Known.Entry(s_job.CommandId(3), "fake", "interpreter", "wasm3", "timeout"),
        ];
        var good = Known.Record(folder["results.ndjson"], "fake", known, s_job);
        Assert.That((good.Ledger.ToString(), good.ExitCode), Is.EqualTo(("planned 5: 2 pass, 3 expected-fail", 0)));
        var other = Known.Record(folder["results.ndjson"], "fake", known, s_job, s_job with { Tier = "baseline" });
        Assert.That(
            (other.Ledger.ToString(), other.ExitCode),
            Is.EqualTo(("planned 10: 4 pass, 1 fail, 3 expected-fail, 1 crash, 1 timeout", 1)));
    }

    [Test]
    public void An_entry_about_a_file_of_another_shard_is_not_stale()
    {
        var plan = new RunPlan([Known.Job("(module)", "a.wast"), Known.Job("(module)", "b.wast")]);
        var gone = new[] { Known.Entry("suite/a.wast#0000"), Known.Entry("suite/b.wast#0000") };
        var set = new ExpectationSet(gone);
        var parts = new[] { new Shard(1, 2), new Shard(2, 2) }.Select(shard => set.FindStale(plan.Take(shard), "fake")).ToList();
        Assert.That(parts, Has.All.Length.EqualTo(1));
        Assert.That(parts.SelectMany(part => part), Is.EquivalentTo(gone.Select(entry => entry.Id)));
        Assert.That(set.FindStale(plan, "fake"), Is.EquivalentTo(gone.Select(entry => entry.Id)));
    }

    [Test]
    public void An_entry_of_another_engine_is_stale_only_for_that_engine()
    {
        var plan = new RunPlan([Known.Job("(module)")]);
        var set = new ExpectationSet([Known.Entry("suite/a.wast#0000", "other")]);
        Assert.That(set.FindStale(plan, "fake"), Is.Empty);
        Assert.That(set.FindStale(plan, "other"), Is.EqualTo(new[] { "suite/a.wast#0000" }));
    }
}
