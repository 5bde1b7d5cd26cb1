using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>Commands inside commands: in place, and in threads.</summary>
public sealed partial class ScriptExecutor
{
    // What was cancelled halfway has no verdict: see Report.
    private static readonly Judgement s_cancelled = new(Verdict.Timeout, "cancelled");

    /// <summary>Executes commands inside another, and waits for the threads that they begin.</summary>
    /// <returns>The verdict on the whole.</returns>
    internal Judgement RunInPlace(ScriptScope scope, IEnumerable<Command> commands)
    {
        var results = new NestedResults(scope.File.Name);
        var threads = new List<ScriptThread>();
        foreach (var command in commands)
        {
            if (_cancellation.IsCancellationRequested)
            {
                break;
            }

            if (command is not ThreadCommand thread)
            {
                results.Note(command, Judge(scope, command));
            }
            else if (Start(scope, thread, index: -1) is { } refusal)
            {
                results.Note(thread, refusal);
            }
            else
            {
                threads.Add(scope.Threads[^1]);
            }
        }

        foreach (var thread in threads)
        {
            results.Note(thread.Command, thread.Judge(Finish(thread)));
        }

        return _cancellation.IsCancellationRequested ? s_cancelled : results.Judge();
    }

    // Null if the thread runs; else what to say of it at once.
    private Judgement? Start(ScriptScope scope, ThreadCommand command, int index)
    {
        var shared = new List<(string Name, Binding Instance)>();
        foreach (var name in command.Shared)
        {
            if (scope.Instance(name) is not { } instance)
            {
                return Judgements.Missing("module instance", name);
            }

            if (instance.Failure is { } failure)
            {
                return Judgements.Depends(instance, failure);
            }

            shared.Add((name, instance));
        }

        var ids = shared.Select(entry => entry.Instance.Id).ToArray();
        if (EngineRequests.OpenSession(() => scope.Session.CreateThread(ids), out var session) is { } refusal)
        {
            return refusal;
        }

        var inner = new ScriptScope(session!, _options.TimeLimit, scope.File);
        foreach (var (name, instance) in shared)
        {
            inner.BindInstance(name, instance);
        }

        scope.Add(command.Name, new ScriptThread(this, inner, command, index, _options, _cancellation));
        return null;
    }

    private Judgement Wait(ScriptScope scope, WaitCommand command)
    {
        if (scope.Thread(command.Thread) is not { } thread)
        {
            return Judgements.Missing("thread", command.Thread);
        }

        var ended = Finish(thread);
        return _cancellation.IsCancellationRequested ? s_cancelled
            : ended ? Judgement.Pass
            : new Judgement(Verdict.Timeout, $"thread {command.Thread} does not end");
    }

    private bool CollectThreads(ScriptScope scope)
    {
        var all = true;
        foreach (var thread in scope.Threads)
        {
            all &= Finish(thread);
        }

        return all;
    }

    // Joins a thread and, the first time, reports on it if it is a top-level command.
    private bool Finish(ScriptThread thread)
    {
        var ended = thread.Join();
        if (!thread.IsReported)
        {
            thread.IsReported = true;
            if (thread.Index >= 0)
            {
                Report(thread.Index, thread.Command, thread.Judge(ended), thread.Duration);
            }
        }

        return ended;
    }
}
