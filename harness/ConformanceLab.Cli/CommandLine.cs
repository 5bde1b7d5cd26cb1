using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConformanceLab.Cli;

/// <summary>The tree of commands, and how arguments are parsed.</summary>
internal static class CommandLine
{
    /// <summary>The commands with their options.</summary>
    /// <param name="guest">The arguments of the guest that <c>run</c> or <c>count</c> runs.</param>
    public static RootCommand CreateRoot(string[] guest) => new("clab: conformance and performance lab for WebAssembly")
    {
        Commands.SpecCommand.Create(),
        Commands.WastCommand.Create(),
        Commands.RunCommand.Create(guest),
        Commands.ValidateCommand.Create(),
        Commands.PrintCommand.Create(),
        Commands.ParseCommand.Create(),
        Commands.Wast2JsonCommand.Create(),
        Commands.InfoCommand.Create(),
        Commands.ExplainCommand.Create(),
        Commands.RoundTripCommand.Create(),
        Commands.CrossCheckCommand.Create(),
        Commands.CountCommand.Create(guest),
        Commands.PlugCommand.Create(),
        Commands.BenchCommand.Create(),
        Commands.CompareCommand.Create(),
        Commands.GateCommand.Create(),
        Commands.CalibrateCommand.Create(),
        Commands.ReportCommand.Create(),
        Commands.TrackCommand.Create(),
        Commands.SiteCommand.Create(),
        Commands.CiCommand.Create(),
        Commands.HistoryCommand.Create(),
        Commands.ReduceCommand.Create(),
        Commands.FaultsCommand.Create(),
        Commands.FuzzCommand.Create(),
        Commands.MergeCommand.Create(),
        Commands.DiffCommand.Create(),
        Commands.AuditCommand.Create(),
        Commands.CoverageCommand.Create(),
        Commands.EnginesCommand.Create(),
        Commands.ExpectCommand.Create(),
        Commands.FetchSuitesCommand.Create(),
    };

    /// <summary>Parses a command line.</summary>
    public static ParseResult Parse(string[] args)
    {
        // Everything after the guest's file belongs to the guest, also what looks like an option of ours.
        var (own, guest) = GuestArguments.Split(args);

        // Response files off: an argument that starts with @ is the guest's or a file's name.
        return CommandLineParser.Parse(CreateRoot(guest), own, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    /// <summary>What is wrong with a command line, and where to look; nothing if all is well.</summary>
    public static IReadOnlyList<string> FindErrors(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = $"try '{NameOf(parsed.CommandResult)} --help'";
        if (command.Subcommands.Count > 0 && parsed.Errors.Count > 0)
        {
            var commands = string.Join(", ", command.Subcommands.Select(known => known.Name));
            var of = command is RootCommand ? "" : $" of {command.Name}";
            var error = parsed.UnmatchedTokens is [var unknown, ..]
                ? $"'{unknown}': no such command{of}; there are {commands}"
                : $"a command{of} is needed; there are {commands}";
            return [error, help];
        }

        List<string> errors = [.. parsed.Errors.Select(error => error.Message)];

        // The parser takes an option that it does not know for a file.
        if (!parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
        {
            var files = parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value);
            errors.InsertRange(
                0,
                files.Where(file => file.StartsWith('-') && file != "-").Select(
                    file => $"'{file}': no such option; a file of that name goes behind --"));
        }

        return errors.Count > 0 ? [.. errors, help] : [];
    }

    // The words that lead to a command: clab expect list.
    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "clab";
}
