using System.Collections.Immutable;

namespace ConformanceLab.Wasm.Validation;

/// <summary>What opened a control frame, or which part of the construct is being validated.</summary>
internal enum FrameKind : byte
{
    /// <summary>The function's body, or a constant expression.</summary>
    Function,

    /// <summary>block.</summary>
    Block,

    /// <summary>loop.</summary>
    Loop,

    /// <summary>if, before a possible else.</summary>
    If,

    /// <summary>if, after its else.</summary>
    Else,

    /// <summary>try_table.</summary>
    TryTable,

    /// <summary>Legacy try, before a catch.</summary>
    Try,

    /// <summary>Legacy try, in a catch.</summary>
    Catch,

    /// <summary>Legacy try, in its catch_all.</summary>
    CatchAll,
}

/// <summary>
/// An entry of the control stack. Source: specification, appendix "Validation Algorithm". Types are in the canonical form of
/// <see cref="ValidatedModule"/>.
/// </summary>
internal struct ControlFrame
{
    /// <summary>What opened it.</summary>
    public FrameKind Kind;

    /// <summary>
    /// Whether the rest of the frame can not be reached. Kept up to date for outer frames; of the innermost see
    /// <see cref="FunctionValidator.IsUnreachable"/>.
    /// </summary>
    public bool IsUnreachable;

    /// <summary>Height of the operand stack below the frame's operands (its parameters are above).</summary>
    public int Height;

    /// <summary>Its type; of the function's frame, the function's.</summary>
    public FunctionType Type;

    /// <summary>How many locals had been initialised one by one when the frame was opened.</summary>
    internal int InitializedCount;

    /// <summary>The last br_table that looked at this frame's label, so that none looks twice.</summary>
    internal int VisitedByTable;

    /// <summary>Types of the parameters. The function's are locals, not operands.</summary>
    public readonly ImmutableArray<ValType> StartTypes => Type.Parameters;

    /// <summary>Types of the results.</summary>
    public readonly ImmutableArray<ValType> EndTypes => Type.Results;

    /// <summary>What a branch to the frame's label takes along.</summary>
    public readonly ImmutableArray<ValType> LabelTypes => Kind == FrameKind.Loop ? StartTypes : EndTypes;
}
