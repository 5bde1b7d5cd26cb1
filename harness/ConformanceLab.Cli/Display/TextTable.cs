using System.Text;

namespace ConformanceLab.Cli.Display;

/// <summary>Columns of text, as wide as they must be: the same on a terminal and in a file.</summary>
/// <param name="headers">Titles; one that begins with <c>&gt;</c> is of a column that is aligned to the right.</param>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        var titles = headers.Select(header => header.TrimStart('>')).ToArray();
        var widths = titles.Select((title, i) => _rows.Select(row => row[i].Length).Append(title.Length).Max()).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows.Prepend(titles))
        {
            var line = string.Join(
                "  ", row.Select((cell, i) => headers[i].StartsWith('>') ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
