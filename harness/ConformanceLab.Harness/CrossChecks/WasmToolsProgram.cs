using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>A module that wasm-tools is asked about.</summary>
/// <param name="Bytes">Text or binary.</param>
/// <param name="IsText">Whether it is text.</param>
/// <param name="Plain">The same without imports, in the binary format; null if it has none.</param>
internal sealed record WasmToolsQuestion(ReadOnlyMemory<byte> Bytes, bool IsText, byte[]? Plain);

/// <summary>What wasm-tools said.</summary>
/// <param name="Parsed">The binary that text was parsed to; null for binaries, and where it can't be parsed.</param>
/// <param name="IsAccepted">Whether it is well-formed and valid; null if that can't be told.</param>
/// <param name="Message">Why not, or why it can't be told.</param>
internal sealed record WasmToolsAnswer(byte[]? Parsed, bool? IsAccepted, string Message);

/// <summary>
/// wasm-tools as it is in the npm package <c>@bytecodealliance/jco</c>, run by node: one process for many modules. One that it breaks down
/// in costs that module, and the rest goes to a new process.
/// </summary>
internal sealed partial class WasmToolsProgram
{
    /// <summary>The environment's variable that names the folder with the package: where <c>npm install</c> was run.</summary>
    public const string EnvironmentVariable = "CLAB_JCO";

    /// <summary>How it can be had.</summary>
    public const string HowToInstall = "'npm install --prefix DIR @bytecodealliance/jco' installs it, and $CLAB_JCO names DIR";

    private const string Script = "wasm-tools.mjs";
    private static readonly string s_package = Path.Combine("node_modules", "@bytecodealliance", "jco-transpile");

    private readonly string _folder;

    private WasmToolsProgram(string folder, string version)
    {
        _folder = folder;
        Version = version;
    }

    /// <summary>Version of the package.</summary>
    public string Version { get; }

    /// <summary>The folder with the package: named by the environment, or the current one; null if it is not there.</summary>
    public static string? Find() => new[] { Environment.GetEnvironmentVariable(EnvironmentVariable), Environment.CurrentDirectory }
            .FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && Directory.Exists(Path.Combine(folder, s_package)));

    /// <summary>Finds the package.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public static WasmToolsProgram Start()
    {
        var folder = Find() ?? throw new FileNotFoundException(
            $"wasm-tools is not here: neither ${EnvironmentVariable} nor the current folder has {s_package}; {HowToInstall}");
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, s_package, "package.json")));
        return new WasmToolsProgram(Path.GetFullPath(folder), $"jco-transpile {package.RootElement.GetProperty("version").GetString()}");
    }

    /// <summary>Asks about modules.</summary>
    /// <param name="questions">The modules.</param>
    /// <param name="answer">Gets each answer, in order.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">node can't be started, or the package does not work.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public void Ask(IReadOnlyList<WasmToolsQuestion> questions, Action<WasmToolsAnswer> answer, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("clab-wasm-tools-");
        try
        {
            var script = Path.Combine(folder.FullName, Script);
            using (var source = typeof(WasmToolsProgram).Assembly.GetManifestResourceStream(Script)!)
            using (var copy = File.Create(script))
            {
                source.CopyTo(copy);
            }

            for (var done = 0; done < questions.Count;)
            {
                done += AskOne(script, questions, done, answer, cancellation);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Asks one process from a question on; the number of answers before it ended, at least one.
    private int AskOne(
        string script,
        IReadOnlyList<WasmToolsQuestion> questions,
        int first,
        Action<WasmToolsAnswer> answer,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo("node", [script, _folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var registration = cancellation.Register(process.Kill);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var writing = Task.Run(() => Write(process.StandardInput, questions, first), CancellationToken.None);
            var answered = 0;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                answer(Read(line));
                answered++;
            }

            process.WaitForExit();
            writing.GetAwaiter().GetResult();
            cancellation.ThrowIfCancellationRequested();
            return answered > 0 ? answered : throw new IOException($"node failed: {errors.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception error)
        {
            throw new IOException($"node can't be started: {error.Message}", error);
        }
    }

    private static void Write(StreamWriter input, IReadOnlyList<WasmToolsQuestion> questions, int first)
    {
        try
        {
            using (input)
            {
                for (var index = first; index < questions.Count; index++)
                {
                    var (bytes, isText, plain) = questions[index];
                    input.Write($"{{\"{(isText ? "text" : "binary")}\":\"{Convert.ToBase64String(bytes.Span)}\"");
                    input.Write(plain is null ? "}\n" : $",\"plain\":\"{Convert.ToBase64String(plain)}\"}}\n");
                }
            }
        }
        catch (IOException)
        {
            // The process has ended: whoever reads its answers sees which are missing.
        }
    }

    private static WasmToolsAnswer Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var answer = document.RootElement;
        if (answer.TryGetProperty("parseError", out var parseError))
        {
            return new WasmToolsAnswer(null, false, LastLine(parseError.GetString()!));
        }

        return new WasmToolsAnswer(
            answer.TryGetProperty("parsed", out var parsed) ? parsed.GetBytesFromBase64() : null,
            answer.TryGetProperty("valid", out var valid) ? valid.GetBoolean() : null,
            answer.TryGetProperty("error", out var error) ? LastLine(error.GetString()!) : "");
    }

    // The cause stands last; of errors in text, first, or within what is meant for debugging.
    private static string LastLine(string message)
    {
        if (Kind().Match(message) is { Success: true } kind)
        {
            return kind.Groups["kind"].Value;
        }

        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? message : Array.Exists(lines, line => line == "Caused by:") ? lines[^1] : lines[0];
    }

    [GeneratedRegex(@"kind: (Custom\(""|Lex\()(?<kind>[^"")]*)")]
    private static partial Regex Kind();
}
