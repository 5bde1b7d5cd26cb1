namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// Finds the handlers that protect a word without looking at all of a function's: there may be a million, and a throw may pass
/// thousands of frames. Ranges of handlers are nested or disjoint, so they form a tree; those that protect a word are the innermost of
/// its segment of the code and that one's ancestors.
/// <code>
///  handlers   0: [ 9, 14)   1: [ 4, 14)   2: [20, 30)       outer   0 → 1, 1 → none, 2 → none
///  segments   [4, 9) → 1    [9, 14) → 0   [14, 20) → none   [20, 30) → 2   [30, …) → none
/// </code>
/// </summary>
internal sealed class HandlerIndex
{
    /// <summary>No handler.</summary>
    public const int None = -1;

    private readonly int[] _outer;
    private readonly List<int> _starts = [];
    private readonly List<int> _innermost = [];

    /// <summary>Builds the index of a function's handlers, which stand in the order in which they are tried.</summary>
    public HandlerIndex(ReadOnlySpan<ExceptionHandler> handlers)
    {
        _outer = new int[handlers.Length];
        var order = new int[handlers.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var ranges = handlers.ToArray();
        Array.Sort(order, (left, right) =>
            ranges[left].Start != ranges[right].Start ? ranges[left].Start.CompareTo(ranges[right].Start)
            : ranges[left].End != ranges[right].End ? ranges[right].End.CompareTo(ranges[left].End)
            : right.CompareTo(left));

        var open = None;
        foreach (var handler in order)
        {
            if (handlers[handler].Start == handlers[handler].End)
            {
                _outer[handler] = None;
                continue;
            }

            open = Close(handlers, open, handlers[handler].Start);
            _outer[handler] = open;
            open = handler;
            AddSegment(handlers[handler].Start, handler);
        }

        Close(handlers, open, int.MaxValue);
    }

    /// <summary>The first handler that protects a word.</summary>
    public int First(int word)
    {
        var segment = _starts.BinarySearch(word);
        segment = segment >= 0 ? segment : ~segment - 1;
        return segment < 0 ? None : _innermost[segment];
    }

    /// <summary>The next one after <paramref name="handler"/> that protects the same words.</summary>
    public int Next(int handler) => _outer[handler];

    // Ends the open handlers whose range does not reach beyond the word; returns the one that is open then.
    private int Close(ReadOnlySpan<ExceptionHandler> handlers, int open, int word)
    {
        while (open != None && handlers[open].End <= word)
        {
            var end = handlers[open].End;
            open = _outer[open];
            AddSegment(end, open);
        }

        return open;
    }

    private void AddSegment(int start, int handler)
    {
        if (_starts.Count > 0 && _starts[^1] == start)
        {
            _innermost[^1] = handler;
            return;
        }

        _starts.Add(start);
        _innermost.Add(handler);
    }
}
