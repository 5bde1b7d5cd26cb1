using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>Commands inside commands: in place, and in threads.</summary>
internal sealed partial class ScriptExecutor
{
    // What was cancelled halfway has no verdict: see Report.
    private static readonly Judgement s_cancelled = new(Verdict.Timeout, "cancelled");

    // A thread that has been waited for, and has no verdict all the same.
    private static readonly Judgement s_endless = new(Verdict.Timeout, "the thread does not end");

    /// <summary>Executes commands inside another, and waits for the threads that they begin.</summary>
    /// <returns>The verdict on the whole.</returns>
    private async Task<Judgement> RunInPlace(ScriptScope scope, IEnumerable<Command> commands)
    {
        var results = new NestedResults(scope.File.Name);
        var begun = new List<(Command Command, Task<Judgement> Judgement)>();
        foreach (var command in commands)
        {
            if (_cancellation.IsCancellationRequested)
            {
                break;
            }

            if (TouchesFiles(command))
            {
                await Everything(begun).ConfigureAwait(false);
            }

            var judgement = command is ThreadCommand thread ? BeginThread(scope, thread) : Judge(scope, command);
            begun.Add((command, judgement));
            if (TouchesFiles(command))
            {
                await judgement.ConfigureAwait(false);
            }
        }

        // A thread inside has its verdict when somebody has waited for it: if nobody does, it is waited for here.
        var ends = scope.Threads
            .Where(thread => !thread.IsWaitedFor && begun.Exists(entry => ReferenceEquals(entry.Command, thread.Command)))
            .Select(thread => End(scope, thread))
            .ToList();
        foreach (var end in ends)
        {
            await end.ConfigureAwait(false);
        }

        await Everything(begun).ConfigureAwait(false);
        foreach (var (command, judgement) in begun)
        {
            results.Note(command, judgement.IsCompleted ? await judgement.ConfigureAwait(false) : s_endless);
        }

        return _cancellation.IsCancellationRequested ? s_cancelled : results.Judge();
    }

    // All but threads, which have their verdict when they have been waited for.
    private static async Task Everything(List<(Command Command, Task<Judgement> Judgement)> begun)
    {
        foreach (var (command, judgement) in begun)
        {
            if (command is not ThreadCommand)
            {
                await judgement.ConfigureAwait(false);
            }
        }
    }

    // The verdict on a thread, and the thread itself among those of the scope, if it could be begun.
    private Task<Judgement> BeginThread(ScriptScope scope, ThreadCommand command)
    {
        var (thread, refusal) = Start(scope, command);
        return thread?.Verdict ?? Task.FromResult(refusal);
    }

    // No thread if it can't even be begun; then the judgement says why.
    private (ScriptThread? Thread, Judgement Refusal) Start(ScriptScope scope, ThreadCommand command)
    {
        var shared = new List<(string Name, Binding Instance)>();
        foreach (var name in command.Shared)
        {
            if (scope.Instance(name) is not { } instance)
            {
                return (null, Judgements.Missing("module instance", name));
            }

            shared.Add((name, instance));
        }

        var session = NextId();
        var opened = scope.Send(new ThreadRequest(session, [.. shared.Select(entry => entry.Instance.Id)]));
        var inner = new ScriptScope(_connection, session, scope.File) { Command = scope.Command };
        foreach (var (name, instance) in shared)
        {
            inner.BindInstance(name, instance);
        }

        var thread = new ScriptThread(command, session, JudgeThread(opened, shared, RunToEnd(inner, command)));
        scope.Add(command.Name, thread);
        return (thread, default);
    }

    private async Task<Judgement> RunToEnd(ScriptScope scope, ThreadCommand command)
    {
        var judgement = await RunInPlace(scope, command.Commands).ConfigureAwait(false);
        await scope.Send(new EndRequest()).ConfigureAwait(false);
        return judgement;
    }

    private static async Task<Judgement> JudgeThread(
        Task<Outcome> opened, List<(string Name, Binding Instance)> shared, Task<Judgement> commands)
    {
        var outcome = await opened.ConfigureAwait(false);
        foreach (var (_, instance) in shared)
        {
            if (instance.Failure is { } failure)
            {
                return Judgements.Depends(instance, failure);
            }
        }

        return outcome.Kind == OutcomeKind.Ok ? await commands.ConfigureAwait(false) : Judgements.OfSuccess(outcome);
    }

    private async Task<Judgement> Wait(ScriptScope scope, WaitCommand command)
    {
        if (scope.Thread(command.Thread) is not { } thread)
        {
            return Judgements.Missing("thread", command.Thread);
        }

        var outcome = await End(scope, thread).ConfigureAwait(false);
        return _cancellation.IsCancellationRequested ? s_cancelled
            : outcome.Kind == OutcomeKind.Timeout ? new Judgement(Verdict.Timeout, $"thread {command.Thread} does not end")
            : Judgements.OfSuccess(outcome);
    }

    // Answered when the thread has ended, or doesn't.
    private static Task<Outcome> End(ScriptScope scope, ScriptThread thread)
    {
        thread.IsWaitedFor = true;
        return scope.Send(new WaitRequest(thread.Session));
    }
}
