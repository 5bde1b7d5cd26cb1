using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <summary>
/// Vector instructions that take more than one of the processor's, for all native tiers. xmm15 is free for them, some need another register.
/// The result may be the register of any operand, unless it says otherwise: it is written when operands are not read any more.
/// </summary>
internal static partial class VectorSequences
{
    private const VectorRegister Scratch = VectorRegister.Xmm15;

    /// <summary>Whether an instruction needs a register besides those of operands and result.</summary>
    public static bool NeedsTemporary(Opcode opcode) => opcode switch
    {
        Opcode.I64x2Mul or Opcode.I64x2ShrS or Opcode.I32x4TruncSatF32x4U => !ProcessorFeatures.HasAvx512,
        Opcode.I8x16Popcnt => !ProcessorFeatures.HasByteCounts,
        Opcode.F32x4Min or Opcode.F32x4Max or Opcode.F64x2Min or Opcode.F64x2Max => true,
        Opcode.I8x16Shl or Opcode.I8x16ShrS or Opcode.I8x16ShrU => true,
        _ => false,
    };

    /// <summary>Whether the second operand may be memory.</summary>
    public static bool MayReadMemory(Opcode opcode) =>
        opcode is not (Opcode.I64x2Mul or Opcode.F32x4Min or Opcode.F32x4Max or Opcode.F64x2Min or Opcode.F64x2Max);

    /// <summary>An instruction of one operand: <see cref="VectorForm.UnarySequence"/>.</summary>
    public static void EmitUnary(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source, VectorRegister temporary)
    {
        if (!assembler.TryEmitIntegers(opcode, result, source, temporary) && !assembler.TryEmitWidening(opcode, result, source)
            && !assembler.TryEmitFloats(opcode, result, source) && !assembler.TryEmitConversion(opcode, result, source, temporary))
        {
            throw NotBuilt(opcode);
        }
    }

    /// <summary>An instruction of two operands: <see cref="VectorForm.BinarySequence"/>.</summary>
    public static void EmitBinary(
        this Assembler assembler,
        Opcode opcode,
        VectorRegister result,
        VectorRegister first,
        in VectorSource second,
        VectorRegister temporary)
    {
        if (!assembler.TryEmitComparison(opcode, result, first, second) && !assembler.TryEmitProduct(opcode, result, first, second, temporary)
            && !assembler.TryEmitExtreme(opcode, result, first, second, temporary))
        {
            throw NotBuilt(opcode);
        }
    }

    /// <summary>Bits of the first operand where the mask has ones, of the second where it has zeros.</summary>
    public static void Bitselect(
        this Assembler assembler, VectorRegister result, VectorRegister first, in VectorSource second, VectorRegister mask)
    {
        if (ProcessorFeatures.HasAvx512 && !second.TryGetMemory(out _))
        {
            assembler.SelectBits(result, first, second.Register, mask);
            return;
        }

        assembler.Emit(VexRvm.Vpandn, Scratch, mask, second);
        assembler.Emit(VexRvm.Vpand, result, first, mask);
        assembler.Emit(VexRvm.Vpor, result, result, Scratch);
    }

    // The destination is one of the three sources: the immediate says what becomes of each of their eight combinations.
    private static void SelectBits(
        this Assembler assembler, VectorRegister result, VectorRegister first, VectorRegister second, VectorRegister mask)
    {
        const byte firstOrSecond = 0xCA;
        const byte resultOrSecond = 0xE2;
        const byte firstOrResult = 0xD8;
        if (result == first)
        {
            assembler.Emit(EvexRvmi.Vpternlogq, result, mask, second, resultOrSecond);
        }
        else if (result == second)
        {
            assembler.Emit(EvexRvmi.Vpternlogq, result, first, mask, firstOrResult);
        }
        else
        {
            if (result != mask)
            {
                assembler.Emit(VexMove.Vmovaps, result, mask);
            }

            assembler.Emit(EvexRvmi.Vpternlogq, result, first, second, firstOrSecond);
        }
    }

    /// <summary>Lanes of the first operand where the mask's signs are set, of the second where they are not.</summary>
    public static void SelectLanes(
        this Assembler assembler, Opcode opcode, VectorRegister result, in VectorSource first, VectorRegister second, VectorRegister mask)
    {
        if (opcode == Opcode.I16x8RelaxedLaneselect)
        {
            assembler.Emit(VexShift.Vpsraw, Scratch, mask, 15);
            mask = Scratch;
        }

        // The processor takes its second operand where the mask is set.
        assembler.Emit(VectorOperations.Blend(opcode), result, second, first, mask);
    }

    /// <summary>i32x4.relaxed_dot_i8x16_i7x16_add_s. The unsigned bytes are the processor's first.</summary>
    public static void DotAdd(
        this Assembler assembler, VectorRegister result, in VectorSource first, VectorRegister second, in VectorSource addend)
    {
        assembler.Emit(VexRvm.Vpmaddubsw, Scratch, second, first);
        assembler.Emit(VexRvm.Vpmaddwd, Scratch, Scratch, assembler.Every((ushort)1));
        assembler.Emit(VexRvm.Vpaddd, result, Scratch, addend);
    }

    /// <summary>A byte in all lanes.</summary>
    public static MemoryOperand Every(this Assembler assembler, byte value) => assembler.Constant(Vector128.Create(value));

    /// <summary>16 bits in all lanes.</summary>
    public static MemoryOperand Every(this Assembler assembler, ushort value) => assembler.Constant(Vector128.Create(value).AsByte());

    /// <summary>32 bits in all lanes.</summary>
    public static MemoryOperand Every(this Assembler assembler, uint value) => assembler.Constant(Vector128.Create(value).AsByte());

    /// <summary>64 bits in all lanes.</summary>
    public static MemoryOperand Every(this Assembler assembler, ulong value) => assembler.Constant(Vector128.Create(value).AsByte());

    /// <summary>An f32 in all lanes.</summary>
    public static MemoryOperand Every(this Assembler assembler, float value) => assembler.Constant(Vector128.Create(value).AsByte());

    /// <summary>An f64 in all lanes.</summary>
    public static MemoryOperand Every(this Assembler assembler, double value) => assembler.Constant(Vector128.Create(value).AsByte());

    private static void Clear(this Assembler assembler, VectorRegister register) =>
        assembler.Emit(VexRvm.Vpxor, register, register, register);

    private static void Invert(this Assembler assembler, VectorRegister register) =>
        assembler.Emit(VexRvm.Vpxor, register, register, assembler.Every((byte)0xFF));

    private static NotSupportedException NotBuilt(Opcode opcode) => new($"the native tiers do not have {opcode.Mnemonic()}");
}
