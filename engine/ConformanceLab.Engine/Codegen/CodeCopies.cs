using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Where the code of a module's functions stands besides their slots, one load nearer to whoever calls. All of it is written when code is published.
/// Thread-safe.
/// <code>
///   Publish(f, code) ──▶ slot of f
///                    ├─▶ cells of f        in tables that never change (FixedTable)
///                    └─▶ records[f].Code   in each instance of the module
/// </code>
/// </summary>
/// <param name="slots">The slots.</param>
internal sealed unsafe class CodeCopies(nint* slots)
{
    private readonly Lock _lock = new();

    // In proportion to what is in tables, and so is what it costs to publish a function: a module may have a hundred thousand tables, and a million
    // functions.
    private readonly Dictionary<int, List<nint>> _cells = [];

    // The records of each instance, and the handle of its store's NativeCalls.
    private readonly Dictionary<nint, nint> _instances = [];

    /// <summary>How many instances there are.</summary>
    public int Instances
    {
        get
        {
            lock (_lock)
            {
                return _instances.Count;
            }
        }
    }

    /// <summary>Lets calls of a function go to other code from now on.</summary>
    /// <param name="function">Its index among those that the module defines.</param>
    /// <param name="code">The code's address.</param>
    public void Publish(int function, nint code)
    {
        lock (_lock)
        {
            CodeSlots.Publish(slots + function, code);
            foreach (var cell in CollectionsMarshal.AsSpan(_cells.GetValueOrDefault(function)))
            {
                CodeSlots.Publish((nint*)cell, code);
            }

            foreach (var (records, handle) in _instances)
            {
                // DANGER: of a store that nobody has disposed the memory is freed some time after nobody can reach it any more.
                if (WeakGCHandle<NativeCalls>.FromIntPtr(handle).TryGetTarget(out var calls))
                {
                    CodeSlots.Publish(&((FunctionRecord*)records)[function].Code, code);
                    GC.KeepAlive(calls);
                }
            }
        }
    }

    /// <summary>Fills cells that live as long as the module: what is published is written to them too.</summary>
    /// <param name="functions">For each cell the function, by its index among those that the module defines; below 0 if there is none.</param>
    /// <param name="cells">The first of the cells.</param>
    public void Add(ReadOnlySpan<int> functions, nint* cells)
    {
        lock (_lock)
        {
            for (var index = 0; index < functions.Length; index++)
            {
                var function = functions[index];
                cells[index] = function < 0 ? 0 : CodeSlots.Read(slots + function);
                if (function >= 0)
                {
                    ref var own = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, function, out _);
                    (own ??= []).Add((nint)(cells + index));
                }
            }
        }
    }

    /// <summary>Fills the records of an instance, until <see cref="Remove"/>.</summary>
    /// <param name="records">The first of them.</param>
    /// <param name="count">How many functions the module defines.</param>
    /// <param name="handle">
    /// The store's <see cref="StoreContext.NativeCalls"/>. The records may be freed when nobody can reach what it leads to.
    /// </param>
    public void Add(FunctionRecord* records, int count, nint handle)
    {
        lock (_lock)
        {
            for (var function = 0; function < count; function++)
            {
                records[function].Code = CodeSlots.Read(slots + function);
                records[function].CodeSlot = (nint)(slots + function);
            }

            _instances[(nint)records] = handle;
        }
    }

    /// <summary>The records of an instance are about to be freed.</summary>
    public void Remove(FunctionRecord* records)
    {
        lock (_lock)
        {
            _instances.Remove((nint)records);
        }
    }
}
