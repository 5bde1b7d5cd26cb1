using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Harness.Tests.NpmPrograms;

/// <summary>
/// A module as toolchains make it for JavaScript hosts, run without one: WASI is ours, of the other imports those that every program needs
/// are here, and what would be calls of a system says that there is none.
/// </summary>
internal sealed class ToolchainGuest : IDisposable
{
    private const int NotSupported = -52;
    private const int LargestMemory = 1 << 30;

    private readonly Engine _engine;
    private readonly Module _module;
    private readonly Store _store;
    private readonly WasiContext _wasi;
    private readonly Instance _instance;

    /// <summary>Loads and instantiates a module, and lets it construct what it constructs before anything else.</summary>
    /// <param name="file">The module.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="input">What it reads as its standard input.</param>
    /// <param name="callback">Functions that it imports and that the test wants to see: its name, its arguments.</param>
    public ToolchainGuest(string file, Tier tier, byte[]? input = null, Action<string, Value[]>? callback = null)
    {
        _engine = new Engine(new EngineOptions { Tier = tier, Features = WasmFeatures.All });
        _module = Module.FromFile(_engine, file);
        _store = new Store(_engine);
        _wasi = new WasiContext(new WasiOptions
        {
            StandardInput = new MemoryStream(input ?? []), StandardOutput = Output, StandardError = Errors, RandomSeed = 1,
        });
        var linker = new Linker(_engine);
        _wasi.Define(linker);
        foreach (var import in _module.Imports.Where(static import => import.Module != WasiContext.ModuleName))
        {
            linker.DefineFunction(
                import.Module,
                import.Name,
                ((FunctionExternType)import.Type).Type,
                (_, arguments, results) => Answer(import.Name, arguments, results, callback));
        }

        _instance = linker.Instantiate(_store, _module);
        Memory = _instance.GetMemory("memory");
        foreach (var name in (string[])["emscripten_stack_init", "__wasm_call_ctors", "_initialize"])
        {
            if (_instance.TryGetFunction(name, out var function))
            {
                function.Invoke([]);
            }
        }
    }

    /// <summary>Its memory.</summary>
    public Memory Memory { get; }

    /// <summary>What it wrote to its standard output.</summary>
    public MemoryStream Output { get; } = new();

    /// <summary>What it wrote as errors.</summary>
    public MemoryStream Errors { get; } = new();

    /// <summary>Calls an exported function.</summary>
    public int Call(string name, params int[] arguments) =>
        _instance.GetFunction(name).Invoke([.. arguments.Select(Value.FromInt32)]) is [var result, ..] ? result.AsInt32() : 0;

    /// <summary>A string in its memory that ends with 0; its address.</summary>
    /// <param name="text">The string.</param>
    /// <param name="allocate">The function of the module that gives memory.</param>
    public int Write(string text, string allocate = "malloc")
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\0");
        var address = Call(allocate, bytes.Length);
        Memory.Write((uint)address, bytes);
        return address;
    }

    /// <summary>The string at an address, up to its 0.</summary>
    public string Read(int address)
    {
        var bytes = new List<byte>();
        for (var at = (uint)address; Memory.Read<byte>(at) is var next and not 0; at++)
        {
            bytes.Add(next);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wasi.Dispose();
        _store.Dispose();
        _module.Dispose();
        _engine.Dispose();
    }

    private void Answer(string name, ReadOnlySpan<Value> arguments, Span<Value> results, Action<string, Value[]>? callback)
    {
        callback?.Invoke(name, arguments.ToArray());
        if (name is "_abort_js" or "abort" or "__assert_fail" or "exit")
        {
            throw new InvalidOperationException($"the guest gave up: {name} {Encoding.UTF8.GetString(Errors.ToArray())}");
        }

        if (results.Length == 0)
        {
            return;
        }

        results[0] = name switch
        {
            "emscripten_resize_heap" => Value.FromInt32(Grow((uint)arguments[0].AsInt32()) ? 1 : 0),
            "emscripten_get_heap_max" => Value.FromInt32(LargestMemory),
            _ when name.StartsWith("__syscall_", StringComparison.Ordinal) => Value.FromInt32(NotSupported),
            _ => results[0],
        };
    }

    private bool Grow(uint bytes)
    {
        var missing = bytes > Memory.ByteLength ? bytes - Memory.ByteLength : 0;
        return bytes <= LargestMemory && Memory.Grow((missing + 65535) / 65536) >= 0;
    }
}
