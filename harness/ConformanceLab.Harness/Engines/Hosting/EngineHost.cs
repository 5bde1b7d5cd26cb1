namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// An engine in this process that executes requests as they are taken: one script at a time, each of its sessions on a thread of its own, so
/// that a request that takes long keeps nobody from making the next. <see cref="Take"/> is called by one thread at a time.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="stackBytes">Bytes of stack of the threads: guests run on them.</param>
/// <param name="answer">Gets the number of each request and how it ended, on the thread that executed it, before that begins the next.</param>
/// <param name="fault">Breaks the process down; null to refuse.</param>
internal sealed class EngineHost(IEngineAdapter engine, int stackBytes, Action<int, Outcome> answer, Action<FaultKind>? fault = null)
{
    private HostedScript? _script;
    private HostedThread? _main;

    /// <summary>Takes a request; it is executed when all earlier ones of its session have been.</summary>
    /// <param name="number">What the answer is told apart by.</param>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    public void Take(int number, int session, EngineRequest request)
    {
        var pending = new PendingRequest(number, request, answer);
        if (request is OpenRequest open)
        {
            Begin(open);
        }
        else if (request is ThreadRequest thread)
        {
            _script?.Announce(thread.Session);
        }

        if (_script is null || _main is null)
        {
            answer(number, Outcome.Failed(OutcomeKind.BadRequest, "no script is open"));
        }
        else if (session == IEngineConnection.MainSession)
        {
            _main.Post(pending);
        }
        else if (!_script.Post(session, pending))
        {
            answer(number, Outcome.Failed(OutcomeKind.BadRequest, $"there is no session {session}"));
        }
    }

    /// <summary>
    /// Makes the requests of the script that are running end soon, and those that wait for their turn end at once. May come from any thread.
    /// </summary>
    public void Cancel() => Volatile.Read(ref _script)?.Cancel();

    private void Begin(OpenRequest open)
    {
        var script = new HostedScript(stackBytes, fault);
        Volatile.Write(ref _script, script);
        _main = new HostedThread(open.TimeLimit);
        _main.Start(
            request => request is OpenRequest opening ? script.Open(engine, opening.Options, opening.TimeLimit) : script.Execute(request),
            () => script.Execute(new EndRequest()) with { Message = FunctionCounts.Format(engine.Functions) },
            stackBytes);
    }
}
