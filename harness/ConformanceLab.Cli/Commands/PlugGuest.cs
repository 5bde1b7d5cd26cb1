using System.CommandLine;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli.Commands;

/// <summary>The world of a WASI command that <c>clab plug</c> measures: streams are files, written anew for each repetition.</summary>
internal sealed class PlugGuest(
    string file, string[] arguments, string? directory, string? input, string? output, string? error)
{
    /// <summary><c>--wasi</c>.</summary>
    public static Option<bool> Wasi() => new("--wasi")
    {
        Description = "The module is a WASI command: each repetition runs it in a fresh instance.",
    };

    /// <summary><c>--wasi-arg TEXT</c>.</summary>
    public static Option<string[]> Arguments() => new("--wasi-arg")
    {
        Description = "An argument of the command, behind its name; repeatable.",
        HelpName = "TEXT",
    };

    /// <summary><c>--dir DIR</c>.</summary>
    public static Option<string?> Directory() => new("--dir")
    {
        Description = "A directory that the command finds open as '.'.",
        HelpName = "DIR",
    };

    /// <summary><c>--stdin FILE</c>, <c>--stdout FILE</c>, <c>--stderr FILE</c>, in this order.</summary>
    public static Option<string?>[] Streams() =>
    [
        new("--stdin") { Description = "What the command reads; by default nothing.", HelpName = "FILE" },
        new("--stdout") { Description = "Where the command writes; by default nowhere.", HelpName = "FILE" },
        new("--stderr") { Description = "Where the command writes errors; by default nowhere.", HelpName = "FILE" },
    ];

    /// <summary>Opens the streams for one repetition.</summary>
    /// <exception cref="IOException">One cannot be opened.</exception>
    public World Open() => new(
        input is null ? Stream.Null : File.OpenRead(input),
        output is null ? Stream.Null : File.Create(output),
        error is null ? Stream.Null : File.Create(error),
        new WasiOptions
        {
            Arguments = [Path.GetFileName(file), .. arguments],
            Preopens = directory is null ? [] : [new WasiPreopen(directory, ".")],
        });

    /// <summary>Streams that are open, and the options with them.</summary>
    internal sealed class World(Stream input, Stream output, Stream error, WasiOptions options) : IDisposable
    {
        /// <summary>For the context.</summary>
        public WasiOptions Options { get; } = options with { StandardInput = input, StandardOutput = output, StandardError = error };

        /// <summary>Closes the streams.</summary>
        public void Dispose()
        {
            input.Dispose();
            output.Dispose();
            error.Dispose();
        }
    }
}
