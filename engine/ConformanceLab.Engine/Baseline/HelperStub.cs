using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// The way from compiled code to managed helpers, one for the process: writes the exit record, so that the frames can be walked, calls what r11
/// says, and goes to the landing stub if the helper's status isn't 0.
/// </summary>
internal static class HelperStub
{
    private static readonly Lazy<nint> s_address = new(Write);

    /// <summary>Where it is.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public static nint Address => s_address.Value;

    private static nint Write()
    {
        var assembler = new Assembler();
        var failed = assembler.NewLabel();
        var activation = new MemoryOperand(R10, LayoutOffsets.StoreActivations);

        // activation.ExitFrame, ExitPc = the caller's rbp, the return address
        assembler.Mov(Qword, R10, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Mov(Qword, R10, activation);
        assembler.Mov(Qword, new MemoryOperand(R10, LayoutOffsets.ActivationExitFrame), Rbp);
        assembler.Mov(Qword, Rax, new MemoryOperand(Rsp));
        assembler.Mov(Qword, new MemoryOperand(R10, LayoutOffsets.ActivationExitPc), Rax);

        // A call puts rsp off its multiple of 16. The helper keeps r15 and rbp, as System V says.
        assembler.Emit(ArithmeticOperation.Sub, Qword, Rsp, 8);
        assembler.Call(R11);
        assembler.Emit(ArithmeticOperation.Add, Qword, Rsp, 8);
        assembler.Mov(Qword, R10, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Test(Dword, Rax, Rax);
        assembler.Jcc(Condition.NotEqual, failed);
        assembler.Mov(Qword, R10, activation);
        assembler.Mov(Qword, new MemoryOperand(R10, LayoutOffsets.ActivationExitFrame), 0);
        assembler.Ret();
        assembler.Bind(failed);
        assembler.Jmp(new MemoryOperand(R10, LayoutOffsets.StoreLandingStub));

        return NativeCode.Space.PlaceStub(assembler.Finish(), "helper").Address;
    }
}
