using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <content>Single lanes.</content>
internal static partial class VectorSequences
{
    /// <summary>The vector of a number in all lanes.</summary>
    public static Vector128<byte> SplatOf(Opcode opcode, long bits) => opcode switch
    {
        Opcode.I8x16Splat => Numerics.I8x16Splat((int)bits),
        Opcode.I16x8Splat => Numerics.I16x8Splat((int)bits),
        Opcode.I32x4Splat or Opcode.F32x4Splat => Numerics.I32x4Splat((int)bits),
        _ => Numerics.I64x2Splat(bits),
    };

    /// <summary>An integer in all lanes.</summary>
    public static void Splat(this Assembler assembler, Opcode opcode, VectorRegister result, Register source)
    {
        if (opcode == Opcode.I64x2Splat)
        {
            assembler.Vmovq(result, source);
        }
        else
        {
            assembler.Vmovd(result, source);
        }

        assembler.Emit(VectorOperations.Splat(opcode), result, result);
    }

    /// <summary>A lane of integers to a register.</summary>
    public static void ExtractLane(this Assembler assembler, Opcode opcode, Register result, VectorRegister source, byte lane)
    {
        switch (opcode)
        {
            case Opcode.I32x4ExtractLane when lane == 0:
                assembler.Vmovd(result, source);
                break;
            case Opcode.I64x2ExtractLane when lane == 0:
                assembler.Vmovq(result, source);
                break;
            default:
                assembler.Emit(VectorOperations.Extract(opcode), result, source, lane);
                break;
        }

        if (opcode is Opcode.I8x16ExtractLaneS or Opcode.I16x8ExtractLaneS)
        {
            assembler.Movsx(
                OperandSize.Dword, opcode == Opcode.I8x16ExtractLaneS ? OperandSize.Byte : OperandSize.Word, result, result);
        }
    }

    /// <summary>The order of vpshufd that makes a lane of floats the lowest. What is above it then is nobody's concern.</summary>
    public static byte OrderOfLane(Opcode opcode, byte lane) =>
        opcode == Opcode.F32x4ExtractLane ? lane : (byte)(lane == 0 ? 0 : 0xEE);

    /// <summary>A vector with a float for one of its lanes.</summary>
    public static void ReplaceLane(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source, VectorRegister value, byte lane)
    {
        if (opcode == Opcode.F32x4ReplaceLane)
        {
            assembler.Emit(VexRvmi.Vinsertps, result, source, value, (byte)(lane << 4));
        }
        else if (lane == 0)
        {
            assembler.Emit(VexScalarMove.Vmovsd, result, source, value);
        }
        else
        {
            assembler.Vmovlhps(result, source, value);
        }
    }
}
