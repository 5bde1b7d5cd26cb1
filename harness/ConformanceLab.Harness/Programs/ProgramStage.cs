using System.Globalization;

namespace ConformanceLab.Harness.Programs;

/// <summary>
/// Where one run of a program takes place: a folder of its own, with copies of the folders that the program may write to, and files for what
/// it reads and writes. It is the harness's, not the engine's: if an engine breaks down, it is removed all the same.
/// </summary>
internal sealed class ProgramStage : IDisposable
{
    // Whoever reads a report reads no more, and a guest that writes without end must not fill the harness's memory.
    private const int MaximumOutputBytes = 64 << 20;

    /// <summary>What the names of this process's stages begin with, in the folder for what is temporary.</summary>
    internal static readonly string NamePrefix = string.Create(CultureInfo.InvariantCulture, $"clab-program-{Environment.ProcessId}-");

    private readonly string _folder;

    private ProgramStage(string folder, ProgramInvocation invocation)
    {
        _folder = folder;
        Invocation = invocation;
    }

    /// <summary>How the engine is to run the program.</summary>
    public ProgramInvocation Invocation { get; }

    /// <summary>Makes everything ready.</summary>
    /// <exception cref="IOException">A folder can't be copied, or nothing can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not allowed.</exception>
    public static ProgramStage Prepare(ProgramCase program)
    {
        var folder = Directory.CreateTempSubdirectory(NamePrefix).FullName;
        try
        {
            var folders = program.Folders
                .Select((source, index) => source with { HostPath = CopyFolder(source.HostPath, Path.Combine(folder, $"dir{index}")) })
                .ToList();
            var invocation = new ProgramInvocation(
                program.Arguments,
                program.Environment,
                [.. folders],
                Path.Combine(folder, "stdin"),
                Path.Combine(folder, "stdout"),
                Path.Combine(folder, "stderr"));
            File.WriteAllBytes(invocation.StandardInput, program.StandardInput.Span);
            File.WriteAllBytes(invocation.StandardOutput, []);
            File.WriteAllBytes(invocation.StandardError, []);
            return new ProgramStage(folder, invocation);
        }
        catch
        {
            Remove(folder);
            throw;
        }
    }

    /// <summary>What the program has written.</summary>
    public ProgramOutput Read() => new(Read(Invocation.StandardOutput), Read(Invocation.StandardError));

    /// <summary>Removes everything.</summary>
    public void Dispose() => Remove(_folder);

    private static byte[] Read(string path)
    {
        // A guest has no way to these files but through their streams; an engine in another process may have removed them.
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(file.Length, MaximumOutputBytes)];
            return bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Links stay links: what a program sees through them is for the engine to decide. Files of a suite may be read-only, copies are not.
    private static string CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo)
            {
                CopyFolder(entry.FullName, target);
            }
            else
            {
                File.WriteAllBytes(target, File.ReadAllBytes(entry.FullName));
            }
        }

        return to;
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An engine that is being killed still writes, or the program has made something that can't be removed: it lies among what is
            // temporary, and the verdict does not depend on it.
        }
    }
}

/// <summary>What a program has written.</summary>
/// <param name="StandardOutput">To standard output.</param>
/// <param name="StandardError">To standard error.</param>
internal sealed record ProgramOutput(byte[] StandardOutput, byte[] StandardError);
