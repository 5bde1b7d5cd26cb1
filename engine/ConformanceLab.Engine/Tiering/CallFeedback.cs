using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Tiering;

/// <summary>
/// Which functions the calls through tables and references of a module have gone to, as its baseline code notes: for each call the first few, by
/// their slots, which stay what they are however often code and instances change. Thread-safe: code that notes at the same time may lose counts.
/// <code>
///   cell of a call     slot │ count    slot │ count    slot │ count    slot │ count    how often another one
///                      0    │ 8        16   │ 24       …                               64
/// </code>
/// Source: Hölzle, Chambers, Ungar, "Optimizing dynamically-typed object-oriented languages with polymorphic inline caches" (1991).
/// </summary>
internal sealed unsafe class CallFeedback : IDisposable
{
    private const int Targets = 4;
    private const int TargetBytes = 16;
    private const int CellBytes = (Targets * TargetBytes) + 8;

    // Of all calls: less is no use to guess.
    private const int LeastShare = 8;

    // Of all calls: what is less is rare.
    private const int RareShare = 16;

    private static readonly Lazy<nint> s_stub = new(WriteStub);

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Function, int Call), nint> _cells = [];

    /// <summary>Code that notes a call: r10 is its cell, r11 the slot of the function that is called. Called, destroys flags alone.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public static nint Stub => s_stub.Value;

    /// <summary>The cell of a call.</summary>
    /// <param name="function">The function's index among those that the module defines.</param>
    /// <param name="call">The call, in bytes from the body's start.</param>
    public nint CellOf(int function, int call)
    {
        lock (_lock)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, (function, call), out var exists);
            if (!exists)
            {
                cell = (nint)NativeMemory.AllocZeroed(CellBytes);
            }

            return cell;
        }
    }

    /// <summary>Slots that a call has gone to again and again, the most frequent first; none if there were too many.</summary>
    /// <param name="function">The function's index among those that the module defines.</param>
    /// <param name="call">The call, in bytes from the body's start.</param>
    /// <param name="areOthersRare">Whether it has hardly ever gone elsewhere.</param>
    public IReadOnlyList<nint> TargetsOf(int function, int call, out bool areOthersRare)
    {
        nint cell;
        areOthersRare = false;
        lock (_lock)
        {
            if (!_cells.TryGetValue((function, call), out cell))
            {
                return [];
            }
        }

        var seen = new List<(nint Slot, uint Count)>(Targets);
        var all = (ulong)*(uint*)(cell + (Targets * TargetBytes));
        for (var target = cell; target < cell + (Targets * TargetBytes); target += TargetBytes)
        {
            var (slot, count) = (Volatile.Read(ref *(nint*)target), *(uint*)(target + 8));
            all += count;
            if (slot != 0)
            {
                seen.Add((slot, count));
            }
        }

        seen.RemoveAll(target => (ulong)target.Count * LeastShare < all);
        areOthersRare = (all - (ulong)seen.Sum(static target => target.Count)) * RareShare <= all;
        return [.. seen.OrderByDescending(static target => target.Count).Select(static target => target.Slot)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cell in _cells.Values)
        {
            NativeMemory.Free((void*)cell);
        }

        _cells.Clear();
    }

    private static nint WriteStub()
    {
        var assembler = new Assembler();
        for (var target = 0; target < Targets; target++)
        {
            var (slot, count) = (new MemoryOperand(R10, target * TargetBytes), new MemoryOperand(R10, (target * TargetBytes) + 8));
            var (hit, miss) = (assembler.NewLabel(), assembler.NewLabel());
            assembler.Emit(Cmp, Qword, slot, R11);
            assembler.JccShort(Condition.Equal, hit);
            assembler.Emit(Cmp, Qword, slot, 0);
            assembler.JccShort(Condition.NotEqual, miss);
            assembler.Mov(Qword, slot, R11);
            assembler.Bind(hit);
            assembler.Emit(Add, Dword, count, 1);
            assembler.Ret();
            assembler.Bind(miss);
        }

        assembler.Emit(Add, Dword, new MemoryOperand(R10, Targets * TargetBytes), 1);
        assembler.Ret();
        return NativeCode.Space.PlaceStub(assembler.Finish(), "call feedback").Address;
    }
}
