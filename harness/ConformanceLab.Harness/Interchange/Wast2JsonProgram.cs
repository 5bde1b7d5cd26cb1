using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ConformanceLab.Harness.Interchange;

/// <summary>What the program made of a script.</summary>
/// <param name="Json">The JSON; null if it could not.</param>
/// <param name="Modules">The files of modules, by name.</param>
/// <param name="Error">What it said, on one line; empty if it could.</param>
public sealed record Wast2JsonOutput(byte[]? Json, IReadOnlyDictionary<string, byte[]> Modules, string Error);

/// <summary>
/// wabt's <c>wast2json</c>, wherever it comes from. It is run in a folder of its own for each script, so that whatever it leaves behind
/// goes with the folder. Thread-safe.
/// </summary>
public sealed class Wast2JsonProgram
{
    /// <summary>The environment's variable that names the program.</summary>
    public const string EnvironmentVariable = "CLAB_WAST2JSON";

    /// <summary>How it can be had.</summary>
    public const string HowToInstall = "'apt-get install wabt' or 'brew install wabt' installs it";

    private const string Output = "script.json";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly string _program;

    private Wast2JsonProgram(string program, string version)
    {
        _program = program;
        Version = version;
    }

    /// <summary>Its version: <c>1.0.32</c>.</summary>
    public string Version { get; }

    /// <summary>Where the program is: named by the environment, or on the path; null if it is not there.</summary>
    /// <exception cref="IOException">The environment names a file that is not there.</exception>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new FileNotFoundException($"${EnvironmentVariable} is {named}: no such file");
        }

        var name = OperatingSystem.IsWindows() ? "wast2json.exe" : "wast2json";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Finds the program and asks for its version.</summary>
    /// <param name="program">The program; null to look for it.</param>
    /// <exception cref="IOException">It is not there, or does not work.</exception>
    public static Wast2JsonProgram Start(string? program = null)
    {
        program ??= Find() ?? throw new FileNotFoundException(
            $"wabt's wast2json is not here: it is neither on the PATH nor named by ${EnvironmentVariable}; {HowToInstall}");
        var (code, output, error) = Run(program, ["--version"], Path.GetTempPath(), CancellationToken.None);
        return code == 0
            ? new Wast2JsonProgram(program, output.Trim())
            : throw new IOException($"{program} --version failed: {error.Trim()}");
    }

    /// <summary>Converts a script, with every feature that the program has.</summary>
    /// <exception cref="IOException">The program can't be started, or took more than a minute.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public Wast2JsonOutput Convert(string script, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("clab-wast2json-");
        try
        {
            var source = Path.GetFullPath(script);
            var (code, _, error) = Run(_program, ["--enable-all", source, "-o", Output], folder.FullName, cancellation);
            if (code != 0)
            {
                return new Wast2JsonOutput(null, new Dictionary<string, byte[]>(), FirstLine(error, source, code));
            }

            var files = folder.EnumerateFiles().ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName));
            return files.Remove(Output, out var json)
                ? new Wast2JsonOutput(json, files, "")
                : throw new IOException($"{_program} wrote nothing for {script}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The rest of what it says is an excerpt of the script.
    private static string FirstLine(string error, string source, int code)
    {
        var line = error.Split('\n')[0].Trim();
        var said = line.Replace(source + ":", "", StringComparison.Ordinal)
            .Replace(source, Path.GetFileName(source), StringComparison.Ordinal);
        return said.Length > 0 ? said : string.Create(CultureInfo.InvariantCulture, $"it ended with {code} and said nothing");
    }

    private static (int Code, string Output, string Error) Run(
        string program, string[] arguments, string folder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var registration = cancellation.Register(process.Kill);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            if (!process.WaitForExit(s_limit))
            {
                process.Kill();
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{program} took more than {s_limit.TotalSeconds} s"));
            }

            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception error)
        {
            throw new IOException($"{program} can't be started: {error.Message}", error);
        }
    }
}
