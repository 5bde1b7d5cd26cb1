using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// What can be written, in parts of which no two overlap: a field of a structure type and its subtypes, the elements of an array type and its
/// subtypes, a global, a table, the size of one, a memory. Each part has a version at every place: the same number at two places means that
/// nothing has been written between them.
/// <code>
///   store p.x ─▶ version 5       Where control joins and the versions differ there is a new one; at the head of a loop that writes
///   load  q.y    (of y: 2)       the part, too. Calls, and what managed code executes, make a new version of everything.
///   call      ─▶ version 6
/// </code>
/// A collection moves objects, but changes neither what they hold nor which reference is which: allocations write nothing.
/// Invariant: two types that can be those of one object have the same part for the same field. Fields of a subtype begin with those of its
/// supertype, so that the part is named after the first type, from the root, that has the field; types that are equal are named alike.
/// Source: Cytron and Gershbein, "Efficient accommodation of may-alias information in SSA form" (1993); Diwan, McKinley, Moss, "Type-based alias
/// analysis" (1998).
/// </summary>
internal sealed class MemoryRegions(NativeModule native)
{
    /// <summary>The version of what is never written.</summary>
    public const int Immutable = 0;

    // Parts with a version of their own: the last one is that of all others.
    private const int MaximumVersions = 64;

    // Versions at the ends of blocks, for all blocks: where there would be more, parts share them.
    private const int MaximumExits = 1 << 20;

    // A number that no part that is read has.
    private const ushort Unread = ushort.MaxValue;

    private readonly NativeModule _native = native;
    private readonly LoadedModule _module = native.Module;
    private readonly Dictionary<(Kind Kind, int First, int Second), ushort> _numbers = [];
    private readonly List<(int Store, int Previous)> _history = [];
    private readonly int[] _versions = new int[MaximumVersions];
    private int[] _exits = [];
    private ulong[] _written = [];
    private ulong[] _loops = [];
    private int _count;
    private (Kind Kind, int First, int Second) _last;
    private ushort _lastNumber;

    private enum Kind
    {
        None, Field, Elements, Global, ImportedGlobals, Table, ImportedTables, TableSize, ImportedTableSizes, Memory, ImportedMemories,
        MemorySize, ImportedMemorySizes,
    }

    /// <summary>What a node does to them.</summary>
    public enum Effect
    {
        /// <summary>Nothing, or nothing that is followed.</summary>
        None,

        /// <summary>It reads one.</summary>
        Read,

        /// <summary>It writes one.</summary>
        Write,

        /// <summary>It may write all of them.</summary>
        WriteAll,
    }

    /// <summary>Finds the parts that a graph has: <see cref="Node.Region"/>; and what its blocks write.</summary>
    public void Find(Graph graph)
    {
        _numbers.Clear();
        _last = default;
        _history.Clear();
        _history.Add((-1, -1));
        EnsureLength(ref _written, graph.Blocks.Count);
        EnsureLength(ref _loops, graph.Blocks.Count);
        var reads = false;
        foreach (var block in graph.Blocks)
        {
            var written = 0UL;
            foreach (var node in CollectionsMarshal.AsSpan(block.Nodes))
            {
                ref var at = ref graph[node];
                var effect = EffectOf(at);
                if (effect is Effect.Read or Effect.Write)
                {
                    at.Region = NumberOf(at);
                    written |= effect == Effect.Write && at.Region != 0 ? BitOf(at.Region) : 0;
                    reads |= effect == Effect.Read && at.Region != 0;
                }
                else if (effect == Effect.WriteAll)
                {
                    written = ulong.MaxValue;
                }
            }

            _written[block.Index] = written;
        }

        // What nobody reads needs no versions.
        _count = reads ? Math.Clamp(Math.Min(_numbers.Count, MaximumExits / graph.Blocks.Count), 1, MaximumVersions) : 0;
        EnsureLength(ref _exits, graph.Blocks.Count * _count);
    }

    /// <summary>What a node does.</summary>
    public static Effect EffectOf(in Node node)
    {
        switch (node.Op)
        {
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU or Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU
                or Opcode.GlobalGet or Opcode.TableGet or Opcode.TableSize or Opcode.MemorySize or Ops.TableFunction:
                return Effect.Read;
            case Opcode.StructSet or Opcode.ArraySet or Opcode.GlobalSet or Opcode.TableSet:
            case >= Opcode.V128Store8Lane and <= Opcode.V128Store64Lane:
                return Effect.Write;
            case >= Opcode.I32AtomicLoad and <= Opcode.I64AtomicRmw32CmpxchgU:
                return AtomicAccess.Of(node.Op).Family == AtomicFamily.Load ? Effect.None : Effect.Write;
            case >= Opcode.I32Load and <= Opcode.I64Store32 or Opcode.V128Load or Opcode.V128Store:
                return Signatures.TryFindAccess(node.Op, out var access) && access.IsStore ? Effect.Write : Effect.Read;
            default:
                return Ops.IsCall(node.Op) ? Effect.WriteAll : Effect.None;
        }
    }

    /// <summary>The versions where a block begins.</summary>
    public void Enter(Block block, WorkBudget budget)
    {
        if (_count == 0)
        {
            return;
        }

        budget.Spend((long)_count * (block.Predecessors.Count + 1));
        Block? first = null;
        var differing = 0UL;
        foreach (var edge in block.Predecessors)
        {
            if (edge.From.Index >= block.Index)
            {
                differing |= block.LoopEnd is null ? ulong.MaxValue : 0;
            }
            else if (first is null)
            {
                first = edge.From;
                Exits(first).CopyTo(_versions);
            }
            else
            {
                var exits = Exits(edge.From);
                for (var index = 0; index < exits.Length; index++)
                {
                    differing |= exits[index] != _versions[index] ? 1UL << index : 0;
                }
            }
        }

        if (block.LoopEnd is { } end)
        {
            budget.Spend(end.Index - block.Index);
            var written = 0UL;
            for (var index = block.Index; index <= end.Index; index++)
            {
                written |= _written[index];
            }

            // Where parts share versions, all from the last one on are written together.
            written |= written >> (_count - 1) != 0 ? 1UL << (_count - 1) : 0;
            _loops[block.Index] = written;
            differing |= written;
        }

        Renew(first is null ? ulong.MaxValue : differing);
    }

    /// <summary>The versions where a block ends are those of now.</summary>
    public void Leave(Block block) => _versions.AsSpan(0, _count).CopyTo(Exits(block));

    /// <summary>The version of what a node reads or writes.</summary>
    public int VersionOf(in Node node) => _count == 0 || IsImmutable(node) ? Immutable : _versions[IndexOf(node.Region)];

    /// <summary>A node writes its part.</summary>
    public void Write(int node, in Node at)
    {
        if (_count > 0)
        {
            ref var version = ref _versions[IndexOf(at.Region)];
            _history.Add((node, version));
            version = _history.Count - 1;
        }
    }

    /// <summary>A node may write everything.</summary>
    public void WriteAll() => Renew(ulong.MaxValue);

    /// <summary>The store that made a version of the one before; false if it was none.</summary>
    public bool TryFindStore(int version, out int store, out int previous)
    {
        (store, previous) = _history[version];
        return store >= 0;
    }

    /// <summary>Whether what a node reads may be written in a loop.</summary>
    public bool IsWrittenIn(Block loop, in Node node) =>
        !IsImmutable(node) && (_loops[loop.Index] & (1UL << IndexOf(node.Region))) != 0;

    /// <summary>The number of a field of a type of the module; 0 if nothing reads or writes it.</summary>
    public ushort FieldNumber(int type, int field) =>
        _count > 0 && _numbers.TryGetValue((Kind.Field, Canonical(Declaring(type, field)), field), out var number) ? number : (ushort)0;

    /// <summary>The number of the elements of a type of the module; 0 if nothing reads or writes them.</summary>
    public ushort ElementsNumber(int type) =>
        _count > 0 && _numbers.TryGetValue((Kind.Elements, Canonical(Declaring(type, -1)), 0), out var number) ? number : (ushort)0;

    private static void EnsureLength<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, 2 * array.Length)];
        }
    }

    private Span<int> Exits(Block block) => _exits.AsSpan(block.Index * _count, _count);

    private void Renew(ulong parts)
    {
        if (parts != 0 && _count > 0)
        {
            _history.Add((-1, -1));
            for (var index = 0; index < _count; index++)
            {
                _versions[index] = (parts & (1UL << index)) != 0 ? _history.Count - 1 : _versions[index];
            }
        }
    }

    private int IndexOf(ushort region) => Math.Min(region, _count) - 1;

    // Before it is known how many versions there are.
    private static ulong BitOf(ushort region) => region >= MaximumVersions ? 1UL << (MaximumVersions - 1) : 1UL << (region - 1);

    private bool IsImmutable(in Node node) => node.Op switch
    {
        Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU or Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU
            => (node.Bits & Node.Immutable) != 0,
        Opcode.GlobalGet => !_module.Globals[node.Index].IsMutable,
        _ => false,
    };

    private ushort NumberOf(in Node node)
    {
        var part = PartOf(node);
        if (part.Kind == Kind.None)
        {
            return 0;
        }

        if (part != _last)
        {
            if (!_numbers.TryGetValue(part, out var number))
            {
                if (_numbers.Count == Unread - 1)
                {
                    return EffectOf(node) == Effect.Write ? Unread : (ushort)0;
                }

                number = (ushort)(_numbers.Count + 1);
                _numbers.Add(part, number);
            }

            (_last, _lastNumber) = (part, number);
        }

        return _lastNumber;
    }

    // Imports may be the same thing under several indices; what a module defines is nothing that it imports. What threads share may be written
    // at any time.
    private (Kind Kind, int First, int Second) PartOf(in Node node)
    {
        var index = node.Index;
        switch (node.Op)
        {
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU or Opcode.StructSet:
                return (Kind.Field, Canonical(Declaring(index, node.Type)), node.Type);
            case Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU or Opcode.ArraySet:
                return (Kind.Elements, Canonical(Declaring(index, -1)), 0);
            case Opcode.GlobalGet or Opcode.GlobalSet:
                return index < _module.ImportedGlobals ? (Kind.ImportedGlobals, 0, 0) : (Kind.Global, index, 0);
            case Opcode.TableGet or Opcode.TableSet or Ops.TableFunction:
                return index < _module.ImportedTables ? (Kind.ImportedTables, 0, 0) : (Kind.Table, index, 0);
            case Opcode.TableSize:
                return index < _module.ImportedTables ? (Kind.ImportedTableSizes, 0, 0) : (Kind.TableSize, index, 0);
            case Opcode.MemorySize:
                return _module.Memories[index].IsShared ? default
                    : index < _module.ImportedMemories ? (Kind.ImportedMemorySizes, 0, 0) : (Kind.MemorySize, index, 0);
            default:
                return _module.Memories[index].IsShared ? default
                    : index < _module.ImportedMemories ? (Kind.ImportedMemories, 0, 0) : (Kind.Memory, index, 0);
        }
    }

    private int Canonical(int type) => _module.Types[type];

    // The supertype nearest to the root that has the field, or all of the elements.
    private int Declaring(int type, int field)
    {
        while (_native.SupertypeOf(type) is >= 0 and var supertype && (field < 0 || field < _native.FieldCountOf(supertype)))
        {
            type = supertype;
        }

        return type;
    }
}
