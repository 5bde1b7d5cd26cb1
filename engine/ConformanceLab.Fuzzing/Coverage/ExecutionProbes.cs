using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Coverage;

/// <summary>
/// Finds out which instructions of a module are executed, on any engine: a copy of the module writes into a memory of its own whenever a
/// run of instructions begins that is executed as a whole. A run ends at every instruction that may branch, trap, throw or call, so that
/// what stands behind it counts only if it is reached.
/// </summary>
public sealed class ExecutionProbes
{
    /// <summary>Name of the memory that the probes write to: a byte each.</summary>
    public const string MemoryExport = "executed probes";

    private const int Page = 1 << 16;
    private readonly List<List<Opcode>> _runs = [];

    /// <summary>Makes a copy with probes.</summary>
    public ExecutionProbes(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        Module = module.Copy();
        var memory = module.Memories.Count + module.CountImports(ExternKind.Memory);
        for (var i = 0; i < Module.Functions.Count; i++)
        {
            var function = Module.Functions[i];
            var slices = InstructionSlices.Read(function.Body, module.Features);
            Module.Functions[i] = function with { Body = InstructionSlices.Join(Insert(slices, memory)) };
        }

        Module.Memories.Add(new MemoryType(new Limits((ulong)(1 + (_runs.Count / Page)), null)));
        Module.Exports.Add(new Export(MemoryExport, ExternKind.Memory, memory));
    }

    /// <summary>The copy. It needs multi-memory if the module has a memory.</summary>
    public WasmModule Module { get; }

    /// <summary>How many probes there are: bytes of the memory that count.</summary>
    public int Count => _runs.Count;

    /// <summary>The instructions of a module's functions.</summary>
    public static OpcodeSet Occurring(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var set = new OpcodeSet();
        foreach (var function in module.Functions)
        {
            foreach (var slice in InstructionSlices.Read(function.Body, module.Features))
            {
                set.Add(slice.Opcode);
            }
        }

        return set;
    }

    /// <summary>The instructions that were executed.</summary>
    /// <param name="memory">What the probes wrote.</param>
    public OpcodeSet Executed(ReadOnlySpan<byte> memory)
    {
        var set = new OpcodeSet();
        for (var run = 0; run < _runs.Count; run++)
        {
            if (memory[run] != 0)
            {
                foreach (var opcode in _runs[run])
                {
                    set.Add(opcode);
                }
            }
        }

        return set;
    }

    // A divider opens the run behind it: catch is executed when its block is entered.
    private IEnumerable<InstructionSlice> Insert(List<InstructionSlice> slices, int memory)
    {
        var isNew = true;
        foreach (var slice in slices)
        {
            if (slice.IsDivider)
            {
                yield return slice;
                yield return Probe(memory);
                _runs[^1].Add(slice.Opcode);
                isNew = false;
                continue;
            }

            if (isNew)
            {
                yield return Probe(memory);
            }

            _runs[^1].Add(slice.Opcode);
            yield return slice;
            isNew = EndsRun(slice);
        }
    }

    private InstructionSlice Probe(int memory)
    {
        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        encoder.Const32(Opcode.I32Const, (uint)_runs.Count);
        encoder.Const32(Opcode.I32Const, 1);
        encoder.Memory(Opcode.I32Store8, new MemArg(0, memory, 0));
        _runs.Add([]);
        return new InstructionSlice(Opcode.I32Store8, writer.ToArray());
    }

    private static bool EndsRun(InstructionSlice slice) => slice.Opcode.Class() switch
    {
        InstructionClass.Const or InstructionClass.Test or InstructionClass.Compare or InstructionClass.Unary or InstructionClass.Variable
            or InstructionClass.Parametric or InstructionClass.Lane or InstructionClass.Vbinary or InstructionClass.Vunary
            or InstructionClass.Vternary or InstructionClass.Vtest or InstructionClass.Vshift => false,
        InstructionClass.Control => slice.Opcode != Opcode.Nop,
        _ => true,
    };
}
