using System.Globalization;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Validation of instructions whose types the table knows, in both directions: each is used once as it should be, and is then given each
/// operand of another type, one operand too few, another result; memory accesses an alignment that is too large (atomic ones also one that is
/// too small), an offset that no address has and no memory; lanes that are not there. The others are in validation/instructions.wast, by hand.
/// </summary>
public static class ValidationChapter
{
    private const string Mismatch = "type mismatch";

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write(IReadOnlyList<InstructionRow> rows)
    {
        var plain = rows.Where(row => !row.IsHandWritten).ToList();
        foreach (var (folder, feature) in ((string, string?)[])
            [("validation", null), ("proposals/threads", "threads"), ("proposals/wide-arithmetic", "wide-arithmetic")])
        {
            var own = plain.Where(row => feature is null ? row.Feature is not ("threads" or "wide-arithmetic") : row.Feature == feature).ToList();
            yield return ($"{folder}/generated/instructions.wast", WriteScript(own));
        }
    }

    private static string WriteScript(List<InstructionRow> rows)
    {
        var script = new ScriptWriter("Instructions of known types: used rightly, with other operands, with other results.");
        foreach (var type in (string[])["i32", "i64"])
        {
            var users = rows.Where(row => type == "i32" || UsesAddress(row)).ToList();
            if (users.Count > 0)
            {
                script.Module([Memory(type), "(data \"\")", "(elem func)", .. users.Select(row => Function(row, type))]);
            }
        }

        foreach (var row in rows)
        {
            script.Section(row.Name);
            WriteOperands(script, row, "i32");
            WriteImmediates(script, row);
            if (UsesAddress(row) && OperandsOf(row, "i32") is [_, ..])
            {
                // An address of 32 bits for a memory of 64.
                var wrong = OperandsOf(row, "i64");
                wrong[0] = "i32";
                script.Invalid($"{Memory("i64")} {Function(row, wrong, ResultsOf(row, "i64"))}", Mismatch);
            }
        }

        return script.ToString();
    }

    private static bool UsesAddress(InstructionRow row) => $"{row.Operands} {row.Results}".Contains("addr", StringComparison.Ordinal);

    private static string Memory(string addressType) => addressType == "i64" ? "(memory i64 1)" : "(memory 1)";

    private static string[] OperandsOf(InstructionRow row, string addressType) => Signatures.Split(row.Operands!.Replace("addr", addressType));

    private static string[] ResultsOf(InstructionRow row, string addressType) => Signatures.Split(row.Results!.Replace("addr", addressType));

    // What must be there for the instruction, if the operands are right.
    private static string Context(InstructionRow row) => row.Shape switch
    {
        "memarg" or "memarg lane" or "memory" => "(memory 1) ",
        _ => "",
    };

    private static string Function(InstructionRow row, string addressType) => Function(row, OperandsOf(row, addressType), ResultsOf(row, addressType));

    private static string Function(InstructionRow row, string[] operands, string[] results, string? immediates = null)
    {
        var locals = string.Concat(operands.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"local.get {index} ")));
        return $"(func{Signatures.Parameters(operands)}{Signatures.Results(results)} {locals}{row.Name}{immediates ?? Immediates(row)})";
    }

    private static string Immediates(InstructionRow row) => row.Shape switch
    {
        "lane" or "memarg lane" => " 0",
        "shuffle" => " 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31",
        "i32" or "i64" or "f32" or "f64" => " 0",
        "v128" => " i64x2 0 0",
        "elem" or "data" => " 0",
        _ => "",
    };

    private static void WriteOperands(ScriptWriter script, InstructionRow row, string addressType)
    {
        var operands = OperandsOf(row, addressType);
        var results = ResultsOf(row, addressType);
        for (var index = 0; index < operands.Length; index++)
        {
            string[] wrong = [.. operands];
            wrong[index] = Other(wrong[index]);
            script.Invalid(Context(row) + Function(row, wrong, results), Mismatch);
        }

        if (operands.Length > 0)
        {
            script.Invalid(Context(row) + Function(row, operands[..^1], results), Mismatch);
        }

        if (results.Length > 0)
        {
            script.Invalid(Context(row) + Function(row, operands, [.. results[..^1], Other(results[^1])]), Mismatch);
        }
    }

    private static void WriteImmediates(ScriptWriter script, InstructionRow row)
    {
        var operands = OperandsOf(row, "i32");
        var results = ResultsOf(row, "i32");
        switch (row.Shape)
        {
            case "memarg" or "memarg lane":
                Invalid("(memory 1) ", Align(row.NaturalAlignment * 2), row.Class == "atomic" ? "atomic alignment must be natural" : "alignment must not be larger than natural");
                if (row is { Class: "atomic", NaturalAlignment: > 1 })
                {
                    Invalid("(memory 1) ", Align(row.NaturalAlignment / 2), "atomic alignment must be natural");
                }

                Invalid("(memory 1) ", " offset=0x100000000" + Immediates(row), "offset out of range");
                Invalid("(memory 1) ", " 1" + Immediates(row), "unknown memory");
                break;
            case "memory":
                Invalid("", "", "unknown memory");
                Invalid("(memory 1) ", " 1", "unknown memory");
                break;
            case "elem":
                Invalid("", " 0", "unknown elem segment");
                break;
            case "data":
                Invalid("", " 0", "unknown data segment");
                break;
            case "shuffle":
                Invalid("", " 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 32", "invalid lane index");
                Invalid("", " 255 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "invalid lane index");
                break;
        }

        if (row.LaneCount > 0)
        {
            foreach (var lane in (int[])[row.LaneCount, 255])
            {
                Invalid(Context(row), string.Create(CultureInfo.InvariantCulture, $" {lane}"), "invalid lane index");
            }
        }

        void Invalid(string context, string immediates, string message) =>
            script.Invalid(context + Function(row, operands, results, immediates), message);

        string Align(int bytes) => string.Create(CultureInfo.InvariantCulture, $" align={bytes}{Immediates(row)}");
    }

    private static string Other(string type) => type switch
    {
        "i32" => "i64",
        "i64" => "f64",
        "f32" => "i32",
        "f64" => "f32",
        _ => "i64",
    };
}
