namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Hands out ranges of units below a capacity: first fit among the freed ones, otherwise the next that nobody ever had. Not thread-safe.
/// </summary>
internal sealed class RangeAllocator(int capacity)
{
    // Sorted by start; neighbours are merged, so no two touch.
    private readonly List<(int Start, int Count)> _free = [];
    private int _top;

    /// <summary>Takes a range; false if there is none of that size.</summary>
    /// <param name="count">Units, at least 1.</param>
    /// <param name="start">Its first unit.</param>
    /// <param name="isRecycled">Whether somebody had a part of it before.</param>
    public bool TryAllocate(int count, out int start, out bool isRecycled)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        for (var i = 0; i < _free.Count; i++)
        {
            var run = _free[i];
            if (run.Count < count)
            {
                continue;
            }

            if (run.Count == count)
            {
                _free.RemoveAt(i);
            }
            else
            {
                _free[i] = (run.Start + count, run.Count - count);
            }

            start = run.Start;
            isRecycled = true;
            return true;
        }

        start = _top;
        isRecycled = false;
        if (count > capacity - _top)
        {
            return false;
        }

        _top += count;
        return true;
    }

    /// <summary>Gives a range back.</summary>
    public void Free(int start, int count)
    {
        var low = 0;
        var high = _free.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_free[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low < _free.Count && start + count == _free[low].Start)
        {
            count += _free[low].Count;
            _free.RemoveAt(low);
        }

        if (low > 0 && _free[low - 1].Start + _free[low - 1].Count == start)
        {
            low--;
            start = _free[low].Start;
            count += _free[low].Count;
            _free.RemoveAt(low);
        }

        _free.Insert(low, (start, count));
    }
}
