using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Writes the code of an allocated graph: instructions in order, each with what <see cref="Lowering"/> has folded into it, and the moves of
/// <see cref="FrameMap"/> between them. r11, xmm14 and xmm15 belong to no value.
/// </summary>
internal sealed partial class Emitter(NativeModule native)
{
    // rax, rbx, r10, r12: what a call through a record needs before the arguments are in their places.
    internal const uint CallClobbers = (1u << (int)Rax) | (1u << (int)Rbx) | (1u << (int)R10) | (1u << (int)R12);

    private const Register Scratch = R11;
    private const VectorRegister ScratchVector = VectorRegister.Xmm15;
    private const VectorRegister WorkVector = VectorRegister.Xmm14;

    private readonly NativeModule _native = native;
    private readonly LoadedModule _module = native.Module;
    private readonly Assembler _assembler = new();
    private readonly MoveResolver _resolver = new();
    private readonly List<TrapSite> _trapSites = [];
    private readonly List<CallSite> _callSites = [];
    private readonly List<RootNode> _roots = [];
    private Graph _graph = null!;
    private Lowering _lowering = null!;
    private LinearScan _allocation = null!;
    private Liveness _liveness = null!;
    private FrameMap _frame = null!;
    private IReadOnlyList<HelperCall> _helpers = [];
    private SignatureLayout _signature = null!;
    private Label[] _labels = [];
    private Block?[] _nextEmitted = [];
    private int _number;
    private int _bytecode;
    private Action<Move>? _emitMove;
    private CompilationTrace? _trace;
    private bool _hasFrame;
    private int _function;
    private Label _start;
    private bool _isLoop;
    private int _outgoing;
    private int _helperSlots;
    private int _saveSlots;
    private int _frameBytes;

    /// <summary>Emits a function, or what goes on in it at the head of a loop.</summary>
    public CompiledFunction Emit(
        int index,
        Graph graph,
        Lowering lowering,
        Liveness liveness,
        LinearScan allocation,
        FrameMap frame,
        IReadOnlyList<HelperCall> helpers,
        int? loop,
        CompilationTrace? trace)
    {
        _isLoop = loop is not null;
        _trace = trace;
        _trace?.Restart();
        _graph = graph;
        _lowering = lowering;
        _liveness = liveness;
        _allocation = allocation;
        _frame = frame;
        _helpers = helpers;
        var definition = _module.Syntax.Functions[index];
        _signature = _native.SignatureOf(definition.TypeIndex);
        _assembler.Reset();
        _trapSites.Clear();
        _callSites.Clear();
        _roots.Clear();
        ResetCold();
        _function = _module.ImportedFunctions + index;
        _start = _assembler.NewLabel();
        _assembler.Bind(_start);
        MeasureFrame();
        FindPollLiveness();
        PlaceBlocks();
        Trace(CodePart.Prologue, 0);
        EmitPrologue();
        foreach (var block in _graph.Blocks)
        {
            EmitBlock(block);
        }

        EmitCold();
        Trace(CodePart.Constants, _bytecode);
        TraceFrame(definition);
        return new CompiledFunction(
            _assembler.Finish().ToArray(), new TrapSites([.. _trapSites]), [.. _callSites], _module.ImportedFunctions + index)
        {
            Tier = Tier.Optimizing,
            LoopEntries = loop is { } bytecode ? [new LoopEntry(0, bytecode)] : [],
            BodyOffset = Math.Max(definition.Body.Offset, 0),
            RootNodes = [.. _roots],
        };
    }

    // Everything that makes a frame as large as it is, before the first instruction.
    private void MeasureFrame()
    {
        _outgoing = _helperSlots = _saveSlots = 0;
        _hasFrame = _isLoop || _frame.SlotCount > 0 || _signature.ParameterStackBytes > 0 || _signature.ResultStackBytes > 0;
        foreach (var node in _lowering.Order)
        {
            if (node < 0)
            {
                continue;
            }

            ref readonly var at = ref _graph[node];
            _hasFrame |= !Signatures.IsPure(at.Op) && at.Op is not (Ops.Jump or Ops.Branch or Ops.Return or Ops.Constant or Opcode.GlobalGet
                or Opcode.GlobalSet);
            if (at.Op == Ops.Helper)
            {
                _helperSlots = Math.Max(_helperSlots, Math.Max(1, at.InputCount));
            }
            else if (at.IsList && at.Op is not Ops.Return)
            {
                var signature = _native.SignatureOf(at.Type);
                _outgoing = Math.Max(_outgoing, signature.ParameterStackBytes + signature.ResultStackBytes);
            }
        }
    }

    private bool IsEmpty(Block block)
    {
        var number = _lowering.BlockStarts[block.Index];
        return number == _lowering.LastOf(block) && block.Index > 0 && _graph[_lowering.Order[number]].Op == Ops.Jump
            && _frame.Stores[number] is null && _frame.Splits[number] is null && _frame.EdgeMoves[block.Index] is null
            && _frame.EntryMoves[block.Index] is null && block.Successors[0].To != block && block.LoopEnd is null;
    }

    private void PlaceBlocks()
    {
        var count = _graph.Blocks.Count;
        _labels = new Label[count];
        _nextEmitted = new Block?[count];
        Block? next = null;
        for (var index = count - 1; index >= 0; index--)
        {
            _labels[index] = _assembler.NewLabel();
            _nextEmitted[index] = next;
            next = IsEmpty(_graph.Blocks[index]) ? next : _graph.Blocks[index];
        }
    }

    // Where a branch to a block really goes.
    private Block Final(Block block)
    {
        while (IsEmpty(block))
        {
            block = block.Successors[0].To;
        }

        return block;
    }

    private void EmitBlock(Block block)
    {
        if (IsEmpty(block))
        {
            return;
        }

        if (block.LoopEnd is not null)
        {
            _assembler.Align(16);
        }

        _assembler.Bind(_labels[block.Index]);
        EmitMoves(_frame.EntryMoves[block.Index]);
        for (var number = _lowering.BlockStarts[block.Index]; number <= _lowering.LastOf(block); number++)
        {
            _number = number;
            EmitMoves(_frame.Stores[number]);
            EmitMoves(_frame.Splits[number]);
            var node = _lowering.Order[number];
            if (node < 0)
            {
                TakeParameters(block);
                continue;
            }

            _bytecode = _graph[node].Bytecode;
            Trace(CodePart.Body, _bytecode);
            EmitNode(node, block);
        }
    }

    private void Trace(CodePart part, int bytecode) => _trace?.Begin(_assembler.Offset, part, bytecode);

    // Values have places, locals have none.
    private void TraceFrame(Modules.FunctionDefinition definition)
    {
        if (_trace is not null)
        {
            _trace.FrameBytes = _hasFrame ? _frameBytes - FrameLayout.Instance : 0;
            _trace.LocalSlots = 0;
            _trace.Locals = new (string?, int?)[_signature.Parameters.Length + definition.Locals.Sum(static group => (int)group.Count)];
        }
    }

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

    private static MemoryOperand SlotAddress(int location) => FrameLayout.AddressOf(location - Locations.FirstSlot, OperandKind.I64);

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
            _assembler.Vmovq(SlotAddress(to), source);
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
            else
            {
                _assembler.Emit(kind == OperandKind.F32 ? VexScalarMove.Vmovss : VexScalarMove.Vmovsd, register, FloatOperand(from, kind));
            }
        }
        else if (Locations.IsSlot(from))
        {
            _assembler.Vmovq(register, SlotAddress(from));
        }
        else if (Locations.ToVector(from) != register)
        {
            _assembler.Emit(VexMove.Vmovaps, register, Locations.ToVector(from));
        }
    }

    // What a float instruction reads from memory: a slot or a constant.
    private MemoryOperand FloatOperand(int location, OperandKind kind) =>
        Locations.IsSlot(location) ? SlotAddress(location)
        : kind == OperandKind.F32 ? _assembler.Constant((uint)_graph[~location].Bits)
        : _assembler.Constant((ulong)_graph[~location].Bits);

    // Where an input of this instruction is.
    private int Where(int value)
    {
        if (_graph[value].Op == Ops.Constant && _graph[value].Block < 0)
        {
            return ~value;
        }

        for (var use = _lowering.UseStarts[_number]; use < _lowering.UseStarts[_number + 1]; use++)
        {
            if (_lowering.Uses[use].Value == value)
            {
                return _frame.LocationOf(_lowering.Uses[use]);
            }
        }

        throw new InvalidOperationException($"instruction {_number} has no input {value}");
    }

    private Register General(int value) => Locations.ToRegister(Where(value));

    private VectorRegister Vector(int value) => Locations.ToVector(Where(value));

    // Where the value of this instruction goes.
    private Register Result(int node) => Locations.ToRegister(_liveness.Intervals[node]!.Location);

    private VectorRegister VectorResult(int node) => Locations.ToVector(_liveness.Intervals[node]!.Location);

    private void EmitNode(int node, Block block)
    {
        var at = _graph[node];
        switch (at.Op)
        {
            case Ops.Constant:
                EmitMove(new Move(~node, _liveness.Intervals[node]!.Location, at.Kind));
                break;
            case Ops.Poll:
                EmitPoll();
                break;
            case Ops.Jump:
                EmitMoves(_frame.EdgeMoves[block.Index]);
                JumpTo(block.Successors[0].To, block);
                break;
            case Ops.Branch:
                EmitBranch(at.A, block);
                break;
            case Ops.Switch:
                EmitSwitch(node, at.A, block);
                break;
            case Ops.Return:
                EmitReturn(at);
                break;
            case Ops.Trap:
                _assembler.Jmp(TrapLabel((TrapCode)at.Index));
                break;
            default:
                if (!TryEmitInteger(node, at) && !TryEmitFloat(node, at) && !TryEmitConversion(node, at) && !TryEmitMemory(node, at)
                    && !TryEmitCall(node, at))
                {
                    throw new NotSupportedException($"the optimizing compiler does not have {at.Op.Mnemonic()}");
                }

                break;
        }
    }

    private void JumpTo(Block target, Block from)
    {
        target = Final(target);
        if (_nextEmitted[from.Index] != target)
        {
            _assembler.Jmp(_labels[target.Index]);
        }
    }

    private void EmitBranch(int value, Block block)
    {
        var condition = EmitCondition(value);
        var taken = Final(block.Successors[0].To);
        var other = Final(block.Successors[1].To);
        var next = _nextEmitted[block.Index];
        if (taken == next)
        {
            _assembler.Jcc(condition.Negate(), _labels[other.Index]);
        }
        else
        {
            _assembler.Jcc(condition, _labels[taken.Index]);
            if (other != next)
            {
                _assembler.Jmp(_labels[other.Index]);
            }
        }
    }

    private void EmitSwitch(int node, int value, Block block)
    {
        var count = block.Cases.Length - 1;
        var index = General(value);
        var fallback = _labels[Final(block.Successors[block.Cases[count]].To).Index];
        _assembler.Emit(Cmp, Dword, index, count);
        _assembler.Jcc(Condition.AboveOrEqual, fallback);
        if (count == 0)
        {
            return;
        }

        var targets = new Label[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = _labels[Final(block.Successors[block.Cases[i]].To).Index];
        }

        var temporary = Result(node);
        var table = _assembler.NewJumpTable(targets);
        _assembler.Lea(Qword, Scratch, MemoryOperand.Relative(table));
        _assembler.Movsx(Qword, Dword, temporary, new MemoryOperand(Scratch, index, 4));
        _assembler.Emit(Add, Qword, Scratch, temporary);
        _assembler.Jmp(Scratch);
    }
}
