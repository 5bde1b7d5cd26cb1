using ConformanceLab.Wasm.Wasi.Functions;
using ConformanceLab.Wasm.Wasi.Paths;

namespace ConformanceLab.Wasm.Wasi;

/// <summary>
/// WASI preview 1 for one guest: its descriptors, clocks, random numbers. The functions are defined in a linker; they use the memory that
/// the calling instance exports as <c>memory</c>. An address that is out of bounds is a trap, as WASI demands.
/// <para>
/// Not thread-safe: instances that share a context run one at a time. Everything that waits (reads, polls, sleep) is ended by
/// <see cref="Store.Interrupt"/> and by the token of the call. Source: WebAssembly/WASI, legacy/preview1.
/// </para>
/// </summary>
public sealed class WasiContext : IDisposable
{
    /// <summary>The name that guests import the functions from.</summary>
    public const string ModuleName = "wasi_snapshot_preview1";

    private const string StartName = "_start";
    private const string InitializeName = "_initialize";

    private readonly Preview1 _functions;

    /// <summary>Opens what the guest is to find open.</summary>
    /// <param name="options">What it gets.</param>
    /// <exception cref="IOException">A directory cannot be opened, and the message says which and why; or no descriptor is left.</exception>
    /// <exception cref="ArgumentException">An option is wrong: a zero character, an empty name, too many descriptors.</exception>
    /// <exception cref="PlatformNotSupportedException">An option is for Linux only.</exception>
    public WasiContext(WasiOptions options)
        : this(options, PathResolver.Best)
    {
    }

    internal WasiContext(WasiOptions options, PathResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(options);
        _functions = new Preview1(options, resolver);
    }

    /// <summary>Whether a module imports anything of WASI preview 1.</summary>
    public static bool IsImportedBy(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Imports.Any(import => import.Module == ModuleName);
    }

    /// <summary>Whether a module is a command: something that runs once, from <c>_start</c>.</summary>
    public static bool IsCommand(Module module) => ExportsProcedure(module, StartName);

    /// <summary>Whether a module is a reactor that must be initialised before its functions are called.</summary>
    public static bool IsReactor(Module module) => !IsCommand(module) && ExportsProcedure(module, InitializeName);

    /// <summary>Defines all functions under <see cref="ModuleName"/>.</summary>
    /// <param name="linker">Where; it must not outlive the context's use.</param>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public void Define(Linker linker)
    {
        ArgumentNullException.ThrowIfNull(linker);
        _functions.Define(linker);
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="instance">An instance of a command; fresh, because a command runs once.</param>
    /// <param name="cancellationToken">Ends it when cancelled.</param>
    /// <returns>Its exit code; 0 if <c>_start</c> returns.</returns>
    /// <exception cref="KeyNotFoundException">It exports no <c>_start</c>.</exception>
    /// <exception cref="TrapException">It trapped.</exception>
    /// <exception cref="WasmThrownException">It threw what it did not catch.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int Run(Instance instance, CancellationToken cancellationToken = default) => Call(instance, StartName, cancellationToken);

    /// <summary>Initialises a reactor.</summary>
    /// <param name="instance">An instance of a reactor.</param>
    /// <param name="cancellationToken">Ends it when cancelled.</param>
    /// <returns>The exit code if it exits, which it should not; otherwise 0.</returns>
    /// <exception cref="KeyNotFoundException">It exports no <c>_initialize</c>.</exception>
    /// <exception cref="TrapException">It trapped.</exception>
    /// <exception cref="WasmThrownException">It threw what it did not catch.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int Initialize(Instance instance, CancellationToken cancellationToken = default) =>
        Call(instance, InitializeName, cancellationToken);

    /// <summary>Closes all descriptors of the guest; its functions then find none.</summary>
    public void Dispose() => _functions.Dispose();

    private static bool ExportsProcedure(Module module, string name)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Exports.Any(export =>
            export.Name == name && export.Type is FunctionExternType { Type: { Parameters.Length: 0, Results.Length: 0 } });
    }

    private static int Call(Instance instance, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        try
        {
            instance.GetFunction(name).Invoke([], cancellationToken);
            return 0;
        }
        catch (WasiExitException exit)
        {
            return exit.ExitCode;
        }
    }
}
