using System.Diagnostics;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// Executes one script on one engine and judges each command. Every command gets exactly one result; that of a <c>thread</c> comes when it
/// is waited for, or at the end of the script.
/// </summary>
public sealed partial class ScriptExecutor
{
    private readonly Script _script;
    private readonly ExecutionOptions _options;
    private readonly Action<CommandResult> _report;
    private readonly CancellationToken _cancellation;
    private readonly WasmFeatures _features;
    private readonly ScriptSandbox _sandbox;
    private int _nextId;

    private ScriptExecutor(
        Script script,
        WasmFeatures features,
        ScriptSandbox sandbox,
        ExecutionOptions options,
        Action<CommandResult> report,
        CancellationToken cancellation)
    {
        _script = script;
        _features = features;
        _sandbox = sandbox;
        _options = options;
        _report = report;
        _cancellation = cancellation;
    }

    /// <summary>Executes a script. Results are reported on the calling thread.</summary>
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
        sandbox ??= ScriptSandbox.CreateEmpty();
        var executor = new ScriptExecutor(script, session.Features, sandbox, options, report, cancellation);
        if (EngineRequests.OpenSession(() => engine.CreateSession(session), out var store) is { } refusal)
        {
            for (var index = 0; index < script.Commands.Length; index++)
            {
                executor.Report(index, script.Commands[index], refusal, TimeSpan.Zero);
            }

            return true;
        }

        var scope = new ScriptScope(store!, options.TimeLimit, new ScriptFile(null, sandbox.SourceFile, sandbox.SourceFolder, null));
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

    // Threads are begun by the caller, who says where their verdict goes.
    private Judgement Judge(ScriptScope scope, Command command) => command switch
    {
        ModuleCommand module => DefineOrInstantiate(scope, module),
        InstanceCommand instance => Instantiate(scope, instance),
        RegisterCommand register => Register(scope, register),
        ActionCommand action => Judgements.OfSuccess(Perform(scope, action.Action, out var blocked), blocked),
        AssertReturn assertion => Judgements.OfReturn(Perform(scope, assertion.Action, out var blocked), blocked, assertion.Expected),
        AssertActionFails assertion =>
            Judgements.OfActionFailure(
                Perform(scope, assertion.Action, out var blocked), blocked, assertion.Failure, assertion.Message, _options.CompareMessages),
        AssertModuleFails assertion =>
            Judgements.OfModuleFailure(TryModule(scope, assertion), assertion.Failure, assertion.Message, _options.CompareMessages),
        WaitCommand wait => Wait(scope, wait),
        ScriptCommand script => RunInPlace(scope, script.Commands),
        InputCommand input => Input(scope, input),
        OutputCommand output => Output(scope, output),
        UnsupportedCommand unsupported => new Judgement(Verdict.Unsupported, unsupported.Reason),
        BrokenCommand broken => new Judgement(Verdict.Fail, $"script syntax error: {broken.Message}"),
        _ => throw new UnreachableException($"no rule for {command.GetType().Name}"),
    };

    private int NextId() => Interlocked.Increment(ref _nextId);
}
