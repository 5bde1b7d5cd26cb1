using ConformanceLab.Wasm.Baseline;
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
            foreach (var input in (ReadOnlySpan<int>)[at.A, at.InputCount > 1 ? at.B : at.A])
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

    // A parameter of a loop's head that it becomes has its register already.
    private int HintFromUses(Interval current)
    {
        foreach (var use in current.Uses)
        {
            _budget.Spend(1);
            var position = _lowering.Uses[use].Position;
            var node = _lowering.Order[position / 2];
            if (node < 0 || _graph[node].Op != Ops.Jump)
            {
                continue;
            }

            var edge = _graph.Blocks[BlockAt(position / 2)].Successors[0];
            _budget.Spend(edge.Arguments.Length);
            var index = Array.IndexOf(edge.Arguments, current.Value);
            if (index >= 0 && _liveness.Intervals[edge.To.Parameters[index]] is { } parameter && Locations.IsRegister(parameter.Location))
            {
                return parameter.Location;
            }
        }

        return Locations.None;
    }
}
