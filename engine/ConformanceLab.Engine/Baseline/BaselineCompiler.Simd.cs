using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Vectors.</content>
internal sealed partial class BaselineCompiler
{
    private bool TrySimd(Opcode opcode) => false;

    private bool TrySimdMemory(Opcode opcode, MemArg memArg) => false;

    private void SimdMemoryLane(Opcode opcode, MemArg memArg, byte lane) => throw NotBuilt(opcode);

    private void SimdLane(Opcode opcode, byte lane) => throw NotBuilt(opcode);

    private void SimdVector(Opcode opcode, Vector128<byte> value) => throw NotBuilt(opcode);
}
