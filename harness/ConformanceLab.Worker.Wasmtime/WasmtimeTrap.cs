using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Worker.Wasmtime;

/// <summary>How a guest ended that did not return.</summary>
internal static unsafe class WasmtimeTrap
{
    // Source: Wasmtime, C API, wasmtime/trap.h
    private const byte StackOverflow = 0;
    private const byte Interrupted = 10;

    /// <summary>The outcome of a trap, which is deleted; an exception that waits in the store is taken out of it.</summary>
    /// <param name="context">The store's context.</param>
    /// <param name="trap">The trap.</param>
    public static Outcome Describe(nint context, nint trap)
    {
        var kind = !Native.wasmtime_trap_code(trap, out var code) ? OutcomeKind.Trap
            : code == StackOverflow ? OutcomeKind.Exhaustion
            : code == Interrupted ? OutcomeKind.Timeout
            : OutcomeKind.Trap;
        if (Native.wasmtime_context_has_exception(context))
        {
            NativeValue exception;
            if (Native.wasmtime_context_take_exception(context, &exception))
            {
                Native.wasmtime_exnref_unroot(&exception);
            }

            kind = OutcomeKind.Exception;
        }

        // Behind the first lines comes the stack.
        var lines = Native.TakeTrap(trap).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var said = lines.LastOrDefault(line => line.StartsWith("wasm trap", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "";
        return Outcome.Failed(kind, said);
    }
}
