using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Small loops that nothing is in are read several times, one copy behind the other. Where a copy goes back to the loop's head, the next one
/// begins; the last one really goes back. Only the head polls, and what one iteration has loaded or computed is known in the next.
/// <code>
///   head: poll, body ─▶ body ─▶ body ─▶ body ─▶ head
///               │        │       │       │
///               └────────┴───────┴───────┴─────▶ what follows the loop
/// </code>
/// Each copy decides whether there is another iteration: nothing has to be known of how many there are. Source: Muchnick, "Advanced Compiler
/// Design and Implementation" (1997), 17.4.3.
/// </content>
internal sealed partial class GraphBuilder
{
    // The body's bytes, of which each copy is again as many; all copies of a function.
    private const int UnrolledBody = 128;
    private const int MaximumUnrolled = 4_000;
    private const int MoreCopies = 3;

    private int _unrolledBytes;

    // The loop that has been opened by the last instruction, and where its body is read once more.
    private Frame? _opened;
    private int? _again;

    // Behind each instruction: where the reader goes on, if it would go on at the next one. A loop's copies begin behind its own.
    private int GoOnAt(int next)
    {
        if (_opened is not null)
        {
            _opened.Start = next;
            _opened = null;
        }

        next = _again ?? next;
        _again = null;
        return next;
    }

    private void BeginUnrolling(Frame frame, in LoopSummary summary)
    {
        // With fuel each iteration's is taken where it begins.
        if (summary.Length > UnrolledBody || summary.HasCalls || summary.HasInner || _consumesFuel
            || _unrolledBytes + (MoreCopies * summary.Length) > MaximumUnrolled)
        {
            return;
        }

        _opened = frame;
        frame.Copies = MoreCopies;
        frame.Exit = NewFrame(Opcode.Block, frame.Results, frame.Height, frame.OuterHandler);
        frame.Exit.Base = frame.Base;
        frame.Exit.Handler = frame.Handler;
    }

    // At the end of a copy: whether there is another. A loop that nobody goes back to has only one.
    private bool TryGoOnUnrolling(Frame frame)
    {
        if (frame.Copies == 0 || frame.Arrivals.Count == 0)
        {
            frame.Copies = 0;
            return false;
        }

        if (frame.Copies == MoreCopies)
        {
            _unrolledBytes += MoreCopies * (_bytecode - _body.Start - frame.Start);
            _trace?.Decide(frame.Start + _body.Start, $"the loop is unrolled: there are {1 + MoreCopies} copies of its body");
        }

        if (!_isUnreachable)
        {
            LeaveFor(frame.Exit!);
        }

        frame.Copies--;
        Join(frame);
        frame.Arrivals.Clear();
        _again = frame.Start;
        return true;
    }

    // Leaves a loop at the end of its body. Where that is the other way of a branch, the branch itself leads out, and the body's copies are in
    // one piece.
    private void LeaveFor(Frame exit)
    {
        if (_block.Nodes.Count > 0 || _block.Parameters.Count > 0 || _block != _graph.Blocks[^1]
            || _block.Predecessors is not [{ Arguments: [] } edge])
        {
            JumpTo(exit);
            return;
        }

        _graph.Blocks.RemoveAt(_graph.Blocks.Count - 1);
        Arrive(exit, edge.From, edge.From.Successors.IndexOf(edge));
        _isUnreachable = true;
    }
}
