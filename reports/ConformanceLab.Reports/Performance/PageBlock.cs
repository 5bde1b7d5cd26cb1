namespace ConformanceLab.Reports.Performance;

/// <summary>A part of what is shown of performance.</summary>
internal abstract record PageBlock;

/// <summary>Begins a section.</summary>
/// <param name="Text">What it is about.</param>
/// <param name="Subtitle">Of when, and of which machine.</param>
internal sealed record PageHeading(string Text, string Subtitle) : PageBlock;

/// <summary>A verdict in words: <c>NOT REGRESSED</c>.</summary>
/// <param name="Text">The words.</param>
internal sealed record PageVerdict(string Text) : PageBlock
{
    /// <summary>As the name of a class: <c>not-regressed</c>.</summary>
    public string Class => Text.Replace(' ', '-').ToLowerInvariant();
}

/// <summary>Sentences.</summary>
/// <param name="Text">What they say.</param>
/// <param name="IsWarning">Whether they warn.</param>
internal sealed record PageParagraph(string Text, bool IsWarning = false) : PageBlock;

/// <summary>A table.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">A cell for each column.</param>
internal sealed record PageTable(IReadOnlyList<PageColumn> Columns, IReadOnlyList<string[]> Rows) : PageBlock;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its title.</param>
/// <param name="IsNumber">Whether its cells are aligned to the right.</param>
internal sealed record PageColumn(string Title, bool IsNumber);

/// <summary>A plot.</summary>
/// <param name="File">The plot.</param>
internal sealed record PagePlot(PlotFile File) : PageBlock;
