namespace ConformanceLab.Wasm.Optimizing;

/// <content>Who leaves when registers run out, and where what has left comes back.</content>
internal sealed partial class LinearScan
{
    // Others must leave, or it must wait in the frame.
    private void AllocateBlocked(Interval current)
    {
        var first = FirstRegisterUse(current);
        if (first == int.MaxValue)
        {
            LeaveInFrame(current);
            return;
        }

        var best = Locations.None;
        var bestUse = -1;
        foreach (int register in RegistersOf(current))
        {
            var next = NextFixed(register, current) <= current.Start + 1 ? -1 : int.MaxValue;
            foreach (var other in _assigned[register])
            {
                if (other.FirstIntersection(current) != int.MaxValue)
                {
                    next = Math.Min(next, IsPinned(other, current.Start) ? -1 : NextUse(other, current.Start));
                }
            }

            if (next > bestUse)
            {
                best = register;
                bestUse = next;
            }
        }

        if (first > current.Start + 1 && first >= bestUse)
        {
            LeaveInFrame(current);
            return;
        }

        if (best == Locations.None)
        {
            throw new InvalidOperationException("an instruction wants more registers than there are");
        }

        Evict(best, current);
        var call = NextCall(current);
        var end = Math.Min(Math.Min(current.End, call), FreeUntil(best, current, limit: 0));
        Interval? tail = null;
        if (end < current.End)
        {
            tail = Split(current, LeavePosition(current, end == call ? end : end & ~1));
        }

        Assign(current, best);
        if (tail is not null)
        {
            if (end == call)
            {
                LeaveInFrame(tail);
            }
            else
            {
                _unhandled.Enqueue(tail);
            }
        }
    }

    // What must be in a register at the instruction that wants one too. What is only read there may be in the frame.
    private bool IsPinned(Interval other, int position)
    {
        var instruction = position & ~1;
        if (other.Start >= instruction && other.Start <= position)
        {
            return FirstRegisterUse(other) <= (position | 1);
        }

        foreach (var use in other.Uses)
        {
            _budget.Spend(1);
            if (_lowering.Uses[use].Position == instruction && _lowering.Uses[use].NeedsRegister)
            {
                return true;
            }
        }

        return false;
    }

    // From the instruction on: what it reads itself, it reads in the frame.
    private void Evict(int register, Interval current)
    {
        foreach (var other in _assigned[register].ToArray())
        {
            var intersection = other.FirstIntersection(current);
            if (intersection == int.MaxValue)
            {
                continue;
            }

            var position = Math.Max(current.Start & ~1, other.Start);
            if (position <= other.Start)
            {
                _assigned[register].Remove(other);
                other.Location = Locations.None;
                LeaveInFrame(other);
            }
            else
            {
                LeaveInFrame(Split(other, LeavePosition(other, position)));
            }
        }
    }

    private Interval Split(Interval interval, int position)
    {
        _budget.Spend(1);
        return interval.Split(position, _lowering.Uses);
    }

    // In its slot until it must be in a register.
    private void LeaveInFrame(Interval interval)
    {
        _isSpilled[interval.Value] = true;
        interval.Location = Locations.None;
        interval.Hint = Locations.None;
        var first = FirstRegisterUse(interval);
        if (first != int.MaxValue)
        {
            var position = ReloadPosition(interval, first);
            if (position <= interval.Start)
            {
                _unhandled.Enqueue(interval);
                return;
            }

            _unhandled.Enqueue(Split(interval, position));
        }

        Locate(interval, Locations.None);
    }

    // Where a lifetime leaves its register that must have left it at a position: before the loops around it that have not used it until then.
    // It would have to be back at their ends otherwise, each time, for nothing.
    private int LeavePosition(Interval interval, int position)
    {
        var lastUse = interval.LastUseBefore(position, _lowering.Uses);
        var best = position;
        for (var header = _loops[_lowering.BlockAt(position / 2)]; header >= 0; header = header > 0 ? OuterLoop(header) : -1)
        {
            var start = 2 * _lowering.BlockStarts[header];
            if (start <= interval.Start || start <= lastUse)
            {
                break;
            }

            best = start;
        }

        return best;
    }

    // Right before the use, or before the loops that it is in and that leave the register alone.
    private int ReloadPosition(Interval interval, int use)
    {
        var best = use & ~1;
        var number = use / 2;
        for (var header = _loops[_lowering.BlockAt(number)]; header >= 0; header = header > 0 ? OuterLoop(header) : -1)
        {
            var end = _graph.Blocks[header].LoopEnd!;
            var start = 2 * _lowering.BlockStarts[header];
            var before = start - 2;
            if (before <= interval.Start || before <= _position || HasCall(header, end.Index) || !interval.Covers(before))
            {
                break;
            }

            best = before;
        }

        return best;
    }

    // The loop around a loop. What stands right before its head is not in it.
    private int OuterLoop(int header)
    {
        _budget.Spend(1);
        var outer = _loops[header - 1];
        while (outer >= 0 && _graph.Blocks[outer].LoopEnd!.Index < header)
        {
            outer = outer > 0 ? _loops[outer - 1] : -1;
        }

        return outer;
    }

    private bool HasCall(int first, int last)
    {
        var from = _lowering.BlockStarts[first];
        var to = _lowering.LastOf(_graph.Blocks[last]);
        var index = _lowering.CallFrom(from);
        return index < _lowering.Calls.Count && _lowering.Calls[index] <= to;
    }

    // For each block, the head of the innermost loop that it is in, or −1.
    private void FindLoops()
    {
        _loops = new int[_graph.Blocks.Count];
        var open = new Stack<int>();
        foreach (var block in _graph.Blocks)
        {
            while (open.TryPeek(out var head) && _graph.Blocks[head].LoopEnd!.Index < block.Index)
            {
                open.Pop();
            }

            if (block.LoopEnd is not null)
            {
                open.Push(block.Index);
            }

            _loops[block.Index] = open.TryPeek(out var innermost) ? innermost : -1;
        }
    }
}
