using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Locals. The most used ones have a register for the whole function, so that they stay there across blocks and loops; the rest live in
/// their slots. Around calls those in registers are in their slots too: nothing is saved by callees.
/// </content>
internal sealed partial class BaselineCompiler
{
    // What a call costs a local in a register: at most a store and a load.

    private Local[] _locals = [];
    private int _localCount;
    private int _localSlots;
    private int _parameterSlots;
    private readonly BodySummary _summary = new();
    private readonly Buffer<int> _registerLocals = new(32);

    private static ReadOnlySpan<Register> LocalRegisters => [Rbx, R12, R13, Rsi, Rdi, R8, R9];

    private static ReadOnlySpan<VectorRegister> LocalVectors => [Xmm8, Xmm9, Xmm10, Xmm11, Xmm12, Xmm13, Xmm14];

    private struct Local
    {
        public OperandKind Kind;
        public int Slot;
        public bool HasRegister;

        /// <summary>In the sets of <see cref="LocalState"/>; 0 without a register.</summary>
        public uint Bit;
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

        _summary.Read(_definition.Body.Bytes.Span, _module.Syntax.Features, _localCount);
        ChooseRegisters();
        _temporaries = 0;
        foreach (var local in _registerLocals.Items)
        {
            _temporaries |= IsTemporary(local) ? _locals[local].Bit : 0;
        }
    }

    // Not of GC references: the collector looks at their slots wherever it runs.
    private bool IsTemporary(int local) => _summary.IsTemporary(local) && _locals[local].Kind != OperandKind.Reference;

    private void AddLocal(OperandKind kind)
    {
        if (_localCount == _locals.Length)
        {
            Array.Resize(ref _locals, Math.Max(16, 2 * _localCount));
        }

        _locals[_localCount++] = new Local { Kind = kind, Slot = _localSlots };
        _localSlots += kind.Slots();
    }

    // The most used ones. A parameter stays in the register it comes in, if that is one of locals.
    private void ChooseRegisters()
    {
        var general = ChooseMostUsed(LocalRegisters.Length, isVector: false);
        uint taken = 0;
        uint placed = 0;
        for (var bit = 0; bit < general; bit++)
        {
            if (IncomingRegister(_registerLocals[bit]) is { } register)
            {
                taken |= 1u << (int)register;
                placed |= 1u << bit;
                _locals[_registerLocals[bit]].Register = register;
            }
        }

        var next = 0;
        for (var bit = 0; bit < general; bit++)
        {
            if ((placed & (1u << bit)) == 0)
            {
                while ((taken & (1u << (int)LocalRegisters[next])) != 0)
                {
                    next++;
                }

                _locals[_registerLocals[bit]].Register = LocalRegisters[next++];
            }
        }

        var vectors = ChooseMostUsed(LocalVectors.Length, isVector: true);
        for (var index = 0; index < vectors; index++)
        {
            _locals[_registerLocals[general + index]].Vector = LocalVectors[index];
        }
    }

    private Register? IncomingRegister(int local) =>
        local < _signature.Parameters.Length && _signature.Parameters[local] is { IsOnStack: false } location
            && LocalRegisters.Contains((Register)location.Index)
            ? (Register)location.Index
            : null;

    // Those with the most uses first, of equals the first of them. Returns how many there are.
    private int ChooseMostUsed(int registers, bool isVector)
    {
        var first = _registerLocals.Count;
        var uses = _summary.Uses;
        for (var index = 0; index < _localCount; index++)
        {
            if (uses[index] == 0 || _locals[index].Kind.IsVector() != isVector)
            {
                continue;
            }

            if (_registerLocals.Count - first < registers)
            {
                _registerLocals.Add(index);
            }
            else if (uses[index] <= uses[_registerLocals.Last])
            {
                continue;
            }

            var place = _registerLocals.Count - 1;
            for (; place > first && uses[_registerLocals[place - 1]] < uses[index]; place--)
            {
                _registerLocals[place] = _registerLocals[place - 1];
            }

            _registerLocals[place] = index;
        }

        for (var bit = first; bit < _registerLocals.Count; bit++)
        {
            ref var local = ref _locals[_registerLocals[bit]];
            (local.HasRegister, local.Bit) = (true, 1u << bit);
        }

        return _registerLocals.Count - first;
    }

    private int[] LocalRoots()
    {
        var roots = new List<int>();
        for (var index = 0; index < _localCount; index++)
        {
            if (_locals[index].Kind == OperandKind.Reference && _summary.Uses[index] > 0)
            {
                roots.Add(_locals[index].Slot);
            }
        }

        return [.. roots];
    }

    private void LocalGet(int index)
    {
        FlushFlags();
        ref readonly var local = ref _locals[index];
        if (local.HasRegister && !IsInRegister(index))
        {
            LoadLocals(local.Bit);
            _state = _state with { Present = _state.Present | local.Bit };
        }

        PushOperand(local.Kind, Place.Local).Local = index;
    }

    private void LocalSet(int index, bool isTee)
    {
        // A comparison becomes a number where it goes: what happens before leaves the flags alone.
        if (!_locals[index].HasRegister)
        {
            FlushFlags();
        }

        ref var value = ref Pop();
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
            StoreTo(Home(local.Slot, local.Kind), value);
        }
        else if (local.Kind.IsVector())
        {
            LoadVectorOperand(local.Vector, value);
        }
        else if (value.Place == Place.Flags)
        {
            EmitCondition(value.Condition, local.Register);
        }
        else
        {
            LoadOperand(local.Register, value);
        }

        if (local.HasRegister)
        {
            _state = new LocalState(_state.Present | local.Bit, _state.Stored & ~local.Bit);
        }

        Release(value);
        if (isTee)
        {
            PushOperand(value.Kind, Place.Local).Local = index;
        }
    }
}
