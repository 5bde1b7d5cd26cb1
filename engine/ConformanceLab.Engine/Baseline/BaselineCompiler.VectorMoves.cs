using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Moves of what is in vector registers: as many bytes as the kind has.</content>
internal sealed partial class BaselineCompiler
{
    private void LoadVector(OperandKind kind, VectorRegister register, MemoryOperand source)
    {
        switch (kind)
        {
            case OperandKind.F32:
                _assembler.Emit(VexScalarMove.Vmovss, register, source);
                break;
            case OperandKind.F64:
                _assembler.Emit(VexScalarMove.Vmovsd, register, source);
                break;
            default:
                _assembler.Emit(VexMove.Vmovups, register, source);
                break;
        }
    }

    private void StoreVector(OperandKind kind, MemoryOperand destination, VectorRegister register)
    {
        switch (kind)
        {
            case OperandKind.F32:
                _assembler.Emit(VexScalarMove.Vmovss, destination, register);
                break;
            case OperandKind.F64:
                _assembler.Emit(VexScalarMove.Vmovsd, destination, register);
                break;
            default:
                _assembler.Emit(VexMove.Vmovups, destination, register);
                break;
        }
    }

    private void MoveVector(VectorRegister destination, VectorRegister source)
    {
        if (destination != source)
        {
            _assembler.Emit(VexMove.Vmovaps, destination, source);
        }
    }

    private void LoadVectorConstant(VectorRegister register, in Operand operand)
    {
        if (operand.Bits == 0 && operand.HighBits == 0)
        {
            _assembler.Emit(VexRvm.Vxorps, register, register, register);
        }
        else if (operand.Kind == OperandKind.F32)
        {
            _assembler.Emit(VexScalarMove.Vmovss, register, _assembler.Constant((uint)operand.Bits));
        }
        else if (operand.Kind == OperandKind.F64)
        {
            _assembler.Emit(VexScalarMove.Vmovsd, register, _assembler.Constant((ulong)operand.Bits));
        }
        else if ((operand.Bits & operand.HighBits) == -1)
        {
            _assembler.Emit(VexRvm.Vpcmpeqd, register, register, register);
        }
        else
        {
            _assembler.Emit(VexMove.Vmovups, register, VectorConstant(operand));
        }
    }
}
