namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>A request that waits for its turn, and who gets its answer.</summary>
/// <param name="Number">What the answer is told apart by.</param>
/// <param name="Request">The request.</param>
/// <param name="Answer">Gets the number and the answer, on the thread that executed the request.</param>
internal readonly record struct PendingRequest(int Number, EngineRequest Request, Action<int, Outcome> Answer);

/// <summary>
/// A thread of this process that executes the requests of one session after another, in order. Requests may be posted before it is started.
/// Thread-safe.
/// </summary>
/// <param name="timeLimit">The limit of one request, for <see cref="Join"/>.</param>
internal sealed class HostedThread(TimeSpan timeLimit = default)
{
    private readonly object _gate = new();
    private List<PendingRequest> _inbox = [];
    private bool _isIdle;
    private int _posted;
    private Thread? _thread;

    /// <summary>Puts a request at the end of the queue.</summary>
    public void Post(PendingRequest pending)
    {
        lock (_gate)
        {
            _posted++;
            _inbox.Add(pending);
            if (_isIdle)
            {
                _isIdle = false;
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Begins to execute.</summary>
    /// <param name="execute">Executes a request.</param>
    /// <param name="stackBytes">Bytes of stack: the guest runs on it.</param>
    /// <param name="isForOneSession">Whether the thread ends with the first <see cref="EndRequest"/>; else with <see cref="Stop"/>.</param>
    public void Start(Func<EngineRequest, Outcome> execute, int stackBytes, bool isForOneSession)
    {
        _thread = new Thread(() => Run(execute, isForOneSession), stackBytes) { IsBackground = true, Name = "session" };
        _thread.Start();
    }

    /// <summary>Ends the thread when it has executed everything.</summary>
    public void Stop() => Post(new PendingRequest(0, new StopRequest(), static (_, _) => { }));

    /// <summary>
    /// Waits until all requests are executed. Each has its own limit, so this gives up only if the engine can't be interrupted.
    /// </summary>
    public bool Join() => _thread is null || _thread.Join(timeLimit * (Volatile.Read(ref _posted) + 2));

    private void Run(Func<EngineRequest, Outcome> execute, bool isForOneSession)
    {
        // All that has come is taken at once: whoever posts is met as seldom as can be.
        List<PendingRequest> taken = [];
        while (true)
        {
            lock (_gate)
            {
                while (_inbox.Count == 0)
                {
                    _isIdle = true;
                    Monitor.Wait(_gate);
                }

                (taken, _inbox) = (_inbox, taken);
            }

            foreach (var (number, request, answer) in taken)
            {
                if (request is StopRequest)
                {
                    return;
                }

                answer(number, execute(request));
                if (isForOneSession && request is EndRequest)
                {
                    return;
                }
            }

            taken.Clear();
        }
    }

    private sealed record StopRequest : EngineRequest;
}
