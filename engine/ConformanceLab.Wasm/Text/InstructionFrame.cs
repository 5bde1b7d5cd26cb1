namespace ConformanceLab.Wasm.Text;

/// <summary>
/// What is open around the instruction being read: structured instructions, and folded ones whose operands are being read.
/// </summary>
internal enum FrameKind : byte
{
    /// <summary><c>block … end</c>, also loop and try_table.</summary>
    Block,

    /// <summary><c>if …</c>, before its else or end.</summary>
    If,

    /// <summary><c>else … end</c>.</summary>
    Else,

    /// <summary><c>try …</c> before its first handler (legacy exceptions).</summary>
    Try,

    /// <summary><c>catch …</c>.</summary>
    Catch,

    /// <summary><c>catch_all … end</c>.</summary>
    CatchAll,

    /// <summary><c>(block …</c>, also loop and try_table.</summary>
    FoldedBlock,

    /// <summary><c>(then …</c> of a folded if.</summary>
    FoldedThen,

    /// <summary><c>(else …</c> of a folded if.</summary>
    FoldedElse,

    /// <summary><c>(do …</c> of a folded try.</summary>
    FoldedDo,

    /// <summary><c>(catch …</c> of a folded try.</summary>
    FoldedCatch,

    /// <summary><c>(catch_all …</c> of a folded try.</summary>
    FoldedCatchAll,

    // From here on only folded instructions may follow.

    /// <summary><c>(op …</c>: its operands.</summary>
    Operands,

    /// <summary><c>(if …</c>: its condition.</summary>
    Condition,

    // From here on no instruction may follow.

    /// <summary>Between <c>(then …)</c> and <c>(else …)</c>.</summary>
    AfterThen,

    /// <summary>Between <c>(try</c> and <c>(do …)</c>.</summary>
    BeforeDo,

    /// <summary>Between handlers of a folded try.</summary>
    AfterDo,

    /// <summary>Only the closing parenthesis is left, which means <c>end</c>.</summary>
    Closing,

    /// <summary>Only the closing parenthesis is left; <c>delegate</c> has ended the try.</summary>
    Delegated,
}

/// <summary>An open instruction.</summary>
/// <param name="Kind">What may follow.</param>
/// <param name="Label">Symbol of its label, or −1.</param>
/// <param name="Pending">Where the bytes that its operands precede start among the pending ones.</param>
/// <param name="Source">Where it stands in the source.</param>
/// <param name="Hint">Branch hint of a pending instruction.</param>
internal record struct InstructionFrame(FrameKind Kind, int Label, int Pending, int Source, bool? Hint)
{
    public readonly bool AcceptsPlain => Kind < FrameKind.Operands;

    public readonly bool AcceptsFolded => Kind < FrameKind.AfterThen;
}
