using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Wasm;

namespace ConformanceLab.Worker.Wasmtime;

/// <summary>
/// Wasmtime by its C API. It changes the signal handlers of its process, so it must have one of its own. Thread-safe.
/// </summary>
internal sealed class WasmtimeEngine : IEngineAdapter
{
    /// <summary>Its first compiler: one pass.</summary>
    public const string Winch = "winch";

    /// <summary>Its optimizing compiler.</summary>
    public const string Cranelift = "cranelift";

    // Switched on with Winch, these end the process. Source: Wasmtime, crates/wasmtime/src/config.rs, compiler_panicking_wasm_features.
    private const WasmFeatures NotInWinch = WasmFeatures.Gc
        | WasmFeatures.FunctionReferences
        | WasmFeatures.TailCall
        | WasmFeatures.ExceptionHandling
        | WasmFeatures.RelaxedSimd;

    private readonly ConcurrentDictionary<(string Tier, WasmFeatures Features), Lazy<nint>> _engines = new();

    /// <inheritdoc/>
    public string Name => "wasmtime";

    /// <inheritdoc/>
    public string Version { get; } = typeof(global::Wasmtime.Engine).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers => [Winch, Cranelift];

    /// <inheritdoc/>
    public WasmFeatures Features => WasmFeatures.All;

    /// <inheritdoc/>
    public OracleStrength Strength => new(SeesNanBits: true, TellsMalformedFromInvalid: false, GivesMessages: false, ReadsText: false);

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options) => !Tiers.Contains(options.Tier)
        ? throw new NotSupportedException($"there is no tier {options.Tier}; there are {string.Join(", ", Tiers)}")
        : new WasmtimeSession(this, EngineOf(options), options.Features);

    private nint EngineOf(SessionOptions options) =>
        _engines.GetOrAdd((options.Tier, options.Features), key => new Lazy<nint>(() => Create(key.Tier, key.Features))).Value;

    private static nint Create(string tier, WasmFeatures features)
    {
        var isWinch = tier == Winch;
        features = (features | Closure(features)) & (isWinch ? ~NotInWinch : WasmFeatures.All);
        var config = Native.wasm_config_new();
        Native.wasmtime_config_strategy_set(config, isWinch ? (byte)2 : (byte)1);
        Native.wasmtime_config_epoch_interruption_set(config, true);

        // Modules of scripts are small, and scripts run side by side.
        Native.wasmtime_config_parallel_compilation_set(config, false);
        Native.wasmtime_config_shared_memory_set(config, Has(WasmFeatures.Threads));
        Native.wasmtime_config_wasm_threads_set(config, Has(WasmFeatures.Threads));
        Native.wasmtime_config_wasm_tail_call_set(config, Has(WasmFeatures.TailCall));
        Native.wasmtime_config_wasm_reference_types_set(config, Has(WasmFeatures.ReferenceTypes));
        Native.wasmtime_config_wasm_function_references_set(config, Has(WasmFeatures.FunctionReferences));
        Native.wasmtime_config_wasm_gc_set(config, Has(WasmFeatures.Gc));
        Native.wasmtime_config_wasm_simd_set(config, Has(WasmFeatures.Simd));
        Native.wasmtime_config_wasm_relaxed_simd_set(config, Has(WasmFeatures.RelaxedSimd));
        Native.wasmtime_config_wasm_bulk_memory_set(config, Has(WasmFeatures.BulkMemory));
        Native.wasmtime_config_wasm_multi_value_set(config, Has(WasmFeatures.MultiValue));
        Native.wasmtime_config_wasm_multi_memory_set(config, Has(WasmFeatures.MultiMemory));
        Native.wasmtime_config_wasm_memory64_set(config, Has(WasmFeatures.Memory64));
        Native.wasmtime_config_wasm_exceptions_set(config, Has(WasmFeatures.ExceptionHandling));
        Native.wasmtime_config_wasm_custom_page_sizes_set(config, Has(WasmFeatures.CustomPageSizes));
        Native.wasmtime_config_wasm_wide_arithmetic_set(config, Has(WasmFeatures.WideArithmetic));
        Native.wasmtime_config_wasm_compact_imports_set(config, Has(WasmFeatures.CompactImportSection));
        return Native.wasm_engine_new_with_config(config);

        bool Has(WasmFeatures feature) => (features & feature) != 0;
    }

    // What it doesn't do without, or not without other features: it would end the process. Source: Wasmtime, crates/wasmtime/src/config.rs.
    private static WasmFeatures Closure(WasmFeatures features)
    {
        var needed = WasmFeatures.Wasm2;
        needed |= (features & (WasmFeatures.Gc | WasmFeatures.ExceptionHandling)) != 0
            ? WasmFeatures.FunctionReferences | WasmFeatures.Gc
            : WasmFeatures.None;
        return needed;
    }
}
