namespace ConformanceLab.Engine.Tests.Instructions;

/// <summary>The places of the specification that may be named: Instructions/spec-anchors.txt.</summary>
internal static class SpecAnchors
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Lines of the file; those that are empty or begin with # are not anchors.</summary>
    public static string[] Lines { get; } =
        File.ReadAllLines(Path.Combine(Root, "engine", "ConformanceLab.Wasm", "Instructions", "spec-anchors.txt"));

    /// <summary>All anchors.</summary>
    public static HashSet<string> All { get; } = Lines.Where(IsAnchor).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a line of the file is an anchor.</summary>
    public static bool IsAnchor(string line) => line.Length > 0 && line[0] != '#';

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ConformanceLab.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds the solution");
    }
}
