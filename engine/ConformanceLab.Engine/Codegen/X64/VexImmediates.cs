namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// Immediates of vcmp. O is false and U true if an operand is NaN; Q keeps quiet about quiet NaNs, S signals (exceptions are masked, so the
/// difference is none of ours). SDM volume 2, "Comparison Predicate for CMPPS".
/// </summary>
internal static class ComparisonPredicate
{
    public const byte EqOQ = 0x00;
    public const byte LtOS = 0x01;
    public const byte LeOS = 0x02;
    public const byte UnordQ = 0x03;
    public const byte NeqUQ = 0x04;
    public const byte NltUS = 0x05;
    public const byte NleUS = 0x06;
    public const byte OrdQ = 0x07;
    public const byte GeOS = 0x0D;
    public const byte GtOS = 0x0E;
}

/// <summary>Immediates of vround, all without the precision exception.</summary>
internal static class RoundingControl
{
    public const byte Nearest = 8;
    public const byte Down = 9;
    public const byte Up = 10;
    public const byte Truncate = 11;
}
