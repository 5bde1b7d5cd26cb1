using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ConformanceLab.Cli;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>How a command line ended.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error, but for progress, which is there where the machine is slow.</param>
internal sealed record CliResult(int Code, string Out, string Error);

/// <summary>
/// Runs <c>clab</c>: in this process through its entry point, or as a process of its own where standard input or signals matter.
/// </summary>
internal static partial class Clab
{
    /// <summary>The program as it was built.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "clab.dll");

    /// <summary>
    /// Another build that is tested in place of that one, always as a process of its own: the native one. Null for none.
    /// </summary>
    public static string? OtherBuild { get; } = Environment.GetEnvironmentVariable("CLAB_PROGRAM") is { Length: > 0 } path ? path : null;

    /// <summary>Runs a command line in this process. Not for tests that run at the same time: the console is one.</summary>
    public static CliResult Run(params string[] arguments)
    {
        if (OtherBuild is not null)
        {
            var (exit, bytes, said) = Pipe([], arguments);
            return new CliResult(exit, Encoding.UTF8.GetString(bytes), said);
        }

        var (output, error) = (Console.Out, Console.Error);
        using var capturedOutput = new StringWriter();
        using var capturedError = new StringWriter();
        Console.SetOut(capturedOutput);
        Console.SetError(capturedError);
        try
        {
            var code = ConformanceLab.Cli.Program.Main(arguments).GetAwaiter().GetResult();
            return new CliResult(code, capturedOutput.ToString(), WithoutProgress(capturedError.ToString()));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>Starts the program; standard streams are redirected.</summary>
    public static Process Start(params string[] arguments) => StartWith(null, arguments);

    /// <summary>Starts the program with a mark in its environment, by which it and what it starts can be found.</summary>
    public static Process StartWith(string? mark, params string[] arguments) => StartIn("CLAB_TEST_MARK", mark, arguments);

    /// <summary>Starts the program with a variable in its environment.</summary>
    public static Process StartIn(string variable, string? value, params string[] arguments)
    {
        string[] command = OtherBuild is null ? ["dotnet", Program] : [OtherBuild];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (value is not null)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="input">Its standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Exit code, bytes of standard output, standard error but for progress.</returns>
    public static (int Code, byte[] Out, string Error) Pipe(byte[] input, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray(), WithoutProgress(error.GetAwaiter().GetResult()));
    }

    private static string WithoutProgress(string error) => ProgressLine().Replace(error, "");

    [GeneratedRegex(@"^(\w+: )?[\d,]+( of [\d,]+)? (functions|scripts|modules)\r?\n", RegexOptions.Multiline)]
    private static partial Regex ProgressLine();
}

/// <summary>A folder for the files of one test.</summary>
internal sealed class TestFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("clab-test-").FullName;

    /// <summary>The path of something in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
