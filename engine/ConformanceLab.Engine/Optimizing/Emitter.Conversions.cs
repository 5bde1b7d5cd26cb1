using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Conversions between integers and floats. The processor's truncation gives the least integer for what it cannot
/// represent.
/// </content>
internal sealed partial class Emitter
{
    private const double TwoTo63 = 9223372036854775808.0;

    private static VexToInteger Truncation(OperandKind from) => from == OperandKind.F32 ? VexToInteger.Vcvttss2si : VexToInteger.Vcvttsd2si;

    private static VexRm Comparison(OperandKind kind) => kind == OperandKind.F32 ? VexRm.Vucomiss : VexRm.Vucomisd;

    private MemoryOperand FloatConstant(OperandKind kind, double value) => kind == OperandKind.F32
        ? _assembler.Constant(BitConverter.SingleToUInt32Bits((float)value))
        : _assembler.Constant(BitConverter.DoubleToUInt64Bits(value));

    private bool TryEmitConversion(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.I32TruncF32S or Opcode.I32TruncF32U or Opcode.I32TruncF64S or Opcode.I32TruncF64U:
                EmitTruncation32(node, at);
                break;
            case Opcode.I64TruncF32S or Opcode.I64TruncF64S:
                EmitTruncation64Signed(node, at);
                break;
            case Opcode.I64TruncF32U or Opcode.I64TruncF64U:
                EmitTruncation64Unsigned(node, at);
                break;
            case >= Opcode.I32TruncSatF32S and <= Opcode.I64TruncSatF64U:
                EmitSaturation(node, at);
                break;
            case Opcode.F32ConvertI32S or Opcode.F32ConvertI64S or Opcode.F64ConvertI32S or Opcode.F64ConvertI64S:
                EmitToFloat(node, at, isSigned: true);
                break;
            case Opcode.F32ConvertI32U or Opcode.F32ConvertI64U or Opcode.F64ConvertI32U or Opcode.F64ConvertI64U:
                EmitToFloat(node, at, isSigned: false);
                break;
            case Opcode.F32DemoteF64:
                _assembler.Emit(VexRvm.Vcvtsd2ss, VectorResult(node), Vector(at.A), Vector(at.A));
                break;
            case Opcode.F64PromoteF32:
                _assembler.Emit(VexRvm.Vcvtss2sd, VectorResult(node), Vector(at.A), Vector(at.A));
                break;
            case Opcode.I32ReinterpretF32:
                _assembler.Vmovd(Result(node), Vector(at.A));
                break;
            case Opcode.I64ReinterpretF64:
                _assembler.Vmovq(Result(node), Vector(at.A));
                break;
            case Opcode.F32ReinterpretI32:
                _assembler.Vmovd(VectorResult(node), General(at.A));
                break;
            case Opcode.F64ReinterpretI64:
                _assembler.Vmovq(VectorResult(node), General(at.A));
                break;
            default:
                return false;
        }

        return true;
    }

    // Traps that tell a NaN from what is too large.
    private void TrapUnconvertible(OperandKind from, VectorRegister source)
    {
        _assembler.Emit(Comparison(from), source, source);
        _assembler.Jcc(Condition.Parity, TrapLabel(TrapCode.InvalidConversionToInteger));
        _assembler.Jmp(TrapLabel(TrapCode.IntegerOverflow));
    }

    // By way of 64 bits, in which every i32 and u32 fits.
    private void EmitTruncation32(int node, in Node at)
    {
        var from = _graph[at.A].Kind;
        var source = Vector(at.A);
        var result = Result(node);
        var fine = _assembler.NewLabel();
        _assembler.Emit(Truncation(from), Qword, result, source);
        if (at.Op is Opcode.I32TruncF32S or Opcode.I32TruncF64S)
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
    }

    private void EmitTruncation64Signed(int node, in Node at)
    {
        var from = _graph[at.A].Kind;
        var source = Vector(at.A);
        var result = Result(node);
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
    }

    private void EmitTruncation64Unsigned(int node, in Node at)
    {
        var from = _graph[at.A].Kind;
        var source = Vector(at.A);
        var result = Result(node);
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
    }

    // spec: op-trunc_sat. A NaN is 0, what is too large the largest, what is too small the least. In f64, which has every f32.
    private void EmitSaturation(int node, in Node at)
    {
        var result = Result(node);
        var isSigned = at.Op is Opcode.I32TruncSatF32S or Opcode.I32TruncSatF64S or Opcode.I64TruncSatF32S or Opcode.I64TruncSatF64S;
        if (_graph[at.A].Kind == OperandKind.F32)
        {
            _assembler.Emit(VexRvm.Vcvtss2sd, WorkVector, Vector(at.A), Vector(at.A));
        }
        else
        {
            LoadTo(WorkVector, Where(at.A), OperandKind.F64);
        }

        // Ordered with itself: all ones but for a NaN.
        _assembler.Emit(VexRvmi.Vcmpsd, ScratchVector, WorkVector, WorkVector, 7);
        _assembler.Emit(VexRvm.Vandps, WorkVector, WorkVector, ScratchVector);
        if (at.Kind == OperandKind.I32)
        {
            _assembler.Emit(VexRvm.Vmaxsd, WorkVector, WorkVector, FloatConstant(OperandKind.F64, isSigned ? int.MinValue : 0));
            _assembler.Emit(VexRvm.Vminsd, WorkVector, WorkVector, FloatConstant(OperandKind.F64, isSigned ? int.MaxValue : uint.MaxValue));
            _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, WorkVector);
            _assembler.Mov(Dword, result, result);
        }
        else if (isSigned)
        {
            _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, WorkVector);
            _assembler.Mov(Scratch, long.MaxValue);
            _assembler.Emit(VexRm.Vucomisd, WorkVector, FloatConstant(OperandKind.F64, TwoTo63));
            _assembler.Cmov(Condition.AboveOrEqual, Qword, result, Scratch);
        }
        else
        {
            EmitSaturation64Unsigned(result);
        }
    }

    private void EmitSaturation64Unsigned(Register result)
    {
        var large = _assembler.NewLabel();
        var done = _assembler.NewLabel();
        _assembler.Emit(VexRvm.Vmaxsd, WorkVector, WorkVector, FloatConstant(OperandKind.F64, 0));
        _assembler.Emit(VexRm.Vucomisd, WorkVector, FloatConstant(OperandKind.F64, TwoTo63));
        _assembler.Jcc(Condition.AboveOrEqual, large);
        _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, WorkVector);
        _assembler.Jmp(done);
        _assembler.Bind(large);
        _assembler.Emit(VexRvm.Vsubsd, WorkVector, WorkVector, FloatConstant(OperandKind.F64, TwoTo63));
        _assembler.Emit(VexToInteger.Vcvttsd2si, Qword, result, WorkVector);

        // Beyond 2^64 it is the least integer, whose sign makes all ones of what follows.
        _assembler.Mov(Qword, Scratch, result);
        _assembler.Emit(ShiftOperation.Sar, Qword, Scratch, 63);
        _assembler.Emit(BitTestOperation.Btc, Qword, result, 63);
        _assembler.Emit(Or, Qword, result, Scratch);
        _assembler.Bind(done);
    }

    private void EmitToFloat(int node, in Node at, bool isSigned)
    {
        var result = VectorResult(node);
        var source = General(at.A);
        var size = _graph[at.A].Kind.Size();
        var operation = at.Kind == OperandKind.F32 ? VexFromInteger.Vcvtsi2ss : VexFromInteger.Vcvtsi2sd;

        // The upper lanes come from the register: a fresh one depends on nothing.
        _assembler.Emit(VexRvm.Vxorps, result, result, result);
        if (isSigned || size == Dword)
        {
            // A u32 is a positive i64.
            _assembler.Emit(operation, isSigned ? size : Qword, result, result, source);
            return;
        }

        var large = _assembler.NewLabel();
        var even = _assembler.NewLabel();
        var done = _assembler.NewLabel();
        _assembler.Test(Qword, source, source);
        _assembler.Jcc(Condition.Sign, large);
        _assembler.Emit(operation, Qword, result, result, source);
        _assembler.Jmp(done);

        // Half of it, rounded to odd: what is lost can only break a tie.
        _assembler.Bind(large);
        _assembler.Mov(Qword, Scratch, source);
        _assembler.Emit(ShiftOperation.Shr, Qword, Scratch, 1);
        _assembler.Jcc(Condition.AboveOrEqual, even);
        _assembler.Emit(Or, Qword, Scratch, 1);
        _assembler.Bind(even);
        _assembler.Emit(operation, Qword, result, result, Scratch);
        _assembler.Emit(Pick(at.Kind, VexRvm.Vaddss, VexRvm.Vaddsd), result, result, result);
        _assembler.Bind(done);
    }
}
