using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using CallingConvention = ConformanceLab.Wasm.Codegen.Abi.CallingConvention;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Calls through tables and references, of functions that may be another instance's: r15 and r14 change only where it is. Mostly it is the
/// caller's own, and the processor, which guesses that, need not wait for two loads before the callee's first access to memory.
/// <code>
///   r11 = rax.Instance;  if r11 ≠ r15 ─▶ cold: r15 = r11, r14 = its base ─┐
///   call rax.Code        ◀────────────────────────────────────────────────────┘
///   if r15 ≠ [rbp − 8]   ─▶ cold: r15 = [rbp − 8], r14 = its base ─┐
///   …                    ◀─────────────────────────────────────────────┘
/// </code>
/// Whoever returns with the caller's r15 returns with its r14: functions of wasm keep both for their instance, the base of a memory never
/// moves, and host functions have an instance of their own.
/// </summary>
internal sealed class InstanceSwitches
{
    /// <summary>A way out of line.</summary>
    /// <param name="Away">Where it begins.</param>
    /// <param name="Back">Where it ends.</param>
    /// <param name="IsReturn">Whether it is behind the call.</param>
    /// <param name="Bytecode">The call.</param>
    public readonly record struct Switch(Label Away, Label Back, bool IsReturn, int Bytecode);

    /// <summary>The ways that are to be emitted.</summary>
    public List<Switch> Pending { get; } = [];

    /// <summary>Calls the function whose record is in rax, with its arguments in their places. Destroys r11.</summary>
    public void Call(Assembler assembler, int bytecode)
    {
        assembler.Mov(Qword, R11, new MemoryOperand(Rax, LayoutOffsets.FunctionInstance));
        assembler.Emit(Cmp, Qword, R11, R15);
        Leave(assembler, isReturn: false, bytecode);
        assembler.Call(new MemoryOperand(Rax, LayoutOffsets.FunctionCode));
    }

    /// <summary>Behind a call that may return with another instance's registers. Leaves all others alone.</summary>
    public void Return(Assembler assembler, int bytecode)
    {
        assembler.Emit(Cmp, Qword, R15, new MemoryOperand(Rbp, CallingConvention.Instance));
        Leave(assembler, isReturn: true, bytecode);
    }

    /// <summary>Calls an import's function, whose record is in rax: it is another instance's.</summary>
    public static void CallImport(Assembler assembler)
    {
        assembler.Mov(Qword, R15, new MemoryOperand(Rax, LayoutOffsets.FunctionInstance));
        LoadBase(assembler);
        assembler.Call(new MemoryOperand(Rax, LayoutOffsets.FunctionCode));
    }

    /// <summary>
    /// What is needed for a jump to the function whose record is in rax: rbx is where, r15 and r14 are its instance's. Host functions are told in r10
    /// whose code calls them: that is not to be found on the stack any more.
    /// </summary>
    public static void BeginTailCall(Assembler assembler)
    {
        var isGuests = assembler.NewLabel();
        assembler.Mov(Qword, Rbx, new MemoryOperand(Rax, LayoutOffsets.FunctionCode));
        assembler.Emit(Cmp, Qword, Rbx, new MemoryOperand(Rax, LayoutOffsets.FunctionCodeSlot));
        assembler.JccShort(Condition.NotEqual, isGuests);
        assembler.Mov(Qword, R10, R15);
        assembler.Emit(Sub, Qword, Rbx, Thunks.HostCallEntry);
        assembler.Bind(isGuests);
        assembler.Mov(Qword, R15, new MemoryOperand(Rax, LayoutOffsets.FunctionInstance));
        LoadBase(assembler);
    }

    /// <summary>The registers of the instance whose frame it is, whatever is in them: behind a call of an import, where an exception lands.</summary>
    public static void Restore(Assembler assembler)
    {
        assembler.Mov(Qword, R15, new MemoryOperand(Rbp, CallingConvention.Instance));
        LoadBase(assembler);
    }

    /// <summary>Emits one of the pending ways.</summary>
    public static void Emit(Assembler assembler, in Switch way)
    {
        assembler.Bind(way.Away);
        if (way.IsReturn)
        {
            assembler.Mov(Qword, R15, new MemoryOperand(Rbp, CallingConvention.Instance));
        }
        else
        {
            assembler.Mov(Qword, R15, R11);
        }

        LoadBase(assembler);
        assembler.Jmp(way.Back);
    }

    private static void LoadBase(Assembler assembler) =>
        assembler.Mov(Qword, R14, new MemoryOperand(R15, LayoutOffsets.InstanceBase));

    private void Leave(Assembler assembler, bool isReturn, int bytecode)
    {
        var way = new Switch(assembler.NewLabel(), assembler.NewLabel(), isReturn, bytecode);
        assembler.Jcc(Condition.NotEqual, way.Away);
        assembler.Bind(way.Back);
        Pending.Add(way);
    }
}
