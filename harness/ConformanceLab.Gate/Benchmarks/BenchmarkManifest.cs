using System.Text.Json;
using System.Text.Json.Nodes;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Gate.Benchmarks;

/// <summary>
/// A <c>manifest.json</c> that names benchmark programs: ours beside this assembly, a corpus of real programs, or anybody's.
/// </summary>
/// <remarks>
/// <c>{ "entries": [ { "name", "class", "file", "kind": export|wasi|compile, "entry", "args", "wasi": { "args", "dir", "stdin" },
/// "scalable", "slow", "expect": { "result" } } ] }</c>; more members may be there. Paths are relative to the manifest. A <c>.wat</c> is
/// translated.
/// </remarks>
public static class BenchmarkManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The manifest of our own small programs.</summary>
    public static string Own => Path.Combine(AppContext.BaseDirectory, "Programs", FileName);

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file, or a folder that has one, itself or in its folder <c>corpus</c>.</param>
    /// <param name="work">A folder for translated modules; it is made if it is needed.</param>
    /// <param name="slow">Whether entries that say that they are slow are wanted too.</param>
    /// <returns>The entries that can be measured, in the order of the file.</returns>
    /// <exception cref="FileNotFoundException">There is no manifest, or it names a file that is not there.</exception>
    /// <exception cref="FormatException">It is no manifest.</exception>
    public static IReadOnlyList<Benchmark> Read(string path, string work, bool slow = false)
    {
        var file = new[] { path, Path.Combine(path, FileName), Path.Combine(path, "corpus", FileName) }.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{path}: neither a {FileName} nor a folder that has one");
        try
        {
            var entries = JsonNode.Parse(File.ReadAllText(file))?["entries"]?.AsArray()
                ?? throw new FormatException($"{file}: there are no \"entries\"");
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            return [.. entries
                .Where(entry => (string?)entry?["kind"] is "export" or "wasi" or "compile")
                .Where(entry => slow || (bool?)entry!["slow"] != true)
                .Select(entry => Read(entry!, folder, work))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }

    /// <summary>Those whose name or class is what a pattern says, or contains it; all of them if there is no pattern.</summary>
    /// <param name="benchmarks">What there is.</param>
    /// <param name="patterns">Parts of names, or whole names of classes.</param>
    public static IReadOnlyList<Benchmark> Filter(IReadOnlyList<Benchmark> benchmarks, IReadOnlyCollection<string> patterns) =>
        patterns.Count == 0
            ? benchmarks
            : [.. benchmarks.Where(benchmark => patterns.Any(
                pattern => benchmark.Class == pattern || benchmark.Name.Contains(pattern, StringComparison.Ordinal)))];

    private static Benchmark Read(JsonNode entry, string folder, string work)
    {
        var name = Required(entry, "name");
        var kind = Required(entry, "kind");
        var module = Path.Combine(folder, Required(entry, "file"));
        if (!File.Exists(module))
        {
            throw new FileNotFoundException($"{module}: no such file; the manifest names it for {name}");
        }

        var wasi = entry["wasi"];
        return new Benchmark
        {
            Name = name,
            Class = (string?)entry["class"] ?? "other",
            Module = module.EndsWith(".wat", StringComparison.Ordinal) ? Translate(module, work) : module,
            Mode = kind == "compile" ? "compile" : "run",
            Entry = (string?)entry["entry"] ?? "run",
            Arguments = [.. Strings(entry["args"])],
            Wasi = kind == "wasi" ? new WasiInput([.. Strings(wasi?["args"])], At(wasi?["dir"]), At(wasi?["stdin"])) : null,
            IsScalable = (bool?)entry["scalable"] == true,
            Expected = (bool?)entry["unstable_result"] == true ? null : (string?)entry["expect"]?["result"],
        };

        string? At(JsonNode? path) => (string?)path is { } relative ? Path.Combine(folder, relative) : null;
    }

    private static IEnumerable<string> Strings(JsonNode? array) => array?.AsArray().Select(text => (string)text!) ?? [];

    private static string Required(JsonNode entry, string member) =>
        (string?)entry[member] ?? throw new FormatException($"an entry has no \"{member}\": {entry.ToJsonString()}");

    private static string Translate(string text, string work)
    {
        Directory.CreateDirectory(work);
        var binary = Path.Combine(work, Path.ChangeExtension(Path.GetFileName(text), ".wasm"));
        File.WriteAllBytes(binary, ModuleWriter.Write(TextParser.ParseModule(File.ReadAllBytes(text), WasmFeatures.All)));
        return binary;
    }
}
