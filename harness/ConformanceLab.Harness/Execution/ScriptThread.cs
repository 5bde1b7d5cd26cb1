using System.Diagnostics;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// A <c>thread</c> command that runs. What deviates inside is gathered and becomes the verdict of the command as a whole, with the lines of the inner
/// commands; threads inside are waited for at its end.
/// </summary>
internal sealed class ScriptThread
{
    private readonly ScriptExecutor _executor;
    private readonly ScriptScope _scope;
    private readonly ExecutionOptions _options;
    private readonly Thread _thread;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<(Command Command, Judgement Judgement)> _deviations = [];
    private long _ended;

    public ScriptThread(ScriptExecutor executor, ScriptScope scope, ThreadCommand command, int index, ExecutionOptions options)
    {
        _executor = executor;
        _scope = scope;
        Command = command;
        Index = index;
        _options = options;
        _thread = new Thread(Run, options.StackBytes) { IsBackground = true, Name = $"wast thread {command.Name}" };
        _thread.Start();
    }

    /// <summary>The command.</summary>
    public ThreadCommand Command { get; }

    /// <summary>Its place among the top-level commands; −1 if it stands inside another thread.</summary>
    public int Index { get; }

    /// <summary>Whether its result has been reported.</summary>
    public bool IsReported { get; set; }

    /// <summary>From its start to its end, or until now.</summary>
    public TimeSpan Duration => Stopwatch.GetElapsedTime(_started, _ended != 0 ? _ended : Stopwatch.GetTimestamp());

    /// <summary>Waits for the end. Each command inside has its own limit, so this fails only if the engine can't be interrupted.</summary>
    public bool Join() => _thread.Join(_options.TimeLimit * (Command.Commands.Length + 2));

    /// <summary>The verdict on the whole; call after <see cref="Join"/>.</summary>
    public Judgement Judge(bool ended)
    {
        if (!ended)
        {
            return new Judgement(Verdict.Timeout, "the thread does not end");
        }

        if (_deviations.Count == 0)
        {
            return Judgement.Pass;
        }

        // The worst inside is the verdict; "unsupported" only if nothing is worse.
        var worst = _deviations.Select(entry => entry.Judgement.Verdict).MaxBy(verdict => verdict == Verdict.Unsupported ? 0 : (int)verdict);
        var lines = _deviations.Select(entry => $"line {entry.Command.Span.Line}: {entry.Command.Keyword}: {entry.Judgement.Message}");
        return new Judgement(worst, string.Join("; ", lines));
    }

    private void Run()
    {
        foreach (var command in Command.Commands)
        {
            var judgement = command is ThreadCommand inner
                ? _executor.Start(_scope, inner, index: -1) ?? Judgement.Pass
                : _executor.Judge(_scope, command);
            Note(command, judgement);
        }

        var all = true;
        foreach (var thread in _scope.Threads)
        {
            var ended = _executor.Finish(thread);
            Note(thread.Command, thread.Judge(ended));
            all &= ended;
        }

        if (all)
        {
            _scope.Dispose();
        }

        _ended = Stopwatch.GetTimestamp();
    }

    private void Note(Command command, Judgement judgement)
    {
        if (judgement.Verdict != Verdict.Pass)
        {
            _deviations.Add((command, judgement));
        }
    }
}
