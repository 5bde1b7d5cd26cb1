using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Accesses to linear memory.
/// <para>
/// DANGER: the sandbox depends on the next lines. Where nothing is checked (<see cref="AddressCheck"/>), 2^33 bytes and a guard are reserved, so
/// that an address and an offset of 32 bits never leave them: what is not there faults, and the fault is a trap. That holds only because an i32
/// in a register has an upper half of 0. The bounds of other memories are checked with 64-bit arithmetic that does not wrap unnoticed.
/// </para>
/// </content>
internal sealed partial class BaselineCompiler
{
    /// <summary>An address, and the register that must be freed when it has been used, if there is one.</summary>
    private readonly record struct Access(MemoryOperand Address, bool HasOwner, Register Owner, bool MayFault);

    private Access TakeAddress(MemArg memArg, int bytes)
    {
        ref var operand = ref Pop();
        return _module.AddressChecks[memArg.MemoryIndex] switch
        {
            AddressCheck.None => TakeGuardedAddress(memArg, ref operand),
            AddressCheck.Reach when memArg.Offset <= int.MaxValue - 16 => TakeReachableAddress(memArg, ref operand),
            _ => TakeCheckedAddress(memArg, ref operand, bytes, IsWideMemory(memArg.MemoryIndex)),
        };
    }

    private static Access AccessTo(MemoryOperand address, in Operand operand, bool mayFault) =>
        new(address, operand.Place == Place.Register, operand.Register, mayFault);

    private void Release(in Access access)
    {
        if (access.HasOwner)
        {
            Free(access.Owner);
        }
    }

    private Access TakeReachableAddress(MemArg memArg, ref Operand operand)
    {
        var address = ToReadable(ref operand);
        _assembler.CheckReach(address, TrapLabel(TrapCode.MemoryOutOfBounds));
        return AccessTo(new MemoryOperand(BaseOf(memArg.MemoryIndex), address, 1, (int)memArg.Offset), operand, mayFault: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Access TakeGuardedAddress(MemArg memArg, ref Operand operand)
    {
        var address = ToReadable(ref operand);
        var offset = (uint)memArg.Offset;
        var memory = BaseOf(memArg.MemoryIndex);
        if (offset <= int.MaxValue)
        {
            return AccessTo(new MemoryOperand(memory, address, 1, (int)offset), operand, mayFault: true);
        }

        var sum = Allocate();
        _assembler.Mov(sum, offset);
        _assembler.Emit(Add, Qword, sum, address);
        Release(operand);
        return new Access(new MemoryOperand(memory, sum), HasOwner: true, sum, MayFault: true);
    }

    private Access TakeCheckedAddress(MemArg memArg, ref Operand operand, int bytes, bool is64)
    {
        var outside = TrapLabel(TrapCode.MemoryOutOfBounds);
        var offset = memArg.Offset;
        Register address;
        if (offset <= int.MaxValue - 16)
        {
            address = ToReadable(ref operand);
        }
        else
        {
            // No displacement: it goes into the address, without wrapping.
            address = ToRegister(operand);
            operand.Place = Place.Register;
            operand.Register = address;
            _assembler.Mov(Scratch, (long)offset);
            _assembler.Emit(Add, Qword, address, Scratch);
            _assembler.Jcc(Condition.Below, outside);
            offset = 0;
            is64 = true;
        }

        var end = Allocate();
        _assembler.CheckBounds(address, end, memArg.MemoryIndex, offset + (ulong)bytes, is64, outside);
        Free(end);
        _assembler.Mov(Qword, Scratch, new MemoryOperand(Scratch, LayoutOffsets.MemoryBase));
        return AccessTo(new MemoryOperand(Scratch, address, 1, (int)offset), operand, mayFault: false);
    }

    private Register BaseOf(int memory) => _assembler.MemoryBase(memory, _module.HasAggregates);

    // To be called right before the instruction that touches memory.
    private void MayFault(in Access access)
    {
        if (access.MayFault)
        {
            _trapSites.Add(new TrapSite((uint)_assembler.NextInstruction, TrapCode.MemoryOutOfBounds, IsFault: true, (uint)_bytecode));
        }
    }

    private void LoadInteger(MemArg memArg, OperandKind kind, OperandSize from, bool isSigned)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(LengthOfAccess(), 1, out Register target);
        var access = TakeAddress(memArg, 1 << (int)from);
        Release(access);
        var destination = hasTarget ? target : Allocate();
        MayFault(access);
        if (!isSigned)
        {
            if (from == Qword)
            {
                _assembler.Mov(Qword, destination, access.Address);
            }
            else
            {
                _assembler.Movzx(from, destination, access.Address);
            }
        }
        else
        {
            _assembler.Movsx(kind.Size(), from, destination, access.Address);
        }

        PushRegister(kind, destination);
    }

    private void LoadFloat(MemArg memArg, OperandKind kind)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(LengthOfAccess(), 1, out VectorRegister target);
        var access = TakeAddress(memArg, kind == OperandKind.F32 ? 4 : kind == OperandKind.F64 ? 8 : 16);
        var destination = hasTarget ? target : AllocateVector();
        MayFault(access);
        LoadVector(kind, destination, access.Address);
        Release(access);
        PushVector(kind, destination);
    }

    private void StoreInteger(MemArg memArg, OperandSize size)
    {
        FlushFlags();
        ref var value = ref Pop();
        var isConstant = value.Place == Place.Constant && (value.Kind == OperandKind.I32 || value.IsConstant32);
        var register = isConstant ? default : ToReadable(ref value);
        var access = TakeAddress(memArg, 1 << (int)size);
        MayFault(access);
        if (isConstant)
        {
            _assembler.Mov(size, access.Address, (int)value.Bits);
        }
        else
        {
            _assembler.Mov(size, access.Address, register);
        }

        Release(access);
        Release(value);
    }

    private void StoreFloat(MemArg memArg)
    {
        FlushFlags();
        ref var value = ref Pop();
        var register = ToReadableVector(ref value);
        var access = TakeAddress(memArg, value.Kind == OperandKind.F32 ? 4 : value.Kind == OperandKind.F64 ? 8 : 16);
        MayFault(access);
        StoreVector(value.Kind, access.Address, register);
        Release(access);
        Release(value);
    }

    private void MemorySize(int memory)
    {
        FlushFlags();
        var result = Allocate();
        _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceMemories));
        _assembler.Mov(Qword, Scratch, new MemoryOperand(Scratch, 8 * memory));
        _assembler.Mov(Qword, result, new MemoryOperand(Scratch, LayoutOffsets.MemoryByteLength));
        var type = _module.Memories[memory];
        if (type.PageSizeLog2 > 0)
        {
            _assembler.Emit(ShiftOperation.Shr, Qword, result, (byte)type.PageSizeLog2);
        }

        PushRegister(AddressKind(type.AddressType), result);
    }

    private static OperandKind AddressKind(AddressType type) => type == AddressType.I64 ? OperandKind.I64 : OperandKind.I32;

    private bool TryMemory(Opcode opcode, MemArg memArg)
    {
        switch (opcode)
        {
            case Opcode.I32Load:
                LoadInteger(memArg, OperandKind.I32, Dword, isSigned: false);
                break;
            case Opcode.I64Load:
                LoadInteger(memArg, OperandKind.I64, Qword, isSigned: false);
                break;
            case Opcode.F32Load:
                LoadFloat(memArg, OperandKind.F32);
                break;
            case Opcode.F64Load:
                LoadFloat(memArg, OperandKind.F64);
                break;
            case Opcode.V128Load:
                LoadFloat(memArg, OperandKind.V128);
                break;
            case Opcode.I32Load8S:
                LoadInteger(memArg, OperandKind.I32, OperandSize.Byte, isSigned: true);
                break;
            case Opcode.I32Load8U:
                LoadInteger(memArg, OperandKind.I32, OperandSize.Byte, isSigned: false);
                break;
            case Opcode.I32Load16S:
                LoadInteger(memArg, OperandKind.I32, Word, isSigned: true);
                break;
            case Opcode.I32Load16U:
                LoadInteger(memArg, OperandKind.I32, Word, isSigned: false);
                break;
            case Opcode.I64Load8S:
                LoadInteger(memArg, OperandKind.I64, OperandSize.Byte, isSigned: true);
                break;
            case Opcode.I64Load8U:
                LoadInteger(memArg, OperandKind.I64, OperandSize.Byte, isSigned: false);
                break;
            case Opcode.I64Load16S:
                LoadInteger(memArg, OperandKind.I64, Word, isSigned: true);
                break;
            case Opcode.I64Load16U:
                LoadInteger(memArg, OperandKind.I64, Word, isSigned: false);
                break;
            case Opcode.I64Load32S:
                LoadInteger(memArg, OperandKind.I64, Dword, isSigned: true);
                break;
            case Opcode.I64Load32U:
                LoadInteger(memArg, OperandKind.I64, Dword, isSigned: false);
                break;
            case Opcode.I32Store or Opcode.I64Store32:
                StoreInteger(memArg, Dword);
                break;
            case Opcode.I64Store:
                StoreInteger(memArg, Qword);
                break;
            case Opcode.I32Store8 or Opcode.I64Store8:
                StoreInteger(memArg, OperandSize.Byte);
                break;
            case Opcode.I32Store16 or Opcode.I64Store16:
                StoreInteger(memArg, Word);
                break;
            case Opcode.F32Store or Opcode.F64Store or Opcode.V128Store:
                StoreFloat(memArg);
                break;
            default:
                return false;
        }

        return true;
    }
}
