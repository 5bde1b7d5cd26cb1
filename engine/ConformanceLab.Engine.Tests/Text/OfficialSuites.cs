namespace ConformanceLab.Engine.Tests.Text;

/// <summary>Where the official suites are.</summary>
internal static class OfficialSuites
{
    /// <summary>CLAB_SUITES, or suites beside the repository; null if there are none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CLAB_SUITES") is { Length: > 0 } given)
        {
            return given;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ConformanceLab.sln")))
            {
                var beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "suites"));
                return Directory.Exists(Path.Combine(beside, "spec-3.0")) ? beside : null;
            }
        }

        return null;
    }
}
