using System.Globalization;
using System.Numerics;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Vectors;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Loads and stores of every width at every border: the last place that is inside and the first that is not, static offsets that carry over
/// the end and over the address space, addresses known when compiling; in memories with addresses of 32 and of 64 bits and in one that is not
/// the first.
/// </summary>
public static class MemoryChapter
{
    private static readonly BigInteger s_vector = IntegerOracle.Wrap(BigInteger.Parse("0f1e2d3c4b5a69788796a5b4c3d2e1f00", NumberStyles.HexNumber, CultureInfo.InvariantCulture), 128);

    // A static offset that is large, one that no access inside has, and one that is added to nothing.
    private static readonly (string Suffix, long Offset)[] s_offsets = [("/offset", 65500), ("/far", 0xfffffff0), ("/one", 1)];

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write(IReadOnlyList<InstructionRow> rows)
    {
        var own = rows.Where(row => row.Class is "load" or "store").ToList();
        yield return ("execution/generated/memory32.wast", WriteScript("Loads and stores in a memory with addresses of 32 bits.", own, "i32", ""));
        yield return ("execution/generated/memory64.wast", WriteScript("Loads and stores in a memory with addresses of 64 bits.", own, "i64", ""));
        yield return (
            "execution/generated/memory-second.wast",
            WriteScript("Loads and stores in a memory that is not the first.", own, "i32", " $second"));
    }

    /// <summary>A memory of one page with the model's contents.</summary>
    public static IEnumerable<string> Fields(MemoryModel memory, string addressType, string name, string limits = "1 1")
    {
        var use = name.Length == 0 ? "" : $" (memory{name})";
        yield return $"(memory{name}{(addressType == "i64" ? " i64" : "")} {limits})";
        yield return $"(data{use} ({addressType}.const 0) {Literal.Bytes(memory.Segment(isLast: false))})";
        yield return $"(data{use} ({addressType}.const {MemoryModel.Size - MemoryModel.SegmentSize}) {Literal.Bytes(memory.Segment(isLast: true))})";
        yield return Signatures.Function("peek", [addressType], ["v128"], $"(v128.load{name} (local.get 0))");
    }

    private static string WriteScript(string subject, List<InstructionRow> rows, string addressType, string name)
    {
        var script = new ScriptWriter(subject);
        var memory = new MemoryModel();
        var isBrief = name.Length > 0;
        IEnumerable<string> first = name.Length == 0 ? [] : ["(memory $first 0)"];
        script.Module([.. first, .. Fields(memory, addressType, name), .. rows.SelectMany(row => Functions(row, addressType, name, isBrief))]);
        foreach (var row in rows)
        {
            script.Section(row.Name);
            WriteAssertions(script, row, memory, addressType, isBrief);
        }

        return script.ToString();
    }

    private static int Lane(InstructionRow row) => row.LaneCount - 1;

    private static IEnumerable<string> Functions(InstructionRow row, string addressType, string name, bool isBrief)
    {
        var types = Signatures.Split(row.Operands!.Replace("addr", addressType));
        var results = Signatures.Split(row.Results!);
        var lane = row.LaneCount > 0 ? string.Create(CultureInfo.InvariantCulture, $" {Lane(row)}") : "";
        yield return Function("", "", "(local.get 0)");
        yield return Function("/unaligned", " align=1", "(local.get 0)");
        foreach (var (suffix, offset) in isBrief ? s_offsets[^1..] : s_offsets)
        {
            yield return Function(suffix, string.Create(CultureInfo.InvariantCulture, $" offset={offset}"), "(local.get 0)");
        }

        foreach (var (suffix, address) in isBrief ? [] : Constants(row, addressType))
        {
            yield return Function(suffix, "", Literal.Of(addressType, address));
        }

        string Function(string suffix, string immediates, string address) => Signatures.Function(
            row.Name + suffix, types, results, $"({row.Name}{name}{immediates}{lane} {address}{(types.Length == 2 ? " (local.get 1)" : "")})");
    }

    // Addresses that are known when compiling; the argument is not looked at.
    private static (string Suffix, BigInteger Address)[] Constants(InstructionRow row, string addressType) =>
    [
        .. addressType == "i32" ? [("/start", 0)] : Array.Empty<(string, BigInteger)>(),
        ("/last", MemoryModel.Size - row.NaturalAlignment), ("/past", MemoryModel.Size - row.NaturalAlignment + 1),
    ];

    private static void WriteAssertions(ScriptWriter script, InstructionRow row, MemoryModel memory, string addressType, bool isBrief)
    {
        var width = row.NaturalAlignment;
        var last = MemoryModel.Size - width;
        var greatest = IntegerOracle.Mask(ScalarOracle.WidthOf(addressType));
        BigInteger[] addresses = [7, last, last + 1, 0, greatest - width + 1];
        foreach (var address in isBrief ? addresses[..3] : addresses)
        {
            Access("", address, address);
        }

        Access("/unaligned", 3, 3);
        Access("/one", last - 1, last);
        Access("/one", last, last + 1);
        if (isBrief)
        {
            PeekAtEnd();
            return;
        }

        Access("/one", greatest, greatest + 1);
        Access("/offset", 36 - width, 65536 - width);
        Access("/offset", 36 - width + 1, 65536 - width + 1);
        Access("/far", 0, 0xfffffff0);
        Access("/far", 16, 0x100000000);
        Access("/far", greatest, greatest + 0xfffffff0);
        if (addressType == "i64")
        {
            // 2^32 is no address of the first page; a sum beyond 2^64 is none at all.
            Access("", BigInteger.One << 32, BigInteger.One << 32);
            Access("/far", greatest - 0xffffffef, BigInteger.One << 64);
        }

        foreach (var (suffix, address) in Constants(row, addressType))
        {
            Access(suffix, 5, address);
        }

        PeekAtEnd();

        // What trapped has written nothing, not even as much as there was room for.
        void PeekAtEnd()
        {
            if (row.Class == "store")
            {
                Peek(script, memory, addressType, MemoryModel.Size);
            }
        }

        void Access(string suffix, BigInteger argument, BigInteger address)
        {
            var operands = Signatures.Split(row.Operands!);
            var value = operands is [_, var type] ? Value(type, address) : 0;
            string[] arguments = [Literal.Of(addressType, argument), .. operands.Skip(1).Select(operand => Constant(operand, value))];
            if (row.Class == "load")
            {
                script.Assert(row.Name + suffix, arguments, () => [Result(row, AccessModel.Load(row, memory, address, value, Lane(row)))]);
                return;
            }

            var fate = Fate.Of(() =>
            {
                memory.Write(address, width, AccessModel.Stored(row, value, Lane(row)));
                return [];
            });
            script.Assert(row.Name + suffix, arguments, fate);
            if (fate.Trap is null)
            {
                Peek(script, memory, addressType, address);
            }
        }
    }

    /// <summary>Asserts what lies around an address, or at the end of the memory if it is outside.</summary>
    public static void Peek(ScriptWriter script, MemoryModel memory, string addressType, BigInteger address)
    {
        var from = BigInteger.Max(0, BigInteger.Min(address - 4, MemoryModel.Size - 16));
        script.Returns("peek", [Literal.Of(addressType, from)], new Shape(false, 32).Constant(memory.Read(from, 16)));
    }

    // What is stored differs from place to place; NaNs keep their bits.
    private static BigInteger Value(string type, BigInteger address) => type switch
    {
        "v128" => s_vector,
        "f32" => address.IsEven ? 0xffa00001 : 0x00000001,
        "f64" => address.IsEven ? 0xfff4000000000001 : 0x0000000000000001,
        _ => IntegerOracle.Wrap(0x8b9aadbccfdeedf1 + (address * 0x0101), ScalarOracle.WidthOf(type)),
    };

    private static string Constant(string type, BigInteger value) => type == "v128" ? new Shape(false, 32).Constant(value) : Literal.Of(type, value);

    private static string Result(InstructionRow row, BigInteger bits) =>
        row.Results == "v128" ? AccessModel.ShapeOf(row).Constant(bits) : Literal.Of(row.Results!, bits);
}
