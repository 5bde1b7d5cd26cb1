using System.Runtime.InteropServices;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>Cells that are cleared when a thread ends, while its stack is still its own.</summary>
internal static unsafe partial class ThreadEnd
{
    // The C library's key whose destructor clears; less than 0 where there is none.
    private static readonly long s_key = CreateKey();

    /// <summary>Lets the calling thread's end clear a cell. Once for each thread.</summary>
    /// <param name="cell">Lives longer than the thread.</param>
    /// <returns>Whether it will.</returns>
    public static bool TryClear(nuint* cell) => s_key >= 0 && SetSpecific((uint)s_key, cell) == 0;

    // Machine code: when destructors of threads run, managed code may not.
    private static long CreateKey()
    {
        var writer = new StubWriter();
        writer.StoreImmediate(Rdi, 0, 0);
        writer.Return();
        uint key;
        return NativeCode.IsSupported && writer.TryPlace(NativeCode.Stubs.Block, description: "thread end") is { } stub
            && CreateKey(&key, stub.Address) == 0 ? key : -1;
    }

    [LibraryImport("libc", EntryPoint = "pthread_key_create")]
    private static partial int CreateKey(uint* key, nint destructor);

    [LibraryImport("libc", EntryPoint = "pthread_setspecific")]
    private static partial int SetSpecific(uint key, void* value);
}
