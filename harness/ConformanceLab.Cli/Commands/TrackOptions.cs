using System.CommandLine;

namespace ConformanceLab.Cli.Commands;

/// <summary>Options of the commands that measure what engines have.</summary>
internal static class TrackOptions
{
    /// <summary><c>--features-against FILE</c>.</summary>
    public static Option<string?> Against() => new("--features-against")
    {
        Description =
            "The public feature table (features.json of webassembly.org): list where it and the measurement contradict each other.",
        HelpName = "FILE",
    };

    /// <summary><c>--evidence FILE</c>.</summary>
    public static Option<string[]> Evidence() => new("--evidence")
    {
        Description = "Measurements that are no verdicts, a line of JSON each; repeatable.",
        HelpName = "FILE",
    };
}
