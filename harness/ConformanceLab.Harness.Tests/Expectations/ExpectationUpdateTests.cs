using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Expectations;

/// <summary>What an update makes of entries and runs.</summary>
public sealed class ExpectationUpdateTests
{
    private const string Script = "(module) (invoke \"trap:x\") (invoke \"crash\") (invoke \"hang\") (invoke \"echo\")";

    private static readonly FileJob s_job = Known.Job(Script);
    private static readonly string s_fail = s_job.CommandId(1);
    private static readonly string s_crash = s_job.CommandId(2);
    private static readonly string s_hang = s_job.CommandId(3);
    private static readonly string s_pass = s_job.CommandId(4);

    // What is known of the script when everything is.
    private static readonly Expectation[] s_all =
    [
        Known.Entry(s_fail), Known.Entry(s_crash, verdict: "crash"), Known.Entry(s_hang, verdict: "timeout"),
    ];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private ExpectationUpdate Plan(IEnumerable<Expectation> known, bool prune, params FileJob[] jobs) =>
        Plan(known, prune, ("fake", jobs));

    private ExpectationUpdate Plan(IEnumerable<Expectation> known, bool prune, params (string Engine, FileJob[] Jobs)[] runs)
    {
        foreach (var (engine, jobs) in runs)
        {
            Known.Record(_folder[$"{engine}/results.ndjson"], engine, [], jobs);
        }

        return ExpectationUpdate.Plan(
            [new ExpectationFile(_folder["known.json"], [.. known])],
            ObservedRuns.Read(runs.Select(run => _folder[run.Engine]), []),
            new ExpectationUpdateOptions
            {
                Folder = _folder.Path,
                Reason = "new",
                Link = "https://example.org/2",
                RemoveWhen = "later",
                Prune = prune,
            });
    }

    private static IEnumerable<Expectation> EntriesOf(ExpectationUpdate update) => update.Files.SelectMany(file => file.Entries);

    [Test]
    public void Each_failure_gets_an_entry_for_just_what_was_seen()
    {
        var update = Plan([], prune: false, s_job, Known.Job(Script, tier: "baseline", profile: "wasm2"));
        Assert.That(update.Files.Select(file => file.Path), Is.EqualTo(new[] { _folder["suite.json"] }));
        Assert.That(EntriesOf(update).Select(entry => entry.ToString()), Is.EquivalentTo(new[]
        {
            $"{s_fail} [fake, baseline, wasm2]: fail", $"{s_fail} [fake, interpreter, wasm3]: fail",
            $"{s_crash} [fake, baseline, wasm2]: crash", $"{s_crash} [fake, interpreter, wasm3]: crash",
            $"{s_hang} [fake, baseline, wasm2]: timeout", $"{s_hang} [fake, interpreter, wasm3]: timeout",
        }));
        Assert.That(
            EntriesOf(update).Select(entry => (entry.Reason, entry.Link, entry.RemoveWhen)).Distinct(),
            Is.EqualTo(new[] { ("new", "https://example.org/2", "later") }));
    }

    [Test]
    public void What_is_known_needs_no_entry([Values] bool prune)
    {
        var update = Plan(s_all, prune, s_job, Known.Job(Script, tier: "baseline"));
        Assert.That((update.Changes.Length, update.Files.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public void An_entry_for_one_tier_does_not_hide_another()
    {
        var known = s_all.Select(entry => entry with { Tier = "baseline" });
        var update = Plan(known, prune: false, s_job, Known.Job(Script, tier: "baseline"));
        Assert.That(EntriesOf(update).Select(entry => entry.Tier), Has.Exactly(3).Items.And.All.EqualTo("interpreter"));
    }

    [Test]
    public void An_entry_that_passes_is_named_and_goes_if_asked([Values] bool prune)
    {
        var update = Plan([.. s_all, Known.Entry(s_pass)], prune, s_job);
        Assert.That(
            update.Changes.Select(change => (change.Kind, change.Entry.Id, change.IsMade)),
            Is.EqualTo(new[] { (ExpectationChangeKind.Passes, s_pass, prune) }));
        Assert.That(EntriesOf(update), Is.EquivalentTo(prune ? s_all : []));
    }

    [Test]
    public void An_entry_without_a_command_is_named_and_goes_if_asked_but_not_one_of_a_script_that_was_not_run([Values] bool prune)
    {
        var elsewhere = Known.Entry("suite/other.wast#0000");
        var update = Plan([.. s_all, Known.Entry("suite/a.wast#0000"), elsewhere], prune, s_job);
        Assert.That(
            update.Changes.Select(change => (change.Kind, change.Entry.Id, change.IsMade)),
            Is.EqualTo(new[] { (ExpectationChangeKind.Stale, "suite/a.wast#0000", prune) }));
        Assert.That(EntriesOf(update), Is.EquivalentTo(prune ? [.. s_all, elsewhere] : Array.Empty<Expectation>()));
    }

    [Test]
    public void An_entry_whose_verdict_changed_is_named_and_corrected_if_asked_with_the_reason_it_has([Values] bool prune)
    {
        var other = Known.Entry(s_crash, "fake", "interpreter", "wasm3", reason: "looked into");
        var update = Plan([s_all[0], s_all[2], other], prune, s_job);
        var change = update.Changes.Single();
        Assert.That((change.Kind, change.Entry, change.IsMade), Is.EqualTo((ExpectationChangeKind.Corrected, other, prune)));
        Assert.That(change.Replacements, Is.EqualTo(new[] { other with { Verdict = "crash" } }));
        Assert.That(EntriesOf(update), Is.EquivalentTo(prune ? [s_all[0], s_all[2], change.Replacements[0]] : Array.Empty<Expectation>()));
    }

    [Test]
    public void An_entry_for_all_that_holds_for_some_is_narrowed_to_them()
    {
        // The same command: it fails on one tier, and on the other it is found to have passed.
        var known = Known.Entry(s_fail, reason: "looked into");
        Known.Record(_folder["baseline/results.ndjson"], "fake", [], s_job with { Tier = "baseline" });
        var lines = File.ReadAllText(_folder["baseline/results.ndjson"]).Replace("\"verdict\":\"fail\"", "\"verdict\":\"pass\"");
        File.WriteAllText(_folder["baseline/results.ndjson"], lines);
        Known.Record(_folder["run/results.ndjson"], "fake", [], s_job);
        var runs = ObservedRuns.Read([_folder["run"], _folder["baseline"]], []);
        var update = ExpectationUpdate.Plan(
            [new ExpectationFile(_folder["known.json"], [known, s_all[1], s_all[2]])],
            runs,
            new ExpectationUpdateOptions { Folder = _folder.Path, Prune = true });
        Assert.That(
            EntriesOf(update),
            Is.EquivalentTo(new[] { Known.Entry(s_fail, "fake", "interpreter", "wasm3", reason: "looked into"), s_all[1], s_all[2] }));
    }

    [Test]
    public void What_was_not_tried_says_nothing_against_an_entry()
    {
        var update = Plan(s_all, prune: true, s_job with { UnsupportedReason = "not built" });
        Assert.That(update.Changes, Is.Empty);
    }

    [Test]
    public void Entries_that_overlap_are_refused() =>
        Assert.That(
            () => Plan([Known.Entry(s_fail), Known.Entry(s_fail, tier: "interpreter", verdict: "crash")], prune: true, s_job),
            Throws.InstanceOf<FormatException>().With.Message.Contains("two entries cover the same"));

    [Test]
    public void Updating_again_changes_nothing([Values] bool prune)
    {
        Expectation[] known = [Known.Entry(s_pass), Known.Entry(s_crash), Known.Entry("suite/a.wast#0000")];
        (string, FileJob[])[] runs =
        [
            ("one", [s_job, Known.Job(Script, tier: "baseline")]), ("two", [s_job, Known.Job(Script, "b.wast", profile: "wasm2")]),
        ];
        var first = Plan(known, prune, runs);
        Assert.That(first.Files, Is.Not.Empty);
        var again = ExpectationUpdate.Plan(
            [
                .. first.Files,
                .. first.Files.Any(file => file.Name == "known.json")
                    ? Array.Empty<ExpectationFile>()
                    : [new ExpectationFile(_folder["known.json"], [.. known])],
            ],
            ObservedRuns.Read([_folder["two"], _folder["one"]], []),
            new ExpectationUpdateOptions { Folder = _folder.Path, Prune = prune });
        Assert.That(again.Files, Is.Empty);
        Assert.That(again.Changes, prune ? Is.Empty : Has.All.Matches<ExpectationChange>(change => change is { IsMade: false }));
    }
}
