using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;
using static ConformanceLab.Harness.Engines.Saboteurs.AnswerLies;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>
/// The saboteurs. Which assertions each must and must not make fail stands in <see cref="Audit.AuditTable"/>.
/// </summary>
public static class SaboteurCatalog
{
    // Results.
    internal static readonly Saboteur LowBit = Lie(
        "low-bit", "the lowest bit of the first number, or of a vector's first lane, is wrong", First(ValueLies.FlipLowBit));

    internal static readonly Saboteur HighBit = Lie(
        "high-bit", "a bit in the highest byte of the last number, or of a vector's last lane, is wrong", Last(ValueLies.FlipHighBit));

    internal static readonly Saboteur MiddleBit = Lie(
        "middle-bit", "a bit in the middle of the last vector is wrong", Last(ValueLies.FlipMiddleBit));

    internal static readonly Saboteur NanPayload = Lie(
        "nan-payload", "a canonical NaN comes with a payload", Last(ValueLies.GiveNanPayload));

    internal static readonly Saboteur NanSignalling = Lie(
        "nan-signalling", "a quiet NaN comes without its quiet bit", Last(ValueLies.MakeNanSignalling));

    internal static readonly Saboteur ZeroSign = Lie("zero-sign", "a zero has the other sign", Last(ValueLies.NegateZero));

    internal static readonly Saboteur OtherType = Lie(
        "other-type", "a float comes as the integer of its bits, an integer as the float", Last(ValueLies.ChangeType));

    internal static readonly Saboteur ExtraResult = Lie(
        "extra-result", "there is a result too many", Return(outcome => Outcome.Returned(outcome.Values.Add(ScriptValue.I32(0)))));

    internal static readonly Saboteur MissingResult = Lie(
        "missing-result", "the last result is missing",
        Return(outcome => outcome.Values.IsEmpty ? outcome : Outcome.Returned(outcome.Values[..^1])));

    internal static readonly Saboteur ResultOrder = Lie(
        "result-order", "several results come in reverse", Return(outcome => Outcome.Returned([.. outcome.Values.Reverse()])));

    internal static readonly Saboteur NullObject = Lie(
        "null-object", "an object comes for null and null for an object", Last(ValueLies.ExchangeNull));

    internal static readonly Saboteur ReferenceKind = Lie(
        "reference-kind", "a reference is of a neighbouring kind: an array for a structure, any for extern",
        Last(ValueLies.ChangeReferenceKind));

    internal static readonly Saboteur HostObject = Lie(
        "host-object", "another object of the host comes", Last(ValueLies.ChangeHostObject));

    internal static readonly Saboteur StaleResult = new(
        "stale-result", "a call is answered as the first time, whatever has been written since",
        (session, _) => new StaleResultSession(session));

    // How actions end.
    internal static readonly Saboteur FalseTrap = Lie(
        "false-trap", "what returns is said to trap", Return(_ => Outcome.Failed(OutcomeKind.Trap, "unreachable")));

    internal static readonly Saboteur SwallowTrap = Lie("swallow-trap", "a trap is a normal end", Swallow(OutcomeKind.Trap));

    internal static readonly Saboteur SwallowExhaustion = Lie(
        "swallow-exhaustion", "exhaustion is a normal end", Swallow(OutcomeKind.Exhaustion));

    internal static readonly Saboteur SwallowException = Lie(
        "swallow-exception", "an exception is a normal end", Swallow(OutcomeKind.Exception));

    internal static readonly Saboteur SwallowSuspension = Lie(
        "swallow-suspension", "a suspension is a normal end", Swallow(OutcomeKind.Suspension));

    internal static readonly Saboteur TrapAsExhaustion = Lie(
        "trap-as-exhaustion", "a trap is said to be exhaustion",
        Instead(OutcomeKind.Trap, OutcomeKind.Exhaustion, "call stack exhausted"));

    internal static readonly Saboteur TrapAsException = Lie(
        "trap-as-exception", "a trap is said to be an exception", Instead(OutcomeKind.Trap, OutcomeKind.Exception));

    internal static readonly Saboteur TrapAsLinkError = Lie(
        "trap-as-link-error", "a trap is said to be a link error", Instead(OutcomeKind.Trap, OutcomeKind.LinkError));

    internal static readonly Saboteur ExhaustionAsTrap = Lie(
        "exhaustion-as-trap", "exhaustion is said to be a trap", Instead(OutcomeKind.Exhaustion, OutcomeKind.Trap));

    internal static readonly Saboteur ExceptionAsTrap = Lie(
        "exception-as-trap", "an exception is said to be a trap", Instead(OutcomeKind.Exception, OutcomeKind.Trap));

    internal static readonly Saboteur SuspensionAsTrap = Lie(
        "suspension-as-trap", "a suspension is said to be a trap", Instead(OutcomeKind.Suspension, OutcomeKind.Trap));

    internal static readonly Saboteur LinkErrorAsTrap = Lie(
        "link-error-as-trap", "a link error is said to be a trap", Instead(OutcomeKind.LinkError, OutcomeKind.Trap));

    internal static readonly Saboteur OtherMessage = Lie(
        "other-message", "failures have the message of another trap, link error or rule", ChangeMessage);

    // Modules.
    internal static readonly Saboteur AcceptMalformed = Lie(
        "accept-malformed", "malformed modules are good", Swallow(OutcomeKind.Malformed));

    internal static readonly Saboteur AcceptInvalid = Lie(
        "accept-invalid", "invalid modules are good: there is no validator", Swallow(OutcomeKind.Invalid));

    internal static readonly Saboteur SkipCustomSections = new(
        "skip-custom-sections", "nobody looks into custom sections", (session, _) => new CustomSectionSkippingSession(session));

    internal static readonly Saboteur IgnoreLinkErrors = Lie(
        "ignore-link-errors", "what does not link is instantiated", Swallow(OutcomeKind.LinkError));

    internal static readonly Saboteur MalformedAsInvalid = Lie(
        "malformed-as-invalid", "malformed modules are said to be invalid", Instead(OutcomeKind.Malformed, OutcomeKind.Invalid));

    internal static readonly Saboteur InvalidAsMalformed = Lie(
        "invalid-as-malformed", "invalid modules are said to be malformed", Instead(OutcomeKind.Invalid, OutcomeKind.Malformed));

    internal static readonly Saboteur CustomClass = Lie(
        "custom-class", "malformed custom sections are said to be invalid, invalid ones malformed",
        Exchange(OutcomeKind.MalformedCustom, OutcomeKind.InvalidCustom));

    internal static readonly Saboteur CustomAsModule = Lie(
        "custom-as-module", "what is wrong in a custom section makes the module itself wrong",
        (request, outcome) => outcome.Kind switch
        {
            OutcomeKind.MalformedCustom => outcome with { Kind = OutcomeKind.Malformed },
            OutcomeKind.InvalidCustom => outcome with { Kind = OutcomeKind.Invalid },
            _ => outcome,
        });

    internal static readonly Saboteur RejectAll = Rejecting(
        "reject-all", "every module is malformed", ModuleForm.Text, ModuleForm.Binary, ModuleForm.Quote);

    internal static readonly Saboteur RejectText = Rejecting("reject-text", "every module in plain text is malformed", ModuleForm.Text);

    internal static readonly Saboteur RejectBinary = Rejecting("reject-binary", "every binary module is malformed", ModuleForm.Binary);

    internal static readonly Saboteur RejectQuote = Rejecting("reject-quote", "every quoted module is malformed", ModuleForm.Quote);

    // Instances, names, threads.
    internal static readonly Saboteur RefuseInstances = Lie(
        "refuse-instances", "what can be instantiated is said not to link",
        Refuse(EngineRequest.Instantiate, OutcomeKind.LinkError, "incompatible import type"));

    internal static readonly Saboteur SkipStart = new(
        "skip-start", "start functions are not run",
        (session, options) => new OmittingSession(session, options.Features, OmittingSession.OmitStart));

    internal static readonly Saboteur SkipSegments = new(
        "skip-segments", "active segments are not written: memories and tables stay as they were",
        (session, options) => new OmittingSession(session, options.Features, OmittingSession.OmitSegments));

    internal static readonly Saboteur RefuseRegistration = Lie(
        "refuse-registration", "no name can be registered", Refuse(EngineRequest.Register, OutcomeKind.LinkError, "refused"));

    internal static readonly Saboteur IgnoreRegistration = new(
        "ignore-registration", "what is registered cannot be imported", (session, _) => new IgnoredRegistrationSession(session));

    internal static readonly Saboteur StaleRegistration = new(
        "stale-registration", "a name that is registered again keeps its first instance",
        (session, _) => new StaleRegistrationSession(session));

    internal static readonly Saboteur SharedInstance = new(
        "shared-instance", "the second instance of a module is the first", (session, _) => new SharedInstanceSession(session));

    internal static readonly Saboteur WrongInstance = new(
        "wrong-instance", "what is asked of an instance, the one before it does", (session, _) => new WrongInstanceSession(session));

    internal static readonly Saboteur LostCalls = new(
        "lost-calls", "what calls without results have written is lost",
        (session, options) => new LostCallSession(session, options.Features));

    internal static readonly Saboteur LostOutput = new(
        "lost-output", "what programs write is lost", (session, _) => new LostOutputSession(session));

    internal static readonly Saboteur IdleThreads = new(
        "idle-threads", "threads do nothing, and all is well in them", (session, _) => new IdleThreadSession(session));

    internal static readonly Saboteur DoNothing = new(
        "do-nothing", "nothing is done, and all is well", (session, _) => new IdleSession(session));

    /// <summary>All of them: results, ends of actions, modules, instances.</summary>
    public static ImmutableArray<Saboteur> All { get; } =
    [
        LowBit, HighBit, MiddleBit, NanPayload, NanSignalling, ZeroSign, OtherType, ExtraResult, MissingResult, ResultOrder, NullObject,
        ReferenceKind, HostObject, StaleResult,
        FalseTrap, SwallowTrap, SwallowExhaustion, SwallowException, SwallowSuspension, TrapAsExhaustion, TrapAsException, TrapAsLinkError,
        ExhaustionAsTrap, ExceptionAsTrap, SuspensionAsTrap, LinkErrorAsTrap, OtherMessage,
        AcceptMalformed, AcceptInvalid, SkipCustomSections, IgnoreLinkErrors, MalformedAsInvalid, InvalidAsMalformed, CustomClass,
        CustomAsModule, RejectAll, RejectText, RejectBinary, RejectQuote,
        RefuseInstances, SkipStart, SkipSegments, RefuseRegistration, IgnoreRegistration, StaleRegistration, SharedInstance, WrongInstance,
        LostCalls, LostOutput, IdleThreads, DoNothing,
    ];

    private static Saboteur Lie(string name, string lie, Func<EngineRequest, Outcome, Outcome> answer) =>
        new(name, lie, (session, _) => new AnswerSession(session, answer));

    private static Saboteur Rejecting(string name, string lie, params ModuleForm[] forms) =>
        new(name, lie, (session, _) => new RejectingSession(session, forms));
}
