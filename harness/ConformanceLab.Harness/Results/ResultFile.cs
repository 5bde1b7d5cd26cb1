using System.Collections.Immutable;

namespace ConformanceLab.Harness.Results;

/// <summary>What was read from a results file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Runs">The runs in it; at least one.</param>
/// <param name="Warnings">What is wrong with the file, though it can be read: a last line that breaks off.</param>
public sealed record ResultFile(string Path, ImmutableArray<RecordedRun> Runs, ImmutableArray<string> Warnings)
{
    /// <summary>Name of the file with the records, in the folder of a run.</summary>
    public const string Name = "results.ndjson";

    /// <summary>The file of a run: the path itself, or <see cref="Name"/> in that folder.</summary>
    public static string PathOf(string fileOrFolder) =>
        Directory.Exists(fileOrFolder) ? System.IO.Path.Combine(fileOrFolder, Name) : fileOrFolder;

    /// <summary>Reads the results of a run.</summary>
    /// <param name="fileOrFolder">The file, or the folder that has it.</param>
    /// <exception cref="IOException">It isn't there or can't be read.</exception>
    /// <exception cref="FormatException">These are no results; the message names the file.</exception>
    public static ResultFile Read(string fileOrFolder)
    {
        var path = PathOf(fileOrFolder);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there are no results: {path}");
        }

        var warnings = ImmutableArray.CreateBuilder<string>();
        var collector = new RunCollector();
        using var input = File.OpenRead(path);
        try
        {
            foreach (var record in NdjsonReader.Read(input, warning => warnings.Add($"{path}: {warning}; what comes before it is taken")))
            {
                collector.Add(record);
            }
        }
        catch (FormatException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }

        return collector.Runs.Count > 0
            ? new ResultFile(path, [.. collector.Runs], warnings.ToImmutable())
            : throw new FormatException($"{path}: there is no run in it");
    }
}
