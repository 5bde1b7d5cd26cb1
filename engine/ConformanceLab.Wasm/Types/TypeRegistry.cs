using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm;

/// <summary>
/// Makes types canonical: gives equal defined types equal ids. Types are iso-recursive: two recursive groups are equal if they are
/// structurally equal where references into the group itself are compared by their place in the group and all others by what they refer to.
/// <para>
/// The validator has a registry of its own per module, in which the id of a type is the index of the first type of the module that is
/// equal to it; an engine has one for all its modules. Groups are counted by references: a registration holds its groups, a group holds
/// those that it refers to. All members may be called from any thread; lookups take no lock.
/// </para>
/// Source: specification, "Recursive Types", "Rolling and Unrolling", "Matching".
/// </summary>
public sealed partial class TypeRegistry
{
    private const int LargestKeptKey = 4096;
    private readonly Lock _lock = new();
    private readonly Dictionary<int[], Group> _groups = new(TypeGroupKey.Comparer);
    private readonly List<int> _key = [];
    private readonly Stack<int> _freeIds = new();
    private CanonicalType?[] _types = new CanonicalType?[16];
    private int _nextId;
    private long _visit;

    /// <summary>Number of groups that are registered: for tests and diagnosis.</summary>
    public int GroupCount
    {
        get
        {
            lock (_lock)
            {
                return _groups.Count;
            }
        }
    }

    /// <summary>The type with a canonical id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No type has that id.</exception>
    public CanonicalType this[int id]
    {
        get
        {
            var types = Volatile.Read(ref _types);
            return (uint)id < (uint)types.Length && types[id] is { } type
                ? type
                : throw new ArgumentOutOfRangeException(nameof(id), id, "no such type");
        }
    }

    /// <summary>Registers all types of a valid module.</summary>
    /// <param name="types">The type space; concrete heap types are indices into it.</param>
    /// <param name="groups">How it is grouped.</param>
    /// <returns>The canonical id of each type. Dispose it to let go of the types.</returns>
    /// <exception cref="ArgumentException">A type refers to one after its group, or has more than one supertype.</exception>
    /// <exception cref="ModuleException">The hierarchy of subtypes is too deep (<see cref="ModuleErrorKind.LimitExceeded"/>).</exception>
    public TypeRegistration Add(IReadOnlyList<SubType> types, IReadOnlyList<RecursiveGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(groups);
        var ids = new int[types.Count];
        var held = new Group[groups.Count];
        var count = 0;
        lock (_lock)
        {
            try
            {
                foreach (var group in groups)
                {
                    held[count] = AddGroup(types, group, ids);
                    held[count++].References++;
                }
            }
            catch
            {
                Release(held.AsSpan(0, count));
                throw;
            }
        }

        return new TypeRegistration(this, ids, held);
    }

    /// <summary>
    /// Registers a single final type that no module defines, such as that of a host function. Concrete heap types in it are canonical ids
    /// of this registry.
    /// </summary>
    public TypeRegistration Add(CompositeType composite)
    {
        ArgumentNullException.ThrowIfNull(composite);
        lock (_lock)
        {
            var key = TypeGroupKey.WriteCanonical(composite);
            if (!_groups.TryGetValue(key, out var group))
            {
                group = new Group(key, [TakeId()]);
                Publish(new CanonicalType(group.Ids[0], composite, isFinal: true, supertype: null, group));
                Enter(group);
            }

            group.References++;
            return new TypeRegistration(this, [group.Ids[0]], [group]);
        }
    }

    /// <summary>
    /// The validator's way in: registers one group of a module in a registry of its own, in which ids are module indices. The caller has
    /// checked that references go no further than the group's end and supertypes go backwards.
    /// </summary>
    internal void AddGroupOfModule(IReadOnlyList<SubType> types, RecursiveGroup group, int[] ids)
    {
        _nextId = group.Start;
        AddGroup(types, group, ids).References++;
    }

    internal void Release(ReadOnlySpan<Group> groups)
    {
        lock (_lock)
        {
            // A worklist: chains of groups can be as long as a module has types.
            var pending = new Stack<Group>();
            foreach (var group in groups)
            {
                pending.Push(group);
            }

            while (pending.TryPop(out var group))
            {
                if (--group.References > 0)
                {
                    continue;
                }

                _groups.Remove(group.Key);
                foreach (var id in group.Ids)
                {
                    _types[id] = null;
                    _freeIds.Push(id);
                }

                foreach (var dependency in group.Dependencies)
                {
                    pending.Push(dependency);
                }
            }
        }
    }

    private Group AddGroup(IReadOnlyList<SubType> types, RecursiveGroup range, int[] ids)
    {
        TypeGroupKey.Write(_key, types, range, ids);
        var key = CollectionsMarshal.AsSpan(_key);
        if (!_groups.GetAlternateLookup<ReadOnlySpan<int>>().TryGetValue(key, out var group))
        {
            CheckDepth(types, range, ids);
            group = new Group(key.ToArray(), new int[range.Count]);
            for (var i = 0; i < range.Count; i++)
            {
                group.Ids[i] = TakeId();
                ids[range.Start + i] = group.Ids[i];
            }

            for (var i = 0; i < range.Count; i++)
            {
                var type = types[range.Start + i];
                var supertype = type.Supertypes.IsEmpty ? null : this[ids[type.Supertypes[0]]];
                Publish(new CanonicalType(group.Ids[i], ToCanonical(type.Composite, ids), type.IsFinal, supertype, group));
            }

            Enter(group);
        }

        if (_key.Capacity > LargestKeptKey)
        {
            _key.Clear();
            _key.Capacity = 0;
        }

        group.Ids.CopyTo(ids.AsSpan(range.Start));
        return group;
    }

    private void CheckDepth(IReadOnlyList<SubType> types, RecursiveGroup range, int[] ids)
    {
        int[]? depths = null;
        for (var i = 0; i < range.Count; i++)
        {
            var supertypes = types[range.Start + i].Supertypes;
            if (supertypes.IsEmpty)
            {
                continue;
            }

            var parent = supertypes[0];
            depths ??= new int[range.Count];
            depths[i] = 1 + (parent >= range.Start ? depths[parent - range.Start] : this[ids[parent]].Depth);
            if (depths[i] > ImplementationLimits.SubtypeDepth)
            {
                throw new ModuleException(
                    ModuleErrorKind.LimitExceeded,
                    "implementation limit",
                    $"type {range.Start + i} has more than {ImplementationLimits.SubtypeDepth} supertypes");
            }
        }
    }

    private int TakeId()
    {
        if (_freeIds.TryPop(out var free))
        {
            return free;
        }

        var id = _nextId++;
        if (id >= _types.Length)
        {
            var types = _types;
            Array.Resize(ref types, Math.Max(id + 1, types.Length * 2));
            Volatile.Write(ref _types, types);
        }

        return id;
    }

    private void Publish(CanonicalType type) => Volatile.Write(ref _types[type.Id], type);

    // A new group becomes findable, and holds the group of every type that its types name.
    private void Enter(Group group)
    {
        List<Group>? dependencies = null;
        _visit++;
        foreach (var id in group.Ids)
        {
            var type = this[id];
            if (type.Supertype is { } supertype)
            {
                HoldGroup(supertype.Owner);
            }

            switch (type.Composite)
            {
                case FunctionType function:
                    HoldAll(function.Parameters);
                    HoldAll(function.Results);
                    break;
                case StructType structure:
                    foreach (var field in structure.Fields)
                    {
                        Hold(field.Storage);
                    }

                    break;
                case ArrayType array:
                    Hold(array.Element.Storage);
                    break;
            }
        }

        group.Dependencies = dependencies is null ? [] : [.. dependencies];
        _groups.Add(group.Key, group);
        foreach (var dependency in group.Dependencies)
        {
            dependency.References++;
        }

        void HoldAll(ImmutableArray<ValType> types)
        {
            foreach (var type in types)
            {
                Hold(type);
            }
        }

        void Hold(ValType type)
        {
            if (type.IsReference && type.HeapType.IsConcrete)
            {
                HoldGroup(this[type.HeapType.Index].Owner);
            }
        }

        void HoldGroup(Group other)
        {
            if (!ReferenceEquals(other, group) && other.LastVisit != _visit)
            {
                other.LastVisit = _visit;
                (dependencies ??= []).Add(other);
            }
        }
    }

    /// <summary>A recursive group: what is shared, compared and counted.</summary>
    internal sealed class Group(int[] key, int[] ids)
    {
        public int[] Key { get; } = key;

        public int[] Ids { get; } = ids;

        public Group[] Dependencies { get; set; } = [];

        public int References { get; set; }

        // The last group that was found to depend on this one.
        public long LastVisit { get; set; }
    }
}

/// <summary>The types of a module, or one of the host, held in a <see cref="TypeRegistry"/> until disposed.</summary>
public sealed class TypeRegistration : IDisposable
{
    private readonly TypeRegistry _registry;
    private readonly int[] _ids;
    private TypeRegistry.Group[]? _groups;

    internal TypeRegistration(TypeRegistry registry, int[] ids, TypeRegistry.Group[] groups)
    {
        _registry = registry;
        _ids = ids;
        _groups = groups;
    }

    /// <summary>The canonical id of each type, by its index in the module.</summary>
    public ReadOnlySpan<int> CanonicalIds => _ids;

    /// <summary>The canonical id of the module's type <paramref name="moduleIndex"/>.</summary>
    public int this[int moduleIndex] => _ids[moduleIndex];

    /// <summary>The canonical form of a value type of the module.</summary>
    public ValType ToCanonical(ValType moduleType) => TypeRegistry.ToCanonical(moduleType, _ids);

    /// <summary>The canonical form of a heap type of the module.</summary>
    public HeapType ToCanonical(HeapType moduleType) => moduleType.IsConcrete ? HeapType.Concrete(_ids[moduleType.Index]) : moduleType;

    /// <summary>Lets go of the types; those that nobody else holds are forgotten and their ids are used again.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _groups, null) is { } groups)
        {
            _registry.Release(groups);
        }
    }
}
