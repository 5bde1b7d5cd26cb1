using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Gate.Benchmarks;

namespace ConformanceLab.Gate.Subjects;

/// <summary>Runs a benchmark in a fresh process of a subject.</summary>
public static class PlugProcess
{
    private const int MaximumOutput = 1 << 20;

    /// <summary>Runs one process to its end. For any thread; processes that should not disturb each other are run one after
    /// another.</summary>
    /// <param name="subject">What is measured.</param>
    /// <param name="benchmark">On what.</param>
    /// <param name="repetitions">How often in the process.</param>
    /// <param name="timeout">After this it is killed, with what it started.</param>
    /// <param name="cancellation">Kills it too.</param>
    /// <exception cref="PlugException">It could not be started, took too long, or gave no answer.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<PlugAnswer> RunAsync(
        Subject subject, Benchmark benchmark, int repetitions, TimeSpan timeout, CancellationToken cancellation) =>
        PlugAnswer.Parse(
            await AskAsync(subject, benchmark, repetitions, timeout, cancellation).ConfigureAwait(false), benchmark.Mode);

    /// <summary>Counts what a run of the benchmark executes, in one process; null if the subject can't.</summary>
    /// <param name="subject">What is counted.</param>
    /// <param name="benchmark">On what.</param>
    /// <param name="timeout">After this it is killed, with what it started: counting is slow.</param>
    /// <param name="cancellation">Kills it too.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ImmutableSortedDictionary<string, long>?> CountAsync(
        Subject subject, Benchmark benchmark, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            var counting = benchmark with { Mode = PlugAnswer.CountMode };
            return PlugAnswer.ParseCounts(await AskAsync(subject, counting, 1, timeout, cancellation).ConfigureAwait(false));
        }
        catch (PlugException)
        {
            // Not every engine counts, nor did every build of ours.
            return null;
        }
    }

    private static async Task<string> AskAsync(
        Subject subject, Benchmark benchmark, int repetitions, TimeSpan timeout, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(subject.Command[0], [.. subject.Command.Skip(1), .. benchmark.Options(repetitions)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            var output = ReadAsync(process.StandardOutput, limit.Token);
            var errors = ReadAsync(process.StandardError, limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            var text = await output.ConfigureAwait(false);
            if (!text.Contains('{', StringComparison.Ordinal))
            {
                var said = (await errors.ConfigureAwait(false)).Trim().Split('\n')[^1];
                throw new PlugException(
                    $"it ended with code {process.ExitCode} and printed no line of JSON{(said.Length > 0 ? $": {said}" : "")}");
            }

            return text;
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new PlugException(
                string.Create(CultureInfo.InvariantCulture, $"it took longer than {timeout.TotalSeconds:0.#} s and was killed"));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new PlugException($"{start.FileName} cannot be started: {error.Message}", error);
        }
    }

    // All is read, so that nobody blocks; only the last part is kept.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length > 2 * MaximumOutput)
            {
                text.Remove(0, text.Length - MaximumOutput);
            }
        }

        return text.ToString();
    }
}
