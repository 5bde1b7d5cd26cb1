using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Gate.Comparisons;

namespace ConformanceLab.Cli.Display;

/// <summary>Shows how far a measurement is: a line that is rewritten on a terminal, a line now and then elsewhere. For one
/// thread.</summary>
internal sealed class MeasureDisplay(TextWriter output, bool isTerminal) : IDisposable
{
    private static readonly TimeSpan s_terminalInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_logInterval = TimeSpan.FromSeconds(30);

    private readonly StatusLine _line = new(output);
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _shown;

    /// <summary>Shows progress, if it is time.</summary>
    public void Show(RunProgress progress)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        if (elapsed - _shown < (isTerminal ? s_terminalInterval : s_logInterval))
        {
            return;
        }

        _shown = elapsed;
        var decided = progress.Decided > 0 ? $", {progress.Decided} of {progress.Benchmarks} benchmarks decided" : "";
        Show(string.Create(
            CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds:F0} s: {progress.Done} of at most {progress.Most}{decided}; {progress.Current}"));
    }

    private void Show(string line)
    {
        if (isTerminal)
        {
            _line.Show(line);
        }
        else
        {
            output.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Erase();
}
