namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// An engine in this process that executes requests as they are taken: one script at a time, each of its sessions on a thread of its own, so
/// that a request that takes long keeps nobody from making the next. The thread of main sessions is kept from script to script, with the
/// stack that it has touched. <see cref="Take"/> is called by one thread at a time.
/// </summary>
internal sealed class EngineHost : IDisposable
{
    private readonly IEngineAdapter _engine;
    private readonly int _stackBytes;
    private readonly Action<int, Outcome> _answer;
    private readonly Action<FaultKind>? _fault;
    private readonly HostedThread _main = new();
    private HostedScript? _taken;
    private HostedScript? _executed;

    /// <param name="engine">The engine.</param>
    /// <param name="stackBytes">Bytes of stack of the threads: guests run on them.</param>
    /// <param name="answer">Gets the number of each request and how it ended, on the thread that executed it, before that begins the next.</param>
    /// <param name="fault">Breaks the process down; null to refuse.</param>
    public EngineHost(IEngineAdapter engine, int stackBytes, Action<int, Outcome> answer, Action<FaultKind>? fault = null)
    {
        _engine = engine;
        _stackBytes = stackBytes;
        _answer = answer;
        _fault = fault;
        _main.Start(Execute, stackBytes, isForOneSession: false);
    }

    /// <summary>Takes a request; it is executed when all earlier ones of its session have been.</summary>
    /// <param name="number">What the answer is told apart by.</param>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    public void Take(int number, int session, EngineRequest request)
    {
        if (request is OpenRequest open)
        {
            Volatile.Write(ref _taken, new HostedScript(_stackBytes, open.TimeLimit, _fault));
        }
        else if (request is ThreadRequest thread)
        {
            _taken?.Announce(thread.Session);
        }

        var pending = new PendingRequest(number, request, _answer);
        if (_taken is null)
        {
            _answer(number, Outcome.Failed(OutcomeKind.BadRequest, "no script is open"));
        }
        else if (session == IEngineConnection.MainSession)
        {
            _main.Post(pending);
        }
        else if (!_taken.Post(session, pending))
        {
            _answer(number, Outcome.Failed(OutcomeKind.BadRequest, $"there is no session {session}"));
        }
    }

    /// <summary>
    /// Makes the requests of the script that are running end soon, and those that wait for their turn end at once. May come from any thread.
    /// </summary>
    public void Cancel() => Volatile.Read(ref _taken)?.Cancel();

    /// <summary>Ends the thread of main sessions when it has executed everything.</summary>
    public void Dispose() => _main.Stop();

    private Outcome Execute(EngineRequest request)
    {
        if (request is OpenRequest open)
        {
            // A script is opened when everything of the one before has been executed: this is the one that was taken last.
            _executed = Volatile.Read(ref _taken)!;
            return _executed.Open(_engine, open.Options);
        }

        var outcome = _executed!.Execute(request);
        return request is EndRequest ? outcome with { Message = FunctionCounts.Format(_engine.Functions) } : outcome;
    }
}
