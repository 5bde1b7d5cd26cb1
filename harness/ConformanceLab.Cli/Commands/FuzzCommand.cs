using System.CommandLine;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz</c>: random modules.</summary>
internal static class FuzzCommand
{
    public static Command Create() => new("fuzz", "Runs random modules and compares what the tiers of the engine do with them.")
    {
        FuzzTiersCommand.Create(),
        FuzzSummaryCommand.Create(),
    };
}
