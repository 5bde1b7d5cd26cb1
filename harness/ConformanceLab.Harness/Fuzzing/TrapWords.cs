using System.Collections.Immutable;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// Why engines say that they trapped: their words for the specification's. Whoever says nothing that is known contradicts nobody. Where an
/// instruction has several reasons to trap (<c>array.copy</c> of null to beyond the end) the specification does not say which comes first.
/// Sources: Wasmtime, crates/environ/src/trap_encoding.rs; V8, src/common/message-template.h; JavaScriptCore,
/// Source/JavaScriptCore/wasm/WasmExceptionType.h.
/// </summary>
internal static class TrapWords
{
    private const string Null = "null ";
    private const string Memory = "out of bounds memory access";
    private const string Table = "out of bounds table access";
    private const string Array = "out of bounds array access";
    private const string Unaligned = "unaligned atomic";
    private const string NotShared = "expected shared memory";

    // What engines say, and how the specification's message begins, one or another. Where several words occur, one is enough.
    private static readonly ImmutableArray<(string Said, string[] Meant)> s_words =
    [
        ("unreachable", ["unreachable"]),
        ("divide by zero", ["integer divide by zero"]),
        ("remainder by zero", ["integer divide by zero"]),
        ("division by zero", ["integer divide by zero"]),
        ("integer overflow", ["integer overflow"]),
        ("divide result unrepresentable", ["integer overflow"]),
        ("invalid conversion to integer", ["invalid conversion to integer"]),
        ("float unrepresentable in integer range", ["invalid conversion to integer", "integer overflow"]),
        ("out of bounds trunc", ["invalid conversion to integer", "integer overflow"]),
        ("out of bounds memory access", [Memory, Array, Unaligned, NotShared]),
        ("memory access out of bounds", [Memory, Array, Unaligned, NotShared]),
        ("out of bounds table access", [Table, Array, "undefined element"]),
        ("table access out of bounds", [Table, Array]),
        ("table index is out of bounds", [Table, "undefined element"]),
        ("out of bounds array access", [Array, Memory, Table, Null]),
        ("array element access out of bounds", [Array, Memory, Table, Null]),
        ("uninitialized element", ["uninitialized element"]),
        ("null table entry", ["uninitialized element"]),
        ("indirect call type mismatch", ["indirect call type mismatch"]),
        ("signature that does not match", ["indirect call type mismatch", "uninitialized element"]),
        ("function signature mismatch", ["indirect call type mismatch", "uninitialized element"]),
        ("cast failure", ["cast failure"]),
        ("illegal cast", ["cast failure"]),
        ("null reference", [Null, "cast failure"]),
        ("null pointer", [Null]),
        ("misaligned memory access", [Unaligned, Memory, NotShared]),
        ("unaligned accesses", [Unaligned, Memory, NotShared]),
        ("atomic wait on non-shared memory", [NotShared, Memory, Unaligned]),
    ];

    /// <summary>Whether an engine says that the reason was another.</summary>
    /// <param name="expected">The specification's message.</param>
    /// <param name="words">The engine's words.</param>
    public static bool Contradict(string expected, string words)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var said = s_words.Where(entry => words.Contains(entry.Said, StringComparison.OrdinalIgnoreCase)).ToList();
        return said.Count > 0
            && !said.Exists(entry => entry.Meant.Any(meant => expected.StartsWith(meant, StringComparison.Ordinal)));
    }
}
