using System.Collections.Immutable;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <summary>What validation found out about one function, for the tiers.</summary>
/// <param name="MaxOperands">The largest number of operands on its stack, whatever their size.</param>
/// <param name="MaxFrames">The largest number of control frames, the function's own included.</param>
public readonly record struct FunctionFacts(int MaxOperands, int MaxFrames);

/// <summary>
/// A valid module with its index spaces flattened: imports first, then what the module defines. Immutable once validation is over; may be
/// shared between threads.
/// <para>
/// All types here are in canonical form within the module: a concrete heap type is the index of the <em>first</em> type of the module
/// that is equal to the one that was named, so types are equal exactly if they are the same value. These are still indices of this
/// module, not ids of an engine's registry.
/// </para>
/// </summary>
public sealed class ValidatedModule
{
    private bool[] _declared = [];
    private bool[] _changedTables = [];

    internal ValidatedModule(WasmModule module)
    {
        Module = module;
        CanonicalIds = new int[module.Types.Count];
        TypeSignatures = new FunctionType?[module.Types.Count];
    }

    /// <summary>The module.</summary>
    public WasmModule Module { get; }

    /// <summary>
    /// The module's own registry: its ids are indices of the module's types, namely of the first of those that are equal.
    /// </summary>
    public TypeRegistry Types { get; } = new();

    /// <summary>For each type of the module, the index of the first type that is equal to it.</summary>
    public ReadOnlySpan<int> CanonicalTypeIndices => CanonicalIds;

    /// <summary>Index of the type of each function.</summary>
    public ImmutableArray<int> FunctionTypes { get; internal set; } = [];

    /// <summary>Type of each function.</summary>
    public ImmutableArray<FunctionType> FunctionSignatures { get; internal set; } = [];

    /// <summary>Type of each table.</summary>
    public ImmutableArray<TableType> Tables { get; internal set; } = [];

    /// <summary>Type of each memory.</summary>
    public ImmutableArray<MemoryType> Memories { get; internal set; } = [];

    /// <summary>Type of each global.</summary>
    public ImmutableArray<GlobalType> Globals { get; internal set; } = [];

    /// <summary>Index of the function type of each tag.</summary>
    public ImmutableArray<int> Tags { get; internal set; } = [];

    /// <summary>Number of imported functions.</summary>
    public int ImportedFunctionCount { get; internal set; }

    /// <summary>Number of imported tables.</summary>
    public int ImportedTableCount { get; internal set; }

    /// <summary>Number of imported memories.</summary>
    public int ImportedMemoryCount { get; internal set; }

    /// <summary>Number of imported globals.</summary>
    public int ImportedGlobalCount { get; internal set; }

    /// <summary>Number of imported tags.</summary>
    public int ImportedTagCount { get; internal set; }

    /// <summary>Facts about each function that the module defines, in order (imports don't count).</summary>
    public ImmutableArray<FunctionFacts> FunctionFacts { get; internal set; } = [];

    /// <summary>
    /// Whether a function of the module may end by a tail call of something that is not the module's own: an import, or what a table or a
    /// reference leads to.
    /// </summary>
    public bool HasForeignTailCalls { get; internal set; }

    /// <summary>While it is validated: the declaration that is looked at, for errors that have no place of their own.</summary>
    internal (SectionId Section, int Index) Current { get; set; }

    internal int[] CanonicalIds { get; }

    /// <summary>The function type of each type, null if it is something else.</summary>
    internal FunctionType?[] TypeSignatures { get; }

    /// <summary>The address type of each memory.</summary>
    internal ValType[] MemoryAddresses { get; set; } = [];

    /// <summary>
    /// Whether a function is named outside functions' bodies, so that <c>ref.func</c> may name it inside. Source: specification, context
    /// component "refs".
    /// </summary>
    public bool IsDeclared(int functionIndex) => (uint)functionIndex < (uint)_declared.Length && _declared[functionIndex];

    /// <summary>
    /// Whether an instruction of the module may change the elements or the length of a table: <c>table.set</c>, <c>table.grow</c>,
    /// <c>table.fill</c>, <c>table.init</c>, or <c>table.copy</c> into it. Segments that are active do not count.
    /// </summary>
    public bool MayChangeTable(int tableIndex) => (uint)tableIndex < (uint)_changedTables.Length && _changedTables[tableIndex];

    /// <summary>A value type of the module in canonical form.</summary>
    public ValType ToCanonical(ValType type) => TypeRegistry.ToCanonical(type, CanonicalIds);

    // DANGER: a change that is not noted lets code call what was in the table before. One thread validates the functions of a module.
    internal void NoteTableChange(int tableIndex)
    {
        if (_changedTables.Length == 0)
        {
            _changedTables = new bool[Tables.Length];
        }

        _changedTables[tableIndex] = true;
    }

    internal void Declare(int functionIndex)
    {
        if (_declared.Length == 0)
        {
            _declared = new bool[FunctionTypes.Length];
        }

        _declared[functionIndex] = true;
    }
}
