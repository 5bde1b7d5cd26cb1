using System.Numerics;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// The abstract stack and the registers that operands use. Invariants: a register belongs to at most one operand or to the instruction that
/// is being compiled (<see cref="_usedRegisters"/>); only the topmost operand can be in the flags; r11 and xmm15 are anybody's for a moment.
/// </content>
internal sealed partial class BaselineCompiler
{
    private const Register Scratch = R11;
    private const VectorRegister ScratchVector = Xmm15;

    // Registers of operands, as bits; those of locals are in Locals.cs.
    private const uint OperandRegisters = 1u << (int)Rax | 1u << (int)Rcx | 1u << (int)Rdx | 1u << (int)R10;
    private const int OperandVectors = 8;

    // Operands that are deeper are in their slots: whoever looks for those that are not has so many to look at, however deep the stack is.
    private const int Window = 256;

    private readonly Buffer<RootNode> _roots = new(32);
    private Operand[] _operands = new Operand[64];
    private int _count;
    private uint _usedRegisters;
    private uint _usedVectors;

    private void ResetOperands()
    {
        _count = 0;
        _usedRegisters = 0;
        _usedVectors = 0;
        _highWater = _localSlots;
        _roots.Clear();
    }

    // The slot behind the topmost operand.
    private int NextSlot
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _count == 0 ? _localSlots : _operands[_count - 1].Slot + _operands[_count - 1].Kind.Slots();
    }

    // The canonical place of a value.
    private MemoryOperand Home(int slot, OperandKind kind)
    {
        _needsFrame = true;
        return FrameLayout.AddressOf(slot, kind);
    }

    private ref Operand PushOperand(OperandKind kind, Place place)
    {
        var (slot, roots) = (_localSlots, CompiledFunction.NoRoots);
        var (operands, count) = (_operands, _count);
        if (count > 0)
        {
            ref var top = ref operands[count - 1];
            (slot, roots) = (top.Slot + top.Kind.Slots(), top.Roots);
        }

        // The rest is done where nothing is kept, so that the frequent case has no frame.
        if (kind == OperandKind.Reference || count >= operands.Length || count >= Window)
        {
            return ref PushRareOperand(kind, place, slot, roots);
        }

        return ref PutOperand(kind, place, slot, roots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Operand PutOperand(OperandKind kind, Place place, int slot, int roots)
    {
        ref var operand = ref _operands[_count++];
        operand = new Operand { Kind = kind, Place = place, Slot = slot, Roots = roots };
        _highWater = Math.Max(_highWater, slot + kind.Slots());
        return ref operand;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref Operand PushRareOperand(OperandKind kind, Place place, int slot, int roots)
    {
        if (kind == OperandKind.Reference)
        {
            _roots.Add(new RootNode(roots, slot));
            roots = _roots.Count - 1;
        }

        if (_count == _operands.Length)
        {
            Array.Resize(ref _operands, 2 * _count);
        }

        ref var operand = ref PutOperand(kind, place, slot, roots);
        if (_count > Window)
        {
            // By the scratch registers, which nobody uses here, and without the flags.
            Spill(ref _operands[_count - 1 - Window]);
        }

        return ref operand;
    }

    private int FirstInWindow => Math.Max(0, _count - Window);

    private void PushConstant(OperandKind kind, long bits) => PushOperand(kind, Place.Constant).Bits = bits;

    private void PushRegister(OperandKind kind, Register register) => PushOperand(kind, Place.Register).Register = register;

    private void PushVector(OperandKind kind, VectorRegister register) => PushOperand(kind, Place.Vector).Vector = register;

    private void PushFlags(Condition condition) => PushOperand(OperandKind.I32, Place.Flags).Condition = condition;

    private void PushSlot(OperandKind kind) => PushOperand(kind, Place.Slot);

    /// <summary>
    /// Takes the topmost operand off. Its register stays in use until it is released or pushed again. It is not copied, which processors wait for
    /// where it has just been written field by field: it stays as it is until something is pushed.
    /// </summary>
    private ref Operand Pop() => ref _operands[--_count];

    private void Release(in Operand operand)
    {
        if (operand.Place == Place.Register)
        {
            Free(operand.Register);
        }
        else if (operand.Place == Place.Vector)
        {
            Free(operand.Vector);
        }
    }

    private void Free(Register register) => _usedRegisters &= ~(1u << (int)register);

    private void Free(VectorRegister register) => _usedVectors &= ~(1u << (int)register);

    /// <summary>A free register for an operand; if there is none, the lowest operand in one goes to its slot.</summary>
    private Register Allocate()
    {
        if (TryAllocate(out var free))
        {
            return free;
        }

        for (var index = FirstInWindow; index < _count; index++)
        {
            if (_operands[index].Place == Place.Register)
            {
                var register = _operands[index].Register;
                Spill(ref _operands[index]);
                _usedRegisters |= 1u << (int)register;
                return register;
            }
        }

        throw new InvalidOperationException("an instruction uses more registers than there are");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAllocate(out Register free)
    {
        var unused = OperandRegisters & ~_usedRegisters;
        free = (Register)BitOperations.TrailingZeroCount(unused);
        _usedRegisters |= unused & (0 - unused);
        return unused != 0;
    }

    /// <summary>A certain register: whoever has it gives it up, for another if there is one.</summary>
    private void Require(Register register)
    {
        if ((_usedRegisters & (1u << (int)register)) != 0)
        {
            for (var index = FirstInWindow; index < _count; index++)
            {
                if (_operands[index].Place == Place.Register && _operands[index].Register == register)
                {
                    if (TryAllocate(out var other))
                    {
                        _assembler.Mov(Qword, other, register);
                        _operands[index].Register = other;
                    }
                    else
                    {
                        Spill(ref _operands[index]);
                    }

                    break;
                }
            }
        }

        _usedRegisters |= 1u << (int)register;
    }

    private VectorRegister AllocateVector()
    {
        var free = ~_usedVectors & ((1u << OperandVectors) - 1);
        if (free != 0)
        {
            var register = (VectorRegister)BitOperations.TrailingZeroCount(free);
            _usedVectors |= 1u << (int)register;
            return register;
        }

        for (var index = FirstInWindow; index < _count; index++)
        {
            if (_operands[index].Place == Place.Vector)
            {
                var register = _operands[index].Vector;
                Spill(ref _operands[index]);
                _usedVectors |= 1u << (int)register;
                return register;
            }
        }

        throw new InvalidOperationException("an instruction uses more vector registers than there are");
    }

    // To its canonical slot.
    private void Spill(ref Operand operand)
    {
        var home = Home(operand.Slot, operand.Kind);
        switch (operand.Place)
        {
            case Place.Slot:
                return;
            case Place.Flags:
                throw new InvalidOperationException("flags are made a number first");
            default:
                StoreTo(home, operand);
                Release(operand);
                break;
        }

        operand.Place = Place.Slot;
    }

    /// <summary>All operands in their canonical slots, but for the topmost few.</summary>
    private void Flush(int except = 0)
    {
        FlushFlags();
        for (var index = FirstInWindow; index < _count - except; index++)
        {
            Spill(ref _operands[index]);
        }
    }

    /// <summary>A comparison in the flags becomes a number: whoever changes the flags, or leaves the operand where it is, asks for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FlushFlags()
    {
        if (_count > 0 && _operands[_count - 1].Place == Place.Flags)
        {
            FlushFlags(ref _operands[_count - 1]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FlushFlags(ref Operand operand)
    {
        var condition = operand.Condition;

        // Neither mov nor movzx touches the flags; a spill by Allocate doesn't either.
        var register = Allocate();
        EmitCondition(condition, register);
        operand.Place = Place.Register;
        operand.Register = register;
    }

    // 1 if it holds, otherwise 0.
    private void EmitCondition(Condition condition, Register register)
    {
        _assembler.Set(condition, register);
        _assembler.Movzx(OperandSize.Byte, register, register);
    }

    // Who refers to the local's value gets it before it changes.
    private void DetachLocal(int local, int except = 0)
    {
        for (var index = FirstInWindow; index < _count - except; index++)
        {
            if (_operands[index].Place == Place.Local && _operands[index].Local == local)
            {
                ref var operand = ref _operands[index];
                if (operand.Kind.IsVector())
                {
                    var vector = AllocateVector();
                    LoadVectorOperand(vector, operand);
                    operand.Place = Place.Vector;
                    operand.Vector = vector;
                }
                else
                {
                    var register = Allocate();
                    LoadOperand(register, operand);
                    operand.Place = Place.Register;
                    operand.Register = register;
                }
            }
        }
    }
}
