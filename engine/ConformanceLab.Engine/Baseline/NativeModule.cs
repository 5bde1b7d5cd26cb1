using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// The compiled functions of a module, shared by its instances: code, slots, entry thunks, and what the compiler asks about types. Lives as long
/// as the module: whoever holds a function holds its instance, its store and thereby the module. Thread-safe once made.
/// </summary>
internal sealed unsafe class NativeModule : IDisposable
{
    // A module of fewer functions is compiled before another thread has begun.
    private const int ParallelFunctions = 128;
    private const int ChunkFunctions = 16;

    // A part of the code space, so that one module can't take all of it.
    private const int MaximumCode = 256 << 20;

    private readonly CodeBlock _block;
    private readonly nint* _slots;
    private readonly int _slotCount;
    private readonly ThunkSet _thunks = new(NativeCode.Space, NativeCode.Stubs);
    private readonly SignatureLayout?[] _signatures;
    private readonly Kinds?[] _kinds;
    private long _codeBytes;

    /// <summary>Compiles all functions of a module.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public NativeModule(LoadedModule module)
    {
        Module = module;
        _signatures = new SignatureLayout?[module.Syntax.Types.Count];
        _kinds = new Kinds?[module.Syntax.Types.Count];
        _slotCount = Math.Max(1, module.Syntax.Functions.Count);
        _slots = NativeCode.Space.Slots.TryAllocate(_slotCount);
        if (_slots == null)
        {
            ThrowNoRoom();
        }

        HelperStub = Baseline.HelperStub.Address;
        try
        {
            _block = Compile();
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

    /// <summary>Where calls of managed helpers go.</summary>
    public nint HelperStub { get; }

    /// <summary>Address of the slot of a function that the module defines.</summary>
    public nint SlotOf(int index) => (nint)(_slots + index);

    /// <summary>The entry thunk for functions of a type.</summary>
    public nint EntryFor(FunctionType type)
    {
        lock (_thunks)
        {
            return _thunks.EntryFor(type);
        }
    }

    /// <summary>How a function type is passed.</summary>
    public SignatureLayout SignatureOf(int type) => _signatures[type] ??= new SignatureLayout(Module.FunctionTypeOf(type));

    /// <summary>Kinds of the parameters and results of a function type.</summary>
    public (OperandKind[] Parameters, OperandKind[] Results) KindsOf(int type)
    {
        var kinds = Volatile.Read(ref _kinds[type]);
        if (kinds is null)
        {
            var function = (FunctionType)Module.Syntax.Types[type].Composite;
            kinds = new Kinds([.. function.Parameters.Select(KindOf)], [.. function.Results.Select(KindOf)]);
            Volatile.Write(ref _kinds[type], kinds);
        }

        return (kinds.Parameters, kinds.Results);
    }

    /// <summary>Kinds of the parameters and results of a block.</summary>
    public (OperandKind[] Parameters, OperandKind[] Results) KindsOf(BlockType type) =>
        type.IsTypeIndex ? KindsOf(type.TypeIndex)
        : type.IsSingleResult ? ([], [KindOf(type.Result)])
        : ([], []);

    /// <summary>The kind of values of a type of the module.</summary>
    public OperandKind KindOf(ValType type)
    {
        if (!type.IsReference)
        {
            return type == ValType.I32 ? OperandKind.I32
                : type == ValType.I64 ? OperandKind.I64
                : type == ValType.F32 ? OperandKind.F32
                : type == ValType.F64 ? OperandKind.F64
                : OperandKind.V128;
        }

        var heap = type.HeapType;
        var isFunction = heap.IsConcrete
            ? Module.Syntax.Types[heap.Index].Composite is FunctionType
            : heap == HeapType.Func || heap == HeapType.NoFunc;
        return isFunction ? OperandKind.Function : OperandKind.Reference;
    }

    /// <summary>Whether nothing can be below a type of the module.</summary>
    public bool IsFinal(int type) => Module.Syntax.Types[type].IsFinal;

    /// <summary>How many supertypes a type of the module has.</summary>
    public int DepthOf(int type) => Module.Engine.Descriptors[(uint)Module.Types[type]]->Depth;

    /// <inheritdoc/>
    public void Dispose()
    {
        _thunks.Dispose();
        NativeCode.Space.Slots.Free(_slots, _slotCount);
        _block.Release();
    }

    private CodeBlock Compile()
    {
        var functions = CompileAll();
        var bytes = functions.Sum(static function => (long)function.Code.Length + (2 * CodeBlock.Alignment));
        var block = NativeCode.Space.TryAllocate(CodeKind.Functions, checked((int)Math.Max(bytes, CodeBlock.Alignment))) ?? NoRoom();
        for (var index = 0; index < functions.Length; index++)
        {
            Place(block, functions[index], index);
        }

        block.Synchronize();
        return block;
    }

    // On all processors, where there is enough to do for it to pay.
    private CompiledFunction[] CompileAll()
    {
        var functions = new CompiledFunction[Module.Syntax.Functions.Count];
        if (functions.Length < ParallelFunctions || Environment.ProcessorCount == 1)
        {
            var compiler = new BaselineCompiler(this);
            for (var index = 0; index < functions.Length; index++)
            {
                functions[index] = Counted(compiler.Compile(index));
            }

            return functions;
        }

        try
        {
            Parallel.For(
                0,
                (functions.Length + ChunkFunctions - 1) / ChunkFunctions,
                () => new BaselineCompiler(this),
                (chunk, _, compiler) =>
                {
                    for (var index = chunk * ChunkFunctions; index < Math.Min((chunk + 1) * ChunkFunctions, functions.Length); index++)
                    {
                        functions[index] = Counted(compiler.Compile(index));
                    }

                    return compiler;
                },
                static _ => { });
        }
        catch (AggregateException error)
        {
            // Whichever was first: they are all of one kind.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return functions;
    }

    // While the compilers are at work: what they have made is in memory until all are done.
    private CompiledFunction Counted(CompiledFunction function)
    {
        if (Interlocked.Add(ref _codeBytes, function.Code.Length) > MaximumCode)
        {
            throw new OutOfMemoryException($"the module needs more than {MaximumCode} bytes of native code");
        }

        return function;
    }

    private void Place(CodeBlock block, CompiledFunction function, int index)
    {
        var code = block.TryReserve(function.Code.Length, function) ?? throw new InvalidOperationException("the block is too small");
        function.Code.CopyTo(code.Writable);
        code.CompleteLater(function.TrapSites);
        CodeSlots.Publish(_slots + index, code.Address);
        Module.Engine.CountTranslation(Tier.Baseline);
    }

    private static CodeBlock NoRoom()
    {
        ThrowNoRoom();
        return null;
    }

    [DoesNotReturn]
    private static void ThrowNoRoom() => throw new OutOfMemoryException("there is no room for compiled code");

    private sealed record Kinds(OperandKind[] Parameters, OperandKind[] Results);
}
