using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Fuzzing;

namespace ConformanceLab.Cli.Display;

/// <summary>Shows how far a campaign is: a line that is rewritten every two seconds on a terminal, a line now and then elsewhere.</summary>
internal sealed class FuzzDisplay(TextWriter output, bool isTerminal)
{
    private static readonly TimeSpan s_terminalInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_logInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly StatusLine _line = new(output);

    /// <summary>Shows progress until the result is disposed.</summary>
    public IDisposable Watch(FuzzCampaign campaign) => Watch(() => campaign.Read((totals, _) => string.Create(
        CultureInfo.InvariantCulture,
        $"{campaign.Elapsed.TotalSeconds:F0} s: {totals.Modules:N0} modules ({totals.Modules / campaign.Elapsed.TotalSeconds:F0}/s), "
            + $"{totals.Instructions:N0} instructions, {totals.Executed.Count} of {FuzzTotals.AllInstructions} reached, "
            + $"{totals.Bad} findings")));

    /// <summary>Shows a line, made anew each time, until the result is disposed.</summary>
    public IDisposable Watch(Func<string> line)
    {
        var interval = isTerminal ? s_terminalInterval : s_logInterval;
        return new Watcher(this, new Timer(_ => ShowProgress(line()), null, interval, interval));
    }

    /// <summary>Shows a finding.</summary>
    public void Show(object finding)
    {
        lock (_lock)
        {
            _line.Erase();
            output.WriteLine(finding);
        }
    }

    /// <summary>All figures of a campaign.</summary>
    public static string Summary(FuzzTotals totals, string what)
    {
        var (all, executed) = (FuzzTotals.AllInstructions, totals.Executed.Count);
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.Append(what);
        text.Append(culture, $"\nmodules       {totals.Modules:N0}, {Share(totals.Modules - totals.Invalid, totals.Modules)} valid");
        text.Append(culture, $", {totals.Functions:N0} functions, {totals.Bytes:N0} bytes");
        text.Append(culture, $"\ncalls         {totals.Calls:N0}: {Share(totals.Trapped, totals.Calls)} trapped");
        text.Append(culture, $", {Share(totals.Threw, totals.Calls)} threw; {totals.Exhausted:N0} modules cut short");
        text.Append(culture, $"\ninstructions  {totals.Instructions:N0} executed");
        text.Append(culture, $"\nreached       {executed} of {all} instructions executed ({Share(executed, all)})");
        text.Append(culture, $", {totals.Occurring.Count} generated; watched in {totals.Probed:N0} modules");
        text.Append(culture, $"\nCPU time      {totals.ProcessorTime.TotalSeconds:N0} s");
        text.Append(culture, $"\ndifferences   {totals.Different:N0}, crashes {totals.Crashed:N0}, hangs {totals.Hung:N0}");
        text.Append(culture, $", invalid modules {totals.Invalid:N0}");
        if (totals.Rejected > 0)
        {
            text.Append(culture, $"\nrejected      {totals.Rejected:N0} ({Share(totals.Rejected, totals.Modules)})");
        }

        foreach (var (reason, count) in totals.Reasons.OrderByDescending(static reason => reason.Value))
        {
            text.Append(culture, $"\n{count,13:N0} {reason}");
        }

        foreach (var (resource, count) in totals.Resources)
        {
            text.Append(culture, $"\ntolerated     {count:N0} {resource}");
        }

        return text.ToString();
    }

    /// <summary>A share in percent, rounded down.</summary>
    internal static string Share(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 100 : Math.Floor(1000.0 * part / whole) / 10):F1} %");

    private void ShowProgress(string line)
    {
        lock (_lock)
        {
            if (!isTerminal)
            {
                output.WriteLine(line);
                return;
            }

            _line.Show(line);
        }
    }

    private sealed class Watcher(FuzzDisplay display, Timer timer) : IDisposable
    {
        public void Dispose()
        {
            timer.Dispose();
            lock (display._lock)
            {
                display._line.Erase();
            }
        }
    }
}
