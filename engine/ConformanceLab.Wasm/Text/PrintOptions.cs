namespace ConformanceLab.Wasm.Text;

/// <summary>How <see cref="ModulePrinter"/> prints. What the text means does not depend on it, but for what is left out.</summary>
public sealed record PrintOptions
{
    /// <summary>The options that are used where none are given.</summary>
    public static PrintOptions Default { get; } = new();

    /// <summary>Whether things that have names are called by identifiers; otherwise by indices throughout.</summary>
    public bool Identifiers { get; init; } = true;

    /// <summary>Whether definitions carry their indices as comments: <c>(func $f (;3;) …</c>.</summary>
    public bool IndexComments { get; init; } = true;

    /// <summary>Whether blocks without names are numbered by nesting and branches to them say which one they mean, in comments.</summary>
    public bool LabelComments { get; init; } = true;

    /// <summary>Whether custom sections are printed as annotations.</summary>
    public bool CustomSections { get; init; } = true;

    /// <summary>Whether the name section is among them, which keeps its bytes; for people, identifiers say the same.</summary>
    public bool NameSection { get; init; } = true;

    /// <summary>Whether branch hints are printed as annotations before their instructions.</summary>
    public bool BranchHints { get; init; } = true;

    /// <summary>Spaces by level of nesting, 0 to 8.</summary>
    public int Indentation { get; init; } = 2;

    /// <summary>Most spaces before a line: deeper nesting does not indent any further.</summary>
    public int MaximumIndentation { get; init; } = 80;
}
