using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The addresses of all compiled code of the process, in one region, so that a signed 32-bit displacement reaches from everywhere to
/// everywhere. Never freed. Thread-safe.
/// </summary>
/// <remarks>
/// <code>
///   executable view (r-x)                     writable view (rw-), elsewhere
///   ┌────────────────────┬──────────┬───────────────────────┐      ┌────────┬──────────┐
///   │ stubs              │ slots    │ functions             │      │ stubs  │ functions│
///   │ 64 MiB             │ 64 MiB   │ 896 MiB               │      └────────┴──────────┘
///   └────────────────────┴──────────┴───────────────────────┘
///     same file           rw-, data   same file, trap-checked
/// </code>
/// No page is ever writable and executable: the same file (memfd) is mapped twice. Where the system forbids that (seccomp, SELinux's
/// execmem, vm.memfd_noexec), there is no code space and the interpreter is the engine; see <see cref="NativeCode"/>.
/// </remarks>
internal sealed unsafe class CodeSpace
{
    private const long StubBytes = 64L << 20;
    private const long SlotBytes = 64L << 20;
    private const long FunctionBytes = 896L << 20;
    private const long FileBytes = StubBytes + FunctionBytes;

    private readonly Lock _lock = new();
    private readonly CodeArea _stubs;
    private readonly CodeArea _functions;

    private CodeSpace(CodeArea stubs, CodeSlots slots, CodeArea functions)
    {
        _stubs = stubs;
        Slots = slots;
        _functions = functions;
    }

    /// <summary>The cells that calls go through.</summary>
    public CodeSlots Slots { get; }

    /// <summary>First address of the range that the signal handlers look for traps in.</summary>
    public nint TrapCheckedStart => _functions.Start;

    /// <summary>Bytes of the range that the signal handlers look for traps in.</summary>
    public long TrapCheckedSize => _functions.Size;

    /// <summary>Reserves and maps it.</summary>
    /// <param name="space">The space.</param>
    /// <param name="failure">Why there is none.</param>
    public static bool TryCreate([NotNullWhen(true)] out CodeSpace? space, [NotNullWhen(false)] out string? failure)
    {
        space = null;
        failure = null;
        var executable = LinuxMemory.Reserve((nuint)(StubBytes + SlotBytes + FunctionBytes));
        var writable = LinuxMemory.Reserve((nuint)FileBytes);
        var file = LinuxMemory.CreateFile("wasm-code", FileBytes);
        if (executable == null || writable == null)
        {
            failure = "no address space for code";
        }
        else if (file < 0)
        {
            failure = "no file in memory for code: " + Marshal.GetLastPInvokeErrorMessage();
        }
        else if (!LinuxMemory.TryMapFile(writable, (nuint)FileBytes, file, 0, executable: false)
            || !LinuxMemory.TryMapFile(executable, (nuint)StubBytes, file, 0, executable: true)
            || !LinuxMemory.TryMapFile(
                executable + StubBytes + SlotBytes, (nuint)FunctionBytes, file, StubBytes, executable: true))
        {
            failure = "code cannot be mapped to be executed: " + Marshal.GetLastPInvokeErrorMessage();
        }

        if (failure is not null)
        {
            Abandon(executable, writable, file);
            return false;
        }

        // The file stays open: kernels without MADV_POPULATE need it.
        space = new CodeSpace(
            new CodeArea(executable, writable, file, 0, StubBytes),
            new CodeSlots(executable + StubBytes, SlotBytes),
            new CodeArea(executable + StubBytes + SlotBytes, writable + StubBytes, file, StubBytes, FunctionBytes));
        return true;
    }

    /// <summary>Places code of our own, which is never freed.</summary>
    /// <param name="bytes">The code, which cannot trap.</param>
    /// <param name="description">What it is, for people.</param>
    /// <exception cref="OutOfMemoryException">There is no room for it.</exception>
    public CompiledCode PlaceStub(ReadOnlySpan<byte> bytes, string description)
    {
        var block = TryAllocate(CodeKind.Stubs, bytes.Length + (2 * CodeBlock.Alignment));
        if (block?.TryReserve(bytes.Length, description) is not { } code)
        {
            throw new OutOfMemoryException("there is no room for compiled code");
        }

        bytes.CopyTo(code.Writable);
        code.Complete(TrapSites.Empty);
        return code;
    }

    /// <summary>A new block with one reference; null if there is no room or no memory.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="size">Bytes that it must hold at least; it is rounded up to <see cref="CodeArea.Granule"/>.</param>
    public CodeBlock? TryAllocate(CodeKind kind, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        lock (_lock)
        {
            return AreaOf(kind).TryAllocate(this, kind, size);
        }
    }

    /// <summary>The code that a pc or return address belongs to; null if there is none. Lock-free.</summary>
    public CompiledCode? Find(nint pc) => (_functions.Find(pc) ?? _stubs.Find(pc))?.Find(pc);

    internal void Free(CodeBlock block)
    {
        lock (_lock)
        {
            AreaOf(block.Kind).Free(block);
        }
    }

    private static void Abandon(byte* executable, byte* writable, int file)
    {
        if (executable != null)
        {
            LinuxMemory.Release(executable, (nuint)(StubBytes + SlotBytes + FunctionBytes));
        }

        if (writable != null)
        {
            LinuxMemory.Release(writable, (nuint)FileBytes);
        }

        if (file >= 0)
        {
            LinuxMemory.CloseFile(file);
        }
    }

    private CodeArea AreaOf(CodeKind kind) => kind == CodeKind.Stubs ? _stubs : _functions;
}
