using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Elements of tables: functions are eight bytes, GC references four. And calls through tables that never change.</content>
internal sealed partial class BaselineCompiler
{
    // DANGER: an element behind the end would be taken for a reference. The scratch register becomes the address of the elements.
    private MemoryOperand TableElement(Register index, int table, OperandKind kind)
    {
        var data = _assembler.TableData(_module, table);
        _assembler.Emit(Cmp, Qword, index, data.Plus(LayoutOffsets.TableLength));
        _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.TableOutOfBounds));
        _assembler.Mov(Qword, Scratch, data.Plus(LayoutOffsets.TableElements));
        return new MemoryOperand(Scratch, index, kind == OperandKind.Function ? 8 : 4);
    }

    // spec: exec-table.get
    private void TableGet(int table)
    {
        FlushFlags();
        var kind = _native.KindOf(_module.Tables[table].Element);
        var register = ToRegister(Pop());
        _assembler.Mov(kind.Size(), register, TableElement(register, table, kind));
        PushRegister(kind, register);
    }

    // spec: exec-table.set
    private void TableSet(int table)
    {
        FlushFlags();
        var kind = _native.KindOf(_module.Tables[table].Element);
        var value = Pop();
        var index = Pop();
        var register = ToReadable(ref value);
        var element = TableElement(ToReadable(ref index), table, kind);
        _assembler.Mov(kind.Size(), element, register);
        Release(value);
        Release(index);
    }

    // spec: exec-table.size
    private void TableSize(int table)
    {
        FlushFlags();
        var register = Allocate();
        var kind = AddressKind(_module.Tables[table].AddressType);
        _assembler.Mov(kind.Size(), register, _assembler.TableData(_module, table).Plus(LayoutOffsets.TableLength));
        PushRegister(kind, register);
    }

    // The function that a constant index leads to, if the call does not trap. Takes the index.
    private int? TryTakeKnown(FixedTable table, int type)
    {
        if (_operands[_count - 1] is not { Place: Place.Constant } index)
        {
            return null;
        }

        var bits = index.Kind == OperandKind.I32 ? (uint)index.Bits : index.Bits;
        if (table.Find(bits, type) is not { } function)
        {
            return null;
        }

        Pop();
        return function;
    }

    // rax: the code, or the slot, of the function at the index on top of the stack, which is there and of the type.
    private void TakeFromTable(int type, FixedTable table, bool takesSlot)
    {
        FlushFlags();
        var operand = Pop();
        if (operand.Place != Place.Register || operand.Register != Rax)
        {
            Require(Rax);
        }

        var index = ToReadable(ref operand);
        _usedRegisters |= 1u << (int)Rax;
        Label? mismatch = table.NeedsCheck(type) ? NewTrapLabel(TrapCode.IndirectCallTypeMismatch) : null;
        if (table.EmitTake(_assembler, index, type, TrapLabel(TrapCode.UndefinedElement), mismatch, takesSlot) is { } wrong)
        {
            _coldElements.Add((wrong, index, mismatch, _bytecode));
        }
        if (index != Rax)
        {
            Release(operand);
        }
    }
}
