using System.Numerics;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Atomic instructions as one thread sees them: what they return, what they leave, which addresses they refuse; in shared memories with
/// addresses of both widths and in one that is not shared. What several threads see is in the litmus tests.
/// </summary>
public static class AtomicsChapter
{
    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write(IReadOnlyList<InstructionRow> rows)
    {
        var own = rows.Where(row => row.Class == "atomic" && row.Shape == "memarg").ToList();
        foreach (var (file, subject, type, limits) in ((string, string, string, string)[])
        [
            ("shared32", "Atomic instructions in a shared memory.", "i32", "1 1 shared"),
            ("shared64", "Atomic instructions in a shared memory with addresses of 64 bits.", "i64", "1 1 shared"),
            ("unshared", "Atomic instructions in a memory that is not shared.", "i32", "1 1"),
        ])
        {
            yield return ($"proposals/threads/generated/{file}.wast", WriteScript(subject, own, type, limits));
        }
    }

    private static string WriteScript(string subject, List<InstructionRow> rows, string addressType, string limits)
    {
        var script = new ScriptWriter(subject);
        var memory = new MemoryModel();
        var isBrief = limits != "1 1 shared" || addressType == "i64";
        script.Module([.. MemoryChapter.Fields(memory, addressType, "", limits), .. rows.SelectMany(row => Functions(row, addressType, isBrief))]);
        foreach (var row in rows)
        {
            script.Section(row.Name);
            if (row.Name.StartsWith("memory.atomic", StringComparison.Ordinal))
            {
                WriteWaiting(script, row, memory, addressType, limits.EndsWith("shared", StringComparison.Ordinal));
            }
            else
            {
                WriteAccesses(script, row, memory, addressType, isBrief);
            }
        }

        return script.ToString();
    }

    private static IEnumerable<string> Functions(InstructionRow row, string addressType, bool isBrief)
    {
        var types = Signatures.Split(row.Operands!.Replace("addr", addressType));
        var results = Signatures.Split(row.Results!);
        var others = string.Concat(Enumerable.Range(1, types.Length - 1).Select(index => $" (local.get {index})"));
        yield return Signatures.Function(row.Name, types, results, $"({row.Name}{Signatures.Locals(types.Length)})");
        yield return Signatures.Function(row.Name + "/offset", types, results, $"({row.Name} offset=65528 (local.get 0){others})");
        if (!isBrief && results.Length > 0 && types.Length > 1)
        {
            // A result that nobody wants: compilers have shorter ways then.
            yield return Signatures.Function(row.Name + "/drop", types, [], $"(drop ({row.Name}{Signatures.Locals(types.Length)}))");
        }
    }

    private static void WriteAccesses(ScriptWriter script, InstructionRow row, MemoryModel memory, string addressType, bool isBrief)
    {
        var width = row.NaturalAlignment;
        var types = Signatures.Split(row.Operands!)[1..];
        var last = MemoryModel.Size - width;
        var isCompare = row.Name.Contains("cmpxchg", StringComparison.Ordinal);
        foreach (var address in isBrief ? (BigInteger[])[last] : [8, last])
        {
            // Each shows what the one before has left; what is left at the end, and beside it, is looked at.
            foreach (var operands in isBrief ? Operands(address).TakeLast(1) : Operands(address))
            {
                Access("", address, address, operands);
            }

            Peek(address);
        }

        var some = Operands(0).First();
        Access("/offset", 8, 65536, some);
        if (isBrief)
        {
            Access("/offset", width / 2, 65528 + (width / 2), some);
            return;
        }

        Access("/offset", 0, 65528, some);
        Access("", MemoryModel.Size, MemoryModel.Size, some);
        Access("", IntegerOracle.Mask(ScalarOracle.WidthOf(addressType)) - width + 1, IntegerOracle.Mask(ScalarOracle.WidthOf(addressType)) - width + 1, some);
        if (width > 1)
        {
            Access("", 8 + (width / 2), 8 + (width / 2), some);
            Access("/offset", 1, 65529, some);
        }

        Peek(MemoryModel.Size);
        if (row.Results!.Length > 0 && types.Length > 0)
        {
            Access("/drop", 24, 24, some);
            Peek(24);
        }

        IEnumerable<BigInteger[]> Operands(BigInteger address)
        {
            if (types.Length == 0)
            {
                return [[]];
            }

            var full = ScalarOracle.WidthOf(types[0]);
            BigInteger[] values = [1, IntegerOracle.Mask(full), Samples.Pattern(full, 0xa6)];
            if (!isCompare)
            {
                return values.Select(value => new[] { value });
            }

            // What is not there, what is, and what is if the upper bits do not count.
            var there = memory.Read(address, width);
            return
            [
                [there ^ 1, values[2]], [there, values[2]], [there, values[1]],
                .. width * 8 < full ? new BigInteger[][] { [IntegerOracle.Wrap(values[1], width * 8) | (BigInteger.One << (full - 1)), values[0]] } : [],
            ];
        }

        void Access(string suffix, BigInteger argument, BigInteger address, BigInteger[] operands)
        {
            string[] arguments = [Literal.Of(addressType, argument), .. operands.Select((operand, index) => Literal.Of(types[index], operand))];
            var isStore = row.Results!.Length == 0;
            script.Assert(row.Name + suffix, arguments, () =>
            {
                AccessModel.CheckAligned(row, address);
                if (isStore)
                {
                    memory.Write(address, width, IntegerOracle.Wrap(operands[0], width * 8));
                    return [];
                }

                var result = types.Length == 0 ? AccessModel.Load(row, memory, address) : AccessModel.Modify(row, memory, address, operands);
                return suffix == "/drop" ? [] : [Literal.Of(row.Results!, result)];
            });
        }

        void Peek(BigInteger address)
        {
            if (types.Length > 0)
            {
                MemoryChapter.Peek(script, memory, addressType, address);
            }
        }
    }

    private static void WriteWaiting(ScriptWriter script, InstructionRow row, MemoryModel memory, string addressType, bool isShared)
    {
        var isNotify = row.Name.EndsWith("notify", StringComparison.Ordinal);
        var width = row.NaturalAlignment;
        var type = width == 8 ? "i64" : "i32";
        var there = memory.Read(8, width);
        foreach (var (suffix, argument, address, value, timeout) in ((string, BigInteger, BigInteger, BigInteger, BigInteger)[])
        [
            // Not equal; equal, until the time is over; at an address that is not aligned; outside.
            ("", 8, 8, there ^ 1, IntegerOracle.Mask(64)), ("", 8, 8, there, 0), ("", 8, 8, there, 1000), ("", 9, 9, there, 0),
            ("", 8 + (width / 2), 8 + (width / 2), there, 0), ("", MemoryModel.Size, MemoryModel.Size, there, 0), ("/offset", 8, 65536, there, 0),
        ])
        {
            script.Assert(row.Name + suffix, Arguments(argument, value, timeout), () =>
            {
                AccessModel.CheckAligned(row, address);
                MemoryModel.Check(address, width);
                return isNotify ? ["(i32.const 0)"]
                    : !isShared ? throw new GuestTrapException("expected shared memory")
                    : [Literal.Of("i32", (BigInteger)(memory.Read(address, width) == value ? 2 : 1))];
            });
        }

        string[] Arguments(BigInteger address, BigInteger value, BigInteger timeout) => isNotify
            ? [Literal.Of(addressType, address), Literal.Of("i32", IntegerOracle.Wrap(value, 32))]
            : [Literal.Of(addressType, address), Literal.Of(type, value), Literal.Of("i64", timeout)];
    }
}
