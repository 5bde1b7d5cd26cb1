using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// Copies between registers that happen all at once, as a sequence of moves:
/// <code>
///   a ──▶ b ──▶ c      c first: nobody reads it. Then b, which nobody reads any more
///   a ──▶ b ──▶ a      a circle: b is kept in the scratch register, and who reads b reads that
/// </code>
/// Invariant: a register is written only when no copy that is left reads it.
/// Source: Rideau, Serpette, Leroy, "Tilting at windmills with Coq" (2008).
/// </summary>
internal sealed class ParallelMoves
{
    private readonly Buffer<Copy> _copies = new(32);

    /// <summary>Adds a copy. No register is written twice.</summary>
    public void Add(int to, int from)
    {
        if (to != from)
        {
            _copies.Add(new Copy(to, from));
        }
    }

    /// <summary>Takes the next move.</summary>
    /// <param name="scratch">A register that no copy reads or writes.</param>
    /// <param name="to">What is written.</param>
    /// <param name="from">What is read.</param>
    /// <returns>False if all is done.</returns>
    public bool TryTake(int scratch, out int to, out int from)
    {
        var copies = _copies.Items;
        for (var index = 0; index < copies.Length; index++)
        {
            (to, from) = copies[index];
            if (!IsRead(to))
            {
                for (; index + 1 < copies.Length; index++)
                {
                    copies[index] = copies[index + 1];
                }

                _copies.Pop();
                return true;
            }
        }

        (to, from) = (scratch, 0);
        if (copies.IsEmpty)
        {
            return false;
        }

        // Only circles are left.
        from = copies[0].To;
        foreach (ref var copy in copies)
        {
            if (copy.From == from)
            {
                copy = copy with { From = scratch };
            }
        }

        return true;
    }

    private bool IsRead(int register)
    {
        foreach (var copy in _copies.Items)
        {
            if (copy.From == register)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Copy(int To, int From);
}
