using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Policies;

/// <summary>What to do about something that is not a regression. </summary>
public enum PolicyAction
{
    /// <summary>Say it, and pass.</summary>
    Pass,

    /// <summary>Say it, and fail.</summary>
    Fail,
}

/// <summary>What the gate promises and what it may cost: the file <c>gate.json</c>. Immutable.</summary>
/// <remarks>Defaults are those of parameters: generated code reads what a file leaves out as these, but sets every other member.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GatePolicy(
    double Alpha = 0.01,
    double Confidence = 0.95,
    double Margin = 0.03,
    ImmutableDictionary<string, double> Margins = null!,
    ImmutableDictionary<string, double> ExactMargins = null!,
    ImmutableArray<int> Looks = default,
    SpendingFunction Spending = SpendingFunction.Pocock,
    SignFlipStatistic Statistic = SignFlipStatistic.SignedRank,
    double Quantile = ProcessTimes.UsualQuantile,
    double ProcessSeconds = 0.1,
    double TimeoutSeconds = 120,
    PolicyAction Inconclusive = PolicyAction.Pass,
    PolicyAction Busy = PolicyAction.Pass,
    bool SkipIdentical = true,
    int AaSlots = 1,
    ImmutableArray<string> Manifests = default,
    ImmutableArray<string> Benchmarks = default)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "gate.json";

    /// <summary>The probability that even one benchmark of all is called REGRESSED although none is slower.</summary>
    public double Alpha { get; init; } = Alpha;

    /// <summary>How sure NOT REGRESSED is, for each benchmark; and each end of the intervals.</summary>
    public double Confidence { get; init; } = Confidence;

    /// <summary>The slowdown that NOT REGRESSED rules out: 0.03 is 3 %.</summary>
    public double Margin { get; init; } = Margin;

    /// <summary>Other margins, by name of benchmark or of class; the benchmark's goes before the class's.</summary>
    public ImmutableDictionary<string, double> Margins { get; init; } = Margins ?? ImmutableDictionary<string, double>.Empty;

    /// <summary>
    /// How much more B may have of what is counted exactly, by name: 0.01 is 1 %, 0 is nothing. What is not named decides nothing.
    /// </summary>
    public ImmutableDictionary<string, double> ExactMargins { get; init; } = ExactMargins ?? ImmutableDictionary<string, double>.Empty;

    /// <summary>After how many blocks the data is looked at; the last is the most that a benchmark gets.</summary>
    public ImmutableArray<int> Looks { get; init; } = Looks.IsDefault ? [8, 12, 16, 24, 32] : Looks;

    /// <summary>How error probability is spent over the looks.</summary>
    public SpendingFunction Spending { get; init; } = Spending;

    /// <summary>The statistic of the sign-flip test.</summary>
    public SignFlipStatistic Statistic { get; init; } = Statistic;

    /// <summary>The quantile of a process's steady times that stands for it; 0.5 is the median.</summary>
    public double Quantile { get; init; } = Quantile;

    /// <summary>How long a process measures, about; it decides the number of repetitions.</summary>
    public double ProcessSeconds { get; init; } = ProcessSeconds;

    /// <summary>When a process is killed.</summary>
    public double TimeoutSeconds { get; init; } = TimeoutSeconds;

    /// <summary>What INCONCLUSIVE means for the exit code.</summary>
    public PolicyAction Inconclusive { get; init; } = Inconclusive;

    /// <summary>What a busy or throttled machine means for it.</summary>
    public PolicyAction Busy { get; init; } = Busy;

    /// <summary>Whether identical code on an identical runtime passes without being measured.</summary>
    public bool SkipIdentical { get; init; } = SkipIdentical;

    /// <summary>Comparisons of A with itself in each run, for the measured rate of false alarms.</summary>
    public int AaSlots { get; init; } = AaSlots;

    /// <summary>Manifests of benchmarks, relative to the policy; without any, our own small programs.</summary>
    public ImmutableArray<string> Manifests { get; init; } = Manifests.IsDefault ? [] : Manifests;

    /// <summary>Which benchmarks: parts of names, or classes; without any, all.</summary>
    public ImmutableArray<string> Benchmarks { get; init; } = Benchmarks.IsDefault ? [] : Benchmarks;

    /// <summary>The margin of a benchmark.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ofClass">Its class.</param>
    public double MarginOf(string name, string ofClass) =>
        Margins.TryGetValue(name, out var margin) || Margins.TryGetValue(ofClass, out margin) ? margin : Margin;

    /// <summary>Reads a policy; what is not there has its default.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FormatException">It is no policy; the message says which member is wrong and what it may be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static GatePolicy Read(string file)
    {
        try
        {
            var policy = GateJson.Read<GatePolicy>(File.ReadAllText(file));
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            return (policy with { Manifests = [.. policy.Manifests.Select(path => Path.Combine(folder, path))] }).Check();
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }

    /// <summary>This policy, if it makes sense.</summary>
    /// <exception cref="FormatException">It does not; the message says which member is wrong and what it may be.</exception>
    public GatePolicy Check()
    {
        Require(Alpha is >= 1e-5 and <= 0.2, "alpha", Alpha, "a probability from 0.00001 to 0.2");
        Require(Confidence is >= 0.5 and <= 0.9999, "confidence", Confidence, "a probability from 0.5 to 0.9999");
        foreach (var (name, margin) in Margins.Append(new("", Margin)))
        {
            Require(margin is > 0 and <= 10, name.Length > 0 ? $"margins: {name}" : "margin", margin, "a share above 0, at most 10");
        }

        foreach (var (name, margin) in ExactMargins)
        {
            Require(margin is >= 0 and <= 10, $"exactMargins: {name}", margin, "a share from 0 to 10");
        }

        var most = Statistic == SignFlipStatistic.Sum ? SignFlipTest.MaximumOfSum : SignFlipTest.MaximumOfRanks;
        Require(
            Looks.Length > 0 && Looks[0] >= 2 && Looks[^1] <= most && Looks.Zip(Looks.Skip(1)).All(pair => pair.First < pair.Second),
            "looks",
            string.Join(", ", Looks),
            $"ascending numbers of blocks from 2 to {most}");
        Require(Math.Pow(2, -Looks[^1]) < Alpha, "looks", Looks[^1], $"enough: with so few blocks no p-value is below alpha {Alpha}");
        Require(Quantile is >= 0 and <= 1, "quantile", Quantile, "a probability from 0 to 1");
        Require(ProcessSeconds is > 0 and <= 600, "processSeconds", ProcessSeconds, "seconds above 0, at most 600");
        Require(TimeoutSeconds is > 0 and <= 86400, "timeoutSeconds", TimeoutSeconds, "seconds above 0, at most 86400");
        Require(AaSlots is >= 0 and <= 1000, "aaSlots", AaSlots, "a number from 0 to 1000");
        return this;
    }

    /// <summary>The plan of looks. Takes a tenth of a second: once for a run.</summary>
    public SequentialPlan CreatePlan() => new(Looks, Spending);

    private static void Require(bool holds, string member, object value, string wanted)
    {
        if (!holds)
        {
            throw new FormatException(FormattableString.Invariant($"{member}: {value} is not {wanted}"));
        }
    }
}
