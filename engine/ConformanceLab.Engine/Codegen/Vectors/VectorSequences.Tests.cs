using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <content>Comparisons of lanes, and tests of whole vectors.</content>
internal static partial class VectorSequences
{
    /// <summary>A test: <see cref="VectorForm.Test"/>.</summary>
    /// <returns>What the flags say if it is true.</returns>
    public static Condition EmitTest(this Assembler assembler, Opcode opcode, VectorRegister source)
    {
        var equal = opcode switch
        {
            Opcode.I8x16AllTrue => VexRvm.Vpcmpeqb,
            Opcode.I16x8AllTrue => VexRvm.Vpcmpeqw,
            Opcode.I32x4AllTrue => VexRvm.Vpcmpeqd,
            Opcode.I64x2AllTrue => VexRvm.Vpcmpeqq,
            _ => default,
        };
        if (equal == default)
        {
            assembler.Emit(VexRm.Vptest, source, source);
            return Condition.NotEqual;
        }

        assembler.Clear(Scratch);
        assembler.Emit(equal, Scratch, Scratch, source);
        assembler.Emit(VexRm.Vptest, Scratch, Scratch);
        return Condition.Equal;
    }

    /// <summary>Signs of lanes as a number: <see cref="VectorForm.Bitmask"/>.</summary>
    public static void Bitmask(this Assembler assembler, Opcode opcode, Register result, VectorRegister source)
    {
        switch (opcode)
        {
            case Opcode.I32x4Bitmask:
                assembler.Emit(VexMoveMask.Vmovmskps, result, source);
                break;
            case Opcode.I64x2Bitmask:
                assembler.Emit(VexMoveMask.Vmovmskpd, result, source);
                break;
            case Opcode.I16x8Bitmask:
                // Saturation keeps signs; there is a mask of bytes alone.
                assembler.Emit(VexRvm.Vpacksswb, Scratch, source, source);
                assembler.Emit(VexMoveMask.Vpmovmskb, result, Scratch);
                assembler.Movzx(OperandSize.Byte, result, result);
                break;
            default:
                assembler.Emit(VexMoveMask.Vpmovmskb, result, source);
                break;
        }
    }

    private static bool TryEmitComparison(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        switch (opcode)
        {
            case Opcode.I8x16Ne:
                assembler.Unequal(VexRvm.Vpcmpeqb, result, first, second);
                break;
            case Opcode.I16x8Ne:
                assembler.Unequal(VexRvm.Vpcmpeqw, result, first, second);
                break;
            case Opcode.I32x4Ne:
                assembler.Unequal(VexRvm.Vpcmpeqd, result, first, second);
                break;
            case Opcode.I64x2Ne:
                assembler.Unequal(VexRvm.Vpcmpeqq, result, first, second);
                break;
            case Opcode.I64x2LeS:
                assembler.Unequal(VexRvm.Vpcmpgtq, result, first, second);
                break;
            case Opcode.I64x2GeS:
                // Not less: the other one is not greater.
                assembler.Unequal(VexRvm.Vpcmpgtq, result, assembler.InRegister(second), first);
                break;
            default:
                return assembler.TryEmitByExtreme(opcode, result, first, second) || assembler.TryEmitFloatComparison(opcode, result, first, second);
        }

        return true;
    }

    private static bool TryEmitByExtreme(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        switch (opcode)
        {
            case Opcode.I8x16LeS or Opcode.I8x16GeS:
                assembler.ByExtreme(
                    opcode == Opcode.I8x16LeS ? VexRvm.Vpminsb : VexRvm.Vpmaxsb, VexRvm.Vpcmpeqb, result, first, second);
                break;
            case Opcode.I8x16LeU or Opcode.I8x16GtU:
                assembler.ByExtreme(VexRvm.Vpminub, VexRvm.Vpcmpeqb, result, first, second, inverts: opcode == Opcode.I8x16GtU);
                break;
            case Opcode.I8x16GeU or Opcode.I8x16LtU:
                assembler.ByExtreme(VexRvm.Vpmaxub, VexRvm.Vpcmpeqb, result, first, second, inverts: opcode == Opcode.I8x16LtU);
                break;
            case Opcode.I16x8LeS or Opcode.I16x8GeS:
                assembler.ByExtreme(
                    opcode == Opcode.I16x8LeS ? VexRvm.Vpminsw : VexRvm.Vpmaxsw, VexRvm.Vpcmpeqw, result, first, second);
                break;
            case Opcode.I16x8LeU or Opcode.I16x8GtU:
                assembler.ByExtreme(VexRvm.Vpminuw, VexRvm.Vpcmpeqw, result, first, second, inverts: opcode == Opcode.I16x8GtU);
                break;
            case Opcode.I16x8GeU or Opcode.I16x8LtU:
                assembler.ByExtreme(VexRvm.Vpmaxuw, VexRvm.Vpcmpeqw, result, first, second, inverts: opcode == Opcode.I16x8LtU);
                break;
            case Opcode.I32x4LeS or Opcode.I32x4GeS:
                assembler.ByExtreme(
                    opcode == Opcode.I32x4LeS ? VexRvm.Vpminsd : VexRvm.Vpmaxsd, VexRvm.Vpcmpeqd, result, first, second);
                break;
            case Opcode.I32x4LeU or Opcode.I32x4GtU:
                assembler.ByExtreme(VexRvm.Vpminud, VexRvm.Vpcmpeqd, result, first, second, inverts: opcode == Opcode.I32x4GtU);
                break;
            case Opcode.I32x4GeU or Opcode.I32x4LtU:
                assembler.ByExtreme(VexRvm.Vpmaxud, VexRvm.Vpcmpeqd, result, first, second, inverts: opcode == Opcode.I32x4LtU);
                break;
            default:
                return false;
        }

        return true;
    }

    private static bool TryEmitFloatComparison(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        var predicate = opcode switch
        {
            Opcode.F32x4Eq or Opcode.F64x2Eq => ComparisonPredicate.EqOQ,
            Opcode.F32x4Ne or Opcode.F64x2Ne => ComparisonPredicate.NeqUQ,
            Opcode.F32x4Lt or Opcode.F64x2Lt => ComparisonPredicate.LtOS,
            Opcode.F32x4Gt or Opcode.F64x2Gt => ComparisonPredicate.GtOS,
            Opcode.F32x4Le or Opcode.F64x2Le => ComparisonPredicate.LeOS,
            Opcode.F32x4Ge or Opcode.F64x2Ge => ComparisonPredicate.GeOS,
            _ => byte.MaxValue,
        };
        if (predicate == byte.MaxValue)
        {
            return false;
        }

        assembler.Emit(opcode <= Opcode.F32x4Ge ? VexRvmi.Vcmpps : VexRvmi.Vcmppd, result, first, second, predicate);
        return true;
    }

    private static VectorRegister InRegister(this Assembler assembler, in VectorSource source)
    {
        if (!source.TryGetMemory(out var memory))
        {
            return source.Register;
        }

        assembler.Emit(VexMove.Vmovups, Scratch, memory);
        return Scratch;
    }

    private static void Unequal(
        this Assembler assembler, VexRvm compare, VectorRegister result, VectorRegister first, in VectorSource second)
    {
        assembler.Emit(compare, result, first, second);
        assembler.Invert(result);
    }

    // There is nothing but "greater", signed. The lesser is equal to the first where that is less or equal, signed or not.
    private static void ByExtreme(
        this Assembler assembler,
        VexRvm extreme,
        VexRvm equal,
        VectorRegister result,
        VectorRegister first,
        in VectorSource second,
        bool inverts = false)
    {
        assembler.Emit(extreme, Scratch, first, second);
        assembler.Emit(equal, result, first, Scratch);
        if (inverts)
        {
            assembler.Invert(result);
        }
    }
}
