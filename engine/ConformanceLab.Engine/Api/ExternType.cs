namespace ConformanceLab.Wasm;

/// <summary>
/// Type of something that modules import or export. Heap types of defined types in it are canonical: equal ids mean equal types among
/// all modules of an engine. Source: specification, "External Types".
/// </summary>
public abstract record ExternType
{
    private protected ExternType()
    {
    }

    /// <summary>Kind of the thing.</summary>
    public abstract ExternKind Kind { get; }
}

/// <summary>Type of a function.</summary>
/// <param name="Type">Parameters and results.</param>
public sealed record FunctionExternType(FunctionType Type) : ExternType
{
    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Function;
}

/// <summary>Type of a table.</summary>
/// <param name="Type">Elements and limits.</param>
public sealed record TableExternType(TableType Type) : ExternType
{
    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Table;
}

/// <summary>Type of a linear memory.</summary>
/// <param name="Type">Limits in pages and properties.</param>
public sealed record MemoryExternType(MemoryType Type) : ExternType
{
    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Memory;
}

/// <summary>Type of a global variable.</summary>
/// <param name="Type">Value type and mutability.</param>
public sealed record GlobalExternType(GlobalType Type) : ExternType
{
    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Global;
}

/// <summary>Type of an exception tag.</summary>
/// <param name="Type">The parameters are the types of an exception's values.</param>
public sealed record TagExternType(FunctionType Type) : ExternType
{
    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Tag;
}

/// <summary>An import that a module needs.</summary>
/// <param name="Module">First name.</param>
/// <param name="Name">Second name.</param>
/// <param name="Type">What it must match.</param>
public sealed record ImportType(string Module, string Name, ExternType Type);

/// <summary>An export that a module's instances have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record ExportType(string Name, ExternType Type);
