using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using CallingConvention = ConformanceLab.Wasm.Codegen.Abi.CallingConvention;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// Compiles a function in one pass over its body: an abstract stack says for each operand whether it is a constant, a local, in a register
/// or in its canonical slot, and code is emitted only where a value is needed. The object is a set of buffers to be used for one function
/// after another, by one thread.
/// </summary>
internal sealed partial class BaselineCompiler
{
    // Two bytes of a body can move a thousand values. What honest compilers emit grows tenfold, not a thousandfold.
    private const int MaximumCode = 64 << 20;

    private readonly Assembler _assembler = new();
    private readonly Buffer<TrapSite> _trapSites = new(64);
    private readonly Buffer<CallSite> _callSites = new(64);
    private readonly OwnCalls _ownCalls;
    private readonly NativeModule _native;
    private readonly LoadedModule _module;
    private readonly bool _consumesFuel;
    private readonly bool _countsBlocks;
    private SignatureLayout _signature = null!;
    private int _index;
    private FunctionDefinition _definition = null!;
    private int _bytecode;

    // The module's bytes, and where the body is in them. No structures of .NET among these fields: compiled ahead of time, code would not know how large they
    // are, and would look up where each field of this object is.
    private byte[] _bytes = [];
    private int _bodyStart;
    private int _bodyLength;
    private FrameStyle _frame;
    private bool _needsFrame;
    private int _framePatch;
    private int _outgoing;
    private int _highWater;

    /// <summary>A compiler for the functions of a module.</summary>
    public BaselineCompiler(NativeModule native)
    {
        _native = native;
        _module = native.Module;
        _consumesFuel = _module.Engine.Options.ConsumeFuel;
        _countsBlocks = _module.Engine.Options.CountBlocks;
        _ownCalls = new OwnCalls(native);
    }

    /// <summary>Compiles a function.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="buffer">Where its code is kept.</param>
    /// <param name="trace">Notes which code belongs to what, if somebody wants to know.</param>
    public CompiledFunction Compile(int index, CodeBuffer buffer, CompilationTrace? trace = null)
    {
        _trace = trace;
        _index = index;
        _definition = _module.Syntax.Functions[index];
        _signature = _native.SignatureOf(_definition.TypeIndex);
        var body = MemoryMarshal.TryGetArray(_definition.Body.Bytes, out var bytes) ? bytes : _definition.Body.Bytes.ToArray();
        (_bytes, _bodyStart, _bodyLength) = (body.Array!, body.Offset, body.Count);
        AssignLocals();
        _frame = SimplestFrame();
        int frame;
        while (!TryCompile(out frame))
        {
            _frame = frame > CallingConvention.LeafFrame ? FrameStyle.Checked : FrameStyle.Leaf;
        }

        if (_frame != FrameStyle.None)
        {
            _assembler.Patch32(_framePatch, -frame);
        }

        PatchLandings(frame);
        TraceFrame(frame);
        Trace(CodePart.Constants, _bytecode);
        var trapSites = new TrapSites(_trapSites.Items, _frame != FrameStyle.None);
        return new CompiledFunction(
            buffer.Keep(_assembler.Finish()), trapSites, _callSites.Items.ToArray(), _native.Module.ImportedFunctions + index)
        {
            Stagger = _assembler.Stagger,

            // A budget that is used up calls managed code.
            IsBrief = _frame == FrameStyle.None && _native.Tiering is null,
            BodyOffset = Math.Max(_definition.Body.Offset, 0),
            DirectCalls = [.. _ownCalls.DirectCalls],
            RootNodes = _roots.Items.ToArray(),
            LocalRoots = LocalRoots(),
            Handlers = _handlers.Items.ToArray(),
            LoopEntries = _loopEntries.Items.ToArray(),
            Counters = _assembler.Counters,
        };
    }

    // False if another style of frame is needed.
    private bool TryCompile(out int frame)
    {
        frame = 0;
        _bytecode = 0;
        _outgoing = 0;
        _needsFrame = false;
        _tested = new Tested(-1, default, default);
        _assembler.Reset(_countsBlocks && _trace is null, EntryStagger.Of(_index));
        if (_module.Engine.Options.PlantedInstruction is var (function, block) && function == _module.ImportedFunctions + _index)
        {
            _assembler.Plant(block);
        }

        _trapSites.Clear();
        _callSites.Clear();
        ResetColdCode();
        ResetHandlers();
        ResetOperands();
        _trace?.Restart();
        Trace(CodePart.Prologue, _bytecode);
        EmitPrologue();
        OpenFunction();
        var reader = new BodyReader(_definition.Body.Bytes.Span, _module.Syntax.Features);
        var visitor = new Visitor(this);
        while (_blocks.Count > 0)
        {
            _bytecode = reader.Position;
            Trace(CodePart.Body, _bytecode);
            reader.Read(ref visitor);
            if (_needsFrame && _frame == FrameStyle.None)
            {
                return false;
            }

            if (_assembler.Offset > MaximumCode)
            {
                throw new OutOfMemoryException(
                    $"a function of {_definition.Body.Bytes.Length} bytes needs more than {MaximumCode} bytes of native code");
            }
        }

        EmitColdCode();

        // rsp is a multiple of 16 at calls; push rbp and the instance are 16 bytes below the return address.
        frame = (8 * _highWater) + _outgoing;
        frame = ((frame + 8 + 15) & -16) - 8;
        return _frame switch
        {
            FrameStyle.None => !_needsFrame,
            FrameStyle.Leaf or FrameStyle.Small => frame <= CallingConvention.LeafFrame,
            _ => true,
        };
    }

    // Fuel is counted in instructions, so that tiers agree to the last one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeFuel()
    {
        if (_consumesFuel)
        {
            EmitFuel();
        }
    }

    private void EmitFuel()
    {
        FlushFlags();
        _assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Emit(Sub, Qword, new MemoryOperand(R11, LayoutOffsets.StoreFuel), 1);

        // Signed: after a trap the counter stays below 0, and the next instruction must trap as well.
        _assembler.Jcc(Condition.Less, TrapLabel(TrapCode.OutOfFuel));
    }
}
