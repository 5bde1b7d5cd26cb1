using System.CommandLine;
using ConformanceLab.Harness.Expectations;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab expect format</c>.</summary>
internal static class ExpectFormatCommand
{
    public static Command Create()
    {
        var expectations = ExpectationsOption.Create();
        var command = new Command("format", "Writes the files in canonical form; what they say stays the same.") { expectations };
        command.SetAction(parsed =>
        {
            var folder = ExpectationsOption.Require(parsed.GetValue(expectations));

            // A file that somebody wrote without entries stays: it says nothing, and removing it is no matter of its form.
            var files = ExpectationFile.LoadFolder(folder).Where(file => !file.Entries.IsEmpty && !file.IsCanonical()).ToList();
            Write(files);
            Console.WriteLine($"{ExpectCommand.Count(files.Count, "file", "files")} written");
            return ExitCode.Good;
        });
        return command;
    }

    /// <summary>Writes files in canonical form; nothing at all if one of them would lose comments.</summary>
    /// <exception cref="FormatException">A file that lies there has comments.</exception>
    /// <exception cref="IOException">A file can't be written.</exception>
    public static void Write(IReadOnlyList<ExpectationFile> files)
    {
        foreach (var file in files.Where(file => File.Exists(file.Path) && file.HasComments()))
        {
            throw new FormatException(
                $"{file.Path}: it has comments, which would be lost; put what they say into reasons, or change the file by hand");
        }

        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
            file.Save();
            Console.WriteLine(
                file.Entries.IsEmpty
                    ? $"{file.Path}: removed, as nothing is left in it"
                    : $"{file.Path}: {ExpectCommand.Count(file.Entries.Length, "entry", "entries")}");
        }
    }
}
