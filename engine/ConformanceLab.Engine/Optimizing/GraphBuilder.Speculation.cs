using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Calls through tables and references that have gone to the same few functions so far (<see cref="Tiering.CallFeedback"/>), or can go nowhere
/// else (<see cref="FixedTable"/>): those are inlined, each behind a comparison; where it is another one after all, it is called.
/// <code>
///   f = table[i]             (or the reference; of a table that never changes, i is compared with the index of g, and nothing is loaded)
///   f = g of this instance?  ─yes─▶ body of g ─┐
///   f = h of this instance?  ─yes─▶ body of h ─┼─▶ results
///   call table[i] ────────────────────────────┘
/// </code>
/// What is a known function is neither null nor of another type: only the call checks that. The comparison is made at every call: nothing is
/// assumed that would have to be undone. Source: Hölzle and Ungar, "Optimizing dynamically-dispatched calls with run-time type feedback"
/// (1994).
/// </content>
internal sealed partial class GraphBuilder
{
    // Of a callee: it saves the way through the table, too.
    private const int SpeculatedBody = 192;

    // Inlines where a call has gone; false if that is not known, or would not pay. The callee is on top of its arguments.
    private bool TrySpeculate(Opcode opcode, int type, int table)
    {
        var isFixed = opcode == Opcode.CallIndirect ? _native.FixedTableOf(table, type) : null;
        var targets = FindTargets(type, isFixed, out var areOthersRare);
        if (targets.Count == 0)
        {
            return false;
        }

        var callee = Pop();
        int? function = opcode == Opcode.CallRef ? callee : null;
        var (parameters, results) = _native.KindsOf(type);
        var arguments = PopMany(parameters.Length);
        var handler = _frames[^1].Handler;
        var frame = NewFrame(Opcode.Block, results, _stack.Count, handler);
        frame.IsInlined = true;
        _frames.Add(frame);
        foreach (var target in targets)
        {
            var otherwise = BranchUnless(isFixed?.IndexOf(_module.ImportedFunctions + target) is { } index
                ? IsIndex(callee, index)
                : IsFunction(function ??= TableElement(callee, table), target));
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

        _block.IsCold = areOthersRare;
        _stack.AddRange(arguments);
        Push(callee);
        Call(new Node { Op = opcode, Type = type, Index = table }, extra: 1, isTail: false, handler);
        JumpToEnd(frame);
        _frames.RemoveAt(_frames.Count - 1);
        Join(frame);
        return true;
    }

    // Functions of exactly the type, since others are known by other checks.
    private List<int> FindTargets(int type, FixedTable? table, out bool areOthersRare)
    {
        areOthersRare = false;
        var targets = new List<int>();
        if (!_mayInline)
        {
            return targets;
        }

        if (_native.Tiering is { } tiering)
        {
            var slots = tiering.Calls.TargetsOf(_body.Index, _bytecode - _body.Start, out areOthersRare);
            foreach (var slot in slots)
            {
                if (_native.FunctionOf(slot) is >= 0 and var index
                    && _module.Types[_module.Syntax.Functions[index].TypeIndex] == _module.Types[type])
                {
                    targets.Add(index);
                }
            }

            areOthersRare &= targets.Count == slots.Count;
        }
        else if (_loopDepth > 0 && table?.FunctionsOf(type) is { } all)
        {
            targets.AddRange(all.Select(function => function - _module.ImportedFunctions));
        }

        // Whatever else a table that never changes has, the call traps there.
        areOthersRare |= targets.Count > 0 && targets.Count == table?.FunctionsOf(type)?.Count;
        areOthersRare &= targets.RemoveAll(target => !IsWorthInlining(target, SpeculatedBody)) == 0;
        return targets;
    }

    // Of a table that never changes, the index is enough.
    private int IsIndex(int callee, int index)
    {
        var kind = _graph[callee].Kind;
        var constant = Constant(kind, index);
        return Append(new Node
        {
            Op = kind == OperandKind.I64 ? Opcode.I64Eq : Opcode.I32Eq,
            Kind = OperandKind.I32,
            HasValue = true,
            InputCount = 2,
            A = callee,
            B = constant,
        });
    }

    private int IsFunction(int function, int target) => Append(new Node
    {
        Op = Ops.IsFunction, Kind = OperandKind.I32, HasValue = true, InputCount = 1, A = function, Index = _module.ImportedFunctions + target,
    });

    private int TableElement(int index, int table) => Append(new Node
    {
        Op = Ops.TableElement, Kind = OperandKind.Function, HasValue = true, InputCount = 1, A = index, Index = table,
    });

    // Goes on where a condition holds; returns the block of the other way.
    private Block BranchUnless(int condition)
    {
        var branching = _block;
        Append(new Node { Op = Ops.Branch, InputCount = 1, A = condition });
        _block = NewBlock();
        _graph.Connect(branching, _block, []);
        var otherwise = _graph.NewBlock(_loopDepth);
        _graph.Connect(branching, otherwise, []);
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
