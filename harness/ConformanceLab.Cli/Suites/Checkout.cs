namespace ConformanceLab.Cli.Suites;

/// <summary>The checkout that the program was built in.</summary>
internal static class Checkout
{
    /// <summary>The nearest folder above the program that holds <c>suites/catalog.json</c>; null outside a checkout.</summary>
    public static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "suites", "catalog.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
