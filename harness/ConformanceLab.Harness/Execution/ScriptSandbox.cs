using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// The files that one script may read and write. DANGER: scripts are not trusted, and this class is all that stands between their
/// <c>input</c> and <c>output</c> commands and the files of whoever runs them.
/// <list type="bullet">
/// <item>Read: regular files whose real path, every symbolic link resolved, lies below the real path of the script's own folder.</item>
/// <item>Written: files below a folder that belongs to this script's run, under names of plain letters. Links are replaced, never
/// followed.</item>
/// <item>What the script has written can be read by it under the same name, whether or not there is a folder for it.</item>
/// </list>
/// Thread-safe: threads of scripts share it.
/// </summary>
public sealed class ScriptSandbox
{
    private const long MaximumBytes = 256 << 20;
    private const int MaximumFiles = 1000;
    private const int MaximumSegments = 8;
    private const int MaximumSegmentLength = 100;

    private readonly string? _outputFolder;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _written = [];
    private long _bytesWritten;
    private long _bytesRead;
    private int _filesRead;

    private ScriptSandbox(string? script, string? outputFolder)
    {
        _outputFolder = outputFolder;
        if (script is null)
        {
            return;
        }

        try
        {
            SourceFile = RealPath.Resolve(script, "");
            SourceFolder = RealPath.Resolve(Path.GetDirectoryName(script)!, "");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be looked at: then nothing is read from it.
            SourceFolder = null;
        }
    }

    /// <summary>The real path of the script; null if it lies in no file.</summary>
    internal string? SourceFile { get; }

    /// <summary>The real path of the folder that may be read from; null if there is none.</summary>
    internal string? SourceFolder { get; }

    /// <summary>Nothing can be read, and what is written is thrown away.</summary>
    public static ScriptSandbox CreateEmpty() => new(null, null);

    /// <summary>The sandbox of a script that lies in a file.</summary>
    /// <param name="script">The file. Its folder, with all below, may be read.</param>
    /// <param name="outputFolder">The folder for what this script writes, made when it is needed; null to throw it away.</param>
    public static ScriptSandbox Create(string script, string? outputFolder) =>
        new(Path.GetFullPath(script), outputFolder is null ? null : Path.GetFullPath(outputFolder));

    /// <summary>The sandbox of a script in a run.</summary>
    /// <param name="job">The script.</param>
    /// <param name="runFolder">The folder for what all scripts of the run write; null to throw it away.</param>
    internal static ScriptSandbox Create(FileJob job, string? runFolder) =>
        Create(job.FullPath, runFolder is null ? null : Path.Combine(runFolder, OutputNameOf(job)));

    /// <summary>
    /// A name for a script's folder below the run's, made of letters that every file system knows; different jobs have different names.
    /// </summary>
    internal static string OutputNameOf(FileJob job)
    {
        var stem = Path.GetFileNameWithoutExtension(job.File);
        var letters = string.Concat(
            stem.Take(MaximumSegmentLength / 2).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
        return $"{letters}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job.Id)).AsSpan(0, 6))}";
    }

    /// <summary>Reads a file.</summary>
    /// <param name="folder">The real path of the folder that the name is relative to.</param>
    /// <param name="name">The name as the script has it.</param>
    /// <param name="file">The file.</param>
    /// <param name="error">Why it can't be read.</param>
    internal bool TryRead(string? folder, string name, out SandboxFile file, out string error)
    {
        file = default;
        lock (_gate)
        {
            if (++_filesRead > MaximumFiles)
            {
                error = $"a script may read {MaximumFiles} files, not more";
                return false;
            }

            if (_written.TryGetValue(name, out var own))
            {
                file = new SandboxFile(name, null, own);
                error = "";
                return true;
            }
        }

        error = WhyNotRelative(name);
        if (error.Length > 0)
        {
            return false;
        }

        if (SourceFolder is null || folder is null)
        {
            error = "the script lies in no folder that could be read from";
            return false;
        }

        try
        {
            if (!TryFind(SourceFolder, folder, name, out var info, out error))
            {
                return false;
            }

            if (Interlocked.Add(ref _bytesRead, info.Length) > MaximumBytes)
            {
                error = $"a script may read {MaximumBytes} bytes, not more";
                return false;
            }

            // Pipes and devices have no length, and to open one could take for ever; what has no length is not opened.
            var bytes = new byte[info.Length];
            if (bytes.Length > 0)
            {
                using var stream = new FileStream(info.FullName, FileMode.Open, FileAccess.Read);
                stream.ReadExactly(bytes);
            }

            file = new SandboxFile(Path.GetRelativePath(SourceFolder, info.FullName), info.FullName, bytes);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = $"\"{name}\" can't be read: {failure.Message}";
            return false;
        }
    }

    /// <summary>Writes a file, or only takes note of what would be in it.</summary>
    /// <param name="name">The name as the script has it.</param>
    /// <param name="bytes">What is to be in it.</param>
    /// <param name="path">Where it lies; null if there is no folder for it.</param>
    /// <param name="error">Why it can't be written.</param>
    internal bool TryWrite(string name, byte[] bytes, out string? path, out string error)
    {
        path = null;
        error = WhyNotWritable(name);
        if (error.Length > 0)
        {
            return false;
        }

        lock (_gate)
        {
            if (_bytesWritten + bytes.Length > MaximumBytes || (_written.Count >= MaximumFiles && !_written.ContainsKey(name)))
            {
                error = $"a script may write {MaximumFiles} files of {MaximumBytes} bytes together, not more";
                return false;
            }

            try
            {
                path = _outputFolder is null ? null : WriteBelow(_outputFolder, name.Split('/'), bytes);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                error = $"\"{name}\" can't be written: {failure.Message}";
                return false;
            }

            _bytesWritten += bytes.Length;
            _written[name] = bytes;
            return true;
        }
    }

    private static string WhyNotRelative(string name) =>
        name.Length == 0 || name.Contains('\0') ? "that is no name of a file"
        : Path.IsPathRooted(name)
            || (OperatingSystem.IsWindows() && name.Contains(':')) ? $"\"{name}\" is not relative to the script's folder"
        : "";

    private static string WhyNotWritable(string name)
    {
        var error = WhyNotRelative(name);
        if (error.Length > 0)
        {
            return error;
        }

        var segments = name.Split('/');
        return segments.Length > MaximumSegments || !segments.All(IsPlain)
            ? $"\"{name}\" is not made of plain names (letters, digits, '_', '-', '.') with '/' between"
            : "";
    }

    private static bool IsPlain(string segment) =>
        segment.Length is > 0 and <= MaximumSegmentLength
        && segment[0] != '.'
        && segment[^1] != '.'
        && segment.All(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.');

    private static bool TryFind(string root, string folder, string name, [NotNullWhen(true)] out FileInfo? info, out string error)
    {
        info = null;
        if (RealPath.Resolve(folder, name) is not { } path)
        {
            error = $"\"{name}\": too many symbolic links";
            return false;
        }

        if (!path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            error = $"\"{name}\" lies outside of the script's folder";
            return false;
        }

        info = new FileInfo(path);
        error = info.Exists ? "" : $"there is no file \"{name}\"";
        return info.Exists;
    }

    // A new file takes the place of whatever had the name: if that was a link, a pipe or another name of some file, nothing happens to what
    // is behind it.
    private static string WriteBelow(string folder, string[] segments, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        foreach (var segment in segments[..^1])
        {
            folder = Path.Combine(folder, segment);
            var info = new DirectoryInfo(folder);
            if (info.LinkTarget is not null)
            {
                throw new IOException($"{segment} is a link");
            }

            info.Create();
        }

        var path = Path.Combine(folder, segments[^1]);
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw;
        }

        return path;
    }
}

/// <summary>A file that a script reads.</summary>
/// <param name="Name">Its name for people, relative to the script's folder.</param>
/// <param name="Path">Its real path; null if the script has written it itself.</param>
/// <param name="Bytes">What is in it.</param>
internal readonly record struct SandboxFile(string Name, string? Path, byte[] Bytes);
