using ConformanceLab.Harness.Interchange;
using System.Collections.Immutable;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>A suite of the catalog that was found on this machine.</summary>
/// <param name="Entry">What the catalog says.</param>
/// <param name="Root">The folder of its files.</param>
public sealed record LocatedSuite(SuiteEntry Entry, string Root)
{
    /// <summary>Its scripts and programs: paths relative to <see cref="Root"/>, with forward slashes, in ordinal order.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="FormatException">What describes the files is wrong.</exception>
    public IReadOnlyList<string> Files() => Directory.Exists(Root) ? Entry.Format.Files(Root) : [];

    /// <summary>One of its <see cref="Files"/>, as a script.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public Script Load(string file) => Load(file, OwnFrontEnd.Instance).Script;

    /// <summary>One of its <see cref="Files"/>, as a front end reads it.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public LoadedScript Load(string file, IScriptFrontEnd frontEnd) => Entry.Format.Load(Root, file, frontEnd);
}

/// <summary>What was found.</summary>
/// <param name="Suites">The suites.</param>
/// <param name="Source">Where, for people.</param>
/// <param name="IsOfficial">Whether they are the official ones, or somebody's; if not, they are our own.</param>
public sealed record SuiteSelection(ImmutableArray<LocatedSuite> Suites, string Source, bool IsOfficial)
{
    /// <summary>Whether our own suite stands in for the official ones because there are none: nobody has chosen it.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>Names of the catalog's suites that are not there.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Where the suites are, and why it is our own where nobody has asked for it; for people.</summary>
    public string Describe() => IsStandIn
        ? $"{Source} (no official suite could be had: this is our own; scripts/fetch-suites fetches the official ones)"
        : Source;
}

/// <summary>
/// Finds the suites: the folder given, else the environment's <c>CLAB_SUITES</c>, else <c>suites/official</c> of the repository, else our
/// own in <c>suites/lab</c>; and, where no folder is given, our own programs in <c>suites/programs</c>. The catalog is the repository's; a
/// folder that holds one of its own is taken at its word. Our own suites are known by their folder, whoever names it.
/// </summary>
public static class SuiteLocator
{
    /// <summary>The environment's variable that names the folder of the suites.</summary>
    public const string EnvironmentVariable = "CLAB_SUITES";

    /// <summary>
    /// The repository's folder <c>suites</c>, looked for above the program and above the working folder; null if there is none.
    /// </summary>
    public static string? FindRepositorySuites()
    {
        foreach (var start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var suites = Path.Combine(folder.FullName, "suites");
                if (File.Exists(Path.Combine(suites, SuiteCatalog.FileName)))
                {
                    return suites;
                }
            }
        }

        return null;
    }

    /// <summary>Finds the suites.</summary>
    /// <param name="given">The folder asked for; null to search.</param>
    /// <param name="repositorySuites">The repository's folder <c>suites</c>; null to look for it.</param>
    /// <exception cref="DirectoryNotFoundException">
    /// The folder asked for, or named by the environment, isn't there; or nothing was found at all.
    /// </exception>
    /// <exception cref="FormatException">The catalog is wrong.</exception>
    public static SuiteSelection Locate(string? given = null, string? repositorySuites = null) =>
        Locate(given, Environment.GetEnvironmentVariable(EnvironmentVariable), repositorySuites ?? FindRepositorySuites());

    internal static SuiteSelection Locate(string? given, string? environment, string? repositorySuites)
    {
        return given is null ? LocateUnasked(environment, repositorySuites) : Named(given, "--suites", repositorySuites);
    }

    private static SuiteSelection LocateUnasked(string? environment, string? repositorySuites)
    {
        var selection = string.IsNullOrEmpty(environment)
            ? LocateInRepository(repositorySuites)
            : Named(environment, EnvironmentVariable, repositorySuites);
        return repositorySuites is not null && Programs(repositorySuites) is var programs && Directory.Exists(programs.Root)
            && selection.Suites.All(suite => suite.Root != programs.Root)
            ? selection with { Suites = selection.Suites.Add(programs) }
            : selection;
    }

    private static SuiteSelection Named(string folder, string source, string? repositorySuites) =>
        !Directory.Exists(folder) ? throw new DirectoryNotFoundException($"{source}: there is no folder {folder}")
        : FindOwn(folder, repositorySuites) is { } own ? new SuiteSelection([own], $"{source} {folder}", IsOfficial: false)
        : Official(folder, repositorySuites, $"{source} {folder}");

    // What the repository has of its own, if that is what was asked for: no catalog knows it.
    private static LocatedSuite? FindOwn(string folder, string? repositorySuites)
    {
        if (repositorySuites is null)
        {
            return null;
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Array.Find([Lab(repositorySuites), Programs(repositorySuites)], own => full == Path.GetFullPath(own.Root));
    }

    private static SuiteSelection LocateInRepository(string? repositorySuites)
    {
        if (repositorySuites is null)
        {
            throw new DirectoryNotFoundException(
                "no suites: neither --suites nor CLAB_SUITES is given, and no suites/catalog.json lies above");
        }

        var official = Path.Combine(repositorySuites, "official");
        var fetched = Catalogued(official, repositorySuites, official);
        return fetched.Suites.IsEmpty
            ? new SuiteSelection([Lab(repositorySuites)], Path.Combine(repositorySuites, "lab"), IsOfficial: false) { IsStandIn = true }
            : fetched;
    }

    /// <summary>Our own programs.</summary>
    public static LocatedSuite Programs(string repositorySuites) => new(
        new SuiteEntry
        {
            Name = "programs",
            Path = "programs",
            Kind = "programs",
            Licence = "MIT",
            HasProposalFolders = true,
        },
        Path.Combine(repositorySuites, "programs"));

    /// <summary>Our own suite.</summary>
    public static LocatedSuite Lab(string repositorySuites) => new(
        new SuiteEntry
        {
            Name = "lab",
            Path = "lab",
            Licence = "MIT",
            HasProposalFolders = true,
        },
        Path.Combine(repositorySuites, "lab"));

    // A folder of scripts that no catalog knows is a suite of its own.
    private static SuiteSelection Official(string folder, string? repositorySuites, string source)
    {
        var catalogued = Catalogued(folder, repositorySuites, source);
        var own = new SuiteEntry { Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), Path = "." };
        return catalogued.Suites.IsEmpty ? new SuiteSelection([new LocatedSuite(own, folder)], source, IsOfficial: true) : catalogued;
    }

    private static SuiteSelection Catalogued(string folder, string? repositorySuites, string source)
    {
        var catalogFile = new[] { folder, repositorySuites }
            .OfType<string>()
            .Select(place => Path.Combine(place, SuiteCatalog.FileName))
            .FirstOrDefault(File.Exists);
        var entries = catalogFile is null ? [] : SuiteCatalog.Load(catalogFile).Suites.ToList();
        var suites = entries.Select(entry => new LocatedSuite(entry, Path.Combine(folder, entry.Path)))
            .Where(suite => Directory.Exists(suite.Root))
            .ToImmutableArray();
        return new SuiteSelection(suites, source, IsOfficial: true)
        {
            Missing = [.. entries.Select(entry => entry.Name).Except(suites.Select(suite => suite.Entry.Name))],
        };
    }
}
