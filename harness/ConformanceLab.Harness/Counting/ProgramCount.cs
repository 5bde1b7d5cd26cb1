using System.Collections.Immutable;

namespace ConformanceLab.Harness.Counting;

/// <summary>What was executed of a module's machine code, exactly. Immutable; two are equal if all their figures are.</summary>
/// <param name="Functions">The functions that were compiled, by index.</param>
public sealed record ProgramCount(ImmutableArray<FunctionCount> Functions)
{
    /// <summary>All instructions that were executed.</summary>
    public InstructionMix Executed => Functions.Aggregate(default(InstructionMix), static (sum, function) => sum + function.Executed);

    /// <summary>All instructions of the code, executed or not.</summary>
    public InstructionMix Static => Functions.Aggregate(default(InstructionMix), static (sum, function) => sum + function.Static);

    /// <summary>Bytes of code.</summary>
    public long CodeBytes => Functions.Sum(static function => (long)function.CodeBytes);

    /// <summary>Calls of functions.</summary>
    public long Calls => Functions.Sum(static function => function.Calls);

    /// <summary>Objects for which code took room by itself.</summary>
    public long Allocations => Functions.Sum(static function => function.Allocations);

    /// <summary>Calls of functions of the host.</summary>
    public long HostCalls => Functions.Sum(static function => function.HostCalls);

    /// <summary>Calls of the engine's helpers and of the C library's functions, by name.</summary>
    public ImmutableSortedDictionary<string, long> RuntimeCalls => Functions
        .SelectMany(static function => function.RuntimeCalls)
        .GroupBy(static call => call.Key, static call => call.Value)
        .ToImmutableSortedDictionary(static calls => calls.Key, static calls => calls.Sum(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(ProgramCount? other) => other is not null && Functions.SequenceEqual(other.Functions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Functions.Length, Executed);
}
