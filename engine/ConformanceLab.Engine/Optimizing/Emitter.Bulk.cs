using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// memory.copy and memory.fill by the C library. What is out of bounds, or so long that it must be interruptible, goes to the helper, for
/// which the operands stand in the frame.
/// <para>
/// DANGER: the C library checks nothing. A range is handed to it only if its end, computed without wrapping, is not beyond the length; a
/// memory never shrinks, and its base never moves.
/// </para>
/// </content>
internal sealed partial class Emitter
{
    private void EmitBulk(in HelperCall call, int first, int roots)
    {
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        var isCopy = call.Address == Helpers.MemoryCopy;
        var isWide = (call.First & 1) != 0;
        var isSourceWide = (call.Second & 1) != 0;
        LoadBulkOperand(Rdx, first + 2, isCopy ? isWide && isSourceWide : isWide);
        LoadBulkOperand(Rsi, first + 1, isCopy && isSourceWide);
        LoadBulkOperand(Rdi, first, isWide);
        _assembler.Emit(Cmp, Qword, Rdx, (int)LinearMemory.Stride);
        _assembler.Jcc(Condition.Above, stub);
        if (isCopy)
        {
            _assembler.ToBulkPointer(Rsi, (int)(call.Second >> 1), stub);
        }

        _assembler.ToBulkPointer(Rdi, (int)(call.First >> 1), stub);
        _assembler.Mov(Rax, isCopy ? BaselineCompiler.MemoryFunctions.Move : BaselineCompiler.MemoryFunctions.Set);
        _assembler.Call(Rax);
        _assembler.Bind(back);
        _bulk.Add((stub, back, call, first + 2, _bytecode, roots));
    }

    // The upper half of an i32 in a slot means nothing.
    private void LoadBulkOperand(Register register, int slot, bool isWide) =>
        _assembler.Mov(isWide ? Qword : Dword, register, SlotAddress(Locations.FirstSlot + slot));
}
