using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>From where an operand is to where an instruction wants it.</content>
internal sealed partial class BaselineCompiler
{
    // A value that is not in a vector register, into a general one.
    private void LoadOperand(Register register, in Operand operand)
    {
        switch (operand.Place)
        {
            case Place.Register when operand.Register != register:
                _assembler.Mov(operand.Kind.Size(), register, operand.Register);
                break;
            case Place.Constant:
                _assembler.Mov(register, operand.Kind.Size() == Dword ? (uint)operand.Bits : operand.Bits);
                break;
            case Place.Local when IsInRegister(operand.Local):
                if (_locals[operand.Local].Register != register)
                {
                    _assembler.Mov(operand.Kind.Size(), register, _locals[operand.Local].Register);
                }

                break;
            case Place.Local:
                _assembler.Mov(operand.Kind.Size(), register, Home(_locals[operand.Local].Slot, operand.Kind));
                break;
            case Place.Slot:
                _assembler.Mov(operand.Kind.Size(), register, Home(operand.Slot, operand.Kind));
                break;
            case Place.Flags:
                throw new InvalidOperationException("flags are made a number first");
        }
    }

    private void LoadVectorOperand(VectorRegister register, in Operand operand)
    {
        switch (operand.Place)
        {
            case Place.Vector:
                MoveVector(register, operand.Vector);
                break;
            case Place.Constant:
                LoadVectorConstant(register, operand);
                break;
            case Place.Local when IsInRegister(operand.Local):
                MoveVector(register, _locals[operand.Local].Vector);
                break;
            case Place.Local:
                LoadVector(operand.Kind, register, Home(_locals[operand.Local].Slot, operand.Kind));
                break;
            default:
                LoadVector(operand.Kind, register, Home(operand.Slot, operand.Kind));
                break;
        }
    }

    // Only the scratch registers are used: on the way of a branch nothing else may change.
    private void StoreTo(MemoryOperand home, in Operand operand)
    {
        if (operand.Kind.IsVector())
        {
            var vector = operand.Place == Place.Vector ? operand.Vector
                : operand.Place == Place.Local && IsInRegister(operand.Local) ? _locals[operand.Local].Vector
                : ScratchVector;
            if (vector == ScratchVector)
            {
                LoadVectorOperand(vector, operand);
            }

            StoreVector(operand.Kind, home, vector);
            return;
        }

        if (operand.Place == Place.Constant && operand.IsConstant32)
        {
            _assembler.Mov(Qword, home, (int)operand.Bits);
            return;
        }

        var register = operand.Place == Place.Register ? operand.Register
            : operand.Place == Place.Local && IsInRegister(operand.Local) ? _locals[operand.Local].Register
            : Scratch;
        if (register == Scratch)
        {
            LoadOperand(register, operand);
        }

        // 64 bits: a reference and a 32-bit number have an upper half of 0.
        _assembler.Mov(Qword, home, register);
    }

    /// <summary>A register of the instruction's own with the value, to be changed.</summary>
    private Register ToRegister(in Operand operand)
    {
        if (operand.Place == Place.Register)
        {
            return operand.Register;
        }

        var register = Allocate();
        LoadOperand(register, operand);
        return register;
    }

    /// <summary>A register with the value, only to be read: a local's own, or one that <see cref="Release(in Operand)"/> frees.</summary>
    private Register ToReadable(ref Operand operand)
    {
        if (operand.Place == Place.Local && IsInRegister(operand.Local))
        {
            return _locals[operand.Local].Register;
        }

        operand.Register = ToRegister(operand);
        operand.Place = Place.Register;
        return operand.Register;
    }

    private VectorRegister ToVector(in Operand operand)
    {
        if (operand.Place == Place.Vector)
        {
            return operand.Vector;
        }

        var register = AllocateVector();
        LoadVectorOperand(register, operand);
        return register;
    }

    private VectorRegister ToReadableVector(ref Operand operand)
    {
        if (operand.Place == Place.Local && IsInRegister(operand.Local))
        {
            return _locals[operand.Local].Vector;
        }

        operand.Vector = ToVector(operand);
        operand.Place = Place.Vector;
        return operand.Vector;
    }

    /// <summary>The memory that a value stands in, where an instruction can take it from there.</summary>
    private bool TryGetMemory(in Operand operand, out MemoryOperand memory)
    {
        if (operand.Place == Place.Slot)
        {
            memory = Home(operand.Slot, operand.Kind);
            return true;
        }

        if (operand.Place == Place.Local && !IsInRegister(operand.Local))
        {
            memory = Home(_locals[operand.Local].Slot, operand.Kind);
            return true;
        }

        if (operand.Place == Place.Constant && operand.Kind == OperandKind.V128)
        {
            memory = VectorConstant(operand);
            return true;
        }

        memory = default;
        return false;
    }
}
