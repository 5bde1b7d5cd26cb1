using System.Collections.Concurrent;
using ConformanceLab.Harness.Engines.Adaptation;

namespace ConformanceLab.Harness.Workers;

/// <summary>
/// Workers that are kept from script to script, and watched. Whatever ends the pool ends them all. Thread-safe.
/// </summary>
public sealed class WorkerPool : IDisposable
{
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(25);

    private readonly WorkerOptions _options;
    private readonly Lock _gate = new();
    private readonly HashSet<WorkerConnection> _all = [];
    private readonly Stack<WorkerConnection> _idle = new();
    private readonly Dictionary<string, long> _functionsOfTheGone = new(StringComparer.Ordinal);
    private readonly Timer _watch;
    private bool _isDisposed;

    /// <summary>A pool without workers.</summary>
    public WorkerPool(WorkerOptions options)
    {
        _options = options;
        _watch = new Timer(_ => Watch(), null, s_watchInterval, s_watchInterval);
    }

    /// <summary>How workers are started.</summary>
    public WorkerOptions Options => _options;

    /// <summary>The features that their engine has, if they have been measured; null for what it says itself.</summary>
    public MeasuredFeatures? Features { get; set; }

    /// <summary>How many workers have been started so far.</summary>
    public int Started { get; private set; }

    /// <summary>How many functions each tier has translated or compiled, in all workers, in scripts that came to their end.</summary>
    public IReadOnlyDictionary<string, long> Functions
    {
        get
        {
            lock (_gate)
            {
                var sum = new SortedDictionary<string, long>(_functionsOfTheGone, StringComparer.Ordinal);
                foreach (var worker in _all)
                {
                    Add(sum, worker.Functions);
                }

                return sum;
            }
        }
    }

    /// <summary>Starts workers before there is work: they start while the plan is made.</summary>
    /// <exception cref="IOException">The program can't be started.</exception>
    public void Prepare(int workers)
    {
        for (var count = 0; count < workers; count++)
        {
            var worker = Start();
            lock (_gate)
            {
                _idle.Push(worker);
            }
        }
    }

    /// <summary>Takes a worker out of the pool, or starts one.</summary>
    /// <exception cref="IOException">It can't be started, or does not say hello.</exception>
    internal WorkerConnection Rent()
    {
        WorkerConnection? worker;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _idle.TryPop(out worker);
        }

        worker ??= Start();
        if (worker.Hello is null)
        {
            try
            {
                worker.Greet();
            }
            catch (IOException)
            {
                Discard(worker);
                throw;
            }
        }

        return worker;
    }

    /// <summary>Puts a worker back.</summary>
    internal void Return(WorkerConnection worker)
    {
        lock (_gate)
        {
            _idle.Push(worker);
        }
    }

    /// <summary>Ends a worker that is good for nothing any more.</summary>
    internal void Discard(WorkerConnection worker)
    {
        lock (_gate)
        {
            if (_all.Remove(worker))
            {
                Add(_functionsOfTheGone, worker.Functions);
            }
        }

        worker.Dispose();
    }

    /// <summary>Kills every worker: who waits for one learns that it is gone.</summary>
    public void KillAll()
    {
        lock (_gate)
        {
            foreach (var worker in _all)
            {
                worker.Kill();
            }
        }
    }

    /// <summary>Ends every worker and waits until they are gone.</summary>
    public void Dispose()
    {
        WorkerConnection[] workers;
        lock (_gate)
        {
            _isDisposed = true;
            workers = [.. _all];
        }

        _watch.Dispose();
        foreach (var worker in workers)
        {
            worker.Kill();
        }

        foreach (var worker in workers)
        {
            Discard(worker);
        }
    }

    private WorkerConnection Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var worker = new WorkerConnection(_options);
            _all.Add(worker);
            Started++;
            return worker;
        }
    }

    private void Watch()
    {
        WorkerConnection[] workers;
        lock (_gate)
        {
            workers = [.. _all];
        }

        foreach (var worker in workers)
        {
            worker.Watch();
        }
    }

    private static void Add(IDictionary<string, long> sum, IReadOnlyDictionary<string, long> counts)
    {
        foreach (var (tier, count) in counts)
        {
            sum[tier] = (sum.TryGetValue(tier, out var before) ? before : 0) + count;
        }
    }
}
