using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Where values are written to their slots: as seldom as possible, and always before the slot is read.</content>
internal sealed partial class FrameMap
{
    // The first of the cold blocks on each way into them.
    private readonly HashSet<Block> _entries = [];

    private void AddStore(int value, int gap, int from) =>
        (Stores[gap] ??= NewMoves()).Add(new Move(from, Locations.FirstSlot + _slots[value], _graph[value].Kind));

    // Where a slot is read in cold blocks alone it is written at each way into them; false if it is not so, or the value is not in a register there.
    private bool TryStoreInCold(Interval definition)
    {
        if (_graph[definition.Value].Kind == OperandKind.Reference)
        {
            return false;
        }

        _entries.Clear();
        for (var part = definition; part is not null; part = part.Next)
        {
            for (var index = 0; part.Location == Locations.None && index < part.RangeCount; index++)
            {
                var (from, to) = part.RangeAt(index);
                var last = _lowering.BlockAt((to - 1) / 2);
                for (var at = _lowering.BlockAt(from / 2); at <= last; at++)
                {
                    if (!TryEnterCold(definition.Value, _graph.Blocks[at]))
                    {
                        return false;
                    }
                }
            }
        }

        foreach (var entry in _entries)
        {
            var start = _lowering.BlockStarts[entry.Index];
            AddStore(definition.Value, start, LocationAt(definition.Value, 2 * start));
        }

        return true;
    }

    private bool TryEnterCold(int value, Block block)
    {
        if (!block.IsCold)
        {
            return false;
        }

        while (block.Dominator!.IsCold)
        {
            _budget.Spend(1);
            block = block.Dominator;
        }

        var start = 2 * _lowering.BlockStarts[block.Index];
        var part = _allocation.PartAt(value, start);
        if (part.Location == Locations.None || !part.Covers(start))
        {
            return false;
        }

        _entries.Add(block);
        return true;
    }

    // Where a value is written to its slot, and from where: right behind its definition; or at the start of the last block that is on every way to
    // a place where the slot is read, if that is executed less often. References are always in their slots, for the collector's sake.
    private (int Gap, int From) StoreOf(Interval definition)
    {
        var defined = (Gap: (definition.Start + 1) / 2, definition.Location);
        if (_graph[definition.Value].Kind == OperandKind.Reference)
        {
            return defined;
        }

        Block? block = null;
        for (var part = definition; part is not null; part = part.Next)
        {
            if (part.Location == Locations.None)
            {
                for (var index = 0; index < part.RangeCount; index++)
                {
                    var (from, to) = part.RangeAt(index);
                    block = Dominator(block, from / 2, (to - 1) / 2);
                }
            }
        }

        var home = _graph.Blocks[_lowering.BlockAt(definition.Start / 2)];
        for (; block is not null && block != home; block = block.Dominator)
        {
            _budget.Spend(1);
            var start = 2 * _lowering.BlockStarts[block.Index];
            if (IsRarer(block, home) && _allocation.PartAt(definition.Value, start) is var part
                && part.Location != Locations.None && part.Covers(start))
            {
                return (start / 2, part.Location);
            }
        }

        return defined;
    }

    private static bool IsRarer(Block block, Block home) =>
        block.IsCold == home.IsCold ? block.LoopDepth <= home.LoopDepth : block.IsCold;

    // What dominates a block and those that have the instructions from the first to the last. Those whose dominator is among them change nothing.
    private Block Dominator(Block? block, int first, int last)
    {
        var begin = _lowering.BlockAt(first);
        var end = _lowering.BlockAt(last);
        block = block is null ? _graph.Blocks[begin] : Passes.Intersect(block, _graph.Blocks[begin]);
        for (var index = begin + 1; index <= end; index++)
        {
            _budget.Spend(1);
            if (_graph.Blocks[index].Dominator!.Index < begin)
            {
                block = Passes.Intersect(block, _graph.Blocks[index]);
            }
        }

        return block;
    }
}
