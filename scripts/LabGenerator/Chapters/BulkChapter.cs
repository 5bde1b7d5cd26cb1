using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Whole ranges of memories and tables: filled, copied onto themselves in both directions, from segments, up to the last place and past it,
/// of length zero at the end and past it, after the segment is dropped. What traps changes nothing.
/// </summary>
public static class BulkChapter
{
    private const int TableSize = 12;

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        foreach (var type in (string[])["i32", "i64"])
        {
            yield return ($"execution/generated/bulk-memory{type[1..]}.wast", WriteMemory(type));
            yield return ($"execution/generated/bulk-table{type[1..]}.wast", WriteTable(type));
        }
    }

    private static string WriteMemory(string type)
    {
        var script = new ScriptWriter($"Bulk operations on a memory with addresses of {type[1..]} bits.");
        var memory = new MemoryModel();
        byte[] segment = [.. Enumerable.Range(1, 20).Select(value => (byte)(value * 11))];
        string[] three = [type, type, type];
        script.Module(
        [
            .. MemoryChapter.Fields(memory, type, ""),
            $"(data $segment {Literal.Bytes(segment)})",
            Signatures.Function("fill", [type, "i32", type], [], "(memory.fill (local.get 0) (local.get 1) (local.get 2))"),
            Signatures.Function("copy", three, [], "(memory.copy (local.get 0) (local.get 1) (local.get 2))"),
            Signatures.Function("init", [type, "i32", "i32"], [], "(memory.init $segment (local.get 0) (local.get 1) (local.get 2))"),
            Signatures.Function("drop", [], [], "(data.drop $segment)"),
        ]);
        var greatest = IntegerOracle.Mask(ScalarOracle.WidthOf(type));
        const int Size = MemoryModel.Size;
        foreach (var (to, value, count) in ((BigInteger, int, BigInteger)[])
        [
            (3, 0x1ff, 7), (0, 0xa5, 1), (100, 0x5a, 300), (Size - 5, 0x77, 5), (Size - 5, 0x66, 6), (Size, 1, 0), (Size + 1, 1, 0),
            (greatest, 1, 0), (0, 1, Size + 1), (1, 1, greatest), (greatest, 1, 2), (greatest, 1, greatest), (16, 0, 16), (33, 9, 31), (64, 8, 65),
        ])
        {
            script.Assert("fill", [Literal.Of(type, to), Literal.Of("i32", (BigInteger)value), Literal.Of(type, count)], () =>
            {
                var at = MemoryModel.Check(to, count);
                for (var index = 0; index < count; index++)
                {
                    memory.Write(at + index, 1, value);
                }

                return [];
            });
            Look(to, count);
        }

        foreach (var (to, from, count) in ((BigInteger, BigInteger, BigInteger)[])
        [
            (8, 0, 16), (0, 8, 16), (1, 0, 40), (0, 1, 40), (20, 20, 10), (Size - 40, Size - 48, 40), (200, Size - 48, 48), (Size - 8, 0, 8),
            (Size - 8, 0, 9), (0, Size - 8, 9), (Size, 0, 0), (0, Size, 0), (Size + 1, 0, 0), (0, Size + 1, 0), (0, greatest, 1), (greatest, 0, 1),
            (0, 0, greatest), (1, 0, Size - 1), (0, 1, Size - 1), (16, 0, 200), (0, 3, 129),
        ])
        {
            script.Assert("copy", [Literal.Of(type, to), Literal.Of(type, from), Literal.Of(type, count)], () =>
            {
                var (target, source) = (MemoryModel.Check(to, count), MemoryModel.Check(from, count));
                var bytes = Enumerable.Range(0, (int)count).Select(index => memory.Read(source + index, 1)).ToList();
                bytes.ForEach(value => memory.Write(target++, 1, value));
                return [];
            });
            Look(to, count);
        }

        for (var isDropped = false; ; isDropped = true)
        {
            foreach (var (to, from, count) in ((BigInteger, BigInteger, BigInteger)[])
            [
                (5, 0, 20), (6, 3, 4), (Size - 20, 0, 20), (Size - 19, 0, 20), (0, 1, 20), (0, 20, 0), (0, 21, 0), (Size, 0, 0), (Size + 1, 0, 0),
                (0, IntegerOracle.Mask(32), 1), (0, 1, IntegerOracle.Mask(32)), (30, 19, 1), (9, 0, 0),
            ])
            {
                script.Assert("init", [Literal.Of(type, to), Literal.Of("i32", from), Literal.Of("i32", count)], () =>
                {
                    if (from + count > (isDropped ? 0 : segment.Length))
                    {
                        throw new GuestTrapException("out of bounds memory access");
                    }

                    var at = MemoryModel.Check(to, count);
                    for (var index = 0; index < count; index++)
                    {
                        memory.Write(at + index, 1, segment[(int)from + index]);
                    }

                    return [];
                });
                Look(to, count);
            }

            if (isDropped)
            {
                return script.ToString();
            }

            script.Call("drop");
            script.Call("drop");
        }

        void Look(BigInteger to, BigInteger count)
        {
            MemoryChapter.Peek(script, memory, type, to);
            if (count > 12 && to + count <= Size)
            {
                MemoryChapter.Peek(script, memory, type, to + count - 8);
            }
        }
    }

    // An element is the number that its function returns, or nothing.
    private static string WriteTable(string type)
    {
        var script = new ScriptWriter($"Bulk operations on tables with indices of {type[1..]} bits.");
        var table = new List<int?>([0, 1, 2, 3, 4, 5, 6, 7, null, null, null, null]);
        var declared = type == "i64" ? "i64 " : "";
        string[] three = [type, type, type];
        script.Module(
        [
            "(type $number (func (result i32)))",
            $"(table $t {declared}{TableSize} {TableSize + 4} funcref)",
            .. Enumerable.Range(0, 8).Select(number => string.Create(CultureInfo.InvariantCulture, $"(func $f{number} (result i32) (i32.const {number}))")),
            $"(elem (table $t) ({type}.const 0) func $f0 $f1 $f2 $f3 $f4 $f5 $f6 $f7)",
            "(elem $segment funcref (ref.func $f7) (ref.null func) (ref.func $f5) (ref.func $f4) (ref.func $f3) (ref.func $f2))",
            Signatures.Function("call", [type], ["i32"], "(call_indirect $t (type $number) (local.get 0))"),
            Signatures.Function("is-null", [type], ["i32"], "(ref.is_null (table.get $t (local.get 0)))"),
            Signatures.Function("size", [], [type], "(table.size $t)"),
            Signatures.Function("set", [type], [], "(table.set $t (local.get 0) (ref.func $f6))"),
            Signatures.Function("clear", [type], [], "(table.set $t (local.get 0) (ref.null func))"),
            Signatures.Function("fill", [type, type], [], "(table.fill $t (local.get 0) (ref.func $f1) (local.get 1))"),
            Signatures.Function("copy", three, [], "(table.copy $t $t (local.get 0) (local.get 1) (local.get 2))"),
            Signatures.Function("init", [type, "i32", "i32"], [], "(table.init $t $segment (local.get 0) (local.get 1) (local.get 2))"),
            Signatures.Function("drop", [], [], "(elem.drop $segment)"),
            Signatures.Function("grow", [type], [type], "(table.grow $t (ref.func $f3) (local.get 0))"),
        ]);
        var greatest = IntegerOracle.Mask(ScalarOracle.WidthOf(type));
        LookAtAll();
        script.Section("single elements");
        foreach (var index in (BigInteger[])[0, 8, TableSize - 1, TableSize, greatest])
        {
            foreach (var (function, value) in ((string, int?)[])[("set", 6), ("clear", null), ("set", 6)])
            {
                script.Assert(function, [Literal.Of(type, index)], () =>
                {
                    table[Check(index, 1)] = value;
                    return [];
                });
                Look(index);
            }
        }

        script.Section("fill");
        foreach (var (to, count) in ((BigInteger, BigInteger)[])
            [(2, 3), (0, 0), (TableSize - 1, 1), (TableSize - 1, 2), (TableSize, 0), (TableSize + 1, 0), (greatest, 2), (1, greatest), (5, 1)])
        {
            script.Assert("fill", [Literal.Of(type, to), Literal.Of(type, count)], () =>
            {
                Write(Check(to, count), Enumerable.Repeat<int?>(1, (int)count));
                return [];
            });
            Look(BigInteger.Min(to, TableSize - 1));
        }

        LookAtAll();
        script.Section("init");
        for (var isDropped = false; ; isDropped = true)
        {
            int?[] segment = isDropped ? [] : [7, null, 5, 4, 3, 2];
            foreach (var (to, from, count) in ((BigInteger, BigInteger, BigInteger)[])
            [
                (1, 0, 6), (TableSize - 2, 2, 2), (TableSize - 2, 2, 3), (0, 6, 0), (0, 7, 0), (TableSize, 0, 0), (TableSize + 1, 0, 0), (0, 1, 6),
                (0, IntegerOracle.Mask(32), 1), (0, 1, IntegerOracle.Mask(32)), (3, 5, 1),
            ])
            {
                script.Assert("init", [Literal.Of(type, to), Literal.Of("i32", from), Literal.Of("i32", count)], () =>
                {
                    if (from + count > segment.Length)
                    {
                        throw new GuestTrapException("out of bounds table access");
                    }

                    Write(Check(to, count), segment.Skip((int)from).Take((int)count));
                    return [];
                });
            }

            LookAtAll();
            if (isDropped)
            {
                break;
            }

            script.Call("drop");
            script.Call("drop");
        }

        script.Section("copy");
        foreach (var (to, from, count) in ((BigInteger, BigInteger, BigInteger)[])
        [
            (2, 0, 6), (0, 2, 6), (3, 3, 4), (TableSize - 4, 0, 4), (TableSize - 4, 0, 5), (0, TableSize - 4, 5), (TableSize, 0, 0), (0, TableSize, 0),
            (TableSize + 1, 0, 0), (0, TableSize + 1, 0), (greatest, 0, 1), (0, greatest, 1), (0, 0, greatest), (1, 0, 11), (0, 1, 11),
        ])
        {
            script.Assert("copy", [Literal.Of(type, to), Literal.Of(type, from), Literal.Of(type, count)], () =>
            {
                var (target, source) = (Check(to, count), Check(from, count));
                Write(target, table.Skip(source).Take((int)count).ToList());
                return [];
            });
        }

        LookAtAll();
        script.Section("grow: by nothing, to the limit, past it");
        foreach (var count in (BigInteger[])[0, 1, 4, greatest, 3, 0, 1])
        {
            var old = table.Count;
            var isPossible = old + count <= TableSize + 4;
            script.Returns("grow", [Literal.Of(type, count)], Literal.Of(type, isPossible ? old : greatest));
            table.AddRange(Enumerable.Repeat<int?>(3, isPossible ? (int)count : 0));
            script.Returns("size", [], Literal.Of(type, (BigInteger)table.Count));
        }

        LookAtAll();
        return script.ToString();

        int Check(BigInteger at, BigInteger count) =>
            at + count <= table.Count ? (int)at : throw new GuestTrapException("out of bounds table access");

        void Write(int at, IEnumerable<int?> values)
        {
            foreach (var value in values)
            {
                table[at++] = value;
            }
        }

        void LookAtAll()
        {
            for (var index = 0; index <= table.Count; index++)
            {
                Look(index);
            }
        }

        void Look(BigInteger index)
        {
            string[] arguments = [Literal.Of(type, index)];
            script.Assert("is-null", arguments, () => [Literal.Of("i32", (BigInteger)(table[Check(index, 1)] is null ? 1 : 0))]);
            script.Assert("call", arguments, () => index >= table.Count
                ? throw new GuestTrapException("undefined element")
                : [Literal.Of("i32", (BigInteger)(table[(int)index] ?? throw new GuestTrapException("uninitialized element")))]);
        }
    }
}
