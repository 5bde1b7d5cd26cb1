using System.Globalization;
using System.Text;

namespace ConformanceLab.InstructionGenerator;

/// <summary>
/// Writes the interpreter's share: a handler for each row whose meaning is one call into <c>Numerics</c>, and the table of all handlers, so
/// that a new row fails to compile until its handler exists.
/// </summary>
public static class InterpreterWriter
{
    private const string Header = "// Written by scripts/regenerate from instructions.def. Do not edit.\n#nullable enable\n\n";

    // Rows that shape the translated code and leave no instruction in it.
    private static readonly HashSet<string> s_withoutCode =
    [
        "nop", "block", "else", "end", "try", "catch", "catch_all", "delegate", "try_table", "drop", "any.convert_extern", "extern.convert_any",
    ];

    private static readonly HashSet<string> s_numericClasses =
    [
        "test", "compare", "unary", "binary", "convert", "lane", "vunary", "vbinary", "vternary", "vtest", "vshift", "vbitmask",
    ];

    /// <summary>Whether the meaning of the row is a method of <c>Numerics</c>.</summary>
    public static bool IsNumeric(InstructionRow row) => !row.IsHandWritten && s_numericClasses.Contains(row.Class) && row.NaturalAlignment == 0;

    /// <summary>The handlers of numeric rows.</summary>
    public static string WriteNumericHandlers(IReadOnlyList<InstructionRow> rows)
    {
        var text = new StringBuilder(Header);
        text.Append("using System.Runtime.Intrinsics;\nusing ConformanceLab.Wasm.Runtime;\n\nnamespace ConformanceLab.Wasm.Interpreter;\n\n");
        text.Append("// [opcode, slot, immediate …]: operands stand from the slot up, results replace them.\ninternal static unsafe partial class Handlers\n{\n");
        foreach (var row in rows.Where(IsNumeric))
        {
            WriteHandler(text, row);
        }

        text.Length--;
        return text.Append("}\n").ToString();
    }

    /// <summary>The table of handlers by opcode.</summary>
    public static string WriteHandlerTable(IReadOnlyList<InstructionRow> rows)
    {
        var text = new StringBuilder(Header);
        text.Append("using ConformanceLab.Wasm.Instructions;\nusing ConformanceLab.Wasm.Runtime;\n\nnamespace ConformanceLab.Wasm.Interpreter;\n\n");
        text.Append("internal static unsafe partial class HandlerTable\n{\n    private static void FillInstructions(delegate*<int*, Slot*, ExecutionContext, int*>* table)\n    {\n");
        foreach (var row in rows)
        {
            var handler = s_withoutCode.Contains(row.Name) ? "NotEmitted" : row.CSharpName;
            text.Append(CultureInfo.InvariantCulture, $"        table[(int)Opcode.{row.CSharpName}] = &Handlers.{handler};\n");
        }

        return text.Append("    }\n}\n").ToString();
    }

    private static void WriteHandler(StringBuilder text, InstructionRow row)
    {
        var arguments = new List<string>();
        var slot = 0;
        foreach (var type in Split(row.Operands!))
        {
            arguments.Add(type == "v128" ? $"Slot.GetV128(s + {slot})" : $"s[{slot}].{Field(type)}");
            slot += Width(type);
        }

        var length = 2;
        switch (row.Shape)
        {
            case "-":
                break;
            case "lane":
                arguments.Add("ip[2]");
                length = 3;
                break;
            case "shuffle":
                arguments.Add("Vector128.Load((byte*)(ip + 2))");
                length = 6;
                break;
            default:
                throw new FormatException($"{row.Name}: immediates '{row.Shape}' of a numeric instruction");
        }

        var call = $"Numerics.{row.CSharpName}({string.Join(", ", arguments)})";
        var results = Split(row.Results!);
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary><c>{row.Name}</c>, spec: {row.Anchor}</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static int* {row.CSharpName}(int* ip, Slot* fp, ExecutionContext context)\n    {{\n        var s = fp + ip[1];\n");
        text.Append(results switch
        {
            ["v128"] => $"        Slot.SetV128(s, {call});\n",
            [var type] => $"        s->{Field(type)} = {call};\n",
            [var first, var second] => $"        (s[0].{Field(first)}, s[1].{Field(second)}) = {call};\n",
            _ => throw new FormatException($"{row.Name}: {results.Length} results"),
        });
        text.Append(CultureInfo.InvariantCulture, $"        return ip + {length};\n    }}\n\n");
    }

    private static string[] Split(string types) => types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Width(string type) => type == "v128" ? 2 : 1;

    private static string Field(string type) => type.ToUpperInvariant();
}
