namespace ConformanceLab.Wasm;

/// <summary>
/// Explicit limits on modules (specification, appendix "Implementation Limitations"): what is beyond is rejected with
/// <see cref="ModuleErrorKind.LimitExceeded"/> before anything is allocated for it. Values follow the JavaScript embedding's where it has
/// one.
/// </summary>
public static class ImplementationLimits
{
    /// <summary>Largest binary module or text, in bytes.</summary>
    public const int ModuleBytes = 1 << 30;

    /// <summary>Types of a module.</summary>
    public const int Types = 1_000_000;

    /// <summary>Types of a recursive group.</summary>
    public const int RecursiveGroupTypes = 1_000_000;

    /// <summary>Depth of the subtype hierarchy.</summary>
    public const int SubtypeDepth = 63;

    /// <summary>Functions, defined and imported together.</summary>
    public const int Functions = 1_000_000;

    /// <summary>Imports; exports alike.</summary>
    public const int ImportsOrExports = 1_000_000;

    /// <summary>Globals.</summary>
    public const int Globals = 1_000_000;

    /// <summary>Tables.</summary>
    public const int Tables = 100_000;

    /// <summary>Memories.</summary>
    public const int Memories = 1_000;

    /// <summary>Tags.</summary>
    public const int Tags = 1_000_000;

    /// <summary>Data segments; element segments alike.</summary>
    public const int Segments = 10_000_000;

    /// <summary>Bytes of one function's body.</summary>
    public const int FunctionBytes = 7_654_321;

    /// <summary>Locals of a function, parameters included.</summary>
    public const int Locals = 50_000;

    /// <summary>Parameters of a function or block; results alike.</summary>
    public const int ParametersOrResults = 1_000;

    /// <summary>Fields of a structure; operands of <c>array.new_fixed</c> alike.</summary>
    public const int Fields = 10_000;

    /// <summary>Labels of one <c>br_table</c>.</summary>
    public const int BranchTableLabels = 7_654_321;

    /// <summary>Nesting of blocks within a function. Nothing here recurses on it; it bounds the work at a control join.</summary>
    public const int BlockDepth = 1_000_000;

    /// <summary>Operands on the stack of one function: a call can push as many as it has results.</summary>
    public const int Operands = 1_000_000;

    /// <summary>Elements of one table.</summary>
    public const int TableElements = 10_000_000;
}
