using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;

namespace ConformanceLab.Wasm.Tiering;

/// <summary>
/// Which functions of a module have been executed so much that better code pays, and that code. Every function has a budget, a cell that its
/// baseline code takes from at its entry and at its loops' heads; when it is used up, the function is compiled again.
/// <code>
///   entry:      budget −= call;       below 0 ─▶ stub of CompileStubs ─▶ Exhausted ─▶ the slot's code, whatever it is by now
///   loop head:  budget −= iteration;  below 0 ─▶ helper ─▶ Exhausted ─▶ goes on where it is, or in the loop's own code (on-stack replacement)
///
///   function   counting ─▶ requested ─▶ replaced: its slot has the new code     (or ─▶ left alone: the optimizing compiler gave it up)
///   loop       the same, each for itself: code that begins at the loop's head, with the values that it finds in the frame
/// </code>
/// Nothing is ever undone: the old code stays as long as the module, and whoever is in it may stay. Thread-safe.
/// </summary>
internal sealed unsafe class ModuleTiering : IDisposable
{
    /// <summary>What an iteration of a loop takes.</summary>
    public const int Iteration = 1;

    // Before somebody asks again whether the code is there.
    private const int Patience = 500;

    private const int LongPatience = 1 << 20;

    // A loop for which there will be no code.
    private const nint LeftAlone = -1;

    // Of a function whose loops all are entered from outside.
    private const int MaximumLoops = 16;

    private readonly NativeModule _native;
    private readonly TierUpOptions _options;
    private readonly Lock _lock = new();
    private readonly Lock _compiling = new();
    private readonly HashSet<int> _requested = [];
    private readonly Dictionary<(int Function, int Loop), nint> _loops = [];
    private readonly Dictionary<int, int> _loopsOf = [];
    private readonly WeakReference<OptimizingCompiler> _compiler = new(null!);
    private int* _budgets;

    /// <summary>Begins to count, with full budgets.</summary>
    public ModuleTiering(NativeModule native)
    {
        _native = native;
        _options = native.Module.Engine.Options.TierUp;
        var functions = native.Module.Syntax.Functions;
        _budgets = (int*)NativeMemory.Alloc((nuint)Math.Max(functions.Count, 1), sizeof(int));
        for (var index = 0; index < functions.Count; index++)
        {
            _budgets[index] = _options.BudgetOf(functions[index].Body.Bytes.Length);
        }
    }

    /// <summary>Where calls through tables and references went.</summary>
    public CallFeedback Calls { get; } = new();

    /// <summary>The cell of a function's budget.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    public nint BudgetOf(int index) => (nint)(_budgets + index);

    /// <summary>What a call of a function takes from it.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    public int CostOfCall(int index) => _options.CostOfCall(_native.Module.Syntax.Functions[index].Body.Bytes.Length);

    /// <summary>Whether a function's budget is used up.</summary>
    public bool IsExhausted(int index) => Volatile.Read(ref _budgets[index]) < 0;

    /// <summary>Asks for better code of a function, because its budget is used up.</summary>
    public void Exhausted(int index)
    {
        Volatile.Write(ref _budgets[index], int.MaxValue);
        lock (_lock)
        {
            if (!_requested.Add(index))
            {
                return;
            }
        }

        Schedule(() => Replace(index));
    }

    /// <summary>The same at the head of one of its loops: where code goes on, or 0 if it goes on as it is.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="loop">The loop, in bytes from the body's start.</param>
    public nint Exhausted(int index, int loop)
    {
        if (TryRequest(index, loop))
        {
            // First what is being executed.
            Schedule(() => CompileLoop(index, loop));
            Exhausted(index);
        }

        nint entry;
        lock (_lock)
        {
            entry = _loops.GetValueOrDefault((index, loop), LeftAlone);
        }

        Volatile.Write(ref _budgets[index], entry == LeftAlone ? LongPatience : Patience);
        return entry == LeftAlone ? 0 : entry;
    }

    private bool TryRequest(int index, int loop)
    {
        lock (_lock)
        {
            ref var loops = ref CollectionsMarshal.GetValueRefOrAddDefault(_loopsOf, index, out _);
            if (loops == MaximumLoops || !_loops.TryAdd((index, loop), 0))
            {
                return false;
            }

            loops++;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Calls.Dispose();
        NativeMemory.Free(_budgets);
        _budgets = null;
    }

    private void Schedule(Action compile)
    {
        if (!_options.InBackground)
        {
            Run(compile);
            return;
        }

        // The module lives until it is done.
        var module = _native.Module;
        module.AddOwner();
        TierUpQueue.Add(() =>
        {
            try
            {
                Run(compile);
            }
            catch (Exception)
            {
                // DANGER: nothing that goes wrong on this thread may end the process. The function keeps the code that it has.
            }
            finally
            {
                module.RemoveOwner();
            }
        });
    }

    // Where there is no room for better code there is code already.
    private static void Run(Action compile)
    {
        try
        {
            compile();
        }
        catch (OutOfMemoryException)
        {
        }
    }

    private void Replace(int index)
    {
        if (Compile(compiler => compiler.TryCompile(index)) is { } function)
        {
            _native.Replace(function);
        }
    }

    private void CompileLoop(int index, int loop)
    {
        // Whatever goes wrong, nobody waits for it any longer.
        var entry = LeftAlone;
        try
        {
            if (Compile(compiler => compiler.TryCompileLoop(index, loop)) is { } function)
            {
                entry = _native.PlaceUnpublished(function);
            }
        }
        finally
        {
            lock (_lock)
            {
                _loops[(index, loop)] = entry;
            }
        }
    }

    private CompiledFunction? Compile(Func<OptimizingCompiler, CompiledFunction?> compile)
    {
        lock (_compiling)
        {
            // A compiler that has failed is in any state, and one that nobody needs is garbage.
            var compiler = _compiler.TryGetTarget(out var idle) ? idle : new OptimizingCompiler(_native);
            _compiler.SetTarget(null!);
            var function = compile(compiler);
            _compiler.SetTarget(compiler);
            return function;
        }
    }
}
