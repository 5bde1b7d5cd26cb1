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

    // So many bytes of machine code take less than a microsecond.
    private const int BriefBytes = 512;

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
    private int[] _offsets = [];
    private readonly List<Block> _emitted = [];
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
        _assembler.Reset(_module.Engine.Options.CountBlocks && trace is null, EntryStagger.Of(index));
        _trapSites.Clear();
        _callSites.Clear();
        _roots.Clear();
        ResetCold();
        _function = _module.ImportedFunctions + index;
        if (_module.Engine.Options.PlantedInstruction is var (function, planted) && function == _function)
        {
            _assembler.Plant(planted);
        }

        _start = _assembler.NewLabel();
        _assembler.Bind(_start);
        _ownCalls.Reset(_start, isAlone: _module.Engine.Options.CountBlocks || trace is not null);
        MeasureFrame();
        FindSafepoints();
        PlaceBlocks();
        Trace(CodePart.Prologue, 0);
        EmitPrologue();
        foreach (var block in _emitted)
        {
            EmitBlock(block);
        }

        EmitCold();
        Trace(CodePart.Constants, _bytecode);
        TraceFrame(definition);
        return new CompiledFunction(
            _assembler.Finish().ToArray(), new TrapSites(CollectionsMarshal.AsSpan(_trapSites), _hasFrame), [.. _callSites], _module.ImportedFunctions + index)
        {
            Tier = Tier.Optimizing,
            Stagger = _assembler.Stagger,
            IsBrief = !_hasFrame && _assembler.Offset <= BriefBytes && !_emitted.Exists(static block => block.LoopEnd is not null),
            LoopEntries = loop is { } bytecode ? [new LoopEntry(0, bytecode)] : [],
            BodyOffset = Math.Max(definition.Body.Offset, 0),
            DirectCalls = [.. _ownCalls.DirectCalls],
            RootNodes = [.. _roots],
            Handlers = FinishHandlers(),
            Counters = _assembler.Counters,
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
            _hasFrame |= !Signatures.CallsNothing(at.Op);
            if (at.Op == Ops.Landing)
            {
                _helperSlots = Math.Max(
                    _helperSlots, _native.CaughtBy((HandlerKind)at.Type, at.Index).Sum(static kind => kind.Slots()));
            }
            else if (at.Op is Ops.Helper or Ops.Raise)
            {
                _helperSlots = Math.Max(_helperSlots, Math.Max(1, SlotsOf(at)));
            }
            else if (Ops.IsAllocation(at.Op))
            {
                // The staged values, or the value and the length; and the result.
                _helperSlots = Math.Max(_helperSlots, Math.Max(3, Lowering.IsStaged(at) ? SlotsOf(at) : 0) + 1);
            }
            else if (Ops.HasSignature(at.Op))
            {
                var signature = _native.SignatureOf(at.Type);
                _outgoing = Math.Max(_outgoing, signature.ParameterStackBytes + signature.ResultStackBytes);
            }
        }
    }

    // Slots that the inputs of a list take one behind the other.
    private int SlotsOf(in Node at)
    {
        var slots = 0;
        for (var index = 0; index < at.InputCount; index++)
        {
            slots += _graph[_graph.Lists[at.A + index]].Kind.Slots();
        }

        return slots;
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
        // Exceptions are exceptions: landings are out of the way.
        var count = _graph.Blocks.Count;
        _emitted.Clear();
        _emitted.AddRange(_graph.Blocks.FindAll(block => !IsLanding(block)));
        _emitted.AddRange(_graph.Blocks.FindAll(IsLanding));
        _labels = new Label[count];
        _offsets = new int[count];
        _nextEmitted = new Block?[count];
        Block? next = null;
        for (var place = count - 1; place >= 0; place--)
        {
            var block = _emitted[place];
            _labels[block.Index] = _assembler.NewLabel();
            _nextEmitted[block.Index] = next;
            next = IsEmpty(block) ? next : block;
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
        _flags = new(-1, default, default);
        _offsets[block.Index] = _assembler.Offset;
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

    // A register that this instruction has for itself.
    private Register Temporary(int index = 0) =>
        Locations.ToRegister(_liveness.Intervals[_lowering.Temporaries[_number] + index]!.Location);

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
                if (block.LoopDepth == 1)
                {
                    Delay.Emit(_assembler, Scratch, _module.Engine.Options.PlantedDelays.Loop);
                }

                break;
            case Ops.Fuel:
                EmitFuel(at);
                break;
            case Ops.Landing:
                EmitLanding(node, at);
                break;
            case Ops.Jump:
                EmitMoves(_frame.EdgeMoves[block.Index]);
                JumpTo(block.Successors[0].To, block);
                break;
            case Ops.Branch:
                EmitBranch(at.A, block);
                break;
            case Ops.Switch:
                EmitSwitch(at.A, block);
                break;
            case Ops.Return:
                EmitReturn(at);
                break;
            case Ops.Trap:
                _assembler.Jmp(TrapLabel((TrapCode)at.Index));
                break;
            default:
                if (!TryEmitInteger(node, at) && !TryEmitFloat(node, at) && !TryEmitConversion(node, at) && !TryEmitVector(node, at)
                    && !TryEmitMemory(node, at) && !TryEmitAggregate(node, at) && !TryEmitCall(node, at))
                {
                    throw new NotSupportedException($"the optimizing compiler does not have {at.Op.Mnemonic()}");
                }

                break;
        }
    }
}
