namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Where a value lives for a while: a part of its lifetime that is in one register, or in its slot. The parts of a value follow each other.
/// Positions are twice an instruction's number where it reads, one more where it writes.
/// </summary>
internal sealed class Interval(int value, bool isVector)
{
    /// <summary>The value.</summary>
    public int Value { get; } = value;

    /// <summary>Whether it wants a vector register.</summary>
    public bool IsVector { get; } = isVector;

    /// <summary>From where to where it lives (exclusive), in order.</summary>
    public List<(int From, int To)> Ranges { get; } = [];

    /// <summary>Its uses, as indices, in order.</summary>
    public List<int> Uses { get; } = [];

    /// <summary>The register, or <see cref="Locations.None"/> while it is in its slot.</summary>
    public int Location { get; set; } = Locations.None;

    /// <summary>A register that would save a move, or <see cref="Locations.None"/>.</summary>
    public int Hint { get; set; } = Locations.None;

    /// <summary>The part that follows.</summary>
    public Interval? Next { get; set; }

    /// <summary>Whether the value must be in a register where the part begins: an instruction writes it there.</summary>
    public bool IsDefinedInRegister { get; set; }

    /// <summary>Where it begins.</summary>
    public int Start => Ranges[0].From;

    /// <summary>Where it ends, exclusive.</summary>
    public int End => Ranges[^1].To;

    /// <summary>Whether it lives at a position.</summary>
    public bool Covers(int position)
    {
        foreach (var (from, to) in Ranges)
        {
            if (position < from)
            {
                return false;
            }

            if (position < to)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first position at which both live, or int.MaxValue.</summary>
    public int FirstIntersection(Interval other)
    {
        int i = 0, j = 0;
        while (i < Ranges.Count && j < other.Ranges.Count)
        {
            var from = Math.Max(Ranges[i].From, other.Ranges[j].From);
            if (from < Math.Min(Ranges[i].To, other.Ranges[j].To))
            {
                return from;
            }

            if (Ranges[i].To < other.Ranges[j].To)
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
        var tail = new Interval(Value, IsVector) { Next = Next, Hint = Location };
        Next = tail;
        var first = Ranges.FindIndex(range => range.To > position);
        for (var index = first; index < Ranges.Count; index++)
        {
            tail.Ranges.Add((Math.Max(Ranges[index].From, position), Ranges[index].To));
        }

        var (from, _) = Ranges[first];
        Ranges.RemoveRange(first, Ranges.Count - first);
        if (from < position)
        {
            Ranges.Add((from, position));
        }

        var use = Uses.FindIndex(index => uses[index].Position >= position);
        if (use >= 0)
        {
            tail.Uses.AddRange(Uses[use..]);
            Uses.RemoveRange(use, Uses.Count - use);
        }

        return tail;
    }
}
