using ConformanceLab.Wasm.Wasi.Descriptors;
using ConformanceLab.Wasm.Wasi.Native;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>poll_oneoff.</content>
internal sealed partial class Preview1
{
    // Each costs the host an entry; more than a guest can have descriptors makes little sense.
    private const int MaximumSubscriptions = 4096;

    private void DefinePoll(Linker linker) =>
        linker.DefineFunction(ModuleName, "poll_oneoff", (
            Caller caller, int subscriptions, int events, int count, int result) =>
            (int)Poll(caller, (uint)subscriptions, (uint)events, (uint)count, result));

    private Errno Poll(in Caller caller, uint address, uint result, uint count, int countResult)
    {
        var memory = MemoryOf(caller);
        if (count is 0 or > MaximumSubscriptions)
        {
            return Errno.Inval;
        }

        RequireInBounds(memory, result, count * Event.ByteSize);
        var subscriptions = new Subscription[count];
        Span<byte> bytes = stackalloc byte[Subscription.ByteSize];
        for (var i = 0; i < subscriptions.Length; i++)
        {
            memory.Read(address + ((ulong)i * Subscription.ByteSize), bytes);
            subscriptions[i] = Subscription.ReadFrom(bytes);
            if (subscriptions[i].Type > EventType.Write)
            {
                return Errno.Inval;
            }
        }

        var events = WaitForEvents(caller, subscriptions);
        Span<byte> written = stackalloc byte[Event.ByteSize];
        for (var i = 0; i < events.Count; i++)
        {
            events[i].WriteTo(written);
            memory.Write(result + ((ulong)i * Event.ByteSize), written);
        }

        return WriteResult(caller, countResult, (uint)events.Count);
    }

    private List<Event> WaitForEvents(in Caller caller, Subscription[] subscriptions)
    {
        var events = new List<Event>();
        var deadlines = new ulong?[subscriptions.Length];
        var entries = new List<PollEntry>();
        var entryOwners = new List<int>();
        for (var i = 0; i < subscriptions.Length; i++)
        {
            var subscription = subscriptions[i];
            if (subscription.Type == EventType.Clock)
            {
                var errno = FindDeadline(subscription, out deadlines[i]);
                if (errno != Errno.Success)
                {
                    events.Add(new Event(subscription.UserData, errno, EventType.Clock, 0, false));
                }
            }
            else if (FindPolled(subscription, out var descriptor) is var errno and not Errno.Success)
            {
                events.Add(new Event(subscription.UserData, errno, subscription.Type, 0, false));
            }
            else if (descriptor!.Pollable < 0)
            {
                events.Add(ReadyEvent(subscription, descriptor, isHangup: false));
            }
            else
            {
                var wanted = subscription.Type == EventType.Read ? LinuxFlags.PollRead : LinuxFlags.PollWrite;
                entries.Add(new PollEntry { Descriptor = descriptor.Pollable, Events = wanted });
                entryOwners.Add(i);
            }
        }

        var polled = entries.ToArray();
        while (true)
        {
            // What is there already is found, too, without waiting.
            var remaining = AddExpired(subscriptions, deadlines, events);
            _waiter.Wait(caller, polled, events.Count > 0 ? TimeSpan.Zero : remaining);
            AddReady(subscriptions, polled, entryOwners, events);
            if (events.Count == 0)
            {
                AddExpired(subscriptions, deadlines, events);
            }

            if (events.Count > 0)
            {
                return events;
            }
        }
    }

    private Errno FindDeadline(in Subscription subscription, out ulong? deadline)
    {
        deadline = null;
        var errno = _clock.TryRead(subscription.Clock, out var now);
        if (errno == Errno.Success)
        {
            // A time that does not fit never comes.
            deadline = subscription.IsAbsolute ? subscription.Timeout
                : now > ulong.MaxValue - subscription.Timeout ? ulong.MaxValue
                : now + subscription.Timeout;
        }

        return errno;
    }

    private Errno FindPolled(in Subscription subscription, out Descriptor? descriptor)
    {
        var errno = _descriptors.Find(subscription.Descriptor, Rights.None, out descriptor);
        return errno == Errno.Success && (descriptor!.Rights & Rights.Poll) == 0 ? Errno.NotCapable : errno;
    }

    // Adds the clocks whose time has come; returns how long it is until the next one's, null if there is none.
    private TimeSpan? AddExpired(Subscription[] subscriptions, ulong?[] deadlines, List<Event> events)
    {
        TimeSpan? shortest = null;
        for (var i = 0; i < subscriptions.Length; i++)
        {
            if (deadlines[i] is not { } deadline)
            {
                continue;
            }

            _clock.TryRead(subscriptions[i].Clock, out var now);
            if (now >= deadline)
            {
                events.Add(new Event(subscriptions[i].UserData, Errno.Success, EventType.Clock, 0, false));
                continue;
            }

            // Rounded up: waking too early would mean to wait again.
            var ticks = Math.Min(((deadline - now - 1) / TimeSpan.NanosecondsPerTick) + 1, (ulong)TimeSpan.TicksPerDay);
            var left = TimeSpan.FromTicks((long)ticks);
            shortest = shortest < left ? shortest : left;
        }

        return shortest;
    }

    private void AddReady(Subscription[] subscriptions, PollEntry[] polled, List<int> owners, List<Event> events)
    {
        for (var i = 0; i < polled.Length; i++)
        {
            var returned = polled[i].Returned;
            if (returned == 0)
            {
                continue;
            }

            var subscription = subscriptions[owners[i]];
            events.Add(
                FindPolled(subscription, out var descriptor) is var errno and not Errno.Success
                    ? new Event(subscription.UserData, errno, subscription.Type, 0, false)
                    : (returned & LinuxFlags.PollError) != 0 && (returned & polled[i].Events) == 0
                        ? new Event(subscription.UserData, Errno.IO, subscription.Type, 0, false)
                        : ReadyEvent(subscription, descriptor!, (returned & LinuxFlags.PollHangup) != 0));
        }
    }

    private static Event ReadyEvent(in Subscription subscription, Descriptor descriptor, bool isHangup) => new(
        subscription.UserData,
        Errno.Success,
        subscription.Type,
        subscription.Type == EventType.Read ? descriptor.CountReadable() : 1,
        isHangup);
}
