using System.Globalization;
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
    private readonly ValueNumbering _numbering = new(native);
    private readonly Lowering _lowering = new();
    private readonly Liveness _liveness = new();
    private readonly LinearScan _allocation = new(native);
    private readonly FrameMap _frame = new();
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
        TryAllocate(index, trace) is { } frame ? Emit(index, frame, loop: null, trace) : null;

    /// <summary>Compiles what goes on in a function of the baseline tier at the head of one of its loops; null if that can't be compiled.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="loop">The loop, in bytes from the body's start.</param>
    public CompiledFunction? TryCompileLoop(int index, int loop) =>
        TryAllocateLoop(index, loop) is { } frame ? Emit(index, frame, loop, trace: null) : null;

    /// <summary>All of that but the emission.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="loop">The loop, in bytes from the body's start.</param>
    public FrameMap? TryAllocateLoop(int index, int loop) =>
        _builder.TryBuildLoop(index, loop, _graph) ? AllocateWithin(index, trace: null) : null;

    private CompiledFunction Emit(int index, FrameMap frame, int? loop, CompilationTrace? trace) =>
        _emitter.Emit(index, _graph, _lowering, _liveness, _allocation, frame, _builder.Helpers, loop, trace) with
        {
            Inlined = [.. _builder.Inlined],
        };

    /// <summary>All but the emission; null if the function has something that this tier cannot compile yet.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="trace">Notes stages and decisions, if somebody wants to know.</param>
    public FrameMap? TryAllocate(int index, CompilationTrace? trace = null)
    {
        // Where it is too much with what it calls, it may not be alone.
        var frame = TryAllocate(index, mayInline: true, trace);
        if (frame is null && _builder.Inlined.Count > 0)
        {
            trace?.Retry("with what was inlined the function is too much: it is compiled without");
            frame = TryAllocate(index, mayInline: false, trace);
        }

        if (frame is null)
        {
            trace?.Retry("the function is too much for the optimizing compiler: the baseline compiler's code is shown");
        }

        return frame;
    }

    private FrameMap? TryAllocate(int index, bool mayInline, CompilationTrace? trace) =>
        _builder.TryBuild(index, _graph, mayInline, trace) ? AllocateWithin(index, trace) : null;

    // Null if it is too much.
    private FrameMap? AllocateWithin(int index, CompilationTrace? trace)
    {
        try
        {
            return Allocate(native.SignatureOf(native.Module.Syntax.Functions[index].TypeIndex), trace);
        }
        catch (WorkExceededException)
        {
            return null;
        }
    }

    private FrameMap Allocate(SignatureLayout signature, CompilationTrace? trace)
    {
        _budget.Reset();
        Passes.Number(_graph);
        Show("graph");
        Passes.RemoveRedundantParameters(_graph, _budget);
        Show("redundant parameters removed");
        Passes.FindDominators(_graph);
        _numbering.Run(_graph, _budget, trace);
        Show("values numbered, invariants moved");
        Passes.RemoveDeadCode(_graph);
        Show("dead code removed");
        Passes.SplitCriticalEdges(_graph);
        Passes.Number(_graph);
        Passes.FindDominators(_graph);
        ColdBlocks.Sink(_graph);
        _lowering.Run(_graph);
        _liveness.Run(_graph, _lowering, _budget);
        _allocation.Run(_graph, _lowering, _liveness, signature, _budget);
        _frame.Run(_graph, _lowering, _liveness, _allocation, _budget);
        if (trace is not null)
        {
            trace.EndStage("registers allocated", () => GraphPrinter.Print(_graph, _lowering, _liveness, _frame));
            ExplainAllocation(trace);
        }

        return _frame;

        void Show(string stage) => trace?.EndStage(stage, PrintGraph);
    }

    private string PrintGraph() => GraphPrinter.Print(_graph);

    private void ExplainAllocation(CompilationTrace trace)
    {
        foreach (var interval in _liveness.Intervals)
        {
            if (interval is not null && _allocation.IsSpilled[interval.Value])
            {
                var parts = 0;
                for (var part = interval; part is not null; part = part.Next)
                {
                    parts += Locations.IsRegister(part.Location) ? 1 : 0;
                }

                trace.Decide(
                    _graph[interval.Value].Bytecode,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"v{interval.Value} has a slot in the frame: it lives across a call, or registers run out; it is in a register {parts} times"));
            }
        }
    }
}
