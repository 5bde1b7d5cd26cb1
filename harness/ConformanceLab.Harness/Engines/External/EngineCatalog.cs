using System.Collections.Immutable;
using ConformanceLab.Harness.Engines.External.Firefox;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>An engine that the harness knows how to run, if it is there.</summary>
/// <param name="Name">What it is called: <c>v8</c>.</param>
/// <param name="Description">What it is, and what it runs in.</param>
/// <param name="Tiers">The tiers that it is held to.</param>
/// <param name="Install">The commands that install it.</param>
/// <param name="Find">Where it is; null if it is not there. Throws <see cref="IOException"/> if it is said to be where it isn't.</param>
/// <param name="Open">Starts it, by the path of the program that was found.</param>
public sealed record KnownEngine(
    string Name,
    string Description,
    ImmutableArray<string> Tiers,
    string Install,
    Func<FoundProgram?> Find,
    Func<string, IRunnableEngine> Open)
{
    /// <summary>Why it is run only where it is asked for by name; null if it is run with all others too.</summary>
    public string? OnlyByName { get; init; }
}

/// <summary>The engines that the harness knows how to run, beside our own.</summary>
public static class EngineCatalog
{
    private const string JavaScriptWorker = "javascript-worker.mjs";
    private const string WasmtimeWorker = "ConformanceLab.Worker.Wasmtime";

    /// <summary>The variable that names node.</summary>
    public const string NodeVariable = "CLAB_NODE";

    /// <summary>The variable that names bun.</summary>
    public const string BunVariable = "CLAB_BUN";

    /// <summary>The variable that names firefox.</summary>
    public const string FirefoxVariable = "CLAB_FIREFOX";

    /// <summary>The variable that names the worker with Wasmtime: <c>ConformanceLab.Worker.Wasmtime.dll</c>.</summary>
    public const string WasmtimeVariable = "CLAB_WASMTIME";

    /// <summary>The variable that names wabt's <c>spectest-interp</c>.</summary>
    public const string WabtVariable = "CLAB_WABT";

    /// <summary>The variable that names Binaryen's <c>wasm-shell</c>.</summary>
    public const string BinaryenVariable = "CLAB_BINARYEN";

    /// <summary>All of them, in the order in which they are run.</summary>
    public static ImmutableArray<KnownEngine> All { get; } =
    [
        new(
            "v8",
            "V8, in node",
            ["liftoff", "turbofan"],
            $"'npm install --prefix DIR node' installs it, and ${NodeVariable} names DIR/node_modules/.bin/node",
            () => ProgramSearch.Find(NodeVariable, "node"),
            node => ExternalEngine.Start(
                "v8", [JavaScript(node, "liftoff", ["--liftoff-only"]), JavaScript(node, "turbofan", ["--no-liftoff"])])),
        new(
            "javascriptcore",
            "JavaScriptCore, in bun",
            ["ipint", "bbq"],
            $"'npm install --prefix DIR bun' installs it, and ${BunVariable} names DIR/node_modules/.bin/bun",
            () => ProgramSearch.Find(BunVariable, "bun"),
            bun => ExternalEngine.Start(
                "javascriptcore",
                [
                    JavaScript(bun, "ipint", []) with { Environment = Switches("useBBQJIT=0", "useOMGJIT=0", "useWasmMemory64=1") },
                    JavaScript(bun, "bbq", []) with { Environment = Switches("useWasmIPInt=0", "useOMGJIT=0", "useWasmMemory64=1") },
                ])),
        new(
            "spidermonkey",
            "SpiderMonkey, in a page of firefox",
            ["baseline", "ion"],
            $"'apt-get install firefox-esr' installs it; ${FirefoxVariable} may name firefox",
            FindFirefox,
            firefox => ExternalEngine.Start(
                "spidermonkey", [.. FirefoxProcess.Tiers.Keys.Order(StringComparer.Ordinal).Select(tier => Firefox(firefox, tier))])),
        new(
            "wasmtime",
            "Wasmtime, from its NuGet package",
            ["winch", "cranelift"],
            $"'dotnet build harness/{WasmtimeWorker} -c Release' in the checkout fetches and builds it; "
                + $"${WasmtimeVariable} may name {WasmtimeWorker}.dll",
            FindWasmtime,
            worker => ExternalEngine.Start(
                "wasmtime", [new WorkerOptions { Program = OwnProgram.FindDotnet(), Arguments = [worker] }])),
        new(
            "wabt",
            "wabt's interpreter, whole scripts through spectest-interp",
            ["interpreter"],
            $"'apt-get install wabt' installs it; ${WabtVariable} may name spectest-interp",
            () => ProgramSearch.Find(WabtVariable, "spectest-interp"),
            WabtEngine.Start),
        new(
            "binaryen",
            "Binaryen's interpreter, whole scripts through wasm-shell",
            ["interpreter"],
            $"'npm install --prefix DIR binaryen' installs it, and ${BinaryenVariable} names DIR/node_modules/.bin/wasm-shell",
            () => ProgramSearch.Find(BinaryenVariable, "wasm-shell"),
            BinaryenEngine.Start)
        {
            OnlyByName = "it takes minutes, a process for each script and for each command that fails",
        },
    ];

    /// <summary>The engine of a name; null if there is none.</summary>
    public static KnownEngine? Find(string name) => All.FirstOrDefault(engine => engine.Name == name);

    private static WorkerOptions JavaScript(string program, string tier, string[] switches) => new()
    {
        Program = program,
        Arguments = [.. switches, Path.Combine(AppContext.BaseDirectory, JavaScriptWorker), tier],
    };

    // It takes longer to start than others, and to answer: where a machine is busy, much longer.
    private static WorkerOptions Firefox(string program, string tier)
    {
        var own = WorkerOptions.Own();
        return own with { Arguments = [.. own.Arguments, FirefoxWorker.Option, program, tier], Grace = TimeSpan.FromSeconds(10) };
    }

    private static FoundProgram? FindFirefox() => OperatingSystem.IsLinux()
        ? ProgramSearch.Find(FirefoxVariable, "firefox") ?? ProgramSearch.Find(FirefoxVariable, "firefox-esr")
        : null;

    // Source: bun, options of JavaScriptCore in variables with this prefix.
    private static ImmutableDictionary<string, string> Switches(params ReadOnlySpan<string> switches)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var entry in switches)
        {
            var equals = entry.IndexOf('=');
            variables.Add($"BUN_JSC_{entry[..equals]}", entry[(equals + 1)..]);
        }

        return variables.ToImmutable();
    }

    // Its package is large, and few need it: not built with the command line, but by whoever asks for it.
    private static FoundProgram? FindWasmtime()
    {
        if (Environment.GetEnvironmentVariable(WasmtimeVariable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? new FoundProgram(Path.GetFullPath(named), $"${WasmtimeVariable}")
                : throw new FileNotFoundException($"${WasmtimeVariable} is {named}: no such file");
        }

        // The native build may be where no .NET is to run the worker.
        if (SuiteLocator.FindRepositorySuites() is not { } suites || (OwnProgram.IsNative && ProgramSearch.Find(OwnProgram.HostVariable, "dotnet") is null))
        {
            return null;
        }

        var bin = Path.GetFullPath(Path.Combine(suites, "..", "harness", WasmtimeWorker, "bin"));
        return ((string[])["Release", "Debug"])
            .Select(configuration => Path.Combine(bin, configuration, "net10.0", WasmtimeWorker + ".dll"))
            .FirstOrDefault(File.Exists) is { } built
            ? new FoundProgram(built, "the checkout's build")
            : null;
    }
}
