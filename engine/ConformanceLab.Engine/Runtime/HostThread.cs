using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A thread that uses stores: what tells it apart as long as it lives (numbers of threads are used again), and where its stack ends.
/// </summary>
internal sealed unsafe class HostThread
{
    [ThreadStatic]
    private static HostThread? t_current;

    private static readonly nuint* s_nothing = AllocateCell();

    private nuint _stackLimit;
    private nuint* _cell;

    private HostThread(int number) => Number = number;

    /// <summary>Frees the cell, once the thread has ended.</summary>
    ~HostThread()
    {
        if (_cell == null || _cell == s_nothing)
        {
            return;
        }

        if (*_cell != 0)
        {
            GC.ReRegisterForFinalize(this);
            return;
        }

        NativeMemory.Free(_cell);
    }

    /// <summary>The calling thread.</summary>
    public static HostThread Current => t_current ?? Create();

    /// <summary>What a cell of no thread is: 0 for ever.</summary>
    public static nuint* Nothing => s_nothing;

    /// <summary>For messages.</summary>
    public int Number { get; }

    /// <summary><see cref="ThreadStack.Limit"/>; asked by the thread itself.</summary>
    public nuint StackLimit => _stackLimit != 0 ? _stackLimit : _stackLimit = ThreadStack.Limit;

    /// <summary>One that no thread is.</summary>
    public static HostThread None() => new(0);

    /// <summary>
    /// A cell that has a value until the thread ends, and 0 from then on, before its stack can be another thread's. Asked by the thread
    /// itself, always with the same value.
    /// </summary>
    public nuint* CellWith(nuint value)
    {
        if (_cell == null)
        {
            _cell = AllocateCell();
            if (ThreadEnd.TryClear(_cell))
            {
                *_cell = value;
            }
            else
            {
                NativeMemory.Free(_cell);
                _cell = s_nothing;
            }
        }

        return _cell;
    }

    private static HostThread Create() => t_current = new HostThread(Environment.CurrentManagedThreadId);

    private static nuint* AllocateCell() => (nuint*)NativeMemory.AllocZeroed((nuint)sizeof(nuint));
}
