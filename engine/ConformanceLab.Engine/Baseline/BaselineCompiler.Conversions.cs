using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Conversions between integers and floats. The processor's truncation gives the least integer for what it cannot represent.</content>
internal sealed partial class BaselineCompiler
{
    private const double TwoTo63 = 9223372036854775808.0;

    private static VexToInteger Truncation(OperandKind from) => from == OperandKind.F32 ? VexToInteger.Vcvttss2si : VexToInteger.Vcvttsd2si;

    private static VexRm Comparison(OperandKind kind) => kind == OperandKind.F32 ? VexRm.Vucomiss : VexRm.Vucomisd;

    private MemoryOperand FloatConstant(OperandKind kind, double value) => kind == OperandKind.F32
        ? _assembler.Constant(BitConverter.SingleToUInt32Bits((float)value))
        : _assembler.Constant(BitConverter.DoubleToUInt64Bits(value));

    // Traps that tell a NaN from what is too large.
    private void TrapUnconvertible(OperandKind from, VectorRegister source)
    {
        _assembler.Emit(Comparison(from), source, source);
        _assembler.Jcc(Condition.Parity, NewTrapLabel(TrapCode.InvalidConversionToInteger));
        _assembler.Jmp(NewTrapLabel(TrapCode.IntegerOverflow));
    }

    // By way of 64 bits, in which every i32 and u32 fits.
    private void TruncateTo32(OperandKind from, bool isSigned)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        var fine = _assembler.NewLabel();
        _assembler.Emit(Truncation(from), Qword, result, source);
        if (isSigned)
        {
            _assembler.Movsx(Qword, Dword, Scratch, result);
        }
        else
        {
            _assembler.Mov(Dword, Scratch, result);
        }

        _assembler.Emit(Cmp, Qword, Scratch, result);
        _assembler.Jcc(Condition.Equal, fine);
        TrapUnconvertible(from, source);
        _assembler.Bind(fine);
        _assembler.Mov(Dword, result, result);
        Release(operand);
        PushRegister(OperandKind.I32, result);
    }

    private void TruncateTo64Signed(OperandKind from)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        var fine = _assembler.NewLabel();
        var suspicious = _assembler.NewLabel();
        _assembler.Emit(Truncation(from), Qword, result, source);

        // Only the least integer overflows when 1 is taken from it.
        _assembler.Emit(Cmp, Qword, result, 1);
        _assembler.Jcc(Condition.NotOverflow, fine);
        _assembler.Emit(Comparison(from), source, FloatConstant(from, -TwoTo63));
        _assembler.Jcc(Condition.Parity, suspicious);
        _assembler.Jcc(Condition.Equal, fine);
        _assembler.Bind(suspicious);
        TrapUnconvertible(from, source);
        _assembler.Bind(fine);
        Release(operand);
        PushRegister(OperandKind.I64, result);
    }

    private void TruncateTo64Unsigned(OperandKind from)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        var large = _assembler.NewLabel();
        var wrong = _assembler.NewLabel();
        var done = _assembler.NewLabel();
        _assembler.Emit(Comparison(from), source, FloatConstant(from, TwoTo63));
        _assembler.Jcc(Condition.Parity, wrong);
        _assembler.Jcc(Condition.AboveOrEqual, large);
        _assembler.Emit(Truncation(from), Qword, result, source);
        _assembler.Test(Qword, result, result);
        _assembler.Jcc(Condition.NotSign, done);
        _assembler.Bind(wrong);
        TrapUnconvertible(from, source);
        _assembler.Bind(large);
        _assembler.Emit(Pick(from, VexRvm.Vsubss, VexRvm.Vsubsd), ScratchVector, source, FloatConstant(from, TwoTo63));
        _assembler.Emit(Truncation(from), Qword, result, ScratchVector);
        _assembler.Test(Qword, result, result);
        _assembler.Jcc(Condition.Sign, wrong);
        _assembler.Emit(BitTestOperation.Btc, Qword, result, 63);
        _assembler.Bind(done);
        Release(operand);
        PushRegister(OperandKind.I64, result);
    }

    // spec: op-trunc_sat. A NaN is 0, what is too large the largest, what is too small the least. In f64, which has every f32.
    private void TruncateSaturating(OperandKind from, OperandKind to, bool isSigned)
    {
        FlushFlags();
        var operand = Pop();
        var value = ToVector(operand);
        if (from == OperandKind.F32)
        {
            _assembler.Emit(VexRvm.Vcvtss2sd, value, value, value);
        }

        // Ordered with itself: all ones but for a NaN.
        _assembler.Emit(VexRvmi.Vcmpsd, ScratchVector, value, value, 7);
        _assembler.Emit(VexRvm.Vandps, value, value, ScratchVector);
        var result = Allocate();
        if (to == OperandKind.I32)
        {
            _assembler.Emit(VexRvm.Vmaxsd, value, value, FloatConstant(OperandKind.F64, isSigned ? int.MinValue : 0));
            _assembler.Emit(VexRvm.Vminsd, value, value, FloatConstant(OperandKind.F64, isSigned ? int.MaxValue : uint.MaxValue));
            _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, value);
            _assembler.Mov(Dword, result, result);
        }
        else if (isSigned)
        {
            _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, value);
            _assembler.Mov(Scratch, long.MaxValue);
            _assembler.Emit(VexRm.Vucomisd, value, FloatConstant(OperandKind.F64, TwoTo63));
            _assembler.Cmov(Condition.AboveOrEqual, Qword, result, Scratch);
        }
        else
        {
            SaturateTo64Unsigned(value, result);
        }

        Free(value);
        PushRegister(to, result);
    }

    private void SaturateTo64Unsigned(VectorRegister value, Register result)
    {
        var large = _assembler.NewLabel();
        var done = _assembler.NewLabel();
        _assembler.Emit(VexRvm.Vmaxsd, value, value, FloatConstant(OperandKind.F64, 0));
        _assembler.Emit(VexRm.Vucomisd, value, FloatConstant(OperandKind.F64, TwoTo63));
        _assembler.Jcc(Condition.AboveOrEqual, large);
        _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, value);
        _assembler.Jmp(done);
        _assembler.Bind(large);
        _assembler.Emit(VexRvm.Vsubsd, value, value, FloatConstant(OperandKind.F64, TwoTo63));
        _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, value);

        // Beyond 2^64 it is the least integer, whose sign makes all ones of what follows.
        _assembler.Mov(Qword, Scratch, result);
        _assembler.Emit(ShiftOperation.Sar, Qword, Scratch, 63);
        _assembler.Emit(BitTestOperation.Btc, Qword, result, 63);
        _assembler.Emit(Or, Qword, result, Scratch);
        _assembler.Bind(done);
    }

    private void ConvertToFloat(OperandKind to, OperandSize size, bool isSigned)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToRegister(operand);
        var result = AllocateVector();
        var operation = to == OperandKind.F32 ? VexFromInteger.Vcvtsi2ss : VexFromInteger.Vcvtsi2sd;

        // The upper lanes come from the register: a fresh one depends on nothing.
        _assembler.Emit(VexRvm.Vxorps, result, result, result);
        if (isSigned || size == Dword)
        {
            // A u32 is a positive i64.
            _assembler.Emit(operation, isSigned ? size : Qword, result, result, source);
        }
        else
        {
            var large = _assembler.NewLabel();
            var done = _assembler.NewLabel();
            _assembler.Test(Qword, source, source);
            _assembler.Jcc(Condition.Sign, large);
            _assembler.Emit(operation, Qword, result, result, source);
            _assembler.Jmp(done);

            // Half of it, rounded to odd: what is lost can only break a tie.
            _assembler.Bind(large);
            _assembler.Mov(Qword, Scratch, source);
            _assembler.Emit(ShiftOperation.Shr, Qword, Scratch, 1);
            _assembler.Emit(And, Dword, source, 1);
            _assembler.Emit(Or, Qword, Scratch, source);
            _assembler.Emit(operation, Qword, result, result, Scratch);
            _assembler.Emit(Pick(to, VexRvm.Vaddss, VexRvm.Vaddsd), result, result, result);
            _assembler.Bind(done);
        }

        Free(source);
        PushVector(to, result);
    }

    private void ConvertFloat(OperandKind to)
    {
        FlushFlags();
        var result = ToVector(Pop());
        _assembler.Emit(to == OperandKind.F32 ? VexRvm.Vcvtsd2ss : VexRvm.Vcvtss2sd, result, result, result);
        PushVector(to, result);
    }

    private void Reinterpret(OperandKind to)
    {
        FlushFlags();
        var operand = Pop();
        if (operand.Place == Place.Constant)
        {
            PushConstant(to, to == OperandKind.I32 ? (int)operand.Bits : operand.Bits);
            return;
        }

        if (to.IsVector())
        {
            var source = ToReadable(ref operand);
            var result = AllocateVector();
            if (to == OperandKind.F32)
            {
                _assembler.Vmovd(result, source);
            }
            else
            {
                _assembler.Vmovq(result, source);
            }

            Release(operand);
            PushVector(to, result);
        }
        else
        {
            var source = ToReadableVector(ref operand);
            var result = Allocate();
            if (to == OperandKind.I32)
            {
                _assembler.Vmovd(result, source);
            }
            else
            {
                _assembler.Vmovq(result, source);
            }

            Release(operand);
            PushRegister(to, result);
        }
    }

    private bool TryConversion(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I32TruncF32S or Opcode.I32TruncF32U:
                TruncateTo32(OperandKind.F32, opcode == Opcode.I32TruncF32S);
                break;
            case Opcode.I32TruncF64S or Opcode.I32TruncF64U:
                TruncateTo32(OperandKind.F64, opcode == Opcode.I32TruncF64S);
                break;
            case Opcode.I64TruncF32S or Opcode.I64TruncF64S:
                TruncateTo64Signed(opcode == Opcode.I64TruncF32S ? OperandKind.F32 : OperandKind.F64);
                break;
            case Opcode.I64TruncF32U or Opcode.I64TruncF64U:
                TruncateTo64Unsigned(opcode == Opcode.I64TruncF32U ? OperandKind.F32 : OperandKind.F64);
                break;
            case Opcode.I32TruncSatF32S or Opcode.I32TruncSatF32U:
                TruncateSaturating(OperandKind.F32, OperandKind.I32, opcode == Opcode.I32TruncSatF32S);
                break;
            case Opcode.I32TruncSatF64S or Opcode.I32TruncSatF64U:
                TruncateSaturating(OperandKind.F64, OperandKind.I32, opcode == Opcode.I32TruncSatF64S);
                break;
            case Opcode.I64TruncSatF32S or Opcode.I64TruncSatF32U:
                TruncateSaturating(OperandKind.F32, OperandKind.I64, opcode == Opcode.I64TruncSatF32S);
                break;
            case Opcode.I64TruncSatF64S or Opcode.I64TruncSatF64U:
                TruncateSaturating(OperandKind.F64, OperandKind.I64, opcode == Opcode.I64TruncSatF64S);
                break;
            case Opcode.F32ConvertI32S or Opcode.F32ConvertI32U:
                ConvertToFloat(OperandKind.F32, Dword, opcode == Opcode.F32ConvertI32S);
                break;
            case Opcode.F64ConvertI32S or Opcode.F64ConvertI32U:
                ConvertToFloat(OperandKind.F64, Dword, opcode == Opcode.F64ConvertI32S);
                break;
            case Opcode.F32ConvertI64S or Opcode.F32ConvertI64U:
                ConvertToFloat(OperandKind.F32, Qword, opcode == Opcode.F32ConvertI64S);
                break;
            case Opcode.F64ConvertI64S or Opcode.F64ConvertI64U:
                ConvertToFloat(OperandKind.F64, Qword, opcode == Opcode.F64ConvertI64S);
                break;
            case Opcode.F32DemoteF64:
                ConvertFloat(OperandKind.F32);
                break;
            case Opcode.F64PromoteF32:
                ConvertFloat(OperandKind.F64);
                break;
            case Opcode.I32ReinterpretF32:
                Reinterpret(OperandKind.I32);
                break;
            case Opcode.I64ReinterpretF64:
                Reinterpret(OperandKind.I64);
                break;
            case Opcode.F32ReinterpretI32:
                Reinterpret(OperandKind.F32);
                break;
            case Opcode.F64ReinterpretI64:
                Reinterpret(OperandKind.F64);
                break;
            default:
                return false;
        }

        return true;
    }
}
