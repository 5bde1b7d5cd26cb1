using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <content>Integer lanes.</content>
internal static partial class VectorSequences
{
    // How many bits each number has.
    private static Vector128<byte> PopulationTable => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    private static bool TryEmitIntegers(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source, VectorRegister temporary)
    {
        switch (opcode)
        {
            case Opcode.V128Not:
                assembler.Emit(VexRvm.Vpxor, result, source, assembler.Every((byte)0xFF));
                break;
            case Opcode.I8x16Neg:
                assembler.Negate(VexRvm.Vpsubb, result, source);
                break;
            case Opcode.I16x8Neg:
                assembler.Negate(VexRvm.Vpsubw, result, source);
                break;
            case Opcode.I32x4Neg:
                assembler.Negate(VexRvm.Vpsubd, result, source);
                break;
            case Opcode.I64x2Neg:
                assembler.Negate(VexRvm.Vpsubq, result, source);
                break;
            case Opcode.I64x2Abs when ProcessorFeatures.HasAvx512:
                assembler.Emit(EvexRm.Vpabsq, result, source);
                break;
            case Opcode.I64x2Abs:
                assembler.Negate(VexRvm.Vpsubq, Scratch, source);
                assembler.Emit(VexRvmr.Vblendvpd, result, source, Scratch, source);
                break;
            case Opcode.I8x16Popcnt when ProcessorFeatures.HasByteCounts:
                assembler.Emit(EvexRm.Vpopcntb, result, source);
                break;
            case Opcode.I8x16Popcnt:
                assembler.CountBitsOfBytes(result, source, temporary);
                break;
            case Opcode.I16x8ExtaddPairwiseI8x16S:
                // By 1: the processor takes the first operand's bytes as unsigned.
                assembler.Emit(VexMove.Vmovups, Scratch, assembler.Every((byte)1));
                assembler.Emit(VexRvm.Vpmaddubsw, result, Scratch, source);
                break;
            case Opcode.I16x8ExtaddPairwiseI8x16U:
                assembler.Emit(VexRvm.Vpmaddubsw, result, source, assembler.Every((byte)1));
                break;
            case Opcode.I32x4ExtaddPairwiseI16x8S:
                assembler.Emit(VexRvm.Vpmaddwd, result, source, assembler.Every((ushort)1));
                break;
            case Opcode.I32x4ExtaddPairwiseI16x8U:
                assembler.Emit(VexShift.Vpsrld, Scratch, source, 16);
                assembler.Emit(VexRvm.Vpand, result, source, assembler.Every(0xFFFFu));
                assembler.Emit(VexRvm.Vpaddd, result, result, Scratch);
                break;
            default:
                return false;
        }

        return true;
    }

    private static bool TryEmitWidening(this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source)
    {
        switch (opcode)
        {
            case Opcode.I16x8ExtendHighI8x16S:
                assembler.ExtendHigh(VexRm.Vpmovsxbw, result, source);
                break;
            case Opcode.I32x4ExtendHighI16x8S:
                assembler.ExtendHigh(VexRm.Vpmovsxwd, result, source);
                break;
            case Opcode.I64x2ExtendHighI32x4S:
                assembler.ExtendHigh(VexRm.Vpmovsxdq, result, source);
                break;
            case Opcode.I16x8ExtendHighI8x16U:
                assembler.ExtendHighWithZeros(VexRvm.Vpunpckhbw, result, source);
                break;
            case Opcode.I32x4ExtendHighI16x8U:
                assembler.ExtendHighWithZeros(VexRvm.Vpunpckhwd, result, source);
                break;
            case Opcode.I64x2ExtendHighI32x4U:
                assembler.ExtendHighWithZeros(VexRvm.Vpunpckhdq, result, source);
                break;
            default:
                return false;
        }

        return true;
    }

    private static bool TryEmitProduct(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister first, in VectorSource second, VectorRegister temporary)
    {
        switch (opcode)
        {
            case Opcode.I64x2Mul when ProcessorFeatures.HasAvx512:
                assembler.Emit(EvexRvm.Vpmullq, result, first, second.Register);
                break;
            case Opcode.I64x2Mul:
                assembler.MultiplyLongs(result, first, second.Register, temporary);
                break;
            case Opcode.I16x8Q15mulrSatS:
                // The one product that does not fit is the least number, and all its bits are turned over. Nothing else has that result.
                assembler.Emit(VexRvm.Vpmulhrsw, result, first, second);
                assembler.Emit(VexRvm.Vpcmpeqw, Scratch, result, assembler.Every((ushort)0x8000));
                assembler.Emit(VexRvm.Vpxor, result, result, Scratch);
                break;
            case Opcode.I8x16Swizzle:
                // spec: exec-vswizzlop. An index over 15 gives 0: the processor looks at the sign and the lowest 4 bits alone.
                assembler.Emit(VexMove.Vmovups, Scratch, assembler.Every((byte)0x70));
                assembler.Emit(VexRvm.Vpaddusb, Scratch, Scratch, second);
                assembler.Emit(VexRvm.Vpshufb, result, first, Scratch);
                break;
            case Opcode.I16x8ExtmulLowI8x16S or Opcode.I16x8ExtmulHighI8x16S:
                assembler.MultiplyBytes(VexRm.Vpmovsxbw, opcode == Opcode.I16x8ExtmulHighI8x16S, result, first, second);
                break;
            case Opcode.I16x8ExtmulLowI8x16U or Opcode.I16x8ExtmulHighI8x16U:
                assembler.MultiplyBytes(VexRm.Vpmovzxbw, opcode == Opcode.I16x8ExtmulHighI8x16U, result, first, second);
                break;
            case Opcode.I32x4ExtmulLowI16x8S or Opcode.I32x4ExtmulHighI16x8S:
                assembler.MultiplyWords(VexRvm.Vpmulhw, opcode == Opcode.I32x4ExtmulHighI16x8S, result, first, second);
                break;
            case Opcode.I32x4ExtmulLowI16x8U or Opcode.I32x4ExtmulHighI16x8U:
                assembler.MultiplyWords(VexRvm.Vpmulhuw, opcode == Opcode.I32x4ExtmulHighI16x8U, result, first, second);
                break;
            case Opcode.I64x2ExtmulLowI32x4S or Opcode.I64x2ExtmulHighI32x4S:
                assembler.MultiplyInts(VexRvm.Vpmuldq, opcode == Opcode.I64x2ExtmulHighI32x4S, result, first, second);
                break;
            case Opcode.I64x2ExtmulLowI32x4U or Opcode.I64x2ExtmulHighI32x4U:
                assembler.MultiplyInts(VexRvm.Vpmuludq, opcode == Opcode.I64x2ExtmulHighI32x4U, result, first, second);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void Negate(this Assembler assembler, VexRvm subtract, VectorRegister result, VectorRegister source)
    {
        assembler.Clear(Scratch);
        assembler.Emit(subtract, result, Scratch, source);
    }

    // The halves of each byte are looked up.
    private static void CountBitsOfBytes(this Assembler assembler, VectorRegister result, VectorRegister source, VectorRegister table)
    {
        assembler.Emit(VexMove.Vmovups, table, assembler.Constant(PopulationTable));
        assembler.Emit(VexRvm.Vpand, Scratch, source, assembler.Every((byte)0x0F));
        assembler.Emit(VexShift.Vpsrlw, result, source, 4);
        assembler.Emit(VexRvm.Vpand, result, result, assembler.Every((byte)0x0F));
        assembler.Emit(VexRvm.Vpshufb, Scratch, table, Scratch);
        assembler.Emit(VexRvm.Vpshufb, result, table, result);
        assembler.Emit(VexRvm.Vpaddb, result, result, Scratch);
    }

    private static void ExtendHigh(this Assembler assembler, VexRm extend, VectorRegister result, VectorRegister source)
    {
        assembler.Emit(VexRmi.Vpshufd, Scratch, source, 0xEE);
        assembler.Emit(extend, result, Scratch);
    }

    private static void ExtendHighWithZeros(this Assembler assembler, VexRvm unpack, VectorRegister result, VectorRegister source)
    {
        assembler.Clear(Scratch);
        assembler.Emit(unpack, result, source, Scratch);
    }

    // There are products of 32 bits: low * low + ((high * low + low * high) << 32).
    private static void MultiplyLongs(
        this Assembler assembler, VectorRegister result, VectorRegister first, VectorRegister second, VectorRegister cross)
    {
        assembler.Emit(VexShift.Vpsrlq, cross, first, 32);
        assembler.Emit(VexRvm.Vpmuludq, cross, cross, second);
        assembler.Emit(VexShift.Vpsrlq, Scratch, second, 32);
        assembler.Emit(VexRvm.Vpmuludq, Scratch, Scratch, first);
        assembler.Emit(VexRvm.Vpaddq, cross, cross, Scratch);
        assembler.Emit(VexShift.Vpsllq, cross, cross, 32);
        assembler.Emit(VexRvm.Vpmuludq, result, first, second);
        assembler.Emit(VexRvm.Vpaddq, result, result, cross);
    }

    private static void MultiplyBytes(
        this Assembler assembler, VexRm extend, bool isHigh, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        if (isHigh)
        {
            assembler.Emit(VexRmi.Vpshufd, Scratch, second, 0xEE);
            assembler.Emit(extend, Scratch, Scratch);
            assembler.Emit(VexRmi.Vpshufd, result, first, 0xEE);
            assembler.Emit(extend, result, result);
        }
        else
        {
            assembler.Emit(extend, Scratch, second);
            assembler.Emit(extend, result, first);
        }

        assembler.Emit(VexRvm.Vpmullw, result, result, Scratch);
    }

    // Lower and upper halves of the products, interleaved.
    private static void MultiplyWords(
        this Assembler assembler, VexRvm upper, bool isHigh, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        assembler.Emit(upper, Scratch, first, second);
        assembler.Emit(VexRvm.Vpmullw, result, first, second);
        assembler.Emit(isHigh ? VexRvm.Vpunpckhwd : VexRvm.Vpunpcklwd, result, result, Scratch);
    }

    // The processor multiplies the even lanes.
    private static void MultiplyInts(
        this Assembler assembler, VexRvm multiply, bool isHigh, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        var order = isHigh ? (byte)0xFA : (byte)0x50;
        assembler.Emit(VexRmi.Vpshufd, Scratch, second, order);
        assembler.Emit(VexRmi.Vpshufd, result, first, order);
        assembler.Emit(multiply, result, result, Scratch);
    }
}
