namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// An engine in this process. If it brings the process down, everything goes down. Answers are kept until <see cref="Pump"/>, so that whatever
/// waits for them goes on there, as with an engine in another process.
/// </summary>
internal sealed class LocalConnection : IEngineConnection, IDisposable
{
    // As in WorkerConnection: with that much to come, answers are left to gather.
    private const int ManyAnswers = 64;

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    private readonly EngineHost _host;
    private readonly Dictionary<int, TaskCompletionSource<Outcome>> _unanswered = [];
    private readonly object _gate = new();
    private List<(int Number, Outcome Outcome)> _answers = [];
    private List<(int Number, Outcome Outcome)> _taken = [];
    private int _lastNumber;
    private bool _isWaiting;
    private volatile bool _isCancelled;

    /// <param name="engine">The engine.</param>
    /// <param name="stackBytes">Bytes of stack of the threads that guests run on.</param>
    public LocalConnection(IEngineAdapter engine, int stackBytes) => _host = new EngineHost(engine, stackBytes, Keep);

    public Task<Outcome> Open(SessionOptions options, TimeSpan timeLimit) =>
        Send(IEngineConnection.MainSession, -1, new OpenRequest(options, timeLimit));

    public Task<Outcome> Send(int session, int command, EngineRequest request)
    {
        var answer = new TaskCompletionSource<Outcome>();
        _unanswered.Add(++_lastNumber, answer);
        _host.Take(_lastNumber, session, request);
        return answer.Task;
    }

    public void Pump()
    {
        if (_unanswered.Count > ManyAnswers && Volatile.Read(ref _answers).Count == 0)
        {
            Thread.Sleep(1);
        }

        lock (_gate)
        {
            _isWaiting = true;
            while (_answers.Count == 0)
            {
                // A request that began just when the script was cancelled has not been interrupted: again, then.
                if (!Monitor.Wait(_gate, s_patience) && _isCancelled)
                {
                    _host.Cancel();
                }
            }

            _isWaiting = false;
            (_taken, _answers) = (_answers, _taken);
        }

        foreach (var (number, outcome) in _taken)
        {
            _unanswered.Remove(number, out var answer);
            answer!.SetResult(outcome);
        }

        _taken.Clear();
    }

    /// <summary>
    /// Makes the requests that are running end soon, and those that wait for their turn end at once, with <see cref="OutcomeKind.Timeout"/>. May
    /// come from any thread.
    /// </summary>
    public void Cancel()
    {
        _isCancelled = true;
        _host.Cancel();
    }

    /// <summary>Ends the engine's thread.</summary>
    public void Dispose() => _host.Dispose();

    private void Keep(int number, Outcome outcome)
    {
        lock (_gate)
        {
            _answers.Add((number, outcome));
            if (_isWaiting)
            {
                Monitor.Pulse(_gate);
            }
        }
    }
}
