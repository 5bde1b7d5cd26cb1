using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Locals. The most used ones have a register for the whole function, so that they stay there across blocks and loops and nothing is merged
/// where control joins; the rest live in their slots. Around calls they go to their slots and come back: nothing is saved by callees.
/// </content>
internal sealed partial class BaselineCompiler
{
    // A use in a loop counts as so many outside.
    private const int LoopWeight = 8;
    private const int MaximumWeight = 1 << 20;

    // What a call costs a local in a register: a store and a load.
    private const int CallCost = 2;

    private Local[] _locals = [];
    private int _localCount;
    private int _localSlots;
    private int _parameterSlots;
    private long[] _uses = [];
    private readonly List<int> _registerLocals = [];

    private static ReadOnlySpan<Register> LocalRegisters => [Rbx, R12, R13, Rsi, Rdi, R8, R9];

    private static ReadOnlySpan<VectorRegister> LocalVectors => [Xmm8, Xmm9, Xmm10, Xmm11, Xmm12, Xmm13, Xmm14];

    private struct Local
    {
        public OperandKind Kind;
        public int Slot;
        public bool HasRegister;
        public Register Register;
        public VectorRegister Vector;
    }

    private void AssignLocals()
    {
        _localCount = 0;
        _localSlots = 0;
        _registerLocals.Clear();
        foreach (var parameter in _native.KindsOf(_definition.TypeIndex).Parameters)
        {
            AddLocal(parameter);
        }

        _parameterSlots = _localSlots;
        foreach (var group in _definition.Locals)
        {
            var kind = _native.KindOf(group.Type);
            for (var count = group.Count; count > 0; count--)
            {
                AddLocal(kind);
            }
        }

        _highWater = _localSlots;
        if (_localCount > 0)
        {
            ChooseRegisters();
        }
    }

    private void AddLocal(OperandKind kind)
    {
        if (_localCount == _locals.Length)
        {
            Array.Resize(ref _locals, Math.Max(16, 2 * _localCount));
        }

        _locals[_localCount++] = new Local { Kind = kind, Slot = _localSlots };
        _localSlots += kind.Slots();
    }

    private void ChooseRegisters()
    {
        if (_uses.Length < _localCount)
        {
            _uses = new long[_locals.Length];
        }

        Array.Clear(_uses, 0, _localCount);
        var counter = new UseCounter(_uses);
        var reader = new BodyReader(_definition.Body.Bytes.Span, _module.Syntax.Features);
        while (!reader.IsAtEnd)
        {
            reader.Read(ref counter);
        }

        foreach (var register in LocalRegisters)
        {
            if (!TryTakeBest(counter.Calls, isVector: false, out var best))
            {
                break;
            }

            _locals[best].HasRegister = true;
            _locals[best].Register = register;
        }

        foreach (var register in LocalVectors)
        {
            if (!TryTakeBest(counter.Calls, isVector: true, out var best))
            {
                break;
            }

            _locals[best].HasRegister = true;
            _locals[best].Vector = register;
        }
    }

    private bool TryTakeBest(long calls, bool isVector, out int best)
    {
        best = -1;
        for (var index = 0; index < _localCount; index++)
        {
            if (!_locals[index].HasRegister && _locals[index].Kind.IsVector() == isVector && (best < 0 || _uses[index] > _uses[best]))
            {
                best = index;
            }
        }

        if (best < 0 || _uses[best] <= calls * CallCost)
        {
            return false;
        }

        _registerLocals.Add(best);
        return true;
    }

    private int[] LocalRoots()
    {
        var roots = new List<int>();
        for (var index = 0; index < _localCount; index++)
        {
            if (_locals[index].Kind == OperandKind.Reference)
            {
                roots.Add(_locals[index].Slot);
            }
        }

        return [.. roots];
    }

    // To the slots, before something that uses all registers or looks at the frame.
    private void StoreLocals()
    {
        foreach (var index in _registerLocals)
        {
            ref readonly var local = ref _locals[index];
            var home = FrameLayout.AddressOf(local.Slot, local.Kind);
            if (local.Kind.IsVector())
            {
                StoreVector(local.Kind, home, local.Vector);
            }
            else
            {
                _assembler.Mov(Qword, home, local.Register);
            }
        }
    }

    private void LoadLocals()
    {
        foreach (var index in _registerLocals)
        {
            ref readonly var local = ref _locals[index];
            var home = FrameLayout.AddressOf(local.Slot, local.Kind);
            if (local.Kind.IsVector())
            {
                LoadVector(local.Kind, local.Vector, home);
            }
            else
            {
                _assembler.Mov(local.Kind.Size(), local.Register, home);
            }
        }
    }

    private void LocalGet(int index)
    {
        FlushFlags();
        PushOperand(_locals[index].Kind, Place.Local).Local = index;
    }

    private void LocalSet(int index, bool isTee)
    {
        FlushFlags();
        var value = Pop();
        if (value.Place == Place.Local && value.Local == index)
        {
            if (isTee)
            {
                PushOperand(value.Kind, Place.Local).Local = index;
            }

            return;
        }

        DetachLocal(index);
        ref readonly var local = ref _locals[index];
        if (!local.HasRegister)
        {
            StoreTo(FrameLayout.AddressOf(local.Slot, local.Kind), value);
        }
        else if (local.Kind.IsVector())
        {
            LoadVectorOperand(local.Vector, value);
        }
        else
        {
            LoadOperand(local.Register, value);
        }

        Release(value);
        if (isTee)
        {
            PushOperand(value.Kind, Place.Local).Local = index;
        }
    }

    /// <summary>Counts uses of locals and calls, weighted by the loops around them.</summary>
    private struct UseCounter(long[] uses) : IInstructionVisitor
    {
        private readonly Stack<bool> _blocks = new();
        private long _weight = 1;

        public long Calls { get; private set; }

        public void Plain(Opcode opcode)
        {
            if (opcode == Opcode.End && _blocks.TryPop(out var isLoop) && isLoop && _weight > 1)
            {
                _weight /= LoopWeight;
            }
        }

        public void Block(Opcode opcode, BlockType type) => Open(opcode == Opcode.Loop);

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => Open(false);

        public void Index(Opcode opcode, int index)
        {
            if (opcode is Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee)
            {
                uses[index] += _weight;
            }
            else if (opcode is Opcode.Call or Opcode.CallRef)
            {
                Calls += _weight;
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (opcode == Opcode.CallIndirect)
            {
                Calls += _weight;
            }
        }

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                Plain(Opcode.End);
            }
        }

        public readonly void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
        }

        public readonly void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
        }

        public readonly void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
        }

        public readonly void Heap(Opcode opcode, HeapType type)
        {
        }

        public readonly void Memory(Opcode opcode, MemArg memArg)
        {
        }

        public readonly void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
        }

        public readonly void Lane(Opcode opcode, byte lane)
        {
        }

        public readonly void Vector(Opcode opcode, System.Runtime.Intrinsics.Vector128<byte> value)
        {
        }

        public readonly void Const32(Opcode opcode, uint bits)
        {
        }

        public readonly void Const64(Opcode opcode, ulong bits)
        {
        }

        private void Open(bool isLoop)
        {
            isLoop &= _weight < MaximumWeight;
            _blocks.Push(isLoop);
            if (isLoop)
            {
                _weight *= LoopWeight;
            }
        }
    }
}
