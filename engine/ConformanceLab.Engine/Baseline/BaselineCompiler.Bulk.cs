using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// memory.copy and memory.fill by the C library, which compiled code calls itself: most copies are so short that the way to managed code and
/// back would cost more than they do. What is out of bounds, or so long that it must be interruptible, goes to the helper.
/// <para>
/// DANGER: the C library checks nothing. A range is handed to it only if its end, computed without wrapping, is not beyond the length; a memory
/// never shrinks, and its base never moves.
/// </para>
/// </content>
internal sealed partial class BaselineCompiler
{
    private static readonly nint s_memoryMove = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "memmove");
    private static readonly nint s_memorySet = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "memset");

    private readonly Buffer<ColdHelp> _coldHelps = new(8);

    /// <summary>An instruction that a helper executes after all; its operands are in their slots.</summary>
    private readonly record struct ColdHelp(
        Label Stub, Label Back, nint Helper, int TopSlot, long First, long Second, int Bytecode, int Roots);

    private void MemoryCopy(int destination, int source)
    {
        var help = BeginBulk(Baseline.Helpers.MemoryCopy, Pack(destination, IsWideMemory(destination)), Pack(source, IsWideMemory(source)));
        LoadBulkOperand(Rdx, 0, IsWideMemory(destination) && IsWideMemory(source));
        LoadBulkOperand(Rsi, 1, IsWideMemory(source));
        LoadBulkOperand(Rdi, 2, IsWideMemory(destination));
        CheckBulkLength(help.Stub);
        _assembler.ToBulkPointer(Rsi, source, help.Stub);
        _assembler.ToBulkPointer(Rdi, destination, help.Stub);
        EndBulk(s_memoryMove, help);
    }

    private void MemoryFill(int memory)
    {
        var help = BeginBulk(Baseline.Helpers.MemoryFill, Pack(memory, IsWideMemory(memory)), 0);
        LoadBulkOperand(Rdx, 0, IsWideMemory(memory));
        LoadBulkOperand(Rsi, 1, isWide: false);
        LoadBulkOperand(Rdi, 2, IsWideMemory(memory));
        CheckBulkLength(help.Stub);
        _assembler.ToBulkPointer(Rdi, memory, help.Stub);
        EndBulk(s_memorySet, help);
    }

    private ColdHelp BeginBulk(nint helper, long first, long second)
    {
        Flush();
        StoreLocals();
        return new ColdHelp(
            _assembler.NewLabel(), _assembler.NewLabel(), helper, NextSlot - 1, first, second, _bytecode, RootsNow(0));
    }

    // The upper half of an i32 in a slot means nothing.
    private void LoadBulkOperand(Register register, int depth, bool isWide)
    {
        ref readonly var operand = ref _operands[_count - 1 - depth];
        _assembler.Mov(isWide ? Qword : Dword, register, Home(operand.Slot, operand.Kind));
    }

    private void CheckBulkLength(Label stub)
    {
        _assembler.Emit(Cmp, Qword, Rdx, (int)LinearMemory.Stride);
        _assembler.Jcc(Condition.Above, stub);
    }

    private void EndBulk(nint function, ColdHelp help)
    {
        _assembler.Mov(Rax, function);
        _assembler.Call(Rax);
        _assembler.Bind(help.Back);
        _coldHelps.Add(help);
        _count -= 3;
        ForgetLocals();
    }

    private void EmitColdHelps()
    {
        foreach (var help in _coldHelps.Items)
        {
            Trace(CodePart.SlowPath, help.Bytecode);
            _assembler.Bind(help.Stub);
            EmitHelperCall(help.Helper, help.TopSlot, help.First, help.Second, help.Bytecode, help.Roots);
            _assembler.Jmp(help.Back);
        }
    }
}
