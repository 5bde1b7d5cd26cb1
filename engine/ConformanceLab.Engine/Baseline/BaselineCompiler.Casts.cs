using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Tests and casts, which are all made of a <see cref="CastComparison"/>.</content>
internal sealed unsafe partial class BaselineCompiler
{
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
            var outcome = comparison.Emit(_assembler);
            Release(operand);
            PushFlags(outcome);
            return;
        }

        var result = Allocate();
        comparison.Match = _assembler.NewLabel();
        comparison.Mismatch = _assembler.NewLabel();
        _assembler.Mov(result, 0);
        var condition = comparison.Emit(_assembler);
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
        var condition = comparison.Emit(_assembler);
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
        var condition = comparison.Emit(_assembler);
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
        var comparison = _native.ComparisonWith(target, isNullable);
        comparison.Reference = ToReadable(ref operand);
        comparison.Size = operand.Kind.Size();
        if (comparison.Registers > 0)
        {
            comparison.Actual = Allocate();
        }

        if (comparison.Registers > 1)
        {
            comparison.Temporary = Allocate();
        }

        return comparison;
    }

    private void EndComparison(in CastComparison comparison)
    {
        if (comparison.Registers > 0)
        {
            Free(comparison.Actual);
        }

        if (comparison.Registers > 1)
        {
            Free(comparison.Temporary);
        }
    }
}
