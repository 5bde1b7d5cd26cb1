using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Calls through tables and references that have gone to the same few functions so far (<see cref="Tiering.CallFeedback"/>): those are inlined, each
/// behind a comparison; where it is another one after all, it is called.
/// <code>
///   f = table[i], checked     (or the reference, not null)
///   s = f's slot, if f is this instance's
///   s = slot of g?  ─yes─▶ body of g ─┐
///   s = slot of h?  ─yes─▶ body of h ─┼─▶ results
///   call f ──────────────────────────┘
/// </code>
/// A slot is a function of a module for good, and the comparison is made at every call: nothing is assumed that would have to be undone. Source:
/// Hölzle and Ungar, "Optimizing dynamically-dispatched calls with run-time type feedback" (1994).
/// </content>
internal sealed partial class GraphBuilder
{
    // Of a callee: it saves the way through the table, too.
    private const int SpeculatedBody = 192;

    // Inlines where a call has gone; false if that is not known, or would not pay. The callee is on top of its arguments.
    private bool TrySpeculate(Opcode opcode, int type, int table)
    {
        var targets = FindTargets(type);
        if (targets.Count == 0)
        {
            return false;
        }

        var function = FindCallee(opcode, type, table);
        var slot = Append(new Node { Op = Ops.OwnSlot, Kind = OperandKind.I64, HasValue = true, InputCount = 1, A = function });
        var (parameters, results) = _native.KindsOf(type);
        var arguments = PopMany(parameters.Length);
        var handler = _frames[^1].Handler;
        var frame = new Frame
        {
            Kind = Opcode.Block,
            Body = _body,
            Results = results,
            Height = _stack.Count,
            Base = _stack.Count,
            IsInlined = true,
            Handler = handler,
            OuterHandler = handler,
        };
        _frames.Add(frame);
        foreach (var target in targets)
        {
            var expected = Constant(OperandKind.I64, _native.SlotOf(target));
            var otherwise = BranchUnless(Append(new Node
            {
                Op = Opcode.I64Eq, Kind = OperandKind.I32, HasValue = true, InputCount = 2, A = slot, B = expected,
            }));
            _stack.AddRange(arguments);
            Inline(target, handler);
            if (IsGivenUp)
            {
                // In the middle of the body.
                return true;
            }

            JumpToEnd(frame);
            GoOnIn(otherwise);
        }

        _stack.AddRange(arguments);
        Push(function);
        Call(new Node { Op = Opcode.CallRef, Type = type }, extra: 1, isTail: false, handler);
        JumpToEnd(frame);
        _frames.RemoveAt(_frames.Count - 1);
        Join(frame);
        return true;
    }

    // Functions of exactly the type, since others are known by other checks.
    private List<int> FindTargets(int type)
    {
        var targets = new List<int>();
        if (!_mayInline || _native.Tiering is not { } tiering)
        {
            return targets;
        }

        foreach (var slot in tiering.Calls.TargetsOf(_body.Index, _bytecode - _body.Start))
        {
            if (_native.FunctionOf(slot) is >= 0 and var index
                && _module.Types[_module.Syntax.Functions[index].TypeIndex] == _module.Types[type] && IsWorthInlining(index, SpeculatedBody))
            {
                targets.Add(index);
            }
        }

        return targets;
    }

    // Goes on where a condition holds; returns the block of the other way.
    private Block BranchUnless(int condition)
    {
        var branching = _block;
        Append(new Node { Op = Ops.Branch, InputCount = 1, A = condition });
        _block = NewBlock();
        branching.ConnectTo(_block, []);
        var otherwise = new Block(-1) { LoopDepth = _loopDepth };
        branching.ConnectTo(otherwise, []);
        return otherwise;
    }

    private void GoOnIn(Block block)
    {
        _block = block;
        _block.Index = _graph.Blocks.Count;
        _graph.Blocks.Add(_block);
        _isUnreachable = false;
    }

    private void JumpToEnd(Frame frame)
    {
        if (!_isUnreachable)
        {
            JumpTo(frame);
        }

        CollectionsMarshal.SetCount(_stack, frame.Height);
    }
}
