using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Parts of lifetimes in the order in which they begin, and those that begin together in the order in which they were put in. What is put in never
/// begins before what was taken out, so that a list for each position is enough.
/// <code>
///   position   0    1    2    3         _cursor goes from left to right
///              │         │
///              a         c ─ d          a list: _first, _next, _next, …; _last
///              b
/// </code>
/// Source: Dial, "Algorithm 360: shortest-path forest with topological ordering" (1969), for the buckets.
/// </summary>
internal sealed class IntervalQueue
{
    private readonly List<Interval> _intervals = [];
    private readonly List<int> _next = [];
    private int[] _first = [];
    private int[] _last = [];
    private int _positions;
    private int _cursor;

    /// <summary>Begins anew.</summary>
    /// <param name="positions">How many positions there are.</param>
    public void Reset(int positions)
    {
        _intervals.Clear();
        _next.Clear();
        (_positions, _cursor) = (positions, 0);
        Arrays.Renew(ref _first, positions, -1);
        Arrays.Reserve(ref _last, positions);
    }

    /// <summary>Puts one in.</summary>
    public void Enqueue(Interval interval)
    {
        var position = Math.Max(interval.Start, _cursor);
        var index = _intervals.Count;
        _intervals.Add(interval);
        _next.Add(-1);
        if (_first[position] < 0)
        {
            _first[position] = index;
        }
        else
        {
            _next[_last[position]] = index;
        }

        _last[position] = index;
    }

    /// <summary>Takes the first one out.</summary>
    public bool TryDequeue([NotNullWhen(true)] out Interval? interval)
    {
        while (_cursor < _positions && _first[_cursor] < 0)
        {
            _cursor++;
        }

        if (_cursor == _positions)
        {
            interval = null;
            return false;
        }

        var index = _first[_cursor];
        _first[_cursor] = _next[index];
        interval = _intervals[index];
        return true;
    }
}
