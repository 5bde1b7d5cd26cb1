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

        // activation.Exit: the caller's rbp and the return address. A call has put rsp off its multiple of 16; this puts it back.
        assembler.Mov(Qword, R10, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Mov(Qword, R10, activation);
        assembler.Push(Rbp);
        assembler.Mov(Qword, new MemoryOperand(R10, LayoutOffsets.ActivationExit), Rsp);

        // The helper keeps r15 and rbp, as System V says.
        assembler.Call(R11);
        assembler.Emit(ArithmeticOperation.Add, Qword, Rsp, 8);
        assembler.Test(Dword, Rax, Rax);
        assembler.Jcc(Condition.NotEqual, failed);
        assembler.Ret();
        assembler.Bind(failed);
        assembler.Mov(Qword, R10, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Jmp(new MemoryOperand(R10, LayoutOffsets.StoreLandingStub));

        return NativeCode.Space.PlaceStub(assembler.Finish(), "helper").Address;
    }
}
