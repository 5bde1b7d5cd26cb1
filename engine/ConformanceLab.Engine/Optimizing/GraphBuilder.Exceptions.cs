using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Exceptions. A call that may be caught ends its block: the first edge is the way on, each of the others leads to a landing, a block of its
/// own for one handler of this call, which goes on to the handler's label like a branch. So nothing but edges knows of exceptions: what lives
/// into a landing lives across the call and is in its slot.
/// <code>
///   block 2   …                                     block 5   landing $e       the values of the exception
///             v9 = call $f ─▶ 3 (goes on)                     v20 = result 0
///                          ─▶ 5 catch $e                      jump ─▶ 8 (v20, locals as they were at the call)
///                          ─▶ 6 catch_all
/// </code>
/// The handlers of a try are known at its end, or at its catches: until then it keeps its calls, and what it does not catch goes to the try
/// around it.
/// </content>
internal sealed partial class GraphBuilder
{
    // A landing is a block for each call and handler; those of handlers within handlers multiply.
    private const int MaximumLandings = 1 << 14;

    private int _landings;

    private void OpenTry(Opcode opcode, BlockType type, ReadOnlySpan<CatchClause> clauses)
    {
        if (_isUnreachable)
        {
            _unreachableDepth++;
            return;
        }

        var targets = new (CatchClause Clause, Frame Target)[clauses.Length];
        for (var index = 0; index < targets.Length; index++)
        {
            targets[index] = (clauses[index], FrameAt(clauses[index].Label));
        }

        Open(opcode, type);
        var frame = _frames[^1];
        frame.Clauses = targets;
        if (opcode == Opcode.Try || targets.Length > 0)
        {
            frame.Handler = frame;
        }
    }

    // A call or throw is the end of its block: its exceptions are the handler's, if there is one.
    private void Protect(Frame? handler)
    {
        if (handler is not null)
        {
            var locals = LocalsOf(handler.Body);
            _work += locals.Length;
            var operands = _entryLoop == NoLoop ? null : CollectionsMarshal.AsSpan(_stack)[..handler.Height].ToArray();
            handler.Calls.Add(new ProtectedCall(_block, [.. locals], operands));
        }
    }

    // What the locals of a body are, which may be one that an inlined body is called from.
    private int[] LocalsOf(OpenBody body)
    {
        var locals = _locals;
        for (var inner = _body; inner != body; inner = inner.Caller!)
        {
            locals = inner.CallerLocals;
        }

        return locals;
    }

    private void Throw(int tag)
    {
        var parameters = _native.KindsOf(_module.TagTypeIndices[tag]).Parameters;
        Raise(Unwinder.Throw, tag, PopMany(parameters.Length));
    }

    private void Raise(nint helper, int tag, ReadOnlySpan<int> operands)
    {
        Helpers.Add(new HelperCall(helper, tag, 0));
        AppendList(new Node { Op = Ops.Raise, Index = Helpers.Count - 1 }, operands);
        Protect(_frames[^1].Handler);
        _isUnreachable = true;
    }

    // The end of a try_table: its clauses catch what its calls throw.
    private void CatchByClauses(Frame frame)
    {
        if (frame.Calls.Count == 0)
        {
            return;
        }

        TakeFuel();
        var (block, locals) = (_block, _locals);
        int[] stack = [.. _stack];
        _work += stack.Length;
        var catchesAll = false;
        foreach (var (clause, target) in frame.Clauses)
        {
            var isTagged = clause.Kind is CatchKind.Catch or CatchKind.CatchRef;
            var kind = clause.Kind is CatchKind.Catch or CatchKind.CatchAll ? HandlerKind.Catch : HandlerKind.CatchRef;
            catchesAll |= !isTagged;
            foreach (var call in frame.Calls)
            {
                Land(call, kind, isTagged ? clause.TagIndex : ExceptionHandler.AnyTag, target);
            }
        }

        (_block, _locals) = (block, locals);
        _stack.Clear();
        _stack.AddRange(stack);
        if (!catchesAll)
        {
            PassOn(frame, frame.OuterHandler);
        }
    }

    // From a call to a label by way of a landing.
    private void Land(in ProtectedCall call, HandlerKind kind, int tag, Frame target)
    {
        if (++_landings > MaximumLandings)
        {
            Unsupported = Opcode.TryTable;
            return;
        }

        if (call.Operands is { } operands)
        {
            _work += operands.Length;
            _stack.Clear();
            _stack.AddRange(operands);
        }

        _block = NewBlock();
        _graph.Connect(call.From, _block, []);
        var kinds = _native.CaughtBy(kind, tag);
        PushResults(Append(new Node { Op = Ops.Landing, Index = tag, Type = (int)kind }), kinds);
        _locals = call.Locals;
        if (target.IsFunction)
        {
            Return();
            return;
        }

        Append(new Node { Op = Ops.Jump });
        Connect(_block, target);
        CollectionsMarshal.SetCount(_stack, _stack.Count - kinds.Length);
    }

    // What is not caught is a matter of a handler further out.
    private void PassOn(Frame frame, Frame? outer)
    {
        _work += frame.Calls.Count;
        foreach (var call in frame.Calls)
        {
            if (outer is not null)
            {
                outer.Calls.Add(outer.Body == frame.Body ? call : call with { Locals = LocalsOf(outer.Body) });
            }
        }

        frame.Calls.Clear();
    }

    // The body of a legacy try, or one of its catches, ends.
    private void LegacyCatch(int tag)
    {
        if (_unreachableDepth > 0)
        {
            return;
        }

        var frame = _frames[^1];
        if (!_isUnreachable)
        {
            JumpTo(frame);
        }

        // Its catches are outside of it.
        frame.Kind = Opcode.Catch;
        frame.Handler = frame.OuterHandler;
        frame.CatchesAll |= tag == ExceptionHandler.AnyTag;
        var entry = NewFrame(Opcode.Block, _native.CaughtBy(HandlerKind.LegacyCatch, tag), frame.Height, handler: null);
        entry.Base = frame.Base;
        var locals = _locals;
        foreach (var call in frame.Calls)
        {
            Land(call, HandlerKind.LegacyCatch, tag, entry);
        }

        _locals = locals;

        // The exception is below the values, as in the baseline tier: there rethrow finds it.
        Join(entry);
    }

    // Ends a try. The label counts from outside of it.
    private void Delegate(uint label)
    {
        if (_unreachableDepth == 0)
        {
            PassOn(_frames[^1], FrameAt(label + 1).Handler);
        }

        End();
    }

    // The end of a block: what it protects is caught now, or elsewhere.
    private void EndProtection(Frame frame)
    {
        if (frame.Kind == Opcode.TryTable)
        {
            CatchByClauses(frame);
        }
        else if (!frame.CatchesAll)
        {
            PassOn(frame, frame.OuterHandler);
        }
    }

    /// <summary>
    /// A call whose exceptions are caught: the block that it ends, what the locals are there, and the operands below the try, if they may be others
    /// by the end of it (<see cref="Frame.Base"/>).
    /// </summary>
    private readonly record struct ProtectedCall(Block From, int[] Locals, int[]? Operands);
}
