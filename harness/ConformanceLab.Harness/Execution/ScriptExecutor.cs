using System.Diagnostics;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>How commands are judged.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The defaults: 30 s per command, messages compared.</summary>
    public static ExecutionOptions Default { get; } = new();

    /// <summary>How long one command may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether messages must begin with the script's words. Off for engines whose wording is their own.</summary>
    public bool CompareMessages { get; init; } = true;

    /// <summary>Bytes of stack of the threads that execute scripts.</summary>
    public int StackBytes { get; init; } = 16 << 20;
}

/// <summary>
/// Executes one script on one engine and judges each command. Every command gets exactly one result; that of a <c>thread</c> comes when it is waited for,
/// or at the end of the script.
/// </summary>
public sealed class ScriptExecutor
{
    private readonly Script _script;
    private readonly ExecutionOptions _options;
    private readonly Action<CommandResult> _report;
    private readonly CancellationToken _cancellation;
    private int _nextId;

    private ScriptExecutor(Script script, ExecutionOptions options, Action<CommandResult> report, CancellationToken cancellation)
    {
        _script = script;
        _options = options;
        _report = report;
        _cancellation = cancellation;
    }

    /// <summary>Executes a script. Results are reported on the calling thread.</summary>
    /// <returns>Whether it came to its end: false if it was cancelled, and then some commands have no result.</returns>
    public static bool Run(
        Script script, IEngineAdapter engine, SessionOptions session, ExecutionOptions options, Action<CommandResult> report, CancellationToken cancellation = default)
    {
        var executor = new ScriptExecutor(script, options, report, cancellation);
        if (OpenSession(() => engine.CreateSession(session), out var store) is { } refusal)
        {
            for (var index = 0; index < script.Commands.Length; index++)
            {
                executor.Report(index, script.Commands[index], refusal, TimeSpan.Zero);
            }

            return true;
        }

        var scope = new ScriptScope(store!, options.TimeLimit);
        var abandoned = false;
        try
        {
            using var registration = cancellation.Register(scope.Session.Interrupt);
            for (var index = 0; index < script.Commands.Length; index++)
            {
                if (cancellation.IsCancellationRequested)
                {
                    break;
                }

                executor.RunTopLevel(scope, index);
            }

            abandoned = !executor.CollectThreads(scope);
            return !cancellation.IsCancellationRequested;
        }
        finally
        {
            if (!abandoned)
            {
                scope.Dispose();
            }
        }
    }

    private void RunTopLevel(ScriptScope scope, int index)
    {
        var command = _script.Commands[index];
        var started = Stopwatch.GetTimestamp();
        if (command is ThreadCommand thread)
        {
            if (Start(scope, thread, index) is not { } refusal)
            {
                return; // its result comes when it has ended
            }

            Report(index, command, refusal, Stopwatch.GetElapsedTime(started));
            return;
        }

        var judgement = Judge(scope, command);
        Report(index, command, judgement, Stopwatch.GetElapsedTime(started));
    }

    private void Report(int index, Command command, Judgement judgement, TimeSpan duration)
    {
        // The command that a cancellation interrupted did not take too long: it has no verdict.
        if (judgement.Verdict == Verdict.Timeout && _cancellation.IsCancellationRequested)
        {
            return;
        }

        _report(new CommandResult(index, command.Span.Line, command.Keyword, judgement.Verdict, judgement.Message, duration)
        {
            Expected = judgement.Expected,
            Actual = judgement.Actual,
        });
    }

    /// <summary>Executes a command in a scope. Threads are handled by the caller.</summary>
    internal Judgement Judge(ScriptScope scope, Command command) => command switch
    {
        ModuleCommand module => DefineOrInstantiate(scope, module),
        InstanceCommand instance => Instantiate(scope, instance),
        RegisterCommand register => Register(scope, register),
        ActionCommand action => Judgements.OfSuccess(Perform(scope, action.Action, out var blocked), blocked),
        AssertReturn assertion => Judgements.OfReturn(Perform(scope, assertion.Action, out var blocked), blocked, assertion.Expected),
        AssertActionFails assertion =>
            Judgements.OfActionFailure(Perform(scope, assertion.Action, out var blocked), blocked, assertion.Failure, assertion.Message, _options.CompareMessages),
        AssertModuleFails assertion => Judgements.OfModuleFailure(TryModule(scope, assertion), assertion.Failure, assertion.Message, _options.CompareMessages),
        WaitCommand wait => Wait(scope, wait),
        MetaCommand meta => new Judgement(Verdict.Unsupported, $"the meta command {meta.Keyword} belongs to the reference interpreter"),
        UnsupportedCommand unsupported => new Judgement(Verdict.Unsupported, unsupported.Reason),
        BrokenCommand broken => new Judgement(Verdict.Fail, $"script syntax error: {broken.Message}"),
        _ => throw new UnreachableException($"no rule for {command.GetType().Name}"),
    };

    private Judgement DefineOrInstantiate(ScriptScope scope, ModuleCommand command)
    {
        var module = NextId();
        var line = command.Span.Line;
        var outcome = Guard(scope, () => scope.Session.Compile(module, command.Source, checkCustomSections: false));
        var definition = new Binding(module, outcome.Kind == OutcomeKind.Ok ? null : outcome, line);
        scope.BindDefinition(command.Name, definition);
        if (command.IsDefinition)
        {
            return Judgements.OfSuccess(outcome, null);
        }

        var instance = NextId();
        if (outcome.Kind == OutcomeKind.Ok)
        {
            outcome = Guard(scope, () => scope.Session.Instantiate(instance, module));
        }

        return BindInstance(scope, command.Name, instance, outcome, line);
    }

    private Judgement Instantiate(ScriptScope scope, InstanceCommand command)
    {
        var line = command.Span.Line;
        if (scope.Definition(command.Definition) is not { } definition)
        {
            var missing = Judgements.Missing("module definition", command.Definition);
            scope.BindInstance(command.Name, new Binding(0, Outcome.Failed(OutcomeKind.LinkError, missing.Message), line));
            return missing;
        }

        if (definition.Failure is { } failure)
        {
            scope.BindInstance(command.Name, definition);
            return Judgements.Depends(definition, failure);
        }

        var instance = NextId();
        return BindInstance(scope, command.Name, instance, Guard(scope, () => scope.Session.Instantiate(instance, definition.Id)), line);
    }

    private static Judgement BindInstance(ScriptScope scope, string? name, int instance, Outcome outcome, int line)
    {
        if (outcome.Kind == OutcomeKind.LinkError && scope.UnsupportedRegistration is { } reason)
        {
            outcome = Outcome.Failed(OutcomeKind.Unsupported, $"{outcome.Message}; {reason}");
        }

        scope.BindInstance(name, new Binding(instance, outcome.Kind == OutcomeKind.Ok ? null : outcome, line));
        return Judgements.OfSuccess(outcome, null);
    }

    private static Judgement Register(ScriptScope scope, RegisterCommand command)
    {
        if (scope.Instance(command.Module) is not { } instance)
        {
            return Judgements.Missing("module instance", command.Module);
        }

        if (instance.Failure is { } failure)
        {
            if (failure.Kind == OutcomeKind.Unsupported)
            {
                scope.UnsupportedRegistration = $"\"{command.As}\" could not be registered: {failure.Message}";
            }

            return Judgements.Depends(instance, failure);
        }

        return Judgements.OfSuccess(Guard(scope, () => scope.Session.Register(command.As, instance.Id)), null);
    }

    // An action on an instance that does not exist is blocked; the outcome is then of no meaning.
    private static Outcome Perform(ScriptScope scope, ScriptAction action, out Judgement? blocked)
    {
        blocked = null;
        if (scope.Instance(action.Module) is not { } instance)
        {
            blocked = Judgements.Missing("module instance", action.Module);
            return Outcome.Ok;
        }

        if (instance.Failure is { } failure)
        {
            blocked = Judgements.Depends(instance, failure);
            return Outcome.Ok;
        }

        return action is InvokeAction invoke
            ? Guard(scope, () => scope.Session.Invoke(instance.Id, invoke.Field, invoke.Arguments.AsSpan()))
            : Guard(scope, () => scope.Session.Get(instance.Id, action.Field));
    }

    private Outcome TryModule(ScriptScope scope, AssertModuleFails assertion)
    {
        var module = NextId();
        var custom = assertion.Failure is ModuleFailure.MalformedCustom or ModuleFailure.InvalidCustom;
        var outcome = Guard(scope, () => scope.Session.Compile(module, assertion.Source, custom));
        if (outcome.Kind == OutcomeKind.Ok && assertion.Failure is (ModuleFailure.Unlinkable or ModuleFailure.Trap))
        {
            var instance = NextId();
            outcome = Guard(scope, () => scope.Session.Instantiate(instance, module));
        }

        return outcome;
    }

    private static Outcome Guard(ScriptScope scope, Func<Outcome> request)
    {
        scope.Watchdog.Arm();
        try
        {
            return request();
        }
        catch (Exception error)
        {
            // Everything is caught, here and in OpenSession: adapters promise not to throw, so whatever comes is the engine breaking down, and it must cost
            // no more than the command it happened in.
            return Outcome.Failed(OutcomeKind.Crash, Describe(error));
        }
        finally
        {
            scope.Watchdog.Disarm();
        }
    }

    // Null if there is a session; else the verdict on whatever needs it.
    private static Judgement? OpenSession(Func<IEngineSession> open, out IEngineSession? session)
    {
        session = null;
        try
        {
            session = open();
            return null;
        }
        catch (NotSupportedException error)
        {
            return new Judgement(Verdict.Unsupported, error.Message);
        }
        catch (Exception error)
        {
            return new Judgement(Verdict.Crash, Describe(error));
        }
    }

    private static string Describe(Exception error)
    {
        var trace = error.StackTrace ?? "";
        var end = trace.IndexOf('\n');
        return $"{error.GetType().Name}: {error.Message} {(end < 0 ? trace : trace[..end]).Trim()}";
    }

    // Null if the thread runs; else what to say of it at once.
    internal Judgement? Start(ScriptScope scope, ThreadCommand command, int index)
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

        if (OpenSession(() => scope.Session.CreateThread([.. shared.Select(entry => entry.Instance.Id)]), out var session) is { } refusal)
        {
            return refusal;
        }

        var inner = new ScriptScope(session!, _options.TimeLimit);
        foreach (var (name, instance) in shared)
        {
            inner.BindInstance(name, instance);
        }

        scope.Add(command.Name, new ScriptThread(this, inner, command, index, _options));
        return null;
    }

    private Judgement Wait(ScriptScope scope, WaitCommand command)
    {
        if (scope.Thread(command.Thread) is not { } thread)
        {
            return Judgements.Missing("thread", command.Thread);
        }

        return Finish(thread) ? Judgement.Pass : new Judgement(Verdict.Timeout, $"thread {command.Thread} does not end");
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
    internal bool Finish(ScriptThread thread)
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

    private int NextId() => Interlocked.Increment(ref _nextId);
}
