using System.Collections.Immutable;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Between operands and locals and the places that the calling convention has for arguments, parameters and results.</content>
internal sealed partial class BaselineCompiler
{
    private readonly ParallelMoves _moves = new();

    /// <summary>
    /// Moves operands to arguments or results. They stay on the abstract stack, but what was in registers may be lost; slots, rax and r10
    /// stay.
    /// </summary>
    /// <param name="locations">Where to.</param>
    /// <param name="first">Index of the first operand.</param>
    /// <param name="area">Where those on the stack go.</param>
    private void MoveOperands(ImmutableArray<ValueLocation> locations, int first, MemoryOperand area)
    {
        // The stack first, which needs the scratch registers alone; what comes from memory last, when nobody's source is left.
        for (var index = 0; index < locations.Length; index++)
        {
            if (locations[index].IsOnStack)
            {
                StoreTo(area.Plus(locations[index].Index), _operands[first + index]);
            }
        }

        if (MoveRegisters(locations, first))
        {
            MoveVectors(locations, first);
        }

        for (var index = 0; index < locations.Length; index++)
        {
            ref readonly var operand = ref _operands[first + index];
            if (locations[index].IsOnStack || IsInRegister(operand))
            {
                continue;
            }

            if (operand.Kind.IsVector())
            {
                LoadVectorOperand((VectorRegister)locations[index].Index, operand);
            }
            else
            {
                LoadOperand((Register)locations[index].Index, operand);
            }
        }
    }

    private bool IsInRegister(in Operand operand) =>
        operand.Place is Place.Register or Place.Vector || (operand.Place == Place.Local && IsInRegister(operand.Local));

    // Whether there are vectors as well.
    private bool MoveRegisters(ImmutableArray<ValueLocation> locations, int first)
    {
        var hasVectors = false;
        for (var index = 0; index < locations.Length; index++)
        {
            ref readonly var operand = ref _operands[first + index];
            if (operand.Kind.IsVector())
            {
                hasVectors = true;
            }
            else if (!locations[index].IsOnStack && IsInRegister(operand))
            {
                _moves.Add(locations[index].Index, (int)(operand.Place == Place.Local ? _locals[operand.Local].Register : operand.Register));
            }
        }

        while (_moves.TryTake((int)Scratch, out var to, out var from))
        {
            // All 64 bits: the upper half of an i32 is 0.
            _assembler.Mov(Qword, (Register)to, (Register)from);
        }

        return hasVectors;
    }

    private void MoveVectors(ImmutableArray<ValueLocation> locations, int first)
    {
        for (var index = 0; index < locations.Length; index++)
        {
            ref readonly var operand = ref _operands[first + index];
            if (!locations[index].IsOnStack && operand.Kind.IsVector() && IsInRegister(operand))
            {
                _moves.Add(locations[index].Index, (int)(operand.Place == Place.Local ? _locals[operand.Local].Vector : operand.Vector));
            }
        }

        while (_moves.TryTake((int)ScratchVector, out var to, out var from))
        {
            MoveVector((VectorRegister)to, (VectorRegister)from);
        }
    }

    /// <summary>
    /// Parameters to where the function has them. Those whose register is one of locals' stay in it, so that the others need no order:
    /// what they are moved to is no parameter, or one that has been stored.
    /// </summary>
    private void TakeParameters()
    {
        StoreParameters();
        for (var index = 0; index < _signature.Parameters.Length; index++)
        {
            var location = _signature.Parameters[index];
            ref readonly var local = ref _locals[index];
            if (!local.HasRegister)
            {
                continue;
            }

            if (local.Kind.IsVector())
            {
                if (location.IsOnStack)
                {
                    LoadVector(local.Kind, local.Vector, StackParameter(location));
                }
                else
                {
                    MoveVector(local.Vector, (VectorRegister)location.Index);
                }
            }
            else if (location.IsOnStack)
            {
                _assembler.Mov(local.Kind.Size(), local.Register, StackParameter(location));
            }
            else if (local.Register != (Register)location.Index)
            {
                _assembler.Mov(Qword, local.Register, (Register)location.Index);
            }
        }

        _state = new LocalState(AllRegisterLocals, 0);
    }

    // Those without a register of their own.
    private void StoreParameters()
    {
        for (var index = 0; index < _signature.Parameters.Length; index++)
        {
            var location = _signature.Parameters[index];
            ref readonly var local = ref _locals[index];
            if (!NeedsSlot(index))
            {
                continue;
            }

            var home = Home(local.Slot, local.Kind);
            if (local.Kind.IsVector())
            {
                var vector = location.IsOnStack ? ScratchVector : (VectorRegister)location.Index;
                if (location.IsOnStack)
                {
                    LoadVector(local.Kind, vector, StackParameter(location));
                }

                StoreVector(local.Kind, home, vector);
            }
            else
            {
                var register = location.IsOnStack ? Scratch : (Register)location.Index;
                if (location.IsOnStack)
                {
                    _assembler.Mov(Qword, register, StackParameter(location));
                }

                _assembler.Mov(Qword, home, register);
            }
        }
    }

    private static MemoryOperand StackParameter(ValueLocation location) => new(Rbp, CallingConvention.FirstStackArgument + location.Index);
}
