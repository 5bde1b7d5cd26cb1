using System.CommandLine;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>The commands that do something, with the words that lead to them.</summary>
internal static class CommandTree
{
    /// <summary>Every command below that has none of its own: <c>spec</c>, <c>expect list</c>.</summary>
    public static IEnumerable<KeyValuePair<string, Command>> Of(Command command, string words = "") =>
        command.Subcommands.SelectMany(
            below => below.Subcommands.Count > 0 ? Of(below, $"{words}{below.Name} ") : [new($"{words}{below.Name}", below)]);
}
