using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// A <c>thread</c> command that runs. What deviates inside becomes the verdict of the command as a whole; threads inside are waited for at
/// its end.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="session">The engine's number of its session.</param>
/// <param name="verdict">The verdict on the whole, when all its commands have one.</param>
internal sealed class ScriptThread(ThreadCommand command, int session, Task<Judgement> verdict)
{
    /// <summary>The command.</summary>
    public ThreadCommand Command { get; } = command;

    /// <summary>The engine's number of its session.</summary>
    public int Session { get; } = session;

    /// <summary>The verdict on the whole. When somebody has waited for the end, and this isn't completed, there is none.</summary>
    public Task<Judgement> Verdict { get; } = verdict;

    /// <summary>Whether somebody has asked for its end.</summary>
    public bool IsWaitedFor { get; set; }
}
