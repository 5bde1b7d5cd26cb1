using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Vectors.</content>
internal sealed partial class GraphBuilder
{
    private void Lane(Opcode opcode, byte lane)
    {
        var signature = opcode.GetSignature()!;
        var inputs = signature.Operands.Length;
        var value = inputs > 1 ? Pop() : 0;
        Push(Append(new Node
        {
            Op = opcode, Kind = _native.KindOf(signature.Results[0]), HasValue = true, InputCount = inputs, A = Pop(), B = value, Index = lane,
        }));
    }

    private void Vector(Opcode opcode, in Vector128<byte> value)
    {
        var index = _graph.Vector(value);
        if (opcode == Opcode.V128Const)
        {
            Push(Constant(OperandKind.V128, index));
            return;
        }

        var right = Pop();
        Push(Append(new Node
        {
            Op = opcode, Kind = OperandKind.V128, HasValue = true, InputCount = 2, A = Pop(), B = right, Index = index,
        }));
    }

    private void Ternary(Opcode opcode, OperandKind result)
    {
        var third = Pop();
        var second = Pop();
        Push(Append(new Node { Op = opcode, Kind = result, HasValue = true, InputCount = 3, A = Pop(), B = second, C = third }));
    }
}
