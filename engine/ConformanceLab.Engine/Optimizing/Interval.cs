namespace ConformanceLab.Wasm.Optimizing;

/// <summary>From where to where a value lives.</summary>
/// <param name="From">The first position.</param>
/// <param name="To">The last one, exclusive.</param>
internal readonly record struct LiveRange(int From, int To);

/// <summary>
/// Where a value lives for a while: a part of its lifetime that is in one register, or in its slot. The parts of a value follow each other.
/// Positions are twice an instruction's number where it reads, one more where it writes.
/// <code>
///   ranges of the value   ├──────┤     ├────────────────┤    ├────┤     in order, shared by its parts
///   this part                       Start ├──────┤ End                  the first and the last one that it has are cut
/// </code>
/// </summary>
internal sealed class Interval(Liveness lifetimes)
{
    // What it has of the ranges and the uses of all values.
    private int _firstRange;
    private int _ranges;
    private int _firstUse;
    private int _uses;

    /// <summary>The value.</summary>
    public int Value { get; private set; }

    /// <summary>Whether it wants a vector register.</summary>
    public bool IsVector { get; private set; }

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; private set; }

    /// <summary>Its uses, as indices, in order.</summary>
    public ReadOnlySpan<int> Uses => lifetimes.UsesOf(_firstUse, _uses);

    /// <summary>How many ranges it has.</summary>
    public int RangeCount => _ranges;

    /// <summary>The register, or <see cref="Locations.None"/> while it is in its slot.</summary>
    public int Location { get; set; } = Locations.None;

    /// <summary>A register that would save a move, or <see cref="Locations.None"/>.</summary>
    public int Hint { get; set; } = Locations.None;

    /// <summary>Whether it begins with a cold block that is reached from one that is not.</summary>
    public bool EntersCold { get; set; }

    /// <summary>The part that follows.</summary>
    public Interval? Next { get; set; }

    /// <summary>Whether the value must be in a register where the part begins: an instruction writes it there.</summary>
    public bool IsDefinedInRegister { get; private set; }

    private ReadOnlySpan<LiveRange> Ranges => lifetimes.RangesOf(_firstRange, _ranges);

    /// <summary>Makes it a value's, without a lifetime yet.</summary>
    public void Reset(int value, bool isVector, bool isDefinedInRegister)
    {
        (Value, IsVector, IsDefinedInRegister) = (value, isVector, isDefinedInRegister);
        Location = Hint = Locations.None;
        EntersCold = false;
        Next = null;
    }

    /// <summary>Says what it has of all ranges and uses.</summary>
    public void Take(int firstRange, int ranges, int firstUse, int uses)
    {
        (_firstRange, _ranges, _firstUse, _uses) = (firstRange, ranges, firstUse, uses);
        (Start, End) = (Ranges[0].From, Ranges[^1].To);
    }

    /// <summary>A range.</summary>
    public LiveRange RangeAt(int index)
    {
        var range = Ranges[index];
        return new LiveRange(Math.Max(range.From, Start), Math.Min(range.To, End));
    }

    /// <summary>Whether it lives at a position.</summary>
    public bool Covers(int position)
    {
        if (position < Start || position >= End)
        {
            return false;
        }

        var ranges = Ranges;
        return ranges[FirstBehind(ranges, position)].From <= position;
    }

    /// <summary>The first position at which both live, or int.MaxValue.</summary>
    public int FirstIntersection(Interval other)
    {
        var start = Math.Max(Start, other.Start);
        var end = Math.Min(End, other.End);
        if (start >= end)
        {
            return int.MaxValue;
        }

        var left = Ranges;
        var right = other.Ranges;
        var i = FirstBehind(left, start);
        var j = FirstBehind(right, start);
        while (i < left.Length && j < right.Length)
        {
            var from = Math.Max(start, Math.Max(left[i].From, right[j].From));
            if (from >= end)
            {
                break;
            }

            if (from < Math.Min(left[i].To, right[j].To))
            {
                return from;
            }

            if (left[i].To < right[j].To)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return int.MaxValue;
    }

    /// <summary>Cuts off what is from a position on, which lies within.</summary>
    public Interval Split(int position, List<Use> uses)
    {
        var ranges = Ranges;
        var range = FirstBehind(ranges, position);
        var use = FirstUseFrom(position, uses);
        var tail = lifetimes.NewInterval(Value, IsVector, isDefinedInRegister: false);
        tail.Next = Next;
        tail.Hint = Location;
        (tail.Start, tail.End) = (Math.Max(ranges[range].From, position), End);
        (tail._firstRange, tail._ranges) = (_firstRange + range, _ranges - range);
        (tail._firstUse, tail._uses) = (_firstUse + use, _uses - use);
        Next = tail;
        var isCut = Math.Max(ranges[range].From, Start) < position;
        End = isCut ? position : ranges[range - 1].To;
        _ranges = isCut ? range + 1 : range;
        _uses = use;
        return tail;
    }

    /// <summary>Where it is used last before a position; −1 if it is not.</summary>
    public int LastUseBefore(int position, List<Use> uses)
    {
        var first = FirstUseFrom(position, uses);
        return first == 0 ? -1 : uses[Uses[first - 1]].Position;
    }

    // The first range that does not end before a position: there is one.
    private static int FirstBehind(ReadOnlySpan<LiveRange> ranges, int position)
    {
        int low = 0, high = ranges.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].To > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private int FirstUseFrom(int position, List<Use> uses)
    {
        var own = Uses;
        int low = 0, high = own.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (uses[own[middle]].Position >= position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
