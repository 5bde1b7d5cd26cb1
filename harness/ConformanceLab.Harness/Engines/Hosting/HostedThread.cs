using System.Collections.Concurrent;

namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>A request that waits for its turn, and where its answer goes.</summary>
/// <param name="Request">The request.</param>
/// <param name="Answer">Gets the answer, on the thread that executed the request.</param>
internal readonly record struct PendingRequest(EngineRequest Request, Action<Outcome> Answer);

/// <summary>
/// A thread of this process that executes the requests of one session, in order, until the <see cref="EndRequest"/>. Requests may be posted
/// before the session exists. Thread-safe.
/// </summary>
internal sealed class HostedThread
{
    private readonly BlockingCollection<PendingRequest> _inbox = [];
    private readonly TimeSpan _timeLimit;
    private int _posted;
    private Thread? _thread;

    /// <param name="timeLimit">The limit of one request.</param>
    public HostedThread(TimeSpan timeLimit) => _timeLimit = timeLimit;

    /// <summary>Puts a request at the end of the queue.</summary>
    public void Post(PendingRequest pending)
    {
        Interlocked.Increment(ref _posted);
        _inbox.Add(pending);
    }

    /// <summary>Begins to execute.</summary>
    /// <param name="execute">Executes a request other than the last.</param>
    /// <param name="end">Executes the last: frees what the session holds.</param>
    /// <param name="stackBytes">Bytes of stack: the guest runs on it.</param>
    public void Start(Func<EngineRequest, Outcome> execute, Func<Outcome> end, int stackBytes)
    {
        _thread = new Thread(() => Run(execute, end), stackBytes) { IsBackground = true, Name = "session" };
        _thread.Start();
    }

    /// <summary>
    /// Waits until all requests are executed. Each has its own limit, so this gives up only if the engine can't be interrupted.
    /// </summary>
    public bool Join() => _thread is null || _thread.Join(_timeLimit * (Volatile.Read(ref _posted) + 2));

    private void Run(Func<EngineRequest, Outcome> execute, Func<Outcome> end)
    {
        foreach (var (request, answer) in _inbox.GetConsumingEnumerable())
        {
            if (request is EndRequest)
            {
                answer(end());
                break;
            }

            answer(execute(request));
        }
    }
}
