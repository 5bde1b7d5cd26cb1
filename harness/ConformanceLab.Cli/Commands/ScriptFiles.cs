using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Commands;

/// <summary>Finds scripts and suites for commands that take them.</summary>
internal static class ScriptFiles
{
    /// <summary>The scripts among the paths, and below those that are folders.</summary>
    /// <exception cref="UsageException">A path is not there, or there is no script.</exception>
    public static List<string> Find(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
            }
            else if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path, "*.wast", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            }
            else
            {
                throw new UsageException($"{path}: no such file or folder");
            }
        }

        // A file that is named twice, or named and found in a folder, runs once.
        return files.Count > 0
            ? [.. files.DistinctBy(Path.GetFullPath, StringComparer.Ordinal)]
            : throw new UsageException($"no *.wast under {string.Join(", ", paths)}");
    }

    /// <summary>The suites of a folder; null looks where suites usually are.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public static SuiteSelection Locate(string? folder)
    {
        try
        {
            return SuiteLocator.Locate(folder);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
