using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Makes all processors that run this process forget instructions that they may have fetched before memory changed. Needed between
/// writing code to addresses that have been executed and running it on another processor.
/// Source: membarrier(2), MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE; Intel SDM volume 3, "Handling Self- and Cross-Modifying Code".
/// </summary>
internal static partial class InstructionBarrier
{
    private const nint SystemCall = 324;
    private const nint SyncCore = 1 << 5;
    private const nint RegisterSyncCore = 1 << 6;

    /// <summary>Whether the kernel has it (4.16 and later). Where not, addresses of code are never used twice.</summary>
    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && Membarrier(SystemCall, RegisterSyncCore, 0, 0) == 0;

    /// <summary>Returns after every running thread of the process has executed a serialising instruction.</summary>
    public static void Execute()
    {
        if (Membarrier(SystemCall, SyncCore, 0, 0) != 0)
        {
            Environment.FailFast("membarrier failed: recycled code addresses cannot be made safe");
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Membarrier(nint number, nint command, nint flags, nint cpu);
}
