using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Structures, arrays, i31, casts.</content>
internal sealed partial class BaselineCompiler
{
    private bool TryAggregate(Opcode opcode) => false;

    private bool TryAggregate(Opcode opcode, int first, int second) => false;

    private void TestOrCast(Opcode opcode, HeapType target) => throw NotBuilt(opcode);

    private void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => throw NotBuilt(opcode);
}
