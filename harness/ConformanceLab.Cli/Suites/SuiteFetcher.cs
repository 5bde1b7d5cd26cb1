using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Suites;

/// <summary>Fetches the suites of the catalog with git, at their pinned commits, and checks their hashes.</summary>
internal static class SuiteFetcher
{
    /// <summary>
    /// Fetches into <paramref name="target"/> (by default <c>suites/official</c>); what is there with the right hash is kept.
    /// </summary>
    /// <param name="repositorySuites">The folder of <c>catalog.json</c>.</param>
    /// <param name="only">Names of suites; empty for all.</param>
    /// <param name="target">Folder to fill; null for <c>official</c> beside the catalog.</param>
    /// <param name="cancellation">Ends the work; nothing half fetched stays.</param>
    /// <param name="giveUpAtFirst">Whether the first suite that can't be fetched ends it: there is no network, most likely.</param>
    public static async Task<int> FetchAsync(
        string repositorySuites, string[] only, string? target, CancellationToken cancellation, bool giveUpAtFirst = false)
    {
        target ??= Path.Combine(repositorySuites, "official");
        using var catalog = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(repositorySuites, "catalog.json"), cancellation).ConfigureAwait(false));
        var suites = catalog.RootElement.GetProperty("suites").EnumerateArray().ToList();
        foreach (var name in only)
        {
            if (!suites.Exists(suite => Text(suite, "name") == name))
            {
                throw new UsageException(
                    $"no suite '{name}' in the catalog; there are {string.Join(", ", suites.Select(suite => Text(suite, "name")))}");
            }
        }

        var failures = 0;
        foreach (var suite in suites.Where(suite => only.Length == 0 || only.Contains(Text(suite, "name"))))
        {
            try
            {
                await FetchSuiteAsync(suite, target, cancellation).ConfigureAwait(false);
            }
            catch (FetchException exception)
            {
                failures++;
                await Console.Error.WriteLineAsync($"{Text(suite, "name")}: {exception.Message}").ConfigureAwait(false);
                if (giveUpAtFirst)
                {
                    return ExitCode.Infrastructure;
                }
            }
        }

        if (failures > 0)
        {
            var suitesNotFetched = failures == 1 ? "1 suite" : $"{failures} suites";
            await Console.Error.WriteLineAsync(
                $"clab: {suitesNotFetched} could not be fetched; 'clab spec' runs suites/lab where there is none").ConfigureAwait(false);
        }

        return failures == 0 ? ExitCode.Good : ExitCode.Infrastructure;
    }

    /// <summary>Hash of a suite, as the catalog defines it.</summary>
    internal static string Hash(string folder, SuiteFormat format)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(folder, format).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, file));
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{bytes.Length.ToString(CultureInfo.InvariantCulture)}\0"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task FetchSuiteAsync(JsonElement suite, string target, CancellationToken cancellation)
    {
        var name = Text(suite, "name");
        var folder = Path.Combine(target, Text(suite, "path"));
        var format = SuiteFormat.Parse(suite.TryGetProperty("kind", out var kind) ? kind.GetString()! : SuiteFormat.DefaultKind);
        if (Directory.Exists(folder) && Hash(folder, format) == Text(suite, "sha256"))
        {
            Console.WriteLine($"{name}: up to date");
            return;
        }

        Console.WriteLine($"{name}: fetching {Text(suite, "repository")} at {Text(suite, "commit")[..12]}…");
        var clone = Directory.CreateTempSubdirectory("clab-suite-").FullName;
        var staged = folder + ".new";
        try
        {
            await GitAsync(clone, cancellation, "init", "--quiet").ConfigureAwait(false);
            await GitAsync(clone, cancellation, "remote", "add", "origin", Text(suite, "repository")).ConfigureAwait(false);
            // Trees first, then only the files that are wanted: the checkout asks for them in one request.
            await GitAsync(
                clone,
                cancellation,
                "fetch",
                "--quiet",
                "--depth",
                "1",
                "--filter=blob:none",
                "origin",
                Text(suite, "commit")).ConfigureAwait(false);
            string[] paths = [.. suite.GetProperty("copy").EnumerateArray().Select(copy => Text(copy, "from"))];
            await GitAsync(clone, cancellation, ["checkout", "--quiet", "FETCH_HEAD", "--", .. paths]).ConfigureAwait(false);

            Replace(staged, null);
            foreach (var copy in suite.GetProperty("copy").EnumerateArray())
            {
                Copy(Path.Combine(clone, Text(copy, "from")), Path.GetFullPath(Path.Combine(staged, Text(copy, "to"))), format);
            }

            var hash = Hash(staged, format);
            if (hash != Text(suite, "sha256"))
            {
                throw new FetchException($"what was fetched has hash {hash}, the catalog says {Text(suite, "sha256")}");
            }

            Replace(folder, staged);
            Console.WriteLine($"{name}: {suite.GetProperty("files").GetInt32()} files");
        }
        finally
        {
            Directory.Delete(clone, recursive: true);
            Replace(staged, null);
        }
    }

    private static void Replace(string folder, string? by)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (by is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.Move(by, folder);
        }
    }

    // The files of a folder that belong to the suite: relative to it, with forward slashes.
    private static IEnumerable<string> Files(string folder, SuiteFormat format) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(format.Includes);

    private static void Copy(string from, string to, SuiteFormat format)
    {
        if (File.Exists(from))
        {
            Keep(from, to);
            return;
        }

        foreach (var file in Files(from, format))
        {
            Keep(Path.Combine(from, file), Path.Combine(to, file));
        }

        void Keep(string file, string destination)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.WriteAllBytes(destination, format.Trim(destination, File.ReadAllBytes(file)));
        }
    }

    private static async Task GitAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        Process git;
        try
        {
            git = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new FetchException("git is needed and was not found on the PATH");
        }

        using (git)
        {
            var errors = git.StandardError.ReadToEndAsync(cancellation);
            var output = git.StandardOutput.ReadToEndAsync(cancellation);
            try
            {
                await git.WaitForExitAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                git.Kill(entireProcessTree: true);
                throw;
            }

            await output.ConfigureAwait(false);
            if (git.ExitCode != 0)
            {
                var command = Array.Find(arguments, argument => argument is "init" or "fetch" or "checkout");
            throw new FetchException($"git {command} failed: {(await errors.ConfigureAwait(false)).Trim()}");
            }
        }
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private sealed class FetchException(string message) : Exception(message);
}
