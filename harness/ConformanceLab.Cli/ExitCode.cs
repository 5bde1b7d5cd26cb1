namespace ConformanceLab.Cli;

/// <summary>Exit codes of every command; a promise to scripts.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Good = 0;

    /// <summary>A test failed, a module is malformed or invalid.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The run itself went wrong: a file cannot be read, the ledger does not balance.</summary>
    public const int Infrastructure = 3;

    /// <summary>Cancelled by Ctrl-C (as a shell reports it); results that were written are of a part.</summary>
    public const int Cancelled = 130;

    /// <summary>
    /// The guest trapped, threw an exception that nothing caught, or took too long (as a shell reports a process that aborted).
    /// </summary>
    public const int Trapped = 134;
}

/// <summary>The command line asks for something that does not exist; the message says what does.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class UsageException(string message) : Exception(message);
