namespace ConformanceLab.Cli.Display;

/// <summary>A line of a terminal that is written again and again. For one thread at a time.</summary>
internal sealed class StatusLine(TextWriter output)
{
    private int _width;

    /// <summary>Writes the line over what stood there.</summary>
    public void Show(string line)
    {
        output.Write('\r' + line.PadRight(_width));
        output.Flush();
        _width = line.Length;
    }

    /// <summary>Makes room for lines that stay.</summary>
    public void Erase()
    {
        if (_width > 0)
        {
            output.Write('\r' + new string(' ', _width) + '\r');
            _width = 0;
        }
    }
}
