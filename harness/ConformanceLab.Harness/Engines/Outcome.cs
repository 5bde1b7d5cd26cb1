using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Engines;

/// <summary>How a request to an engine ended.</summary>
public enum OutcomeKind : byte
{
    /// <summary>Done; an action has values.</summary>
    Ok,

    /// <summary>The guest trapped.</summary>
    Trap,

    /// <summary>The guest's stack was exhausted.</summary>
    Exhaustion,

    /// <summary>A WebAssembly exception left the guest.</summary>
    Exception,

    /// <summary>A suspension found no handler.</summary>
    Suspension,

    /// <summary>An import is missing or of another type.</summary>
    LinkError,

    /// <summary>The module does not follow the grammar.</summary>
    Malformed,

    /// <summary>The module breaks a validation rule.</summary>
    Invalid,

    /// <summary>A custom section or annotation does not follow its grammar.</summary>
    MalformedCustom,

    /// <summary>A custom section or annotation is wrong in what it says.</summary>
    InvalidCustom,

    /// <summary>The module exceeds a limit of the implementation.</summary>
    LimitExceeded,

    /// <summary>The engine knows that it can't do this; the message says what.</summary>
    Unsupported,

    /// <summary>The script asks for something that is not there: no such export, other parameters.</summary>
    BadRequest,

    /// <summary>It took too long and was interrupted.</summary>
    Timeout,

    /// <summary>The engine failed in a way that no program and no module may cause.</summary>
    Crash,
}

/// <summary>How a request ended: kind, results of an action, message of an error.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Values">Results, if <see cref="OutcomeKind.Ok"/>.</param>
/// <param name="Message">The engine's words, if not.</param>
public sealed record Outcome(OutcomeKind Kind, ImmutableArray<ScriptValue> Values, string Message)
{
    /// <summary>Done, without values.</summary>
    public static Outcome Ok { get; } = new(OutcomeKind.Ok, [], "");

    /// <summary>An action's results.</summary>
    public static Outcome Returned(ImmutableArray<ScriptValue> values) => new(OutcomeKind.Ok, values, "");

    /// <summary>Anything but success.</summary>
    public static Outcome Failed(OutcomeKind kind, string message) => new(kind, [], message);

    /// <summary>For people: <c>returned (i32.const …)</c>, <c>trap: unreachable</c>.</summary>
    public override string ToString() => Kind == OutcomeKind.Ok
        ? Values.IsDefaultOrEmpty ? "ok" : $"returned {string.Join(' ', Values)}"
        : Message.Length == 0 ? Describe(Kind) : $"{Describe(Kind)}: {Message}";

    /// <summary>The kind in words.</summary>
    public static string Describe(OutcomeKind kind) => kind switch
    {
        OutcomeKind.LinkError => "link error",
        OutcomeKind.BadRequest => "bad request",
        OutcomeKind.MalformedCustom => "malformed custom section",
        OutcomeKind.InvalidCustom => "invalid custom section",
        OutcomeKind.LimitExceeded => "implementation limit exceeded",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
