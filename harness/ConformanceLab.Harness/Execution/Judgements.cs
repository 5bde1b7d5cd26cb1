using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>From what an engine did to verdicts. Pure functions.</summary>
internal static class Judgements
{
    // The reference interpreter's words for an exception that leaves the guest.
    private const string UncaughtException = "uncaught exception";

    // And for a start function that exhausts the stack.
    private const string CallStackExhausted = "call stack exhausted";

    /// <summary>A name that nothing in the script has made.</summary>
    public static Judgement Missing(string what, string? name) =>
        new(Verdict.Fail, name is null ? $"there is no {what}" : $"there is no {what} ${name}");

    /// <summary>Something that the command needs has failed before.</summary>
    public static Judgement Depends(Binding binding, Outcome failure) => failure.Kind == OutcomeKind.Unsupported
        ? new(Verdict.Unsupported, $"depends on the module at {binding.Cause.Place}: {failure.Message}")
        : new(Verdict.Fail, $"depends on the module at {binding.Cause.Place}, which failed: {failure}");

    /// <summary>It must simply work.</summary>
    public static Judgement OfSuccess(Outcome outcome) => outcome.Kind == OutcomeKind.Ok ? Judgement.Pass : Unexpected(outcome, "ok");

    /// <summary>It must return values that match.</summary>
    public static Judgement OfReturn(Outcome outcome, ImmutableArray<ResultPattern> expected)
    {
        if (outcome.Kind == OutcomeKind.Ok && outcome.Values.Length == expected.Length)
        {
            var all = true;
            for (var index = 0; index < expected.Length && all; index++)
            {
                all = expected[index].Matches(outcome.Values[index]);
            }

            if (all)
            {
                return Judgement.Pass;
            }
        }

        return Unexpected(outcome, expected.Length == 0 ? "no results" : string.Join(' ', expected));
    }

    /// <summary>It must fail in a certain way, with a certain message.</summary>
    public static Judgement OfActionFailure(Outcome outcome, ActionFailure failure, string? message, ExecutionOptions options)
    {
        var wanted = failure switch
        {
            ActionFailure.Trap => OutcomeKind.Trap,
            ActionFailure.Exhaustion => OutcomeKind.Exhaustion,
            ActionFailure.Exception => OutcomeKind.Exception,
            _ => OutcomeKind.Suspension,
        };
        return OfFailure(outcome, wanted, message, options);
    }

    /// <summary>A module must be rejected, or fail to instantiate, in a certain way.</summary>
    public static Judgement OfModuleFailure(Outcome outcome, ModuleFailure failure, string message, ExecutionOptions options)
    {
        if (failure == ModuleFailure.Trap
            && outcome.Kind == OutcomeKind.Exception
            && UncaughtException.StartsWith(message, StringComparison.Ordinal))
        {
            return Judgement.Pass; // a start function that throws, if that is what the script says: engines' own words differ
        }

        if (failure == ModuleFailure.Trap
            && outcome.Kind == OutcomeKind.Exhaustion
            && CallStackExhausted.StartsWith(message, StringComparison.Ordinal))
        {
            return OfFailure(outcome, OutcomeKind.Exhaustion, message, options);
        }

        var wanted = failure switch
        {
            ModuleFailure.Malformed => OutcomeKind.Malformed,
            ModuleFailure.Invalid => OutcomeKind.Invalid,
            ModuleFailure.Unlinkable => OutcomeKind.LinkError,
            ModuleFailure.Trap => OutcomeKind.Trap,
            ModuleFailure.MalformedCustom => OutcomeKind.MalformedCustom,
            _ => OutcomeKind.InvalidCustom,
        };
        if (!options.TellMalformedFromInvalid
            && wanted is OutcomeKind.Malformed or OutcomeKind.Invalid
            && outcome.Kind is OutcomeKind.Malformed or OutcomeKind.Invalid)
        {
            wanted = outcome.Kind;
        }

        return OfFailure(outcome, wanted, message, options);
    }

    private static Judgement OfFailure(Outcome outcome, OutcomeKind wanted, string? message, ExecutionOptions options)
    {
        var expected = message is null ? Outcome.Describe(wanted) : $"{Outcome.Describe(wanted)}: {message}";
        if (outcome.Kind != wanted)
        {
            return Unexpected(outcome, expected);
        }

        // The script's words are a prefix: what an engine adds behind is its own. Source: interpreter/script/run.ml, assert_message
        return message is null || !options.CompareMessages || outcome.Message.StartsWith(message, StringComparison.Ordinal)
            ? Judgement.Pass with { Actual = options.KeepWords ? outcome.Message : null }
            : new Judgement(Verdict.Fail, $"expected the message \"{message}\", got \"{outcome.Message}\"", expected, outcome.ToString());
    }

    /// <summary>It ended otherwise than it must.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="expected">How it must end, in words.</param>
    /// <param name="actual">How it ended, in words; null for the outcome's own.</param>
    public static Judgement Unexpected(Outcome outcome, string expected, string? actual = null)
    {
        actual ??= outcome.ToString();
        return outcome.Kind switch
        {
            OutcomeKind.Unsupported => new(Verdict.Unsupported, outcome.Message, expected, actual),
            OutcomeKind.Timeout => new(Verdict.Timeout, "it did not end in time and was interrupted", expected, actual),
            OutcomeKind.Crash => new(Verdict.Crash, outcome.Message, expected, actual),
            _ => new(Verdict.Fail, $"expected {expected}, got {actual}", expected, actual),
        };
    }
}
