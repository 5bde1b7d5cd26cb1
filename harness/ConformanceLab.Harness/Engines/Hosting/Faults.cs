using System.Runtime.InteropServices;
using System.Text;

namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>Ways in which the process of an engine breaks down.</summary>
public enum FaultKind : byte
{
    /// <summary>Native code reads where nothing is.</summary>
    Segfault,

    /// <summary>The process is killed, as by the system when memory is short.</summary>
    Kill,

    /// <summary>Memory is taken without end.</summary>
    Memory,

    /// <summary>The stack is exhausted by recursion without end.</summary>
    Stack,

    /// <summary>The request never ends, and can't be interrupted.</summary>
    Hang,

    /// <summary>What the process says makes no sense.</summary>
    Garbage,
}

/// <summary>
/// Breaks the process down, for tests of what isolates engines. Only workers that were started with
/// <c>--faults</c> obey.
/// </summary>
internal static class Faults
{
    private const int BlockBytes = 16 << 20;
    private const int SigKill = 9;

    /// <summary>Does it.</summary>
    /// <param name="kind">What.</param>
    /// <param name="output">Where answers go, for <see cref="FaultKind.Garbage"/>.</param>
    public static void Commit(FaultKind kind, Stream output)
    {
        switch (kind)
        {
            case FaultKind.Segfault:
                // In native code: in managed code it would be an exception. Nothing is ever mapped so low.
                _ = StringLength(8);
                break;
            case FaultKind.Kill:
                _ = Kill(Environment.ProcessId, SigKill);
                break;
            case FaultKind.Memory:
                TakeMemory();
                break;
            case FaultKind.Stack:
                _ = Recurse(1);
                break;
            case FaultKind.Hang:
                Thread.Sleep(Timeout.Infinite);
                break;
            case FaultKind.Garbage:
                output.Write([.. "0 \0\u0007"u8, 0xff, 0xfe, .. Encoding.ASCII.GetBytes(" Segmentation fault (not really)\n")]);
                output.Flush();
                Thread.Sleep(Timeout.Infinite);
                break;
        }
    }

    private static void TakeMemory()
    {
        var blocks = new List<byte[]>();
        while (true)
        {
            var block = GC.AllocateUninitializedArray<byte>(BlockBytes);
            for (var at = 0; at < block.Length; at += 4096)
            {
                block[at] = 1; // memory that isn't touched isn't there
            }

            blocks.Add(block);
        }
    }

    private static int Recurse(int depth) => depth == 0 ? 0 : 1 + (Recurse(depth + 1) * 3);

    [DllImport("libc", EntryPoint = "strlen")]
    private static extern nint StringLength(nint address);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
