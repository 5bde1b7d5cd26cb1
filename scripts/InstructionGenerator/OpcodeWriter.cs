using System.Globalization;
using System.Numerics;
using System.Text;

namespace ConformanceLab.InstructionGenerator;

/// <summary>Writes the opcode enumeration and its tables (language project).</summary>
public static class OpcodeWriter
{
    private const string Header = "// Written by scripts/regenerate from instructions.def. Do not edit.\n#nullable enable\n\n";

    private static readonly byte[] s_prefixes = [0x00, 0xFB, 0xFC, 0xFD, 0xFE];

    /// <summary>The enumeration of opcodes, of immediate shapes and of classes.</summary>
    public static string WriteEnums(IReadOnlyList<InstructionRow> rows)
    {
        var text = new StringBuilder(Header);
        text.Append("namespace ConformanceLab.Wasm.Instructions;\n\n");
        text.Append("/// <summary>Every instruction, numbered densely. <see cref=\"Opcodes\"/> has their properties.</summary>\npublic enum Opcode : ushort\n{\n");
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary><c>{rows[i].Name}</c> ({CodeOf(rows[i])}), spec: {rows[i].Anchor}</summary>\n    {rows[i].CSharpName} = {i},\n");
        }

        text.Append("}\n\n/// <summary>Shapes of immediates, in binary order.</summary>\npublic enum ImmediateShape : byte\n{\n");
        foreach (var shape in InstructionTable.VisitorMethods.Keys)
        {
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary><c>{shape}</c></summary>\n    {ShapeName(shape)},\n");
        }

        text.Append("}\n\n/// <summary>What an instruction does.</summary>\npublic enum InstructionClass : byte\n{\n");
        foreach (var name in rows.Select(row => row.Class).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary><c>{name}</c></summary>\n    {Capitalise(name)},\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The tables behind <c>Opcodes</c>.</summary>
    public static string WriteTables(IReadOnlyList<InstructionRow> rows)
    {
        var text = new StringBuilder(Header);
        text.Append("namespace ConformanceLab.Wasm.Instructions;\n\npublic static partial class Opcodes\n{\n");
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary>Number of opcodes.</summary>\n    public const int Count = {rows.Count};\n\n");
        Table(text, "byte", "Prefixes", rows.Select(row => $"0x{row.Prefix:X2}"));
        Table(text, "ushort", "Codes", rows.Select(row => $"0x{row.Code:X}"));
        Table(text, "byte", "Shapes", rows.Select(row => $"(byte)ImmediateShape.{ShapeName(row.Shape)}"), perLine: 4);
        Table(text, "byte", "Classes", rows.Select(row => $"(byte)InstructionClass.{Capitalise(row.Class)}"), perLine: 4);
        Table(text, "byte", "FeatureBits", rows.Select(row => row.Feature == "mvp" ? "0xFF" : FeatureBit(row.Feature)));
        Table(text, "byte", "AlignmentLog2", rows.Select(row => (row.NaturalAlignment == 0 ? 0 : BitOperations.Log2((uint)row.NaturalAlignment)).ToString(CultureInfo.InvariantCulture)));
        Table(text, "byte", "LaneCounts", rows.Select(row => row.LaneCount.ToString(CultureInfo.InvariantCulture)));
        WriteSignatures(text, rows);
        foreach (var prefix in s_prefixes)
        {
            var size = rows.Where(row => row.Prefix == prefix).Max(row => row.Code) + 1;
            var decode = new string[prefix == 0 ? 256 : size];
            Array.Fill(decode, "0xFFFF");
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].Prefix == prefix)
                {
                    decode[rows[i].Code] = i.ToString(CultureInfo.InvariantCulture);
                }
            }

            Table(text, "ushort", prefix == 0 ? "Decode" : $"Decode{prefix:X2}", decode);
        }

        text.Append("    private static readonly string[] s_mnemonics =\n    [\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"        \"{row.Mnemonic}\",\n");
        }

        return text.Append("    ];\n}\n").ToString();
    }

    /// <summary>The name of a shape in the enumeration.</summary>
    public static string ShapeName(string shape) => shape == "-" ? "None" : string.Concat(shape.Split(' ').Select(Capitalise));

    internal static string Capitalise(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    internal static string PascalFeature(string feature) => string.Concat(feature.Split('-').Select(Capitalise));

    private static string FeatureBit(string feature) => $"(byte)FeatureBit.{PascalFeature(feature)}";

    private static string CodeOf(InstructionRow row) => row.Prefix == 0 ? $"0x{row.Code:X2}" : $"0x{row.Prefix:X2} {row.Code}";

    // Signatures are deduplicated: index -> operands, results as the bytes of value types; 0 is the address type.
    private static void WriteSignatures(StringBuilder text, IReadOnlyList<InstructionRow> rows)
    {
        var signatures = new List<string>();
        var indices = new List<string>();
        foreach (var row in rows)
        {
            if (row.IsHandWritten)
            {
                indices.Add("0xFF");
                continue;
            }

            var signature = $"{row.Operands}>{row.Results}";
            var index = signatures.IndexOf(signature);
            if (index < 0)
            {
                index = signatures.Count;
                signatures.Add(signature);
            }

            indices.Add(index.ToString(CultureInfo.InvariantCulture));
        }

        Table(text, "byte", "SignatureIndices", indices);
        text.Append("    private static readonly Signature[] s_signatures =\n    [\n");
        foreach (var signature in signatures)
        {
            var sides = signature.Split('>');
            text.Append(CultureInfo.InvariantCulture, $"        new([{TypeBytes(sides[0])}], [{TypeBytes(sides[1])}]),\n");
        }

        text.Append("    ];\n\n");
    }

    private static string TypeBytes(string types) => string.Join(", ", types.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(type => type switch
    {
        "i32" => "ValType.I32",
        "i64" => "ValType.I64",
        "f32" => "ValType.F32",
        "f64" => "ValType.F64",
        "v128" => "ValType.V128",
        "addr" => "Signature.Address",
        _ => throw new FormatException($"unknown type '{type}' in a signature"),
    }));

    private static void Table(StringBuilder text, string type, string name, IEnumerable<string> values, int perLine = 16)
    {
        text.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<{type}> {name} =>\n    [\n");
        foreach (var line in values.Chunk(perLine))
        {
            text.Append("        ").AppendJoin(", ", line).Append(",\n");
        }

        text.Append("    ];\n\n");
    }
}
