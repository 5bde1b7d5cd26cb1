using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Vectors: what is one instruction of the processor, in tables. What each instruction computes, to the last bit, is in Numerics; a NaN
/// comes from the first operand that is one, so that operands of floating-point instructions are never exchanged.
/// </content>
internal sealed partial class BaselineCompiler
{
    private const VexRvm NoBinary = 0;
    private const VexRm NoUnary = 0;

    private bool TrySimd(Opcode opcode)
    {
        if (opcode is < Opcode.V128Load or > Opcode.I32x4RelaxedDotI8x16I7x16AddS)
        {
            return false;
        }

        if (Commutative(opcode) is var commutative and not NoBinary)
        {
            VectorBinary(commutative, isCommutative: true);
        }
        else if (Ordered(opcode) is var ordered and not NoBinary)
        {
            VectorBinary(ordered);
        }
        else if (Swapped(opcode) is var swapped and not NoBinary)
        {
            VectorBinary(swapped, swaps: true);
        }
        else if (Unary(opcode) is var unary and not NoUnary)
        {
            VectorUnary(unary);
        }
        else
        {
            return TrySimdTest(opcode) || TrySimdInteger(opcode) || TrySimdShift(opcode) || TrySimdFloat(opcode) || TrySplat(opcode)
                || TryRelaxed(opcode);
        }

        return true;
    }

    private static VexRvm Commutative(Opcode opcode) => opcode switch
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
        _ => NoBinary,
    };

    private static VexRvm Ordered(Opcode opcode) => opcode switch
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
        _ => NoBinary,
    };

    private static VexRvm Swapped(Opcode opcode) => opcode switch
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
        _ => NoBinary,
    };

    private static VexRm Unary(Opcode opcode) => opcode switch
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
        _ => NoUnary,
    };

    private void SimdVector(Opcode opcode, Vector128<byte> value)
    {
        FlushFlags();
        if (opcode == Opcode.V128Const)
        {
            PushVectorConstant(value);
        }
        else
        {
            Shuffle(value);
        }
    }
}
