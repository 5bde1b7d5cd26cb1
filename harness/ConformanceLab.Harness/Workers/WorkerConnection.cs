using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;

namespace ConformanceLab.Harness.Workers;

/// <summary>
/// An engine in a process of its own. Requests are written by a thread of this connection, so that a worker that is busy answering keeps
/// nobody waiting; answers are read in <see cref="Pump"/>.
/// <para>
/// Invariant: of each session the first request without an answer is the one that is being executed. That is how a worker's end finds the
/// command it happened in, and how <see cref="Watch"/> knows what takes too long.
/// </para>
/// </summary>
internal sealed class WorkerConnection : IEngineConnection, IDisposable
{
    private const int MaximumAnswerBytes = 1 << 24;
    private const int FlushBytes = 1 << 14;

    // With that much to come, answers are left to gather: to be woken for each costs more than the engine needs to give it.
    private const int ManyAnswers = 64;

    private readonly WorkerOptions _options;
    private readonly WorkerProcess _process;
    private readonly LineReader _answers;
    private readonly LineWriter _requests = new();
    private readonly BlockingCollection<byte[]> _outgoing = [];
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, SessionQueue> _sessions = [];
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private TimeSpan _timeLimit = TimeSpan.MaxValue;
    private EngineLoss? _loss;
    private int _lastNumber;

    /// <summary>Starts a worker; it is not waited for.</summary>
    /// <exception cref="IOException">It can't be started.</exception>
    public WorkerConnection(WorkerOptions options)
    {
        _options = options;
        _process = WorkerProcess.Start(options);
        _answers = new LineReader(_process.Output, MaximumAnswerBytes);
        new Thread(Write) { IsBackground = true, Name = "requests" }.Start();
    }

    /// <summary>The process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What the worker has said of its engine; null before <see cref="Greet"/>.</summary>
    public Hello? Hello { get; private set; }

    /// <summary>How many functions each tier has translated or compiled, when the last script ended.</summary>
    public IReadOnlyDictionary<string, long> Functions { get; private set; } = new Dictionary<string, long>();

    /// <summary>Reads the worker's first line.</summary>
    /// <exception cref="IOException">It can't be had: there is no use in starting more of them.</exception>
    public void Greet()
    {
        try
        {
            Hello = _answers.TryRead(out var line)
                ? Hello.Read(line)
                : throw new IOException($"the worker does not start: {_loss?.Message ?? _process.DescribeEnd()}");
        }
        catch (ProtocolException error)
        {
            _process.Kill();
            throw new IOException($"the worker does not start: {error.Message}", error);
        }
    }

    public Task<Outcome> Open(SessionOptions options, TimeSpan timeLimit)
    {
        lock (_gate)
        {
            _timeLimit = timeLimit;
            _sessions.Clear();
        }

        return Send(IEngineConnection.MainSession, -1, new OpenRequest(options, timeLimit));
    }

    public Task<Outcome> Send(int session, int command, EngineRequest request)
    {
        var answer = new TaskCompletionSource<Outcome>();
        var number = ++_lastNumber;
        lock (_gate)
        {
            if (!_sessions.TryGetValue(session, out var queue))
            {
                _sessions.Add(session, queue = new SessionQueue());
            }

            queue.Add(new Unanswered(number, command, request, answer));
        }

        new RequestLine(number, session, request).Write(_requests);
        if (_requests.Length >= FlushBytes)
        {
            Flush();
        }

        return answer.Task;
    }

    public void Pump()
    {
        Flush();
        if (!_answers.HasLine && _sessions.TryGetValue(IEngineConnection.MainSession, out var main) && main.Count > ManyAnswers)
        {
            Thread.Sleep(1);
        }

        try
        {
            do
            {
                if (!_answers.TryRead(out var line))
                {
                    throw Lost(_process.DescribeEnd);
                }

                Take(AnswerLine.Read(line));
            }
            while (_answers.HasLine);
        }
        catch (Exception error) when (error is ProtocolException or FormatException)
        {
            throw Lost(() => $"garbage on the pipe: {error.Message}");
        }
        catch (IOException error)
        {
            throw Lost(() => error.Message);
        }
    }

    /// <summary>
    /// Kills the worker if a request takes too long, or too much memory. The harness depends on nothing that the worker does: this is what
    /// keeps a guest from starving the machine. Called now and then, on any thread.
    /// </summary>
    public void Watch()
    {
        if (_process.ResidentBytes is var resident && resident > _options.MemoryLimit)
        {
            Condemn(
                () => new EngineLoss(Blamed(), false, string.Create(
                    CultureInfo.InvariantCulture,
                    $"out of memory: the worker was killed (SIGKILL, signal 9) with {resident >> 20} MiB, the limit is {_options.MemoryLimit >> 20} MiB")));
            return;
        }

        lock (_gate)
        {
            if (Hello is null && Stopwatch.GetElapsedTime(_startedAt) > _options.StartLimit)
            {
                Condemn(() => new EngineLoss(-1, true, "it says nothing"));
                return;
            }

            foreach (var queue in _sessions.Values)
            {
                if (queue.TryPeek(out var first, out var since)
                    && first.Request is not WaitRequest
                    && Stopwatch.GetElapsedTime(since) - _options.Grace > _timeLimit)
                {
                    Condemn(() => new EngineLoss(first.Command, true, string.Create(
                        CultureInfo.InvariantCulture,
                        $"it did not end within {_timeLimit.TotalSeconds} s and could not be interrupted: the worker was killed (SIGKILL, signal 9)")));
                    return;
                }
            }
        }
    }

    /// <summary>Kills the worker: who waits for an answer learns that there is none.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ends the worker, and waits until it is gone.</summary>
    public void Dispose()
    {
        _outgoing.CompleteAdding();
        _process.Dispose();
    }

    private void Take(AnswerLine answer)
    {
        Unanswered due;
        lock (_gate)
        {
            due = Dequeue(answer.Number);
        }

        if (due.Request is EndRequest && answer.Outcome.Message.Length > 0)
        {
            Functions = FunctionCounts.Parse(answer.Outcome.Message);
        }

        // What comes of it may make the next request, so not under the lock.
        due.Answer.SetResult(answer.Outcome);
    }

    private Unanswered Dequeue(int number)
    {
        foreach (var queue in _sessions.Values)
        {
            if (queue.TryPeek(out var first, out _) && first.Number == number)
            {
                queue.Remove();
                return first;
            }
        }

        throw new ProtocolException($"answer {number} is to no request that is due");
    }

    private EngineLostException Lost(Func<string> describe)
    {
        lock (_gate)
        {
            _process.Kill();
            _loss ??= new EngineLoss(Blamed(), false, describe());
            return new EngineLostException(_loss);
        }
    }

    private void Condemn(Func<EngineLoss> loss)
    {
        lock (_gate)
        {
            _loss ??= loss();
            _process.Kill();
        }
    }

    // The command whose request was being executed: the script's own before those of its threads, who waits last.
    private int Blamed()
    {
        lock (_gate)
        {
            var waiting = -1;
            foreach (var queue in _sessions.Values)
            {
                if (queue.TryPeek(out var first, out _))
                {
                    if (first.Request is not WaitRequest)
                    {
                        return first.Command;
                    }

                    waiting = first.Command;
                }
            }

            return waiting;
        }
    }

    private void Flush()
    {
        if (_requests.Length > 0)
        {
            _outgoing.Add(_requests.Written.ToArray());
            _requests.Clear();
        }
    }

    private void Write()
    {
        try
        {
            foreach (var bytes in _outgoing.GetConsumingEnumerable())
            {
                _process.Input.Write(bytes);
                _process.Input.Flush();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The worker is gone, which whoever waits for its answers will learn.
        }
    }

    private readonly record struct Unanswered(int Number, int Command, EngineRequest Request, TaskCompletionSource<Outcome> Answer);

    // The requests of a session that have no answer yet, and since when the first of them is the first.
    private sealed class SessionQueue
    {
        private readonly Queue<Unanswered> _requests = new();
        private long _since;

        public int Count => _requests.Count;

        public void Add(Unanswered request)
        {
            if (_requests.Count == 0)
            {
                _since = Stopwatch.GetTimestamp();
            }

            _requests.Enqueue(request);
        }

        public bool TryPeek(out Unanswered first, out long since)
        {
            since = _since;
            return _requests.TryPeek(out first);
        }

        public void Remove()
        {
            _requests.Dequeue();
            _since = Stopwatch.GetTimestamp();
        }
    }
}
