using System.Text.Json;
using ConformanceLab.Engine.Tests.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;
using Xunit;

namespace ConformanceLab.Engine.Tests.Wasi;

/// <summary>
/// The programs of WebAssembly/wasi-testsuite, if they are at hand: each runs in a directory of its own and must end with the exit code and
/// the output that its description names. Without one the code is 0 and nothing else is compared.
/// </summary>
public class OfficialProgramTests
{
    [Theory]
    [InlineData("assemblyscript", 12)]
    [InlineData("c", 14)]
    [InlineData("rust", 46)]
    public void ProgramsEndAsTheirDescriptionsSayOnEveryTier(string language, int programs)
    {
        var root = OfficialSuites.Find();
        Assert.SkipWhen(root is null, "the official suites are not here: set CLAB_SUITES to their folder");
        var folder = Path.Combine(root, "wasi-testsuite", language, "wasm32-wasip1");
        Assert.SkipUnless(Directory.Exists(folder), $"there is no {folder}");
        var files = Directory.GetFiles(folder, "*.wasm").Order(StringComparer.Ordinal).ToList();
        var failures = new List<string>();
        foreach (var tier in Tiers.Available)
        {
            using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = tier });
            foreach (var file in files)
            {
                try
                {
                    Run(engine, file, failures);
                }
                catch (Exception error) when (error is TrapException or LinkException or ModuleException or OperationCanceledException)
                {
                    failures.Add($"{tier.Name()}: {file}: {error.Message}");
                }
            }
        }

        Assert.Empty(failures);
        Assert.Equal(programs, files.Count);
    }

    private static void Run(Wasm.Engine engine, string file, List<string> failures)
    {
        var description = Path.ChangeExtension(file, "json");
        using var json = JsonDocument.Parse(File.Exists(description) ? File.ReadAllText(description) : "{}");
        var expected = json.RootElement;
        var scratch = Directory.CreateTempSubdirectory("clab-wasi-").FullName;
        try
        {
            using var output = new MemoryStream();
            using var error = new MemoryStream();
            WasiPreopen[] preopens = [];
            if (Member(expected, "root") is { } source)
            {
                Copy(Path.Combine(Path.GetDirectoryName(file)!, source.GetString()!), scratch);
                preopens = [new WasiPreopen(scratch, "/")];
            }

            using var context = new WasiContext(new WasiOptions
            {
                Arguments = [Path.GetFileName(file), .. Member(expected, "args")?.EnumerateArray().Select(item => item.GetString()!) ?? []],
                Environment =
                [
                    .. Member(expected, "env")?.EnumerateObject()
                        .Select(item => KeyValuePair.Create(item.Name, item.Value.GetString()!)) ?? [],
                ],
                Preopens = [.. preopens],
                StandardOutput = output,
                StandardError = error,
            });
            using var store = new Store(engine);
            var linker = new Linker(engine);
            context.Define(linker);
            using var module = Module.FromBytes(engine, File.ReadAllBytes(file));
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var code = context.Run(linker.Instantiate(store, module), timeout.Token);
            Compare("exit code", Member(expected, "exit_code")?.GetInt32() ?? 0, code);
            Compare("stdout", Member(expected, "stdout")?.GetString(), output);
            Compare("stderr", Member(expected, "stderr")?.GetString(), error);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        void Compare(string what, object? wanted, object got)
        {
            var text = got is MemoryStream stream ? System.Text.Encoding.UTF8.GetString(stream.ToArray()) : got;
            if (wanted is not null && !wanted.Equals(text))
            {
                failures.Add($"{engine.Options.Tier.Name()}: {file}: {what} is {text} instead of {wanted}");
            }
        }
    }

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member : null;

    // Files of the suite may be read-only; programs write to theirs.
    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(Path.Combine(to, Path.GetRelativePath(from, file)), File.ReadAllBytes(file));
        }
    }
}
