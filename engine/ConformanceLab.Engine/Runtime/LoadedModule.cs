using System.Collections.Immutable;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A validated module made ready for instantiation: index spaces with the imports in, types canonical. Immutable and shared by all its
/// instances and threads, apart from what executors keep in <see cref="Code"/>.
/// </summary>
internal sealed unsafe class LoadedModule
{
    private readonly Engine _engine;
    private readonly NativeArena _arena = new();
    private readonly bool _isUser;
    private readonly Lock _imageLock = new();
    private MemoryImage? _image;
    private bool _knowsOffsets;
    private bool _hasTriedImage;
    private int _owners = 1;

    /// <summary>Registers the types of a valid module. The caller is the first owner.</summary>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public LoadedModule(Engine engine, ValidatedModule validated)
    {
        var syntax = validated.Module;
        _engine = engine;
        Syntax = syntax;
        HasForeignTailCalls = validated.HasForeignTailCalls;
        FixedTables = new FixedTables(this, validated);
        HasAggregates = syntax.Types.Any(static type => type.Composite is not FunctionType);
        engine.AddUser();
        _isUser = true;
        Types = engine.Types.Add(syntax.Types, syntax.RecursiveGroups);
        foreach (var id in Types.CanonicalIds)
        {
            engine.Descriptors.Ensure((uint)id);
        }

        var functions = ImmutableArray.CreateBuilder<int>();
        var tables = ImmutableArray.CreateBuilder<TableType>();
        var memories = ImmutableArray.CreateBuilder<MemoryType>();
        var globals = ImmutableArray.CreateBuilder<GlobalType>();
        var tags = ImmutableArray.CreateBuilder<int>();
        foreach (var import in syntax.Imports)
        {
            switch (import.Kind)
            {
                case ExternKind.Function:
                    functions.Add(import.TypeIndex);
                    break;
                case ExternKind.Table:
                    tables.Add(import.Table);
                    break;
                case ExternKind.Memory:
                    memories.Add(import.Memory);
                    break;
                case ExternKind.Global:
                    globals.Add(import.Global);
                    break;
                case ExternKind.Tag:
                    tags.Add(import.TypeIndex);
                    break;
            }
        }

        (ImportedFunctions, ImportedTables, ImportedMemories, ImportedGlobals, ImportedTags) =
            (functions.Count, tables.Count, memories.Count, globals.Count, tags.Count);
        foreach (var function in syntax.Functions)
        {
            functions.Add(function.TypeIndex);
        }

        foreach (var table in syntax.Tables)
        {
            tables.Add(table.Type);
        }

        memories.AddRange(syntax.Memories);
        foreach (var global in syntax.Globals)
        {
            globals.Add(global.Type);
        }

        tags.AddRange(syntax.Tags);
        FunctionTypeIndices = functions.ToImmutable();
        Tables = tables.ToImmutable();
        Memories = memories.ToImmutable();
        AddressChecks = [.. memories.Select(LinearMemory.CheckOf)];
        Globals = globals.ToImmutable();
        TagTypeIndices = tags.ToImmutable();
        Layout = new InstanceLayout(ImportedTables, Tables.Length, ImportedGlobals, Globals.Length, FunctionTypeIndices.Length);
        TypeIds = _arena.Allocate<uint>(syntax.Types.Count);
        for (var i = 0; i < syntax.Types.Count; i++)
        {
            TypeIds[i] = (uint)Types[i];
        }

        PassiveData = _arena.Allocate<DataSegmentData>(syntax.Data.Count);
        for (var i = 0; i < syntax.Data.Count; i++)
        {
            if (syntax.Data[i].Mode == SegmentMode.Passive)
            {
                PassiveData[i] = CopyOf(syntax.Data[i].Bytes.Span);
            }
        }

        DataOffsets = new long[syntax.Data.Count];
        DataOffsets.AsSpan().Fill(UnknownOffset);
        Code = new object?[syntax.Functions.Count];
        Exports = syntax.Exports.ToDictionary(static export => export.Name, StringComparer.Ordinal);
    }

    ~LoadedModule() => Free();

    /// <summary>What <see cref="DataOffsets"/> has where an offset differs between instances, or nobody has evaluated it yet.</summary>
    public const long UnknownOffset = -1;

    /// <summary>The engine that it was loaded for.</summary>
    public Engine Engine => _engine;

    /// <summary>The module's syntax.</summary>
    public WasmModule Syntax { get; }

    /// <summary>Canonical id of each type of the module.</summary>
    public TypeRegistration Types { get; }

    /// <summary>The same for code: instances refer to it.</summary>
    public uint* TypeIds { get; }

    /// <summary>
    /// The passive data segments, by their indices among all: instances begin with a copy. The bytes live as long as the module.
    /// </summary>
    public DataSegmentData* PassiveData { get; }

    /// <summary>
    /// Where active data segments go, as far as the first instances have found that it is the same for all. Several threads may fill an
    /// entry at once, with the same value.
    /// </summary>
    public long[] DataOffsets { get; }

    /// <summary>
    /// What memory 0 of its instances is at first, where that can be known and pays: from the second instance on, which knows where the
    /// segments of the first one went.
    /// </summary>
    public MemoryImage? Image
    {
        get
        {
            if (Volatile.Read(ref _knowsOffsets) && !Volatile.Read(ref _hasTriedImage))
            {
                lock (_imageLock)
                {
                    _image ??= !_hasTriedImage && ImageFile.IsSuitable(this) ? _engine.Images?.TryCreate(this) : null;
                    Volatile.Write(ref _hasTriedImage, true);
                }
            }

            return Volatile.Read(ref _image);
        }
    }

    /// <summary>The active data segments of an instance are where they belong.</summary>
    public void KnowOffsets() => Volatile.Write(ref _knowsOffsets, true);

    /// <summary>The function space: indices of the functions' types.</summary>
    public ImmutableArray<int> FunctionTypeIndices { get; }

    /// <summary>The table space; heap types are indices of the module.</summary>
    public ImmutableArray<TableType> Tables { get; }

    /// <summary>The memory space.</summary>
    public ImmutableArray<MemoryType> Memories { get; }

    /// <summary>How accesses to each memory are checked: <see cref="LinearMemory.CheckOf"/>.</summary>
    public ImmutableArray<AddressCheck> AddressChecks { get; }

    /// <summary>The global space; heap types are indices of the module.</summary>
    public ImmutableArray<GlobalType> Globals { get; }

    /// <summary>The tag space: indices of the tags' types.</summary>
    public ImmutableArray<int> TagTypeIndices { get; }

    /// <summary>Whether a function of the module may end by a tail call of another instance's function.</summary>
    public bool HasForeignTailCalls { get; }

    /// <summary>Its tables that never change.</summary>
    public FixedTables FixedTables { get; }

    /// <summary>What a global is for ever and in all instances, if that is known and an integer; an i32 sign-extended.</summary>
    public long? ConstantOf(int global) =>
        global >= ImportedGlobals && !Globals[global].IsMutable
        && ConstantExpressions.TryReadNumber(Syntax.Globals[global - ImportedGlobals].Initializer, out var number)
            ? Globals[global].Value == ValType.I32 ? (int)number : (long)number
            : null;

    /// <summary>How its instances are laid out.</summary>
    public InstanceLayout Layout { get; }

    /// <summary>Whether it defines types of structures or arrays: <see cref="InstanceData.Base"/> is the heap's then.</summary>
    public bool HasAggregates { get; }

    /// <summary>Exports by name.</summary>
    public IReadOnlyDictionary<string, Export> Exports { get; }

    /// <summary>How many functions are imported; they come first.</summary>
    public int ImportedFunctions { get; }

    /// <summary>How many tables are imported.</summary>
    public int ImportedTables { get; }

    /// <summary>How many memories are imported.</summary>
    public int ImportedMemories { get; }

    /// <summary>How many globals are imported.</summary>
    public int ImportedGlobals { get; }

    /// <summary>How many tags are imported.</summary>
    public int ImportedTags { get; }

    /// <summary>
    /// What executors made of the defined functions (index: function index − <see cref="ImportedFunctions"/>), if it depends on the module
    /// alone. Several threads may fill an entry at once; entries must be interchangeable.
    /// </summary>
    public object?[] Code { get; }

    /// <summary>Its compiled code, if there is some; disposed with the module.</summary>
    public IDisposable? Native { get; set; }

    /// <summary>The canonical function type of a type index.</summary>
    public FunctionType FunctionTypeOf(int typeIndex) => (FunctionType)_engine.Types[Types[typeIndex]].Composite;

    /// <summary>A store begins to hold the module.</summary>
    /// <exception cref="ObjectDisposedException">The last owner has let go: the types may be others' by now.</exception>
    public void AddOwner()
    {
        var owners = Volatile.Read(ref _owners);
        while (true)
        {
            ObjectDisposedException.ThrowIf(owners == 0, typeof(Module));
            var seen = Interlocked.CompareExchange(ref _owners, owners + 1, owners);
            if (seen == owners)
            {
                return;
            }

            owners = seen;
        }
    }

    /// <summary>An owner lets go; the last one frees the types.</summary>
    public void RemoveOwner()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            Free();
            GC.SuppressFinalize(this);
        }
    }

    private DataSegmentData CopyOf(ReadOnlySpan<byte> bytes)
    {
        var copy = (byte*)_arena.AllocateBytes((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return new DataSegmentData { Bytes = copy, Length = (ulong)bytes.Length };
    }

    // Also of a module whose construction failed halfway.
    private void Free()
    {
        Native?.Dispose();
        _arena.Dispose();
        if (_image is { } image)
        {
            _image = null;
            _engine.Reservations.Forget(image);
            image.Release();
        }

        Types?.Dispose();
        if (_isUser)
        {
            _engine.RemoveUser();
        }
    }
}
