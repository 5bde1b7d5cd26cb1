namespace ConformanceLab.Wasm;

/// <summary>
/// How often the basic blocks of a function's machine code have been executed: see <see cref="Module.ReadBlockCounts"/>. With the number of
/// instructions in each block that is how many have been executed. Immutable.
/// </summary>
/// <remarks>
/// A block is executed from its first instruction to its last, unless one of them faults (<see cref="Faults"/>): calls end blocks, since
/// who is called may trap or throw. What counts is not part of any block; apart from that the instructions are those of code that does
/// not count.
/// </remarks>
public sealed class FunctionBlocks
{
    internal FunctionBlocks()
    {
    }

    /// <summary>Index of the function; imports count.</summary>
    public required int FunctionIndex { get; init; }

    /// <summary>The tier that compiled it. A function that went through several tiers is listed for each.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The machine code, counters and all.</summary>
    public required ReadOnlyMemory<byte> Code { get; init; }

    /// <summary>Its blocks, by offset. The first is executed once a call.</summary>
    public required IReadOnlyList<CountedBlock> Blocks { get; init; }

    /// <summary>The instructions that have faulted, by offset: what is behind them in their blocks was not executed.</summary>
    public required IReadOnlyList<CountedFault> Faults { get; init; }

    /// <summary>How often it has called functions of the host.</summary>
    public required long HostCalls { get; init; }
}

/// <summary>A basic block that is counted.</summary>
/// <param name="Offset">Where its first instruction begins, in bytes from the start of the code.</param>
/// <param name="Length">Bytes of its instructions.</param>
/// <param name="Executions">How often it was executed.</param>
/// <param name="Allocates">Whether it takes room for an object in the garbage-collected heap.</param>
public readonly record struct CountedBlock(int Offset, int Length, long Executions, bool Allocates);

/// <summary>An instruction that has faulted, which is how accesses beyond a memory's end trap.</summary>
/// <param name="Offset">Where it begins, in bytes from the start of the code.</param>
/// <param name="Count">How often.</param>
public readonly record struct CountedFault(int Offset, long Count);
