using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Harness.Execution;

/// <summary>How commands are judged.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The defaults: 30 s per command, messages compared, nothing is written.</summary>
    public static ExecutionOptions Default { get; } = new();

    /// <summary>How long one command may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether messages must begin with the script's words. Off for engines whose wording is their own.</summary>
    public bool CompareMessages { get; init; } = true;

    /// <summary>Whether a failure that is as it should be has the engine's words as <see cref="CommandResult.Actual"/>.</summary>
    public bool KeepWords { get; init; }

    /// <summary>Whether malformed and invalid modules are told apart. Off for engines that can't.</summary>
    public bool TellMalformedFromInvalid { get; init; } = true;

    /// <summary>Bytes of stack of the threads that execute scripts.</summary>
    public int StackBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Where <c>output</c> commands write to, each script and tier into a folder of its own below; null if what they write is to be thrown
    /// away.
    /// </summary>
    public string? OutputFolder { get; init; }

    /// <summary>These options, with nothing compared that an engine can't tell apart.</summary>
    /// <param name="strength">What it can.</param>
    public ExecutionOptions For(OracleStrength strength) =>
        (CompareMessages && !strength.GivesMessages) || (TellMalformedFromInvalid && !strength.TellsMalformedFromInvalid)
            ? this with
            {
                CompareMessages = CompareMessages && strength.GivesMessages,
                TellMalformedFromInvalid = TellMalformedFromInvalid && strength.TellsMalformedFromInvalid,
            }
            : this;
}
