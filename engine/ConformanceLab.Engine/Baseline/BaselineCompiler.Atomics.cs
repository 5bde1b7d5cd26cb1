using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Atomic accesses, wait and notify; wide arithmetic.</content>
internal sealed partial class BaselineCompiler
{
    private bool TryAtomic(Opcode opcode) => false;

    private bool TryAtomic(Opcode opcode, MemArg memArg) => false;
}
