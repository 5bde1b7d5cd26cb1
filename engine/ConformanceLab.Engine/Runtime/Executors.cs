using ConformanceLab.Wasm.Interpreter;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>Which executor a tier stands for.</summary>
internal static class Executors
{
    /// <summary>Whether the tier is built and can run on this machine.</summary>
    public static bool IsBuilt(Tier tier) => tier == Tier.Interpreter || Codegen.NativeCode.IsSupported;

    /// <summary>Compiles all functions of a module now, where the tier compiles.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public static void CompileAll(LoadedModule module)
    {
        if (module.Engine.Options.Tier != Tier.Interpreter)
        {
            Baseline.BaselineExecutor.NativeOf(module).CompileAll();
        }
    }

    /// <summary>Explains functions of a module one after the other, as they are asked for.</summary>
    /// <exception cref="NotSupportedException">The tier makes no machine code.</exception>
    public static IEnumerable<FunctionExplanation> Explain(LoadedModule module, IEnumerable<int> functions, bool withStages) =>
        module.Engine.Options.Tier != Tier.Interpreter
            ? ExplainCode(module, functions, withStages)
            : throw new NotSupportedException($"the tier '{module.Engine.Options.Tier.Name()}' makes no machine code");

    /// <summary>What has been counted in the code of a module.</summary>
    /// <exception cref="NotSupportedException">The tier makes no machine code.</exception>
    /// <exception cref="InvalidOperationException">Nothing is counted.</exception>
    public static IReadOnlyList<FunctionBlocks> ReadBlockCounts(LoadedModule module)
    {
        if (module.Engine.Options.Tier == Tier.Interpreter)
        {
            throw new NotSupportedException($"the tier '{Tier.Interpreter.Name()}' makes no machine code");
        }

        module.AddOwner();
        try
        {
            return Baseline.BaselineExecutor.NativeOf(module).ReadCounts();
        }
        finally
        {
            module.RemoveOwner();
        }
    }

    private static IEnumerable<FunctionExplanation> ExplainCode(LoadedModule module, IEnumerable<int> functions, bool withStages)
    {
        module.AddOwner();
        try
        {
            var explainer = new Baseline.Explainer(module);
            foreach (var function in functions)
            {
                yield return explainer.Explain(function, withStages);
            }
        }
        finally
        {
            module.RemoveOwner();
        }
    }

    /// <summary>Makes the executor of a store.</summary>
    /// <exception cref="NotSupportedException">The tier is not built.</exception>
    public static Executor Create(StoreState store) => store.Engine.Options.Tier switch
    {
        Tier.Interpreter => new InterpreterExecutor(store),
        Tier.Baseline or Tier.Optimizing or Tier.Auto => new Baseline.BaselineExecutor(store),
        var tier => throw new NotSupportedException($"the tier '{tier.Name()}' is not built"),
    };
}
