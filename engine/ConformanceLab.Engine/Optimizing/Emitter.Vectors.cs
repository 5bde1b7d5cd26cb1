using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Vectors: where the operands of what Codegen/Vectors makes of the instructions are.</content>
internal sealed partial class Emitter
{
    private bool TryEmitVector(int node, in Node at)
    {
        switch (VectorOperations.FormOf(at.Op))
        {
            case VectorForm.Commutative:
                _assembler.Emit(VectorOperations.Commutative(at.Op), VectorResult(node), Vector(at.A), Source(at.B));
                break;
            case VectorForm.Ordered:
                _assembler.Emit(VectorOperations.Ordered(at.Op), VectorResult(node), Vector(at.A), Source(at.B));
                break;
            case VectorForm.Swapped:
                _assembler.Emit(VectorOperations.Swapped(at.Op), VectorResult(node), Vector(at.B), Source(at.A));
                break;
            case VectorForm.Unary:
                _assembler.Emit(VectorOperations.Unary(at.Op), VectorResult(node), Source(at.A));
                break;
            case VectorForm.UnarySequence:
                _assembler.EmitUnary(at.Op, VectorResult(node), Vector(at.A), WorkVector);
                break;
            case VectorForm.BinarySequence:
                _assembler.EmitBinary(at.Op, VectorResult(node), Vector(at.A), Source(at.B), WorkVector);
                break;
            case VectorForm.Shift:
                EmitVectorShift(node, at);
                break;
            case VectorForm.Test:
                SetCondition(node, EmitComparison(at));
                break;
            case VectorForm.Bitmask:
                _assembler.Bitmask(at.Op, Result(node), Vector(at.A));
                break;
            case VectorForm.Splat:
                EmitSplat(node, at);
                break;
            default:
                return TryEmitTernary(node, at) || TryEmitLanes(node, at);
        }

        return true;
    }

    private bool TryEmitTernary(int node, in Node at)
    {
        switch (VectorOperations.FormOf(at.Op))
        {
            case VectorForm.Bitselect:
                _assembler.Bitselect(VectorResult(node), Vector(at.A), Source(at.B), Vector(at.C));
                break;
            case VectorForm.LaneSelect:
                _assembler.SelectLanes(at.Op, VectorResult(node), Source(at.A), Vector(at.B), Vector(at.C));
                break;
            case VectorForm.MultiplyAdd:
                // The addend's register takes the result; the first factor stays the first, for the sake of NaNs.
                LoadTo(VectorResult(node), Where(at.C), OperandKind.V128);
                _assembler.Emit(VectorOperations.MultiplyAdd(at.Op), VectorResult(node), Vector(at.A), Source(at.B));
                break;
            case VectorForm.DotAdd:
                _assembler.DotAdd(VectorResult(node), Source(at.A), Vector(at.B), Vector(at.C));
                break;
            default:
                return false;
        }

        return true;
    }

    private bool TryEmitLanes(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.I8x16Shuffle:
                EmitShuffle(node, at);
                break;
            case Opcode.F32x4ExtractLane or Opcode.F64x2ExtractLane:
                if (VectorSequences.OrderOfLane(at.Op, (byte)at.Index) is var order && order != 0)
                {
                    _assembler.Emit(VexRmi.Vpshufd, VectorResult(node), Vector(at.A), order);
                }
                else
                {
                    LoadTo(VectorResult(node), Where(at.A), OperandKind.V128);
                }

                break;
            case Opcode.F32x4ReplaceLane or Opcode.F64x2ReplaceLane:
                _assembler.ReplaceLane(at.Op, VectorResult(node), Vector(at.A), Vector(at.B), (byte)at.Index);
                break;
            case >= Opcode.I8x16ExtractLaneS and <= Opcode.F64x2ReplaceLane:
                if (VectorOperations.Extract(at.Op) != default)
                {
                    _assembler.ExtractLane(at.Op, Result(node), Vector(at.A), (byte)at.Index);
                }
                else
                {
                    _assembler.Emit(VectorOperations.Insert(at.Op), VectorResult(node), Vector(at.A), General(at.B), (byte)at.Index);
                }

                break;
            default:
                return false;
        }

        return true;
    }

    private void EmitVectorShift(int node, in Node at)
    {
        var count = Where(at.B);
        if (Locations.IsConstant(count))
        {
            _assembler.EmitShift(at.Op, VectorResult(node), Vector(at.A), (int)_graph[at.B].Bits, WorkVector);
            return;
        }

        LoadTo(Scratch, count, OperandKind.I32);
        _assembler.EmitShift(at.Op, VectorResult(node), Vector(at.A), WorkVector);
    }

    private void EmitSplat(int node, in Node at)
    {
        if (_graph[at.A].Kind.IsVector())
        {
            _assembler.Emit(VectorOperations.Splat(at.Op), VectorResult(node), Vector(at.A));
        }
        else
        {
            _assembler.Splat(at.Op, VectorResult(node), General(at.A));
        }
    }

    private void EmitShuffle(int node, in Node at)
    {
        var lanes = _graph.Vectors[at.Index];
        var others = VectorSequences.Exchange(lanes);
        if (at.A == at.B)
        {
            lanes &= Vector128.Create((byte)15);
        }

        if (VectorSequences.IsOfFirst(lanes))
        {
            EmitPermutation(node, at.A, lanes);
        }
        else if (VectorSequences.IsOfFirst(others))
        {
            EmitPermutation(node, at.B, others);
        }
        else
        {
            _assembler.Shuffle(VectorResult(node), Vector(at.A), Vector(at.B), lanes);
        }
    }

    private void EmitPermutation(int node, int value, Vector128<byte> lanes)
    {
        if (lanes == Vector128<byte>.Indices)
        {
            LoadTo(VectorResult(node), Where(value), OperandKind.V128);
        }
        else
        {
            _assembler.Permute(VectorResult(node), Vector(value), lanes);
        }
    }

    // An input that may be read from memory.
    private VectorSource Source(int value)
    {
        var location = Where(value);
        return Locations.IsRegister(location) ? Locations.ToVector(location) : FloatOperand(location, _graph[value].Kind);
    }

    private bool TryEmitVectorMemory(int node, in Node at)
    {
        if (at.Op is Opcode.V128Load32Zero or Opcode.V128Load64Zero)
        {
            var source = Address(at);
            MayFault(at);
            _assembler.Emit(at.Op == Opcode.V128Load32Zero ? VexScalarMove.Vmovss : VexScalarMove.Vmovsd, VectorResult(node), source);
        }
        else if (VectorOperations.Load(at.Op) is var load && load != default)
        {
            var source = Address(at);
            MayFault(at);
            _assembler.Emit(load, VectorResult(node), source);
        }
        else if (VectorOperations.Insert(at.Op) is var insert && insert != default)
        {
            var source = Address(at);
            MayFault(at);
            _assembler.Emit(insert, VectorResult(node), Vector(at.B), source, (byte)at.Type);
        }
        else if (VectorOperations.Extract(at.Op) is var extract && extract != default)
        {
            var destination = Address(at);
            MayFault(at);
            _assembler.Emit(extract, destination, Vector(at.B), (byte)at.Type);
        }
        else
        {
            return false;
        }

        return true;
    }
}
