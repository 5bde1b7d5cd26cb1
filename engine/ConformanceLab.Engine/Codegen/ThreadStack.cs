using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>Where the stack of the current thread ends.</summary>
internal static unsafe partial class ThreadStack
{
    /// <summary>
    /// Bytes below the limit: for callbacks into managed code (which ask for more themselves), the stubs, a signal frame where the thread
    /// has no alternate stack, and two frames that are not checked, or not yet.
    /// </summary>
    public const int Headroom = (256 * 1024) + (2 * Abi.CallingConvention.LeafFrame);

    // pthread_attr_t of glibc and musl on x86-64 has 56 bytes.
    private const int AttributesSize = 64;

    /// <summary>
    /// What rsp must not go below in compiled code: wasm traps (call stack exhausted) before. Measured each time: who needs it often asks
    /// <see cref="Runtime.HostThread"/>.
    /// </summary>
    public static nuint Limit => Measure();

    private static nuint Measure()
    {
        var attributes = stackalloc byte[AttributesSize];
        nuint lowest = 0;
        nuint size = 0;
        if (GetAttributes(Self(), attributes) != 0)
        {
            throw new PlatformNotSupportedException("the bounds of the stack are not known");
        }

        var isKnown = GetStack(attributes, &lowest, &size) == 0;
        DestroyAttributes(attributes);
        return isKnown ? lowest + Headroom : throw new PlatformNotSupportedException("the bounds of the stack are not known");
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint Self();

    [LibraryImport("libc", EntryPoint = "pthread_getattr_np")]
    private static partial int GetAttributes(nint thread, void* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_getstack")]
    private static partial int GetStack(void* attributes, nuint* lowest, nuint* size);

    [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
    private static partial int DestroyAttributes(void* attributes);
}
