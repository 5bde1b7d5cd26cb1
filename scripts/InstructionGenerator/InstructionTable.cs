using System.Globalization;
using System.Text.RegularExpressions;

namespace ConformanceLab.InstructionGenerator;

/// <summary>One row of instructions.def.</summary>
public sealed record InstructionRow(
    string Name, byte Prefix, int Code, string Shape, int NaturalAlignment, int LaneCount,
    string? Operands, string? Results, string Feature, string Class, string Anchor)
{
    /// <summary>The C# name: parts of the mnemonic, capitalised.</summary>
    public string CSharpName { get; } = ToCSharpName(Name);

    /// <summary>The mnemonic of the text format: encodings that share one are told apart by a suffix in the table only.</summary>
    public string Mnemonic => Name switch
    {
        "select_typed" => "select",
        "ref.test_null" => "ref.test",
        "ref.cast_null" => "ref.cast",
        _ => Name,
    };

    /// <summary>Whether the validation rule is written by hand.</summary>
    public bool IsHandWritten => Operands is null;

    private static string ToCSharpName(string name) =>
        string.Concat(name.Split('.', '_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>instructions.def, read and checked.</summary>
public static partial class InstructionTable
{
    /// <summary>Which visitor method takes the immediates of each shape, and how a dispatcher passes them on.</summary>
    public static readonly IReadOnlyDictionary<string, string> VisitorMethods = new Dictionary<string, string>
    {
        ["-"] = "Plain", ["zero"] = "Plain", ["block"] = "Block", ["label"] = "Label", ["labels"] = "Labels", ["trytable"] = "TryTable",
        ["brcast"] = "BranchOnCast", ["func"] = "Index", ["type"] = "Index", ["table"] = "Index", ["memory"] = "Index", ["local"] = "Index",
        ["global"] = "Index", ["elem"] = "Index", ["data"] = "Index", ["tag"] = "Index", ["type table"] = "Indices", ["elem table"] = "Indices",
        ["table table"] = "Indices", ["data memory"] = "Indices", ["memory memory"] = "Indices", ["type field"] = "Indices",
        ["type type"] = "Indices", ["type data"] = "Indices", ["type elem"] = "Indices", ["type count"] = "Indices", ["types"] = "Types",
        ["heaptype"] = "Heap", ["memarg"] = "Memory", ["memarg lane"] = "MemoryLane", ["lane"] = "Lane", ["shuffle"] = "Vector",
        ["v128"] = "Vector", ["i32"] = "Const32", ["f32"] = "Const32", ["i64"] = "Const64", ["f64"] = "Const64",
    };

    /// <summary>Reads the table.</summary>
    /// <exception cref="FormatException">A row is wrong; the message names its line.</exception>
    public static List<InstructionRow> Read(string path)
    {
        var rows = new List<InstructionRow>();
        var names = new HashSet<string>();
        var codes = new HashSet<(byte, int)>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var row = ReadRow(line, number);
            if (!names.Add(row.CSharpName) || !codes.Add((row.Prefix, row.Code)))
            {
                throw new FormatException($"line {number}: name or code stands twice");
            }

            rows.Add(row);
        }

        return rows;
    }

    private static InstructionRow ReadRow(string line, int number)
    {
        var columns = Gap().Split(line.TrimEnd());
        if (columns.Length != 7)
        {
            throw new FormatException($"line {number}: {columns.Length} columns, expected 7");
        }

        var code = columns[1].Split(':');
        var prefix = code.Length == 2 ? byte.Parse(code[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : (byte)0;
        var value = code.Length == 2 ? int.Parse(code[1], CultureInfo.InvariantCulture) : int.Parse(code[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        int alignment = 0, lanes = 0;
        var words = new List<string>();
        foreach (var word in columns[2].Split(' '))
        {
            var parts = word.Split(':');
            words.Add(parts[0]);
            if (parts.Length == 2)
            {
                var argument = int.Parse(parts[1], CultureInfo.InvariantCulture);
                (alignment, lanes) = parts[0] == "memarg" ? (argument, lanes) : (alignment, argument);
            }
        }

        var shape = string.Join(' ', words);
        if (!VisitorMethods.ContainsKey(shape))
        {
            throw new FormatException($"line {number}: unknown immediates '{columns[2]}'");
        }

        string? operands = null, results = null;
        if (columns[3] != "*")
        {
            var sides = columns[3].Split("->");
            (operands, results) = (sides[0].Trim(), sides[1].Trim());
        }

        return new InstructionRow(columns[0], prefix, value, shape, alignment, lanes, operands, results, columns[4], columns[5], columns[6]);
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();
}
