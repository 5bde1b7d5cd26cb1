using System.Collections.Immutable;

namespace ConformanceLab.Harness.Scripts;

/// <summary>How the source of a module is written.</summary>
public enum ModuleForm : byte
{
    /// <summary>Text as it stands in the script.</summary>
    Text,

    /// <summary>Bytes of the binary format.</summary>
    Binary,

    /// <summary>Text quoted in strings: parsed only when the command runs.</summary>
    Quote,
}

/// <summary>The source of a module.</summary>
/// <param name="Form">Text, binary or quoted text.</param>
/// <param name="Bytes">The text (UTF-8) or the binary. The keyword <c>definition</c> is blanked out of texts.</param>
/// <param name="Line">Line of the script on which the text begins, from 1; the first line of the quoting form for quotes.</param>
/// <param name="Column">Column of the script at which the text begins, from 1.</param>
public sealed record ModuleSource(ModuleForm Form, ReadOnlyMemory<byte> Bytes, int Line = 1, int Column = 1);

/// <summary>What a script does with an instance and can assert about.</summary>
/// <param name="Module">Name of the instance; null for the latest.</param>
/// <param name="Field">Name of the export.</param>
public abstract record ScriptAction(string? Module, string Field)
{
    /// <summary>Line of the script on which it begins, from 1; 0 if nobody knows.</summary>
    public int Line { get; init; }
}

/// <summary>Calls an exported function.</summary>
/// <param name="Module">Name of the instance; null for the latest.</param>
/// <param name="Field">Name of the export.</param>
/// <param name="Arguments">The arguments.</param>
public sealed record InvokeAction(string? Module, string Field, ImmutableArray<ScriptValue> Arguments) : ScriptAction(Module, Field)
{
    /// <summary>
    /// The arguments as they are written, with the shapes of vectors and the heap types of nulls, which engines don't need; default where
    /// all are numbers or host objects, which say no more than <see cref="Arguments"/>.
    /// </summary>
    public ImmutableArray<ResultPattern> Written { get; init; }
}

/// <summary>Reads an exported global.</summary>
/// <param name="Module">Name of the instance; null for the latest.</param>
/// <param name="Field">Name of the export.</param>
public sealed record GetAction(string? Module, string Field) : ScriptAction(Module, Field);

/// <summary>One top-level form of a script.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Keyword">Its first word: <c>module</c>, <c>assert_return</c>, …</param>
public abstract record Command(SourceSpan Span, string Keyword)
{
    /// <summary>The commands inside, if it is one that has some.</summary>
    public virtual ImmutableArray<Command> Nested => [];
}

/// <summary><c>(module …)</c> in all forms, <c>(module definition …)</c>, and a script that is bare module fields.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">Its name without the dollar sign, or null.</param>
/// <param name="Source">The module.</param>
/// <param name="IsDefinition">Whether it is only defined, not instantiated.</param>
public sealed record ModuleCommand(SourceSpan Span, string? Name, ModuleSource Source, bool IsDefinition)
    : Command(Span, IsDefinition ? "module definition" : "module");

/// <summary><c>(module instance $I $M)</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">Name of the new instance, or null.</param>
/// <param name="Definition">Name of the definition; null for the latest.</param>
public sealed record InstanceCommand(SourceSpan Span, string? Name, string? Definition) : Command(Span, "module instance");

/// <summary><c>(register "name" $M)</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="As">The module name for imports.</param>
/// <param name="Module">Name of the instance; null for the latest.</param>
public sealed record RegisterCommand(SourceSpan Span, string As, string? Module) : Command(Span, "register");

/// <summary>An action of its own: it must not fail.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Action">The action.</param>
public sealed record ActionCommand(SourceSpan Span, ScriptAction Action) : Command(Span, Action is GetAction ? "get" : "invoke");

/// <summary><c>assert_return</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Action">The action.</param>
/// <param name="Expected">A pattern for each result.</param>
public sealed record AssertReturn(
    SourceSpan Span, ScriptAction Action, ImmutableArray<ResultPattern> Expected) : Command(Span, "assert_return");

/// <summary>How an action must end other than by returning.</summary>
public enum ActionFailure : byte
{
    /// <summary><c>assert_trap</c>.</summary>
    Trap,

    /// <summary><c>assert_exhaustion</c>.</summary>
    Exhaustion,

    /// <summary><c>assert_exception</c>: no message.</summary>
    Exception,

    /// <summary><c>assert_suspension</c>.</summary>
    Suspension,
}

/// <summary>An action that must not return.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Failure">How it must end.</param>
/// <param name="Action">The action.</param>
/// <param name="Message">What the message must begin with; null for exceptions.</param>
public sealed record AssertActionFails(SourceSpan Span, ActionFailure Failure, ScriptAction Action, string? Message)
    : Command(Span, $"assert_{Failure.ToString().ToLowerInvariant()}");

/// <summary>How a module must fail.</summary>
public enum ModuleFailure : byte
{
    /// <summary><c>assert_malformed</c>.</summary>
    Malformed,

    /// <summary><c>assert_invalid</c>.</summary>
    Invalid,

    /// <summary><c>assert_unlinkable</c>.</summary>
    Unlinkable,

    /// <summary><c>assert_trap</c> on a module: instantiation traps or throws.</summary>
    Trap,

    /// <summary><c>assert_malformed_custom</c>.</summary>
    MalformedCustom,

    /// <summary><c>assert_invalid_custom</c>.</summary>
    InvalidCustom,
}

/// <summary>A module that must be rejected or fail to instantiate.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Failure">How it must fail.</param>
/// <param name="Source">The module.</param>
/// <param name="Message">What the message must begin with.</param>
public sealed record AssertModuleFails(SourceSpan Span, ModuleFailure Failure, ModuleSource Source, string Message)
    : Command(Span, KeywordOf(Failure))
{
    private static string KeywordOf(ModuleFailure failure) => failure switch
    {
        ModuleFailure.MalformedCustom => "assert_malformed_custom",
        ModuleFailure.InvalidCustom => "assert_invalid_custom",
        _ => $"assert_{failure.ToString().ToLowerInvariant()}",
    };
}

/// <summary><c>(thread $T (shared (module $M))* command*)</c>: runs beside the rest, with names and a registry of its own.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Shared">Names of the instances it shares.</param>
/// <param name="Commands">What it runs.</param>
public sealed record ThreadCommand(SourceSpan Span, string? Name, ImmutableArray<string> Shared, ImmutableArray<Command> Commands)
    : Command(Span, "thread")
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Nested => Commands;
}

/// <summary><c>(wait $T)</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Thread">Name of the thread.</param>
public sealed record WaitCommand(SourceSpan Span, string? Thread) : Command(Span, "wait");

/// <summary>A command of a language that is known by name and not built, for example of the component model.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Keyword">Its first word.</param>
/// <param name="Reason">What is not supported.</param>
public sealed record UnsupportedCommand(SourceSpan Span, string Keyword, string Reason) : Command(Span, Keyword);

/// <summary>A form that isn't a command of the script language. It counts, and it fails.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Keyword">Its first word, if it has one.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record BrokenCommand(SourceSpan Span, string Keyword, string Message) : Command(Span, Keyword);
