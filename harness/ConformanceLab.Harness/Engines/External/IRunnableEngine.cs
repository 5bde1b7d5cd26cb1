using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>An engine outside of this process, with its own way of executing scripts. Disposal ends its processes. Thread-safe.</summary>
public interface IRunnableEngine : IEngineAdapter, IDisposable
{
    /// <summary>What executes scripts on it.</summary>
    /// <param name="options">How commands are judged.</param>
    IScriptRunner CreateRunner(ExecutionOptions options);
}
