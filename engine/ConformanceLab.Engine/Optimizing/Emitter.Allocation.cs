using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Allocation of objects. The usual way moves the heap's top. Where that may not pass the limit a cold stub saves all registers, calls the
/// heap and brings everything back, references perhaps changed, so that both ways meet with the same registers. The operands of the
/// instruction live until its end: so the stub knows of them. Where they are too many they wait in the frame.
/// </content>
internal sealed unsafe partial class Emitter
{
    private readonly List<ColdAllocation> _allocations = [];

    /// <summary>An allocation that the heap must see to.</summary>
    private readonly record struct ColdAllocation(Label Stub, Label Back, int Number, int Bytecode, HelperCall Call)
    {
        /// <summary>Becomes the reference.</summary>
        public required Register Result { get; init; }

        /// <summary>What the helper takes, and where it is.</summary>
        public required Move[] Operands { get; init; }

        /// <summary>What waits in the frame: from the first slot of helpers on.</summary>
        public required OperandKind[] Staged { get; init; }
    }

    private void EmitStructNew(int node, in Node at)
    {
        var descriptor = _native.DescriptorOf(at.Index);
        EmitAllocation(node, at, descriptor->ObjectSize, length: null);
        var slot = _frame.SlotCount;
        for (var field = 0; field < at.InputCount; field++)
        {
            var layout = descriptor->Fields[field];
            InitializeField(at, field, new MemoryOperand(Scratch, (int)layout.Offset), layout.Kind, ref slot);
        }
    }

    private void EmitArrayNewFixed(int node, in Node at)
    {
        var descriptor = _native.DescriptorOf(at.Index);
        EmitAllocation(node, at, ObjectSequences.ArraySize(descriptor, (uint)at.InputCount), (uint)at.InputCount);
        var slot = _frame.SlotCount;
        for (var index = 0; index < at.InputCount; index++)
        {
            var address = new MemoryOperand(Scratch, (int)ObjectLayout.DataOffset + (index << descriptor->ElementSizeLog2));
            InitializeField(at, index, address, descriptor->Element, ref slot);
        }
    }

    // A new object is zero already.
    private void InitializeField(in Node at, int index, MemoryOperand destination, StorageKind storage, ref int slot)
    {
        var value = _graph.Lists[at.A + index];
        if (!IsZero(value))
        {
            var location = Where(value);
            if (Lowering.IsStaged(at) && !Locations.IsConstant(location))
            {
                location = Locations.FirstSlot + slot;
            }

            StoreToObject(destination, storage, value, location, Temporary());
        }

        slot += _graph[value].Kind.Slots();
    }

    // The values of a new object to the slots of helpers.
    private OperandKind[] Stage(in Node at)
    {
        if (!Lowering.IsStaged(at))
        {
            return [];
        }

        var kinds = new OperandKind[at.InputCount];
        var slot = _frame.SlotCount;
        for (var index = 0; index < kinds.Length; index++)
        {
            var value = _graph.Lists[at.A + index];
            kinds[index] = _graph[value].Kind;
            EmitMove(new Move(Where(value), Locations.FirstSlot + slot, kinds[index]));
            slot += kinds[index].Slots();
        }

        return kinds;
    }

    private bool IsZero(int value) => _graph[value].Op == Ops.Constant && _graph[value].Bits == 0;

    private void EmitArrayNew(int node, in Node at)
    {
        var descriptor = _native.DescriptorOf(at.Index);
        var isFilled = at.Op == Opcode.ArrayNew && !IsZero(at.B);
        var limit = isFilled ? ObjectSequences.LongestInlineFill : ObjectSequences.LongestInline;
        var location = Where(at.A);
        if (Locations.IsConstant(location) && (uint)_graph[at.A].Bits <= (uint)limit)
        {
            var constant = (uint)_graph[at.A].Bits;
            EmitAllocation(node, at, ObjectSequences.ArraySize(descriptor, constant), constant);
            if (isFilled && constant > 0)
            {
                _assembler.Mov(Temporary(), constant);
                EmitFill(descriptor, at.B);
            }

            return;
        }

        var call = new HelperCall(isFilled ? GcHelpers.ArrayNew : GcHelpers.ArrayNewDefault, at.Index, 0);
        var length = new Move(location, Locations.None, OperandKind.I32);
        Move[] operands = isFilled ? [new Move(Where(at.B), Locations.None, _graph[at.B].Kind), length] : [length];
        var (stub, back) = AddAllocation(node, call, operands, []);
        if (Locations.IsConstant(location))
        {
            _assembler.Jmp(stub);
            _assembler.Bind(back);
            return;
        }

        var register = Locations.ToRegister(location);
        _assembler.Emit(Cmp, Dword, register, limit);
        _assembler.Jcc(Condition.Above, stub);
        _assembler.EmitArrayEnd(Result(node), Temporary(), register, descriptor->ElementSizeLog2);
        _assembler.MoveTop(Temporary(), stub);
        _assembler.EmitHeader(Result(node), _module.Types[at.Index]);
        _assembler.Mov(Dword, new MemoryOperand(Scratch, (int)ObjectLayout.LengthOffset), register);
        if (isFilled)
        {
            _assembler.Mov(Dword, Temporary(), register);
            _assembler.Test(Dword, Temporary(), Temporary());
            _assembler.Jcc(Condition.Equal, back);
            EmitFill(descriptor, at.B);
        }

        // The heap's own array is complete.
        _assembler.Bind(back);
    }

    // From the last element to the first: the count in the temporary register, which is not 0, goes down. The scratch register is the
    // array's address.
    private void EmitFill(TypeDescriptor* descriptor, int value)
    {
        var sizeLog2 = descriptor->ElementSizeLog2;
        var size = 1 << sizeLog2;
        var isScaled = size <= 8;
        if (!isScaled)
        {
            _assembler.Emit(ShiftOperation.Shl, Qword, Temporary(), sizeLog2);
        }

        var loop = _assembler.BindNew();
        var element = new MemoryOperand(Scratch, Temporary(), isScaled ? size : 1, (int)ObjectLayout.DataOffset - size);
        StoreToObject(element, descriptor->Element, value, Where(value), default);
        _assembler.Emit(Sub, Qword, Temporary(), isScaled ? 1 : size);
        _assembler.Jcc(Condition.NotEqual, loop);
    }

    // An object of a size known here, with its header. The scratch register becomes its address.
    private void EmitAllocation(int node, in Node at, ulong size, uint? length)
    {
        var helper = length is null ? GcHelpers.AllocateStruct : GcHelpers.AllocateArray;
        var (stub, back) = AddAllocation(node, new HelperCall(helper, at.Index, length ?? 0), [], Stage(at));
        if (size > ObjectSequences.LargestInline)
        {
            _assembler.Jmp(stub);
        }
        else
        {
            _assembler.LoadTop(Result(node));
            _assembler.Lea(Qword, Temporary(), new MemoryOperand(Result(node), (int)size));
            _assembler.MoveTop(Temporary(), stub);
        }

        _assembler.Bind(back);
        _assembler.EmitHeader(Result(node), _module.Types[at.Index]);
        if (length is > 0)
        {
            _assembler.Mov(Dword, new MemoryOperand(Scratch, (int)ObjectLayout.LengthOffset), (int)length.Value);
        }
    }

    private (Label Stub, Label Back) AddAllocation(int node, HelperCall call, Move[] operands, OperandKind[] staged)
    {
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        _allocations.Add(new ColdAllocation(stub, back, _number, _bytecode, call)
        {
            Result = Result(node), Operands = operands, Staged = staged,
        });
        return (stub, back);
    }

    // The helper's operands lie behind those of others, its result behind them.
    private void EmitColdAllocation(in ColdAllocation allocation)
    {
        _assembler.Bind(allocation.Stub);
        var roots = SaveLive(allocation.Number);
        var slot = _frame.SlotCount;
        foreach (var kind in allocation.Staged)
        {
            if (kind == OperandKind.Reference)
            {
                roots = AddRoot(roots, slot);
            }

            slot += kind.Slots();
        }

        foreach (var operand in allocation.Operands)
        {
            EmitMove(operand with { To = Locations.FirstSlot + slot });
            if (operand.Kind == OperandKind.Reference)
            {
                roots = AddRoot(roots, slot);
            }

            slot += operand.Kind.Slots();
        }

        CallHelper(allocation.Call.Address, slot, allocation.Call.First, allocation.Call.Second, allocation.Bytecode, roots);
        RestoreLive(allocation.Number);
        _assembler.Mov(Dword, allocation.Result, SlotAddress(Locations.FirstSlot + slot));
        _assembler.Jmp(allocation.Back);
    }
}
