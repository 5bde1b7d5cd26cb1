using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli;

/// <summary>An engine that scripts are to be run on, and the tiers.</summary>
internal abstract class EngineRun : IDisposable
{
    /// <summary>The engine.</summary>
    public abstract IEngineAdapter Engine { get; }

    /// <summary>The tiers.</summary>
    public required IReadOnlyList<string> Tiers { get; init; }

    /// <summary>How many functions each tier has translated or compiled.</summary>
    public abstract IReadOnlyDictionary<string, long> Functions { get; }

    /// <summary>Where scripts are executed; null for this process.</summary>
    public abstract IScriptRunner? CreateRunner(ExecutionOptions options);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Our own engine.</summary>
/// <param name="engine">The engine.</param>
/// <param name="workers">Where scripts are executed; null for this process.</param>
internal sealed class OwnEngineRun(LabEngine engine, WorkerPool? workers) : EngineRun
{
    public override IEngineAdapter Engine => engine;

    public override IReadOnlyDictionary<string, long> Functions => workers?.Functions ?? engine.Functions;

    public override IScriptRunner? CreateRunner(ExecutionOptions options) =>
        workers is null ? null : new IsolatedScriptRunner(workers, options);

    public override void Dispose() => workers?.Dispose();
}

/// <summary>An engine outside of this process.</summary>
/// <param name="engine">The engine.</param>
internal sealed class ExternalEngineRun(IRunnableEngine engine) : EngineRun
{
    public override IEngineAdapter Engine => engine;

    public override IReadOnlyDictionary<string, long> Functions => engine.Functions;

    public override IScriptRunner CreateRunner(ExecutionOptions options) => engine.CreateRunner(options);

    public override void Dispose() => engine.Dispose();
}
