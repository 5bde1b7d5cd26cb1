using System.CommandLine;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli;

/// <summary>The entry point of <c>clab</c>: parses, runs, maps failures to exit codes.</summary>
public static class Program
{
    // After Ctrl-C a run ends its commands, then writes what it has.
    private static readonly TimeSpan s_terminationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (args is [OwnWorker.Option, .. var worker])
        {
            return OwnWorker.Run(worker);
        }

        var parsed = CommandLine.Parse(args);
        if (CommandLine.FindErrors(parsed) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                await Console.Error.WriteLineAsync($"clab: {error}").ConfigureAwait(false);
            }

            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = s_terminationTimeout,
            };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            await Console.Error.WriteLineAsync($"clab: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            await Console.Error.WriteLineAsync($"clab: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Infrastructure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("clab: cancelled").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            // A defect of clab. Left alone it would end the process with 134, which means that the guest trapped.
            await Console.Error.WriteLineAsync($"clab: internal error: {exception}").ConfigureAwait(false);
            return ExitCode.Infrastructure;
        }
    }
}
