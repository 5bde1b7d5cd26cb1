using System.Collections.Immutable;
using ConformanceLab.Fuzzing.Generation;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing;

/// <summary>
/// Random valid modules of the whole language. Types direct the generation: whatever is asked for is a value of some type, and everything
/// that can make one is in the draw. Modules end: entering a function takes from a budget, which the export <see cref="BudgetExport"/>
/// sets, and each loop counts down. They export all of their functions that a host can call, and everything that has a state, but for a
/// table that keeps what it has. They may import functions of the module <see cref="HostModule"/>, whose parameters and results are numbers.
/// </summary>
public static class ModuleGenerator
{
    /// <summary>Name of the exported function that says how many functions may be entered: <c>(param i32)</c>.</summary>
    public const string BudgetExport = "budget";

    /// <summary>Module name of imported functions.</summary>
    public const string HostModule = "host";

    private static readonly WasmFeatures[] s_proposals =
        [WasmFeatures.Threads, WasmFeatures.LegacyExceptions, WasmFeatures.CustomPageSizes, WasmFeatures.WideArithmetic];

    /// <summary>The module of a seed and an index.</summary>
    /// <param name="seed">Which series of modules.</param>
    /// <param name="index">Which module of the series.</param>
    /// <param name="features">What it may use. Proposals that are not in the standard are used by some modules only.</param>
    public static WasmModule Generate(ulong seed, ulong index, WasmFeatures features = WasmFeatures.All)
    {
        var random = new RandomSource(seed, index);
        var used = features & WasmFeatures.Wasm3;
        foreach (var proposal in s_proposals)
        {
            used |= random.Next(2) == 0 ? features & proposal : WasmFeatures.None;
        }

        return new ModuleShape(random, used).Build();
    }

    /// <summary>Whether the host can call a function: its parameters are numbers and vectors, or references that may be null.</summary>
    public static bool IsCallable(FunctionType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Parameters.All(static parameter =>
            parameter.IsDefaultable && (!parameter.IsReference || parameter.HeapType.IsAbstract));
    }

    /// <summary>An argument for a parameter of a callable function.</summary>
    /// <returns>The bits of a number, or the halves of a vector; 0 for references.</returns>
    public static (ulong Low, ulong High) Argument(RandomSource random, ValType type)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (type == ValType.V128)
        {
            var vector = System.Runtime.Intrinsics.Vector128.AsUInt64(InterestingValues.V128(random));
            return (vector[0], vector[1]);
        }

        return (type == ValType.I32 ? InterestingValues.I32(random)
            : type == ValType.I64 ? InterestingValues.I64(random)
            : type == ValType.F32 ? InterestingValues.F32(random)
            : type == ValType.F64 ? InterestingValues.F64(random)
            : 0, 0);
    }
}
