using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Which register would save a move.</content>
internal sealed partial class LinearScan
{
    // Where the value comes from, or what it becomes: the same register saves a move.
    private int HintFor(int value)
    {
        ref readonly var at = ref _graph[value];
        return at.Op switch
        {
            Opcode.I32DivS or Opcode.I32DivU or Opcode.I64DivS or Opcode.I64DivU => (int)Register.Rax,
            Opcode.I32RemS or Opcode.I32RemU or Opcode.I64RemS or Opcode.I64RemU
                or Ops.MultiplyHighSigned or Ops.MultiplyHighUnsigned => (int)Register.Rdx,
            Ops.Parameter when at.Index >= 0 => RegisterOf(_signature.Parameters[at.Index]),
            Ops.Result when at.Index == 0 => at.Kind.IsVector() ? Locations.FirstVector : (int)Register.Rax,
            _ => Locations.None,
        };
    }

    private int CurrentHint(Interval current)
    {
        if (current.Hint != Locations.None)
        {
            return current.Hint;
        }

        ref readonly var at = ref _graph[current.Value];
        if (at.Op != Ops.BlockParameter && HintFromUses(current) is var wanted && wanted != Locations.None)
        {
            return wanted;
        }

        if (at.Op == Ops.BlockParameter)
        {
            // What one of the edges brings.
            var block = _graph.Blocks[at.Block];
            _budget.Spend(block.Parameters.Count + block.Predecessors.Count);
            var index = block.Parameters.IndexOf(current.Value);
            foreach (var edge in block.Predecessors)
            {
                if (LocationAtEnd(edge, index) is var location && Locations.IsRegister(location))
                {
                    return location;
                }
            }
        }
        else if (at.InputCount > 0 && !at.IsList)
        {
            foreach (var input in (ReadOnlySpan<int>)[at.A, at.InputCount > 1 ? at.B : at.A, at.InputCount > 2 ? at.C : at.A])
            {
                if (_liveness.Intervals[input] is { } interval && interval.IsVector == current.IsVector)
                {
                    var part = PartAt(input, current.Start - 1);
                    if (Locations.IsRegister(part.Location) && part.End <= current.Start)
                    {
                        return part.Location;
                    }
                }
            }
        }

        return HintFromUses(current);
    }

    private int LocationAtEnd(Edge edge, int index)
    {
        var argument = edge.Arguments[index];
        return _liveness.Intervals[argument] is null
            ? Locations.None : PartAt(argument, 2 * _lowering.LastOf(edge.From)).Location;
    }

    // Where the first uses want it: a loop's head, which has its register already; a call or a return, by the convention.
    private int HintFromUses(Interval current)
    {
        const int most = 16;
        foreach (var use in current.Uses[..Math.Min(most, current.Uses.Length)])
        {
            _budget.Spend(1);
            var position = _lowering.Uses[use].Position;
            var node = _lowering.Order[position / 2];
            if (node < 0)
            {
                continue;
            }

            ref readonly var at = ref _graph[node];
            var hint = at.Op == Ops.Jump ? ParameterOf(current.Value, _graph.Blocks[_lowering.BlockAt(position / 2)].Successors[0])
                : at.Op == Ops.Return ? PlaceOf(current.Value, at, _signature.Results)
                : Ops.HasSignature(at.Op) ? PlaceOf(current.Value, at, native.SignatureOf(at.Type).Parameters)
                : Locations.None;
            if (hint != Locations.None)
            {
                return hint;
            }
        }

        return Locations.None;
    }

    private int ParameterOf(int value, Edge edge)
    {
        _budget.Spend(edge.Arguments.Length);
        var index = Array.IndexOf(edge.Arguments, value);
        return index >= 0 && _liveness.Intervals[edge.To.Parameters[index]] is { } parameter && Locations.IsRegister(parameter.Location)
            ? parameter.Location : Locations.None;
    }

    private int PlaceOf(int value, in Node list, ImmutableArray<ValueLocation> places)
    {
        _budget.Spend(list.InputCount);
        var index = CollectionsMarshal.AsSpan(_graph.Lists).Slice(list.A, list.InputCount).IndexOf(value);
        return index >= 0 && index < places.Length ? RegisterOf(places[index]) : Locations.None;
    }

    private static int RegisterOf(ValueLocation place) =>
        place.IsOnStack ? Locations.None : place.Index + (place.Representation.IsVector() ? Locations.FirstVector : 0);
}
