namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>proc_*, sched_yield.</content>
internal sealed partial class Preview1
{
    // Source: WASI preview 1, signal. What a shell reports of a process that a signal ended.
    private const int SignalExit = 128;
    private const int LastSignal = 30;

    private void DefineProcess(Linker linker)
    {
        linker.DefineFunction(ModuleName, "proc_exit", (int code) => Exit(code));
        linker.DefineFunction(ModuleName, "proc_raise", (int signal) => (int)Raise(signal));
        linker.DefineFunction(ModuleName, "sched_yield", (Caller caller) => (int)Yield(caller));
    }

    private static void Exit(int code) => throw new WasiExitException(code);

    // none, pipe, chld, cont, urg and winch are ignored, and so are those that stop a process: nobody could continue it.
    private static Errno Raise(int signal) => signal switch
    {
        0 or 13 or (>= 16 and <= 22) or 27 => Errno.Success,
        > 0 and <= LastSignal => throw new WasiExitException(SignalExit + signal),
        _ => Errno.Inval,
    };

    private static Errno Yield(in Caller caller)
    {
        Thread.Yield();
        caller.ThrowIfInterrupted();
        return Errno.Success;
    }
}
