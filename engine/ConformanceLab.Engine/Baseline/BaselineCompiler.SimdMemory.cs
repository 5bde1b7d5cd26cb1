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
        switch (opcode)
        {
            case Opcode.V128Load8x8S:
                LoadLanes(memArg, VexRm.Vpmovsxbw, 8);
                break;
            case Opcode.V128Load8x8U:
                LoadLanes(memArg, VexRm.Vpmovzxbw, 8);
                break;
            case Opcode.V128Load16x4S:
                LoadLanes(memArg, VexRm.Vpmovsxwd, 8);
                break;
            case Opcode.V128Load16x4U:
                LoadLanes(memArg, VexRm.Vpmovzxwd, 8);
                break;
            case Opcode.V128Load32x2S:
                LoadLanes(memArg, VexRm.Vpmovsxdq, 8);
                break;
            case Opcode.V128Load32x2U:
                LoadLanes(memArg, VexRm.Vpmovzxdq, 8);
                break;
            case Opcode.V128Load8Splat:
                LoadLanes(memArg, VexRm.Vpbroadcastb, 1);
                break;
            case Opcode.V128Load16Splat:
                LoadLanes(memArg, VexRm.Vpbroadcastw, 2);
                break;
            case Opcode.V128Load32Splat:
                LoadLanes(memArg, VexRm.Vbroadcastss, 4);
                break;
            case Opcode.V128Load64Splat:
                LoadLanes(memArg, VexRm.Vmovddup, 8);
                break;
            case Opcode.V128Load32Zero:
                LoadWithZeros(memArg, VexScalarMove.Vmovss, 4);
                break;
            case Opcode.V128Load64Zero:
                LoadWithZeros(memArg, VexScalarMove.Vmovsd, 8);
                break;
            default:
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
        Release(access.Owner);
        PushVector(OperandKind.V128, result);
    }

    private void LoadWithZeros(MemArg memArg, VexScalarMove operation, int bytes)
    {
        FlushFlags();
        var access = TakeAddress(memArg, bytes);
        var result = AllocateVector();
        MayFault(access);
        _assembler.Emit(operation, result, access.Address);
        Release(access.Owner);
        PushVector(OperandKind.V128, result);
    }

    private void SimdMemoryLane(Opcode opcode, MemArg memArg, byte lane)
    {
        switch (opcode)
        {
            case Opcode.V128Load8Lane:
                LoadLane(memArg, VexInsert.Vpinsrb, 1, lane);
                break;
            case Opcode.V128Load16Lane:
                LoadLane(memArg, VexInsert.Vpinsrw, 2, lane);
                break;
            case Opcode.V128Load32Lane:
                LoadLane(memArg, VexInsert.Vpinsrd, 4, lane);
                break;
            case Opcode.V128Load64Lane:
                LoadLane(memArg, VexInsert.Vpinsrq, 8, lane);
                break;
            case Opcode.V128Store8Lane:
                StoreLane(memArg, VexExtract.Vpextrb, 1, lane);
                break;
            case Opcode.V128Store16Lane:
                StoreLane(memArg, VexExtract.Vpextrw, 2, lane);
                break;
            case Opcode.V128Store32Lane:
                StoreLane(memArg, VexExtract.Vpextrd, 4, lane);
                break;
            case Opcode.V128Store64Lane:
                StoreLane(memArg, VexExtract.Vpextrq, 8, lane);
                break;
            default:
                throw NotBuilt(opcode);
        }
    }

    private void LoadLane(MemArg memArg, VexInsert operation, int bytes, byte lane)
    {
        var result = TakeOne(out var source);
        var access = TakeAddress(memArg, bytes);
        MayFault(access);
        _assembler.Emit(operation, result, source, access.Address, lane);
        Release(access.Owner);
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
        Release(access.Owner);
        Release(value);
    }
}
