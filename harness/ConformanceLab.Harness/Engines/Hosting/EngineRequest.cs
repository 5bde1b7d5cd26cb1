using System.Collections.Immutable;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// What a script asks of an engine, as data: the calls of <see cref="IEngineSession"/>, and those about threads. Requests can be made ahead,
/// before the answers to earlier ones are known: who asks for what does not exist, because an earlier request failed, is told so
/// (<see cref="OutcomeKind.BadRequest"/>).
/// </summary>
internal abstract record EngineRequest;

/// <summary>Begins a script: its main session is opened, and what is left of an earlier one is thrown away.</summary>
/// <param name="Options">Tier and features.</param>
/// <param name="TimeLimit">How long a request may take, in whole milliseconds.</param>
internal sealed record OpenRequest(SessionOptions Options, TimeSpan TimeLimit) : EngineRequest;

/// <summary><see cref="IEngineSession.Compile"/>.</summary>
internal sealed record CompileRequest(int Module, ModuleSource Source, bool CheckCustomSections) : EngineRequest;

/// <summary><see cref="IEngineSession.Instantiate"/>.</summary>
internal sealed record InstantiateRequest(int Instance, int Module) : EngineRequest;

/// <summary><see cref="IEngineSession.Register"/>.</summary>
internal sealed record RegisterRequest(string Name, int Instance) : EngineRequest;

/// <summary><see cref="IEngineSession.Invoke"/>.</summary>
internal sealed record InvokeRequest(int Instance, string Function, ImmutableArray<ScriptValue> Arguments) : EngineRequest;

/// <summary><see cref="IEngineSession.Get"/>.</summary>
internal sealed record GetRequest(int Instance, string Global) : EngineRequest;

/// <summary><see cref="IEngineSession.Run"/>.</summary>
internal sealed record RunRequest(int Module, ProgramInvocation Invocation) : EngineRequest;

/// <summary>
/// <see cref="IEngineSession.CreateThread"/>: a session of its own, whose requests are executed beside those of this one.
/// </summary>
internal sealed record ThreadRequest(int Session, ImmutableArray<int> SharedInstances) : EngineRequest;

/// <summary>Answered when a thread has executed all its requests, the last of which is an <see cref="EndRequest"/>.</summary>
internal sealed record WaitRequest(int Session) : EngineRequest;

/// <summary>The session's last request: what it holds is freed.</summary>
internal sealed record EndRequest : EngineRequest;

/// <summary>The process that the engine lives in breaks down on purpose: see <see cref="FaultKind"/>.</summary>
internal sealed record FaultRequest(FaultKind Kind) : EngineRequest;
