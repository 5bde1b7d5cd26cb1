namespace ConformanceLab.Cli;

/// <summary>Files that a command line names to be written.</summary>
internal static class OutputFile
{
    /// <summary>The path; the folder that it lies in is made if it is not there.</summary>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public static string Prepare(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return path;
    }
}
