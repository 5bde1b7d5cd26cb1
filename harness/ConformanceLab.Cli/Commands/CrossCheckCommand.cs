using System.CommandLine;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab cross-check</c>: our front end against others.</summary>
internal static class CrossCheckCommand
{
    public static Command Create() => new("cross-check", "Compares our parser, encoder and validator with those of other programs.")
    {
        CrossCheckWabtCommand.Create(),
        CrossCheckWasmToolsCommand.Create(),
    };
}
