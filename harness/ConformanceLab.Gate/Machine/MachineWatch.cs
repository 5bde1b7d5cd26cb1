using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Machine;

/// <summary>
/// Watches whether the machine is quiet while something is measured: who waits for a processor, what the hypervisor takes, and whether a
/// loop that always does the same takes longer than it can. For one thread.
/// </summary>
public sealed class MachineWatch
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly (double Total, double Stolen)? _times = ReadTimes();
    private readonly double? _waited = ReadWaiting();
    private readonly double? _load = ReadLoad();
    private readonly List<double> _loops = [];

    /// <summary>Runs the loop once, about a millisecond of arithmetic; called between processes.</summary>
    public void Calibrate()
    {
        var start = Stopwatch.GetTimestamp();
        var state = 88172645463325252UL;
        for (var i = 0; i < 400_000; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        _loops.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds + (state == 0 ? 1 : 0));
    }

    /// <summary>What was seen since this was made.</summary>
    public MachineState Read()
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var (now, loops) = (ReadTimes(), _loops.ToArray());
        var fastest = loops.Length > 0 ? loops.Min() : 0;
        return new MachineState
        {
            Seconds = seconds,
            LoadBefore = _load,
            LoadAfter = ReadLoad(),
            Waiting = ReadWaiting() - _waited is { } waited ? Math.Clamp(waited / 1e6 / seconds, 0, 1) : null,
            Stolen = now is { } after && _times is { } before && after.Total > before.Total
                ? (after.Stolen - before.Stolen) / (after.Total - before.Total)
                : null,
            SlowLoops = loops.Length > 0 ? loops.Count(loop => loop > 1.2 * fastest) / (double)loops.Length : null,
            LoopSpread = loops.Length > 0 ? Quantiles.Median(loops) / fastest : null,
        };
    }

    // /proc/stat: user nice system idle iowait irq softirq steal, in ticks of all processors.
    private static (double Total, double Stolen)? ReadTimes()
    {
        var line = ReadFirstLine("/proc/stat");
        var ticks = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return ticks is { Length: 8 } ? (ticks.Sum(), ticks[7]) : null;
    }

    // /proc/pressure/cpu: "some avg10=… avg60=… avg300=… total=MICROSECONDS": how long at least one task waited for a processor.
    private static double? ReadWaiting() => ReadFirstLine("/proc/pressure/cpu") is { } line && line.Split("total=") is [_, var total]
        ? double.Parse(total, CultureInfo.InvariantCulture)
        : null;

    private static double? ReadLoad() =>
        ReadFirstLine("/proc/loadavg") is { } line ? double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string? ReadFirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>How quiet the machine was. What it does not say is null. Immutable.</summary>
public sealed record MachineState
{
    private const double TooMuchWaiting = 0.3;
    private const double TooMuchStolen = 0.02;
    private const double TooManySlowLoops = 0.25;

    /// <summary>How long it was watched.</summary>
    public double Seconds { get; init; }

    /// <summary>Load average of one minute when it began.</summary>
    public double? LoadBefore { get; init; }

    /// <summary>The same when it ended.</summary>
    public double? LoadAfter { get; init; }

    /// <summary>Share of the time in which some task waited for a processor.</summary>
    public double? Waiting { get; init; }

    /// <summary>Share of processor time that the hypervisor gave to others.</summary>
    public double? Stolen { get; init; }

    /// <summary>Share of calibration loops that took more than 1.2 times the fastest.</summary>
    public double? SlowLoops { get; init; }

    /// <summary>The median calibration loop in units of the fastest.</summary>
    public double? LoopSpread { get; init; }

    /// <summary>Whether anything disturbed.</summary>
    public bool IsBusy => Disturbances().Any();

    /// <summary>What disturbed, in sentences; nothing if it was quiet.</summary>
    public IEnumerable<string> Disturbances()
    {
        var culture = CultureInfo.InvariantCulture;
        if (Waiting > TooMuchWaiting)
        {
            yield return string.Create(
                culture, $"the machine was busy: during {Waiting:P0} of the time something waited for a processor (load {LoadAfter:F1})");
        }

        if (Stolen > TooMuchStolen)
        {
            yield return string.Create(culture, $"the hypervisor took {Stolen:P1} of the processors for others");
        }

        if (SlowLoops > TooManySlowLoops)
        {
            yield return string.Create(
                culture,
                $"the processor was shared or throttled: {SlowLoops:P0} of the calibration loops took more than 1.2 times the fastest, "
                    + $"the median {LoopSpread:F2} times");
        }
    }
}
