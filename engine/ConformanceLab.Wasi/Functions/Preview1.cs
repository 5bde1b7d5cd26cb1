using ConformanceLab.Wasm.Wasi.Descriptors;
using ConformanceLab.Wasm.Wasi.Paths;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <summary>
/// The functions of <c>wasi_snapshot_preview1</c>, a file for each part of them, named as there. They trust nothing that a guest passes:
/// memory is reached through calls that check bounds, what is copied or allocated has a limit, and what may take long can be interrupted.
/// </summary>
internal sealed partial class Preview1 : IDisposable
{
    private const string ModuleName = WasiContext.ModuleName;

    private readonly PathResolver _resolver;
    private readonly HostWaiter _waiter;
    private readonly DescriptorTable _descriptors;
    private readonly GuestClock _clock;
    private readonly GuestRandom _random;
    private readonly byte[][] _arguments;
    private readonly byte[][] _environment;

    /// <summary>Opens what the guest is to find open.</summary>
    /// <param name="options">What it gets.</param>
    /// <param name="resolver">How paths are resolved.</param>
    public Preview1(WasiOptions options, PathResolver resolver)
    {
        _resolver = resolver;
        _arguments = GuestStrings.Arguments(options.Arguments);
        _environment = GuestStrings.Environment(options.Environment);
        _clock = new GuestClock(options.Time);
        _random = new GuestRandom(options.RandomSeed);
        _waiter = new HostWaiter(options.Time);
        _descriptors = new DescriptorTable(options.MaximumDescriptors);
        try
        {
            InitialDescriptors.Open(options, _descriptors, _waiter);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Defines all functions.</summary>
    public void Define(Linker linker)
    {
        DefineStrings(linker);
        DefineClocks(linker);
        DefineProcess(linker);
        DefineDescriptors(linker);
        DefineTransfers(linker);
        DefineFiles(linker);
        DefinePaths(linker);
        DefineOpen(linker);
        DefinePoll(linker);
        DefineSockets(linker);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _descriptors.Dispose();
        _waiter.Dispose();
    }

    private static Memory MemoryOf(in Caller caller) => caller.TryGetMemory("memory", out var memory)
        ? memory
        : throw new TrapException(TrapCode.MemoryOutOfBounds, "WASI needs a memory that the module exports as \"memory\"");

    private static Errno WriteResult(in Caller caller, int address, uint value)
    {
        MemoryOf(caller).Write((uint)address, value);
        return Errno.Success;
    }

    private static Errno WriteResult(in Caller caller, int address, ulong value)
    {
        MemoryOf(caller).Write((uint)address, value);
        return Errno.Success;
    }

    private static void RequireInBounds(Memory memory, uint address, uint length)
    {
        if (!memory.IsInBounds(address, length))
        {
            throw new TrapException(TrapCode.MemoryOutOfBounds);
        }
    }
}
