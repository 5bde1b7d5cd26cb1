using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Single lanes, and lanes that change places.</content>
internal sealed partial class BaselineCompiler
{
    private void Splat(Opcode opcode)
    {
        FlushFlags();
        if (_operands[_count - 1].Place == Place.Constant)
        {
            PushVectorConstant(VectorSequences.SplatOf(opcode, Pop().Bits));
        }
        else if (opcode is Opcode.F32x4Splat or Opcode.F64x2Splat)
        {
            VectorUnary(VectorOperations.Splat(opcode));
        }
        else
        {
            SplatInteger(opcode);
        }
    }

    private void SplatInteger(Opcode opcode)
    {
        var operand = Pop();
        var result = AllocateVector();
        if (TryGetMemory(operand, out var memory))
        {
            _assembler.Emit(VectorOperations.Splat(opcode), result, memory);
        }
        else
        {
            _assembler.Splat(opcode, result, ToReadable(ref operand));
            Release(operand);
        }

        PushVector(OperandKind.V128, result);
    }

    private void SimdLane(Opcode opcode, byte lane)
    {
        switch (opcode)
        {
            case Opcode.F32x4ExtractLane:
                ExtractFloat(OperandKind.F32, VectorSequences.OrderOfLane(opcode, lane));
                break;
            case Opcode.F64x2ExtractLane:
                ExtractFloat(OperandKind.F64, VectorSequences.OrderOfLane(opcode, lane));
                break;
            case Opcode.F32x4ReplaceLane or Opcode.F64x2ReplaceLane:
                ReplaceFloat(opcode, lane);
                break;
            default:
                if (VectorOperations.Extract(opcode) != default)
                {
                    ExtractLane(opcode, lane);
                }
                else
                {
                    ReplaceLane(VectorOperations.Insert(opcode), lane);
                }

                break;
        }
    }

    private void ExtractLane(Opcode opcode, byte lane)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        _assembler.ExtractLane(opcode, result, source, lane);
        Release(operand);
        PushRegister(opcode == Opcode.I64x2ExtractLane ? OperandKind.I64 : OperandKind.I32, result);
    }

    // What is above the lowest lane of a register with a float is nobody's concern.
    private void ExtractFloat(OperandKind kind, byte order)
    {
        VectorRegister result;
        if (order == 0)
        {
            result = TakeVector();
        }
        else
        {
            result = TakeOne(out var source);
            _assembler.Emit(VexRmi.Vpshufd, result, source, order);
        }

        PushVector(kind, result);
    }

    private void ReplaceLane(VexInsert operation, byte lane)
    {
        FlushFlags();
        var value = Pop();
        var result = TakeOne(out var source);
        if (TryGetMemory(value, out var memory))
        {
            _assembler.Emit(operation, result, source, memory, lane);
        }
        else
        {
            _assembler.Emit(operation, result, source, ToReadable(ref value), lane);
            Release(value);
        }

        PushVector(OperandKind.V128, result);
    }

    private void ReplaceFloat(Opcode opcode, byte lane)
    {
        FlushFlags();
        var value = Pop();
        var result = TakeOne(out var source);
        var inserted = ToReadableVector(ref value);
        _assembler.ReplaceLane(opcode, result, source, inserted, lane);
        Release(value);
        PushVector(OperandKind.V128, result);
    }
}
