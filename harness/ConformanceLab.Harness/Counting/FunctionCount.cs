using System.Collections.Immutable;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Counting;

/// <summary>What was executed of a function's machine code, exactly. Immutable.</summary>
/// <remarks>
/// The functions that compiled code calls in the engine and in the C library are counted by how often, in <see cref="RuntimeCalls"/>; what
/// they execute is none of its instructions. A function that was inlined is part of the one that it was inlined in.
/// </remarks>
public sealed record FunctionCount
{
    /// <summary>Index of the function; imports count.</summary>
    public required int Index { get; init; }

    /// <summary>How the text format refers to it: <c>$f</c>, or its index.</summary>
    public required string Name { get; init; }

    /// <summary>The tier that compiled it.</summary>
    public required Tier Tier { get; init; }

    /// <summary>How often it was called.</summary>
    public required long Calls { get; init; }

    /// <summary>What was executed.</summary>
    public required InstructionMix Executed { get; init; }

    /// <summary>What its code has, executed or not.</summary>
    public required InstructionMix Static { get; init; }

    /// <summary>Bytes of its code with jump tables and constants, as it is where nothing is counted.</summary>
    public required int CodeBytes { get; init; }

    /// <summary>
    /// Objects of the garbage-collected heap for which its code took room by itself; the others are among <see cref="RuntimeCalls"/>.
    /// </summary>
    public required long Allocations { get; init; }

    /// <summary>Calls of functions of the host.</summary>
    public required long HostCalls { get; init; }

    /// <summary>Calls of the engine's helpers and of the C library's functions, by name.</summary>
    public required ImmutableSortedDictionary<string, long> RuntimeCalls { get; init; }

    /// <summary>Whether all figures are the same.</summary>
    public bool Equals(FunctionCount? other) =>
        other is not null && Index == other.Index && Name == other.Name && Tier == other.Tier && Calls == other.Calls
        && Executed == other.Executed && Static == other.Static && CodeBytes == other.CodeBytes && Allocations == other.Allocations
        && HostCalls == other.HostCalls && RuntimeCalls.SequenceEqual(other.RuntimeCalls);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Tier, Calls, Executed, CodeBytes);
}
