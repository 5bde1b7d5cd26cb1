using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Exceptions. A call site names the first of its own handlers, one for each edge to a landing. The unwinder writes what has been caught
/// into the slots of helpers: nothing else is there while a function is called.
/// </content>
internal sealed partial class Emitter
{
    private readonly List<ExceptionHandler> _handlers = [];
    private readonly List<Block> _landings = [];

    // The handlers of a call that may be caught, innermost first.
    private int HandlersOf(int node)
    {
        var block = _graph.Blocks[_graph[node].Block];
        if (_number != _lowering.LastOf(block))
        {
            return ExceptionHandler.None;
        }

        var first = _handlers.Count;
        for (var index = _graph[node].Op == Ops.Raise ? 0 : 1; index < block.Successors.Count; index++)
        {
            var landing = block.Successors[index].To;
            ref readonly var at = ref _graph[landing.Nodes[0]];
            _landings.Add(landing);
            _handlers.Add(new ExceptionHandler
            {
                Kind = (HandlerKind)at.Type, Tag = at.Index, Slot = _frame.SlotCount, Next = _handlers.Count + 1,
            });
        }

        if (_handlers.Count == first)
        {
            return ExceptionHandler.None;
        }

        CollectionsMarshal.AsSpan(_handlers)[^1].Next = ExceptionHandler.None;
        return first;
    }

    // Where a call ends its block, the way on is the first edge.
    private void GoOn(int node)
    {
        var block = _graph.Blocks[_graph[node].Block];
        if (_number == _lowering.LastOf(block))
        {
            JumpTo(block.Successors[0].To, block);
        }
    }

    private bool IsLanding(Block block) => _graph[block.Nodes[0]].Op == Ops.Landing;

    // rbp is the frame; rsp is anywhere below, other registers hold nothing. Values that live here have been loaded already.
    private void EmitLanding(int node, in Node at)
    {
        _assembler.Lea(Qword, Rsp, new MemoryOperand(Rbp, FrameLayout.Instance - _frameBytes));
        InstanceSwitches.Restore(_assembler);
        var kinds = _native.CaughtBy((HandlerKind)at.Type, at.Index);
        var slot = _frame.SlotCount;
        for (var index = 0; index < kinds.Length; index++)
        {
            var result = node + 1 + index;
            if (_graph[result].Uses > 0 && _liveness.Intervals[result] is { } interval && _frame.LocationOf(interval) is var to
                && to != Locations.None)
            {
                EmitMove(new Move(Locations.FirstSlot + slot, to, kinds[index]));
            }

            slot += kinds[index].Slots();
        }
    }

    // Handlers with the places of their landings, which are known when all blocks are written.
    private ExceptionHandler[] FinishHandlers()
    {
        var handlers = _handlers.ToArray();
        for (var index = 0; index < handlers.Length; index++)
        {
            handlers[index].LandingPad = _offsets[_landings[index].Index];
        }

        return handlers;
    }
}
