using System.Text.Json.Serialization;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>A finding of a worker: which input, what is wrong, and the smallest input that shows it.</summary>
/// <param name="Index">Which input of the series.</param>
/// <param name="Verdict">What is wrong.</param>
/// <param name="Message">The details.</param>
/// <param name="Format">What the input is read as.</param>
/// <param name="Features">Proposals that are on.</param>
/// <param name="Bytes">The input, made smaller where that was possible.</param>
public sealed record FrontEndFound(
    ulong Index, FrontEndVerdict Verdict, string Message, InputFormat Format, WasmFeatures Features, byte[] Bytes);

/// <summary>
/// What was done with many inputs: how often which outcome was seen, and the dearest ones. Adds up in any order. For one thread at a time.
/// </summary>
public sealed record FrontEndTotals
{
    /// <summary>How many inputs had which outcome.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public SortedDictionary<string, long> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>How many findings there are of each verdict, by its name.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public SortedDictionary<string, long> Findings { get; } = new(StringComparer.Ordinal);

    /// <summary>Bytes of all inputs.</summary>
    public long Bytes { get; set; }

    /// <summary>Milliseconds of processor time of the slowest input.</summary>
    public double SlowestMilliseconds { get; set; }

    /// <summary>Managed bytes that an input allocated most, per byte of it, above <see cref="FrontEndTarget.BaseBytes"/>.</summary>
    public double MostBytesPerByte { get; set; }

    /// <summary>Managed bytes that an input allocated most.</summary>
    public long MostBytes { get; set; }

    /// <summary>Inputs that were tried.</summary>
    [JsonIgnore]
    public long Executions => Outcomes.Values.Sum();

    /// <summary>All findings.</summary>
    [JsonIgnore]
    public long Bad => Findings.Values.Sum();

    /// <summary>Takes a result in.</summary>
    public void Add(FrontEndInput input, FrontEndResult result, double milliseconds, long allocated)
    {
        ArgumentNullException.ThrowIfNull(input);
        Count(Outcomes, result.Outcome, 1);
        if (result.Verdict != FrontEndVerdict.Good)
        {
            Count(Findings, result.Verdict.ToString(), 1);
        }

        Bytes += input.Bytes.Length;
        SlowestMilliseconds = Math.Max(SlowestMilliseconds, milliseconds);
        MostBytes = Math.Max(MostBytes, allocated);
        var above = Math.Max(0, allocated - FrontEndTarget.BaseBytes);
        MostBytesPerByte = Math.Max(MostBytesPerByte, (double)above / Math.Max(1, input.Bytes.Length));
    }

    /// <summary>Takes others in.</summary>
    public void Add(FrontEndTotals other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (outcome, count) in other.Outcomes)
        {
            Count(Outcomes, outcome, count);
        }

        foreach (var (verdict, count) in other.Findings)
        {
            Count(Findings, verdict, count);
        }

        Bytes += other.Bytes;
        SlowestMilliseconds = Math.Max(SlowestMilliseconds, other.SlowestMilliseconds);
        MostBytes = Math.Max(MostBytes, other.MostBytes);
        MostBytesPerByte = Math.Max(MostBytesPerByte, other.MostBytesPerByte);
    }

    /// <summary>An input that broke the process down, or did not end.</summary>
    public void AddBreakdown(FrontEndVerdict verdict)
    {
        Count(Outcomes, verdict == FrontEndVerdict.Hang ? "hang" : "crash", 1);
        Count(Findings, verdict.ToString(), 1);
    }

    /// <summary>How many inputs had an outcome that begins so.</summary>
    public long CountOf(string prefix) =>
        Outcomes.Where(outcome => outcome.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(static outcome => outcome.Value);

    /// <summary>How many different outcomes begin so.</summary>
    public int KindsOf(string prefix) => Outcomes.Keys.Count(outcome => outcome.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Ways in which a binary can be malformed, section by section, that no input was.</summary>
    public IReadOnlyList<string> MalformedNotReached() =>
    [
        .. RejectionCatalog.Malformed.Select(static way => $"{way.Section}: {way.Message}")
            .Where(way => !Outcomes.ContainsKey($"binary: malformed: {way}")),
    ];

    /// <summary>Messages of validation that no input had.</summary>
    public IReadOnlyList<string> InvalidNotReached() =>
    [
        .. RejectionCatalog.Invalid.Where(message => KindsOf($"binary: invalid: {message}:") + KindsOf($"text: invalid: {message}:") == 0),
    ];

    /// <summary>Messages of the text parser that no input had.</summary>
    public IReadOnlyList<string> TextNotReached() =>
        [.. RejectionCatalog.Text.Where(message => !Outcomes.ContainsKey($"text: malformed: {message}"))];

    /// <summary>Messages of the script reader that no input had.</summary>
    public IReadOnlyList<string> ScriptNotReached() =>
        [.. RejectionCatalog.Script.Where(message => !Outcomes.ContainsKey($"script: broken: {message}"))];

    /// <summary>How many ways to be malformed there are, and messages of validation, text parser and script reader.</summary>
    public static (int Malformed, int Invalid, int Text, int Script) AllKinds =>
        (RejectionCatalog.Malformed.Length, RejectionCatalog.Invalid.Length, RejectionCatalog.Text.Length, RejectionCatalog.Script.Length);

    private static void Count(SortedDictionary<string, long> counts, string key, long count) =>
        counts[key] = counts.GetValueOrDefault(key) + count;
}
