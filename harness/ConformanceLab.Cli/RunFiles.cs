using System.Globalization;
using System.Runtime.ExceptionServices;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Cli;

/// <summary>The runs that a command line names: results files, or folders that have some, at any depth.</summary>
internal static class RunFiles
{
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromSeconds(2);

    /// <summary>Where <c>clab spec</c> writes.</summary>
    public static string Default { get; } = Path.Combine("out", "spec");

    /// <summary>Reads the runs.</summary>
    /// <param name="names">Files or folders; none for <see cref="Default"/>.</param>
    /// <exception cref="IOException">One isn't there.</exception>
    /// <exception cref="FormatException">One has no results.</exception>
    public static IReadOnlyList<ResultFile> Read(IReadOnlyList<string> names)
    {
        var paths = new List<string>();
        foreach (var name in names.Count > 0 ? names : [Default])
        {
            if (!Directory.Exists(name))
            {
                paths.Add(name);
                continue;
            }

            var found = Directory.EnumerateFiles(name, ResultFile.Name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
            paths.AddRange(found.Count > 0 ? found : throw new FileNotFoundException(
                $"there are no results in {name}: no {ResultFile.Name}, there or below; 'clab spec --out {name}' makes them"));
        }

        paths = [.. paths.Distinct(StringComparer.Ordinal)];
        var done = 0;
        using var progress = new Timer(
            _ => Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"reading results: {Volatile.Read(ref done)} of {paths.Count} files")),
            null,
            s_progressInterval,
            s_progressInterval);

        // Reading is most of the work, and files are independent.
        try
        {
            return
            [
                .. paths.AsParallel().AsOrdered().Select(path =>
                {
                    var file = ResultFile.Read(path);
                    Interlocked.Increment(ref done);
                    return file;
                }),
            ];
        }
        catch (AggregateException error)
        {
            // What is wrong with one of the files, and not that they are read side by side.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>The scripts that results are of, where the suites are on this machine.</summary>
    /// <param name="suites">The folder of the suites; null to look for it.</param>
    public static ScriptSources Sources(string? suites)
    {
        try
        {
            var own = SuiteLocator.FindRepositorySuites();
            var found = SuiteLocator.Locate(suites).Suites;
            return new ScriptSources([.. found, .. own is null ? [] : (LocatedSuite[])[SuiteLocator.Lab(own), SuiteLocator.Programs(own)]]);
        }
        catch (DirectoryNotFoundException) when (suites is null)
        {
            return ScriptSources.None;
        }
    }

    /// <summary>A file of the repository's folder <c>suites</c>, or one that stands in for it.</summary>
    /// <exception cref="UsageException">It isn't there.</exception>
    public static string CatalogFile(string? given, string name, string option)
    {
        var path = given ?? (SuiteLocator.FindRepositorySuites() is { } suites ? Path.Combine(suites, name) : null);
        return path is not null && File.Exists(path)
            ? path
            : throw new UsageException($"{option}: there is no {path ?? name}; name a file of that form");
    }
}
