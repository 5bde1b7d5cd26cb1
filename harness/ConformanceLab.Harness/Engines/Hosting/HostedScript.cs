namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// The sessions of one script in this process: its own, whose requests one thread executes one after another, and its threads.
/// <see cref="Announce"/>, <see cref="Post"/> and <see cref="Cancel"/> may come from any thread.
/// </summary>
/// <param name="stackBytes">Bytes of stack of threads.</param>
/// <param name="timeLimit">How long a request may take.</param>
/// <param name="fault">Breaks the process down; null to refuse.</param>
internal sealed class HostedScript(int stackBytes, TimeSpan timeLimit, Action<FaultKind>? fault)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, HostedThread> _threads = [];
    private readonly List<HostedSession> _sessions = [];
    private HostedSession? _main;
    private volatile bool _isCancelled;

    /// <summary>Opens the main session.</summary>
    public Outcome Open(IEngineAdapter engine, SessionOptions options)
    {
        _main = Keep(HostedSession.Open(() => engine.CreateSession(options), timeLimit, out var outcome));
        return outcome;
    }

    /// <summary>A thread's session is announced: requests to it can be posted from now on.</summary>
    public void Announce(int session)
    {
        lock (_gate)
        {
            _threads.Add(session, new HostedThread(timeLimit));
        }
    }

    /// <summary>Puts a request to a thread at the end of its queue.</summary>
    /// <returns>False if there is no such thread.</returns>
    public bool Post(int session, PendingRequest pending)
    {
        if (Find(session) is not { } thread)
        {
            return false;
        }

        thread.Post(pending);
        return true;
    }

    /// <summary>Executes a request of the main session.</summary>
    public Outcome Execute(EngineRequest request) => Execute(_main, request);

    /// <summary>Makes the requests that are running end soon, and those that come later end at once.</summary>
    public void Cancel()
    {
        _isCancelled = true;
        lock (_gate)
        {
            _sessions.ForEach(session => session.Interrupt());
        }
    }

    private Outcome Execute(HostedSession? session, EngineRequest request)
    {
        switch (request)
        {
            case ThreadRequest thread:
                return StartThread(session, thread);
            case WaitRequest wait:
                return Find(wait.Session) is not { } awaited ? Outcome.Failed(OutcomeKind.BadRequest, $"there is no session {wait.Session}")
                    : awaited.Join() ? Outcome.Ok
                    : Outcome.Failed(OutcomeKind.Timeout, "the thread does not end");
            case EndRequest:
                return End(session);
            case FaultRequest broken:
                fault?.Invoke(broken.Kind);
                return Outcome.Failed(OutcomeKind.BadRequest, "no faults on purpose here");
            case var _ when _isCancelled:
                return Outcome.Failed(OutcomeKind.Timeout, "cancelled");
            default:
                return session?.Execute(request) ?? Outcome.Failed(OutcomeKind.BadRequest, "there is no session");
        }
    }

    // Where the engine has no threads, requests to the thread are answered all the same.
    private Outcome StartThread(HostedSession? parent, ThreadRequest request)
    {
        if (parent is null || Find(request.Session) is not { } thread)
        {
            return Outcome.Failed(OutcomeKind.BadRequest, "there is no session");
        }

        var session = Keep(HostedSession.Open(() => parent.CreateThread(request.SharedInstances.AsSpan()), timeLimit, out var outcome));
        thread.Start(inner => Execute(session, inner), stackBytes, isForOneSession: true);
        return outcome;
    }

    private Outcome End(HostedSession? session)
    {
        if (session is not null)
        {
            lock (_gate)
            {
                _sessions.Remove(session);
            }

            session.Dispose();
        }

        return Outcome.Ok;
    }

    private HostedSession? Keep(HostedSession? session)
    {
        if (session is not null)
        {
            lock (_gate)
            {
                _sessions.Add(session);
            }
        }

        return session;
    }

    private HostedThread? Find(int session)
    {
        lock (_gate)
        {
            return _threads.GetValueOrDefault(session);
        }
    }
}
