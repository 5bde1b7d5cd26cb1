using System.CommandLine;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Commands;

/// <summary>Options that choose among the suites.</summary>
internal static class SuiteOptions
{
    /// <summary><c>--suites DIR</c>.</summary>
    public static Option<string?> Suites() => new("--suites")
    {
        Description = "Folder of the suites; by default $CLAB_SUITES, then suites/official, else our own suites/lab; and suites/programs.",
        HelpName = "DIR",
    };

    /// <summary><c>--suite NAME</c>.</summary>
    public static Option<string[]> Suite() => new("--suite")
    {
        Description = "Only the suite of this name; repeatable.",
        HelpName = "NAME",
    };

    /// <summary><c>--filter PATTERN</c>.</summary>
    public static Option<string[]> Filter() => new("--filter")
    {
        Description = "Only files whose suite/path contains this, or matches it if it has * or ?; repeatable.",
        HelpName = "PATTERN",
    };

    /// <summary>Checks that every name is one of a suite or a proposal.</summary>
    /// <exception cref="UsageException">One is not.</exception>
    public static void CheckNames(SuiteSelection selection, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!selection.Suites.Any(found => found.Entry.Name == name || found.Entry.Proposal == name))
            {
                throw new UsageException(
                    $"no suite or proposal '{name}' in {selection.Source}; there are "
                        + $"{string.Join(", ", selection.Suites.Select(found => found.Entry.Name))}");
            }
        }
    }
}
