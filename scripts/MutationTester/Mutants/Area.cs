namespace ConformanceLab.MutationTester.Mutants;

/// <summary>A part of the interpreter that mutants are drawn from; each gets the same share of them.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Files">Its files, relative to the engine's project, with forward slashes.</param>
public sealed record Area(string Name, IReadOnlyList<string> Files)
{
    /// <summary>
    /// All areas. Generated code (<c>*.g.cs</c>) is in none: it is one template, a row of <c>instructions.def</c> each.
    /// </summary>
    public static IReadOnlyList<Area> All { get; } =
    [
        new("scalars", InNumerics("Conversions", "Floats", "Integers", "NanPropagation", "WideArithmetic")),
        new(
            "vectors",
            InNumerics(
                "RelaxedSimd", "VectorComparisons", "VectorConversions", "VectorFloats", "VectorLanes", "VectorNarrowIntegers",
                "VectorWideIntegers")),
        new(
            "memory",
            [.. InInterpreter("AtomicAccesses", "Atomics", "BulkMemory", "Memory", "MemoryLanes", "Waiting"), "Runtime/LinearMemory.cs"]),
        new("tables", [.. InInterpreter("Tables"), "Runtime/TableInstance.cs"]),
        new(
            "control",
            [
                .. InInterpreter("Calls", "Control", "Exceptions", "Frame", "FrameCursor", "Unwinding", "Variables"),
                .. InInterpreter(
                    "Translation/ControlTranslation",
                    "Translation/ExceptionTranslation",
                    "Translation/InstructionTranslation",
                    "Translation/OperandTracker",
                    "Translation/Translator"),
            ]),
        new(
            "references",
            [
                .. InInterpreter("Arrays", "References", "Structures", "Translation/AggregateTranslation"),
                "Gc/CastTarget.cs", "Gc/GcHeap.Arrays.cs", "Gc/GcHeap.Structures.cs", "Gc/GcHeap.cs", "Gc/ObjectLayout.cs",
                "Gc/TypeDescriptorTable.cs",
            ]),
    ];

    private static string[] InNumerics(params string[] names) => [.. names.Select(name => $"Numerics/{name}.cs")];

    private static string[] InInterpreter(params string[] names) => [.. names.Select(name => $"Interpreter/{name}.cs")];
}
