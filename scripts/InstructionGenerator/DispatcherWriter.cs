using System.Globalization;
using System.Text;

namespace ConformanceLab.InstructionGenerator;

/// <summary>
/// Writes the dispatchers that turn visits by shape of immediates into a call of one method an instruction: a new row fails to
/// compile until the method exists.
/// </summary>
public static class DispatcherWriter
{
    private static readonly (string Method, string Parameters, string Arguments)[] s_methods =
    [
        ("Plain", "", ""),
        ("Block", "BlockType type", "type"),
        ("Label", "uint label", "label"),
        ("Labels", "scoped System.ReadOnlySpan<uint> labels", "labels"),
        ("TryTable", "BlockType type, scoped System.ReadOnlySpan<CatchClause> clauses", "type, clauses"),
        ("BranchOnCast", "uint label, ValType source, ValType target", "label, source, target"),
        ("Index", "int index", "index"),
        ("Indices", "int first, int second", "first, second"),
        ("Types", "scoped System.ReadOnlySpan<ValType> types", "types"),
        ("Heap", "HeapType type", "type"),
        ("Memory", "MemArg memArg", "memArg"),
        ("MemoryLane", "MemArg memArg, byte lane", "memArg, lane"),
        ("Lane", "byte lane", "lane"),
        ("Vector", "System.Runtime.Intrinsics.Vector128<byte> value", "value"),
        ("Const32", "uint bits", "bits"),
        ("Const64", "ulong bits", "bits"),
    ];

    /// <summary>The validator's: rows with a signature go to <c>Apply…</c>, hand-written rules to the method of their name.</summary>
    public static string WriteValidator(IReadOnlyList<InstructionRow> rows)
    {
        var text = new StringBuilder("// Written by scripts/regenerate from instructions.def. Do not edit.\n#nullable enable\n\n");
        text.Append("using ConformanceLab.Wasm.Instructions;\n\nnamespace ConformanceLab.Wasm.Validation;\n\ninternal partial struct FunctionValidator : IInstructionVisitor\n{\n");
        foreach (var (method, parameters, arguments) in s_methods)
        {
            var separator = parameters.Length == 0 ? "" : ", ";
            text.Append(CultureInfo.InvariantCulture, $"    public void {method}(Opcode opcode{separator}{parameters})\n    {{\n");
            text.Append("        switch (opcode)\n        {\n");
            foreach (var row in rows.Where(row => row.IsHandWritten && InstructionTable.VisitorMethods[row.Shape] == method))
            {
                text.Append(CultureInfo.InvariantCulture, $"            case Opcode.{row.CSharpName}:\n                Rule{row.CSharpName}({arguments});\n                break;\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"            default:\n                Apply{method}(opcode{separator}{arguments});\n                break;\n        }}\n    }}\n\n");
        }

        text.Length--;
        return text.Append("}\n").ToString();
    }
}
