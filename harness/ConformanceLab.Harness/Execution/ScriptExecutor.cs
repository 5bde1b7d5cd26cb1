using System.Diagnostics;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// Executes one script on one engine and judges each command. Every command gets exactly one result; that of a <c>thread</c> comes when it
/// has ended. Requests are made ahead and answered in order, so that an engine in another process is never waited for while there is more to
/// ask:
/// <code>
/// commands   module   assert_return   assert_trap   …
///              │            │              │            each begins: its requests are sent, at once and in order
///              ▼            ▼              ▼
/// requests   compile instantiate invoke  invoke  …      ──▶ engine
///                                                            │
/// results    ◀── judged in order, as the answers come ◀──────┘
/// </code>
/// Invariants: whether a name stands for something that exists is asked only when a later request of the same session has been answered. Each
/// answer is awaited once: what waits for it goes on at once, on the thread that brings it (of two, one would go on elsewhere).
/// </summary>
internal sealed partial class ScriptExecutor
{
    // How many commands are begun before the first of them must be answered: enough to hide the way to the engine and back.
    private const int MaximumAhead = 512;

    private readonly Script _script;
    private readonly IEngineConnection _connection;
    private readonly ExecutionOptions _options;
    private readonly Action<CommandResult> _report;
    private readonly CancellationToken _cancellation;
    private readonly WasmFeatures _features;
    private readonly ScriptSandbox _sandbox;
    private readonly Queue<(int Index, long Started, Task<Judgement> Judgement)> _begun = new();
    private readonly List<(int Index, long Started, Task<Judgement> Judgement)> _threads = [];
    private long _lastReported;
    private int _nextId;

    private ScriptExecutor(
        Script script,
        IEngineConnection connection,
        WasmFeatures features,
        ScriptSandbox sandbox,
        ExecutionOptions options,
        Action<CommandResult> report,
        CancellationToken cancellation)
    {
        _script = script;
        _connection = connection;
        _features = features;
        _sandbox = sandbox;
        _options = options;
        _report = report;
        _cancellation = cancellation;
    }

    /// <summary>What earlier attempts at the same script have shown.</summary>
    public ScriptAttempt Attempt { get; init; } = ScriptAttempt.First;

    /// <summary>Executes a script with an engine in this process. Results are reported on the calling thread.</summary>
    /// <param name="script">The script.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="session">Tier and features.</param>
    /// <param name="options">How commands are judged.</param>
    /// <param name="report">Gets every result.</param>
    /// <param name="sandbox">The files that the script may read and write; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Whether it came to its end: false if it was cancelled, and then some commands have no result.</returns>
    public static bool Run(
        Script script,
        IEngineAdapter engine,
        SessionOptions session,
        ExecutionOptions options,
        Action<CommandResult> report,
        ScriptSandbox? sandbox = null,
        CancellationToken cancellation = default)
    {
        using var connection = new LocalConnection(engine, options.StackBytes);
        using var registration = cancellation.Register(connection.Cancel);
        return Run(script, connection, session, options, report, sandbox, ScriptAttempt.First, cancellation);
    }

    /// <summary>Executes a script with whatever engine is at the other end of a connection.</summary>
    /// <exception cref="EngineLostException">The engine has broken down; the commands without a result must be executed again.</exception>
    public static bool Run(
        Script script,
        IEngineConnection connection,
        SessionOptions session,
        ExecutionOptions options,
        Action<CommandResult> report,
        ScriptSandbox? sandbox,
        ScriptAttempt attempt,
        CancellationToken cancellation)
    {
        // What waits for an answer goes on where the answer is pumped, whatever context the caller has.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var executor = new ScriptExecutor(
                script, connection, session.Features, sandbox ?? ScriptSandbox.CreateEmpty(), options, report, cancellation)
            {
                Attempt = attempt,
            };
            try
            {
                return executor.Run(session);
            }
            finally
            {
                executor._stage?.Dispose();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private bool Run(SessionOptions session)
    {
        var open = _connection.Open(session, _options.TimeLimit);
        PumpUntil(() => open.IsCompleted);
        if (open.Result is { Kind: not OutcomeKind.Ok } refusal)
        {
            var verdict = refusal.Kind == OutcomeKind.Unsupported ? Verdict.Unsupported : Verdict.Crash;
            for (var index = 0; index < _script.Commands.Length; index++)
            {
                Report(index, new Judgement(verdict, refusal.Message), TimeSpan.Zero);
            }

            return true;
        }

        return RunCommands();
    }

    private bool RunCommands()
    {
        var scope = new ScriptScope(
            _connection, IEngineConnection.MainSession, new ScriptFile(null, _sandbox.SourceFile, _sandbox.SourceFolder, null));
        _lastReported = Stopwatch.GetTimestamp();
        for (var index = 0; index < _script.Commands.Length && !_cancellation.IsCancellationRequested; index++)
        {
            scope.Command = index;
            RunTopLevel(scope, index);
        }

        var ends = scope.Threads.Where(thread => !thread.IsWaitedFor).Select(thread => End(scope, thread)).ToList();
        PumpUntil(() => _begun.Count == 0 && ends.TrueForAll(end => end.IsCompleted));
        foreach (var (index, started, _) in _threads)
        {
            Report(index, s_endless, Stopwatch.GetElapsedTime(started));
        }

        if (_threads.Count == 0)
        {
            // Where a thread does not end, what it uses is never freed.
            var end = scope.Send(new EndRequest());
            PumpUntil(() => end.IsCompleted);
        }

        return !_cancellation.IsCancellationRequested;
    }

    private void RunTopLevel(ScriptScope scope, int index)
    {
        var command = _script.Commands[index];
        var started = Stopwatch.GetTimestamp();
        if (Attempt.Skipped.Contains(index))
        {
            Skip(scope, command);
            return;
        }

        var fault = Attempt.FaultAt(index) is { } kind ? scope.Send(new FaultRequest(kind)) : null;
        var touchesFiles = TouchesFiles(command);
        if (touchesFiles)
        {
            PumpUntil(() => _begun.Count == 0);
        }

        var judgement = command is ThreadCommand thread ? BeginThread(scope, thread) : Judge(scope, command);
        judgement = fault is null ? judgement : After(fault, judgement);
        if (command is ThreadCommand)
        {
            // Its result is reported when it has ended, whatever comes before.
            _threads.Add((index, started, judgement));
        }
        else
        {
            _begun.Enqueue((index, started, judgement));
        }

        PumpUntil(() => _begun.Count < (touchesFiles ? 1 : MaximumAhead));
    }

    private static async Task<Judgement> After(Task<Outcome> fault, Task<Judgement> judgement)
    {
        await fault.ConfigureAwait(false);
        return await judgement.ConfigureAwait(false);
    }

    // Answers come, and what they complete is reported, until the condition holds.
    private void PumpUntil(Func<bool> condition)
    {
        ReportCompleted();
        while (!condition())
        {
            _connection.Pump();
            ReportCompleted();
        }
    }

    private void ReportCompleted()
    {
        while (_begun.TryPeek(out var first) && first.Judgement.IsCompleted)
        {
            _begun.Dequeue();
            var now = Stopwatch.GetTimestamp();
            Report(first.Index, first.Judgement.GetAwaiter().GetResult(), Stopwatch.GetElapsedTime(Math.Max(first.Started, _lastReported), now));
            _lastReported = now;
        }

        for (var at = _threads.Count - 1; at >= 0; at--)
        {
            if (_threads[at] is var (index, started, judgement) && judgement.IsCompleted)
            {
                _threads.RemoveAt(at);
                Report(index, judgement.GetAwaiter().GetResult(), Stopwatch.GetElapsedTime(started));
            }
        }
    }

    private void Report(int index, Judgement judgement, TimeSpan duration)
    {
        // The command that a cancellation interrupted did not take too long: it has no verdict, and nothing that was begun after it.
        if (_cancellation.IsCancellationRequested)
        {
            return;
        }

        var command = _script.Commands[index];
        _report(new CommandResult(index, command.Span.Line, command.Keyword, judgement.Verdict, judgement.Message, duration)
        {
            Expected = judgement.Expected,
            Actual = judgement.Actual,
        });
    }

    // Begins a command: its requests are made before this returns, unless it touches files. Threads are begun by the caller, who says where
    // their verdict goes.
    private Task<Judgement> Judge(ScriptScope scope, Command command) => command switch
    {
        ModuleCommand module => DefineOrInstantiate(scope, module),
        InstanceCommand instance => Instantiate(scope, instance),
        RegisterCommand register => Register(scope, register),
        ActionCommand action => Perform(scope, action.Action, Judgements.OfSuccess),
        AssertReturn assertion => Perform(scope, assertion.Action, outcome => Judgements.OfReturn(outcome, assertion.Expected)),
        AssertActionFails assertion => Perform(
            scope,
            assertion.Action,
            outcome => Judgements.OfActionFailure(outcome, assertion.Failure, assertion.Message, _options)),
        AssertModuleFails assertion => TryModule(scope, assertion),
        WaitCommand wait => Wait(scope, wait),
        ScriptCommand script => RunInPlace(scope, script.Commands),
        InputCommand input => Input(scope, input),
        OutputCommand output => Task.FromResult(Output(scope, output)),
        ProgramCommand program => RunProgram(scope, program),
        UnsupportedCommand unsupported => Task.FromResult(new Judgement(Verdict.Unsupported, unsupported.Reason)),
        BrokenCommand broken => Task.FromResult(new Judgement(Verdict.Fail, $"script syntax error: {broken.Message}")),
        _ => throw new UnreachableException($"no rule for {command.GetType().Name}"),
    };

    private int NextId() => ++_nextId;
}

/// <summary>What is known before a script is executed, once more perhaps.</summary>
internal sealed record ScriptAttempt
{
    /// <summary>Nothing is known.</summary>
    public static ScriptAttempt First { get; } = new();

    /// <summary>Top-level commands that are not executed, because the engine breaks down in them. They are not reported.</summary>
    public IReadOnlySet<int> Skipped { get; init; } = new HashSet<int>();

    /// <summary>The fault that is to be committed on purpose before a top-level command, if there is one.</summary>
    public Func<int, FaultKind?> FaultAt { get; init; } = _ => null;
}
