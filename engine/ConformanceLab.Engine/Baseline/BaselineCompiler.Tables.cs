using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Elements of tables: functions are eight bytes, GC references four.</content>
internal sealed partial class BaselineCompiler
{
    // The table's data, in the scratch register.
    private void LoadTable(int table)
    {
        _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceTables));
        _assembler.Mov(Qword, Scratch, new MemoryOperand(Scratch, 8 * table));
    }

    // DANGER: an element behind the end would be taken for a reference. The scratch register becomes the address of the elements.
    private MemoryOperand TableElement(Register index, int table, OperandKind kind)
    {
        LoadTable(table);
        _assembler.Emit(Cmp, Qword, index, new MemoryOperand(Scratch, LayoutOffsets.TableLength));
        _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.TableOutOfBounds));
        _assembler.Mov(Qword, Scratch, new MemoryOperand(Scratch, LayoutOffsets.TableElements));
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
        LoadTable(table);
        var kind = AddressKind(_module.Tables[table].AddressType);
        _assembler.Mov(kind.Size(), register, new MemoryOperand(Scratch, LayoutOffsets.TableLength));
        PushRegister(kind, register);
    }
}
