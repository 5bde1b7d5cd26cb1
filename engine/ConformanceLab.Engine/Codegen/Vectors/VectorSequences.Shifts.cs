using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <content>Shifts of all lanes by one count, which is taken modulo their width. The processor does not have all of them.</content>
internal static partial class VectorSequences
{
    /// <summary>The width of the lanes that an instruction shifts; 0 if it is no shift.</summary>
    public static int ShiftWidth(Opcode opcode) => opcode switch
    {
        Opcode.I8x16Shl or Opcode.I8x16ShrS or Opcode.I8x16ShrU => 8,
        Opcode.I16x8Shl or Opcode.I16x8ShrS or Opcode.I16x8ShrU => 16,
        Opcode.I32x4Shl or Opcode.I32x4ShrS or Opcode.I32x4ShrU => 32,
        Opcode.I64x2Shl or Opcode.I64x2ShrS or Opcode.I64x2ShrU => 64,
        _ => 0,
    };

    /// <summary>A shift by a count that is known.</summary>
    public static void EmitShift(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source, int count, VectorRegister temporary)
    {
        var constant = (byte)(count & (ShiftWidth(opcode) - 1));
        switch (opcode)
        {
            case Opcode.I8x16Shl:
                // Words are shifted; what comes from the byte below is cut off.
                assembler.Emit(VexShift.Vpsllw, result, source, constant);
                assembler.Emit(VexRvm.Vpand, result, result, assembler.Every((byte)(0xFF << constant)));
                break;
            case Opcode.I8x16ShrS or Opcode.I8x16ShrU:
                assembler.SpreadBytes(result, source, temporary);
                assembler.Emit(WordShift(opcode), temporary, temporary, (byte)(constant + 8));
                assembler.Emit(WordShift(opcode), result, result, (byte)(constant + 8));
                assembler.Emit(Pack(opcode), result, result, temporary);
                break;
            case Opcode.I64x2ShrS when ProcessorFeatures.HasAvx512:
                assembler.Emit(EvexShift.Vpsraq, result, source, constant);
                break;
            case Opcode.I64x2ShrS:
                var sign = assembler.Every(Sign64 >> constant);
                assembler.Emit(VexShift.Vpsrlq, result, source, constant);
                assembler.Emit(VexRvm.Vpxor, result, result, sign);
                assembler.Emit(VexRvm.Vpsubq, result, result, sign);
                break;
            default:
                assembler.Emit(LaneShift(opcode), result, source, constant);
                break;
        }
    }

    /// <summary>A shift by a count that is in r11, which is destroyed.</summary>
    public static void EmitShift(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source, VectorRegister temporary)
    {
        var width = ShiftWidth(opcode);
        assembler.Emit(And, Dword, Register.R11, width - 1);
        if (width == 8)
        {
            // Bytes are shifted as the upper or lower halves of words.
            assembler.Emit(Add, Dword, Register.R11, 8);
        }

        assembler.Vmovd(Scratch, Register.R11);
        switch (opcode)
        {
            case Opcode.I8x16Shl:
                assembler.ShiftBytesLeft(result, source, temporary);
                break;
            case Opcode.I8x16ShrS or Opcode.I8x16ShrU:
                assembler.SpreadBytes(result, source, temporary);
                assembler.Emit(WordShift(opcode), temporary, temporary, Scratch);
                assembler.Emit(WordShift(opcode), result, result, Scratch);
                assembler.Emit(Pack(opcode), result, result, temporary);
                break;
            case Opcode.I64x2ShrS when ProcessorFeatures.HasAvx512:
                assembler.Emit(EvexRvm.Vpsraq, result, source, Scratch);
                break;
            case Opcode.I64x2ShrS:
                assembler.ShiftLongsSigned(result, source, temporary);
                break;
            default:
                assembler.Emit(LaneShift(opcode), result, source, Scratch);
                break;
        }
    }

    private static VexShift LaneShift(Opcode opcode) => opcode switch
    {
        Opcode.I16x8Shl => VexShift.Vpsllw,
        Opcode.I16x8ShrS => VexShift.Vpsraw,
        Opcode.I16x8ShrU => VexShift.Vpsrlw,
        Opcode.I32x4Shl => VexShift.Vpslld,
        Opcode.I32x4ShrS => VexShift.Vpsrad,
        Opcode.I32x4ShrU => VexShift.Vpsrld,
        Opcode.I64x2Shl => VexShift.Vpsllq,
        _ => VexShift.Vpsrlq,
    };

    private static VexShift WordShift(Opcode opcode) => opcode == Opcode.I8x16ShrS ? VexShift.Vpsraw : VexShift.Vpsrlw;

    private static VexRvm Pack(Opcode opcode) => opcode == Opcode.I8x16ShrS ? VexRvm.Vpacksswb : VexRvm.Vpackuswb;

    // Each byte in the upper half of a word: shifted by 8 more, it is at the lower end and fits a byte.
    private static void SpreadBytes(this Assembler assembler, VectorRegister result, VectorRegister source, VectorRegister upper)
    {
        assembler.Emit(VexRvm.Vpunpckhbw, upper, source, source);
        assembler.Emit(VexRvm.Vpunpcklbw, result, source, source);
    }

    // Before the shift: the bits that remain, 0xFF >> count in every byte.
    private static void ShiftBytesLeft(this Assembler assembler, VectorRegister result, VectorRegister source, VectorRegister mask)
    {
        assembler.Emit(VexRvm.Vpcmpeqw, mask, mask, mask);
        assembler.Emit(VexShift.Vpsrlw, mask, mask, Scratch);
        assembler.Emit(VexRvm.Vpackuswb, mask, mask, mask);
        assembler.Emit(VexRvm.Vpand, result, source, mask);
        assembler.Emit(VexRvm.Vpsubw, Scratch, Scratch, assembler.Every(8ul));
        assembler.Emit(VexShift.Vpsllw, result, result, Scratch);
    }

    // (x >>> count ^ sign) - sign, where sign is the sign bit, shifted likewise.
    private static void ShiftLongsSigned(this Assembler assembler, VectorRegister result, VectorRegister source, VectorRegister sign)
    {
        assembler.Emit(VexMove.Vmovups, sign, assembler.Every(Sign64));
        assembler.Emit(VexShift.Vpsrlq, sign, sign, Scratch);
        assembler.Emit(VexShift.Vpsrlq, result, source, Scratch);
        assembler.Emit(VexRvm.Vpxor, result, result, sign);
        assembler.Emit(VexRvm.Vpsubq, result, result, sign);
    }
}
