using ConformanceLab.Wasm.Codegen;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A thread that uses stores: what tells it apart as long as it lives (numbers of threads are used again), and where its stack ends.
/// </summary>
internal sealed class HostThread
{
    [ThreadStatic]
    private static HostThread? t_current;

    private nuint _stackLimit;

    private HostThread(int number) => Number = number;

    /// <summary>The calling thread.</summary>
    public static HostThread Current => t_current ?? Create();

    /// <summary>For messages.</summary>
    public int Number { get; }

    /// <summary><see cref="ThreadStack.Limit"/>; asked by the thread itself.</summary>
    public nuint StackLimit => _stackLimit != 0 ? _stackLimit : _stackLimit = ThreadStack.Limit;

    /// <summary>One that no thread is.</summary>
    public static HostThread None() => new(0);

    private static HostThread Create() => t_current = new HostThread(Environment.CurrentManagedThreadId);
}
