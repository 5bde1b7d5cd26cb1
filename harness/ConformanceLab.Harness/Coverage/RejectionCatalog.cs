using System.Collections.Immutable;

namespace ConformanceLab.Harness.Coverage;

/// <summary>
/// In which ways a module can be rejected. A test reads the sources of decoder and validator and finds every message of theirs here.
/// </summary>
internal static class RejectionCatalog
{
    private static readonly string[] s_spaces =
        ["type", "function", "table", "memory", "global", "tag", "elem segment", "data segment", "local"];

    /// <summary>Rules of modules that belong to no instruction, by their anchors in the specification.</summary>
    public static ImmutableArray<string> ModuleRules { get; } =
    [
        "valid-constant", "valid-datamode", "valid-elem", "valid-elemmode", "valid-export", "valid-heaptype", "valid-limits", "valid-memtype",
        "valid-module", "valid-start", "valid-subtype", "valid-table", "valid-tabletype", "valid-tagtype", "valid-typeuse",
    ];

    /// <summary>What validation says.</summary>
    public static ImmutableArray<string> Invalid { get; } =
    [
        "alignment must not be larger than natural", "array type is not numeric or vector", "array types do not match",
        "atomic alignment must be natural", "constant expression required", "duplicate export name", "immutable array", "immutable field",
        "immutable global", "invalid custom page size", "invalid lane index", "invalid result arity", "invalid rethrow label",
        "memory size must be at most", "multiple memories", "multiple tables", "non-array type", "non-empty tag result type",
        "non-function type", "non-structure type", "offset out of range", "shared memory must have maximum",
        "size minimum must not be greater than maximum", "start function", "sub type", "table size must be at most", "type mismatch",
        "undeclared function reference", "uninitialized local", "unknown data segment", "unknown elem segment", "unknown field",
        "unknown function", "unknown global", "unknown label", "unknown local", "unknown memory", "unknown table", "unknown tag", "unknown type",
    ];

    /// <summary>What the text parser says of malformed text.</summary>
    public static ImmutableArray<string> Text { get; } =
    [
        "unexpected token", "unknown operator", "illegal character", "malformed UTF-8 encoding", "unclosed comment", "unclosed string literal",
        "unclosed annotation", "illegal escape", "illegal control character in string literal", "empty identifier", "empty annotation id",
        "identifier not allowed", "mismatching label", "multiple start sections", "inline function type does not match explicit type",
        "alignment must be a power of two", "invalid custom page size", "invalid lane length", "wrong number of lane literals",
        "constant out of range", "i8 constant out of range", "i32 constant out of range", "i64 constant out of range",
        .. Every(["unknown", "duplicate"], [.. s_spaces, "field", "label"]).Where(static entry => entry != ("duplicate", "label"))
            .Select(static entry => $"{entry.Section} {entry.Message}"),
        .. Every(["import after"], ["function", "table", "memory", "global", "tag"]).Select(static entry => $"{entry.Section} {entry.Message}"),
    ];

    /// <summary>What the script reader says of forms that are no commands.</summary>
    public static ImmutableArray<string> Script { get; } =
    [
        "unexpected token: a command begins with a parenthesis", "unclosed form", "unknown operator or malformed token", "malformed string",
        "malformed UTF-8 encoding", "a command begins with a keyword", "unknown command", "a module is expected",
        "an action is expected: invoke or get", "(module $M) is expected", "the name of a module is expected", "( is expected", ") is expected",
        "a string is expected", "a constant is expected", "an integer is expected", "a number is expected", "a lane shape is expected",
        "unknown lane shape", "unknown constant or pattern", "either needs a choice", "malformed or too large i", "malformed or too large f",
        "commands are nested too deeply",
    ];

    /// <summary>Sections of a binary, and ways in which they can be malformed. The header counts as one.</summary>
    public static ImmutableArray<(string Section, string Message)> Malformed { get; } =
    [
        ("header", "unexpected end"), ("header", "magic header not detected"), ("header", "unknown binary version"),
        .. Every(
            ["custom"],
            ["unexpected end", "length out of bounds", "integer representation too long", "integer too large", "malformed UTF-8 encoding"]),
        .. Every(["unknown"], ["malformed section id"]),
        .. Every(
            [
                "type", "import", "function", "table", "memory", "tag", "global", "export", "start", "element", "data count", "code", "data",
            ],
            ["unexpected end", "length out of bounds", "section size mismatch", "integer representation too long", "integer too large"]),
        // No section stands before the types but the types themselves; what comes twice is named by the second.
        .. Every(
            [
                "type", "import", "function", "table", "memory", "tag", "global", "export", "start", "element", "data count", "code", "data",
            ],
            ["unexpected content after last section"]),
        .. Every(["type"], ["malformed definition type", "malformed value type", "malformed heap type", "malformed mutability"]),
        .. Every(
            ["import"],
            [
                "malformed import kind", "malformed UTF-8 encoding", "malformed reference type", "malformed value type", "malformed heap type",
                "malformed limits flags", "malformed mutability", "zero byte expected", "tables cannot be shared (yet)",
                "invalid custom page size",
            ]),
        .. Every(
            ["table"],
            [
                "malformed reference type", "malformed heap type", "malformed limits flags", "zero byte expected", "tables cannot be shared (yet)",
            ]),
        .. Every(["memory"], ["malformed limits flags", "invalid custom page size"]),
        .. Every(["tag"], ["zero byte expected"]),
        .. Every(["global"], ["malformed value type", "malformed heap type", "malformed mutability"]),
        // Sections with constant expressions.
        .. Every(["table", "global", "element", "data"], ["illegal opcode", "END opcode expected"]),
        .. Every(["export"], ["malformed export kind", "malformed UTF-8 encoding"]),
        .. Every(["element"], ["malformed elements segment kind", "malformed element kind", "malformed reference type", "malformed heap type"]),
        .. Every(["data"], ["malformed data segment kind"]),
        .. Every(
            ["code"],
            [
                "illegal opcode", "END opcode expected", "malformed block type", "malformed value type", "malformed heap type",
                "malformed memop flags", "malformed catch clause", "malformed br_on_cast flags", "too many locals", "data count section required",
                "zero byte expected",
            ]),
        .. Every(
            ["module"],
            ["function and code section have inconsistent lengths", "data count and data section have inconsistent lengths"]),
    ];

    private static IEnumerable<(string Section, string Message)> Every(string[] sections, string[] messages) =>
        sections.SelectMany(section => messages.Select(message => (section, message)));
}
