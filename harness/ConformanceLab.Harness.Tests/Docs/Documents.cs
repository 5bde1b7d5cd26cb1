using System.Text.RegularExpressions;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Tests.Docs;

/// <summary>The README files of the repository, taken apart.</summary>
internal static partial class Documents
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = Path.GetDirectoryName(SuiteLocator.FindRepositorySuites())!;

    private static readonly string[] s_files =
    [
        .. Directory.EnumerateFiles(
            Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !Ignored().IsMatch(path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every README and tour, relative to the repository.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_files.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    /// <summary>Names of all files.</summary>
    public static IReadOnlySet<string> FileNames { get; } = s_files.Select(
        path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The fenced blocks of a language.</summary>
    public static IEnumerable<string> Blocks(string text, string language) =>
        Fence().Matches(text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["body"].Value);

    /// <summary>Code between backquotes, and the lines of shell blocks without their comments.</summary>
    public static IEnumerable<string> Code(string text)
    {
        var spans = Span()
            .Matches(Fence().Replace(text, ""))
            .Select(match => match.Groups["code"].Value.Replace("\\|", "|", StringComparison.Ordinal));
        var lines = Blocks(text, "sh")
            .SelectMany(block => block.Split('\n'))
            .Select(line => line.Split(" #")[0].Trim())
            .Where(line => line.Length > 0);
        return spans.Concat(lines);
    }

    /// <summary>The cells of the rows of the table whose first header is given.</summary>
    public static List<string[]> Table(string text, string header)
    {
        var lines = text.Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith($"| {header} |", StringComparison.Ordinal));
        return start < 0 ? [] : [.. lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells)];
    }

    private static string[] Cells(string line) =>
        [.. Bar().Split(line.Trim()[1..^1]).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    // What a build or a run leaves behind.
    [GeneratedRegex("(^|/)(bin|obj|out|official|BenchmarkDotNet.Artifacts|TestResults|\\.git)/")]
    private static partial Regex Ignored();

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<body>.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
