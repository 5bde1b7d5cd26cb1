namespace ConformanceLab.Harness.Execution;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    private const int MaximumLinks = 40;

    /// <summary>
    /// Follows a path step by step, as the system does: <c>..</c> goes up from where the links before it led. Of what does not exist, the
    /// path it would have.
    /// </summary>
    /// <param name="folder">Where to start: a full path; its own links are followed too.</param>
    /// <param name="path">The path from there.</param>
    /// <returns>The real path; null if there are more links than any honest path has.</returns>
    /// <exception cref="IOException">Something on the way can't be looked at.</exception>
    public static string? Resolve(string folder, string path)
    {
        var steps = new Stack<string>();
        PushSteps(steps, path);
        PushSteps(steps, folder[Path.GetPathRoot(folder)!.Length..]);
        var current = Path.GetPathRoot(folder)!;
        var links = 0;
        while (steps.TryPop(out var step))
        {
            if (step == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                current = Path.GetPathRoot(target)!;
                target = target[current.Length..];
            }

            PushSteps(steps, target);
        }

        return current;
    }

    private static void PushSteps(Stack<string> steps, string path)
    {
        var names = path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        for (var index = names.Length - 1; index >= 0; index--)
        {
            if (names[index] is not ("" or "."))
            {
                steps.Push(names[index]);
            }
        }
    }
}
