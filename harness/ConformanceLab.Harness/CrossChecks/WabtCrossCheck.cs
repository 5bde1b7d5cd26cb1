using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>
/// Compares what our <see cref="ScriptJsonWriter"/> writes with what wabt's <c>wast2json</c> writes, byte for byte: JSON line by line,
/// modules file by file.
/// </summary>
public sealed partial class WabtCrossCheck
{
    private const string Stem = "script";
    private static readonly ScriptJsonOptions s_options = new() { Features = WasmFeatures.All, IsValidating = false };

    private readonly ConcurrentBag<Difference> _differences = [];
    private readonly ConcurrentBag<string> _skipped = [];
    private int _scripts;
    private int _equalJson;
    private int _lines;
    private int _equalLines;
    private int _modules;
    private int _equalModules;
    private int _encoded;
    private int _equalEncoded;

    /// <summary>How many scripts were looked at.</summary>
    public int Done => Volatile.Read(ref _scripts);

    /// <summary>
    /// Compares every script of a plan, those of suites that are not built too. Files of several tiers are compared once.
    /// </summary>
    /// <param name="plan">The scripts.</param>
    /// <param name="program">wabt.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The program does not work.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public CrossCheckReport Check(RunPlan plan, Wast2JsonProgram program, CancellationToken cancellation)
    {
        Planner.ForEach(plan.Jobs.DistinctBy(job => (job.Suite, job.File)), job => Check(job, program, cancellation));
        var explained = _differences.Count(difference => difference.IsExplained);
        return new CrossCheckReport(
            [
                ("scripts", _scripts),
                ("scripts that both convert", _scripts - _skipped.Count),
                ("their JSON equal", _equalJson),
                ("lines of JSON", _lines),
                ("lines equal", _equalLines),
                ("modules", _modules),
                ("modules equal", _equalModules),
                ("of these, encoded from text", _encoded),
                ("encoded equal", _equalEncoded),
                ("differences explained", explained),
                ("differences not explained", _differences.Count - explained),
            ],
            [.. _differences.OrderBy(difference => difference.Place, StringComparer.Ordinal)],
            [.. _skipped.Order(StringComparer.Ordinal)]);
    }

    private void Check(FileJob job, Wast2JsonProgram program, CancellationToken cancellation)
    {
        var name = $"{job.Suite}/{job.File}";
        var theirs = program.Convert(job.FullPath, cancellation);
        Interlocked.Increment(ref _scripts);
        ScriptJson ours;
        try
        {
            ours = ScriptJsonWriter.Write(job.Script, Path.GetFullPath(job.FullPath), Stem, s_options);
        }
        catch (ScriptJsonException error)
        {
            // Nothing to compare; that wabt can and we can't is a difference.
            if (theirs.Json is null)
            {
                _skipped.Add($"{name}: {theirs.Error}");
            }
            else
            {
                _differences.Add(new Difference(name, [], $"only wabt converts it: {error.Problems[0].Line}: {error.Problems[0].Message}"));
            }

            return;
        }

        if (theirs.Json is null)
        {
            _skipped.Add($"{name}: {theirs.Error}");
            return;
        }

        CompareJson(name, Lines(MissingCommas.Insert(theirs.Json)), Lines(ours.Json.ToArray()));
        foreach (var module in ours.Modules)
        {
            CompareModule(name, module, theirs.Modules.GetValueOrDefault(module.Name));
        }
    }

    private void CompareJson(string name, string[] theirs, string[] ours)
    {
        var differ = 0;
        for (var index = 0; index < Math.Max(theirs.Length, ours.Length); index++)
        {
            var (their, our) = (theirs.ElementAtOrDefault(index) ?? "", ours.ElementAtOrDefault(index) ?? "");
            Interlocked.Increment(ref _lines);
            if (their == our)
            {
                Interlocked.Increment(ref _equalLines);
                continue;
            }

            differ++;
            ImmutableArray<DifferenceKind> kinds = IsRounding(their, our) ? [WabtHabits.Rounding] : [];
            var at = their.AsSpan().CommonPrefixLength(our);
            _differences.Add(new Difference(
                name,
                kinds,
                string.Create(
                    CultureInfo.InvariantCulture, $"line {index + 1} of the JSON: wabt {Around(their, at)}, ours {Around(our, at)}")));
        }

        if (differ == 0)
        {
            Interlocked.Increment(ref _equalJson);
        }
    }

    private void CompareModule(string name, ScriptJsonModule module, byte[]? theirs)
    {
        var isEncoded = module.Source.Form != ModuleForm.Binary && module.Name.EndsWith(".wasm", StringComparison.Ordinal);
        Interlocked.Increment(ref _modules);
        Interlocked.Add(ref _encoded, isEncoded ? 1 : 0);
        if (theirs is not null && module.Bytes.Span.SequenceEqual(theirs))
        {
            Interlocked.Increment(ref _equalModules);
            Interlocked.Add(ref _equalEncoded, isEncoded ? 1 : 0);
            return;
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"{name}:{module.Line}");
        _differences.Add(theirs is null
            ? new Difference(place, [], $"wabt has no {module.Name}")
            : new Difference(
                place, isEncoded ? WabtHabits.Explain(module.Source, theirs) : [], Describe("wabt", theirs, module.Bytes.Span)));
    }

    internal static string Describe(string other, ReadOnlySpan<byte> theirs, ReadOnlySpan<byte> ours)
    {
        var at = theirs.CommonPrefixLength(ours);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"at 0x{at:x}: {other} {Hex(theirs[at..])} ({theirs.Length} bytes), ours {Hex(ours[at..])} ({ours.Length} bytes)");

        static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 8)]);
    }

    // Equal but for the last place of a float's bits.
    private static bool IsRounding(string theirs, string ours)
    {
        if (!theirs.Contains("\"f32\"", StringComparison.Ordinal) && !theirs.Contains("\"f64\"", StringComparison.Ordinal))
        {
            return false;
        }

        var (their, our) = (Numbers().Matches(theirs), Numbers().Matches(ours));
        return Numbers().Replace(theirs, "#") == Numbers().Replace(ours, "#")
            && their.Zip(our).All(pair => ulong.TryParse(pair.First.ValueSpan, out var one)
                && ulong.TryParse(pair.Second.ValueSpan, out var other)
                && (one == other || one + 1 == other || other + 1 == one));
    }

    private static string[] Lines(byte[] json) => Encoding.UTF8.GetString(json).Split('\n');

    private static string Around(string line, int at) => line[Math.Max(0, at - 20)..Math.Min(line.Length, at + 30)];

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
