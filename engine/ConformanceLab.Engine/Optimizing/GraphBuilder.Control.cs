using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Blocks and branches.</content>
internal sealed partial class GraphBuilder
{
    private void Open(Opcode opcode, BlockType type)
    {
        var loop = opcode == Opcode.Loop ? _body.Loops++ : 0;
        if (_isUnreachable)
        {
            _unreachableDepth++;
            return;
        }

        if (opcode != Opcode.Loop)
        {
            Reach();
        }

        var (parameters, results) = _native.KindsOf(type);
        var condition = opcode == Opcode.If ? Pop() : 0;
        var height = _stack.Count - parameters.Length;
        var handler = _frames[^1].Handler;
        var frame = NewFrame(opcode, results, height, handler);
        frame.Parameters = parameters;
        frame.Base = CarriesAll ? 0 : height;
        _frames.Add(frame);
        if (opcode == Opcode.If)
        {
            var branching = _block;
            Append(new Node { Op = Ops.Branch, InputCount = 1, A = condition });
            frame.ElseStack = CollectionsMarshal.AsSpan(_stack)[frame.Base..].ToArray();
            frame.ElseLocals = (int[])_locals.Clone();
            _work += _locals.Length;
            _block = NewBlock();
            _graph.Connect(branching, _block, []);
            frame.Else = _graph.NewBlock(_loopDepth);
            _graph.Connect(branching, frame.Else, []);
            ApplyHint(branching);
        }
        else if (opcode == Opcode.Loop)
        {
            OpenLoop(frame, loop);
        }
    }

    private void OpenLoop(Frame frame, int loop)
    {
        var summary = _body.Summary.Loops[loop];
        var arguments = new List<int>(CollectionsMarshal.AsSpan(_stack)[frame.Base..].ToArray());
        var changed = new List<int>();
        for (var local = 0; local < _locals.Length; local++)
        {
            if (CarriesAll || summary.Changes(local))
            {
                changed.Add(local);
                arguments.Add(_locals[local]);
            }
        }

        _work += _locals.Length;
        Append(new Node { Op = Ops.Jump });
        var before = _block;
        _loopDepth++;
        _block = NewBlock();
        _graph.Connect(before, _block, [.. arguments]);
        frame.Head = _block;
        frame.HeadLocals = [.. changed];
        for (var place = frame.Base; place < _stack.Count; place++)
        {
            _stack[place] = Parameter(_block, _graph[_stack[place]].Kind);
        }

        foreach (var local in changed)
        {
            _locals[local] = Parameter(_block, _body.Kinds[local]);
            DeclareLocal(_locals[local], local);
        }

        NoteEntryLoop(_block);
        // Coming back executes the instruction again.
        Reach();
        Append(new Node { Op = Ops.Poll });
        BeginUnrolling(frame, summary);
    }

    private void Else()
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

        BeginElse(frame);
    }

    private void BeginElse(Frame frame)
    {
        frame.Kind = Opcode.Block;
        _block = frame.Else!;
        _block.Index = _graph.Blocks.Count;
        _graph.Blocks.Add(_block);
        CollectionsMarshal.SetCount(_stack, frame.Base);
        _stack.AddRange(frame.ElseStack);
        frame.ElseLocals.CopyTo(_locals, 0);
        _isUnreachable = false;
    }

    private void End()
    {
        if (_unreachableDepth > 0)
        {
            _unreachableDepth--;
            return;
        }

        var frame = _frames[^1];
        if (frame.Kind == Opcode.If)
        {
            // Without an else part the parameters are the results.
            Else();
        }

        EndProtection(frame);
        if (frame.IsFunction)
        {
            if (!_isUnreachable)
            {
                Return();
            }

            _frames.RemoveAt(_frames.Count - 1);
        }
        else if (frame.Kind == Opcode.Loop)
        {
            EndLoop(frame);
        }
        else
        {
            _frames.RemoveAt(_frames.Count - 1);
            if (frame.Arrivals.Count == 0 && !_isUnreachable && frame.Kind != Opcode.Catch)
            {
                // Nothing joins: what is on the stack are the results.
                return;
            }

            if (!_isUnreachable)
            {
                JumpTo(frame);
            }

            Join(frame);
        }
    }

    private void EndLoop(Frame frame)
    {
        if (TryGoOnUnrolling(frame))
        {
            return;
        }

        if (frame.Exit is { } exit && !_isUnreachable)
        {
            LeaveFor(exit);
        }

        frame.Head!.LoopEnd = _graph.Blocks[^1];
        _loopDepth--;
        _frames.RemoveAt(_frames.Count - 1);
        if (frame.Exit is not null)
        {
            Join(frame.Exit);
        }
        else if (!_isUnreachable)
        {
            // What follows is not in the loop any more.
            var inside = _block;
            Append(new Node { Op = Ops.Jump });
            _block = NewBlock();
            _graph.Connect(inside, _block, []);
        }
    }

    // What arrives at a label, which is the end of a block or a copy of a loop, goes on as one.
    private void Join(Frame frame)
    {
        CollectionsMarshal.SetCount(_stack, frame.Base);
        if (frame.Arrivals.Count == 0)
        {
            _isUnreachable = true;
            return;
        }

        _isUnreachable = false;
        _block = NewBlock();
        var operands = frame.Height - frame.Base + LabelOf(frame).Length;
        var width = operands + (frame.IsInlined ? 0 : _locals.Length);
        var differing = new List<int>();
        for (var index = 0; index < width; index++)
        {
            var first = _snapshots[frame.Arrivals[0].Snapshot + index];
            var isSame = true;
            foreach (var arrival in frame.Arrivals)
            {
                isSame &= _snapshots[arrival.Snapshot + index] == first;
            }

            var value = first;
            if (!isSame)
            {
                differing.Add(index);
                value = Parameter(_block, _graph[first].Kind);
                DeclareJoin(value, frame.Arrivals, index);
            }

            if (index < operands)
            {
                Push(value);
            }
            else
            {
                _locals[index - operands] = value;
            }
        }

        _work += (long)width * frame.Arrivals.Count;
        foreach (var arrival in frame.Arrivals)
        {
            var edge = arrival.From.Successors[arrival.EdgeIndex];
            edge.To = _block;
            _block.Predecessors.Add(edge);
            edge.Arguments = new int[differing.Count];
            for (var index = 0; index < differing.Count; index++)
            {
                edge.Arguments[index] = _snapshots[arrival.Snapshot + differing[index]];
            }
        }
    }

    private void Return() =>
        AppendList(new Node { Op = Ops.Return }, PopMany(_frames[0].Results.Length));

    private Frame FrameAt(uint label) => _frames[_frames.Count - 1 - (int)label];

    private static OperandKind[] LabelOf(Frame frame) => frame.Kind == Opcode.Loop ? frame.Parameters : frame.Results;

    // The block has ended with an unconditional branch.
    private void JumpTo(Frame frame)
    {
        if (frame.IsFunction)
        {
            Return();
        }
        else
        {
            Append(new Node { Op = Ops.Jump });
            Connect(_block, frame);
        }

        _isUnreachable = true;
    }

    // Adds an edge to a label; its values are on top of the stack, and stay.
    private void Connect(Block from, Frame frame)
    {
        var values = CollectionsMarshal.AsSpan(_stack)[^LabelOf(frame).Length..];
        var below = CollectionsMarshal.AsSpan(_stack)[frame.Base..frame.Height];
        if (frame.IsFunction)
        {
            var returning = _graph.NewBlock(loopDepth: 0);
            _returning.Add(returning);
            _graph.Connect(from, returning, []);
            var (block, results) = (_block, values.ToArray());
            _block = returning;
            AppendList(new Node { Op = Ops.Return }, results);
            _block = block;
        }
        else if (frame.Head is { } head && frame.Copies == 0)
        {
            var operands = below.Length + values.Length;
            var arguments = new int[operands + frame.HeadLocals.Length];
            below.CopyTo(arguments);
            values.CopyTo(arguments.AsSpan(below.Length));
            for (var index = 0; index < frame.HeadLocals.Length; index++)
            {
                arguments[operands + index] = _locals[frame.HeadLocals[index]];
            }

            _work += frame.HeadLocals.Length;
            _graph.Connect(from, head, arguments);
        }
        else
        {
            // Where it leads is known at the block's end.
            Arrive(frame, from, from.Successors.Count);
            from.Successors.Add(_graph.NewEdge(from, from, []));
        }
    }

    private void Arrive(Frame frame, Block from, int edge)
    {
        var below = CollectionsMarshal.AsSpan(_stack)[frame.Base..frame.Height];
        frame.Arrivals.Add(new Arrival(from, edge, _snapshots.Count));
        _snapshots.AddRange(below);
        _snapshots.AddRange(CollectionsMarshal.AsSpan(_stack)[^LabelOf(frame).Length..]);
        _work += below.Length;
        if (!frame.IsInlined)
        {
            _snapshots.AddRange(_locals);
            _work += _locals.Length;
        }
    }

    private void Branch(uint label)
    {
        JumpTo(FrameAt(label));
    }

    private void BranchIf(uint label) => BranchOn(Pop(), label);

    private void BranchOn(int condition, uint label)
    {
        var branching = _block;
        Append(new Node { Op = Ops.Branch, InputCount = 1, A = condition });
        Connect(branching, FrameAt(label));
        _block = NewBlock();
        _graph.Connect(branching, _block, []);
        ApplyHint(branching);
    }

    private void BranchOnNull(uint label, bool isNull)
    {
        var reference = Pop();
        var test = Append(new Node { Op = Opcode.RefIsNull, Kind = OperandKind.I32, HasValue = true, InputCount = 1, A = reference });
        if (isNull)
        {
            BranchOn(test, label);
            Push(reference);
        }
        else
        {
            Push(reference);
            BranchOn(Append(new Node { Op = Opcode.I32Eqz, Kind = OperandKind.I32, HasValue = true, InputCount = 1, A = test }), label);
            Pop();
        }
    }

    private void BranchTable(ReadOnlySpan<uint> labels)
    {
        var index = Pop();
        var branching = _block;
        Append(new Node { Op = Ops.Switch, InputCount = 1, A = index, Index = labels.Length - 1 });
        var edges = new Dictionary<uint, int>();
        var cases = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!edges.TryGetValue(labels[i], out var edge))
            {
                edge = branching.Successors.Count;
                Connect(branching, FrameAt(labels[i]));
                edges.Add(labels[i], edge);
            }

            cases[i] = edge;
        }

        branching.Cases = cases;
        _isUnreachable = true;
    }
}
