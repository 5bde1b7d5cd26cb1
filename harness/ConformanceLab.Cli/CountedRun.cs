using System.Globalization;
using ConformanceLab.Cli.Commands;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli;

/// <summary>A program that is run to be counted: each time by a fresh engine, in a world that is always the same.</summary>
/// <param name="path">The module's file.</param>
/// <param name="invoke">The exported function to be called; null to run a command.</param>
/// <param name="arguments">Its arguments, if a function is called.</param>
internal sealed class CountedRun(string path, string? invoke, string[] arguments)
{
    /// <summary>What a guest's random numbers are drawn with.</summary>
    public const ulong Seed = 1;

    private readonly byte[] _bytes = ModuleFiles.ReadBytes(path);

    /// <summary>The engine's options.</summary>
    public required EngineOptions Options { get; init; }

    /// <summary>Directories, environment and arguments of a command.</summary>
    public required WasiOptions World { get; init; }

    /// <summary>A file that the guest reads as its standard input.</summary>
    public string? Input { get; init; }

    /// <summary>Runs it from the start to the end, however it ends.</summary>
    /// <returns>What was counted, and a sentence on how it ended.</returns>
    /// <exception cref="ModuleException">The module is malformed or invalid.</exception>
    /// <exception cref="LinkException">It imports what is not there.</exception>
    /// <exception cref="UsageException">It has no such function, or other parameters.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public (CountReport Report, string Ended) Execute(CancellationToken cancellation)
    {
        using var engine = new Engine(Options);
        using var module = ModuleFiles.Load(engine, _bytes);
        using var input = Input is null ? Stream.Null : File.OpenRead(Input);
        using var wasi = new WasiContext(World with
        {
            InheritStandardStreams = false,
            StandardInput = input,
            StandardOutput = Stream.Null,
            StandardError = Stream.Null,
            Time = new CountedTime(),
            RandomSeed = Seed,
        });
        using var store = new Store(engine);
        var linker = new Linker(engine);
        wasi.Define(linker);
        var ended = Run(wasi, linker, store, module, cancellation);
        return (CountReport.Of(path, Options.Tier.Name(), ExecutionCounter.Count(module), store.AllocatedBytes), ended);
    }

    private string Run(WasiContext wasi, Linker linker, Store store, Module module, CancellationToken cancellation)
    {
        try
        {
            var instance = linker.Instantiate(store, module, cancellation);
            if (invoke is null && WasiContext.IsCommand(module))
            {
                return string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {wasi.Run(instance, cancellation)}");
            }

            if (WasiContext.IsReactor(module))
            {
                wasi.Initialize(instance, cancellation);
            }

            if (invoke is null)
            {
                return "it was instantiated; --invoke NAME calls a function of it";
            }

            if (!instance.TryGetFunction(invoke, out var function))
            {
                throw new UsageException($"{path} exports no function '{invoke}'; 'clab info' lists what it exports");
            }

            var results = function.Invoke(GuestValues.Parse(invoke, function.Type, arguments), cancellation);
            return $"it returned {(results.Length == 0 ? "nothing" : string.Join(", ", results.Select(GuestValues.Format)))}";
        }
        catch (WasiExitException exit)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {exit.ExitCode}");
        }
        catch (TrapException trap)
        {
            return $"it trapped: {trap.Message}";
        }
        catch (WasmThrownException thrown)
        {
            return $"it threw what nothing caught: {thrown.Message}";
        }
    }
}
