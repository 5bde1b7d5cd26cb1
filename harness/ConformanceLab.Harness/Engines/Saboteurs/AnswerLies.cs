using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>Wrong answers for <see cref="AnswerSession"/>, from the right ones.</summary>
internal static class AnswerLies
{
    /// <summary>Of the results of an action, the first that a lie concerns is wrong.</summary>
    public static Func<EngineRequest, Outcome, Outcome> First(Func<ScriptValue, ScriptValue> lie) => Return(outcome =>
    {
        for (var index = 0; index < outcome.Values.Length; index++)
        {
            if (lie(outcome.Values[index]) is var value && value != outcome.Values[index])
            {
                return Outcome.Returned(outcome.Values.SetItem(index, value));
            }
        }

        return outcome;
    });

    /// <summary>Of the results of an action, the last that a lie concerns is wrong.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Last(Func<ScriptValue, ScriptValue> lie) => Return(outcome =>
    {
        for (var index = outcome.Values.Length - 1; index >= 0; index--)
        {
            if (lie(outcome.Values[index]) is var value && value != outcome.Values[index])
            {
                return Outcome.Returned(outcome.Values.SetItem(index, value));
            }
        }

        return outcome;
    });

    /// <summary>Actions that return, and programs that end, give something else.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Return(Func<Outcome, Outcome> lie) =>
        (request, outcome) =>
            request is EngineRequest.Invoke or EngineRequest.Get or EngineRequest.Run && outcome.Kind == OutcomeKind.Ok
                ? lie(outcome)
                : outcome;

    /// <summary>What ends in one way is said to have ended in another; the message stays.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Instead(OutcomeKind truth, OutcomeKind lie) =>
        (_, outcome) => outcome.Kind == truth ? outcome with { Kind = lie } : outcome;

    /// <summary>What ends in one way is said to have ended in another, with another message.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Instead(OutcomeKind truth, OutcomeKind lie, string message) =>
        (_, outcome) => outcome.Kind == truth ? Outcome.Failed(lie, message) : outcome;

    /// <summary>What ends in this way is said to be well.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Swallow(OutcomeKind truth) =>
        (_, outcome) => outcome.Kind == truth ? Outcome.Ok : outcome;

    /// <summary>A request fails that did not.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Refuse(EngineRequest refused, OutcomeKind kind, string message) =>
        (request, outcome) => request == refused && outcome.Kind == OutcomeKind.Ok ? Outcome.Failed(kind, message) : outcome;

    /// <summary>Two kinds of failure are taken for one another.</summary>
    public static Func<EngineRequest, Outcome, Outcome> Exchange(OutcomeKind one, OutcomeKind other) =>
        (_, outcome) => outcome.Kind == one ? outcome with { Kind = other }
            : outcome.Kind == other ? outcome with { Kind = one }
            : outcome;

    /// <summary>Failures have the message of another: another trap's, another link error's.</summary>
    public static Outcome ChangeMessage(EngineRequest request, Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Ok => outcome,
        OutcomeKind.Trap => OneOf(outcome, "integer overflow", "unreachable"),
        OutcomeKind.LinkError => OneOf(outcome, "unknown import", "incompatible import type"),
        OutcomeKind.Malformed => OneOf(outcome, "unexpected token", "unexpected end"),
        OutcomeKind.Invalid => OneOf(outcome, "type mismatch", "unknown type"),
        _ => outcome with { Message = "something else" },
    };

    private static Outcome OneOf(Outcome outcome, string usual, string other) =>
        outcome with { Message = outcome.Message.StartsWith(usual, StringComparison.Ordinal) ? other : usual };
}
