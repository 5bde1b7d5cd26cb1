namespace ConformanceLab.InstructionGenerator;

/// <summary>Generated files as they are checked in.</summary>
public static class GeneratedFiles
{
    /// <summary>Writes the files that differ, or only names them.</summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="files">Paths from the root, texts.</param>
    /// <param name="check">Whether nothing is written.</param>
    /// <returns>False if it was only to be checked and some differ.</returns>
    public static bool Update(string root, IEnumerable<(string Path, string Text)> files, bool check)
    {
        var different = 0;
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(root, path);
            if (File.Exists(full) && File.ReadAllText(full) == text)
            {
                continue;
            }

            different++;
            Console.WriteLine(check ? $"differs: {path}" : $"written: {path}");
            if (!check)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }
        }

        return !check || different == 0;
    }
}
