using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Tables. Elements are function records or GC references; the table knows which.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, table]; spec: exec-table.get</summary>
    public static int* TableGet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var table = Frame.Instance(fp)->Tables[ip[2]];
        var index = TableIndex(table, *s);
        if (table->HoldsFunctions != 0)
        {
            s->Function = *table->FunctionAt(index);
        }
        else
        {
            s->SetRef(*table->RefAt(index));
        }

        return ip + 3;
    }

    /// <summary>[opcode, slot, table]; spec: exec-table.set</summary>
    public static int* TableSet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var table = Frame.Instance(fp)->Tables[ip[2]];
        var index = TableIndex(table, *s);
        if (table->HoldsFunctions != 0)
        {
            *table->FunctionAt(index) = s[1].Function;
        }
        else
        {
            *table->RefAt(index) = s[1].Ref;
        }

        return ip + 3;
    }

    /// <summary>[opcode, slot, table]; spec: exec-table.size</summary>
    public static int* TableSize(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].U64 = Frame.Instance(fp)->Tables[ip[2]]->Length;
        return ip + 3;
    }

    /// <summary>[opcode, slot, table, wide mask]: value, delta; spec: exec-table.grow</summary>
    public static int* TableGrow(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = context.Instance.Tables[ip[2]].Grow(AddressOperand(s[1], ip[3]), s[0]);
        return ip + 4;
    }

    /// <summary>[opcode, slot, table, wide mask]: index, value, count; spec: exec-table.fill</summary>
    public static int* TableFill(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Instance.Tables[ip[2]].Fill(AddressOperand(s[0], ip[3]), s[1], AddressOperand(s[2], ip[3]));
        return ip + 4;
    }

    /// <summary>
    /// [opcode, slot, destination, source, wide masks of both]: indices and count, which is wide if both are; spec: exec-table.copy
    /// </summary>
    public static int* TableCopy(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var tables = context.Instance.Tables;
        TableInstance.Copy(
            tables[ip[2]], AddressOperand(s[0], ip[4]), tables[ip[3]], AddressOperand(s[1], ip[5]), AddressOperand(s[2], ip[4] & ip[5]));
        return ip + 6;
    }

    /// <summary>[opcode, slot, element segment, table, wide mask]: index, offset, count; spec: exec-table.init</summary>
    public static int* TableInit(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Instance.Tables[ip[3]].Init(AddressOperand(s[0], ip[4]), &Frame.Instance(fp)->Elements[ip[2]], s[1].U32, s[2].U32);
        return ip + 5;
    }

    /// <summary>[opcode, element segment]; spec: exec-elem.drop</summary>
    public static int* ElemDrop(int* ip, Slot* fp, ExecutionContext context)
    {
        Frame.Instance(fp)->Elements[ip[1]].Length = 0;
        return ip + 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TableIndex(TableData* table, Slot operand)
    {
        var index = table->Is64 != 0 ? operand.U64 : operand.U32;
        if (index >= table->Length)
        {
            TrapException.Throw(TrapCode.TableOutOfBounds);
        }

        return index;
    }
}
