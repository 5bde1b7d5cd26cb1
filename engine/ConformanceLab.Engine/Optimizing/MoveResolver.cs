using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Moves that happen at once, one after the other: first those whose destination nobody reads any more; what is left are cycles, and each is
/// opened by way of a scratch place. Source: Leroy, "Formal verification of a compiler back-end" (2009), parallel moves.
/// </summary>
internal sealed class MoveResolver
{
    private readonly List<Move> _moves = [];

    /// <summary>Adds a move.</summary>
    public void Add(int from, int to, OperandKind kind)
    {
        if (from != to)
        {
            _moves.Add(new Move(from, to, kind));
        }
    }

    /// <summary>Emits them.</summary>
    /// <param name="emit">Emits one.</param>
    /// <param name="scratchOf">The scratch register for a value of a kind.</param>
    public void Resolve(Action<Move> emit, Func<OperandKind, int> scratchOf)
    {
        while (_moves.Count > 0)
        {
            var isProgress = false;
            for (var index = _moves.Count - 1; index >= 0; index--)
            {
                var move = _moves[index];
                if (!IsRead(move.To))
                {
                    _moves.RemoveAt(index);
                    emit(move);
                    isProgress = true;
                }
            }

            if (!isProgress)
            {
                // All that is left are cycles.
                var first = _moves[^1];
                var scratch = scratchOf(first.Kind);
                emit(new Move(first.From, scratch, first.Kind));
                foreach (ref var move in CollectionsMarshal.AsSpan(_moves))
                {
                    move = move.From == first.From ? move with { From = scratch } : move;
                }
            }
        }
    }

    private bool IsRead(int location)
    {
        foreach (var move in _moves)
        {
            if (move.From == location)
            {
                return true;
            }
        }

        return false;
    }
}
