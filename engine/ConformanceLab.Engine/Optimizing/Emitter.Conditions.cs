using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Conditions, and who asks for them in the flags.</content>
internal sealed partial class Emitter
{
    // Whether the flags say if a register is 0: right behind the arithmetic that made its value, where nothing has been emitted since and
    // nobody comes from elsewhere.
    private Flags _flags = new(-1, default, default);

    private void NoteFlags(OperandSize size, Register result) => _flags = new(_assembler.Offset, size, result);

    private readonly record struct Flags(int Offset, OperandSize Size, Register Register);

    // Afterwards the flags say whether a register is 0; nothing else of them means anything.
    private void TestForZero(OperandSize size, Register register)
    {
        if (_flags != new Flags(_assembler.Offset, size, register))
        {
            _assembler.Test(size, register, register);
        }
    }

    // Of a branch, whose ways may be taken before the flags say anything.
    private Condition EmitCondition(int value, Label isTrue, Label isFalse)
    {
        var isNegated = false;
        var last = value;
        while (_lowering.IsFolded[last] && _graph[last].Op == Opcode.I32Eqz && _lowering.IsFolded[_graph[last].A])
        {
            isNegated = !isNegated;
            last = _graph[last].A;
        }

        if (!_lowering.IsFolded[last] || _graph[last].Op != Opcode.RefTest)
        {
            return EmitCondition(value);
        }

        var test = ComparisonOf(_graph[last]);
        test.Match = isNegated ? isFalse : isTrue;
        test.Mismatch = isNegated ? isTrue : isFalse;
        var condition = test.Emit(_assembler);
        return isNegated ? condition.Negate() : condition;
    }

    private Condition EmitCondition(int value)
    {
        var location = _lowering.IsFolded[value] ? Locations.None : Where(value);
        if (location != Locations.None)
        {
            var register = Scratch;
            if (Locations.IsRegister(location))
            {
                register = Locations.ToRegister(location);
            }
            else
            {
                LoadTo(Scratch, location, OperandKind.I32);
            }

            TestForZero(Dword, register);
            return Condition.NotEqual;
        }

        var at = _graph[value];
        return at.Op is Opcode.I32Eqz or Opcode.I64Eqz && _lowering.IsFolded[at.A] ? EmitCondition(at.A).Negate()
            : at.Op is Opcode.I32And or Opcode.I64And ? EmitBitTest(at)
            : EmitComparison(at);
    }

    private Condition EmitBitTest(in Node at)
    {
        var size = at.Op == Opcode.I64And ? Qword : Dword;
        if (_lowering.IsBitTest(at))
        {
            // The bit is taken modulo the width, like the count of the shift that it stands for.
            _assembler.Emit(BitTestOperation.Bt, Dword, General(at.B), General(_graph[at.A].B));
            return Condition.Below;
        }

        var right = Where(at.B);
        if (Locations.IsConstant(right))
        {
            _assembler.Test(size, General(at.A), (int)_graph[at.B].Bits);
        }
        else if (Locations.IsSlot(right))
        {
            _assembler.Test(size, SlotAddress(right), General(at.A));
        }
        else
        {
            _assembler.Test(size, General(at.A), Locations.ToRegister(right));
        }

        return Condition.NotEqual;
    }

    private Condition EmitComparison(in Node at)
    {
        switch (at.Op)
        {
            case Opcode.I32Eqz or Opcode.I64Eqz or Opcode.RefIsNull:
                var size = at.Op == Opcode.I32Eqz ? Dword : at.Op == Opcode.I64Eqz ? Qword : _graph[at.A].Kind.Size();
                TestForZero(size, General(at.A));
                return Condition.Equal;
            case Ops.IsFunction:
                _assembler.Emit(Cmp, Qword, General(at.A), SharedSequences.FunctionPointer(_module, at.Index));
                return Condition.Equal;
            case >= Opcode.F32Eq and <= Opcode.F64Ge:
                return EmitFloatComparison(at);
            case > Opcode.F64Ge:
                return _assembler.EmitTest(at.Op, Vector(at.A));
        }

        var width = at.Op >= Opcode.I64Eqz ? Qword : Dword;
        var right = Where(at.B);
        if (Locations.IsConstant(right))
        {
            if (_graph[at.B].Bits == 0)
            {
                _assembler.Test(width, General(at.A), General(at.A));
            }
            else
            {
                _assembler.Emit(Cmp, width, General(at.A), (int)_graph[at.B].Bits);
            }
        }
        else if (Locations.IsSlot(right))
        {
            _assembler.Emit(Cmp, width, General(at.A), SlotAddress(right));
        }
        else
        {
            _assembler.Emit(Cmp, width, General(at.A), Locations.ToRegister(right));
        }

        var order = at.Op >= Opcode.I64Eqz ? at.Op - Opcode.I64Eqz : at.Op - Opcode.I32Eqz;
        return order switch
        {
            1 => Condition.Equal,
            2 => Condition.NotEqual,
            3 => Condition.Less,
            4 => Condition.Below,
            5 => Condition.Greater,
            6 => Condition.Above,
            7 => Condition.LessOrEqual,
            8 => Condition.BelowOrEqual,
            9 => Condition.GreaterOrEqual,
            _ => Condition.AboveOrEqual,
        };
    }

    private void SetCondition(int node, Condition condition)
    {
        _assembler.Set(condition, Result(node));
        _assembler.Movzx(OperandSize.Byte, Result(node), Result(node));
    }

    // Nothing between the comparison and its use touches the flags.
    private void EmitSelect(int node, in Node at)
    {
        var condition = EmitCondition(at.C);
        if (at.Kind.IsVector())
        {
            var result = VectorResult(node);
            LoadTo(ScratchVector, Where(at.A), at.Kind);
            var done = _assembler.NewLabel();
            _assembler.JccShort(condition, done);
            LoadTo(ScratchVector, Where(at.B), at.Kind);
            _assembler.Bind(done);
            LoadTo(result, Locations.FirstVector + (int)ScratchVector, at.Kind);
            return;
        }

        var target = Result(node);
        LoadTo(target, Where(at.B), at.Kind);
        var value = Where(at.A);
        if (Locations.IsSlot(value))
        {
            _assembler.Cmov(condition, at.Kind.Size(), target, SlotAddress(value));
        }
        else
        {
            _assembler.Cmov(condition, at.Kind.Size(), target, Locations.ToRegister(value));
        }
    }
}
