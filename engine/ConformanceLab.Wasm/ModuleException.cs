using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm;

/// <summary>In which way a module is wrong.</summary>
public enum ModuleErrorKind
{
    /// <summary>The bytes or the text do not follow the grammar.</summary>
    Malformed,

    /// <summary>It follows the grammar and breaks a validation rule.</summary>
    Invalid,

    /// <summary>It uses a known proposal that is not built here.</summary>
    Unsupported,

    /// <summary>It exceeds an implementation limit (specification, appendix "Implementation Limitations").</summary>
    LimitExceeded,

    /// <summary>A custom section or annotation is malformed; the module itself may be good.</summary>
    MalformedCustom,

    /// <summary>A custom section or annotation is well-formed and wrong.</summary>
    InvalidCustom,
}

/// <summary>
/// A module was rejected. The message's first words are the specification's (what <c>assert_malformed</c> and <c>assert_invalid</c>
/// compare); details follow after a colon.
/// </summary>
public sealed class ModuleException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="kind">In which way the module is wrong.</param>
    /// <param name="reason">The specification's words.</param>
    /// <param name="detail">More, for humans; may be null.</param>
    public ModuleException(ModuleErrorKind kind, string reason, string? detail = null)
        : base(detail is null ? reason : $"{reason}: {detail}")
    {
        Kind = kind;
        Reason = reason;
    }

    private ModuleException(ModuleException error)
        : base(error.Message, error)
    {
        Kind = error.Kind;
        Reason = error.Reason;
        Offset = error.Offset;
        Line = error.Line;
        Column = error.Column;
        Rule = error.Rule;
        Instruction = error.Instruction;
        FunctionIndex = error.FunctionIndex;
        Section = error.Section;
    }

    /// <summary>In which way the module is wrong.</summary>
    public ModuleErrorKind Kind { get; }

    /// <summary>The specification's words for the error.</summary>
    public string Reason { get; }

    /// <summary>Where in the binary, in bytes from its start; −1 if the module came from text or the place is unknown.</summary>
    public long Offset { get; init; } = -1;

    /// <summary>Line in the text, from 1; 0 if unknown.</summary>
    public int Line { get; init; }

    /// <summary>Column in the text in bytes, from 1; 0 if unknown.</summary>
    public int Column { get; init; }

    /// <summary>Index of the function that the error is in (imports count); −1 if it is in none.</summary>
    public int FunctionIndex { get; init; } = -1;

    /// <summary>Name of the rule that was broken (its anchor in the specification), if it has one.</summary>
    public string? Rule { get; init; }

    /// <summary>The instruction at which validation found the error; null if it is in none.</summary>
    public Opcode? Instruction { get; init; }

    /// <summary>The section of the binary that is malformed; null if it is none of a known number, or not known.</summary>
    public SectionId? Section { get; init; }

    /// <summary>The same error, known to be in a function.</summary>
    internal ModuleException InFunction(int index) => new(this) { FunctionIndex = index };

    /// <summary>The same error, known to be in a section of a binary.</summary>
    internal ModuleException InSection(SectionId section) => new(this) { Section = section };

    /// <summary>The same error, in a declaration if it has no place yet.</summary>
    internal ModuleException InDeclaration(DeclarationPositions positions, SectionId section, int index)
    {
        if (Offset >= 0 || Line > 0)
        {
            return this;
        }

        var (line, column) = positions.LineOf(section, index);
        return new(this) { Offset = positions.OffsetOf(section, index), Line = line, Column = column };
    }

    /// <summary>The message with its place, for people.</summary>
    public string Describe()
    {
        var place = Line > 0 ? $"{Line}:{Column}: " : Offset >= 0 ? $"offset 0x{Offset:x}: " : "";
        var function = FunctionIndex >= 0 ? $" (in function {FunctionIndex})" : "";
        return $"{place}{Message}{function}";
    }
}
