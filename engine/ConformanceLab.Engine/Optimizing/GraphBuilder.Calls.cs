using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Calls, and instructions that managed code executes.</content>
internal sealed partial class GraphBuilder
{
    private void Call(Opcode opcode, int type, int index, int extra, bool isTail)
    {
        if (extra > 0 && FindKnownCallee(opcode, type, index) is { } known)
        {
            _trace?.Decide(_bytecode, $"the call is of function {known}: table {index} never changes");
            Pop();
            (opcode, index, type, extra) = (isTail ? Opcode.ReturnCall : Opcode.Call, known, _module.FunctionTypeIndices[known], 0);
        }

        // The frame of an inlined function is its caller's, which stays.
        var endsBody = isTail && _body != _outer;
        isTail &= !endsBody;
        if (endsBody)
        {
            if (extra > 0)
            {
                // The callee is looked for while the frame is still there: a trap is its own.
                Push(FindCallee(opcode, type, index));
            }

            opcode = extra > 0 ? Opcode.CallRef : Opcode.Call;
            index = extra > 0 ? 0 : index;
            _bytecode = _body.Call;
        }

        // A tail call leaves the tries of its body.
        var handler = endsBody ? _frames[_body.Frames].Handler : _frames[^1].Handler;
        var isInlined = opcode == Opcode.Call ? TryInline(index, handler)
            : opcode is (Opcode.CallIndirect or Opcode.CallRef) && !endsBody && TrySpeculate(opcode, type, index);
        if (!isInlined)
        {
            Call(new Node { Op = opcode, Index = index, Type = type }, extra, isTail, handler);
        }

        if (endsBody && !_isUnreachable && !IsGivenUp)
        {
            JumpTo(_frames[_body.Frames]);
        }
    }

    private void Call(Node node, int extra, bool isTail, Frame? handler)
    {
        var (parameters, results) = _native.KindsOf(node.Type);
        var callee = extra > 0 ? Pop() : 0;
        var arguments = PopMany(parameters.Length);
        int[] inputs = extra > 0 ? [.. arguments, callee] : arguments;
        var call = AppendList(node, inputs);
        if (isTail)
        {
            _isUnreachable = true;
        }
        else
        {
            PushResults(call, results, ((FunctionType)_module.Syntax.Types[node.Type].Composite).Results.AsSpan());
            if (handler is not null)
            {
                Protect(handler);
                var before = _block;
                _block = NewBlock();
                _graph.Connect(before, _block, []);
            }
        }
    }

    // The function at a constant index of a table that never changes.
    private int? FindKnownCallee(Opcode opcode, int type, int table)
    {
        ref readonly var callee = ref _graph[_stack[^1]];
        if (opcode is not (Opcode.CallIndirect or Opcode.ReturnCallIndirect) || callee.Op != Ops.Constant)
        {
            return null;
        }

        var index = callee.Kind == OperandKind.I32 ? (uint)callee.Bits : callee.Bits;
        return _native.FixedTableOf(table, type)?.Find(index, type);
    }

    // The function that a call through a table or a reference goes to, or a trap. What it is found by is on top of the stack.
    private int FindCallee(Opcode opcode, int type, int table)
    {
        var callee = Pop();
        if (opcode is Opcode.CallRef or Opcode.ReturnCallRef && (_graph[callee].Facts & ReferenceFacts.NotNull) != 0)
        {
            return callee;
        }

        return opcode is Opcode.CallIndirect or Opcode.ReturnCallIndirect
            ? Append(new Node
            {
                Op = Ops.TableFunction, Kind = OperandKind.Function, HasValue = true, InputCount = 1, A = callee, Index = table, Type = type,
            })
            : Append(new Node { Op = Ops.CheckedFunction, Kind = OperandKind.Function, HasValue = true, InputCount = 1, A = callee });
    }

    private void PushResults(int call, OperandKind[] kinds, ReadOnlySpan<ValType> types = default)
    {
        for (var index = 0; index < kinds.Length; index++)
        {
            var result = new Node { Op = Ops.Result, Kind = kinds[index], HasValue = true, InputCount = 1, A = call, Index = index };
            Push(Append(types.IsEmpty ? result : Declared(result, types[index])));
        }
    }

    private void Help(nint address, int operands, ReadOnlySpan<OperandKind> results, long first = 0, long second = 0)
    {
        Helpers.Add(new HelperCall(address, first, second));
        PushResults(AppendList(new Node { Op = Ops.Helper, Index = Helpers.Count - 1 }, PopMany(operands)), results.ToArray());
    }

    private static OperandKind AddressKind(AddressType type) => type == AddressType.I64 ? OperandKind.I64 : OperandKind.I32;

    private static long Pack(int index, AddressType type) => ((long)index << 1) | (type == AddressType.I64 ? 1L : 0);

    private long PackMemory(int memory) => Pack(memory, _module.Memories[memory].AddressType);

    private long PackTable(int table) => Pack(table, _module.Tables[table].AddressType);
}
