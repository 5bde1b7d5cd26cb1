using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The process's handlers for SIGSEGV and SIGBUS, which turn faults of wasm's memory accesses into traps. They are machine code: no
/// managed code may run in a signal handler. Installed once, after the runtime's, and never uninstalled.
/// </summary>
/// <remarks>
/// DANGER: the sandbox and the runtime both depend on the next lines. The runtime's own handlers find null references of C# and suspend
/// threads for collections, so whatever is not ours goes to them unchanged, and flags and mask are exactly those of the handler before:
/// with others the runtime crashes, rarely and elsewhere.
/// </remarks>
internal static unsafe partial class SignalHandlers
{
    private const int Sigbus = 7;
    private const int Sigsegv = 11;

    // struct sigaction of glibc and musl: handler, mask, flags, restorer (which the C library sets).
    private const int ActionSize = 152;
    private const int ActionFlags = 136;
    private const int FlagSigInfo = 4;
    private const nint DefaultAction = 0;
    private const nint IgnoreAction = 1;

    // siginfo_t and ucontext_t of Linux on x86-64.
    private const int InfoCode = 8;
    private const int InfoAddress = 16;
    private const int ContextR15 = 96;
    private const int ContextRbp = 120;
    private const int ContextRsp = 160;
    private const int ContextRip = 168;
    private const int ContextVectors = 224;
    private const int ContextMask = 296;
    private const int VectorsControl = 24; // mxcsr in the area of fxsave, which begins with the control word of x87

    private const int SetMask = 2;
    private const int MaskBytes = 8; // the kernel's sigset_t
    private const int SystemCallSigprocmask = 14;

    private const int SystemCallSigaction = 13;
    private const int SystemCallGetpid = 39;
    private const int SystemCallGettid = 186;
    private const int SystemCallTgkill = 234;

    /// <summary>Installs both; false if the system refuses.</summary>
    public static bool TryInstall(CodeSpace space, LandingStubs stubs) =>
        TryInstall(Sigsegv, space, stubs) && TryInstall(Sigbus, space, stubs);

    /// <summary>
    /// Writes the handler of one signal. It runs on the alternate stack where the thread has one, with the registers
    /// rdi = signal, rsi = siginfo_t*, rdx = ucontext_t*.
    /// </summary>
    internal static StubWriter WriteHandler(CodeSpace space, nint landing, nint previous)
    {
        var writer = new StubWriter();
        var notOurs = writer.NewLabel();

        // Sent by a process (code <= 0)? Then it says nothing about the instruction that it met.
        writer.CompareMemoryImmediate32(Rsi, InfoCode, 0);
        writer.JumpIf(StubCondition.LessOrEqual, notOurs);

        // Did a function of wasm fault? Stubs are outside of the range.
        writer.Load(Rax, Rdx, ContextRip);
        writer.Move(R8, Rax);
        writer.MoveImmediate(Rcx, space.TrapCheckedStart);
        writer.Subtract(R8, Rcx);
        writer.MoveImmediate(Rcx, space.TrapCheckedSize);
        writer.Compare(R8, Rcx);
        writer.JumpIf(StubCondition.AboveOrEqual, notOurs);

        // r15 is the instance wherever wasm runs. If it were not, the next loads would fault with the signal blocked: the end, loudly.
        writer.Load(R15, Rdx, ContextR15);
        writer.Load(Rcx, R15, LayoutOffsets.InstanceStore);
        writer.Store(Rcx, LayoutOffsets.StoreTrapPc, Rax);
        writer.Load(R8, Rsi, InfoAddress); // not cr2, which is stale after a general protection fault
        writer.Store(Rcx, LayoutOffsets.StoreTrapAddress, R8);
        writer.Store32(Rcx, LayoutOffsets.StoreTrapSignal, Rdi);

        WriteLeave(writer);
        writer.JumpTo(landing);

        writer.Bind(notOurs);
        WriteChain(writer, previous);
        return writer;
    }

    /// <summary>
    /// Leaves the handler for the frame that faulted, as the kernel would have on return, which takes a microsecond longer: it would bring back
    /// all vectors too, and nothing of a function that traps is used any more but its frame. What belongs to the thread comes back: its signal
    /// mask, and how its floating-point arithmetic is set, for which the kernel has put the defaults.
    /// </summary>
    /// <remarks>
    /// DANGER: another signal may come at any place here, and its handler may overwrite what the kernel has saved for this one as soon as rsp
    /// has left the alternate stack. So rsp is the last that is read from there.
    /// </remarks>
    private static void WriteLeave(StubWriter writer)
    {
        var noVectors = writer.NewLabel();
        writer.Load(Rax, Rdx, ContextVectors);
        writer.CompareImmediate(Rax, 0);
        writer.JumpIf(StubCondition.Equal, noVectors);
        writer.Raw(0xD9, 0x28); // fldcw [rax]
        writer.Raw(0x0F, 0xAE, 0x50, VectorsControl); // ldmxcsr [rax + 24]
        writer.Bind(noVectors);

        writer.Load(Rbp, Rdx, ContextRbp);
        writer.Load(Rcx, Rdx, ContextMask);
        writer.Load(Rsp, Rdx, ContextRsp);

        // sigprocmask(SIG_SETMASK, { mask }, null)
        writer.Push(Rcx);
        writer.MoveImmediate32(Rdi, SetMask);
        writer.Move(Rsi, Rsp);
        writer.MoveImmediate32(Rdx, 0);
        writer.MoveImmediate32(R10, MaskBytes);
        writer.MoveImmediate32(Rax, SystemCallSigprocmask);
        writer.SystemCall();
        writer.Pop(Rcx);
    }

    private static bool TryInstall(int signal, CodeSpace space, LandingStubs stubs)
    {
        var action = stackalloc byte[ActionSize];
        if (Sigaction(signal, null, action) != 0)
        {
            return false;
        }

        var writer = WriteHandler(space, stubs.SignalLanding, *(nint*)action);
        if (writer.TryPlace(stubs.Block, description: "signal handler") is not { } handler)
        {
            return false;
        }

        // Mask and flags stay. The runtime's handlers all have SA_SIGINFO; the kernel's default has no flags.
        *(nint*)action = handler.Address;
        *(int*)(action + ActionFlags) |= FlagSigInfo;
        return Sigaction(signal, action, null) == 0;
    }

    private static void WriteChain(StubWriter writer, nint previous)
    {
        if (previous is not (DefaultAction or IgnoreAction))
        {
            writer.MoveImmediate(Rax, previous);
            writer.JumpRegister(Rax); // registers and stack are as the kernel left them for us
            return;
        }

        if (previous == IgnoreAction)
        {
            // What a process sent is ignored; a fault cannot be.
            var isFault = writer.NewLabel();
            writer.CompareMemoryImmediate32(Rsi, InfoCode, 0);
            writer.JumpIf(StubCondition.Greater, isFault);
            writer.Return();
            writer.Bind(isFault);
        }

        // sigaction(signal, { default, no flags, no mask }, null)
        for (var i = 0; i < 4; i++)
        {
            writer.Raw(0x6A, 0); // push 0
        }

        writer.Move(Rsi, Rsp);
        writer.MoveImmediate32(Rdx, 0);
        writer.MoveImmediate32(R10, 8);
        writer.MoveImmediate32(Rax, SystemCallSigaction);
        writer.SystemCall();
        writer.AddImmediate(Rsp, 32);

        // tgkill(getpid(), gettid(), signal): blocked until the handler returns, then it ends the process.
        writer.Move(Rdx, Rdi);
        writer.MoveImmediate32(Rax, SystemCallGetpid);
        writer.SystemCall();
        writer.Move(Rdi, Rax);
        writer.MoveImmediate32(Rax, SystemCallGettid);
        writer.SystemCall();
        writer.Move(Rsi, Rax);
        writer.MoveImmediate32(Rax, SystemCallTgkill);
        writer.SystemCall();
        writer.Return();
    }

    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int Sigaction(int signal, void* action, void* previous);
}
