using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Reports.Site;

/// <summary>The command that shows a verdict again.</summary>
public static class Reproduction
{
    /// <summary>Stands for <c>suite/path</c> in <see cref="Template"/>.</summary>
    public const string FilePlace = "{file}";

    /// <summary>The command for a script, with <see cref="FilePlace"/> for its name.</summary>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="suites">The folder of the suites, where it had to be named.</param>
    public static string Template(string engine, string tier, string? suites = null) =>
        $"{SpecCommandLine.Of(engine, tier)}{(suites is null ? "" : $" --suites {suites}")} --filter {FilePlace}";

    /// <summary>The command for a script.</summary>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="file"><c>suite/path</c>.</param>
    public static string Of(string engine, string tier, string file) =>
        Template(engine, tier).Replace(FilePlace, Quote(file), StringComparison.Ordinal);

    // As a shell takes it for one word.
    private static string Quote(string file) =>
        file.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_')
            ? file
            : $"'{file.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
