using System.Collections.Immutable;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Wasm.Modules;

/// <summary>
/// A module as syntax: what the binary reader and the text parser produce and the validator, the binary writer, the printer and the engine
/// consume. Instruction sequences stay in the binary format's bytes (<see cref="Code"/>) and are walked by the one body reader.
/// Produced once, then read-only by convention: after construction it may be shared between threads.
/// Source: specification, "Modules".
/// </summary>
public sealed class WasmModule
{
    private NameMap? _names;

    /// <summary>The features that were on when it was read.</summary>
    public required WasmFeatures Features { get; init; }

    /// <summary>
    /// The binary module that it was read from, which all of <see cref="Code"/> are slices of; empty if it came from text.
    /// </summary>
    public ReadOnlyMemory<byte> Binary { get; init; }

    /// <summary>The type space, flattened.</summary>
    public List<SubType> Types { get; } = [];

    /// <summary>How <see cref="Types"/> is grouped: consecutive, covering it.</summary>
    public List<RecursiveGroup> RecursiveGroups { get; } = [];

    /// <summary>Imports, in order, of all kinds.</summary>
    public List<Import> Imports { get; } = [];

    /// <summary>Functions defined here, in order (type and body).</summary>
    public List<FunctionDefinition> Functions { get; } = [];

    /// <summary>Tables defined here.</summary>
    public List<TableDefinition> Tables { get; } = [];

    /// <summary>Memories defined here.</summary>
    public List<MemoryType> Memories { get; } = [];

    /// <summary>Tags defined here: indices of their function types.</summary>
    public List<int> Tags { get; } = [];

    /// <summary>Globals defined here.</summary>
    public List<GlobalDefinition> Globals { get; } = [];

    /// <summary>Exports, in order.</summary>
    public List<Export> Exports { get; } = [];

    /// <summary>Index of the start function, if there is one.</summary>
    public int? Start { get; set; }

    /// <summary>Element segments.</summary>
    public List<ElementSegment> Elements { get; } = [];

    /// <summary>What the data count section says, if there is one. The text parser sets it where the writer has to write it.</summary>
    public int? DataCount { get; set; }

    /// <summary>Data segments.</summary>
    public List<DataSegment> Data { get; } = [];

    /// <summary>Custom sections with their places, in order.</summary>
    public List<CustomSection> CustomSections { get; } = [];

    /// <summary>
    /// Names for people: from the name section, read when first asked for (none if it is malformed), or identifiers of the text.
    /// </summary>
    public NameMap Names
    {
        get => _names ??= NameSection.ReadOrEmpty(this);
        set => _names = value;
    }

    /// <summary>
    /// Branch hints, from the custom section <c>metadata.code.branch_hint</c> or annotations; sorted by function, then offset.
    /// </summary>
    public List<BranchHint> BranchHints { get; } = [];

    /// <summary>Where declarations stand, for error messages.</summary>
    public DeclarationPositions Positions { get; } = new();

    /// <summary>Number of imported functions; they come first in the function space. The same holds for the other kinds.</summary>
    public int CountImports(ExternKind kind)
    {
        var count = 0;
        foreach (var import in Imports)
        {
            if (import.Kind == kind)
            {
                count++;
            }
        }

        return count;
    }
}

/// <summary>
/// Bytes of an instruction sequence, its final <c>end</c> included.
/// </summary>
/// <param name="Bytes">The binary format.</param>
/// <param name="Offset">Where the first byte stands in the binary module; −1 if it came from text.</param>
/// <param name="Positions">
/// For text: pairs (offset in <paramref name="Bytes"/>, position in the source), ascending; otherwise null. See <c>SourcePositions</c>.
/// </param>
public readonly record struct Code(ReadOnlyMemory<byte> Bytes, int Offset = -1, SourcePositions? Positions = null);

/// <summary>An import. Which of the descriptions is meaningful depends on <see cref="Kind"/>.</summary>
/// <param name="Module">First name.</param>
/// <param name="Name">Second name.</param>
/// <param name="Kind">Kind of the imported thing.</param>
/// <param name="TypeIndex">Type of a function or tag.</param>
/// <param name="Table">Type of a table.</param>
/// <param name="Memory">Type of a memory.</param>
/// <param name="Global">Type of a global.</param>
/// <param name="Group">
/// Compact import section: 0 for an import of its own; items with the same positive number share one module name, and with
/// <paramref name="GroupSharesType"/> also one description.
/// </param>
/// <param name="GroupSharesType">Whether the group has the encoding that gives one description for all items.</param>
public sealed record Import(
    string Module,
    string Name,
    ExternKind Kind,
    int TypeIndex = 0,
    TableType Table = default,
    MemoryType Memory = default,
    GlobalType Global = default,
    int Group = 0,
    bool GroupSharesType = false);

/// <summary>An export.</summary>
/// <param name="Name">Its name, unique in the module if that is valid.</param>
/// <param name="Kind">Kind of the exported thing.</param>
/// <param name="Index">Its index in the space of its kind.</param>
public readonly record struct Export(string Name, ExternKind Kind, int Index);

/// <summary>A run of locals of one type.</summary>
/// <param name="Count">How many.</param>
/// <param name="Type">Of which type.</param>
public readonly record struct LocalGroup(uint Count, ValType Type);

/// <summary>A function defined in the module.</summary>
/// <param name="TypeIndex">Index of its type.</param>
/// <param name="Locals">Its locals, without the parameters.</param>
/// <param name="Body">Its instructions.</param>
public sealed record FunctionDefinition(int TypeIndex, ImmutableArray<LocalGroup> Locals, Code Body);

/// <summary>A table defined in the module.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Initializer">Constant expression of the initial element; null is the default, a null reference.</param>
public sealed record TableDefinition(TableType Type, Code? Initializer);

/// <summary>A global defined in the module.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Initializer">Constant expression of its initial value.</param>
public sealed record GlobalDefinition(GlobalType Type, Code Initializer);

/// <summary>How a segment comes into play.</summary>
public enum SegmentMode : byte
{
    /// <summary>Copied at instantiation.</summary>
    Active,

    /// <summary>Copied by instructions.</summary>
    Passive,

    /// <summary>Elements only: declares functions for <c>ref.func</c>.</summary>
    Declarative,
}

/// <summary>An element segment: function indices, or constant expressions.</summary>
/// <param name="Mode">How it comes into play.</param>
/// <param name="Type">Type of the elements.</param>
/// <param name="TableIndex">Table of an active segment.</param>
/// <param name="Offset">Constant expression of an active segment's place.</param>
/// <param name="FunctionIndices">The elements as function indices, or default if they are expressions.</param>
/// <param name="Expressions">The elements as constant expressions, or default if they are function indices.</param>
public sealed record ElementSegment(
    SegmentMode Mode,
    ValType Type,
    int TableIndex,
    Code? Offset,
    ImmutableArray<int> FunctionIndices,
    ImmutableArray<Code> Expressions)
{
    /// <summary>Number of elements.</summary>
    public int Count => FunctionIndices.IsDefault ? Expressions.Length : FunctionIndices.Length;
}

/// <summary>A data segment.</summary>
/// <param name="Mode">Active or passive.</param>
/// <param name="MemoryIndex">Memory of an active segment.</param>
/// <param name="Offset">Constant expression of an active segment's place.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record DataSegment(SegmentMode Mode, int MemoryIndex, Code? Offset, ReadOnlyMemory<byte> Bytes);

/// <summary>Sections in the order in which they stand in a module; the values are the binary format's ids.</summary>
public enum SectionId : byte
{
    /// <summary>Custom section; may stand anywhere.</summary>
    Custom = 0,

    /// <summary>Types.</summary>
    Type = 1,

    /// <summary>Imports.</summary>
    Import = 2,

    /// <summary>Types of functions.</summary>
    Function = 3,

    /// <summary>Tables.</summary>
    Table = 4,

    /// <summary>Memories.</summary>
    Memory = 5,

    /// <summary>Globals.</summary>
    Global = 6,

    /// <summary>Exports.</summary>
    Export = 7,

    /// <summary>Start function.</summary>
    Start = 8,

    /// <summary>Element segments.</summary>
    Element = 9,

    /// <summary>Bodies of functions.</summary>
    Code = 10,

    /// <summary>Data segments.</summary>
    Data = 11,

    /// <summary>Number of data segments; stands before the code.</summary>
    DataCount = 12,

    /// <summary>Tags; stands between memories and globals.</summary>
    Tag = 13,
}

/// <summary>A custom section.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its contents after the name.</param>
/// <param name="After">
/// The known section that it follows directly, in the order of the binary format; <see cref="SectionId.Custom"/> if it comes before all.
/// </param>
public sealed record CustomSection(string Name, ReadOnlyMemory<byte> Bytes, SectionId After);

/// <summary>A branch hint (branch-hinting): which way a conditional usually goes.</summary>
/// <param name="FunctionIndex">The function, imports counted.</param>
/// <param name="Offset">Offset of the <c>if</c> or <c>br_if</c> from the start of the function's code (its locals' declaration).</param>
/// <param name="Likely">Whether the branch is likely taken.</param>
public readonly record struct BranchHint(int FunctionIndex, int Offset, bool Likely);

/// <summary>Names for people, by index space. Missing entries are null. Source: specification, appendix "Name Section".</summary>
public sealed class NameMap
{
    /// <summary>No names.</summary>
    public static NameMap Empty { get; } = new();

    /// <summary>Name of the module.</summary>
    public string? Module { get; init; }

    /// <summary>Names of functions.</summary>
    public IReadOnlyDictionary<int, string> Functions { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of locals, by function.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Locals { get; init; } =
        ImmutableDictionary<int, IReadOnlyDictionary<int, string>>.Empty;

    /// <summary>Names of labels, by function, in the order of the structured instructions.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Labels { get; init; } =
        ImmutableDictionary<int, IReadOnlyDictionary<int, string>>.Empty;

    /// <summary>Names of types.</summary>
    public IReadOnlyDictionary<int, string> Types { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of fields, by type.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Fields { get; init; } =
        ImmutableDictionary<int, IReadOnlyDictionary<int, string>>.Empty;

    /// <summary>Names of tables.</summary>
    public IReadOnlyDictionary<int, string> Tables { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of memories.</summary>
    public IReadOnlyDictionary<int, string> Memories { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of globals.</summary>
    public IReadOnlyDictionary<int, string> Globals { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of element segments.</summary>
    public IReadOnlyDictionary<int, string> Elements { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of data segments.</summary>
    public IReadOnlyDictionary<int, string> Data { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>Names of tags.</summary>
    public IReadOnlyDictionary<int, string> Tags { get; init; } = ImmutableDictionary<int, string>.Empty;
}
