using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm.Codegen.Abi;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The thunks of the signatures that one owner (a module, an engine) uses, generated at first use and freed together. Thread-safe. The
/// owner must outlive all calls through them, as with <see cref="CodeBlock"/>.
/// </summary>
internal sealed class ThunkSet(CodeSpace space, LandingStubs stubs) : IDisposable
{
    private const int BlockBytes = CodeArea.Granule;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Key, bool IsBrief), nint> _entries = [];
    private readonly Dictionary<string, nint> _hostCalls = [];
    private readonly Dictionary<int, nint> _hostCallsById = [];
    private readonly List<CodeBlock> _blocks = [];

    /// <summary>The entry thunk for functions of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isBrief">Whether for code that is brief.</param>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public nint EntryFor(FunctionType type, bool isBrief = false)
    {
        var key = SignatureLayout.KeyOf(type);
        lock (_lock)
        {
            if (!_entries.TryGetValue((key, isBrief), out var address))
            {
                address = Place(Thunks.WriteEntry(new SignatureLayout(type), isBrief), (isBrief ? "brief entry " : "entry ") + key);
                _entries.Add((key, isBrief), address);
            }

            return address;
        }
    }

    /// <summary>The thunk into managed code, for records of host functions of a type.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public nint HostCallFor(FunctionType type)
    {
        var key = SignatureLayout.KeyOf(type);
        lock (_lock)
        {
            if (!_hostCalls.TryGetValue(key, out var address))
            {
                address = Place(Thunks.WriteHostCall(new SignatureLayout(type), stubs), "host call " + key) + Thunks.HostCallEntry;
                _hostCalls.Add(key, address);
            }

            return address;
        }
    }

    /// <summary>The same for a type whose id nobody else has as long as these thunks exist.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public nint HostCallFor(FunctionType type, int id)
    {
        lock (_lock)
        {
            if (!_hostCallsById.TryGetValue(id, out var address))
            {
                address = HostCallFor(type);
                _hostCallsById.Add(id, address);
            }

            return address;
        }
    }

    /// <summary>Frees them all.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var block in _blocks)
            {
                block.Release();
            }

            _entries.Clear();
            _hostCalls.Clear();
            _hostCallsById.Clear();
            _blocks.Clear();
        }
    }

    private nint Place(StubWriter writer, string name)
    {
        if (_blocks.Count > 0 && writer.TryPlace(_blocks[^1], description: name) is { } placed)
        {
            return placed.Address;
        }

        if (space.TryAllocate(CodeKind.Stubs, Math.Max(BlockBytes, writer.Length + CodeBlock.Alignment)) is { } block)
        {
            _blocks.Add(block);
            if (writer.TryPlace(block, description: name) is { } code)
            {
                return code.Address;
            }
        }

        ThrowNoRoom();
        return 0;
    }

    [DoesNotReturn]
    private static void ThrowNoRoom() => throw new OutOfMemoryException("there is no room for compiled code");
}
