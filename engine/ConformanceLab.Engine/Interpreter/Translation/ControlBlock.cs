namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <summary>What a block is at the moment: <c>if</c> and <c>try</c> change as their parts follow.</summary>
internal enum BlockKind : byte
{
    /// <summary>block, the second part of an if, or the function itself: branches go to the end.</summary>
    Block,

    /// <summary>loop: branches go to the start.</summary>
    Loop,

    /// <summary>First part of an if.</summary>
    If,

    /// <summary>try_table.</summary>
    TryTable,

    /// <summary>First part of a legacy try.</summary>
    Try,

    /// <summary>A catch or catch_all part of a legacy try.</summary>
    Catch,
}

/// <summary>
/// An open block. Branches to its end are not known yet: the words (or handlers) that wait for it form a list through the places
/// themselves, each holding the next one, −1 at the end.
/// </summary>
internal struct ControlBlock
{
    /// <summary>End of a list of waiting places.</summary>
    public const int NoFixup = -1;

    public BlockKind Kind;

    /// <summary>The operands below the block's parameters.</summary>
    public OperandMark Base;

    public OperandShape Parameters;
    public OperandShape Results;

    /// <summary>The block's first word: target of branches to a loop, start of what a try protects.</summary>
    public int Start;

    /// <summary>Branch words waiting for the end.</summary>
    public int BranchFixups;

    /// <summary>Handlers waiting for the end, as clauses of inner try_tables that branch there.</summary>
    public int HandlerFixups;

    /// <summary>Delegations waiting for the first handler that does not belong to a block inside.</summary>
    public int DelegateFixups;

    /// <summary>The branch word of an if that waits for the else part.</summary>
    public int ElseFixup;

    /// <summary>Where the clauses of a try begin in the list of clauses that have no place in the table yet.</summary>
    public int FirstClause;

    /// <summary>Slots that a branch to the block's label takes with it.</summary>
    public readonly int LabelSlots => (Kind == BlockKind.Loop ? Parameters : Results).Slots;
}
