using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.Gate.Subjects;

/// <summary>
/// Says when two subjects are the same code on the same runtime, so that nothing has to be measured: a hash of what would be executed.
/// </summary>
/// <remarks>
/// Of a program of .NET: every assembly, native library and JSON file of its folder, by name and content, and the version of the runtime
/// that its command would start. Of another: the program itself and every file that its arguments name. Arguments count as they are, the
/// folder of the program does not: two checkouts of one commit are the same if their builds are (ours say neither where nor from which
/// commit).
/// </remarks>
public static class SubjectIdentity
{
    private static readonly string[] s_code = [".dll", ".so", ".json", ".exe", ""];

    /// <summary>The hash, in hexadecimal.</summary>
    /// <param name="subject">The subject.</param>
    /// <exception cref="IOException">A file of it cannot be read.</exception>
    public static string Compute(Subject subject)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var program = Resolve(subject.Command[0]);
        Add(hash, "program", program is null ? Encoding.UTF8.GetBytes(subject.Command[0]) : File.ReadAllBytes(program));
        if (program is not null && Path.GetFileName(program) == "dotnet")
        {
            // The host is the same for all versions; what it starts lies beside it.
            var runtimes = Path.Combine(Path.GetDirectoryName(program)!, "shared", "Microsoft.NETCore.App");
            string[] versions = Directory.Exists(runtimes) ? Directory.GetDirectories(runtimes) : [];
            Add(hash, "runtimes", Encoding.UTF8.GetBytes(string.Join(' ', versions.Order(StringComparer.Ordinal))));
        }

        foreach (var argument in subject.Command.Skip(1))
        {
            if (!File.Exists(argument))
            {
                Add(hash, "argument", Encoding.UTF8.GetBytes(argument));
            }
            else if (argument.EndsWith(".dll", StringComparison.Ordinal))
            {
                AddFolder(hash, Path.GetDirectoryName(Path.GetFullPath(argument))!, Path.GetFileName(argument));
            }
            else
            {
                Add(hash, "file", File.ReadAllBytes(argument));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddFolder(IncrementalHash hash, string folder, string program)
    {
        Add(hash, "assembly", Encoding.UTF8.GetBytes(program));
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => s_code.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            Add(hash, Path.GetRelativePath(folder, file), File.ReadAllBytes(file));
        }
    }

    // With lengths, so that what is added cannot be cut differently.
    private static void Add(IncrementalHash hash, string name, byte[] content)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
        hash.AppendData(content);
    }

    // As the system would find it; links resolved, for the runtimes of .NET lie beside the real file.
    private static string? Resolve(string program)
    {
        var places = program.Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(program)]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program));
        return places.FirstOrDefault(File.Exists) is { } found ? File.ResolveLinkTarget(found, true)?.FullName ?? found : null;
    }
}
