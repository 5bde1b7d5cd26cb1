using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Functions that begin in the middle: at the head of a loop, where code of the baseline tier was left, with what it has in its frame
/// (<see cref="FrameLayout"/>: locals from slot 0, operands behind them).
/// <code>
///   as it is built                          as it is compiled
///   entry ─▶ … ─▶ outer head ◀─┐            frame ─▶ head ◀─┐ ◀──────────────┐
///                  │           │                     │ └────┘                │
///                  ▼           │                     ▼                       │
///                 head ◀─┐     │                     … ─▶ outer head ─▶ … ───┘
///                  │ └───┘     │
///                  ▼           │            What only the entry reaches is gone; the outer loop
///                  … ──────────┘            begins at the inner one's head.
/// </code>
/// The frame's values are known at that head alone, so every local and every operand below may be another one wherever control joins: until the
/// head is found, and where it is around, loops have parameters for all of them, and joins compare all of them (<see cref="Frame.Base"/>).
/// A loop in one arm of an if, of which some ways lead to the outer head and others to what follows the if, has no such code: the outer loop
/// would be entered in two places. It is left when the outer one is.
/// </content>
internal sealed partial class GraphBuilder
{
    private const int NoLoop = -1;

    private int _entryLoop = NoLoop;
    private Block? _entryHead;
    private int[] _entrySlots = [];

    /// <summary>Builds the graph of a function from one of its loops on; false if that cannot be compiled.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="loop">The loop, in bytes from the body's start.</param>
    /// <param name="graph">The graph.</param>
    public bool TryBuildLoop(int index, int loop, Graph graph)
    {
        _entryLoop = loop;
        _entryHead = null;
        try
        {
            if (!TryBuild(index, graph, mayInline: true) && (_inlined.Count == 0 || !TryBuild(index, graph, mayInline: false)))
            {
                return false;
            }
        }
        finally
        {
            _entryLoop = NoLoop;
        }

        if (_entryHead is null)
        {
            return false;
        }

        return TryBeginAtLoop(_entryHead);
    }

    // Whether what is below a block's own operands may be another value behind it.
    private bool CarriesAll => _entryLoop != NoLoop && _body == _outer;

    // The head has a parameter for everything that is in the frame: notes in which slot each is.
    private void NoteEntryLoop(Block head)
    {
        if (_bytecode != _entryLoop || _body != _outer)
        {
            return;
        }

        _entryHead = head;
        var slots = new List<int>();
        var operand = _body.Kinds.Sum(static kind => kind.Slots());
        foreach (var value in _stack)
        {
            slots.Add(operand);
            operand += _graph[value].Kind.Slots();
        }

        var local = 0;
        foreach (var kind in _body.Kinds)
        {
            slots.Add(local);
            local += kind.Slots();
        }

        _entrySlots = [.. slots];
        _graph.FrameSlots = operand;
    }

    private bool TryBeginAtLoop(Block head)
    {
        var entry = _graph.NewBlock(loopDepth: 0);
        var arguments = new int[head.Parameters.Count];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _graph.Add(new Node
            {
                Op = Ops.Parameter,
                Kind = _graph[head.Parameters[index]].Kind,
                Facts = _graph[head.Parameters[index]].Facts,
                HeapType = _graph[head.Parameters[index]].HeapType,
                HasValue = true,
                Index = ~_entrySlots[index],
                Bytecode = _graph[head.Parameters[index]].Bytecode,
            });
            entry.Nodes.Add(arguments[index]);
        }

        if (_consumesFuel)
        {
            // The head has been executed where the other code was left: its fuel is taken.
            entry.Nodes.Add(_graph.Add(new Node { Op = Ops.Fuel, Bits = -1 }));
        }

        entry.Nodes.Add(_graph.Add(new Node { Op = Ops.Jump }));
        _graph.Connect(entry, head, arguments);
        _graph.Blocks.Insert(0, entry);
        return BlockOrder.TryArrange(_graph);
    }
}
