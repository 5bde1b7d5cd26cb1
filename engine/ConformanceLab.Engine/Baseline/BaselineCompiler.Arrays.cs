using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Arrays. For allocations see Allocation.cs.</content>
internal sealed unsafe partial class BaselineCompiler
{
    private void ArrayLength()
    {
        FlushFlags();
        var operand = Pop();
        var reference = ToReadable(ref operand);
        var heap = HeapBase();
        Release(operand);
        var result = Allocate();
        FaultIfNull(TrapCode.NullArrayReference);
        _assembler.Mov(Dword, result, new MemoryOperand(heap, reference, 1, (int)ObjectLayout.LengthOffset));
        PushRegister(OperandKind.I32, result);
    }

    private void ArrayGet(int type, bool isSigned)
    {
        FlushFlags();
        var kind = KindOfStorage(ElementOf(type));
        var target = TargetOf(kind, LengthOfAggregate(1), 2);
        var index = Pop();
        var operand = Pop();
        var descriptor = DescriptorOf(type);
        var address = TakeElement(ref operand, ref index, descriptor->ElementSizeLog2);
        Release(operand);
        Release(index);
        LoadFromObject(address, descriptor->Element, kind, isSigned, target);
    }

    private void ArraySet(int type)
    {
        FlushFlags();
        var value = Pop();
        var index = Pop();
        var operand = Pop();
        PrepareToStore(ref value);
        var descriptor = DescriptorOf(type);
        var address = TakeElement(ref operand, ref index, descriptor->ElementSizeLog2);
        StoreToObject(address, descriptor->Element, value, default);
        Release(operand);
        Release(index);
        Release(value);
    }

    // The address of an element that is there; its base is the scratch register.
    private MemoryOperand TakeElement(ref Operand operand, ref Operand index, int sizeLog2)
    {
        const int data = (int)ObjectLayout.DataOffset;
        var length = new MemoryOperand(Scratch, (int)ObjectLayout.LengthOffset);
        var isConstant = index.Place == Place.Constant && index.Bits is >= 0 and <= ObjectSequences.LargestConstantIndex;
        var reference = ToReadable(ref operand);
        if (isConstant)
        {
            EmitArrayAddress(reference);
            FaultIfNull(TrapCode.NullArrayReference);
            _assembler.Emit(Cmp, Dword, length, (int)index.Bits);
            _assembler.Jcc(Condition.BelowOrEqual, TrapLabel(TrapCode.ArrayOutOfBounds));
            return new MemoryOperand(Scratch, data + ((int)index.Bits << sizeLog2));
        }

        // There is no scale of 16: such an index is changed, in a register of its own.
        var isScaled = sizeLog2 <= 3;
        if (!isScaled)
        {
            index.Register = ToRegister(index);
            index.Place = Place.Register;
        }

        var register = ToReadable(ref index);
        EmitArrayAddress(reference);
        FaultIfNull(TrapCode.NullArrayReference);
        _assembler.Emit(Cmp, Dword, register, length);
        _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.ArrayOutOfBounds));
        if (!isScaled)
        {
            _assembler.Emit(ShiftOperation.Shl, Qword, register, (byte)sizeLog2);
        }

        return new MemoryOperand(Scratch, register, isScaled ? 1 << sizeLog2 : 1, data);
    }

    private void EmitArrayAddress(Register reference) => _assembler.Lea(Qword, Scratch, new MemoryOperand(HeapBase(), reference));

    private void ArrayNewFixed(int type, int length)
    {
        FlushFlags();
        var descriptor = DescriptorOf(type);
        var reference = Allocate();
        var temporary = Allocate();
        EmitAllocation(reference, temporary, type, ObjectSequences.ArraySize(descriptor, (uint)length), (uint)length);
        for (var index = 0; index < length; index++)
        {
            var address = new MemoryOperand(Scratch, (int)ObjectLayout.DataOffset + (index << descriptor->ElementSizeLog2));
            InitializeField(address, descriptor->Element, _operands[_count - length + index], temporary);
        }

        Discard(length);
        Free(temporary);
        PushRegister(OperandKind.Reference, reference);
    }

    private void ArrayNew(int type, bool isDefault)
    {
        FlushFlags();
        var descriptor = DescriptorOf(type);
        var operands = isDefault ? 1 : 2;
        var isFilled = !isDefault && !IsZero(_operands[_count - 2]);
        ref readonly var top = ref _operands[_count - 1];
        if (top.Place == Place.Constant && (uint)top.Bits <= (uint)(isFilled ? ObjectSequences.LongestInlineFill : ObjectSequences.LongestInline))
        {
            ArrayNewOfLength(type, descriptor, operands, isFilled, (uint)top.Bits);
            return;
        }

        // At most four registers, which is how many there are.
        OwnRegister(_count - 1);
        if (isFilled)
        {
            OwnRegister(_count - 2);
        }

        var length = _operands[_count - 1].Register;
        var reference = Allocate();
        var temporary = Allocate();
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        _assembler.Emit(Cmp, Dword, length, isFilled ? ObjectSequences.LongestInlineFill : ObjectSequences.LongestInline);
        _assembler.Jcc(Condition.Above, stub);
        _assembler.EmitArrayEnd(reference, temporary, length, descriptor->ElementSizeLog2);
        _assembler.MoveTop(temporary, stub);
        AddColdAllocation(
            stub, back, reference, isFilled ? GcHelpers.ArrayNew : GcHelpers.ArrayNewDefault, type, 0);
        if (!isFilled)
        {
            _assembler.Bind(back);
        }

        _assembler.EmitHeader(reference, _module.Types[type]);
        _assembler.Mov(Dword, new MemoryOperand(Scratch, (int)ObjectLayout.LengthOffset), length);
        if (isFilled)
        {
            _assembler.Mov(Dword, temporary, length);
            _assembler.Test(Dword, temporary, temporary);
            _assembler.Jcc(Condition.Equal, back);
            EmitFill(temporary, descriptor, _operands[_count - 2]);
            _assembler.Bind(back);
        }

        Discard(operands);
        Free(temporary);
        PushRegister(OperandKind.Reference, reference);
    }

    private void ArrayNewOfLength(int type, TypeDescriptor* descriptor, int operands, bool isFilled, uint length)
    {
        isFilled &= length > 0;
        if (isFilled)
        {
            OwnRegister(_count - 2);
        }

        var reference = Allocate();
        var temporary = Allocate();
        EmitAllocation(reference, temporary, type, ObjectSequences.ArraySize(descriptor, length), length);
        if (isFilled)
        {
            _assembler.Mov(temporary, length);
            EmitFill(temporary, descriptor, _operands[_count - 2]);
        }

        Discard(operands);
        Free(temporary);
        PushRegister(OperandKind.Reference, reference);
    }

    // An operand that stays on the stack gets a register of its own.
    private void OwnRegister(int index)
    {
        ref var operand = ref _operands[index];
        if (operand.Kind.IsVector())
        {
            operand.Vector = ToVector(operand);
            operand.Place = Place.Vector;
        }
        else
        {
            operand.Register = ToRegister(operand);
            operand.Place = Place.Register;
        }
    }

    // From the last element to the first: the count, which is not 0, goes down. The scratch register is the array's address.
    private void EmitFill(Register count, TypeDescriptor* descriptor, in Operand value)
    {
        var sizeLog2 = descriptor->ElementSizeLog2;
        var size = 1 << sizeLog2;
        var step = size > 8 ? size : 1;
        if (size > 8)
        {
            _assembler.Emit(ShiftOperation.Shl, Qword, count, sizeLog2);
        }

        var loop = _assembler.BindNew();
        var element = new MemoryOperand(Scratch, count, size > 8 ? 1 : size, (int)ObjectLayout.DataOffset - size);
        StoreToObject(element, descriptor->Element, value, default);
        _assembler.Emit(Sub, Qword, count, step);
        _assembler.Jcc(Condition.NotEqual, loop);
    }
}
