using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Tests and casts. All are made of one comparison of a reference with a type, which decides the easy cases by jumps and the last one by
/// the flags.
/// </content>
internal sealed unsafe partial class BaselineCompiler
{
    /// <summary>What a reference is compared with, and the registers that it takes: none of them is taken between jumps.</summary>
    private struct CastComparison
    {
        public CastKind Kind;
        public bool IsNullable;

        /// <summary>Index of a defined type.</summary>
        public int Type;

        /// <summary>The operand's register.</summary>
        public Register Reference;
        public OperandSize Size;
        public Register? Actual;
        public Register? Temporary;

        /// <summary>Where it goes if the type is known to match before the end; and if it is known not to.</summary>
        public Label Match;
        public Label Mismatch;

        /// <summary>Whether the flags say it all: there are no jumps.</summary>
        public readonly bool IsSimple => Kind switch
        {
            CastKind.Top or CastKind.Bottom => true,
            CastKind.I31 => !IsNullable,
            CastKind.Eq => IsNullable,
            _ => false,
        };
    }

    private void TestOrCast(Opcode opcode, HeapType target)
    {
        FlushFlags();
        if (opcode is Opcode.RefTest or Opcode.RefTestNull)
        {
            Test(target, isNullable: opcode == Opcode.RefTestNull);
        }
        else
        {
            Cast(target, isNullable: opcode == Opcode.RefCastNull);
        }
    }

    // spec: exec-ref.test
    private void Test(HeapType target, bool isNullable)
    {
        var operand = Pop();
        var comparison = BeginComparison(ref operand, target, isNullable);
        if (comparison.IsSimple)
        {
            var outcome = EmitComparison(comparison);
            Release(operand);
            PushFlags(outcome);
            return;
        }

        var result = Allocate();
        comparison.Match = _assembler.NewLabel();
        comparison.Mismatch = _assembler.NewLabel();
        _assembler.Mov(result, 0);
        var condition = EmitComparison(comparison);
        _assembler.Jcc(condition.Negate(), comparison.Mismatch);
        _assembler.Bind(comparison.Match);
        _assembler.Mov(result, 1);
        _assembler.Bind(comparison.Mismatch);
        EndComparison(comparison);
        Release(operand);
        PushRegister(OperandKind.I32, result);
    }

    // spec: exec-ref.cast
    private void Cast(HeapType target, bool isNullable)
    {
        var operand = Pop();
        var comparison = BeginComparison(ref operand, target, isNullable);
        comparison.Match = _assembler.NewLabel();
        comparison.Mismatch = TrapLabel(TrapCode.CastFailure);
        var condition = EmitComparison(comparison);
        _assembler.Jcc(condition.Negate(), comparison.Mismatch);
        _assembler.Bind(comparison.Match);
        EndComparison(comparison);
        PushAgain(operand);
    }

    // spec: exec-br_on_cast, exec-br_on_cast_fail
    private void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
    {
        FlushFlags();
        var operand = Pop();
        var comparison = BeginComparison(ref operand, target.HeapType, target.IsNullable);
        EndComparison(comparison);
        PushAgain(operand);

        // From here on no register is taken any more.
        var block = BlockAt(label);
        var onMatch = opcode == Opcode.BrOnCast;
        var isDirect = !NeedsMoves(block);
        if (isDirect)
        {
            JoinLocals(block);
        }

        var taken = isDirect ? block.Target : _assembler.NewLabel();
        var skipped = _assembler.NewLabel();
        comparison.Match = onMatch ? taken : skipped;
        comparison.Mismatch = onMatch ? skipped : taken;
        var condition = EmitComparison(comparison);
        if (!onMatch)
        {
            condition = condition.Negate();
        }

        if (isDirect)
        {
            _assembler.Jcc(condition, taken);
        }
        else
        {
            _assembler.Jcc(condition.Negate(), skipped);
            _assembler.Bind(taken);
            MoveToLabel(block);
            JumpTo(block);
        }

        _assembler.Bind(skipped);
    }

    // A popped operand goes back, in its register if it has got one.
    private void PushAgain(in Operand operand) => _operands[_count++] = operand;

    // Makes the operand readable and takes the registers that the comparison needs.
    private CastComparison BeginComparison(ref Operand operand, HeapType target, bool isNullable)
    {
        var isFunction = target.IsConcrete && _module.Syntax.Types[target.Index].Composite is FunctionType;
        var comparison = new CastComparison
        {
            Kind = CastTarget.KindOf(target, isFunction),
            IsNullable = isNullable,
            Type = target.IsConcrete ? target.Index : 0,
            Reference = ToReadable(ref operand),
            Size = operand.Kind.Size(),
        };
        if (comparison.Kind is CastKind.Struct or CastKind.Array or CastKind.Object or CastKind.Function)
        {
            comparison.Actual = Allocate();
            if (target.IsConcrete && _native.DepthOf(target.Index) >= TypeDescriptor.InlineLevels)
            {
                comparison.Temporary = Allocate();
            }
        }

        return comparison;
    }

    private void EndComparison(in CastComparison comparison)
    {
        if (comparison.Actual is { } actual)
        {
            Free(actual);
        }

        if (comparison.Temporary is { } temporary)
        {
            Free(temporary);
        }
    }

    /// <summary>Compares; see <see cref="GcHeap.RefTest"/>. The reference stays.</summary>
    /// <returns>What the flags say if the type matches, where no jump has been taken.</returns>
    private Condition EmitComparison(in CastComparison comparison)
    {
        switch (comparison.Kind)
        {
            case CastKind.Top or CastKind.Bottom:
                return EmitNullComparison(comparison);
            case CastKind.I31:
                if (comparison.IsNullable)
                {
                    EmitNullDecision(comparison);
                }

                _assembler.Test(Dword, comparison.Reference, (int)ObjectLayout.I31Bit);
                return Condition.NotEqual;
            case CastKind.Eq:
                if (!comparison.IsNullable)
                {
                    EmitNullDecision(comparison);
                }

                // Null is no host handle either.
                _assembler.Mov(Dword, Scratch, comparison.Reference);
                _assembler.Emit(And, Dword, Scratch, (int)ObjectLayout.KindMask);
                _assembler.Emit(Cmp, Dword, Scratch, (int)ObjectLayout.HostKind);
                return Condition.NotEqual;
            case CastKind.Function:
                EmitNullDecision(comparison);
                _assembler.Mov(
                    Dword, comparison.Actual!.Value, new MemoryOperand(comparison.Reference, LayoutOffsets.FunctionCanonicalType));
                return EmitSubtypeComparison(comparison);
            default:
                return EmitObjectComparison(comparison);
        }
    }

    // All of a hierarchy, or nothing of it but null.
    private Condition EmitNullComparison(in CastComparison comparison)
    {
        var isTop = comparison.Kind == CastKind.Top;
        if (isTop == comparison.IsNullable)
        {
            // Always, or never.
            _assembler.Emit(Cmp, Dword, Scratch, Scratch);
            return isTop ? Condition.Equal : Condition.NotEqual;
        }

        _assembler.Test(comparison.Size, comparison.Reference, comparison.Reference);
        return isTop ? Condition.NotEqual : Condition.Equal;
    }

    private void EmitNullDecision(in CastComparison comparison)
    {
        _assembler.Test(comparison.Size, comparison.Reference, comparison.Reference);
        _assembler.Jcc(Condition.Equal, comparison.IsNullable ? comparison.Match : comparison.Mismatch);
    }

    private Condition EmitObjectComparison(in CastComparison comparison)
    {
        var actual = comparison.Actual!.Value;
        EmitNullDecision(comparison);
        _assembler.Test(Dword, comparison.Reference, (int)ObjectLayout.KindMask);
        _assembler.Jcc(Condition.NotEqual, comparison.Mismatch);
        LoadHeapBase();
        _assembler.Mov(Dword, actual, new MemoryOperand(Scratch, comparison.Reference, 1, (int)ObjectLayout.TypeIdOffset));
        if (comparison.Kind == CastKind.Object)
        {
            return EmitSubtypeComparison(comparison);
        }

        LoadDescriptor(actual);
        var kind = comparison.Kind == CastKind.Struct ? DescriptorKind.Struct : DescriptorKind.Array;
        _assembler.Emit(Cmp, OperandSize.Byte, new MemoryOperand(actual, LayoutOffsets.DescriptorKind), (int)kind);
        return Condition.Equal;
    }

    // spec: match-deftype. Most often the types are the same, or not related at all.
    private Condition EmitSubtypeComparison(in CastComparison comparison)
    {
        var actual = comparison.Actual!.Value;
        _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceTypes));
        _assembler.Emit(Cmp, Dword, actual, new MemoryOperand(Scratch, 4 * comparison.Type));
        if (_native.IsFinal(comparison.Type))
        {
            return Condition.Equal;
        }

        _assembler.Jcc(Condition.Equal, comparison.Match);
        LoadDescriptor(actual);
        _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceTypes));
        _assembler.Mov(Dword, Scratch, new MemoryOperand(Scratch, 4 * comparison.Type));
        _assembler.CompareDisplay(actual, comparison.Temporary ?? default, Scratch, _native.DepthOf(comparison.Type), comparison.Mismatch);
        return Condition.Equal;
    }

    // From the id of a type to its descriptor.
    private void LoadDescriptor(Register type)
    {
        _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Emit(ShiftOperation.Shl, Qword, type, TypeDescriptor.SizeLog2);
        _assembler.Emit(Add, Qword, type, new MemoryOperand(Scratch, LayoutOffsets.StoreTypeDescriptors));
    }
}
