using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Structures, arrays and i31: what is compiled where, and the moves between operands and objects. Where a field lies is known when code is
/// compiled; so are the ids of types.
/// </content>
internal sealed unsafe partial class BaselineCompiler
{
    private bool TryAggregate(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.RefEq:
                Compare(Condition.Equal, Dword);
                break;
            case Opcode.RefI31:
                RefI31();
                break;
            case Opcode.I31GetS or Opcode.I31GetU:
                I31Get(isSigned: opcode == Opcode.I31GetS);
                break;
            case Opcode.ArrayLen:
                ArrayLength();
                break;
            default:
                return false;
        }

        return true;
    }

    private bool TryAggregate(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.StructNew or Opcode.StructNewDefault:
                StructNew(first, isDefault: opcode == Opcode.StructNewDefault);
                break;
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU:
                StructGet(first, second, isSigned: opcode == Opcode.StructGetS);
                break;
            case Opcode.StructSet:
                StructSet(first, second);
                break;
            case Opcode.ArrayNew or Opcode.ArrayNewDefault:
                ArrayNew(first, isDefault: opcode == Opcode.ArrayNewDefault);
                break;
            case Opcode.ArrayNewFixed:
                ArrayNewFixed(first, second);
                break;
            case Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU:
                ArrayGet(first, isSigned: opcode == Opcode.ArrayGetS);
                break;
            case Opcode.ArraySet:
                ArraySet(first);
                break;
            default:
                return TryArrayHelper(opcode, first, second);
        }

        return true;
    }

    private bool TryArrayHelper(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.ArrayNewData:
                Help(GcHelpers.ArrayNewData, 2, [OperandKind.Reference], first, second);
                break;
            case Opcode.ArrayNewElem:
                Help(GcHelpers.ArrayNewElement, 2, [OperandKind.Reference], first, second);
                break;
            case Opcode.ArrayFill:
                Help(GcHelpers.ArrayFill, 4, [], KindOfStorage(ElementOf(first)).Slots());
                break;
            case Opcode.ArrayCopy:
                Help(GcHelpers.ArrayCopy, 5, []);
                break;
            case Opcode.ArrayInitData:
                Help(GcHelpers.ArrayInitData, 4, [], second);
                break;
            case Opcode.ArrayInitElem:
                Help(GcHelpers.ArrayInitElement, 4, [], second);
                break;
            default:
                return false;
        }

        return true;
    }

    private TypeDescriptor* DescriptorOf(int type) => _native.DescriptorOf(type);

    private ValType FieldOf(int type, int field) => _native.FieldOf(type, field).Storage;

    private ValType ElementOf(int type) => _native.ElementOf(type).Storage;

    private OperandKind KindOfStorage(ValType storage) => _native.KindOfStorage(storage);

    private Register HeapBase() => _assembler.HeapBase(_module.HasAggregates);

    private void TrapIfNull(Register reference, TrapCode code)
    {
        _assembler.Test(Dword, reference, reference);
        _assembler.Jcc(Condition.Equal, TrapLabel(code));
    }

    // DANGER: to be called right before the instruction that goes through a reference which may be null. It faults then: no field and no
    // header lies further from where null points than the heap's first pages, which are never mapped.
    private void FaultIfNull(TrapCode? code)
    {
        if (code is { } trap)
        {
            _trapSites.Add(new TrapSite((uint)_assembler.NextInstruction, trap, IsFault: true, (uint)_bytecode));
        }
    }

    // Pushes what is there. The registers of the address may have been released; the scratch register is its base.
    private void LoadFromObject(
        MemoryOperand source, StorageKind storage, OperandKind kind, bool isSigned, Target target, TrapCode? onNull = null)
    {
        if (kind.IsVector())
        {
            var vector = target.Vector ?? AllocateVector();
            FaultIfNull(onNull);
            LoadVector(kind, vector, source);
            PushVector(kind, vector);
            return;
        }

        var register = target.Register ?? Allocate();
        var size = ObjectSequences.SizeOf(storage);
        FaultIfNull(onNull);
        if (isSigned)
        {
            _assembler.Movsx(Dword, size, register, source);
        }
        else if (size == Qword)
        {
            _assembler.Mov(Qword, register, source);
        }
        else
        {
            _assembler.Movzx(size, register, source);
        }

        PushRegister(kind, register);
    }

    // The scratch register is the base of the address; a value that is in no register goes through the temporary one. The collector is not
    // generational: it wants to know of no store; see GcHeap.AfterReferenceStore.
    private void StoreToObject(
        MemoryOperand destination, StorageKind storage, in Operand value, Register temporary, TrapCode? onNull = null)
    {
        if (value.Kind.IsVector())
        {
            var vector = value.Place == Place.Vector ? value.Vector
                : value.Place == Place.Local && IsInRegister(value.Local) ? _locals[value.Local].Vector
                : ScratchVector;
            LoadVectorOperand(vector, value);
            FaultIfNull(onNull);
            StoreVector(value.Kind, destination, vector);
            return;
        }

        var size = ObjectSequences.SizeOf(storage);
        if (value.Place == Place.Constant && (size != Qword || value.IsConstant32))
        {
            FaultIfNull(onNull);
            _assembler.Mov(size, destination, (int)value.Bits);
            return;
        }

        var isLocal = value.Place == Place.Local && IsInRegister(value.Local);
        var register = value.Place == Place.Register ? value.Register : isLocal ? _locals[value.Local].Register : temporary;
        if (!isLocal)
        {
            LoadOperand(register, value);
        }

        FaultIfNull(onNull);
        _assembler.Mov(size, destination, register);
    }

    // So that StoreToObject needs no temporary register.
    private void PrepareToStore(ref Operand value)
    {
        if (value.Kind.IsVector())
        {
            ToReadableVector(ref value);
        }
        else if (!(value.Place == Place.Constant && (value.Kind.Size() == Dword || value.IsConstant32)))
        {
            ToReadable(ref value);
        }
    }

    private void RefI31()
    {
        FlushFlags();
        var operand = Pop();
        if (operand.Place == Place.Constant)
        {
            // Not sign-extended: the upper half of a reference is 0.
            PushConstant(OperandKind.Reference, GcHeap.I31New((int)operand.Bits));
            return;
        }

        var source = ToReadable(ref operand);
        Release(operand);
        var result = Allocate();
        _assembler.Lea(Dword, result, new MemoryOperand(source, source, 1, (int)ObjectLayout.I31Bit));
        PushRegister(OperandKind.Reference, result);
    }

    private void I31Get(bool isSigned)
    {
        FlushFlags();
        var register = ToRegister(Pop());
        TrapIfNull(register, TrapCode.NullI31Reference);
        _assembler.Emit(isSigned ? ShiftOperation.Sar : ShiftOperation.Shr, Dword, register, 1);
        PushRegister(OperandKind.I32, register);
    }
}
