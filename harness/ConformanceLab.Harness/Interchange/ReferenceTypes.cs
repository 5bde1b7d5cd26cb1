using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Interchange;

/// <summary>The names that JSON has for references.</summary>
internal static class ReferenceTypes
{
    /// <summary>A null of any type.</summary>
    public const string AnyNull = "refnull";

    private static readonly (string Name, RefPattern Pattern)[] s_patterns =
    [
        ("funcref", RefPattern.Func),
        ("externref", RefPattern.Extern),
        ("anyref", RefPattern.Any),
        ("eqref", RefPattern.Eq),
        ("i31ref", RefPattern.I31),
        ("structref", RefPattern.Struct),
        ("arrayref", RefPattern.Array),
        ("exnref", RefPattern.Exn),
        (AnyNull, RefPattern.Null),
        ("nullref", RefPattern.Null),
        ("nullfuncref", RefPattern.Null),
        ("nullexternref", RefPattern.Null),
        ("nullexnref", RefPattern.Null),
    ];

    /// <summary>The name of a class of references.</summary>
    public static string NameOf(RefPattern pattern) => Array.Find(s_patterns, entry => entry.Pattern == pattern).Name;

    /// <summary>The class of references that a name without a value means; null if it means none.</summary>
    public static RefPattern? Find(string name) => Array.Find(s_patterns, entry => entry.Name == name) is { Name: not null } found
        ? found.Pattern
        : null;

    /// <summary>The name of a null of a bottom type: <c>none</c>, <c>nofunc</c>, …</summary>
    public static string NullName(string heapType) => heapType == "none" ? "nullref" : $"null{heapType[2..]}ref";

    /// <summary>
    /// The heap type of a name: <c>func</c> of <c>funcref</c>, <c>nofunc</c> of <c>nullfuncref</c>; null of <c>refnull</c>.
    /// </summary>
    public static string? HeapTypeOf(string name) => name switch
    {
        AnyNull => null,
        "nullref" => "none",
        _ when name.StartsWith("null", StringComparison.Ordinal) => $"no{name[4..^3]}",
        _ => name[..^3],
    };
}
