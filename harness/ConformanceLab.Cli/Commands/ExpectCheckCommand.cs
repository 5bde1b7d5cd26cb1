using System.CommandLine;
using ConformanceLab.Harness.Expectations;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab expect check</c>.</summary>
internal static class ExpectCheckCommand
{
    public static Command Create()
    {
        var suites = new Option<string?>("--suites")
        {
            Description = "Folder of the suites; by default $CLAB_SUITES, then suites/official, else our own suites/lab.",
            HelpName = "DIR",
        };
        var expectations = ExpectationsOption.Create();
        var command = new Command(
            "check", "Checks that every entry can be read, is canonical, answers to a command, and that no two cover the same.")
        {
            suites, expectations,
        };
        command.SetAction(parsed =>
        {
            var folder = ExpectationsOption.Require(parsed.GetValue(expectations));
            var selection = ScriptFiles.Locate(parsed.GetValue(suites));
            var problems = new List<string>();
            var files = Load(folder, problems);
            problems.AddRange(ExpectationCheck.FindOverlaps(files));
            problems.AddRange(ExpectationCheck.FindStale(files, selection.Suites));
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            if (ExpectationCheck.CountUnjudged(files, selection.Suites) is > 0 and var unjudged)
            {
                Console.Error.WriteLine(
                    $"clab: {ExpectCommand.Count(unjudged, "entry is", "entries are")} about suites that are not in {selection.Source}: "
                        + "whether they are stale was not checked");
            }

            var entries = ExpectCommand.Count(files.Sum(file => file.Entries.Length), "entry", "entries");
            Console.WriteLine($"{entries} checked, {ExpectCommand.Count(problems.Count, "problem", "problems")}");
            return problems.Count == 0 ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }

    // A file that is wrong is a finding, and keeps nobody from checking the others.
    private static List<ExpectationFile> Load(string folder, List<string> problems)
    {
        var files = new List<ExpectationFile>();
        foreach (var path in ExpectationFile.Find(folder))
        {
            try
            {
                var file = ExpectationFile.Load(path);
                files.Add(file);
                if (!file.IsCanonical())
                {
                    problems.Add(
                        file.HasComments()
                            ? $"{path}: not canonical: it has comments, which no update would keep; reasons are the place for them"
                            : $"{path}: not canonical; 'clab expect format' writes it so");
                }
            }
            catch (FormatException error)
            {
                problems.Add(error.Message);
            }
        }

        return files;
    }
}
