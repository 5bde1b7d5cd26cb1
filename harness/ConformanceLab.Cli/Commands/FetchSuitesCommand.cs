using System.CommandLine;
using ConformanceLab.Cli.Suites;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fetch-suites</c>: behind <c>scripts/fetch-suites</c>.</summary>
internal static class FetchSuitesCommand
{
    public static Command Create()
    {
        var only = new Option<string[]>("--suite") { Description = "Only the suite of this name; repeatable.", HelpName = "NAME" };
        var to = new Option<string?>("--to")
        {
            Description = "Folder to fill; by default suites/official of the checkout.",
            HelpName = "DIR",
        };
        var command = new Command(
            "fetch-suites", "Fetches the official suites from their repositories at the pinned commits (needs git and a network).")
        {
            only, to,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var suites = SuiteLocator.FindRepositorySuites()
                ?? throw new UsageException("fetch-suites runs from a checkout: suites/catalog.json was not found");
            return SuiteFetcher.FetchAsync(suites, parsed.GetValue(only) ?? [], parsed.GetValue(to), cancellation);
        });
        return command;
    }
}
