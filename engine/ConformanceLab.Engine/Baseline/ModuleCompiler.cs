using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Optimizing;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>Compiles functions of a module by the engine's tier. An object for one function after another, by one thread.</summary>
internal sealed class ModuleCompiler(NativeModule native)
{
    private readonly CodeBuffer _code = new();
    private readonly BaselineCompiler _baseline = new(native);
    private readonly OptimizingCompiler? _optimizing =
        native.Module.Engine.Options.Tier == Tier.Optimizing ? new OptimizingCompiler(native) : null;

    /// <summary>
    /// Compiles a function; by the baseline compiler what is too much for the optimizing one. Its code is good until <see cref="Recycle"/>.
    /// </summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="trace">Notes which code belongs to what, if somebody wants to know.</param>
    public CompiledFunction Compile(int index, CompilationTrace? trace = null)
    {
        Delay.Wait(native.Module.Engine.Options.PlantedDelays.Compilation);
        return _optimizing?.TryCompile(index, trace) ?? _baseline.Compile(index, _code, trace);
    }

    /// <summary>The code of all functions so far has been placed, or is not needed: its bytes may become other code.</summary>
    public void Recycle() => _code.Clear();
}
