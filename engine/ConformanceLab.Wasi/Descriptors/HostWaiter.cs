using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>
/// Waits for descriptors of the system, for a time of the guest's clock, and always for an interruption: so no guest can hold its host up.
/// Not thread-safe, like the guest that it belongs to.
/// </summary>
internal sealed unsafe class HostWaiter : IDisposable
{
    // Longer is waited for in parts.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SafeFileHandle? _event;

    // Where there is no descriptor for it.
    private readonly ManualResetEventSlim _signal = new();
    private bool _isDisposed;

    /// <summary>Creates it, with the descriptor that it needs: later the guest may have taken the last one.</summary>
    /// <param name="time">The guest's clock.</param>
    /// <exception cref="IOException">The system has no descriptor left.</exception>
    public HostWaiter(TimeProvider time)
    {
        _time = time;
        if (Linux.IsSupported)
        {
            _event = new SafeFileHandle(Linux.CreateEvent(0, LinuxFlags.NonBlocking | LinuxFlags.CloseOnExec), ownsHandle: true);
            if (_event.IsInvalid)
            {
                throw new IOException($"no descriptor to wait with: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    /// <summary>
    /// Waits. Returns whether one of the entries is ready; if not, the time may have passed, or not yet: whoever calls looks at the clock.
    /// </summary>
    /// <param name="caller">Whose interruption ends it.</param>
    /// <param name="entries">What to wait for, and what there is; empty where <see cref="Linux.IsSupported"/> is false.</param>
    /// <param name="timeout">How long; null for ever.</param>
    /// <exception cref="TrapException">The store was interrupted.</exception>
    /// <exception cref="OperationCanceledException">The token of a call was cancelled.</exception>
    public bool Wait(in Caller caller, Span<PollEntry> entries, TimeSpan? timeout)
    {
        if (timeout > s_longest)
        {
            timeout = s_longest;
        }

        Clear();
        bool isReady;
        using (caller.Interruption.UnsafeRegister(static waiter => ((HostWaiter)waiter!).Signal(), this))
        {
            // A clock that is not the system's says itself when its time has come. It may have gone on since the time was computed, and then
            // stand still: it is looked at again every now and then.
            var isForeign = timeout > TimeSpan.Zero && !ReferenceEquals(_time, TimeProvider.System);
            using var timer = isForeign
                ? _time.CreateTimer(static waiter => ((HostWaiter)waiter!).Signal(), this, timeout!.Value, Timeout.InfiniteTimeSpan)
                : null;
            var own = isForeign ? s_look : timeout;
            isReady = Linux.IsSupported ? WaitForDescriptors(entries, own) : WaitForSignal(own);
        }

        caller.ThrowIfInterrupted();
        return isReady;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _event?.Dispose();
            _signal.Dispose();
        }
    }

    private bool WaitForSignal(TimeSpan? timeout)
    {
        _signal.Wait(timeout ?? Timeout.InfiniteTimeSpan);
        return false;
    }

    private bool WaitForDescriptors(Span<PollEntry> entries, TimeSpan? timeout)
    {
        Span<PollEntry> all = entries.Length < 16 ? stackalloc PollEntry[entries.Length + 1] : new PollEntry[entries.Length + 1];
        entries.CopyTo(all);
        all[^1] = new PollEntry { Descriptor = (int)_event!.DangerousGetHandle(), Events = LinuxFlags.PollRead };
        var limit = TimeSpec.FromNanoseconds((ulong)(timeout ?? TimeSpan.Zero).Ticks * TimeSpan.NanosecondsPerTick);
        fixed (PollEntry* first = all)
        {
            // A signal to the process ends it early, which is harmless.
            Linux.Poll(first, (nuint)all.Length, timeout is null ? null : &limit, null);
        }

        all[..^1].CopyTo(entries);
        foreach (var entry in entries)
        {
            if (entry.Returned != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Clear()
    {
        _signal.Reset();
        if (_event is not null)
        {
            ulong count;
            Linux.Read(_event, (byte*)&count, sizeof(ulong));
        }
    }

    // On any thread. A timer's callback may come late.
    private void Signal()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _signal.Set();
            if (_event is not null)
            {
                var one = 1UL;
                Linux.Write(_event, (byte*)&one, sizeof(ulong));
            }
        }
    }
}
