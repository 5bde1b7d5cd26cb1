using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Moves between places: registers, slots, constants.</content>
internal sealed partial class Emitter
{
    private void EmitMoves(List<Move>? moves)
    {
        if (moves is null)
        {
            return;
        }

        foreach (var move in moves)
        {
            _resolver.Add(move.From, move.To, move.Kind);
        }

        ResolveMoves();
    }

    private void ResolveMoves() => _resolver.Resolve(
        _emitMove ??= EmitMove, static kind => kind.IsVector() ? Locations.FirstVector + (int)WorkVector : (int)Scratch);

    private static MemoryOperand SlotAddress(int location, OperandKind kind = OperandKind.I64) =>
        FrameLayout.AddressOf(location - Locations.FirstSlot, kind);

    // Between instructions, where nobody wants anything in the flags.
    private void EmitMove(Move move)
    {
        var (from, to, kind) = move;
        if (Locations.IsConstant(from) && Locations.IsRegister(to) && !kind.IsVector() && BitsOf(~from) == 0)
        {
            _assembler.Emit(Xor, Dword, Locations.ToRegister(to), Locations.ToRegister(to));
        }
        else if (kind.IsVector())
        {
            EmitVectorMove(from, to, kind);
        }
        else if (Locations.IsRegister(to))
        {
            LoadTo(Locations.ToRegister(to), from, kind);
        }
        else if (Locations.IsRegister(from))
        {
            _assembler.Mov(Qword, SlotAddress(to), Locations.ToRegister(from));
        }
        else if (Locations.IsConstant(from) && (int)_graph[~from].Bits is var small && _graph[~from].Bits == small && small >= 0)
        {
            _assembler.Mov(Qword, SlotAddress(to), small);
        }
        else
        {
            // By a vector register: the general one may be in use by a cycle.
            if (Locations.IsConstant(from))
            {
                _assembler.Vmovq(ScratchVector, _assembler.Constant(BitsOf(~from)));
            }
            else
            {
                _assembler.Vmovq(ScratchVector, SlotAddress(from));
            }

            _assembler.Vmovq(SlotAddress(to), ScratchVector);
        }
    }

    private ulong BitsOf(int constant) =>
        _graph[constant].Kind == OperandKind.I32 ? (uint)_graph[constant].Bits : (ulong)_graph[constant].Bits;

    private void LoadTo(Register register, int from, OperandKind kind)
    {
        if (Locations.IsConstant(from))
        {
            _assembler.Mov(register, (long)BitsOf(~from));
        }
        else if (Locations.IsSlot(from))
        {
            _assembler.Mov(kind.Size(), register, SlotAddress(from));
        }
        else if (Locations.ToRegister(from) != register)
        {
            _assembler.Mov(kind.Size(), register, Locations.ToRegister(from));
        }
    }

    private void EmitVectorMove(int from, int to, OperandKind kind)
    {
        if (!Locations.IsRegister(to))
        {
            var source = Locations.IsRegister(from) ? Locations.ToVector(from) : ScratchVector;
            LoadTo(source, from, kind);
            StoreVector(kind, SlotAddress(to, kind), source);
        }
        else
        {
            LoadTo(Locations.ToVector(to), from, kind);
        }
    }

    private void LoadTo(VectorRegister register, int from, OperandKind kind)
    {
        if (Locations.IsConstant(from))
        {
            if (_graph[~from].Bits == 0)
            {
                _assembler.Emit(VexRvm.Vxorps, register, register, register);
            }
            else if (kind == OperandKind.V128 && _graph.Vectors[(int)_graph[~from].Bits] == Vector128<byte>.AllBitsSet)
            {
                _assembler.Emit(VexRvm.Vpcmpeqd, register, register, register);
            }
            else
            {
                LoadVector(kind, register, FloatOperand(from, kind));
            }
        }
        else if (Locations.IsSlot(from))
        {
            LoadVector(kind, register, SlotAddress(from, kind));
        }
        else if (Locations.ToVector(from) != register)
        {
            _assembler.Emit(VexMove.Vmovaps, register, Locations.ToVector(from));
        }
    }

    private void LoadVector(OperandKind kind, VectorRegister register, MemoryOperand source)
    {
        if (kind == OperandKind.V128)
        {
            _assembler.Emit(VexMove.Vmovups, register, source);
        }
        else
        {
            _assembler.Emit(kind == OperandKind.F32 ? VexScalarMove.Vmovss : VexScalarMove.Vmovsd, register, source);
        }
    }

    private void StoreVector(OperandKind kind, MemoryOperand destination, VectorRegister register)
    {
        if (kind == OperandKind.V128)
        {
            _assembler.Emit(VexMove.Vmovups, destination, register);
        }
        else
        {
            _assembler.Emit(kind == OperandKind.F32 ? VexScalarMove.Vmovss : VexScalarMove.Vmovsd, destination, register);
        }
    }

    // What an instruction on vector registers reads from memory: a slot or a constant.
    private MemoryOperand FloatOperand(int location, OperandKind kind) =>
        Locations.IsSlot(location) ? SlotAddress(location, kind)
        : kind == OperandKind.V128 ? _assembler.Constant(_graph.Vectors[(int)_graph[~location].Bits])
        : kind == OperandKind.F32 ? _assembler.Constant((uint)_graph[~location].Bits)
        : _assembler.Constant((ulong)_graph[~location].Bits);
}
