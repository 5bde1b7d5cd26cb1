using ConformanceLab.MutationTester.Building;
using ConformanceLab.MutationTester.Mutants;

namespace ConformanceLab.MutationTester.Running;

/// <summary>A folder with a copy of this program whose engine has mutants in it.</summary>
public static class Workshop
{
    /// <summary>Makes it.</summary>
    /// <param name="build">The mutants there are.</param>
    /// <param name="mutants">Those it is to have.</param>
    /// <param name="folder">The folder; what is in it is replaced.</param>
    /// <returns>The program to run.</returns>
    public static string Make(SchemataBuild build, IReadOnlyList<Mutant> mutants, string folder)
    {
        var bin = Path.Combine(folder, "bin");
        if (Directory.Exists(bin))
        {
            Directory.Delete(bin, recursive: true);
        }

        Directory.CreateDirectory(bin);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(bin, Path.GetFileName(file)));
        }

        build.Write(mutants, Path.Combine(bin, EngineCompilation.AssemblyName + ".dll"), Path.Combine(folder, "source"));
        return Path.Combine(bin, typeof(Workshop).Assembly.GetName().Name + ".dll");
    }
}
