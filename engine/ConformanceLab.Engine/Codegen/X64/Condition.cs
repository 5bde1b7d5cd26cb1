namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// What jcc, setcc and cmovcc test; the value is the SDM's <c>tttn</c> field. Above and below are unsigned, less and greater signed.
/// </summary>
internal enum Condition : byte
{
    Overflow,
    NotOverflow,
    Below,
    AboveOrEqual,
    Equal,
    NotEqual,
    BelowOrEqual,
    Above,
    Sign,
    NotSign,
    Parity,
    NotParity,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    Greater,
}

/// <summary>Derived conditions.</summary>
internal static class ConditionExtensions
{
    /// <summary>True exactly when <paramref name="condition"/> is false: the encoding pairs them.</summary>
    public static Condition Negate(this Condition condition) => condition ^ (Condition)1;

    /// <summary>The condition that says the same after the operands of the comparison have changed places.</summary>
    public static Condition SwapOperands(this Condition condition) => condition switch
    {
        Condition.Below => Condition.Above,
        Condition.Above => Condition.Below,
        Condition.AboveOrEqual => Condition.BelowOrEqual,
        Condition.BelowOrEqual => Condition.AboveOrEqual,
        Condition.Less => Condition.Greater,
        Condition.Greater => Condition.Less,
        Condition.GreaterOrEqual => Condition.LessOrEqual,
        Condition.LessOrEqual => Condition.GreaterOrEqual,
        Condition.Equal or Condition.NotEqual => condition,
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Says nothing about an order."),
    };
}
