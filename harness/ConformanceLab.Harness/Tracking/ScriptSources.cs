using System.Text.RegularExpressions;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Tracking;

/// <summary>
/// The scripts that results are of, where the suites are on this machine. Files are read when they are asked for, each once. Not
/// thread-safe.
/// </summary>
/// <param name="suites">The suites that were found; empty where there are none.</param>
public sealed class ScriptSources(IReadOnlyList<LocatedSuite> suites)
{
    private readonly Dictionary<string, LocatedSuite> _suites = suites.DistinctBy(suite => suite.Entry.Name).ToDictionary(
        suite => suite.Entry.Name);

    private readonly Dictionary<string, IReadOnlySet<string>> _files = [];
    private readonly Dictionary<(string, string), Script?> _scripts = [];

    /// <summary>No suites.</summary>
    public static ScriptSources None { get; } = new([]);

    /// <summary>The suite of a name; null if it isn't there.</summary>
    public LocatedSuite? SuiteOf(string suite) => _suites.GetValueOrDefault(suite);

    /// <summary>A script; null if it isn't there or can't be read.</summary>
    public Script? Find(string suite, string file)
    {
        if (!_scripts.TryGetValue((suite, file), out var script))
        {
            script = Load(suite, file);
            _scripts.Add((suite, file), script);
        }

        return script;
    }

    /// <summary>Hashes of the commands of a script in whose text an expression finds something; null if the script isn't there.</summary>
    public HashSet<string>? Select(string suite, string file, Regex expression)
    {
        if (Find(suite, file) is not { } script)
        {
            return null;
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < script.Commands.Length; index++)
        {
            if (expression.IsMatch(script.TextOf(script.Commands[index])))
            {
                found.Add(script.Ids[index]);
            }
        }

        return found;
    }

    private Script? Load(string suite, string file)
    {
        try
        {
            // Names in results are not trusted: only a file that the suite has is read.
            return _suites.TryGetValue(suite, out var located) && FilesOf(located).Contains(file) ? located.Load(file) : null;
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IReadOnlySet<string> FilesOf(LocatedSuite suite)
    {
        if (!_files.TryGetValue(suite.Entry.Name, out var files))
        {
            files = suite.Files().ToHashSet(StringComparer.Ordinal);
            _files.Add(suite.Entry.Name, files);
        }

        return files;
    }
}
