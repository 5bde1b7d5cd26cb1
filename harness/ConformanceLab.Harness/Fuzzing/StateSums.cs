using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// Bodies that sum up a memory or a table, so that the places of what is there count.
/// <code>
///   sum = 0, or the size of a table
///   for (at = end; at > 0;) sum = (sum + value(at -= step)) * 31
/// </code>
/// Local 0 is <c>at</c>, of the type of addresses; local 1 is <c>sum</c>, an i64.
/// </summary>
internal readonly struct StateSums
{
    private readonly ByteWriter _writer = new();
    private readonly InstructionEncoder _code;
    private readonly bool _is64;

    private StateSums(AddressType address)
    {
        _code = new InstructionEncoder(_writer);
        _is64 = address == AddressType.I64;
    }

    /// <summary>Of a memory: words of eight bytes, but where pages are small: then there may be any number of bytes.</summary>
    public static (AddressType Address, Code Body) OfMemory(MemoryType memory, int index)
    {
        var sum = new StateSums(memory.AddressType);
        var isWordwise = memory.PageSizeLog2 >= 3;
        sum._code.Index(Opcode.MemorySize, index);
        sum.Address(memory.PageSizeLog2);
        sum._code.Plain(sum._is64 ? Opcode.I64Shl : Opcode.I32Shl);
        sum._code.Index(Opcode.LocalSet, 0);
        sum.BeginLoop(isWordwise ? 8 : 1);
        sum._code.Memory(isWordwise ? Opcode.I64Load : Opcode.I64Load8U, new MemArg(0, index, 0));
        return (memory.AddressType, sum.EndLoop());
    }

    /// <summary>Of a table: its size, and which elements are null.</summary>
    public static (AddressType Address, Code Body) OfTable(TableType table, int index)
    {
        var sum = new StateSums(table.AddressType);
        sum._code.Index(Opcode.TableSize, index);
        sum._code.Index(Opcode.LocalTee, 0);
        if (!sum._is64)
        {
            sum._code.Plain(Opcode.I64ExtendI32U);
        }

        sum._code.Index(Opcode.LocalSet, 1);
        sum.BeginLoop(step: 1);
        sum._code.Index(Opcode.TableGet, index);
        sum._code.Plain(Opcode.RefIsNull);
        sum._code.Plain(Opcode.I64ExtendI32U);
        return (table.AddressType, sum.EndLoop());
    }

    // Up to the place on the stack, on top of the sum.
    private void BeginLoop(int step)
    {
        _code.Block(Opcode.Block, BlockType.Empty);
        _code.Block(Opcode.Loop, BlockType.Empty);
        _code.Index(Opcode.LocalGet, 0);
        _code.Plain(_is64 ? Opcode.I64Eqz : Opcode.I32Eqz);
        _code.Label(Opcode.BrIf, 1);
        _code.Index(Opcode.LocalGet, 1);
        _code.Index(Opcode.LocalGet, 0);
        Address(step);
        _code.Plain(_is64 ? Opcode.I64Sub : Opcode.I32Sub);
        _code.Index(Opcode.LocalTee, 0);
    }

    // With the value at the place on the stack, on top of the sum.
    private Code EndLoop()
    {
        _code.Plain(Opcode.I64Add);
        _code.Const64(Opcode.I64Const, 31);
        _code.Plain(Opcode.I64Mul);
        _code.Index(Opcode.LocalSet, 1);
        _code.Label(Opcode.Br, 0);
        _code.Plain(Opcode.End);
        _code.Plain(Opcode.End);
        _code.Index(Opcode.LocalGet, 1);
        _code.Plain(Opcode.End);
        return new Code(_writer.ToArray());
    }

    private void Address(int value)
    {
        if (_is64)
        {
            _code.Const64(Opcode.I64Const, (ulong)value);
        }
        else
        {
            _code.Const32(Opcode.I32Const, (uint)value);
        }
    }
}
