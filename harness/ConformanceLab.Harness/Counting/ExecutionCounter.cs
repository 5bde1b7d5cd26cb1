using System.Collections.Immutable;
using ConformanceLab.Wasm;
using Iced.Intel;

namespace ConformanceLab.Harness.Counting;

/// <summary>
/// Counts what a module's machine code has executed: how often each basic block was (the engine counts that, in the code itself) times the
/// instructions in it (Iced reads them from the code). No instruction is timed and none is estimated: the same module, arguments and
/// imports give the same figures on every run of one build, as long as one thread runs it at a fixed tier.
/// </summary>
public static class ExecutionCounter
{
    /// <summary>Counts.</summary>
    /// <param name="module">A module of an engine with <see cref="EngineOptions.CountBlocks"/>, after its functions were called.</param>
    /// <exception cref="InvalidOperationException">The engine does not count.</exception>
    /// <exception cref="NotSupportedException">The engine's tier makes no machine code.</exception>
    public static ProgramCount Count(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var all = module.ReadBlockCounts();
        var explained = module.Explain(all.Select(function => function.FunctionIndex), withStages: false);
        return new ProgramCount(
            [.. all.Zip(explained, Count).OrderBy(static function => function.Index).ThenBy(static function => function.Tier)]);
    }

    private static FunctionCount Count(FunctionBlocks function, FunctionExplanation plain)
    {
        var code = function.Code.ToArray();
        var executed = default(InstructionMix);
        var total = default(InstructionMix);
        var allocations = 0L;
        var calls = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var faults = function.Faults.ToDictionary(static fault => fault.Offset, static fault => fault.Count);
        foreach (var block in function.Blocks)
        {
            Instruction[] instructions = [.. BlockReader.Decode(code, block.Offset, block.Length)];
            var left = 0L;
            foreach (var instruction in instructions)
            {
                // Who faults has not been executed, nor what is behind.
                left += faults.GetValueOrDefault((int)instruction.IP);
                var mix = BlockReader.Classify(instruction);
                executed += mix * (block.Executions - left);
                total += mix;
            }

            allocations += block.Allocates ? block.Executions : 0;
            if (block.Executions > left && BlockReader.RuntimeCall(instructions, plain.Symbols) is { } name)
            {
                calls[name] = calls.GetValueOrDefault(name) + block.Executions - left;
            }
        }

        return new FunctionCount
        {
            Index = function.FunctionIndex,
            Name = plain.Name,
            Tier = function.Tier,
            Calls = function.Blocks[0].Executions,
            Executed = executed,
            Static = total,
            CodeBytes = plain.Code.Length,
            Allocations = allocations,
            HostCalls = function.HostCalls,
            RuntimeCalls = calls.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}
