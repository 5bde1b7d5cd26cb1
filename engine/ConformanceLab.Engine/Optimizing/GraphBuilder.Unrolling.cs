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

    // The loop whose copies begin at the next instruction, and where the body is read next if not there.
    private Frame? _unrolled;
    private int? _again;

    // Behind each instruction: where the next one stands.
    private int GoOnAt(int next)
    {
        if (_unrolled is not null)
        {
            _unrolled.Start = next;
            _unrolled = null;
        }

        next = _again ?? next;
        _again = null;
        return next;
    }

    private void BeginUnrolling(Frame frame, in LoopSummary summary)
    {
        // With fuel each iteration's is taken where it begins.
        var bytes = MoreCopies * summary.Length;
        if (summary.Length > UnrolledBody || summary.HasCalls || summary.HasInner || _consumesFuel || _unrolledBytes + bytes > MaximumUnrolled)
        {
            return;
        }

        _unrolledBytes += bytes;
        frame.Copies = MoreCopies;
        _unrolled = frame;
        frame.Exit = new Frame
        {
            Kind = Opcode.Block,
            Body = _body,
            Results = frame.Results,
            Height = frame.Height,
            Base = frame.Base,
            Handler = frame.Handler,
            OuterHandler = frame.OuterHandler,
        };
        _trace?.Decide(_bytecode, $"the loop of {summary.Length} bytes is unrolled: there are {1 + MoreCopies} copies of its body");
    }

    // At the end of a copy: whether there is another.
    private bool TryGoOnUnrolling(Frame frame)
    {
        if (frame.Copies == 0)
        {
            return false;
        }

        frame.Copies = frame.Arrivals.Count > 0 ? frame.Copies - 1 : 0;
        if (frame.Arrivals.Count == 0)
        {
            return false;
        }

        if (!_isUnreachable)
        {
            LeaveFor(frame.Exit!);
        }

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
