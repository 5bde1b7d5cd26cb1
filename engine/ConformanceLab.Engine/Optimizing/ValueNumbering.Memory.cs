using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Elimination of loads: what was read or stored at the same place in the same version is still there. Stores are never left out, since a trap or
/// a call may show what has been stored. Where the last store is known to be to another place, what was true before it is asked for.
/// A read that cannot fail leaves a loop that does not write what it reads.
/// Source: Click, "Global code motion, global value numbering" (1995); for stores of other places Lo, Chow, Kennedy, Liu, Tu, "Register
/// promotion by sparse partial redundancy elimination of loads and stores" (1998).
/// </content>
internal sealed partial class ValueNumbering
{
    // Stores that are looked behind.
    private const int MaximumStores = 8;

    // Elements of a new array that are kept in mind.
    private const int MaximumElements = 16;

    // Whether what a node reads is known, or will be from here on: then it is told whether the node is gone. False if the node has become a
    // computation instead.
    private bool IsKnownRead(int node, out bool isGone)
    {
        NoteElement(node);
        ref readonly var at = ref _graph[node];
        var version = _regions.VersionOf(at);
        var key = KeyOf(at, version);
        if (TryFindRead(at, key, out var known))
        {
            if (known.IsStored && IsNarrow(at))
            {
                _trace?.Decide(at.Bytecode, $"v{node} is made of v{known.Value}, which was stored there before");
                Narrow(node, known.Value);
                var value = Simplifier.Simplify(_graph, node);
                isGone = value != node && Replace(node, value);
                return isGone;
            }

            _trace?.Decide(at.Bytecode, $"v{node} is v{known.Value}: it was {(known.IsStored ? "stored" : "read")} there before");
            isGone = Replace(node, known.Value);
            return true;
        }

        isGone = TryLeaveLoops(node);
        _known[key] = new Known(node, _graph[node].Block);
        NoteAccess(_graph[node]);
        return true;
    }

    private bool TryFindRead(in Node read, Key key, out Known known)
    {
        for (var stores = 0; ; stores++)
        {
            _budget.Spend(1);
            if (_known.TryGetValue(key, out known) && IsDominated(known))
            {
                return true;
            }

            if (stores == MaximumStores || !_regions.TryFindStore(key.C, out var store, out var previous) || !AreApart(_graph[store], read))
            {
                return false;
            }

            key = key with { C = previous };
        }
    }

    // What is read where; the version is C.
    private static Key KeyOf(in Node read, int version) => read.Op switch
    {
        Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU => new Key(read.Op, read.A, -1, version, read.Region),
        Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU => new Key(read.Op, read.A, read.B, version, read.Region),
        Opcode.GlobalGet or Opcode.TableSize or Opcode.MemorySize => new Key(read.Op, read.Index, -1, version),
        Opcode.TableGet => new Key(read.Op, read.A, read.Index, version),
        Ops.TableFunction => new Key(read.Op, read.A, read.Index, version, -1, read.Type),
        _ => MemoryKey(read.Op, read, version),
    };

    private static Key MemoryKey(Opcode op, in Node access, int version) =>
        new(op, access.A, (int)access.Bits, version, access.Index, (int)(access.Bits >> 32));

    // From here on there is what is written.
    private void NumberWrite(int node)
    {
        NoteElement(node);
        _regions.Write(node, _graph[node]);
        var at = _graph[node];
        var version = _regions.VersionOf(at);
        switch (at.Op)
        {
            case Opcode.StructSet:
                KnowStored(_native.FieldOf(at.Index, at.Type).Storage, Opcode.StructGet, new Key(default, at.A, -1, version, at.Region), at.B);
                break;
            case Opcode.ArraySet:
                KnowStored(_native.ElementOf(at.Index).Storage, Opcode.ArrayGet, new Key(default, at.A, at.B, version, at.Region), at.C);
                break;
            case Opcode.GlobalSet:
                KnowStored(new Key(Opcode.GlobalGet, at.Index, -1, version), at.A);
                break;
            case Opcode.TableSet:
                KnowStored(new Key(Opcode.TableGet, at.A, at.Index, version), at.B);
                break;
            case Opcode.I32Store or Opcode.I64Store or Opcode.F32Store or Opcode.F64Store or Opcode.V128Store:
                KnowStored(MemoryKey(LoadOf(at.Op), at, version), at.B);
                break;
            case Opcode.I32Store8 or Opcode.I32Store16 or Opcode.I64Store8 or Opcode.I64Store16 or Opcode.I64Store32:
                var (signed, unsigned) = NarrowLoadsOf(at.Op);
                KnowStored(MemoryKey(signed, at, version), at.B);
                KnowStored(MemoryKey(unsigned, at, version), at.B);
                break;
        }

        NoteAccess(at);
    }

    // Behind an operation for what is not packed stand those for what is: sign-extended, and not.
    private void KnowStored(ValType storage, Opcode get, Key key, int value)
    {
        if (storage == ValType.I8 || storage == ValType.I16)
        {
            var (signed, unsigned) = get == Opcode.StructGet
                ? (Opcode.StructGetS, Opcode.StructGetU) : (Opcode.ArrayGetS, Opcode.ArrayGetU);
            KnowStored(key with { Op = signed }, value);
            KnowStored(key with { Op = unsigned }, value);
        }
        else
        {
            KnowStored(key with { Op = get }, value);
        }
    }

    private void KnowStored(Key key, int value) => _known[key] = new Known(value, _block.Index, IsStored: true);

    // A new object holds what it is made of.
    private void NoteObject(int node)
    {
        var at = _graph[node];
        if (at.Op == Opcode.StructNew)
        {
            var fields = _native.FieldCountOf(at.Index);
            _budget.Spend(fields);
            for (var field = 0; field < fields; field++)
            {
                if (_regions.FieldNumber(at.Index, field) is not 0 and var region)
                {
                    var storage = _native.FieldOf(at.Index, field);
                    var value = at.InputCount > 0 ? Renamed(_graph.Lists[at.A + field]) : Zero(storage.Storage);
                    KnowStored(storage.Storage, Opcode.StructGet, new Key(default, node, -1, VersionIn(region, storage), region), value);
                }
            }
        }
        else if (at.Op == Opcode.ArrayNewFixed && _regions.ElementsNumber(at.Index) is not 0 and var region)
        {
            var element = _native.ElementOf(at.Index);
            for (var index = 0; index < Math.Min(at.InputCount, MaximumElements); index++)
            {
                KnowStored(
                    element.Storage,
                    Opcode.ArrayGet,
                    new Key(default, node, _graph.Constant(OperandKind.I32, index), VersionIn(region, element), region),
                    Renamed(_graph.Lists[at.A + index]));
            }
        }
    }

    private int VersionIn(ushort region, FieldType storage) =>
        storage.Mutable ? _regions.VersionOf(new Node { Op = Opcode.StructSet, Region = region }) : MemoryRegions.Immutable;

    private int Zero(ValType storage) => _graph.Constant(_native.KindOfStorage(storage), 0);

    private int Renamed(int node) => node < _count ? _map[node] : node;

    private bool TryFindLength(int array, out int length)
    {
        ref readonly var at = ref _graph[array];
        length = at.Op switch
        {
            Opcode.ArrayNew or Opcode.ArrayNewDefault => at.A,
            Opcode.ArrayNewFixed => _graph.Constant(OperandKind.I32, at.InputCount),
            _ => -1,
        };
        return length >= 0;
    }

    // Whether what a store writes is nothing of what is read. Both are of one part of memory.
    private bool AreApart(in Node store, in Node read)
    {
        switch (store.Op)
        {
            case Opcode.StructSet:
                return AreOthers(store.A, read.A);
            case Opcode.ArraySet:
                return AreOthers(store.A, read.A) || AreDifferentConstants(store.B, read.B);
            case Opcode.TableSet:
                return read.Op == Opcode.TableGet && store.Index == read.Index && AreDifferentConstants(store.A, read.A);
            default:
                if (!Signatures.TryFindAccess(store.Op, out var stored) || !Signatures.TryFindAccess(read.Op, out var loaded)
                    || store.Index != read.Index)
                {
                    return false;
                }

                // The sum of address and offset does not wrap.
                var (isSame, first, second) = store.A == read.A ? (true, 0UL, 0UL)
                    : _graph[store.A].Op == Ops.Constant && _graph[read.A].Op == Ops.Constant
                    ? (true, Lowering.AddressOf(_graph[store.A]), Lowering.AddressOf(_graph[read.A]))
                    : default;
                var from = (UInt128)first + (ulong)store.Bits;
                var to = (UInt128)second + (ulong)read.Bits;
                return isSame && (from + BytesOf(stored) <= to || to + BytesOf(loaded) <= from);
        }
    }

    private bool AreDifferentConstants(int left, int right) =>
        left != right && _graph[left].Op == Ops.Constant && _graph[right].Op == Ops.Constant && _graph[left].Bits != _graph[right].Bits;

    // A new object is none that was there before.
    private bool AreOthers(int left, int right) =>
        left != right && (IsNewerThan(left, right) || IsNewerThan(right, left));

    private bool IsNewerThan(int value, int other)
    {
        ref readonly var at = ref _graph[value];
        ref readonly var before = ref _graph[other];
        return Ops.IsAllocation(at.Op) && (Ops.IsAllocation(before.Op) || before.Op is Ops.Parameter or Ops.Constant
            || (before.Block < at.Block && Passes.Dominates(_graph.Blocks[before.Block], _graph.Blocks[at.Block], _budget)));
    }

    private static ulong BytesOf(in Signatures.Access access) =>
        access.Kind.IsVector() && access.Kind == OperandKind.V128 ? 16UL
        : access.Kind == OperandKind.F64 ? 8UL
        : access.Kind == OperandKind.F32 ? 4UL
        : 1UL << (int)access.Size;

    private static Opcode LoadOf(Opcode store) => store switch
    {
        Opcode.I32Store => Opcode.I32Load,
        Opcode.I64Store => Opcode.I64Load,
        Opcode.F32Store => Opcode.F32Load,
        Opcode.F64Store => Opcode.F64Load,
        _ => Opcode.V128Load,
    };

    private static (Opcode Signed, Opcode Unsigned) NarrowLoadsOf(Opcode store) => store switch
    {
        Opcode.I32Store8 => (Opcode.I32Load8S, Opcode.I32Load8U),
        Opcode.I32Store16 => (Opcode.I32Load16S, Opcode.I32Load16U),
        Opcode.I64Store8 => (Opcode.I64Load8S, Opcode.I64Load8U),
        Opcode.I64Store16 => (Opcode.I64Load16S, Opcode.I64Load16U),
        _ => (Opcode.I64Load32S, Opcode.I64Load32U),
    };

    private static bool IsNarrow(in Node read) => read.Op
        is Opcode.StructGetS or Opcode.StructGetU or Opcode.ArrayGetS or Opcode.ArrayGetU
        or (>= Opcode.I32Load8S and <= Opcode.I64Load32U);

    // A read becomes that part of a value which was stored.
    private void Narrow(int node, int value)
    {
        _graph.Reserve(1);
        ref var at = ref _graph[node];
        var bits = at.Op switch
        {
            Opcode.StructGetS or Opcode.StructGetU => BitsOf(_native.FieldOf(at.Index, at.Type).Storage),
            Opcode.ArrayGetS or Opcode.ArrayGetU => BitsOf(_native.ElementOf(at.Index).Storage),
            Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I64Load8S or Opcode.I64Load8U => 8,
            Opcode.I32Load16S or Opcode.I32Load16U or Opcode.I64Load16S or Opcode.I64Load16U => 16,
            _ => 32,
        };
        var isSigned = at.Op is Opcode.StructGetS or Opcode.ArrayGetS or Opcode.I32Load8S or Opcode.I32Load16S
            or Opcode.I64Load8S or Opcode.I64Load16S or Opcode.I64Load32S;
        var isWide = at.Kind == OperandKind.I64;
        if (isSigned)
        {
            at.Op = bits switch
            {
                8 => isWide ? Opcode.I64Extend8S : Opcode.I32Extend8S,
                16 => isWide ? Opcode.I64Extend16S : Opcode.I32Extend16S,
                _ => Opcode.I64Extend32S,
            };
            at.InputCount = 1;
        }
        else
        {
            at.Op = isWide ? Opcode.I64And : Opcode.I32And;
            at.InputCount = 2;
            at.B = _graph.Constant(at.Kind, (1L << bits) - 1);
        }

        (at.A, at.Index, at.Type, at.Bits, at.Region) = (value, 0, 0, 0, 0);
    }

    private static int BitsOf(ValType storage) => storage == ValType.I8 ? 8 : 16;
}
