using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Structures. For allocations see Allocation.cs.</content>
internal sealed unsafe partial class BaselineCompiler
{
    private void StructNew(int type, bool isDefault)
    {
        FlushFlags();
        var descriptor = DescriptorOf(type);
        var reference = Allocate();
        var temporary = Allocate();
        EmitAllocation(reference, temporary, type, descriptor->ObjectSize, length: null);
        if (!isDefault)
        {
            var count = (int)descriptor->FieldCount;
            for (var field = 0; field < count; field++)
            {
                var layout = descriptor->Fields[field];
                InitializeField(new MemoryOperand(Scratch, (int)layout.Offset), layout.Kind, _operands[_count - count + field], temporary);
            }

            Discard(count);
        }

        Free(temporary);
        PushRegister(OperandKind.Reference, reference);
    }

    // A new object is zero already.
    private void InitializeField(MemoryOperand destination, StorageKind storage, in Operand value, Register temporary)
    {
        if (!IsZero(value))
        {
            StoreToObject(destination, storage, value, temporary);
        }
    }

    private static bool IsZero(in Operand value) => value.Place == Place.Constant && value.Bits == 0 && value.Kind != OperandKind.V128;

    // The topmost operands have been used.
    private void Discard(int count)
    {
        for (; count > 0; count--)
        {
            Release(Pop());
        }
    }

    private void StructGet(int type, int field, bool isSigned)
    {
        FlushFlags();
        var layout = DescriptorOf(type)->Fields[field];
        var kind = KindOfStorage(FieldOf(type, field));
        var target = TargetOf(kind, LengthOfAggregate(2), 1);
        var operand = Pop();
        var reference = ToReadable(ref operand);
        var heap = HeapBase();
        Release(operand);
        LoadFromObject(
            new MemoryOperand(heap, reference, 1, (int)layout.Offset), layout.Kind, kind, isSigned, target,
            TrapCode.NullStructureReference);
    }

    private void StructSet(int type, int field)
    {
        FlushFlags();
        var layout = DescriptorOf(type)->Fields[field];
        var value = Pop();
        var operand = Pop();
        PrepareToStore(ref value);
        var reference = ToReadable(ref operand);
        StoreToObject(new MemoryOperand(HeapBase(), reference, 1, (int)layout.Offset), layout.Kind, value, default, TrapCode.NullStructureReference);
        Release(operand);
        Release(value);
    }
}
