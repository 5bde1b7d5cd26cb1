using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using ConformanceLab.Wasm.Tiering;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// The compiled functions of a module, shared by its instances: code, slots, entry thunks, and what the compiler asks about types. Lives as long
/// as the module: whoever holds a function holds its instance, its store and thereby the module. Thread-safe.
/// </summary>
internal sealed unsafe partial class NativeModule : IDisposable
{
    // A module of fewer functions is compiled before another thread has begun.
    private const int ParallelFunctions = 128;
    private const int ChunkFunctions = 16;

    // A part of the code space, so that one module can't take all of it.
    private const int MaximumCode = 256 << 20;

    private readonly CodeBlocks _blocks = new(NativeCode.Space, CodeKind.Functions);
    private readonly Lock _compiling = new();
    private readonly Lock _compilingAll = new();
    private readonly Lock _publishing = new();
    private readonly WeakReference<ModuleCompiler> _compiler = new(null!);
    private readonly nint* _slots;
    private readonly int _slotCount;
    private readonly ThunkSet _thunks = new(NativeCode.Space, NativeCode.Stubs);
    private readonly BlockCounts? _counts;
    private readonly NativeArena _arena = new();
    private readonly FixedTable?[] _fixedTables;
    private readonly bool[] _isReplaced;
    private bool _isComplete;

    /// <summary>Makes a module ready to be compiled: the slots of its functions lead to <see cref="CompileStubs"/>.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public NativeModule(LoadedModule module)
    {
        Module = module;
        _signatures = new SignatureLayout?[module.Syntax.Types.Count];
        _kinds = new Kinds?[module.Syntax.Types.Count];
        _fixedTables = new FixedTable?[module.Tables.Length];
        _slotCount = Math.Max(1, module.Syntax.Functions.Count);
        _isReplaced = module.Engine.Options.Tier == Tier.Auto ? new bool[_slotCount] : [];
        _slots = NativeCode.Space.Slots.TryAllocate(_slotCount);
        if (_slots == null)
        {
            ThrowNoRoom();
        }

        Copies = new CodeCopies(_slots);
        try
        {
            HelperStub = Baseline.HelperStub.Address;
            var options = module.Engine.Options;
            _counts = options.CountBlocks ? new BlockCounts() : null;

            // What was taken at a loop's head is not known to code that goes on there: whoever counts fuel stays in the baseline tier.
            Tiering = options.Tier == Tier.Auto ? new ModuleTiering(this) : null;
            CompileStubs.Fill(_slots, module.Syntax.Functions.Count);
        }
        catch
        {
            _thunks.Dispose();
            NativeCode.Space.Slots.Free(_slots, _slotCount);
            throw;
        }
    }

    /// <summary>The module.</summary>
    public LoadedModule Module { get; }

    /// <summary>Where their code is known besides their slots.</summary>
    public CodeCopies Copies { get; }

    /// <summary>When its functions are compiled again; null if they are not.</summary>
    public ModuleTiering? Tiering { get; }

    /// <summary>Where calls of managed helpers go.</summary>
    public nint HelperStub { get; }

    /// <summary>Address of the slot of a function that the module defines.</summary>
    public nint SlotOf(int index) => (nint)(_slots + index);

    /// <summary>
    /// The code of a function that the module defines, if it will never be other code; otherwise 0. It may be called without the slot:
    /// such a call is right also where nobody had predicted it.
    /// </summary>
    public nint FinalCodeOf(int index) => Tiering is null
        ? IsCompiled(index) ? CodeSlots.Read(_slots + index) : 0
        : Volatile.Read(ref _isReplaced[index]) ? CodeSlots.Read(_slots + index) : 0;

    /// <summary>The function whose slot an address is, among those that the module defines; −1 if it is another module's, or the host's.</summary>
    public int FunctionOf(nint slot)
    {
        var index = (slot - (nint)_slots) / sizeof(nint);
        return index >= 0 && index < Module.Syntax.Functions.Count && SlotOf((int)index) == slot ? (int)index : -1;
    }

    /// <summary>The entry thunk for functions of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isBrief">Whether for code that is brief.</param>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public nint EntryFor(FunctionType type, bool isBrief = false)
    {
        lock (_thunks)
        {
            return _thunks.EntryFor(type, isBrief);
        }
    }

    /// <summary>
    /// A table for calls of functions of a type, if it never changes and its elements need only be compared with the type; otherwise null.
    /// </summary>
    public FixedTable? FixedTableOf(int table, int type)
    {
        if (!IsFinal(type) || Module.FixedTables.ContentsOf(table) is not { } functions)
        {
            return null;
        }

        lock (_arena)
        {
            return _fixedTables[table] ??= new FixedTable(this, functions, _arena);
        }
    }

    /// <summary>The table whose functions are at an address, among those that code depends on.</summary>
    public int? FixedTableAt(long address)
    {
        lock (_arena)
        {
            var table = Array.FindIndex(_fixedTables, table => table is not null && table.Address == address && address != 0);
            return table < 0 ? null : table;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _thunks.Dispose();
        Tiering?.Dispose();
        NativeCode.Space.Slots.Free(_slots, _slotCount);
        _blocks.Release();
        _arena.Dispose();
        _counts?.Dispose();
    }

    /// <summary>The code of a function that the module defines. Compiled by the first who asks, while others wait.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for its code.</exception>
    public nint CodeOf(int index)
    {
        if (Tiering is { } tiering && tiering.IsExhausted(index))
        {
            tiering.Exhausted(index);
        }

        lock (_compiling)
        {
            if (!IsCompiled(index))
            {
                // A compiler that has failed is in any state, and one that nobody needs is garbage.
                var compiler = _compiler.TryGetTarget(out var idle) ? idle : new ModuleCompiler(this);
                _compiler.SetTarget(null!);
                Publish([compiler.Compile(index)]);
                compiler.Recycle();
                _compiler.SetTarget(compiler);
            }

            return CodeSlots.Read(_slots + index);
        }
    }

    /// <summary>What has been counted in the code that has been placed, in that order.</summary>
    /// <exception cref="InvalidOperationException">Nothing is counted.</exception>
    public IReadOnlyList<FunctionBlocks> ReadCounts()
    {
        if (_counts is null)
        {
            throw new InvalidOperationException(
                $"blocks are not counted: the engine was made without {nameof(EngineOptions)}.{nameof(EngineOptions.CountBlocks)}");
        }

        lock (_publishing)
        {
            return _counts.Read();
        }
    }

    /// <summary>Compiles all functions that are not compiled yet, on all processors where there is enough to do for it to pay.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public void CompileAll()
    {
        if (Volatile.Read(ref _isComplete))
        {
            return;
        }

        lock (_compilingAll)
        {
            var count = Module.Syntax.Functions.Count;
            var chunks = (count + ChunkFunctions - 1) / ChunkFunctions;
            if (count < ParallelFunctions || Environment.ProcessorCount == 1)
            {
                var compiler = new ModuleCompiler(this);
                for (var chunk = 0; chunk < chunks; chunk++)
                {
                    CompileChunk(chunk, compiler);
                }
            }
            else
            {
                CompileInParallel(chunks);
            }

            Volatile.Write(ref _isComplete, true);
        }
    }

    private bool IsCompiled(int index) => CodeSlots.Read(_slots + index) != CompileStubs.Of(index);

    private void CompileInParallel(int chunks)
    {
        try
        {
            Parallel.For(
                0,
                chunks,
                () => new ModuleCompiler(this),
                (chunk, _, compiler) =>
                {
                    CompileChunk(chunk, compiler);
                    return compiler;
                },
                static _ => { });
        }
        catch (AggregateException error)
        {
            // Whichever was first: they are all of one kind.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    private void CompileChunk(int chunk, ModuleCompiler compiler)
    {
        var functions = new List<CompiledFunction>(ChunkFunctions);
        for (var index = chunk * ChunkFunctions; index < Math.Min((chunk + 1) * ChunkFunctions, Module.Syntax.Functions.Count); index++)
        {
            if (!IsCompiled(index))
            {
                functions.Add(compiler.Compile(index));
            }
        }

        Publish(CollectionsMarshal.AsSpan(functions));
        compiler.Recycle();
    }

    // Where two threads have compiled a function, the first one's code stays: others may run it.
    private void Publish(ReadOnlySpan<CompiledFunction> functions)
    {
        var published = new List<(int Index, CompiledCode Code)>(functions.Length);
        lock (_publishing)
        {
            foreach (var function in functions)
            {
                var index = function.Index - Module.ImportedFunctions;
                if (!IsCompiled(index))
                {
                    published.Add((index, Place(function)));
                }
            }

            CodeBlock? synchronized = null;
            foreach (var (_, code) in published)
            {
                if (code.Block != synchronized)
                {
                    synchronized = code.Block;
                    synchronized.Synchronize();
                }
            }

            foreach (var (index, code) in published)
            {
                Copies.Publish(index, code.Address);
                Module.Engine.CountTranslation(((CompiledFunction)code.Description!).Tier);
            }
        }
    }

    /// <summary>Lets calls of a function that is compiled go to other code from now on, for good.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for it.</exception>
    public void Replace(CompiledFunction function)
    {
        var index = function.Index - Module.ImportedFunctions;
        Copies.Publish(index, PlaceUnpublished(function));
        Volatile.Write(ref _isReplaced[index], true);
        Module.Engine.CountTranslation(function.Tier);
    }

    /// <summary>Places code that no slot leads to. Returns its address.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for it.</exception>
    public nint PlaceUnpublished(CompiledFunction function)
    {
        lock (_publishing)
        {
            var code = Place(function);
            code.Block.Synchronize();
            return code.Address;
        }
    }

    private CompiledCode Place(CompiledFunction function)
    {
        if (_blocks.Used + function.Code.Length > MaximumCode)
        {
            throw new OutOfMemoryException($"the module needs more than {MaximumCode} bytes of native code");
        }

        function.Counts = _counts?.Connect(function);
        var code = _blocks.TryReserve(function.Code.Length, function, function.Stagger);
        if (code is null)
        {
            ThrowNoRoom();
        }

        function.Code.Span.CopyTo(code.Writable);
        foreach (var (end, target) in function.DirectCalls)
        {
            // All code is in one region of at most 2 GiB.
            BinaryPrimitives.WriteInt32LittleEndian(code.Writable[(end - sizeof(int))..], checked((int)(target - (code.Address + end))));
        }

        code.CompleteLater(function.TrapSites);
        function.Placed();
        return code;
    }

    [DoesNotReturn]
    private static void ThrowNoRoom() => throw new OutOfMemoryException("there is no room for compiled code");
}
