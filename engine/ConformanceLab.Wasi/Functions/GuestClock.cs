using ConformanceLab.Wasm.Wasi.Native;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <summary>The clocks of a guest, in nanoseconds.</summary>
internal sealed class GuestClock(TimeProvider time)
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly long _start = time.GetTimestamp();

    /// <summary>The time of a clock.</summary>
    public Errno TryRead(ClockId id, out ulong now)
    {
        now = 0;
        switch (id)
        {
            case ClockId.Realtime:
                now = Realtime;
                return Errno.Success;
            case ClockId.Monotonic:
                now = Monotonic;
                return Errno.Success;
            case ClockId.ProcessTime or ClockId.ThreadTime when !ReferenceEquals(time, TimeProvider.System):
                now = Monotonic;
                return Errno.Success;
            case ClockId.ProcessTime or ClockId.ThreadTime when Linux.IsSupported:
                now = ProcessorTime((int)id);
                return Errno.Success;
            case ClockId.ProcessTime or ClockId.ThreadTime:
                return Errno.NotSup;
            default:
                return Errno.Inval;
        }
    }

    /// <summary>The resolution of a clock.</summary>
    public Errno TryGetResolution(ClockId id, out ulong resolution)
    {
        resolution = id == ClockId.Realtime
            ? TimeSpan.NanosecondsPerTick
            : Math.Max(1, NanosecondsPerSecond / (ulong)time.TimestampFrequency);
        return TryRead(id, out _);
    }

    /// <summary>Since 1970; 0 before.</summary>
    public ulong Realtime => (ulong)Math.Max(0, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks) * TimeSpan.NanosecondsPerTick;

    private ulong Monotonic
    {
        get
        {
            var elapsed = (UInt128)(ulong)Math.Max(0, time.GetTimestamp() - _start);
            return (ulong)(elapsed * NanosecondsPerSecond / (ulong)time.TimestampFrequency);
        }
    }

    // The numbers of both clocks are the system's, too. Source: Linux, CLOCK_PROCESS_CPUTIME_ID and CLOCK_THREAD_CPUTIME_ID.
    private static unsafe ulong ProcessorTime(int clock)
    {
        TimeSpec now;
        return Linux.GetTime(clock, &now) < 0 ? 0 : now.ToNanoseconds();
    }
}
