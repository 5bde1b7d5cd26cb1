using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Fields, elements, i31, tests and casts. Where a field lies and which id a type has is known when code is compiled.</content>
internal sealed unsafe partial class Emitter
{
    private bool TryEmitAggregate(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.StructNew:
                EmitStructNew(node, at);
                break;
            case Opcode.ArrayNewFixed:
                EmitArrayNewFixed(node, at);
                break;
            case Opcode.ArrayNew or Opcode.ArrayNewDefault:
                EmitArrayNew(node, at);
                break;
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU:
                var source = Field(at, out var stored);
                FaultIfNull(TrapCode.NullStructureReference);
                LoadFromObject(node, at.Kind, source, stored, at.Op == Opcode.StructGetS);
                break;
            case Opcode.StructSet:
                var destination = Field(at, out var storage);
                FaultIfNull(TrapCode.NullStructureReference);
                StoreToObject(destination, storage, at.B, Where(at.B), default);
                break;
            case Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU:
                var element = _native.DescriptorOf(at.Index)->Element;
                LoadFromObject(node, at.Kind, Element(at), element, at.Op == Opcode.ArrayGetS);
                break;
            case Opcode.ArraySet:
                StoreToObject(Element(at), _native.DescriptorOf(at.Index)->Element, at.C, Where(at.C), default);
                break;
            case Opcode.ArrayLen:
                var heap = HeapBase();
                FaultIfNull(TrapCode.NullArrayReference);
                _assembler.Mov(Dword, Result(node), new MemoryOperand(heap, General(at.A), 1, (int)ObjectLayout.LengthOffset));
                break;
            case Opcode.RefI31:
                _assembler.Lea(Dword, Result(node), new MemoryOperand(General(at.A), General(at.A), 1, (int)ObjectLayout.I31Bit));
                break;
            case Opcode.I31GetS or Opcode.I31GetU:
                LoadTo(Result(node), Where(at.A), OperandKind.Reference);
                _assembler.Emit(at.Op == Opcode.I31GetS ? ShiftOperation.Sar : ShiftOperation.Shr, Dword, Result(node), 1);
                break;
            default:
                return TryEmitCast(node, at);
        }

        return true;
    }

    private bool TryEmitCast(int node, in Node at)
    {
        switch (at.Op)
        {
            case Ops.CheckNotNull:
                _assembler.Test(_graph[at.A].Kind.Size(), General(at.A), General(at.A));
                _assembler.Jcc(Condition.Equal, TrapLabel((TrapCode)at.Index));
                break;
            case Ops.CheckCast:
                var cast = ComparisonOf(at);
                cast.Match = _assembler.NewLabel();
                cast.Mismatch = TrapLabel(TrapCode.CastFailure);
                _assembler.Jcc(cast.Emit(_assembler).Negate(), cast.Mismatch);
                _assembler.Bind(cast.Match);
                break;
            case Opcode.RefTest:
                EmitTest(node, at);
                break;
            default:
                return false;
        }

        return true;
    }

    private CastComparison ComparisonOf(in Node at)
    {
        var comparison = _graph.Casts[at.Index];
        comparison.Reference = General(at.A);
        comparison.Size = _graph[at.A].Kind.Size();
        comparison.IsNotNull = ((ReferenceFacts)at.Bits & ReferenceFacts.NotNull) != 0;
        comparison.IsObject = ((ReferenceFacts)at.Bits & ReferenceFacts.IsObject) != 0;
        comparison.Actual = comparison.Registers > 0 ? Temporary() : default;
        comparison.Temporary = comparison.Registers > 1 ? Temporary(1) : default;
        return comparison;
    }

    private void EmitTest(int node, in Node at)
    {
        var test = ComparisonOf(at);
        if (test.IsSimple)
        {
            SetCondition(node, test.Emit(_assembler));
            return;
        }

        test.Match = _assembler.NewLabel();
        test.Mismatch = _assembler.NewLabel();
        _assembler.Mov(Result(node), 0);
        _assembler.Jcc(test.Emit(_assembler).Negate(), test.Mismatch);
        _assembler.Bind(test.Match);
        _assembler.Mov(Result(node), 1);
        _assembler.Bind(test.Mismatch);
    }

    // DANGER: to be called right before the instruction that goes through a reference which may be null. It faults then: no field and no
    // header lies further from where null points than the heap's first pages, which are never mapped.
    private void FaultIfNull(TrapCode trap) =>
        _trapSites.Add(new TrapSite((uint)_assembler.NextInstruction, trap, IsFault: true, (uint)_bytecode));

    private MemoryOperand Field(in Node at, out StorageKind storage)
    {
        var layout = _native.DescriptorOf(at.Index)->Fields[at.Type];
        storage = layout.Kind;
        return new MemoryOperand(HeapBase(), General(at.A), 1, (int)layout.Offset);
    }

    private Register HeapBase() => _assembler.HeapBase(_module.HasAggregates);

    // The address of an element that is there. DANGER: the sandbox depends on it that only elements are accessed without a comparison that
    // were proved to be there: ValueNumbering.Checks.cs.
    private MemoryOperand Element(in Node at)
    {
        const int data = (int)ObjectLayout.DataOffset;
        var sizeLog2 = _native.DescriptorOf(at.Index)->ElementSizeLog2;
        var index = Where(at.B);
        var heap = HeapBase();
        var array = General(at.A);
        var length = new MemoryOperand(heap, array, 1, (int)ObjectLayout.LengthOffset);
        var isThere = (at.Bits & Node.InBounds) != 0;
        if (!isThere)
        {
            FaultIfNull(TrapCode.NullArrayReference);
        }

        if (Locations.IsConstant(index))
        {
            var constant = (int)_graph[at.B].Bits;
            if (!isThere)
            {
                _assembler.Emit(Cmp, Dword, length, constant);
                _assembler.Jcc(Condition.BelowOrEqual, TrapLabel(TrapCode.ArrayOutOfBounds));
            }

            return new MemoryOperand(heap, array, 1, data + (constant << sizeLog2));
        }

        var register = Locations.ToRegister(index);
        if (!isThere)
        {
            _assembler.Emit(Cmp, Dword, register, length);
            _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.ArrayOutOfBounds));
        }

        _assembler.Lea(Qword, Scratch, new MemoryOperand(heap, array));
        if (sizeLog2 <= 3)
        {
            return new MemoryOperand(Scratch, register, 1 << sizeLog2, data);
        }

        // There is no scale of 16.
        _assembler.Lea(Qword, Scratch, new MemoryOperand(Scratch, register, 8));
        return new MemoryOperand(Scratch, register, 8, data);
    }

    private void LoadFromObject(int node, OperandKind kind, MemoryOperand source, StorageKind storage, bool isSigned)
    {
        var size = ObjectSequences.SizeOf(storage);
        if (kind.IsVector())
        {
            LoadVector(kind, VectorResult(node), source);
        }
        else if (isSigned)
        {
            _assembler.Movsx(Dword, size, Result(node), source);
        }
        else if (size == Qword)
        {
            _assembler.Mov(Qword, Result(node), source);
        }
        else
        {
            _assembler.Movzx(size, Result(node), source);
        }
    }

    // One instruction, if the value is in a register or an immediate; otherwise it goes through the temporary one. The collector is not
    // generational: it wants to know of no store; see GcHeap.AfterReferenceStore.
    private void StoreToObject(MemoryOperand destination, StorageKind storage, int value, int location, Register temporary)
    {
        var size = ObjectSequences.SizeOf(storage);
        ref readonly var at = ref _graph[value];
        if (at.Kind.IsVector())
        {
            var vector = Locations.IsRegister(location) ? Locations.ToVector(location) : ScratchVector;
            LoadTo(vector, location, at.Kind);
            StoreVector(at.Kind, destination, vector);
        }
        else if (Locations.IsConstant(location) && Lowering.IsImmediate(at))
        {
            _assembler.Mov(size, destination, (int)at.Bits);
        }
        else
        {
            var register = Locations.IsRegister(location) ? Locations.ToRegister(location) : temporary;
            LoadTo(register, location, at.Kind);
            _assembler.Mov(size, destination, register);
        }
    }
}
