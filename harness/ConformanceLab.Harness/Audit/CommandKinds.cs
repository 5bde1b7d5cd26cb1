namespace ConformanceLab.Harness.Audit;

/// <summary>
/// What commands assert or do, as finely as lies tell it apart: the rows of <see cref="AuditTable"/>. A command is of one kind, or of
/// several where that adds something: the form of its module, for instance.
/// </summary>
[Flags]
public enum CommandKinds : ulong
{
    /// <summary>None: a command that is broken or not supported.</summary>
    None = 0,

    /// <summary><c>assert_return</c> without results.</summary>
    ReturnNothing = 1UL << 0,

    /// <summary>An integer, exactly.</summary>
    ReturnInteger = 1UL << 1,

    /// <summary>A float, exactly: neither zero nor NaN.</summary>
    ReturnFloat = 1UL << 2,

    /// <summary>A zero with its sign.</summary>
    ReturnZero = 1UL << 3,

    /// <summary>A NaN with all its bits.</summary>
    ReturnExactNan = 1UL << 4,

    /// <summary><c>nan:canonical</c>.</summary>
    ReturnCanonicalNan = 1UL << 5,

    /// <summary><c>nan:arithmetic</c>.</summary>
    ReturnArithmeticNan = 1UL << 6,

    /// <summary>A vector, exactly.</summary>
    ReturnVector = 1UL << 7,

    /// <summary>A vector with a lane <c>nan:canonical</c>.</summary>
    ReturnVectorCanonical = 1UL << 8,

    /// <summary>A vector with a lane <c>nan:arithmetic</c>.</summary>
    ReturnVectorArithmetic = 1UL << 9,

    /// <summary>A vector with NaN lanes, the first lane of which is not <c>nan:arithmetic</c>.</summary>
    ReturnVectorFirmFirst = 1UL << 10,

    /// <summary>Null.</summary>
    ReturnNull = 1UL << 11,

    /// <summary>A function.</summary>
    ReturnFunction = 1UL << 12,

    /// <summary>A certain object of the host.</summary>
    ReturnHostObject = 1UL << 13,

    /// <summary>An external reference without a number.</summary>
    ReturnExternal = 1UL << 14,

    /// <summary>An <c>i31</c>.</summary>
    ReturnI31 = 1UL << 15,

    /// <summary>A structure.</summary>
    ReturnStructure = 1UL << 16,

    /// <summary>An array.</summary>
    ReturnArray = 1UL << 17,

    /// <summary>An exception as a value.</summary>
    ReturnException = 1UL << 18,

    /// <summary>Anything comparable.</summary>
    ReturnComparable = 1UL << 19,

    /// <summary>Any internal reference.</summary>
    ReturnAnyReference = 1UL << 20,

    /// <summary>One of several numbers or vectors.</summary>
    ReturnEither = 1UL << 21,

    /// <summary>Several results, all exact numbers or vectors, that differ when they are reversed.</summary>
    ReturnSeveral = 1UL << 22,

    /// <summary>Several results, all exact numbers or vectors, the same from behind.</summary>
    ReturnAlike = 1UL << 23,

    /// <summary>Several results, not all of which are exact numbers or vectors; or a choice among references.</summary>
    ReturnLoose = 1UL << 24,

    /// <summary>An action that the script has asserted before with another outcome: something must have changed since.</summary>
    Changed = 1UL << 25,

    /// <summary>An action that the script has made before with an outcome that can't be compared.</summary>
    Repeated = 1UL << 26,

    /// <summary><c>assert_trap</c> of an action.</summary>
    Trap = 1UL << 27,

    /// <summary><c>assert_exhaustion</c>.</summary>
    Exhaustion = 1UL << 28,

    /// <summary><c>assert_exception</c>.</summary>
    Exception = 1UL << 29,

    /// <summary><c>assert_suspension</c>.</summary>
    Suspension = 1UL << 30,

    /// <summary><c>assert_trap</c> of a module with a start function and no active segment.</summary>
    StartTrap = 1UL << 31,

    /// <summary><c>assert_trap</c> of a module with active segments and no start function.</summary>
    SegmentTrap = 1UL << 32,

    /// <summary><c>assert_trap</c> of any other module.</summary>
    ModuleTrap = 1UL << 33,

    /// <summary><c>assert_unlinkable</c>: an import is missing.</summary>
    UnknownImport = 1UL << 34,

    /// <summary><c>assert_unlinkable</c>: an import is of another type, or what the script says else.</summary>
    IncompatibleImport = 1UL << 35,

    /// <summary><c>assert_malformed</c>.</summary>
    Malformed = 1UL << 36,

    /// <summary><c>assert_invalid</c>.</summary>
    Invalid = 1UL << 37,

    /// <summary><c>assert_malformed_custom</c>.</summary>
    MalformedCustom = 1UL << 38,

    /// <summary><c>assert_invalid_custom</c>.</summary>
    InvalidCustom = 1UL << 39,

    /// <summary>Any assertion with a message.</summary>
    Message = 1UL << 40,

    /// <summary>Any assertion whose message is empty.</summary>
    EmptyMessage = 1UL << 41,

    /// <summary>A module in plain text.</summary>
    TextForm = 1UL << 42,

    /// <summary>A module in the binary format.</summary>
    BinaryForm = 1UL << 43,

    /// <summary>A module in quoted text.</summary>
    QuoteForm = 1UL << 44,

    /// <summary><c>module</c>.</summary>
    Module = 1UL << 45,

    /// <summary><c>module definition</c>.</summary>
    Definition = 1UL << 46,

    /// <summary><c>module instance</c>.</summary>
    Instance = 1UL << 47,

    /// <summary>A module that imports what the script has registered (and must find it).</summary>
    ImportsRegistered = 1UL << 48,

    /// <summary><c>register</c>.</summary>
    Register = 1UL << 49,

    /// <summary><c>invoke</c> or <c>get</c> without an assertion.</summary>
    Action = 1UL << 50,

    /// <summary><c>thread</c>; what is inside adds its kinds.</summary>
    Thread = 1UL << 51,

    /// <summary>A thread in which something is asserted that an engine has to do something for.</summary>
    AssertingThread = 1UL << 52,

    /// <summary><c>wait</c>.</summary>
    Wait = 1UL << 53,

    /// <summary><c>script</c>; what is inside adds its kinds.</summary>
    Script = 1UL << 54,

    /// <summary><c>input</c>: what the file holds is not looked into.</summary>
    Input = 1UL << 55,

    /// <summary><c>output</c>.</summary>
    Output = 1UL << 56,

    /// <summary><c>assert_return</c> of a global.</summary>
    Global = 1UL << 57,

    /// <summary><c>program</c>: an exit code.</summary>
    Program = 1UL << 58,

    /// <summary>A program that must write something.</summary>
    ProgramOutput = 1UL << 59,
}
