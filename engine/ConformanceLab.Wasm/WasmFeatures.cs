using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm;

/// <summary>
/// Proposals as switches of decoder, parser and validator. A module that uses one that is off is malformed or invalid, as it was
/// before the proposal. Names (<see cref="WasmFeatureNames"/>) are those of the proposals' repositories.
/// </summary>
[Flags]
public enum WasmFeatures : ulong
{
    /// <summary>WebAssembly 1.0.</summary>
    None = 0,

    /// <summary>Sign-extension instructions (2.0).</summary>
    SignExtension = 1 << 0,

    /// <summary>Saturating float-to-integer conversions (2.0).</summary>
    SaturatingFloatToInt = 1 << 1,

    /// <summary>Several results and block parameters (2.0).</summary>
    MultiValue = 1 << 2,

    /// <summary>Bulk memory and table instructions, passive segments (2.0).</summary>
    BulkMemory = 1 << 3,

    /// <summary>Reference types, several tables (2.0).</summary>
    ReferenceTypes = 1 << 4,

    /// <summary>128-bit vectors (2.0).</summary>
    Simd = 1 << 5,

    /// <summary>Arithmetic in constant expressions (3.0).</summary>
    ExtendedConst = 1 << 6,

    /// <summary>Tail calls (3.0).</summary>
    TailCall = 1 << 7,

    /// <summary>Typed function references (3.0).</summary>
    FunctionReferences = 1 << 8,

    /// <summary>Garbage collection (3.0).</summary>
    Gc = 1 << 9,

    /// <summary>Several memories (3.0).</summary>
    MultiMemory = 1 << 10,

    /// <summary>64-bit memories and tables (3.0).</summary>
    Memory64 = 1 << 11,

    /// <summary>Exceptions with exnref (3.0).</summary>
    ExceptionHandling = 1 << 12,

    /// <summary>Relaxed SIMD (3.0).</summary>
    RelaxedSimd = 1 << 13,

    /// <summary>Shared memories and atomic instructions.</summary>
    Threads = 1 << 16,

    /// <summary>The exception instructions before exnref: try, catch, delegate, rethrow.</summary>
    LegacyExceptions = 1 << 17,

    /// <summary>Memories with pages of one byte.</summary>
    CustomPageSizes = 1 << 18,

    /// <summary>128-bit addition, subtraction and wide multiplication.</summary>
    WideArithmetic = 1 << 19,

    /// <summary>Imports grouped by module in the binary and text format.</summary>
    CompactImportSection = 1 << 20,

    /// <summary>WebAssembly 2.0.</summary>
    Wasm2 = SignExtension | SaturatingFloatToInt | MultiValue | BulkMemory | ReferenceTypes | Simd,

    /// <summary>WebAssembly 3.0.</summary>
    Wasm3 = Wasm2 | ExtendedConst | TailCall | FunctionReferences | Gc | MultiMemory | Memory64 | ExceptionHandling | RelaxedSimd,

    /// <summary>WebAssembly 3.0 and every proposal that is built.</summary>
    All = Wasm3 | Threads | LegacyExceptions | CustomPageSizes | WideArithmetic | CompactImportSection,
}

/// <summary>Names of features, as the proposals' folders and repositories have them.</summary>
public static class WasmFeatureNames
{
    private static readonly ImmutableArray<(string Name, WasmFeatures Feature)> s_names =
    [
        ("sign-extension", WasmFeatures.SignExtension),
        ("saturating-float-to-int", WasmFeatures.SaturatingFloatToInt),
        ("multi-value", WasmFeatures.MultiValue),
        ("bulk-memory", WasmFeatures.BulkMemory),
        ("reference-types", WasmFeatures.ReferenceTypes),
        ("simd", WasmFeatures.Simd),
        ("extended-const", WasmFeatures.ExtendedConst),
        ("tail-call", WasmFeatures.TailCall),
        ("function-references", WasmFeatures.FunctionReferences),
        ("gc", WasmFeatures.Gc),
        ("multi-memory", WasmFeatures.MultiMemory),
        ("memory64", WasmFeatures.Memory64),
        ("exception-handling", WasmFeatures.ExceptionHandling),
        ("relaxed-simd", WasmFeatures.RelaxedSimd),
        ("threads", WasmFeatures.Threads),
        ("legacy-exceptions", WasmFeatures.LegacyExceptions),
        ("custom-page-sizes", WasmFeatures.CustomPageSizes),
        ("wide-arithmetic", WasmFeatures.WideArithmetic),
        ("compact-import-section", WasmFeatures.CompactImportSection),
    ];

    /// <summary>Every feature that is built, with its name, in the order of the enumeration.</summary>
    public static ImmutableArray<(string Name, WasmFeatures Feature)> All => s_names;

    /// <summary>Proposals that are known by name and not built: whoever asks for one is told so.</summary>
    public static ImmutableArray<string> Unsupported { get; } =
    [
        "stack-switching",
        "custom-descriptors",
        "shared-everything-threads",
        "acquire-release-atomics",
        "rounding-variants",
        "component-model",
    ];

    /// <summary>Looks a feature up by name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out WasmFeatures feature)
    {
        foreach (var entry in s_names)
        {
            if (entry.Name == name)
            {
                feature = entry.Feature;
                return true;
            }
        }

        feature = WasmFeatures.None;
        return false;
    }

    /// <summary>The name of a single feature.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not exactly one known feature.</exception>
    public static string NameOf(WasmFeatures feature)
    {
        foreach (var entry in s_names)
        {
            if (entry.Feature == feature)
            {
                return entry.Name;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(feature), feature, "not a single feature");
    }
}
