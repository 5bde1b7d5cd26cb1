using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

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
    private readonly List<TrapSite> _trapSites = [];
    private readonly List<CallSite> _callSites = [];
    private readonly NativeModule _native;
    private readonly LoadedModule _module;
    private readonly bool _consumesFuel;
    private SignatureLayout _signature = null!;
    private FunctionDefinition _definition = null!;
    private int _bytecode;
    private int _framePatch;
    private int _outgoing;
    private int _highWater;

    /// <summary>A compiler for the functions of a module.</summary>
    public BaselineCompiler(NativeModule native)
    {
        _native = native;
        _module = native.Module;
        _consumesFuel = _module.Engine.Options.ConsumeFuel;
    }

    /// <summary>Compiles a function.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    public CompiledFunction Compile(int index)
    {
        _definition = _module.Syntax.Functions[index];
        _bytecode = 0;
        _assembler.Reset();
        _trapSites.Clear();
        _callSites.Clear();
        ResetHandlers();
        _signature = _native.SignatureOf(_definition.TypeIndex);
        _outgoing = 0;
        ResetOperands();
        AssignLocals();
        EmitPrologue();
        OpenFunction();
        var reader = new BodyReader(_definition.Body.Bytes.Span, _module.Syntax.Features);
        var visitor = new Visitor(this);
        while (_blocks.Count > 0)
        {
            _bytecode = reader.Position;
            reader.Read(ref visitor);
            if (_assembler.Offset > MaximumCode)
            {
                throw new OutOfMemoryException(
                    $"a function of {_definition.Body.Bytes.Length} bytes needs more than {MaximumCode} bytes of native code");
            }
        }

        EmitColdCode();
        var frame = (8 * _highWater) + _outgoing;
        // rsp is a multiple of 16 at calls; push rbp and the instance are 16 bytes below the return address.
        frame = ((frame + 8 + 15) & -16) - 8;
        _assembler.Patch32(_framePatch, -frame);
        PatchLandings(frame);
        var code = _assembler.Finish();
        _trapSites.Sort(static (one, other) => one.Offset.CompareTo(other.Offset));
        return new CompiledFunction(code.ToArray(), new TrapSites([.. _trapSites]), [.. _callSites], _native.Module.ImportedFunctions + index)
        {
            BodyOffset = Math.Max(_definition.Body.Offset, 0),
            RootNodes = [.. _roots],
            LocalRoots = LocalRoots(),
            Handlers = [.. _handlers],
        };
    }

    // push rbp; mov rbp, rsp; push r15; then the check that the frame fits, before anything is written to it.
    private void EmitPrologue()
    {
        _assembler.Push(Rbp);
        _assembler.Mov(Qword, Rbp, Rsp);
        _assembler.Push(R15);
        _assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Lea(Qword, Rax, new MemoryOperand(Rsp, int.MinValue / 2));
        _framePatch = _assembler.Offset - 4;
        _assembler.Emit(Cmp, Qword, Rax, new MemoryOperand(R11, LayoutOffsets.StoreStackLimit));
        _assembler.Jcc(Condition.Below, TrapLabel(TrapCode.CallStackExhausted));
        _assembler.Mov(Qword, Rsp, Rax);
        TakeParameters();
        ClearLocals();
        EmitPoll();
    }

    // spec: exec-invoke, default values of locals.
    private void ClearLocals()
    {
        for (var index = _signature.Parameters.Length; index < _localCount; index++)
        {
            ref readonly var local = ref _locals[index];
            if (local.HasRegister && local.Kind.IsVector())
            {
                _assembler.Emit(VexRvm.Vxorps, local.Vector, local.Vector, local.Vector);
            }
            else if (local.HasRegister)
            {
                _assembler.Emit(Xor, Dword, local.Register, local.Register);
            }
        }

        ClearSlots();
    }

    // Two slots at a time; many in a loop. Those of locals in registers too, where that is simpler.
    private void ClearSlots()
    {
        const int Unrolled = 32;
        var count = _localSlots - _parameterSlots;
        if (count <= Unrolled)
        {
            for (var index = _signature.Parameters.Length; index < _localCount; index++)
            {
                ref readonly var local = ref _locals[index];
                for (var part = 0; part < local.Kind.Slots() && !local.HasRegister; part++)
                {
                    _assembler.Mov(Qword, Home(local.Slot + part, OperandKind.I64), 0);
                }
            }

            return;
        }

        // From the lowest address, which is the last slot's.
        ClearScratchVector();
        _assembler.Lea(Qword, Scratch, Home(_localSlots - 1, OperandKind.I64));
        _assembler.Mov(R10, count / 2);
        var loop = _assembler.BindNew();
        StoreVector(OperandKind.V128, new MemoryOperand(Scratch), ScratchVector);
        _assembler.Emit(Add, Qword, Scratch, 16);
        _assembler.Emit(Sub, Dword, R10, 1);
        _assembler.Jcc(Condition.NotEqual, loop);
        if (count % 2 != 0)
        {
            _assembler.Mov(Qword, new MemoryOperand(Scratch), 0);
        }
    }

    // A request to stop is looked for at function entries and loop heads.
    private void EmitPoll()
    {
        _assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Emit(Cmp, Dword, new MemoryOperand(R11, LayoutOffsets.StoreInterruptWord), 0);
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        _assembler.Jcc(Condition.NotEqual, stub);
        _assembler.Bind(back);
        AddCold(new ColdPoll(stub, back, _bytecode, RootsNow(0), _state));
    }

    // Fuel is counted in instructions, so that tiers agree to the last one.
    private void TakeFuel()
    {
        if (_consumesFuel)
        {
            FlushFlags();
            _assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
            _assembler.Emit(Sub, Qword, new MemoryOperand(R11, LayoutOffsets.StoreFuel), 1);
            // Signed: after a trap the counter stays below 0, and the next instruction must trap as well.
            _assembler.Jcc(Condition.Less, TrapLabel(TrapCode.OutOfFuel));
        }
    }
}
