using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>A frame on the way from the innermost outwards, and the instruction that it is at.</summary>
internal unsafe ref struct FrameCursor(ExecutionContext context)
{
    private readonly ExecutionContext _context = context;

    /// <summary>The frame; null behind the outermost one.</summary>
    public Slot* Fp = context.Fp;

    /// <summary>The instruction: in all frames but the innermost, a call.</summary>
    public int* Ip = context.Ip;

    /// <summary>The frame's function.</summary>
    public readonly WasmFunction Function => (WasmFunction)_context.Store.FunctionOf(Frame.Function(Fp));

    /// <summary>The translation of the frame's function.</summary>
    public readonly TranslatedFunction Code => (TranslatedFunction)Function.Code!;

    /// <summary>Position of the instruction in its function's code.</summary>
    public readonly int Word => (int)(Ip - Code.Code->Entry);

    /// <summary>To the frame that called or, at the entry of an activation, to the one that was suspended.</summary>
    public void MoveOut()
    {
        var frameBase = Fp - Frame.HeaderSlots - Code.Code->LocalSlots;
        Ip = Frame.SuspendedIp(Frame.CallSite(Fp), frameBase);
        Fp = Frame.Caller(Fp);
    }
}
