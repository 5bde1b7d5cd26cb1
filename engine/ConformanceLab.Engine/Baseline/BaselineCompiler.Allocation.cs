using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Allocation of objects. The usual way moves the heap's top; where that may not pass the limit (always, in stress mode) a cold stub puts
/// what is in registers into the frame, calls the heap and brings everything back, so that both ways meet with the same registers.
/// <para>
/// The operands of the instruction stay on the abstract stack until the object is there: only so does the stub know of them, and only so
/// are references among them up to date afterwards.
/// </para>
/// </content>
internal sealed unsafe partial class BaselineCompiler
{
    private readonly Buffer<ColdAllocation> _coldAllocations = new(8);

    /// <summary>An allocation that the heap must see to.</summary>
    private sealed record ColdAllocation(Label Stub, Label Back, nint Helper, long First, long Second)
    {
        public required Register Result { get; init; }

        /// <summary>The slot behind the operands.</summary>
        public required int ResultSlot { get; init; }

        public required int Bytecode { get; init; }

        public required int Roots { get; init; }

        /// <summary>Operands that are in registers, and references that are not in their slots.</summary>
        public required Operand[] Saved { get; init; }

        /// <summary>Where the locals are.</summary>
        public required LocalState Locals { get; init; }
    }

    /// <summary>
    /// An object of a size known here, with its header. The scratch register becomes its address.
    /// </summary>
    /// <param name="reference">Becomes the reference.</param>
    /// <param name="temporary">Is overwritten.</param>
    /// <param name="type">The type.</param>
    /// <param name="size">Its size.</param>
    /// <param name="length">Its length, if it is an array.</param>
    private void EmitAllocation(Register reference, Register temporary, int type, ulong size, uint? length)
    {
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        if (size > ObjectSequences.LargestInline)
        {
            _assembler.Jmp(stub);
        }
        else
        {
            _assembler.LoadTop(reference);
            _assembler.Lea(Qword, temporary, new MemoryOperand(reference, (int)size));
            _assembler.MoveTop(temporary, stub);
        }

        AddColdAllocation(stub, back, reference, length is null ? GcHelpers.AllocateStruct : GcHelpers.AllocateArray, type, length ?? 0);
        _assembler.Bind(back);
        _assembler.EmitHeader(reference, _module.Types[type]);
        if (length is > 0)
        {
            _assembler.Mov(Dword, new MemoryOperand(Scratch, (int)ObjectLayout.LengthOffset), (int)length.Value);
        }
    }

    // Notes where the operands are now; that must still be so where the ways meet.
    private void AddColdAllocation(Label stub, Label back, Register result, nint helper, long first, long second)
    {
        var resultSlot = NextSlot;
        _highWater = Math.Max(_highWater, resultSlot + 1);
        List<Operand> saved = [];
        for (var index = FirstInWindow; index < _count; index++)
        {
            // Every reference is a root, and constants and locals too have never been written to their slots.
            ref readonly var operand = ref _operands[index];
            if (operand.Place is Place.Register or Place.Vector || (operand.Kind == OperandKind.Reference && operand.Place != Place.Slot))
            {
                saved.Add(operand);
            }
        }

        _coldAllocations.Add(new ColdAllocation(stub, back, helper, first, second)
        {
            Result = result,
            ResultSlot = resultSlot,
            Bytecode = _bytecode,
            Roots = RootsNow(0),
            Saved = [.. saved],
            Locals = _state,
        });
    }

    private void EmitColdAllocations()
    {
        foreach (var allocation in _coldAllocations.Items)
        {
            Trace(CodePart.SlowPath, allocation.Bytecode);
            _assembler.Bind(allocation.Stub);
            _state = allocation.Locals;
            foreach (var operand in allocation.Saved)
            {
                StoreTo(Home(operand.Slot, operand.Kind), operand);
            }

            StoreLocalsIn(_state.Present & ~_state.Stored);
            EmitHelperCall(
                allocation.Helper, allocation.ResultSlot, allocation.First, allocation.Second, allocation.Bytecode, allocation.Roots);
            LoadLocals(_state.Present);
            foreach (var operand in allocation.Saved)
            {
                var home = Home(operand.Slot, operand.Kind);
                if (operand.Place == Place.Vector)
                {
                    LoadVector(operand.Kind, operand.Vector, home);
                }
                else if (operand.Place == Place.Register)
                {
                    _assembler.Mov(operand.Kind.Size(), operand.Register, home);
                }
            }

            _assembler.Mov(Dword, allocation.Result, Home(allocation.ResultSlot, OperandKind.Reference));
            _assembler.Jmp(allocation.Back);
        }
    }
}
