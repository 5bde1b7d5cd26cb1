using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConformanceLab.Gate.Calibration;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Statistics;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Reports;

/// <summary>The native build has no reflection for JSON: generated code reads and writes what reflection would, with the same defaults.</summary>
public sealed class GeneratedJsonTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly MachineIdentity s_machine = new("a processor", 2, 8, "linux");

    private static readonly MachineState s_state = new() { Seconds = 1.5, LoadBefore = 0.25, Waiting = 0.5 };

    private static readonly ProcessTimes s_times = new()
    {
        Times = [3, 2.5, 1e-7, 0.1 + 0.2], Start = 1, IsSteady = true, Value = 2.5, CompileTime = 1,
    };

    private static readonly ImmutableSortedDictionary<string, long> s_counts = ImmutableSortedDictionary<string, long>.Empty
        .Add("instructions", 5).Add("codeBytes", 7);

    private static IEnumerable<string> PolicyMembers() =>
        JsonSerializer.SerializeToNode(new GatePolicy(), s_options)!.AsObject().Select(member => member.Key);

    [Test]
    public void A_policy_is_written_in_the_order_of_its_members_with_all_defaults() => AssertSame(new GatePolicy());

    [TestCaseSource(nameof(PolicyMembers))]
    public void A_policy_that_leaves_out_all_but_one_member_has_their_defaults(string member)
    {
        AssertSame(GateJson.Read<GatePolicy>("{}"), new GatePolicy());
        var whole = JsonSerializer.SerializeToNode(
            new GatePolicy
            {
                Alpha = 0.02, Confidence = 0.9, Margin = 0.5, Margins = ImmutableDictionary<string, double>.Empty.Add("a", 1), Looks = [9, 10],
                ExactMargins = ImmutableDictionary<string, double>.Empty.Add("b", 2), Quantile = 0.5, ProcessSeconds = 1, TimeoutSeconds = 7,
                Spending = Enum.GetValues<SpendingFunction>()[^1], Statistic = Enum.GetValues<SignFlipStatistic>()[^1],
                Inconclusive = PolicyAction.Fail, Busy = PolicyAction.Fail, SkipIdentical = false, AaSlots = 3, Manifests = ["m"],
                Benchmarks = ["n"],
            },
            s_options)!;
        var text = new JsonObject { [member] = whole[member]!.DeepClone() }.ToJsonString();
        AssertSame(GateJson.Read<GatePolicy>(text), JsonSerializer.Deserialize<GatePolicy>(text, s_options)!);
    }

    [Test]
    public void Reports_are_written_and_read_as_by_reflection()
    {
        var row = new BenchmarkComparison
        {
            Name = "n", Class = "c", Verdict = Verdict.NotRegressed, Margin = 0.03, Ratio = 1.25, Exact = new ExactComparison(s_counts, s_counts),
            Blocks = [new Block { Order = "AB", A = s_times, B = s_times with { Value = 4 } }],
        };
        AssertSame(new ComparisonReport
        {
            Started = "2026-01-31T12:00:00Z", A = new SubjectReport("a", ["x", "y"], "h"), B = new SubjectReport("b", [], "i"),
            Machine = s_machine, State = s_state, Policy = new GatePolicy(), Seed = 3, Benchmarks = [row, row with { Blocks = [] }],
            AaSlots = [], FalseAlarms = new FalseAlarms(1, 100, 0.01),
        });
        AssertSame(new BenchReport
        {
            Started = "t", Subjects = [], Machine = s_machine, State = s_state, Seed = 1, Label = "ä<",
            Results = [new BenchResult { Name = "n", Class = "c", Mode = "run", Subject = 0, Counts = s_counts, Processes = [s_times] }],
        });
        const string few = """{"name":"n","class":"c","mode":"run","subject":0}""";
        var bench = GateJson.Read<BenchReport>(
            $$"""{"started":"t","subjects":[],"machine":{{GateJson.Write(s_machine)}},"state":{},"seed":1,"results":[{{few}}]}""");
        Assert.That((bench.Report, bench.Results[0].Processes.Count), Is.EqualTo((BenchReport.Kind, 0)));
    }

    [Test]
    public void Lines_of_histories_and_calibrations_are_written_as_by_reflection()
    {
        AssertSame(s_machine);
        AssertSame(new HistoryRecord { Event = "time", At = "t", Benchmark = "b", Class = "c", Subject = "s", Milliseconds = 1.5, IsBusy = false });
        var plan = new CalibrationPlan
        {
            Seed = 1, Subject = "s", Identity = "i", Machine = "m", Aa = 2, Planted = 3, Alpha = 0.01, Looks = [8], ProcessSeconds = 0.1,
            Slowdowns = [new Slowdown(SlowdownKind.HostCall, ["b"])], Benchmarks = ["b"],
        };
        AssertSame(plan);
        var without = JsonSerializer.SerializeToNode(plan, s_options)!.AsObject();
        without.Remove("effects");
        AssertSame(GateJson.Read<CalibrationPlan>(without.ToJsonString()), plan);
        AssertSame(new CalibrationRecord
        {
            Index = 1, Kind = SlowdownKind.HostCall, Effect = 0.02, Benchmark = "b", IsAlarm = true, Pooled = new ClassicalTests(0.5, 0.25),
            FirstProcesses = new ClassicalTests(1, 1), LogRatios = [0.1],
        });
    }

    private static void AssertSame<T>(T value)
    {
        AssertSame(value, value);
        AssertSame(GateJson.Read<T>(GateJson.Write(value)), value);
    }

    private static void AssertSame<T>(T value, T expected) =>
        Assert.That(GateJson.Write(value), Is.EqualTo(JsonSerializer.Serialize(expected, s_options)));
}
