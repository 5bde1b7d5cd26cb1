using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>
/// An honest session around another, from which lies are derived. Who believes a lie asks for what does not exist: numbers that the engine
/// doesn't know never reach it and are answered with <see cref="OutcomeKind.BadRequest"/>.
/// </summary>
/// <param name="inner">The engine's session.</param>
internal abstract class ForwardingSession(IEngineSession inner) : IEngineSession
{
    private readonly HashSet<int> _modules = [];
    private readonly HashSet<int> _instances = [];

    public virtual Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
    {
        var outcome = inner.Compile(module, source, checkCustomSections);
        if (outcome.Kind == OutcomeKind.Ok)
        {
            _modules.Add(module);
        }

        return outcome;
    }

    public virtual Outcome Instantiate(int instance, int module)
    {
        if (!_modules.Contains(module))
        {
            return NoModule(module);
        }

        var outcome = inner.Instantiate(instance, module);
        if (outcome.Kind == OutcomeKind.Ok)
        {
            _instances.Add(instance);
        }

        return outcome;
    }

    public virtual Outcome Register(string name, int instance) =>
        _instances.Contains(instance) ? inner.Register(name, instance) : NoInstance(instance);

    public virtual Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
        _instances.Contains(instance) ? inner.Invoke(instance, function, arguments) : NoInstance(instance);

    public virtual Outcome Get(int instance, string global) =>
        _instances.Contains(instance) ? inner.Get(instance, global) : NoInstance(instance);

    public virtual Outcome Run(int module, ProgramInvocation invocation) =>
        _modules.Contains(module) ? inner.Run(module, invocation) : NoModule(module);

    public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances)
    {
        List<int> known = [];
        foreach (var instance in sharedInstances)
        {
            if (_instances.Contains(instance))
            {
                known.Add(instance);
            }
        }

        var thread = Wrap(inner.CreateThread([.. known]));
        thread._instances.UnionWith(known);
        return thread;
    }

    public void Interrupt() => inner.Interrupt();

    public void Dispose() => inner.Dispose();

    /// <summary>Makes the session of a thread lie too, if threads are to.</summary>
    protected abstract ForwardingSession Wrap(IEngineSession thread);

    private static Outcome NoModule(int module) => Outcome.Failed(OutcomeKind.BadRequest, $"there is no module {module}");

    private static Outcome NoInstance(int instance) => Outcome.Failed(OutcomeKind.BadRequest, $"there is no instance {instance}");
}

/// <summary>A session that does not lie.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class HonestSession(IEngineSession inner) : ForwardingSession(inner)
{
    protected override ForwardingSession Wrap(IEngineSession thread) => new HonestSession(thread);
}
