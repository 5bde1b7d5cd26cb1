using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>A program that was run to its end.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number if that ended it.</param>
/// <param name="Lines">What it wrote, standard output before standard error, by lines.</param>
/// <param name="IsTimeout">Whether it took too long and was killed.</param>
internal sealed record ProgramRun(int ExitCode, IReadOnlyList<string> Lines, bool IsTimeout)
{
    // Enough of whatever it says.
    private const int MaximumCharacters = 1 << 24;

    /// <summary>How it ended, if not by itself or not well; for people.</summary>
    public string DescribeEnd() => IsTimeout
        ? "it did not end in time: the program was killed"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"the program ended with {ExitCode}: {Lines.LastOrDefault(line => line.Length > 0) ?? "it said nothing"}");

    /// <summary>Whether a signal ended it: it crashed.</summary>
    public bool IsCrash => ExitCode > 128 && !IsTimeout;

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="isSinceLine">Whether that is counted anew from each line it writes.</param>
    /// <exception cref="IOException">It can't be started.</exception>
    public static ProgramRun Execute(
        string program,
        string[] arguments,
        string folder,
        TimeSpan limit,
        CancellationToken cancellation = default,
        bool isSinceLine = false)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var registration = cancellation.Register(() => Kill(process));
            process.StandardInput.Close();
            var since = Stopwatch.GetTimestamp();
            Action heard = isSinceLine ? () => Volatile.Write(ref since, Stopwatch.GetTimestamp()) : static () => { };
            var output = Task.Run(() => ReadAll(process.StandardOutput, heard), CancellationToken.None);
            var errors = Task.Run(() => ReadAll(process.StandardError, heard), CancellationToken.None);
            var isTimeout = false;
            for (var left = limit; !isTimeout && !process.WaitForExit(left);)
            {
                left = limit - Stopwatch.GetElapsedTime(Volatile.Read(ref since));
                isTimeout = left <= TimeSpan.Zero;
            }

            if (isTimeout)
            {
                Kill(process);
            }

            process.WaitForExit();
            return new ProgramRun(process.ExitCode, [.. output.GetAwaiter().GetResult(), .. errors.GetAwaiter().GetResult()], isTimeout);
        }
        catch (Win32Exception error)
        {
            throw new IOException($"{program} can't be started: {error.Message}", error);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static List<string> ReadAll(StreamReader reader, Action heard)
    {
        var lines = new List<string>();
        var characters = 0;
        while (reader.ReadLine() is { } line)
        {
            heard();
            characters += line.Length;
            if (characters < MaximumCharacters)
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
