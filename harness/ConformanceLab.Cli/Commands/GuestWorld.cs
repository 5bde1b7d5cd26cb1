using System.CommandLine;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli.Commands;

/// <summary>What a guest gets of the world by the command line: directories, environment, and the streams of this process.</summary>
internal static class GuestWorld
{
    private const string Separator = "::";

    /// <summary><c>--dir HOST[::GUEST]</c>.</summary>
    public static Option<string[]> Directories() => new("--dir")
    {
        Description = "Lets the guest use a directory and what is below it; as GUEST, or by the name that it has here. Repeatable.",
        HelpName = "HOST[::GUEST]",
    };

    /// <summary><c>--env NAME[=VALUE]</c>.</summary>
    public static Option<string[]> Variables() => new("--env")
    {
        Description = "A variable of the guest's environment; without a value the one that it has here. Repeatable.",
        HelpName = "NAME[=VALUE]",
    };

    /// <summary>Options for a guest whose streams are those of this process.</summary>
    /// <param name="file">The module's file, whose name is the first argument.</param>
    /// <param name="arguments">The others.</param>
    /// <param name="directories">Values of <c>--dir</c>.</param>
    /// <param name="variables">Values of <c>--env</c>.</param>
    /// <exception cref="UsageException">One of them is not what it must be.</exception>
    public static WasiOptions CreateOptions(
        string file, IEnumerable<string> arguments, IEnumerable<string> directories, IEnumerable<string> variables)
    {
        var isNative = OperatingSystem.IsLinux();
        return new WasiOptions
        {
            Arguments = [Path.GetFileName(file), .. arguments],
            Environment = [.. variables.Select(ParseVariable).OfType<KeyValuePair<string, string>>()],
            Preopens = [.. directories.Select(ParseDirectory)],
            InheritStandardStreams = isNative,
            StandardInput = isNative ? null : Console.OpenStandardInput(),
            StandardOutput = isNative ? null : Console.OpenStandardOutput(),
            StandardError = isNative ? null : Console.OpenStandardError(),
        };
    }

    private static WasiPreopen ParseDirectory(string text)
    {
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        var (host, guest) = end < 0 ? (text, text) : (text[..end], text[(end + Separator.Length)..]);
        return host.Length == 0 || guest.Length == 0
            ? throw new UsageException($"--dir {text}: write HOST or HOST{Separator}GUEST")
            : !OperatingSystem.IsLinux() ? throw new UsageException($"--dir {text}: guests can use directories on Linux only")
            : !Directory.Exists(host) ? throw new UsageException($"--dir {text}: {host} is not a directory")
            : new WasiPreopen(host, guest);
    }

    // Null for a variable that is not set here.
    private static KeyValuePair<string, string>? ParseVariable(string text)
    {
        var end = text.IndexOf('=', StringComparison.Ordinal);
        if (end == 0 || text.Length == 0)
        {
            throw new UsageException($"--env {text}: write NAME=VALUE, or NAME for the value that it has here");
        }

        return end > 0 ? new(text[..end], text[(end + 1)..])
            : Environment.GetEnvironmentVariable(text) is { } value ? new(text, value)
            : null;
    }
}
