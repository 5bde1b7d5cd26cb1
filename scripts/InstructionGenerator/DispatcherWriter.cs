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
        ("Vector", "in System.Runtime.Intrinsics.Vector128<byte> value", "value"),
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
            var shapes = rows.Where(row => InstructionTable.VisitorMethods[row.Shape] == method).ToList();
            text.Append(CultureInfo.InvariantCulture, $"    public void {method}(Opcode opcode{separator}{parameters})\n    {{\n        _opcode = opcode;\n");
            text.Append("        switch (opcode)\n        {\n");
            foreach (var row in shapes.Where(row => row.IsHandWritten))
            {
                text.Append(CultureInfo.InvariantCulture, $"            case Opcode.{row.CSharpName}:\n                Rule{row.CSharpName}({arguments});\n                break;\n");
            }

            // Without a row that has a signature there is nothing to fall back to: a visit of another opcode is a caller's mistake.
            var fallback = shapes.TrueForAll(row => row.IsHandWritten) ? "throw UnknownVisit(opcode);" : $"Apply{method}(opcode{separator}{arguments});\n                break;";
            text.Append(CultureInfo.InvariantCulture, $"            default:\n                {fallback}\n        }}\n    }}\n\n");
        }

        text.Append("    // The rule's anchor in the specification, by opcode: where several instructions share a rule, its name is theirs.\n");
        text.Append("    private static readonly string[] s_rules =\n    [\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"        \"{RuleOf(row.Anchor)}\",\n");
        }

        text.Append("    ];\n\n");
        text.Length--;
        return text.Append("}\n").ToString();
    }

    // Specification and overviews of proposals say in one place how an instruction runs and in another, named alike, when it is valid.
    private static string RuleOf(string anchor) =>
        anchor.Replace("exec-", "valid-", System.StringComparison.Ordinal).Replace("#execution", "#validation", System.StringComparison.Ordinal);
}
