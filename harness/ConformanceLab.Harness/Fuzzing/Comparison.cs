using System.Globalization;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>What a comparison found.</summary>
public enum FuzzVerdict
{
    /// <summary>No difference.</summary>
    Same,

    /// <summary>A call did something else.</summary>
    Different,

    /// <summary>The module is not valid: a defect of the generator, or of the validator.</summary>
    Invalid,

    /// <summary>The engine broke down: its process ended, or threw what no module may cause.</summary>
    Crash,

    /// <summary>It did not come to an end.</summary>
    Hang,

    /// <summary>Another engine does not take the module, which is valid and needs nothing that the engine doesn't have.</summary>
    Rejected,
}

/// <summary>What came of running a case on a reference and on others.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Message">What differs, expected and actual; nothing if nothing does.</param>
/// <param name="IsScriptable">Whether a script can say what differs.</param>
/// <param name="Call">Index of the call that differs; −1 for instantiation.</param>
/// <param name="Calls">Calls made.</param>
/// <param name="Trapped">Calls that trapped.</param>
/// <param name="Threw">Calls that threw.</param>
/// <param name="Exhausted">Whether the rest was left out, because stack or time were used up.</param>
/// <param name="Instructions">Instructions executed on the reference.</param>
public sealed record ComparisonResult(
    FuzzVerdict Verdict,
    string Message,
    bool IsScriptable,
    int Call,
    int Calls,
    int Trapped,
    int Threw,
    bool Exhausted,
    ulong Instructions);

/// <summary>Compares tiers: the first is the reference.</summary>
public sealed class Comparison(IReadOnlyList<IFuzzSubject> subjects)
{
    /// <summary>Runs a case on all of them.</summary>
    public ComparisonResult Run(FuzzCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        IReadOnlyList<CallRecord> expected;
        try
        {
            expected = subjects[0].Run(test, countsInstructions: true);
        }
        catch (ModuleException error)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture, $"{error.Message} (function {error.FunctionIndex}, offset {error.Offset})");
            return new ComparisonResult(FuzzVerdict.Invalid, message, false, -1, 0, 0, 0, false, 0);
        }

        var result = new ComparisonResult(
            FuzzVerdict.Same,
            "",
            false,
            -1,
            expected.Count - 1,
            expected.Count(static record => record.End == CallEnd.Trapped),
            expected.Count(static record => record.End == CallEnd.Threw),
            expected[^1].End == CallEnd.Exhausted,
            expected.Aggregate(0UL, static (sum, record) => sum + record.Instructions));

        // The others have no fuel to end what the reference did not end.
        test = result.Exhausted && expected.Count > 1 ? test with { Calls = test.Calls[..(expected.Count - 2)] } : test;
        foreach (var subject in result.Exhausted && expected.Count == 1 ? [] : subjects.Skip(1))
        {
            var actual = subject.Run(test, countsInstructions: false);
            for (var i = 0; i < actual.Count; i++)
            {
                if (actual[i].End == CallEnd.Exhausted)
                {
                    result = result with { Exhausted = true };
                    break;
                }

                if (actual[i].Outcome != expected[i].Outcome || actual[i].State != expected[i].State)
                {
                    var what = i == 0 ? "instantiation" : test.Calls[i - 1].ToString();
                    return result with
                    {
                        Verdict = FuzzVerdict.Different,
                        Message = $"{what}\n{Difference(subject.Name, expected[i], actual[i])}",
                        IsScriptable = actual[i].End != expected[i].End || actual[i].Trap != expected[i].Trap
                            || actual[i].State != expected[i].State || !actual[i].Results.SequenceEqual(expected[i].Results),
                        Call = i - 1,
                    };
                }
            }
        }

        return result;
    }

    // The first lines that differ.
    private string Difference(string name, CallRecord expected, CallRecord actual)
    {
        var left = $"{expected.Outcome}\n{expected.State}".Split('\n');
        var right = $"{actual.Outcome}\n{actual.State}".Split('\n');
        for (var line = 0; line < Math.Max(left.Length, right.Length); line++)
        {
            var (one, other) = (left.ElementAtOrDefault(line), right.ElementAtOrDefault(line));
            if (one != other)
            {
                return $"{subjects[0].Name}: {one}\n{name}: {other}";
            }
        }

        return "";
    }
}
