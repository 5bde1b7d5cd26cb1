using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.History;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.History;

/// <summary>When verdicts became others.</summary>
public sealed class VerdictHistoryTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // Commands as "hash verdict", by commas.
    private static FileVerdicts File(string commands, string file = "a.wast", string tier = "t", string engine = "e")
    {
        var pairs = commands.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(
            pair => pair.Split(' ')).ToList();
        return new FileVerdicts(engine, tier, "s", file, [.. pairs.Select(pair => pair[0])], [.. pairs.Select(pair => pair[1])]);
    }

    // Each with what stands on the disk alone.
    private HistoryRun Add(params FileVerdicts[] files) => VerdictHistory.Open(_folder.Path).Add("", "", ["e 1"], files);

    private string Show(string id) => string.Join(
        "; ", VerdictHistory.Show(_folder.Path, id).Select(it => $"{it.Run.Run} {it.Engine} {it.Tier}: {it.Before ?? "-"} → {it.After}"));

    [Test]
    public void Only_changes_are_stored()
    {
        Assert.That(Add(File("1 pass, 2 pass")).Changes, Is.EqualTo(2));
        var length = new FileInfo(_folder[VerdictHistory.ChangesName]).Length;
        Assert.That(Add(File("1 pass, 2 pass")).Changes, Is.Zero);
        Assert.That(Add(File("2 pass, 1 pass")).Changes, Is.Zero, "the order says nothing");
        Assert.That(new FileInfo(_folder[VerdictHistory.ChangesName]).Length, Is.EqualTo(length));
        Assert.That(Add(File("1 fail, 2 pass")).Changes, Is.EqualTo(1));
        Assert.That(Show("s/a.wast#1"), Is.EqualTo("1 e t: - → pass; 4 e t: pass → fail"));
        Assert.That(Show("s/a.wast#2"), Is.EqualTo("1 e t: - → pass"));
    }

    [Test]
    public void Commands_come_and_go()
    {
        Add(File("1 pass"));
        Add(File("1 pass, 2 fail"));
        Assert.That(Add(File("2 fail")).Changes, Is.EqualTo(1));
        Add(File("2 fail, 1 crash"));
        Assert.That(Show("s/a.wast#1"), Is.EqualTo("1 e t: - → pass; 3 e t: pass → gone; 4 e t: gone → crash"));
        Assert.That(Show("s/a.wast#2"), Is.EqualTo("2 e t: - → fail"));
    }

    [Test]
    public void A_run_says_nothing_of_what_it_has_no_file_of()
    {
        Add(File("1 pass"), File("1 pass", "b.wast"), File("1 fail", tier: "u"));
        Add(File("1 fail", "b.wast"));
        Add(File("1 pass"));
        Assert.That(Show("s/a.wast#1"), Is.EqualTo("1 e t: - → pass; 1 e u: - → fail"));
        Assert.That(Show("s/b.wast#1"), Is.EqualTo("1 e t: - → pass; 2 e t: pass → fail"));
    }

    [TestCase("s/a.wast#3")]
    [TestCase("s/c.wast#1")]
    [TestCase("t/a.wast#1")]
    public void What_was_never_there_has_no_history(string id)
    {
        Add(File("1 pass, 13 pass"));
        Assert.That(Show(id), Is.Empty);
    }

    [Test]
    public void Names_are_taken_as_they_are()
    {
        const string Name = "q\"u\\o,te/ü.wast";
        Add(File("1.2 pass", Name));
        Add(File("1.2 fail", Name));
        Assert.That(Show($"s/{Name}#1.2"), Is.EqualTo("1 e t: - → pass; 2 e t: pass → fail"));
    }

    // The last line makes a run count: whatever breaks off before, nothing was added, and the next run is whole.
    [TestCase(0)]
    [TestCase(5)]
    [TestCase(-1)]
    public void A_run_that_was_not_added_to_its_end_was_not_added(int keep)
    {
        Add(File("1 pass"));
        Add(File("1 fail"));
        var runs = System.IO.File.ReadAllText(_folder[VerdictHistory.RunsName]);
        var first = runs.IndexOf('\n', StringComparison.Ordinal) + 1;
        _folder.Write(VerdictHistory.RunsName, keep < 0 ? runs[..^1] : runs[..(first + keep)]);
        Assert.That(Show("s/a.wast#1"), Is.EqualTo("1 e t: - → pass"));
        var added = Add(File("1 crash"));
        Assert.That((added.Run, added.Changes), Is.EqualTo((2, 1)));
        Assert.That(Show("s/a.wast#1"), Is.EqualTo("1 e t: - → pass; 2 e t: pass → crash"));
        Assert.That(System.IO.File.ReadAllLines(_folder[VerdictHistory.ChangesName]), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_history_that_was_spoiled_is_named()
    {
        Add(File("1 pass"));
        Add(File("1 fail"));
        var runs = System.IO.File.ReadAllLines(_folder[VerdictHistory.RunsName]);
        _folder.Write(VerdictHistory.RunsName, $"nonsense\n{runs[1]}\n");
        Assert.That(() => Show("s/a.wast#1"), Throws.InstanceOf<FormatException>().With.Message.Contains("runs.ndjson: run 1: "));
        _folder.Write(VerdictHistory.RunsName, $"{runs[1]}\n");
        Assert.That(
            () => Show("s/a.wast#1"), Throws.InstanceOf<FormatException>().With.Message.Contains("run 2 stands where run 1 should"));
        _folder.Write(VerdictHistory.RunsName, $"{runs[0]}\n{runs[1]}\n");
        _folder.Write(VerdictHistory.ChangesName, "");
        Assert.That(() => Show("s/a.wast#1"), Throws.InstanceOf<FormatException>().With.Message.Contains("the two belong together"));
    }

    // 1,000 runs of 200,000 verdicts: in each 200 others than before, here and there, in waves of a regression that is fixed again, and
    // every hundredth time a suite that was rolled.
    [Test]
    public void A_thousand_runs_stay_small_and_are_searched_at_once()
    {
        const int Files = 500, PerFile = 400, Runs = 1_000;
        string[] verdicts = ["pass", "fail", "timeout", "unsupported"];
        var random = new Random(1);
        var hashes = Enumerable.Range(0, Files).Select(
            file => Enumerable.Range(0, PerFile).Select(_ => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture)).ToArray())
                .ToArray();
        var state = hashes.Select(file => file.Select(_ => "pass").ToArray()).ToArray();
        var history = VerdictHistory.Open(_folder.Path);
        for (var run = 1; run <= Runs; run++)
        {
            for (var change = 0; change < 200; change++)
            {
                // A few files are where things happen, as in life.
                var file = random.Next(change % 4 == 0 ? Files : 20);
                state[file] = [.. state[file]];
                state[file][random.Next(1, PerFile)] = verdicts[random.Next(verdicts.Length)];
            }

            if (run % 25 is 0 or 1)
            {
                state[run % Files] = [.. state[run % Files].Select(_ => run % 25 == 0 ? "fail" : "pass")];
            }

            if (run % 100 == 0)
            {
                for (var file = 0; file < 10; file++)
                {
                    hashes[file] = [hashes[file][0], .. hashes[file][1..].Select(
                        _ => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture))];
                }
            }

            // One that is known.
            state[250] = [.. state[250]];
            state[250][0] = run < 333 ? "pass" : run < 777 ? "fail" : "pass";
            history.Add("", "", ["e 1"], state.Select(
                (own, file) => new FileVerdicts("e", $"t{file % 3}", "s", $"core/f{file}.wast", hashes[file], own)));
        }

        var bytes = Directory.EnumerateFiles(_folder.Path).Sum(file => new FileInfo(file).Length);
        var id = $"s/core/f250.wast#{hashes[250][0]}";
        var times = new List<double>();
        IReadOnlyList<VerdictTransition> found = [];
        for (var again = 0; again < 5; again++)
        {
            var start = Stopwatch.GetTimestamp();
            found = VerdictHistory.Show(_folder.Path, id);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        TestContext.Out.WriteLine(
            FormattableString.Invariant(
                $"{Runs:N0} runs of {Files * PerFile:N0} verdicts, {history.Runs.Sum(run => (long)run.Changes):N0} changes: ")
                + FormattableString.Invariant($"{bytes / 1e6:F1} MB, shown in {times[2]:F0} ms"));
        Assert.Multiple(() =>
        {
            Assert.That(
                found.Where(it => it.Run.Run is 333 or 777).Select(it => $"{it.Run.Run} {it.Before} {it.After}"),
                Is.EqualTo(new[] { "333 pass fail", "777 fail pass" }));
            Assert.That(bytes, Is.LessThanOrEqualTo(50_000_000));
            Assert.That(times[2], Is.LessThanOrEqualTo(100));
        });
    }
}
