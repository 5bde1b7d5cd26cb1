using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Accesses to memories. What must be checked before is a node of its own: so a check that has been made is not made again.
/// <para>
/// DANGER: the sandbox depends on it that a check stands in front of every access to a memory that is not guarded, for the same address and
/// with all bytes that the access touches. A memory never shrinks: what was there once stays.
/// </para>
/// </content>
internal sealed partial class GraphBuilder
{
    private void Memory(Opcode opcode, MemArg memArg, int lane = 0)
    {
        switch (opcode)
        {
            // The whole offset is the second immediate.
            case Opcode.MemoryAtomicNotify:
                Help(Baseline.Helpers.MemoryAtomicNotify, 2, [OperandKind.I32], PackMemory(memArg.MemoryIndex), (long)memArg.Offset);
                break;
            case Opcode.MemoryAtomicWait32:
                Help(Baseline.Helpers.MemoryAtomicWait32, 3, [OperandKind.I32], PackMemory(memArg.MemoryIndex), (long)memArg.Offset);
                break;
            case Opcode.MemoryAtomicWait64:
                Help(Baseline.Helpers.MemoryAtomicWait64, 3, [OperandKind.I32], PackMemory(memArg.MemoryIndex), (long)memArg.Offset);
                break;
            default:
                Access(opcode, memArg, lane);
                break;
        }
    }

    private void Access(Opcode opcode, MemArg memArg, int lane)
    {
        // The address, and what is stored or combined with what is there.
        var signature = opcode.GetSignature()!;
        var node = new Node { Op = opcode, Index = memArg.MemoryIndex, Type = lane, Bits = (long)memArg.Offset };
        node.InputCount = signature.Operands.Length;
        node.C = node.InputCount > 2 ? Pop() : 0;
        node.B = node.InputCount > 1 ? Pop() : 0;
        node.A = Pop();
        if (opcode >= Opcode.I32AtomicLoad)
        {
            // Before the bounds. spec (threads): exec-instr-atomic-memory
            CheckAlignment(node, opcode.NaturalAlignmentLog2());
        }

        var check = _module.AddressChecks[memArg.MemoryIndex];
        if (check != AddressCheck.None)
        {
            Check(check, ref node, 1u << opcode.NaturalAlignmentLog2());
        }

        if (signature.Results.Length > 0)
        {
            node.Kind = _native.KindOf(signature.Results[0]);
            node.HasValue = true;
            Push(Append(node));
        }
        else
        {
            Append(node);
        }
    }

    private void CheckAlignment(in Node access, int sizeLog2)
    {
        if (sizeLog2 > 0)
        {
            Append(new Node { Op = Ops.CheckAlignment, InputCount = 1, A = access.A, Index = sizeLog2, Bits = access.Bits });
        }
    }

    // Of an access behind it only the address is left, and an offset that is a displacement.
    private void Check(AddressCheck check, ref Node access, ulong bytes)
    {
        var type = _module.Memories[access.Index];
        var offset = (ulong)access.Bits;
        var extent = offset + bytes < offset ? ulong.MaxValue : offset + bytes;
        if (check == AddressCheck.Reach && extent <= int.MaxValue)
        {
            Append(new Node { Op = Ops.CheckReach, InputCount = 1, A = access.A, Bits = (long)extent });
            return;
        }

        ref readonly var address = ref _graph[access.A];
        var isThere = address.Op == Ops.Constant && extent <= int.MaxValue
            && (UInt128)Lowering.AddressOf(address) + extent <= (UInt128)type.Limits.Minimum << type.PageSizeLog2;
        if (!isThere)
        {
            Append(new Node { Op = Ops.CheckBounds, InputCount = 1, A = access.A, Index = access.Index, Bits = (long)extent });
        }

        if (offset > int.MaxValue)
        {
            // The check has proved that the sum does not wrap.
            var wide = type.AddressType == AddressType.I64 ? access.A : Append(new Node
            {
                Op = Opcode.I64ExtendI32U, Kind = OperandKind.I64, HasValue = true, InputCount = 1, A = access.A,
            });
            access.A = Append(new Node
            {
                Op = Opcode.I64Add, Kind = OperandKind.I64, HasValue = true, InputCount = 2, A = wide, B = Constant(OperandKind.I64, access.Bits),
            });
            access.Bits = 0;
        }
    }

    // spec: wide-arithmetic#execution. The lower halves are what they are in 64 bits; the sum is below an addend if it has wrapped.
    private void AddWide(bool isSum)
    {
        var rightHigh = Pop();
        var rightLow = Pop();
        var leftHigh = Pop();
        var leftLow = Pop();
        var operation = isSum ? Opcode.I64Add : Opcode.I64Sub;
        var low = Append(new Node { Op = operation, Kind = OperandKind.I64, HasValue = true, InputCount = 2, A = leftLow, B = rightLow });
        var high = Append(new Node { Op = operation, Kind = OperandKind.I64, HasValue = true, InputCount = 2, A = leftHigh, B = rightHigh });
        Push(low);
        Push(Append(new Node
        {
            Op = isSum ? Ops.AddBelow : Ops.SubtractBelow,
            Kind = OperandKind.I64,
            HasValue = true,
            InputCount = 3,
            A = high,
            B = isSum ? low : leftLow,
            C = isSum ? leftLow : rightLow,
        }));
    }

    private void MultiplyWide(Opcode opcode)
    {
        var high = opcode == Opcode.I64MulWideS ? Ops.MultiplyHighSigned : Ops.MultiplyHighUnsigned;
        var right = Pop();
        var left = Pop();
        Push(Append(new Node { Op = Opcode.I64Mul, Kind = OperandKind.I64, HasValue = true, InputCount = 2, A = left, B = right }));
        Push(Append(new Node { Op = high, Kind = OperandKind.I64, HasValue = true, InputCount = 2, A = left, B = right }));
    }
}
