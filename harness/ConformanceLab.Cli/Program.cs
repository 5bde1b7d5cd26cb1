using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConformanceLab.Cli;

/// <summary>The entry point of <c>clab</c>: builds the command tree, parses, runs, maps failures to exit codes.</summary>
public static class Program
{
    /// <summary>Runs a command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> Main(string[] args)
    {
        // Everything after the guest's file belongs to the guest, also what looks like an option of ours.
        var (own, guest) = GuestArguments.Split(args);
        var root = new RootCommand("clab: conformance and performance lab for WebAssembly")
        {
            Commands.SpecCommand.Create(),
            Commands.WastCommand.Create(),
            Commands.RunCommand.Create(guest),
            Commands.ValidateCommand.Create(),
            Commands.PrintCommand.Create(),
            Commands.ParseCommand.Create(),
            Commands.InfoCommand.Create(),
            Commands.FetchSuitesCommand.Create(),
        };

        // Response files off: an argument that starts with @ is the guest's or a file's name.
        var parsed = CommandLineParser.Parse(root, own, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"clab: {error.Message}").ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync($"clab: try 'clab {parsed.CommandResult.Command.Name} --help'".Replace("clab clab", "clab", StringComparison.Ordinal)).ConfigureAwait(false);
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            await Console.Error.WriteLineAsync($"clab: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"clab: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Infrastructure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("clab: cancelled").ConfigureAwait(false);
            return ExitCode.Infrastructure;
        }
    }
}
