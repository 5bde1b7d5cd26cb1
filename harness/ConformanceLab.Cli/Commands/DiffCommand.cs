using System.CommandLine;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab diff BEFORE AFTER</c>: what changed between two runs.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("BEFORE")
        {
            Description = $"The first run: a folder that has a {ResultFile.Name}, or such a file.",
        };
        var after = new Argument<string>("AFTER") { Description = "The second run." };
        var json = new Option<string?>("--json")
        {
            Description = "Write all changes to this file; - is standard output.",
            HelpName = "FILE",
        };
        var maximum = Values.Maximum();
        var command = new Command("diff", "Compares two runs command by command; exit code 1 if something got worse.")
        {
            before, after, json, maximum,
        };
        command.SetAction(parsed => Compare(
            parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetValue(json), parsed.GetValue(maximum)));
        return command;
    }

    private static int Compare(string before, string after, string? json, int maximum)
    {
        ResultFile[] files = [ResultFile.Read(before), ResultFile.Read(after)];
        var sides = files.Select(file => (file.Path, Results: new ResultSet(file.Runs))).ToArray();
        var diff = RunDiff.Compare(sides[0].Results, sides[1].Results);
        var output = json == "-" ? Console.Error : Console.Out;
        DiffDisplay.Print(output, sides[0], sides[1], diff, maximum);
        if (json is not null)
        {
            var text = DiffReport.From(sides[0], sides[1], diff).ToJson() + "\n";
            if (json == "-")
            {
                Console.Out.Write(text);
            }
            else
            {
                File.WriteAllText(json, text);
            }
        }

        var faults = files.SelectMany(FindFaults).ToList();
        faults.ForEach(fault => Console.Error.WriteLine($"clab: {fault}"));
        return faults.Count > 0 ? ExitCode.Infrastructure : diff.IsWorse ? ExitCode.Failed : ExitCode.Good;
    }

    // A comparison with half a run says little, and must not look like one with a whole run.
    private static IEnumerable<string> FindFaults(ResultFile file) =>
    [
        .. file.Warnings,
        .. file.Runs.SelectMany(run => run.FindFaults()).Select(fault => $"{file.Path}: {fault}"),
        .. file.Runs.Where(run => run.Finished?.Cancelled == true).Select(_ => $"{file.Path}: the run was cancelled; it is of a part"),
    ];
}
