using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// The way to an engine that executes one script at a time, in this process or in another. Requests of one session are executed in order, and
/// answered in order; sessions run side by side. Used by one thread, that executes the script.
/// </summary>
internal interface IEngineConnection
{
    /// <summary>The number of a script's own session; threads have numbers of their own.</summary>
    const int MainSession = 0;

    /// <summary>Features that the engine has also where a script is not to use them.</summary>
    WasmFeatures FixedFeatures => WasmFeatures.None;

    /// <summary>Begins a script: the main session is opened. What is left of an earlier script is thrown away.</summary>
    /// <param name="options">Tier and features.</param>
    /// <param name="timeLimit">How long a request may take; what takes longer is interrupted.</param>
    Task<Outcome> Open(SessionOptions options, TimeSpan timeLimit);

    /// <summary>Makes a request, which may be executed later.</summary>
    /// <param name="session">The main session, or a thread's.</param>
    /// <param name="command">The top-level command of the script that it is for: who is to blame if the engine breaks down in it.</param>
    /// <param name="request">The request.</param>
    /// <returns>How it ended; completed in <see cref="Pump"/>, on the thread that calls it.</returns>
    Task<Outcome> Send(int session, int command, EngineRequest request);

    /// <summary>Waits for an answer, at least one, to a request that has none.</summary>
    /// <exception cref="EngineLostException">The engine has broken down; there will be no more answers.</exception>
    void Pump();
}

/// <summary>The process that an engine lives in is gone, or it says what makes no sense.</summary>
/// <param name="loss">What happened.</param>
internal sealed class EngineLostException(EngineLoss loss) : Exception(loss.Message)
{
    /// <summary>What happened.</summary>
    public EngineLoss Loss { get; } = loss;
}

/// <summary>How an engine was lost.</summary>
/// <param name="Command">The top-level command of the script that was being executed; −1 if none was.</param>
/// <param name="IsTimeout">Whether the command did not end in time.</param>
/// <param name="Message">What happened, for people: the signal, what the process said last.</param>
internal sealed record EngineLoss(int Command, bool IsTimeout, string Message);
