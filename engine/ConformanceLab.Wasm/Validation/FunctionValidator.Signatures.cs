using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>Instructions whose types stand in the instruction table, and memory instructions.</content>
internal partial struct FunctionValidator
{
    // No instruction with a fixed signature has more than four operands or two results.
    private static readonly PackedSignature[] s_signatures = PackSignatures();

    private static PackedSignature[] PackSignatures()
    {
        var signatures = new PackedSignature[Opcodes.Count];
        for (var i = 0; i < signatures.Length; i++)
        {
            if (((Opcode)i).GetSignature() is { } signature)
            {
                signatures[i] = new PackedSignature(signature);
            }
        }

        return signatures;
    }

    private void ApplyPlain(Opcode opcode)
    {
        ref readonly var signature = ref s_signatures[(int)opcode];
        var start = _height - signature.OperandCount;
        switch (signature.OperandCount)
        {
            case 1:
                Pop(signature.Operand0);
                break;
            case 2:
                if (start >= _base && _operands[start + 1] == signature.Operand1 && _operands[start] == signature.Operand0)
                {
                    _height = start;
                    break;
                }

                Pop(signature.Operand1);
                Pop(signature.Operand0);
                break;
            case 3:
                Pop(signature.Operand2);
                Pop(signature.Operand1);
                Pop(signature.Operand0);
                break;
            case 4:
                Pop(signature.Operand3);
                Pop(signature.Operand2);
                Pop(signature.Operand1);
                Pop(signature.Operand0);
                break;
        }

        if (signature.ResultCount > 0)
        {
            Push(signature.Result0);
            if (signature.ResultCount > 1)
            {
                Push(signature.Result1);
            }
        }
    }

    private void ApplyConst32(Opcode opcode, uint bits) => Push(s_signatures[(int)opcode].Result0);

    private void ApplyConst64(Opcode opcode, ulong bits) => Push(s_signatures[(int)opcode].Result0);

    private void ApplyVector(Opcode opcode, in Vector128<byte> value)
    {
        if (opcode == Opcode.I8x16Shuffle && Vector128.GreaterThanOrEqualAny(value, Vector128.Create((byte)32)))
        {
            FailInvalid("invalid lane index");
        }

        ApplyPlain(opcode);
    }

    private void ApplyLane(Opcode opcode, byte lane)
    {
        CheckLane(opcode, lane);
        ApplyPlain(opcode);
    }

    private readonly void CheckLane(Opcode opcode, byte lane)
    {
        if (lane >= opcode.LaneCount())
        {
            FailInvalid("invalid lane index", $"{lane} of {opcode.LaneCount()}");
        }
    }

    // spec: valid-memarg. The address is always the first operand.
    private void ApplyMemory(Opcode opcode, MemArg memArg)
    {
        var address = AddressOf(memArg.MemoryIndex);
        var natural = opcode.NaturalAlignmentLog2();
        if (memArg.AlignLog2 != (uint)natural)
        {
            CheckAlignment(opcode, memArg.AlignLog2, natural);
        }

        if (address == ValType.I32 && memArg.Offset > uint.MaxValue)
        {
            FailInvalid("offset out of range");
        }

        ref readonly var signature = ref s_signatures[(int)opcode];
        switch (signature.OperandCount)
        {
            case 2:
                Pop(signature.Operand1);
                break;
            case 3:
                Pop(signature.Operand2);
                Pop(signature.Operand1);
                break;
        }

        Pop(address);
        if (signature.ResultCount > 0)
        {
            Push(signature.Result0);
        }
    }

    private readonly void CheckAlignment(Opcode opcode, uint alignLog2, int natural)
    {
        if (opcode.Class() == InstructionClass.Atomic)
        {
            FailInvalid("atomic alignment must be natural");
        }

        if (alignLog2 > (uint)natural)
        {
            FailInvalid("alignment must not be larger than natural");
        }
    }

    private void ApplyMemoryLane(Opcode opcode, MemArg memArg, byte lane)
    {
        AddressOf(memArg.MemoryIndex);
        CheckLane(opcode, lane);
        ApplyMemory(opcode, memArg);
    }

    private void ApplyIndex(Opcode opcode, int index)
    {
        switch (opcode)
        {
            case Opcode.ElemDrop:
                ElementTypeOf(index);
                return;
            case Opcode.DataDrop:
                CheckData(index);
                return;
            default:
                ApplyToMemory(opcode.GetSignature()!, AddressOf(index));
                return;
        }
    }

    private void ApplyToMemory(Signature signature, ValType address)
    {
        for (var i = signature.Operands.Length - 1; i >= 0; i--)
        {
            Pop(signature.Operands[i] == Signature.Address ? address : signature.Operands[i]);
        }

        foreach (var result in signature.Results)
        {
            Push(result == Signature.Address ? address : result);
        }
    }

    private void RuleMemoryInit(int segment, int memory)
    {
        var address = AddressOf(memory);
        CheckData(segment);
        Pop(ValType.I32);
        Pop(ValType.I32);
        Pop(address);
    }

    private void RuleMemoryCopy(int destination, int source)
    {
        ValType to = AddressOf(destination), from = AddressOf(source);
        Pop(Narrower(to, from));
        Pop(from);
        Pop(to);
    }

    // A signature without indirections.
    private readonly struct PackedSignature
    {
        public readonly byte OperandCount;
        public readonly byte ResultCount;
        public readonly ValType Operand0;
        public readonly ValType Operand1;
        public readonly ValType Operand2;
        public readonly ValType Operand3;
        public readonly ValType Result0;
        public readonly ValType Result1;

        public PackedSignature(Signature signature)
        {
            OperandCount = (byte)signature.Operands.Length;
            ResultCount = (byte)signature.Results.Length;
            Operand0 = At(signature.Operands, 0);
            Operand1 = At(signature.Operands, 1);
            Operand2 = At(signature.Operands, 2);
            Operand3 = At(signature.Operands, 3);
            Result0 = At(signature.Results, 0);
            Result1 = At(signature.Results, 1);

            static ValType At(System.Collections.Immutable.ImmutableArray<ValType> types, int index) =>
                index < types.Length ? types[index] : default;
        }
    }
}
