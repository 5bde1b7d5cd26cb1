namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Lifetimes in cold blocks, which stand behind all others. What lives into one of them has a part of its own from there on, that comes in the
/// register which it had before: calls in cold blocks take no registers from what is executed often.
/// <code>
///   hot                                       │ cold
///   v7  ├─ rbx ───────────────────────────────┤  ├─ rbx ──┤slot ────┤     ├─ rbx ─┤slot ────┤
///               ▲ from the cold blocks' ends     ▲ store  call            ▲ store call
/// </code>
/// </content>
internal sealed partial class LinearScan
{
    // Where the cold blocks begin that are reached from others, in order.
    private readonly List<int> _coldEntries = [];

    private void FindColdEntries()
    {
        _coldEntries.Clear();
        foreach (var block in _graph.Blocks)
        {
            if (block.IsCold && !block.Dominator!.IsCold)
            {
                _coldEntries.Add(2 * _lowering.BlockStarts[block.Index]);
            }
        }
    }

    private void CutAtColdEntries(Interval interval)
    {
        var index = _coldEntries.BinarySearch(interval.Start + 1);
        for (index = index < 0 ? ~index : index; index < _coldEntries.Count && _coldEntries[index] < interval.End; index++)
        {
            _budget.Spend(1);
            if (interval.Covers(_coldEntries[index]))
            {
                interval = Split(interval, _coldEntries[index]);
                interval.EntersCold = true;
                _unhandled.Enqueue(interval);
            }
        }
    }

    // Then it is written to its slot where the cold block begins, not where it is defined: FrameMap.
    private bool ComesInRegister(Interval current)
    {
        foreach (var edge in _graph.Blocks[_lowering.BlockAt(current.Start / 2)].Predecessors)
        {
            if (!edge.From.IsCold)
            {
                current.Hint = PartAt(current.Value, (2 * _lowering.LastOf(edge.From)) + 1).Location;
                return Locations.IsRegister(current.Hint);
            }
        }

        return false;
    }
}
