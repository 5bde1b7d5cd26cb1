using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <summary>How a vector instruction becomes code.</summary>
internal enum VectorForm : byte
{
    /// <summary>It is none of those below: it touches memory, or single lanes, or has lanes for immediate.</summary>
    None,

    /// <summary><see cref="VectorOperations.Commutative"/>.</summary>
    Commutative,

    /// <summary><see cref="VectorOperations.Ordered"/>.</summary>
    Ordered,

    /// <summary><see cref="VectorOperations.Swapped"/>.</summary>
    Swapped,

    /// <summary><see cref="VectorOperations.Unary"/>.</summary>
    Unary,

    /// <summary>Several instructions for one operand.</summary>
    UnarySequence,

    /// <summary>Several instructions for two operands.</summary>
    BinarySequence,

    /// <summary>All lanes by one count.</summary>
    Shift,

    /// <summary>A number that is 0 or 1, in the flags at first.</summary>
    Test,

    /// <summary>A bit of each lane.</summary>
    Bitmask,

    /// <summary>One number in all lanes: <see cref="VectorOperations.Splat"/>.</summary>
    Splat,

    /// <summary>Bits from one vector or another.</summary>
    Bitselect,

    /// <summary>Lanes from one vector or another: <see cref="VectorOperations.Blend"/>.</summary>
    LaneSelect,

    /// <summary>A product and an addend, rounded once: <see cref="VectorOperations.MultiplyAdd"/>.</summary>
    MultiplyAdd,

    /// <summary>Sums of products and an addend.</summary>
    DotAdd,
}

/// <summary>
/// Vector instructions that are one of the processor's, in tables, and which are not. What each computes, to the last bit, is in Numerics; a
/// NaN comes from the first operand that is one, so that operands of floating-point instructions are never exchanged.
/// </summary>
internal static class VectorOperations
{
    private static readonly VectorForm[] s_forms = ClassifyAll();

    /// <summary>The form of an instruction.</summary>
    public static VectorForm FormOf(Opcode opcode) => (int)opcode < s_forms.Length ? s_forms[(int)opcode] : VectorForm.None;

    /// <summary>Of one instruction whose operands may be exchanged; 0 if there is none.</summary>
    public static VexRvm Commutative(Opcode opcode) => opcode switch
    {
        Opcode.V128And => VexRvm.Vpand,
        Opcode.V128Or => VexRvm.Vpor,
        Opcode.V128Xor => VexRvm.Vpxor,
        Opcode.I8x16Eq => VexRvm.Vpcmpeqb,
        Opcode.I16x8Eq => VexRvm.Vpcmpeqw,
        Opcode.I32x4Eq => VexRvm.Vpcmpeqd,
        Opcode.I64x2Eq => VexRvm.Vpcmpeqq,
        Opcode.I8x16Add => VexRvm.Vpaddb,
        Opcode.I8x16AddSatS => VexRvm.Vpaddsb,
        Opcode.I8x16AddSatU => VexRvm.Vpaddusb,
        Opcode.I8x16MinS => VexRvm.Vpminsb,
        Opcode.I8x16MinU => VexRvm.Vpminub,
        Opcode.I8x16MaxS => VexRvm.Vpmaxsb,
        Opcode.I8x16MaxU => VexRvm.Vpmaxub,
        Opcode.I8x16AvgrU => VexRvm.Vpavgb,
        Opcode.I16x8Add => VexRvm.Vpaddw,
        Opcode.I16x8AddSatS => VexRvm.Vpaddsw,
        Opcode.I16x8AddSatU => VexRvm.Vpaddusw,
        Opcode.I16x8Mul => VexRvm.Vpmullw,
        Opcode.I16x8MinS => VexRvm.Vpminsw,
        Opcode.I16x8MinU => VexRvm.Vpminuw,
        Opcode.I16x8MaxS => VexRvm.Vpmaxsw,
        Opcode.I16x8MaxU => VexRvm.Vpmaxuw,
        Opcode.I16x8AvgrU => VexRvm.Vpavgw,
        Opcode.I16x8RelaxedQ15mulrS => VexRvm.Vpmulhrsw,
        Opcode.I32x4Add => VexRvm.Vpaddd,
        Opcode.I32x4Mul => VexRvm.Vpmulld,
        Opcode.I32x4MinS => VexRvm.Vpminsd,
        Opcode.I32x4MinU => VexRvm.Vpminud,
        Opcode.I32x4MaxS => VexRvm.Vpmaxsd,
        Opcode.I32x4MaxU => VexRvm.Vpmaxud,
        Opcode.I32x4DotI16x8S => VexRvm.Vpmaddwd,
        Opcode.I64x2Add => VexRvm.Vpaddq,
        _ => default,
    };

    /// <summary>Of one instruction with the operands in their order; 0 if there is none.</summary>
    public static VexRvm Ordered(Opcode opcode) => opcode switch
    {
        Opcode.I8x16GtS => VexRvm.Vpcmpgtb,
        Opcode.I16x8GtS => VexRvm.Vpcmpgtw,
        Opcode.I32x4GtS => VexRvm.Vpcmpgtd,
        Opcode.I64x2GtS => VexRvm.Vpcmpgtq,
        Opcode.I8x16Sub => VexRvm.Vpsubb,
        Opcode.I8x16SubSatS => VexRvm.Vpsubsb,
        Opcode.I8x16SubSatU => VexRvm.Vpsubusb,
        Opcode.I16x8Sub => VexRvm.Vpsubw,
        Opcode.I16x8SubSatS => VexRvm.Vpsubsw,
        Opcode.I16x8SubSatU => VexRvm.Vpsubusw,
        Opcode.I32x4Sub => VexRvm.Vpsubd,
        Opcode.I64x2Sub => VexRvm.Vpsubq,
        Opcode.I8x16NarrowI16x8S => VexRvm.Vpacksswb,
        Opcode.I8x16NarrowI16x8U => VexRvm.Vpackuswb,
        Opcode.I16x8NarrowI32x4S => VexRvm.Vpackssdw,
        Opcode.I16x8NarrowI32x4U => VexRvm.Vpackusdw,
        Opcode.F32x4Add => VexRvm.Vaddps,
        Opcode.F32x4Sub => VexRvm.Vsubps,
        Opcode.F32x4Mul => VexRvm.Vmulps,
        Opcode.F32x4Div => VexRvm.Vdivps,
        Opcode.F64x2Add => VexRvm.Vaddpd,
        Opcode.F64x2Sub => VexRvm.Vsubpd,
        Opcode.F64x2Mul => VexRvm.Vmulpd,
        Opcode.F64x2Div => VexRvm.Vdivpd,

        // The processor's own: the second operand, unless the first is less or greater.
        Opcode.F32x4RelaxedMin => VexRvm.Vminps,
        Opcode.F32x4RelaxedMax => VexRvm.Vmaxps,
        Opcode.F64x2RelaxedMin => VexRvm.Vminpd,
        Opcode.F64x2RelaxedMax => VexRvm.Vmaxpd,
        Opcode.I8x16RelaxedSwizzle => VexRvm.Vpshufb,
        _ => default,
    };

    /// <summary>Of one instruction whose first operand is the second of the processor's; 0 if there is none.</summary>
    public static VexRvm Swapped(Opcode opcode) => opcode switch
    {
        Opcode.V128Andnot => VexRvm.Vpandn,
        Opcode.I8x16LtS => VexRvm.Vpcmpgtb,
        Opcode.I16x8LtS => VexRvm.Vpcmpgtw,
        Opcode.I32x4LtS => VexRvm.Vpcmpgtd,
        Opcode.I64x2LtS => VexRvm.Vpcmpgtq,

        // spec: op-fpmin, op-fpmax: the first operand, unless the second is less or greater.
        Opcode.F32x4Pmin => VexRvm.Vminps,
        Opcode.F32x4Pmax => VexRvm.Vmaxps,
        Opcode.F64x2Pmin => VexRvm.Vminpd,
        Opcode.F64x2Pmax => VexRvm.Vmaxpd,

        // The unsigned bytes are the processor's first.
        Opcode.I16x8RelaxedDotI8x16I7x16S => VexRvm.Vpmaddubsw,
        _ => default,
    };

    /// <summary>Of one instruction of one operand; 0 if there is none.</summary>
    public static VexRm Unary(Opcode opcode) => opcode switch
    {
        Opcode.I8x16Abs => VexRm.Vpabsb,
        Opcode.I16x8Abs => VexRm.Vpabsw,
        Opcode.I32x4Abs => VexRm.Vpabsd,
        Opcode.I16x8ExtendLowI8x16S => VexRm.Vpmovsxbw,
        Opcode.I16x8ExtendLowI8x16U => VexRm.Vpmovzxbw,
        Opcode.I32x4ExtendLowI16x8S => VexRm.Vpmovsxwd,
        Opcode.I32x4ExtendLowI16x8U => VexRm.Vpmovzxwd,
        Opcode.I64x2ExtendLowI32x4S => VexRm.Vpmovsxdq,
        Opcode.I64x2ExtendLowI32x4U => VexRm.Vpmovzxdq,
        Opcode.F32x4Sqrt => VexRm.Vsqrtps,
        Opcode.F64x2Sqrt => VexRm.Vsqrtpd,
        Opcode.F32x4ConvertI32x4S => VexRm.Vcvtdq2ps,
        Opcode.F64x2ConvertLowI32x4S => VexRm.Vcvtdq2pd,
        Opcode.F32x4DemoteF64x2Zero => VexRm.Vcvtpd2ps,
        Opcode.F64x2PromoteLowF32x4 => VexRm.Vcvtps2pd,
        Opcode.I32x4RelaxedTruncF32x4S => VexRm.Vcvttps2dq,
        Opcode.I32x4RelaxedTruncF64x2SZero => VexRm.Vcvttpd2dq,
        _ => default,
    };

    /// <summary>From a number to a vector of it.</summary>
    public static VexRm Splat(Opcode opcode) => opcode switch
    {
        Opcode.I8x16Splat => VexRm.Vpbroadcastb,
        Opcode.I16x8Splat => VexRm.Vpbroadcastw,
        Opcode.I32x4Splat => VexRm.Vpbroadcastd,
        Opcode.I64x2Splat => VexRm.Vpbroadcastq,
        Opcode.F32x4Splat => VexRm.Vbroadcastss,
        Opcode.F64x2Splat => VexRm.Vmovddup,
        _ => default,
    };

    /// <summary>What takes lanes of the second operand where the mask's signs are set.</summary>
    public static VexRvmr Blend(Opcode opcode) => opcode switch
    {
        Opcode.I8x16RelaxedLaneselect or Opcode.I16x8RelaxedLaneselect => VexRvmr.Vpblendvb,
        Opcode.I32x4RelaxedLaneselect => VexRvmr.Vblendvps,
        Opcode.I64x2RelaxedLaneselect => VexRvmr.Vblendvpd,
        _ => default,
    };

    /// <summary>What adds the product of the operands to the destination.</summary>
    public static VexRvm MultiplyAdd(Opcode opcode) => opcode switch
    {
        Opcode.F32x4RelaxedMadd => VexRvm.Vfmadd231ps,
        Opcode.F32x4RelaxedNmadd => VexRvm.Vfnmadd231ps,
        Opcode.F64x2RelaxedMadd => VexRvm.Vfmadd231pd,
        Opcode.F64x2RelaxedNmadd => VexRvm.Vfnmadd231pd,
        _ => default,
    };

    /// <summary>What loads lanes and widens or repeats them; 0 if the instruction does not.</summary>
    public static VexRm Load(Opcode opcode) => opcode switch
    {
        Opcode.V128Load8x8S => VexRm.Vpmovsxbw,
        Opcode.V128Load8x8U => VexRm.Vpmovzxbw,
        Opcode.V128Load16x4S => VexRm.Vpmovsxwd,
        Opcode.V128Load16x4U => VexRm.Vpmovzxwd,
        Opcode.V128Load32x2S => VexRm.Vpmovsxdq,
        Opcode.V128Load32x2U => VexRm.Vpmovzxdq,
        Opcode.V128Load8Splat => VexRm.Vpbroadcastb,
        Opcode.V128Load16Splat => VexRm.Vpbroadcastw,
        Opcode.V128Load32Splat => VexRm.Vbroadcastss,
        Opcode.V128Load64Splat => VexRm.Vmovddup,
        _ => default,
    };

    /// <summary>What makes a number one lane of a vector, from a register or from memory; 0 if the instruction does not.</summary>
    public static VexInsert Insert(Opcode opcode) => opcode switch
    {
        Opcode.I8x16ReplaceLane or Opcode.V128Load8Lane => VexInsert.Vpinsrb,
        Opcode.I16x8ReplaceLane or Opcode.V128Load16Lane => VexInsert.Vpinsrw,
        Opcode.I32x4ReplaceLane or Opcode.V128Load32Lane => VexInsert.Vpinsrd,
        Opcode.I64x2ReplaceLane or Opcode.V128Load64Lane => VexInsert.Vpinsrq,
        _ => default,
    };

    /// <summary>What takes a lane out of a vector, to a register or to memory; 0 if the instruction does not.</summary>
    public static VexExtract Extract(Opcode opcode) => opcode switch
    {
        Opcode.I8x16ExtractLaneS or Opcode.I8x16ExtractLaneU or Opcode.V128Store8Lane => VexExtract.Vpextrb,
        Opcode.I16x8ExtractLaneS or Opcode.I16x8ExtractLaneU or Opcode.V128Store16Lane => VexExtract.Vpextrw,
        Opcode.I32x4ExtractLane or Opcode.V128Store32Lane => VexExtract.Vpextrd,
        Opcode.I64x2ExtractLane or Opcode.V128Store64Lane => VexExtract.Vpextrq,
        _ => default,
    };

    private static VectorForm[] ClassifyAll()
    {
        var forms = new VectorForm[(int)Opcode.I32x4RelaxedDotI8x16I7x16AddS + 1];
        for (var opcode = Opcode.V128Load; (int)opcode < forms.Length; opcode++)
        {
            forms[(int)opcode] = Classify(opcode);
        }

        return forms;
    }

    private static VectorForm Classify(Opcode opcode) => opcode switch
    {
        Opcode.V128AnyTrue or Opcode.I8x16AllTrue or Opcode.I16x8AllTrue or Opcode.I32x4AllTrue or Opcode.I64x2AllTrue => VectorForm.Test,
        Opcode.I8x16Bitmask or Opcode.I16x8Bitmask or Opcode.I32x4Bitmask or Opcode.I64x2Bitmask => VectorForm.Bitmask,
        Opcode.V128Bitselect => VectorForm.Bitselect,
        Opcode.I32x4RelaxedDotI8x16I7x16AddS => VectorForm.DotAdd,
        Opcode.V128Const or Opcode.I8x16Shuffle => VectorForm.None,
        _ when Commutative(opcode) != default => VectorForm.Commutative,
        _ when Ordered(opcode) != default => VectorForm.Ordered,
        _ when Swapped(opcode) != default => VectorForm.Swapped,
        _ when Unary(opcode) != default => VectorForm.Unary,
        _ when Splat(opcode) != default => VectorForm.Splat,
        _ when Blend(opcode) != default => VectorForm.LaneSelect,
        _ when MultiplyAdd(opcode) != default => VectorForm.MultiplyAdd,
        _ when VectorSequences.ShiftWidth(opcode) > 0 => VectorForm.Shift,
        _ => opcode.GetSignature() switch
        {
            { Operands: [var only], Results: [var result] } when only == ValType.V128 && result == ValType.V128 => VectorForm.UnarySequence,
            { Operands: [var first, var second], Results: [_] } when first == ValType.V128 && second == ValType.V128 => VectorForm.BinarySequence,
            _ => VectorForm.None,
        },
    };
}
