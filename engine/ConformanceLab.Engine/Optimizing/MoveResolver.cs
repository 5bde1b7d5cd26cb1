using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Moves that happen at once, one after the other: first those whose destination nobody reads any more; what is left are cycles, and each
/// is opened by way of a scratch place. Source: Leroy, "Formal verification of a compiler back-end" (2009), parallel moves.
/// </summary>
internal sealed class MoveResolver
{
    private readonly List<Move> _moves = [];

    // For each place, how many moves still read it, and the move that writes it.
    private readonly Dictionary<int, int> _readers = [];
    private readonly Dictionary<int, int> _writers = [];
    private readonly Stack<int> _ready = new();

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
        if (_moves.Count == 0)
        {
            return;
        }

        for (var index = 0; index < _moves.Count; index++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_readers, _moves[index].From, out _)++;
            _writers.Add(_moves[index].To, index);
        }

        for (var index = 0; index < _moves.Count; index++)
        {
            if (!_readers.ContainsKey(_moves[index].To))
            {
                _ready.Push(index);
            }
        }

        EmitReady(emit);
        for (var index = 0; index < _moves.Count; index++)
        {
            // All that is left are cycles, in which each place is read once.
            var move = _moves[index];
            if (_writers.ContainsKey(move.To))
            {
                var scratch = scratchOf(move.Kind);
                emit(move with { To = scratch });
                _moves[index] = move with { From = scratch };
                Leave(move.From);
                EmitReady(emit);
            }
        }

        _moves.Clear();
        _readers.Clear();
    }

    private void EmitReady(Action<Move> emit)
    {
        while (_ready.TryPop(out var index))
        {
            var move = _moves[index];
            _writers.Remove(move.To);
            emit(move);
            Leave(move.From);
        }
    }

    // The place is read once less; who writes it may be next.
    private void Leave(int place)
    {
        ref var readers = ref CollectionsMarshal.GetValueRefOrNullRef(_readers, place);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref readers) && --readers == 0 && _writers.TryGetValue(place, out var writer))
        {
            _ready.Push(writer);
        }
    }
}
