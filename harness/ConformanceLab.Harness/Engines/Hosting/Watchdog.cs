using System.Diagnostics;

namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// Interrupts requests that take too long. Arming costs one memory write: a timer looks now and then, so limits are kept to within a tick
/// of <see cref="s_tick"/>. Used by one thread, apart from the timer.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);

    private readonly Action _interrupt;
    private readonly long _limit;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private long _armedAt;

    /// <summary>
    /// Calls <paramref name="interrupt"/>, on a pool thread, whenever a request takes longer than <paramref name="limit"/>.
    /// </summary>
    public Watchdog(Action interrupt, TimeSpan limit)
    {
        _interrupt = interrupt;
        _limit = (long)(limit.TotalSeconds * Stopwatch.Frequency);
        _timer = new Timer(_ => Look(), null, s_tick, s_tick);
    }

    /// <summary>A request begins.</summary>
    public void Arm() => Volatile.Write(ref _armedAt, Stopwatch.GetTimestamp());

    /// <summary>The request is over. Afterwards no interrupt comes until the next is armed.</summary>
    public void Disarm()
    {
        Volatile.Write(ref _armedAt, 0);
        lock (_gate)
        {
            // Waits for an interrupt that is on its way.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref _armedAt, 0);
        using var stopped = new ManualResetEvent(false);
        if (_timer.Dispose(stopped))
        {
            stopped.WaitOne();
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            var armedAt = Volatile.Read(ref _armedAt);
            if (armedAt != 0 && Stopwatch.GetTimestamp() - armedAt > _limit)
            {
                _interrupt();
            }
        }
    }
}
