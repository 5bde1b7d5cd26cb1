using System.CommandLine;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab expect</c>: what is known to deviate.</summary>
internal static class ExpectCommand
{
    public static Command Create() => new("expect", "Lists, checks and updates the known deviations of engines from the suites.")
    {
        ExpectListCommand.Create(),
        ExpectCheckCommand.Create(),
        ExpectUpdateCommand.Create(),
        ExpectFormatCommand.Create(),
    };

    /// <summary><c>--filter</c>, which means what it means for <c>clab spec</c>.</summary>
    public static Option<string[]> Filter(string what) => new("--filter")
    {
        Description = $"{what} of files whose suite/path contains this, or matches it if it has * or ?; repeatable.",
        HelpName = "PATTERN",
    };

    /// <summary><c>3 entries</c>.</summary>
    public static string Count(int number, string one, string many) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");
}
