namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// An engine in this process. Requests of the main session are executed at once, on the caller's thread. If the engine brings the process
/// down, everything goes down.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="stackBytes">Bytes of stack of threads.</param>
internal sealed class LocalConnection(IEngineAdapter engine, int stackBytes) : IEngineConnection
{
    private HostedScript _script = new(stackBytes);

    public Task<Outcome> Open(SessionOptions options, TimeSpan timeLimit)
    {
        _script = new HostedScript(stackBytes);
        return Task.FromResult(_script.Open(engine, options, timeLimit));
    }

    public Task<Outcome> Send(int session, int command, EngineRequest request)
    {
        if (request is ThreadRequest thread)
        {
            _script.Announce(thread.Session);
        }

        if (session == IEngineConnection.MainSession)
        {
            return Task.FromResult(_script.Execute(request));
        }

        var answer = new TaskCompletionSource<Outcome>();
        _script.Post(session, new PendingRequest(request, answer.SetResult));
        return answer.Task;
    }

    public void Pump() => throw new InvalidOperationException("every request of the main session has been answered");

    /// <summary>Makes the requests that are running end soon. May come from any thread.</summary>
    public void Interrupt() => _script.Interrupt();
}
