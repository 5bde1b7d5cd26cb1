namespace ConformanceLab.Harness.Engines.External;

/// <summary>A program of this machine, and what led to it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="From">What names it: <c>$CLAB_NODE</c>, <c>node on the PATH</c>.</param>
public sealed record FoundProgram(string Path, string From);

/// <summary>Looks for programs: a variable of the environment comes first, then the PATH.</summary>
public static class ProgramSearch
{
    /// <summary>Looks for a program.</summary>
    /// <param name="variable">The variable that may name it: a file.</param>
    /// <param name="name">Its name on the PATH.</param>
    /// <returns>Null if it is not there.</returns>
    /// <exception cref="FileNotFoundException">The variable names a file that is not there.</exception>
    public static FoundProgram? Find(string variable, string name)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? new FoundProgram(Path.GetFullPath(named), $"${variable}")
                : throw new FileNotFoundException($"${variable} is {named}: no such file");
        }

        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists) is { } path
            ? new FoundProgram(path, $"{name} on the PATH")
            : null;
    }
}
