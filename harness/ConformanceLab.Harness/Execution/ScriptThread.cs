using System.Diagnostics;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// A <c>thread</c> command that runs. What deviates inside becomes the verdict of the command as a whole; threads inside are waited for at
/// its end.
/// </summary>
internal sealed class ScriptThread
{
    private readonly ScriptExecutor _executor;
    private readonly ScriptScope _scope;
    private readonly ExecutionOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Thread _thread;
    private readonly long _started = Stopwatch.GetTimestamp();
    private Judgement _judgement;
    private long _ended;

    public ScriptThread(
        ScriptExecutor executor, ScriptScope scope, ThreadCommand command, int index, ExecutionOptions options,
        CancellationToken cancellation)
    {
        _executor = executor;
        _scope = scope;
        Command = command;
        Index = index;
        _options = options;
        _cancellation = cancellation;
        _thread = new Thread(Run, options.StackBytes) { IsBackground = true, Name = $"wast thread {command.Name}" };
        _thread.Start();
    }

    /// <summary>The command.</summary>
    public ThreadCommand Command { get; }

    /// <summary>Its place among the top-level commands; −1 if it stands inside another.</summary>
    public int Index { get; }

    /// <summary>Whether its result has been reported.</summary>
    public bool IsReported { get; set; }

    /// <summary>From its start to its end, or until now.</summary>
    public TimeSpan Duration => Stopwatch.GetElapsedTime(_started, _ended != 0 ? _ended : Stopwatch.GetTimestamp());

    /// <summary>Waits for the end. Each command inside has its own limit, so this fails only if the engine can't be interrupted.</summary>
    public bool Join() => _thread.Join(_options.TimeLimit * (Script.Weigh(Command.Commands) + 2));

    /// <summary>The verdict on the whole; call after <see cref="Join"/>.</summary>
    public Judgement Judge(bool ended) => ended ? _judgement : new Judgement(Verdict.Timeout, "the thread does not end");

    private void Run()
    {
        using (_cancellation.Register(_scope.Session.Interrupt))
        {
            _judgement = _executor.RunInPlace(_scope, Command.Commands);
        }

        if (_scope.Threads.All(thread => !thread._thread.IsAlive))
        {
            _scope.Dispose();
        }

        _ended = Stopwatch.GetTimestamp();
    }
}
