using System.CommandLine;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz</c>: random modules and hostile input.</summary>
internal static class FuzzCommand
{
    public static Command Create() => new("fuzz", "Tries the engine with random modules, and the front end with whatever else.")
    {
        FuzzTiersCommand.Create(),
        FuzzEnginesCommand.Create(),
        FuzzFrontEndCommand.Create(),
        FuzzSummaryCommand.Create(),
    };
}
