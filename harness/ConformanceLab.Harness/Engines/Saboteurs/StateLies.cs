using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>
/// A call is answered with what the same call gave the first time, as if nothing had been written since. It is executed all the same, so
/// that nothing but its answer is wrong.
/// </summary>
/// <param name="inner">The engine's session.</param>
internal sealed class StaleResultSession(IEngineSession inner) : ForwardingSession(inner)
{
    private readonly Dictionary<string, Outcome> _answers = [];

    public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments)
    {
        var key = $"{instance} {function.Length} {function} {string.Join(' ', arguments.ToArray())}";
        return FirstAnswer(key, base.Invoke(instance, function, arguments));
    }

    public override Outcome Get(int instance, string global) => FirstAnswer($"{instance} {global}", base.Get(instance, global));

    protected override ForwardingSession Wrap(IEngineSession thread) => new StaleResultSession(thread);

    private Outcome FirstAnswer(string key, Outcome answer)
    {
        if (_answers.TryGetValue(key, out var first))
        {
            return first;
        }

        _answers.Add(key, answer);
        return answer;
    }
}

/// <summary>
/// Calls of functions without results are not executed: what they write is lost. Threads are honest, since others would wait for them
/// without end.
/// </summary>
/// <param name="inner">The engine's session.</param>
/// <param name="features">What modules may use.</param>
internal sealed class LostCallSession(IEngineSession inner, WasmFeatures features) : ForwardingSession(inner)
{
    private readonly Dictionary<int, HashSet<string>> _withoutResults = [];
    private readonly Dictionary<int, int> _modules = [];

    public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
    {
        var outcome = base.Compile(module, source, checkCustomSections);
        if (outcome.Kind == OutcomeKind.Ok && ModuleSyntax.TryRead(source, features) is { } syntax)
        {
            _withoutResults[module] = ModuleSyntax.FunctionsWithoutResults(syntax);
        }

        return outcome;
    }

    public override Outcome Instantiate(int instance, int module)
    {
        _modules[instance] = module;
        return base.Instantiate(instance, module);
    }

    public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
        _modules.TryGetValue(instance, out var module)
            && _withoutResults.TryGetValue(module, out var functions)
            && functions.Contains(function)
            ? Outcome.Ok
            : base.Invoke(instance, function, arguments);

    protected override ForwardingSession Wrap(IEngineSession thread) => new HonestSession(thread);
}

/// <summary>Nothing is registered.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class IgnoredRegistrationSession(IEngineSession inner) : ForwardingSession(inner)
{
    public override Outcome Register(string name, int instance) => Outcome.Ok;

    protected override ForwardingSession Wrap(IEngineSession thread) => new IgnoredRegistrationSession(thread);
}

/// <summary>A name stays with the instance that had it first.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class StaleRegistrationSession(IEngineSession inner) : ForwardingSession(inner)
{
    private readonly HashSet<string> _names = [];

    public override Outcome Register(string name, int instance) => _names.Add(name) ? base.Register(name, instance) : Outcome.Ok;

    protected override ForwardingSession Wrap(IEngineSession thread) => new StaleRegistrationSession(thread);
}

/// <summary>What programs write is lost.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class LostOutputSession(IEngineSession inner) : ForwardingSession(inner)
{
    public override Outcome Run(int module, ProgramInvocation invocation)
    {
        var outcome = base.Run(module, invocation);
        File.WriteAllBytes(invocation.StandardOutput, []);
        File.WriteAllBytes(invocation.StandardError, []);
        return outcome;
    }

    protected override ForwardingSession Wrap(IEngineSession thread) => new LostOutputSession(thread);
}

/// <summary>Nothing is done, and all is well.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class IdleSession(IEngineSession inner) : ForwardingSession(inner)
{
    public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections) => Outcome.Ok;

    public override Outcome Instantiate(int instance, int module) => Outcome.Ok;

    public override Outcome Register(string name, int instance) => Outcome.Ok;

    public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) => Outcome.Ok;

    public override Outcome Get(int instance, string global) => Outcome.Ok;

    public override Outcome Run(int module, ProgramInvocation invocation) => Outcome.Ok;

    protected override ForwardingSession Wrap(IEngineSession thread) => new IdleSession(thread);
}

/// <summary>Threads do nothing; all else is honest.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class IdleThreadSession(IEngineSession inner) : ForwardingSession(inner)
{
    protected override ForwardingSession Wrap(IEngineSession thread) => new IdleSession(thread);
}
