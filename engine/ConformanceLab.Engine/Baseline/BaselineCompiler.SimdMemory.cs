using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Loads and stores of vectors and their lanes. DANGER: each is one instruction that touches exactly the bytes that are checked, see
/// Memory.cs.
/// </content>
internal sealed partial class BaselineCompiler
{
    private bool TrySimdMemory(Opcode opcode, MemArg memArg)
    {
        var bytes = 1 << opcode.NaturalAlignmentLog2();
        if (VectorOperations.Load(opcode) is var load && load != default)
        {
            LoadLanes(memArg, load, bytes);
        }
        else if (opcode is Opcode.V128Load32Zero or Opcode.V128Load64Zero)
        {
            LoadWithZeros(memArg, opcode == Opcode.V128Load32Zero ? VexScalarMove.Vmovss : VexScalarMove.Vmovsd, bytes);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void LoadLanes(MemArg memArg, VexRm operation, int bytes)
    {
        FlushFlags();
        var access = TakeAddress(memArg, bytes);
        var result = AllocateVector();
        MayFault(access);
        _assembler.Emit(operation, result, access.Address);
        Release(access);
        PushVector(OperandKind.V128, result);
    }

    private void LoadWithZeros(MemArg memArg, VexScalarMove operation, int bytes)
    {
        FlushFlags();
        var access = TakeAddress(memArg, bytes);
        var result = AllocateVector();
        MayFault(access);
        _assembler.Emit(operation, result, access.Address);
        Release(access);
        PushVector(OperandKind.V128, result);
    }

    private void SimdMemoryLane(Opcode opcode, MemArg memArg, byte lane)
    {
        var bytes = 1 << opcode.NaturalAlignmentLog2();
        if (VectorOperations.Insert(opcode) is var insert && insert != default)
        {
            LoadLane(memArg, insert, bytes, lane);
        }
        else
        {
            StoreLane(memArg, VectorOperations.Extract(opcode), bytes, lane);
        }
    }

    private void LoadLane(MemArg memArg, VexInsert operation, int bytes, byte lane)
    {
        var result = TakeOne(out var source);
        var access = TakeAddress(memArg, bytes);
        MayFault(access);
        _assembler.Emit(operation, result, source, access.Address, lane);
        Release(access);
        PushVector(OperandKind.V128, result);
    }

    private void StoreLane(MemArg memArg, VexExtract operation, int bytes, byte lane)
    {
        FlushFlags();
        var value = Pop();
        var register = ToReadableVector(ref value);
        var access = TakeAddress(memArg, bytes);
        MayFault(access);
        _assembler.Emit(operation, access.Address, register, lane);
        Release(access);
        Release(value);
    }
}
