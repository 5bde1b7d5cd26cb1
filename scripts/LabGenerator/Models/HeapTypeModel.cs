namespace ConformanceLab.LabGenerator.Models;

/// <summary>A heap type: what it is declared as, if it is, and what it is directly below.</summary>
/// <param name="Name">As the text format writes it.</param>
/// <param name="Super">The type directly above; null at the top.</param>
/// <param name="Declaration">Its field in a module; null if it is an abstract type.</param>
public sealed record HeapTypeModel(string Name, string? Super, string? Declaration = null)
{
    private static readonly Dictionary<string, string> s_bottoms = new()
    {
        ["any"] = "none", ["func"] = "nofunc", ["extern"] = "noextern", ["exn"] = "noexn",
    };

    /// <summary>All of them, what is above before what is below: every abstract type, and defined ones of each kind.</summary>
    public static IReadOnlyList<HeapTypeModel> All { get; } =
    [
        new("any", null), new("eq", "any"), new("i31", "eq"), new("struct", "eq"), new("array", "eq"),
        new("$s0", "struct", "(type $s0 (sub (struct (field i32))))"),
        new("$s1", "$s0", "(type $s1 (sub $s0 (struct (field i32) (field i64))))"),
        new("$s2", "$s1", "(type $s2 (sub final $s1 (struct (field i32) (field i64) (field i32))))"),
        new("$t", "struct", "(type $t (struct))"),
        new("$a0", "array", "(type $a0 (sub (array i32)))"),
        new("$a1", "$a0", "(type $a1 (sub $a0 (array i32)))"),
        new("$b", "array", "(type $b (array i8))"),
        new("none", null),
        new("func", null),
        new("$f0", "func", "(type $f0 (sub (func)))"),
        new("$f1", "$f0", "(type $f1 (sub $f0 (func)))"),
        new("$g", "func", "(type $g (func (param i32)))"),
        new("nofunc", null),
        new("extern", null), new("noextern", null),
        new("exn", null), new("noexn", null),
    ];

    /// <summary>The type of this name.</summary>
    public static HeapTypeModel Named(string name) => All.First(type => type.Name == name);

    /// <summary>The top of its hierarchy.</summary>
    public string Top => s_bottoms.FirstOrDefault(pair => pair.Value == Name).Key ?? (Super is null ? Name : Named(Super).Top);

    /// <summary>Whether this is <paramref name="other"/> or below it: the specification's "Matching", Heap Types.</summary>
    public bool Matches(HeapTypeModel other) =>
        Name == other.Name || (s_bottoms.ContainsValue(Name) ? Top == other.Top : Super is not null && Named(Super).Matches(other));

    /// <summary>Whether its values are those of no other type: the bottom of its hierarchy.</summary>
    public bool IsBottom => s_bottoms.ContainsValue(Name);

    /// <summary>Its declaration and those above, in an order in which they can stand.</summary>
    public IEnumerable<string> Declarations() =>
        Declaration is null ? [] : [.. Named(Super!).Declarations(), Declaration];

    /// <summary>The reference type.</summary>
    public string Reference(bool isNullable) => isNullable ? $"(ref null {Name})" : $"(ref {Name})";
}
