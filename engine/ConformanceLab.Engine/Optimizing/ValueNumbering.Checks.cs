using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Elimination of checks, and what they prove: an access to an object proves that there is one, a cast its type, a comparison with the length of an
/// array that an element is there. It is known in the blocks that are dominated by where it was proved.
/// Source: Bodík, Gupta, Sarkar, "ABCD: eliminating array bounds checks on demand" (2000), for what branches prove.
/// </content>
internal sealed partial class ValueNumbering
{
    private const ReferenceFacts AllFacts = ReferenceFacts.NotNull | ReferenceFacts.IsObject;

    // Whether a check that dominates this one proves as much: the same of the same value, or of no fewer bytes at the same address.
    // DANGER: the sandbox depends on the next lines. A memory never shrinks.
    private bool IsChecked(int check)
    {
        ref readonly var at = ref _graph[check];
        var isProved = at.Op switch
        {
            Ops.CheckNotNull => IsNotNull(at.A, _block),
            Ops.CheckCast => IsPassed(at, _block.Index),
            Ops.CheckReach => IsWithinReach(at),
            _ => false,
        };
        if (!isProved)
        {
            var remainder = at.Op == Ops.CheckAlignment ? (int)(at.Bits & ((1L << at.Index) - 1)) : -1;
            var key = new Key(at.Op, at.A, remainder, -1, at.Op == Ops.CheckNotNull ? -1 : at.Index);
            if (_known.TryGetValue(key, out var known) && IsDominated(known)
                && (at.Op != Ops.CheckBounds || (ulong)_graph[known.Value].Bits >= (ulong)at.Bits))
            {
                isProved = true;
            }
            else
            {
                if (at.Op == Ops.CheckCast)
                {
                    _graph[check].Bits = (long)FactsAt(at.A, _block.Index);
                    NoteCast(at.A, _graph.Casts[at.Index], _block.Index);
                }

                _known[key] = new Known(check, _block.Index);
            }
        }

        if (isProved)
        {
            _trace?.Decide(at.Bytecode, "the check is left out: an earlier one, or its operand, proves as much");
        }

        return isProved;
    }

    // Whether an address has not so many bits that it could leave the reach; or is so little above one that does not, or was checked, that
    // what is read is before the end of the reservation. DANGER: the sandbox depends on the next lines.
    private bool IsWithinReach(in Node check)
    {
        if (Bits.WidthOf(_graph, check.A) <= LinearMemory.ReachLog2)
        {
            return true;
        }

        ref readonly var sum = ref _graph[check.A];
        if (sum.Op != Opcode.I64Add || _graph[sum.B].Op != Ops.Constant || _graph[sum.B].Bits < 0
            || _graph[sum.B].Bits > int.MaxValue - check.Bits)
        {
            return false;
        }

        return Bits.WidthOf(_graph, sum.A) <= LinearMemory.ReachLog2
            || (_known.TryGetValue(new Key(Ops.CheckReach, sum.A, -1, -1, check.Index), out var known) && IsDominated(known));
    }

    private bool IsKnown(Key key, Block block) => _known.TryGetValue(key, out var known) && IsDominated(known, block);

    // What is known in a dominating block already stays known there.
    private void Know(Key key, int block)
    {
        if (!IsKnown(key, _graph.Blocks[block]))
        {
            _known[key] = new Known(-1, block);
        }
    }

    private static Key NotNull(int value) => new(Ops.CheckNotNull, value);

    private static Key IsObject(int value) => new(Ops.FactObject, value);

    private static Key IsOfType(int value, int type) => new(Ops.FactType, value, -1, -1, type);

    private static Key HasElement(int array, int index) => new(Ops.FactElement, array, index);

    private bool IsNotNull(int value, Block block) =>
        (_graph[value].Facts & ReferenceFacts.NotNull) != 0
        || _graph[value].Op is Opcode.RefI31 or Opcode.RefFunc or Ops.CheckedFunction or Ops.TableFunction
        || IsKnown(NotNull(value), block);

    private ReferenceFacts FactsAt(int value, int block) =>
        (IsNotNull(value, _graph.Blocks[block]) ? ReferenceFacts.NotNull : ReferenceFacts.None)
        | ((_graph[value].Facts & ReferenceFacts.IsObject) != 0 || IsKnown(IsObject(value), _graph.Blocks[block])
            ? ReferenceFacts.IsObject : ReferenceFacts.None);

    // Whether it is of the type if it is not null.
    private bool HasType(int value, int type, Block block) =>
        (_graph[value].HeapType > 0 && _native.IsSubtype(_graph[value].HeapType - 1, type)) || IsKnown(IsOfType(value, type), block);

    // Whether a comparison of a reference with a type comes out true for sure.
    private bool IsPassed(in Node test, int block)
    {
        var comparison = _graph.Casts[test.Index];
        var facts = FactsAt(test.A, block);
        return (comparison.IsNullable || (facts & ReferenceFacts.NotNull) != 0) && comparison.Kind switch
        {
            CastKind.Object or CastKind.Function => HasType(test.A, comparison.Type, _graph.Blocks[block]),
            CastKind.Eq => (facts & ReferenceFacts.IsObject) != 0,
            CastKind.Top => true,
            _ => false,
        };
    }

    // A reference has passed a comparison.
    private void NoteCast(int value, in CastComparison comparison, int block)
    {
        if (!comparison.IsNullable)
        {
            Know(NotNull(value), block);
        }

        if (comparison.Kind is CastKind.Struct or CastKind.Array or CastKind.Object)
        {
            Know(IsObject(value), block);
        }

        if (comparison.Kind is CastKind.Object or CastKind.Function)
        {
            NoteType(value, comparison.Type, block);
        }
    }

    private void NoteType(int value, int type, int block)
    {
        for (; type >= 0 && !HasType(value, type, _graph.Blocks[block]); type = _native.SupertypeOf(type))
        {
            _budget.Spend(1);
            Know(IsOfType(value, type), block);
        }
    }

    private void NoteObjectAt(int value, int block)
    {
        Know(NotNull(value), block);
        Know(IsObject(value), block);
    }

    // An access to an object that has not failed.
    private void NoteAccess(in Node access)
    {
        switch (access.Op)
        {
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU or Opcode.StructSet:
                NoteObjectAt(access.A, access.Block);
                NoteType(access.A, access.Index, access.Block);
                break;
            case Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU or Opcode.ArraySet:
                NoteObjectAt(access.A, access.Block);
                NoteType(access.A, access.Index, access.Block);
                Know(HasElement(access.A, access.B), access.Block);
                break;
        }
    }

    // Whether an access to an element need not ask whether that is there. DANGER: the sandbox depends on the next lines. The length of an array
    // never changes.
    private void NoteElement(int node)
    {
        ref var at = ref _graph[node];
        if (at.Op is Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU or Opcode.ArraySet
            && (at.Bits & Node.InBounds) == 0 && IsKnown(HasElement(at.A, at.B), _block))
        {
            at.Bits |= Node.InBounds;
            _trace?.Decide(at.Bytecode, "the element is there: that was proved before");
        }
    }

    // What is known where a block begins that only one branch leads to.
    private void NoteBranch()
    {
        if (_block.Predecessors is not [var edge] || edge.From.Index >= _block.Index
            || _graph[edge.From.Nodes[^1]] is not { Op: Ops.Branch } branch || edge.From.Successors is not [var taken, var other]
            || taken.To == other.To)
        {
            return;
        }

        var isTrue = edge == taken;
        var condition = branch.A;
        while (_graph[condition].Op == Opcode.I32Eqz)
        {
            isTrue = !isTrue;
            condition = _graph[condition].A;
        }

        ref readonly var at = ref _graph[condition];
        switch (at.Op)
        {
            case Opcode.RefIsNull when !isTrue:
                Know(NotNull(at.A), _block.Index);
                break;
            case Opcode.RefTest when isTrue:
                NoteCast(at.A, _graph.Casts[at.Index], _block.Index);
                break;
            case Opcode.I32LtU when isTrue:
            case Opcode.I32GeU when !isTrue:
                NoteIndex(at.A, at.B);
                break;
            case Opcode.I32GtU when isTrue:
            case Opcode.I32LeU when !isTrue:
                NoteIndex(at.B, at.A);
                break;
        }
    }

    // An index is below a length.
    private void NoteIndex(int index, int length)
    {
        if (_graph[length].Op == Opcode.ArrayLen)
        {
            Know(HasElement(_graph[length].A, index), _block.Index);
        }
    }

    // Whether a read can be made in front of a loop, wherever in it it is: it does not fail, and reads what it would have read.
    // DANGER: the sandbox depends on the next lines. A field of what is not of the type may be anything, and is no reference.
    private bool IsSafeBefore(Block loop, in Node read)
    {
        var before = LandingPlaceOf(loop)!;
        switch (read.Op)
        {
            case Opcode.ArrayLen:
                return FactsAt(read.A, before.Index) == AllFacts;
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU:
                return !_regions.IsWrittenIn(loop, read) && FactsAt(read.A, before.Index) == AllFacts && HasType(read.A, read.Index, before);
            case Opcode.GlobalGet or Opcode.TableSize or Opcode.MemorySize:
                return read.Region != 0 && !_regions.IsWrittenIn(loop, read);
            default:
                return false;
        }
    }
}
