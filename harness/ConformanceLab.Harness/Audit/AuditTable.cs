using System.Collections.Immutable;
using System.Numerics;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Scripts;
using static ConformanceLab.Harness.Audit.CommandKinds;
using static ConformanceLab.Harness.Engines.Saboteurs.SaboteurCatalog;

namespace ConformanceLab.Harness.Audit;

/// <summary>What a command must do where an engine lies.</summary>
public enum AuditRule : byte
{
    /// <summary>The lie is none of its business: it must not fail, unless what it needs has failed.</summary>
    MustNotFail,

    /// <summary>It depends, and the reason says on what.</summary>
    MayFail,

    /// <summary>The lie is about what is asserted, but the assertion can't tell: it does not fail, and the reason says why.</summary>
    Weak,

    /// <summary>It must fail: it asserts what the lie is about.</summary>
    MustFail,
}

/// <summary>A column of the table: whom a saboteur must, can't and may make fail. All other kinds must not fail.</summary>
/// <param name="Saboteur">The saboteur.</param>
/// <param name="Must">Kinds that must fail.</param>
/// <param name="Weak">Kinds that ought to and can't, with the reason.</param>
/// <param name="May">Kinds of which some fail, with the reason.</param>
public sealed record AuditColumn(
    Saboteur Saboteur,
    CommandKinds Must,
    ImmutableArray<(CommandKinds Kinds, string Reason)> Weak,
    ImmutableArray<(CommandKinds Kinds, string Reason)> May)
{
    // Kinds that are weak whatever else they are: the engine can't tell.
    private (CommandKinds Kinds, string Reason) Untold { get; init; }

    /// <summary>The column for an engine: what it can't tell apart no assertion can, and is weak.</summary>
    public AuditColumn For(OracleStrength strength) =>
        !strength.TellsMalformedFromInvalid && (Saboteur == MalformedAsInvalid || Saboteur == InvalidAsMalformed)
            ? WeakFor(Weakness.MalformedOrInvalid)
        : !strength.TellsMalformedFromInvalid && (Saboteur == AcceptMalformed || Saboteur == AcceptInvalid)
            ? this with
            {
                Must = CommandKinds.None,
                May = [(CommandKinds.Malformed | CommandKinds.Invalid, "depends on which of both the engine says"), .. May],
            }
        : !strength.GivesMessages && Saboteur == OtherMessage ? WeakFor(Weakness.OwnMessages)
        : !strength.GivesMessages
            && (Saboteur == RejectAll || Saboteur == RejectText || Saboteur == RejectBinary || Saboteur == RejectQuote)
            ? this with
            {
                Untold = (
                    CommandKinds.Malformed | (strength.TellsMalformedFromInvalid ? CommandKinds.None : CommandKinds.Invalid),
                    "what is rejected is rejected, and no words say why"),
            }
        : this;

    private AuditColumn WeakFor(string reason) => this with { Must = CommandKinds.None, Weak = [(Must, reason), .. Weak] };

    /// <summary>What holds for a command of some kinds, and why, if it is weak or may fail.</summary>
    public (AuditRule Rule, string? Reason) RuleFor(CommandKinds kinds) =>
        (kinds & Untold.Kinds) != 0 ? (AuditRule.Weak, Untold.Reason)
        : (kinds & Must) != 0 ? (AuditRule.MustFail, null)
        : Find(Weak, kinds) is { } weak ? (AuditRule.Weak, weak)
        : Find(May, kinds) is { } may ? (AuditRule.MayFail, may)
        : (AuditRule.MustNotFail, null);

    private static string? Find(ImmutableArray<(CommandKinds Kinds, string Reason)> entries, CommandKinds kinds)
    {
        foreach (var (some, reason) in entries)
        {
            if ((some & kinds) != 0)
            {
                return reason;
            }
        }

        return null;
    }
}

/// <summary>
/// Kind of command × saboteur: which lie must make which assertion fail, and which must not. Where a command is of several kinds the
/// strictest counts: must fail, then weak, then may fail. Immutable.
/// </summary>
public static class AuditTable
{
    private const CommandKinds Numbers =
        ReturnInteger | ReturnFloat | ReturnZero | ReturnExactNan | ReturnCanonicalNan | ReturnArithmeticNan;

    private const CommandKinds NanVectors = ReturnVectorCanonical | ReturnVectorArithmetic;

    private const CommandKinds FirmReferences =
        ReturnNull | ReturnFunction | ReturnHostObject | ReturnI31 | ReturnStructure | ReturnArray | ReturnException;

    private const CommandKinds References = FirmReferences | ReturnExternal | ReturnComparable | ReturnAnyReference;

    private const CommandKinds Several = ReturnSeveral | ReturnAlike | ReturnLoose;

    private const CommandKinds Values = Numbers | ReturnVector | NanVectors | References | ReturnEither | Several;

    private const CommandKinds FailingActions = Trap | Exhaustion | CommandKinds.Exception | Suspension;

    private const CommandKinds ModuleTraps = StartTrap | SegmentTrap | ModuleTrap;

    private const CommandKinds Unlinkable = UnknownImport | IncompatibleImport;

    private const CommandKinds Rejections = Malformed | Invalid | MalformedCustom | InvalidCustom;

    // What can see what earlier commands have left behind.
    private const CommandKinds SeeState = ReturnNothing | Values | FailingActions | ModuleTraps | Module | Instance | CommandKinds.Action;

    private const string AnyPayload = "any payload of the NaN does";
    private const string AnyReference = "any reference but null does";
    private const string Nothing = "nothing is returned: only a failure would show";
    private const string AnyMessage = "any message does";
    private const string AnyException = "any exception does: neither tag nor payload is asserted";
    private const string NotAlways = "the value need not be one that the lie is about";
    private const string Needed = "depends on whether the program needs it";
    private const string OtherState = "depends on whether it sees what the lie has changed before";

    /// <summary>The columns, in the order of <see cref="SaboteurCatalog.All"/>.</summary>
    public static ImmutableArray<AuditColumn> Columns { get; } =
    [
        Column(
            LowBit,
            (Numbers & ~ReturnArithmeticNan) | ReturnVector | ReturnVectorFirmFirst | ReturnSeveral | ReturnAlike | CommandKinds.Program,
            weak: [(ReturnArithmeticNan | ReturnVectorArithmetic, AnyPayload)],
            may: [(ReturnEither | ReturnLoose, NotAlways)]),
        Column(
            HighBit,
            Numbers | ReturnVector | NanVectors | ReturnEither | ReturnSeveral | ReturnAlike | CommandKinds.Program,
            may: [(ReturnLoose, NotAlways)]),
        Column(MiddleBit, ReturnVector | NanVectors, may: [(ReturnEither | Several, NotAlways)]),
        Column(
            NanPayload,
            ReturnCanonicalNan | ReturnVectorCanonical,
            weak: [(ReturnArithmeticNan | ReturnVectorArithmetic, AnyPayload)],
            may: [(ReturnExactNan | ReturnVector | ReturnEither | Several, NotAlways)]),
        Column(
            NanSignalling,
            ReturnCanonicalNan | ReturnArithmeticNan | NanVectors,
            may: [(ReturnExactNan | ReturnVector | ReturnEither | Several, NotAlways)]),
        Column(ZeroSign, ReturnZero, may: [(ReturnEither | Several, NotAlways)]),
        Column(OtherType, Numbers | CommandKinds.Program, may: [(ReturnEither | Several, NotAlways)]),
        Column(ExtraResult, ReturnNothing | Values | CommandKinds.Program),
        Column(MissingResult, Values | CommandKinds.Program),
        Column(
            ResultOrder,
            ReturnSeveral,
            weak: [(ReturnAlike, "its results are the same from behind")],
            may: [(ReturnLoose, NotAlways)]),
        Column(NullObject, References, may: [(ReturnLoose, NotAlways)]),
        Column(
            ReferenceKind,
            FirmReferences & ~ReturnNull,
            weak:
            [
                (ReturnExternal, AnyReference),
                (ReturnComparable, "any structure, array or i31 does"),
                (ReturnAnyReference, "any reference but null and functions does"),
            ],
            may: [(ReturnLoose, NotAlways)]),
        Column(HostObject, ReturnHostObject, weak: [(ReturnExternal, AnyReference)], may: [(ReturnLoose, NotAlways)]),
        Column(StaleResult, Changed, may: [(Repeated, "what the same call gave before is not asserted exactly")]),

        Column(FalseTrap, ReturnNothing | Values | CommandKinds.Action | CommandKinds.Program),
        Column(SwallowTrap, Trap | ModuleTraps),
        Column(SwallowExhaustion, Exhaustion),
        Column(SwallowException, CommandKinds.Exception),
        Column(SwallowSuspension, Suspension),
        Column(TrapAsExhaustion, Trap | ModuleTraps),
        Column(TrapAsException, Trap | ModuleTraps),
        Column(TrapAsLinkError, Trap | ModuleTraps),
        Column(ExhaustionAsTrap, Exhaustion),
        Column(ExceptionAsTrap, CommandKinds.Exception),
        Column(SuspensionAsTrap, Suspension),
        Column(LinkErrorAsTrap, Unlinkable),
        Column(OtherMessage, Message, weak: [(EmptyMessage, AnyMessage), (CommandKinds.Exception, AnyException)]),

        Column(AcceptMalformed, Malformed),
        Column(AcceptInvalid, Invalid),
        Column(SkipCustomSections, MalformedCustom | InvalidCustom),
        Column(IgnoreLinkErrors, Unlinkable),
        Column(MalformedAsInvalid, Malformed),
        Column(InvalidAsMalformed, Invalid),
        Column(CustomClass, MalformedCustom | InvalidCustom),
        Column(CustomAsModule, MalformedCustom | InvalidCustom),
        Column(RejectAll, TextForm | BinaryForm | QuoteForm),
        Column(RejectText, TextForm),
        Column(RejectBinary, BinaryForm),
        Column(RejectQuote, QuoteForm),

        Column(RefuseInstances, Module | Instance),
        Column(SkipStart, StartTrap, may: [(SeeState, OtherState), (CommandKinds.Program, Needed)]),
        Column(SkipSegments, SegmentTrap, may: [(SeeState, OtherState), (CommandKinds.Program, Needed)]),
        Column(RefuseRegistration, CommandKinds.Register),
        Column(IgnoreRegistration, ImportsRegistered),
        Column(StaleRegistration, None, may: [(SeeState | Unlinkable, OtherState)]),
        Column(SharedInstance, None, may: [(SeeState, OtherState)]),
        Column(WrongInstance, None, may: [(SeeState | Unlinkable, OtherState)]),
        Column(LostCalls, None, may: [(SeeState, OtherState)]),
        Column(LostOutput, CommandKinds.ProgramOutput, weak: [(CommandKinds.Program, "what the program writes is not asserted")]),
        Column(IdleThreads, AssertingThread, may: [(SeeState, OtherState)]),
        Column(
            DoNothing,
            Values | FailingActions | ModuleTraps | Unlinkable | Rejections | CommandKinds.Program,
            weak: [(ReturnNothing, Nothing)]),
    ];

    /// <summary>The rows: every single kind, in order.</summary>
    public static ImmutableArray<CommandKinds> Kinds { get; } = [.. Enum.GetValues<CommandKinds>().Where(kind => kind != None)];

    /// <summary>Kinds that an engine which does nothing can't satisfy.</summary>
    internal static CommandKinds NeedEngine { get; } = Columns.Single(column => column.Saboteur == DoNothing).Must;

    /// <summary>Why commands of some kinds are weak: the reason of each saboteur that can't make them fail, each once.</summary>
    public static ImmutableArray<string> WeaknessesOf(CommandKinds kinds)
    {
        if ((kinds & s_weak) == 0)
        {
            return [];
        }

        var reasons = ImmutableArray.CreateBuilder<string>();
        foreach (var column in Columns)
        {
            if (column.RuleFor(kinds) is (AuditRule.Weak, { } reason) && !reasons.Contains(reason))
            {
                reasons.Add(reason);
            }
        }

        return reasons.ToImmutable();
    }

    /// <summary>The place of a single kind among the rows.</summary>
    internal static int IndexOf(CommandKinds kind) => BitOperations.TrailingZeroCount((ulong)kind);

    // In textual order behind the columns, which it is made from.
    private static readonly CommandKinds s_weak =
        Columns.SelectMany(column => column.Weak).Aggregate(None, (all, entry) => all | entry.Kinds);

    private static AuditColumn Column(
        Saboteur saboteur,
        CommandKinds must,
        ImmutableArray<(CommandKinds Kinds, string Reason)>? weak = null,
        ImmutableArray<(CommandKinds Kinds, string Reason)>? may = null) =>
        new(saboteur, must, weak ?? [], [.. may ?? [], (Input, "what comes from a file is not looked into")]);
}
