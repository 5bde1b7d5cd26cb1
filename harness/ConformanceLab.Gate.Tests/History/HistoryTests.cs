using ConformanceLab.Gate.History;
using ConformanceLab.Gate.Machine;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.History;

/// <summary>Files of history, and where series change.</summary>
public sealed class HistoryTests
{
    private static readonly MachineIdentity s_machine = new("a processor", 2, 8, "Linux X64");
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clab-gate-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_appended_is_read_by_machine()
    {
        var other = s_machine with { Cores = 4 };
        MachineHistory.Append(_folder, s_machine, [Time("fib", 1), Time("fib", 2)]);
        MachineHistory.Append(_folder, other, [Time("fib", 3)]);
        MachineHistory.Append(_folder, s_machine, [Time("sort", 4)]);
        var mine = MachineHistory.Read(_folder, s_machine);
        Assert.Multiple(() =>
        {
            Assert.That(mine.Machine, Is.EqualTo(s_machine));
            Assert.That(mine.Records, Is.EqualTo(new[] { Time("fib", 1), Time("fib", 2), Time("sort", 4) }));
            Assert.That(mine.Series().Select(series => series.Count()), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(MachineHistory.ReadAll(_folder), Has.Count.EqualTo(2));
            Assert.That(MachineHistory.Read(_folder, other with { MemoryGiB = 1 }).Records, Is.Empty);
        });
    }

    [Test]
    public void A_line_that_broke_off_costs_itself_alone()
    {
        MachineHistory.Append(_folder, s_machine, [Time("fib", 1)]);
        var file = Directory.GetFiles(_folder).Single();
        File.AppendAllText(file, "{\"event\":\"time\",\"at\":\"20");
        Assert.That(MachineHistory.Read(_folder, s_machine).Records, Has.Count.EqualTo(1));
        MachineHistory.Append(_folder, s_machine, [Time("fib", 2)]);
        Assert.That(MachineHistory.Read(_folder, s_machine).Records, Has.Count.EqualTo(2));
        File.AppendAllText(file, "{\"event\":7}\n");
        Assert.That(
            () => MachineHistory.Read(_folder, s_machine), Throws.InstanceOf<FormatException>().With.Message.Contains($"{file}:5:"));
    }

    [Test]
    public void False_alarms_are_counted_by_their_error_probability()
    {
        HistoryRecord[] records = [Aa(0.01, true), Aa(0.01, false), Aa(0.05, true), Time("fib", 1)];
        var alarms = new MachineHistory(s_machine, records).CountFalseAlarms(0.01)!;
        Assert.That((alarms.Alarms, alarms.Comparisons), Is.EqualTo((1, 2)));
        Assert.That(alarms.Interval.Lower, Is.EqualTo(0.0126).Within(0.0001));
        Assert.That(new MachineHistory(s_machine, []).CountFalseAlarms(0.01), Is.Null);
    }

    [Test]
    public void A_series_is_cut_where_it_changes()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 40).Select(i => (i < 24 ? 10 : 11) * (1 + (0.005 * random.NextDouble())))];
        var segments = ChangePoints.Find(values);
        Assert.That(segments.Select(segment => (segment.First, segment.Count)), Is.EqualTo(new[] { (0, 24), (24, 16) }));
        Assert.That(segments[1].Median / segments[0].Median, Is.EqualTo(1.1).Within(0.002));
        Assert.That(segments[0].Lower, Is.InRange(10.0, segments[0].Median));
    }

    [Test]
    public void Where_nothing_changes_there_is_one_part()
    {
        // Of a hundred series of noise, hardly any is cut.
        var random = new Random(6);
        var cut = Enumerable.Range(0, 100).Count(
            _ => ChangePoints.Find([.. Enumerable.Range(0, 40).Select(_ => 10 * (1 + (0.005 * random.NextDouble())))]).Count > 1);
        Assert.That(cut, Is.LessThanOrEqualTo(10));
        Assert.That(ChangePoints.Find([1.0]), Is.EqualTo(new[] { new Segment(0, 1, 1, 1, 1) }));
    }

    /// <summary>A record of a time.</summary>
    internal static HistoryRecord Time(string benchmark, double milliseconds, string? label = null) => new()
    {
        Event = HistoryRecord.Time,
        At = "2026-01-31T12:00:00Z",
        Label = label,
        Benchmark = benchmark,
        Class = "c",
        Subject = "baseline",
        Milliseconds = milliseconds,
        Lower = milliseconds * 0.99,
        Upper = milliseconds * 1.01,
    };

    private static HistoryRecord Aa(double alpha, bool isAlarm) =>
        Time("fib", 1) with { Event = HistoryRecord.Aa, Milliseconds = null, Alpha = alpha, IsAlarm = isAlarm };
}
