using System.CommandLine;
using System.Globalization;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli.Commands;

/// <summary>Options and checks of the commands that measure by the clock.</summary>
internal static class MeasureOptions
{
    /// <summary>The program that runs now, as a command line: behind the tiers of our engine.</summary>
    public static IReadOnlyList<string> Own { get; } = OwnProgram.IsNative
        ? [Environment.ProcessPath!]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, Subject.Program)];

    /// <summary><c>A</c> or <c>B</c>.</summary>
    public static Argument<string> Side(string name, string description) => new(name) { Description = description };

    /// <summary><c>--manifest PATH</c>.</summary>
    public static Option<string[]> Manifests() => new("--manifest")
    {
        Description = "Benchmark programs: a manifest.json, or a folder that has one; repeatable. By default our own small programs.",
        HelpName = "PATH",
    };

    /// <summary><c>--filter PATTERN</c>.</summary>
    public static Option<string[]> Filter() => new("--filter")
    {
        Description = "Only benchmarks whose name contains this, or of this class; repeatable.", HelpName = "PATTERN",
    };

    /// <summary><c>--seed N</c>.</summary>
    public static Option<int> Seed() => new("--seed")
    {
        Description = "Decides orders and lots; by default drawn, and printed.",
        HelpName = "N",
        DefaultValueFactory = _ => Random.Shared.Next(1, 1_000_000),
    };

    /// <summary><c>--json FILE</c>.</summary>
    public static Option<string?> Json() => new("--json")
    {
        Description = "Write all of it to this file, for clab report; - is standard output.", HelpName = "FILE",
    };

    /// <summary><c>--label TEXT</c>.</summary>
    public static Option<string?> Label() => new("--label")
    {
        Description = "What it is of, for reports and history: a commit, for instance.", HelpName = "TEXT",
    };

    /// <summary><c>--history DIR</c>.</summary>
    public static Option<string?> History() => new("--history")
    {
        Description = "Folder of histories: a file of JSON Lines for each machine.", HelpName = "DIR",
    };

    /// <summary><c>--report DIR</c>.</summary>
    public static Option<string?> Report() => new("--report")
    {
        Description = "Write a page with plots to this folder.", HelpName = "DIR",
    };

    /// <summary><c>--markdown FILE</c>.</summary>
    public static Option<string?> Markdown() => new("--markdown")
    {
        Description = "Write a comment for a pull request to this file.", HelpName = "FILE",
    };

    /// <summary><c>--process-seconds SECONDS</c>.</summary>
    public static Option<double?> ProcessSeconds() => new("--process-seconds")
    {
        Description = "How long each process measures, about; 0.1 by default.",
        HelpName = "SECONDS",
        CustomParser = result => Values.Number(result, "a number of seconds; more than 0, at most 600", 0, 600),
    };

    /// <summary>Reads what a user says is to be measured.</summary>
    /// <exception cref="UsageException">It is nothing that could be.</exception>
    public static Subject ParseSubject(string text)
    {
        try
        {
            return Subject.Parse(text, Own);
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>The benchmarks of manifests that filters choose.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static IReadOnlyList<Benchmark> Select(
        IReadOnlyCollection<string> manifests, IReadOnlyCollection<string> filter, WorkFolder work)
    {
        IEnumerable<string> paths = manifests.Count > 0 ? manifests : [BenchmarkManifest.Own];
        var all = paths.SelectMany(
            (path, i) => BenchmarkManifest.Read(path, Path.Combine(work.Path, i.ToString(CultureInfo.InvariantCulture))))
            .ToList();
        var chosen = BenchmarkManifest.Filter(all, filter);
        return chosen.Count > 0
            ? chosen
            : throw new UsageException($"no benchmark matches; there are {string.Join(", ", all.Select(benchmark => benchmark.Name))}");
    }

    /// <summary>Writes a report where <c>--json</c> says, or nowhere.</summary>
    public static void WriteJson(string? path, string json)
    {
        if (path == "-")
        {
            Console.Out.WriteLine(json);
        }
        else if (path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, json + "\n");
        }
    }
}

/// <summary>A folder for translated modules; removed when it is disposed.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("clab-bench-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
