using System.Collections.Immutable;

namespace ConformanceLab.Harness.Coverage;

/// <summary>
/// In which ways a module can be rejected. A test reads the sources of decoder and validator and finds every message of theirs here.
/// </summary>
internal static class RejectionCatalog
{
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
                "malformed import kind", "malformed UTF-8 encoding", "malformed reference type", "malformed limits flags", "malformed mutability",
                "zero byte expected",
            ]),
        .. Every(["table"], ["malformed reference type", "malformed limits flags", "zero byte expected", "tables cannot be shared (yet)"]),
        .. Every(["memory"], ["malformed limits flags", "invalid custom page size"]),
        .. Every(["tag"], ["zero byte expected"]),
        .. Every(["global"], ["malformed value type", "malformed mutability"]),
        // Sections with constant expressions.
        .. Every(["table", "global", "element", "data"], ["illegal opcode", "END opcode expected"]),
        .. Every(["export"], ["malformed export kind", "malformed UTF-8 encoding"]),
        .. Every(["element"], ["malformed elements segment kind", "malformed element kind", "malformed reference type"]),
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
