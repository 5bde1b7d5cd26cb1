using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>What is asked of an engine.</summary>
internal enum EngineRequest : byte
{
    Compile,
    Instantiate,
    Register,
    Invoke,
    Get,
    Run,
}

/// <summary>Does what it is asked for and lies only in the answer, so that the state of the store is what it should be.</summary>
/// <param name="inner">The engine's session.</param>
/// <param name="lie">From the honest answer to the one that is given. Pure.</param>
internal sealed class AnswerSession(IEngineSession inner, Func<EngineRequest, Outcome, Outcome> lie) : ForwardingSession(inner)
{
    public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections) =>
        lie(EngineRequest.Compile, base.Compile(module, source, checkCustomSections));

    public override Outcome Instantiate(int instance, int module) => lie(EngineRequest.Instantiate, base.Instantiate(instance, module));

    public override Outcome Register(string name, int instance) => lie(EngineRequest.Register, base.Register(name, instance));

    public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
        lie(EngineRequest.Invoke, base.Invoke(instance, function, arguments));

    public override Outcome Get(int instance, string global) => lie(EngineRequest.Get, base.Get(instance, global));

    public override Outcome Run(int module, ProgramInvocation invocation) => lie(EngineRequest.Run, base.Run(module, invocation));

    protected override ForwardingSession Wrap(IEngineSession thread) => new AnswerSession(thread, lie);
}
