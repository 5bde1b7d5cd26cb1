using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Programs;

/// <summary>From the end of a program to a verdict. Pure functions.</summary>
internal static class ProgramJudgement
{
    // How much of what differs stands in a message.
    private const int ShownBytes = 80;

    /// <summary>The verdict.</summary>
    /// <param name="outcome">How the engine says that it ended: with one result, the exit code, or not as programs end.</param>
    /// <param name="output">What it has written.</param>
    /// <param name="expected">How it must end.</param>
    public static Judgement Of(Outcome outcome, ProgramOutput output, ProgramCase expected)
    {
        var wanted = ScriptValue.I32((uint)expected.ExitCode);
        if (outcome.Kind != OutcomeKind.Ok || outcome.Values is not [{ } code] || code != wanted)
        {
            return WrongEnd(outcome, output, expected);
        }

        return Difference("standard output", expected.StandardOutput, output.StandardOutput)
            ?? Difference("standard error", expected.StandardError, output.StandardError)
            ?? Judgement.Pass;
    }

    private static Judgement WrongEnd(Outcome outcome, ProgramOutput output, ProgramCase expected)
    {
        var wanted = string.Create(CultureInfo.InvariantCulture, $"exit code {expected.ExitCode}");
        var actual = outcome is { Kind: OutcomeKind.Ok, Values: [{ Kind: ScriptValueKind.I32 } code] }
            ? string.Create(CultureInfo.InvariantCulture, $"exit code {(int)(uint)code.Bits}")
            : outcome.ToString();
        var judgement = Judgements.Unexpected(outcome, wanted, actual);
        return judgement.Verdict == Verdict.Unsupported || output.StandardError.Length == 0
            ? judgement
            : judgement with { Message = $"{judgement.Message}; its last words are {Last(output.StandardError)}" };
    }

    private static Judgement? Difference(string name, byte[]? expected, byte[] actual)
    {
        if (expected is null || expected.AsSpan().SequenceEqual(actual))
        {
            return null;
        }

        var at = expected.AsSpan().CommonPrefixLength(actual);
        var line = 1 + expected.AsSpan(0, at).Count((byte)'\n');
        var (wanted, got) = (From(expected, at), From(actual, at));
        var message = string.Create(
            CultureInfo.InvariantCulture, $"{name} differs at byte {at} in line {line}: expected {wanted}, got {got}");
        return new Judgement(Verdict.Fail, message, $"{name}: {wanted}", $"{name}: {got}");
    }

    // From the begin of the line in which something differs.
    private static string From(byte[] bytes, int at)
    {
        var start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        start = Math.Max(start, at - (ShownBytes / 2));
        var rest = bytes.AsSpan(start);
        return rest.IsEmpty ? "nothing more" : Shown(rest[..Math.Min(rest.Length, ShownBytes)], rest.Length > ShownBytes);
    }

    private static string Last(byte[] bytes) => ProgramScript.Quote(bytes.AsSpan(Math.Max(0, bytes.Length - (4 * ShownBytes))));

    private static string Shown(ReadOnlySpan<byte> bytes, bool isCut) => ProgramScript.Quote(bytes) + (isCut ? "…" : "");
}
