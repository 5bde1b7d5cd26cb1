using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Programs;

/// <summary>
/// A program of WebAssembly/wasi-testsuite: <c>name.wasm</c>, and beside it <c>name.json</c>, which says what it gets and what must come of
/// it. Without one, or where that is silent: no arguments, exit code 0, and what it writes is not compared. Source: wasi-testsuite,
/// doc/specification.md
/// </summary>
internal static class WasiTest
{
    /// <summary>The script of a program.</summary>
    /// <param name="root">The folder of the suite, which everything that descriptions name lies in.</param>
    /// <param name="file">Path of the module, relative to the suite, with forward slashes.</param>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static Script Load(string root, string file)
    {
        var module = Path.Combine(root, file);
        var description = Path.ChangeExtension(module, ".json");
        try
        {
            var text = File.Exists(description) ? File.ReadAllBytes(description) : "{}"u8;
            return ProgramScript.Create(file, File.ReadAllBytes(module), [Read(text.ToArray(), root, module)]);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return ProgramScript.CreateBroken(file, $"{Path.GetFileName(description)}: {error.Message}");
        }
    }

    private static ProgramCase Read(ReadOnlyMemory<byte> text, string root, string module)
    {
        using var json = JsonDocument.Parse(text);
        var arguments = new List<string> { Path.GetFileName(module) };
        var environment = new List<KeyValuePair<string, string>>();
        var folders = new List<ProgramFolder>();
        var program = new ProgramCase { Arguments = [] };
        foreach (var member in json.RootElement.EnumerateObject())
        {
            switch (member.Name)
            {
                case "args":
                    arguments.AddRange(member.Value.EnumerateArray().Select(argument => argument.GetString()!));
                    break;
                case "env":
                    environment.AddRange(
                        member.Value.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value.GetString()!)));
                    break;
                case "root":
                    folders.Add(new ProgramFolder("/", FolderOf(member.Value.GetString()!, root, module)));
                    break;
                case "dirs":
                    folders.AddRange(member.Value.EnumerateArray()
                        .Select(folder => new ProgramFolder(folder.GetString()!, FolderOf(folder.GetString()!, root, module))));
                    break;
                case "exit_code":
                    program = program with { ExitCode = member.Value.GetInt32() };
                    break;
                case "stdout":
                    program = program with { StandardOutput = Encoding.UTF8.GetBytes(member.Value.GetString()!) };
                    break;
                case "stderr":
                    program = program with { StandardError = Encoding.UTF8.GetBytes(member.Value.GetString()!) };
                    break;
                default:
                    // What is not understood must not be passed over: it may be what matters.
                    throw new FormatException($"\"{member.Name}\" is unknown");
            }
        }

        return program with { Arguments = [.. arguments], Environment = [.. environment], Folders = [.. folders] };
    }

    // DANGER: descriptions are not trusted. A program gets a copy of nothing but what lies in the suite's own folder.
    private static string FolderOf(string name, string root, string module)
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(module))!, name));
        var suite = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        return !folder.StartsWith(suite, StringComparison.Ordinal) ? throw new FormatException($"\"{name}\" lies outside the suite")
            : Directory.Exists(folder) ? folder
            : throw new FormatException($"there is no folder \"{name}\"");
    }
}
