using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// The optimizing compiler: from a body to a graph, which passes improve, to instructions, registers and code. An object for one function
/// after another, by one thread.
/// </summary>
internal sealed class OptimizingCompiler(NativeModule native)
{
    private readonly WorkBudget _budget = new();
    private readonly GraphBuilder _builder = new(native);
    private readonly Graph _graph = new();
    private readonly Lowering _lowering = new();
    private readonly Liveness _liveness = new();
    private readonly LinearScan _allocation = new(native);
    private readonly Emitter _emitter = new(native);

    /// <summary>The graph of the last function.</summary>
    public Graph Graph => _graph;

    /// <summary>Its instructions.</summary>
    public Lowering Lowering => _lowering;

    /// <summary>The lifetimes of its values.</summary>
    public Liveness Liveness => _liveness;

    /// <summary>Compiles a function; null if it is too much for this tier.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="trace">Notes which code belongs to what, if somebody wants to know.</param>
    public CompiledFunction? TryCompile(int index, CompilationTrace? trace = null) =>
        TryAllocate(index) is { } frame ? Emit(index, frame, loop: null, trace) : null;

    /// <summary>Compiles what goes on in a function of the baseline tier at the head of one of its loops; null if that can't be compiled.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="loop">The loop, in bytes from the body's start.</param>
    public CompiledFunction? TryCompileLoop(int index, int loop) =>
        TryAllocateLoop(index, loop) is { } frame ? Emit(index, frame, loop, trace: null) : null;

    /// <summary>All of that but the emission.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="loop">The loop, in bytes from the body's start.</param>
    public FrameMap? TryAllocateLoop(int index, int loop) =>
        _builder.TryBuildLoop(index, loop, _graph) ? AllocateWithin(index) : null;

    private CompiledFunction Emit(int index, FrameMap frame, int? loop, CompilationTrace? trace) =>
        _emitter.Emit(index, _graph, _lowering, _liveness, _allocation, frame, _builder.Helpers, loop, trace) with
        {
            Inlined = [.. _builder.Inlined],
        };

    /// <summary>All but the emission; null if the function has something that this tier cannot compile yet.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    public FrameMap? TryAllocate(int index)
    {
        // Where it is too much with what it calls, it may not be alone.
        var frame = TryAllocate(index, mayInline: true);
        return frame is null && _builder.Inlined.Count > 0 ? TryAllocate(index, mayInline: false) : frame;
    }

    private FrameMap? TryAllocate(int index, bool mayInline) =>
        _builder.TryBuild(index, _graph, mayInline) ? AllocateWithin(index) : null;

    // Null if it is too much.
    private FrameMap? AllocateWithin(int index)
    {
        try
        {
            return Allocate(native.SignatureOf(native.Module.Syntax.Functions[index].TypeIndex));
        }
        catch (WorkExceededException)
        {
            return null;
        }
    }

    private FrameMap Allocate(SignatureLayout signature)
    {
        _budget.Reset();
        Passes.Number(_graph);
        Passes.RemoveRedundantParameters(_graph, _budget);
        Passes.FindDominators(_graph);
        ValueNumbering.Run(_graph, _budget);
        Passes.RemoveDeadCode(_graph);
        Passes.SplitCriticalEdges(_graph);
        Passes.Number(_graph);
        Passes.FindDominators(_graph);
        _lowering.Run(_graph);
        _liveness.Run(_graph, _lowering, _budget);
        _allocation.Run(_graph, _lowering, _liveness, signature, _budget);
        return new FrameMap(_graph, _lowering, _liveness, _allocation, _budget);
    }
}
