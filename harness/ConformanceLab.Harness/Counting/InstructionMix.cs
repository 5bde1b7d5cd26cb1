namespace ConformanceLab.Harness.Counting;

/// <summary>Machine instructions, and how many of them only bring values from one place to another.</summary>
/// <param name="Instructions">All of them.</param>
/// <param name="FrameLoads">Those that read the frame: values that had no register, or lost it (reloads).</param>
/// <param name="FrameStores">Those that write the frame (spill stores).</param>
/// <param name="RegisterMoves">Copies from register to register.</param>
public readonly record struct InstructionMix(long Instructions, long FrameLoads, long FrameStores, long RegisterMoves)
{
    /// <summary>The sum of two.</summary>
    public static InstructionMix operator +(InstructionMix left, InstructionMix right) => new(
        left.Instructions + right.Instructions,
        left.FrameLoads + right.FrameLoads,
        left.FrameStores + right.FrameStores,
        left.RegisterMoves + right.RegisterMoves);

    /// <summary>The same, so many times; negative to take it away.</summary>
    public static InstructionMix operator *(InstructionMix mix, long times) => new(
        mix.Instructions * times, mix.FrameLoads * times, mix.FrameStores * times, mix.RegisterMoves * times);

    /// <summary>The sum of two.</summary>
    public static InstructionMix Add(InstructionMix left, InstructionMix right) => left + right;

    /// <summary>The same, so many times.</summary>
    public static InstructionMix Multiply(InstructionMix mix, long times) => mix * times;
}
