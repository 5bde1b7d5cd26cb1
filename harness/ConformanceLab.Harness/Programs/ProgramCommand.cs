using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Programs;

/// <summary>Runs a program for WASI (preview 1) from <c>_start</c> to its end, and asserts how it ends and what it writes.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Source">The module.</param>
/// <param name="Case">What the program gets, and what must come of it.</param>
public sealed record ProgramCommand(SourceSpan Span, ModuleSource Source, ProgramCase Case) : Command(Span, "program");

/// <summary>What a program gets, and what must come of it.</summary>
public sealed record ProgramCase
{
    /// <summary>The arguments, the first of which is the program's name.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The environment, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Folders that it finds open. It works on copies: whatever it does, the next run begins with the same.</summary>
    public ImmutableArray<ProgramFolder> Folders { get; init; } = [];

    /// <summary>What it reads from standard input.</summary>
    public ReadOnlyMemory<byte> StandardInput { get; init; }

    /// <summary>The exit code that it must end with.</summary>
    public int ExitCode { get; init; }

    /// <summary>What it must write to standard output, byte for byte; null for whatever it likes.</summary>
    public byte[]? StandardOutput { get; init; }

    /// <summary>What it must write to standard error, byte for byte; null for whatever it likes.</summary>
    public byte[]? StandardError { get; init; }
}

/// <summary>A folder that a program finds open.</summary>
/// <param name="GuestPath">The name that the program knows it by.</param>
/// <param name="HostPath">Where it is: in a case what is copied, in an invocation the copy.</param>
public sealed record ProgramFolder(string GuestPath, string HostPath);

/// <summary>How an engine is to run a program: everything that goes in and comes out is in files, named by absolute paths.</summary>
/// <param name="Arguments">The arguments, the first of which is the program's name.</param>
/// <param name="Environment">The environment, in order.</param>
/// <param name="Folders">Folders that it finds open, from descriptor 3 on. It may write to them.</param>
/// <param name="StandardInput">The file that it reads.</param>
/// <param name="StandardOutput">The file, empty so far, that it writes to.</param>
/// <param name="StandardError">The file, empty so far, that it writes errors to.</param>
public sealed record ProgramInvocation(
    ImmutableArray<string> Arguments,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    ImmutableArray<ProgramFolder> Folders,
    string StandardInput,
    string StandardOutput,
    string StandardError);
