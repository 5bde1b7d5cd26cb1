using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Chapters;

namespace ConformanceLab.LabGenerator;

/// <summary>
/// Writes the generated scripts of <c>suites/lab</c>, or with <c>--check</c> compares them. The argument is the repository's root.
/// </summary>
public static class Program
{
    /// <summary>Every generated script: path from the root, text.</summary>
    public static IEnumerable<(string Path, string Text)> Generate(string root)
    {
        var rows = InstructionTable.Read(Path.Combine(root, "engine/ConformanceLab.Wasm/Instructions/instructions.def"));
        return Chapters(rows).Select(script => ("suites/lab/" + script.Path, script.Text));
    }

    private static IEnumerable<(string Path, string Text)> Chapters(IReadOnlyList<InstructionRow> rows) =>
    [
        .. NumericChapter.Write(rows),
        .. VectorChapter.Write(rows),
        .. MemoryChapter.Write(rows),
        .. AtomicsChapter.Write(rows),
        .. LitmusChapter.Write(),
        .. WaitChapter.Write(),
        .. BulkChapter.Write(),
        .. CastChapter.Write(),
        .. TailCallChapter.Write(),
        .. ExceptionChapter.Write(),
        .. CycleChapter.Write(),
        .. ValidationChapter.Write(rows),
        .. MalformedChapter.Write(),
    ];

    private static int Main(string[] args)
    {
        var check = args.Contains("--check");
        var root = args.FirstOrDefault(argument => argument != "--check") ?? ".";
        return GeneratedFiles.Update(root, Generate(root), check) ? 0 : 1;
    }
}
