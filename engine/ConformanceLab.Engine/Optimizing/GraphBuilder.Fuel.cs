namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Fuel: an instruction of wasm takes one before it is executed. Nobody can tell when, as long as nothing happens: it is taken for all
/// instructions since the last node that does more than give a value, right before the next one. Where there is not so much it is taken for
/// each of them, so that tiers agree on the one that was too many.
/// </content>
internal sealed partial class GraphBuilder
{
    private readonly bool _consumesFuel = native.Module.Engine.Options.ConsumeFuel;

    // Instructions whose fuel is still to be taken, by their positions: all of them in the open block.
    private readonly List<int> _fuel = [];

    // Whether an instruction is executed at all; then its fuel is due.
    private bool Reach()
    {
        if (_isUnreachable)
        {
            return false;
        }

        if (_consumesFuel)
        {
            _fuel.Add(_bytecode);
        }

        return true;
    }

    // Before a node that may end the code or the block, or be seen from outside.
    private void TakeFuel()
    {
        if (_fuel.Count > 0)
        {
            int[] positions = [.. _fuel];
            _fuel.Clear();
            Append(new Node { Op = Ops.Fuel, Index = _graph.Positions.Count, Bits = positions.Length });
            _graph.Positions.AddRange(positions);
        }
    }
}
