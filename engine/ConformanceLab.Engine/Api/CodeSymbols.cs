namespace ConformanceLab.Wasm;

/// <summary>
/// What numbers in machine code stand for: offsets in the engine's structures, and addresses. For whoever disassembles a
/// <see cref="FunctionExplanation"/>. Thread-safe.
/// </summary>
public sealed class CodeSymbols
{
    private readonly Func<long, CodeAddress?> _find;
    private readonly Func<ExternKind, int, string> _nameOf;
    private readonly Runtime.InstanceLayout _layout;

    internal CodeSymbols(
        IReadOnlyList<LayoutField> fields,
        bool isHeapTheBase,
        Runtime.InstanceLayout layout,
        Func<long, CodeAddress?> find,
        Func<ExternKind, int, string> nameOf)
    {
        _layout = layout;
        Fields = fields;
        IsHeapTheBase = isHeapTheBase;
        _find = find;
        _nameOf = nameOf;
    }

    /// <summary>
    /// The fields that code may read or write. In functions, r15 points to a structure <c>Instance</c> at every instruction, r14 to its
    /// base, and [rbp − 8] holds the instance.
    /// </summary>
    public IReadOnlyList<LayoutField> Fields { get; }

    /// <summary>Whether r14 is where references count from, the base of the heap; otherwise it is the first byte of memory 0.</summary>
    public bool IsHeapTheBase { get; }

    /// <summary>What an address of this process is that stands in code as a number; null if it is none that the engine knows.</summary>
    public CodeAddress? Find(long address) => _find(address);

    /// <summary>
    /// What instances of the module have in themselves: a structure <c>Table</c> or <c>Global</c>, or a pointer to a structure <c>Function</c>; null if
    /// it is none of them.
    /// </summary>
    /// <param name="offset">An offset in the structure <c>Instance</c>, in bytes.</param>
    public InstanceMember? FindInInstance(int offset) =>
        _layout.FindTable(offset) is var (table, inTable) ? new InstanceMember(ExternKind.Table, table, inTable)
        : _layout.FindGlobal(offset) is var (global, inGlobal) ? new InstanceMember(ExternKind.Global, global, inGlobal)
        : _layout.FindFunction(offset) is { } function ? new InstanceMember(ExternKind.Function, function, 0)
        : null;

    /// <summary>How the module's text refers to something: its identifier, or its index.</summary>
    public string NameOf(ExternKind kind, int index) => _nameOf(kind, index);
}

/// <summary>A field of a structure that machine code uses.</summary>
/// <param name="Structure">The structure: <c>Instance</c>, <c>Store</c>, <c>Memory</c> …</param>
/// <param name="Name">The field.</param>
/// <param name="Offset">Its distance from the start of the structure, in bytes.</param>
/// <param name="Target">If it leads to other structures, which.</param>
/// <param name="ElementBytes">
/// If it points to an array: bytes of an element, a pointer to <paramref name="Target"/> or a number. 0: it points to one structure, or is
/// no pointer that matters.
/// </param>
public sealed record LayoutField(string Structure, string Name, int Offset, string? Target, int ElementBytes);

/// <summary>A table or global whose structure is part of an instance, or a function whose pointer is.</summary>
/// <param name="Kind">Which of them it is.</param>
/// <param name="Index">Its index in the module.</param>
/// <param name="Offset">Distance from the start of its structure, in bytes.</param>
public readonly record struct InstanceMember(ExternKind Kind, int Index, int Offset);

/// <summary>What an address in machine code is of.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">
/// A function or table of the module as its text refers to it, or the name of a helper or library function; may be empty.
/// </param>
public sealed record CodeAddress(CodeAddressKind Kind, string Name);

/// <summary>Kinds of addresses.</summary>
public enum CodeAddressKind
{
    /// <summary>The cell that holds the address of a function's current code: calls go through it.</summary>
    FunctionSlot,

    /// <summary>Managed code that does what machine code does not do itself.</summary>
    Helper,

    /// <summary>Machine code by way of which helpers are called.</summary>
    HelperStub,

    /// <summary>A function of the C library.</summary>
    Library,

    /// <summary>The functions of a table that never changes.</summary>
    Table,
}
