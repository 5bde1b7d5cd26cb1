using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Codegen;

/// <summary>What the thread has besides its registers is, behind a fault, what it was: the handler does not return to the kernel.</summary>
public sealed unsafe partial class SignalContextTests
{
    private const int Sigsegv = 11;
    private const int Sigusr2 = 12;
    private const int MaskBytes = 128; // sigset_t of the C library

    // Denormals are 0 (FTZ, DAZ), all exceptions masked; precision of x87: double.
    private const uint OwnMxcsr = 0x9FC0;

    // The flags of exceptions that have happened: any arithmetic sets them.
    private const uint Flags = 0x3F;
    private const ushort OwnControlWord = 0x027F;

    [Fact]
    public void AFaultKeepsHowTheThreadsArithmeticIsSet() => OnAThread(static guest =>
    {
        var registers = stackalloc uint[2];
        var block = NativeCode.Space.TryAllocate(CodeKind.Stubs, 4096)!;
        var set = Place(block, 0x0F, 0xAE, 0x17, 0xD9, 0x6F, 0x04); // ldmxcsr [rdi]; fldcw [rdi + 4]
        var get = Place(block, 0x0F, 0xAE, 0x1F, 0xD9, 0x7F, 0x04); // stmxcsr [rdi]; fnstcw [rdi + 4]
        get(registers);
        var (mxcsr, controlWord) = (registers[0], registers[1]);

        (registers[0], registers[1]) = (OwnMxcsr, OwnControlWord);
        set(registers);
        Fault(guest);
        (registers[0], registers[1]) = (0, 0);
        get(registers);
        var (mxcsrAfter, controlWordAfter) = (registers[0], registers[1]);

        (registers[0], registers[1]) = (mxcsr, controlWord);
        set(registers);
        block.Release();
        Assert.Equal(OwnMxcsr, mxcsrAfter & ~Flags);
        Assert.Equal(OwnControlWord, controlWordAfter);
    });

    [Fact]
    public void AFaultKeepsTheThreadsSignalMask() => OnAThread(static guest =>
    {
        var before = stackalloc byte[MaskBytes];
        var after = stackalloc byte[MaskBytes];
        var own = stackalloc byte[MaskBytes];
        new Span<byte>(own, MaskBytes).Clear();
        *(ulong*)own = 1ul << (Sigusr2 - 1);
        Assert.Equal(0, PthreadSigmask(0, own, null)); // SIG_BLOCK
        Assert.Equal(0, PthreadSigmask(0, null, before));
        Fault(guest);
        Fault(guest);
        Assert.Equal(0, PthreadSigmask(0, null, after));

        Assert.Equal(*(ulong*)before, *(ulong*)after);
        Assert.NotEqual(0ul, *(ulong*)after & 1ul << (Sigusr2 - 1));
        Assert.Equal(0ul, *(ulong*)after & 1ul << (Sigsegv - 1));
    });

    // Its own thread: what is set there ends with it.
    private static void OnAThread(Action<NativeGuest> body)
    {
        Assert.SkipUnless(NativeCode.IsSupported, NativeCode.Reason);
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() =>
        {
            var guest = NativeGuest.Create();
            body(guest);
            guest.Close();
        }));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static void Fault(NativeGuest guest)
    {
        var code = guest.Function(static (writer, sites) =>
        {
            NativeGuest.WriteLoad(writer, sites);
            NativeGuest.WriteEpilogue(writer);
        });
        Assert.Equal(
            TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => guest.Run(code, NativeGuest.AccessibleBytes)).Code);
    }

    private static delegate* unmanaged[SuppressGCTransition]<uint*, void> Place(CodeBlock block, params ReadOnlySpan<byte> bytes)
    {
        var writer = new StubWriter();
        writer.Raw(bytes);
        writer.Return();
        return (delegate* unmanaged[SuppressGCTransition]<uint*, void>)writer.TryPlace(block)!.Address;
    }

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int PthreadSigmask(int how, byte* set, byte* before);
}
