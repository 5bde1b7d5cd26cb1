using System.CommandLine;
using ConformanceLab.Harness.Expectations;

namespace ConformanceLab.Cli.Commands;

/// <summary>The option <c>--expectations</c>.</summary>
internal static class ExpectationsOption
{
    public static Option<string?> Create() => new("--expectations")
    {
        Description = "Folder of the known deviations; by default suites/expectations of the checkout.",
        HelpName = "DIR",
    };

    /// <summary>The folder asked for, or the repository's; null if there is none of either.</summary>
    /// <exception cref="UsageException">
    /// The folder asked for is not there: a name that is misspelt would make known deviations failures, or hide nothing without a word.
    /// </exception>
    public static string? Find(string? asked) => asked is null || Directory.Exists(asked)
        ? asked ?? ExpectationSet.FindRepositoryFolder()
        : throw new UsageException($"--expectations: there is no folder {asked}");

    /// <summary>The folder asked for, or the repository's.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Require(string? asked) => Find(asked) ?? throw NoFolder();

    /// <summary>The folder asked for, which need not be there yet, or the repository's.</summary>
    /// <exception cref="UsageException">None is asked for, and there is no checkout.</exception>
    public static string ForWriting(string? asked) => asked ?? ExpectationSet.FindRepositoryFolder() ?? throw NoFolder();

    private static UsageException NoFolder() => new("no suites/expectations lies above; --expectations DIR names another folder");
}
