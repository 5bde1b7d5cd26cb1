namespace ConformanceLab.Wasm.Baseline;

/// <content>What is noted for <see cref="Explainer"/>; nothing, where functions are compiled to be run.</content>
internal sealed partial class BaselineCompiler
{
    private CompilationTrace? _trace;

    /// <summary>Addresses of the C library that stand in code.</summary>
    internal static (nint Move, nint Set) MemoryFunctions => (s_memoryMove, s_memorySet);

    private void Trace(CodePart part, int bytecode) => _trace?.Begin(_assembler.Offset, part, bytecode);

    private void TraceFrame(int frame)
    {
        if (_trace is null)
        {
            return;
        }

        var hasFrame = _frame != FrameStyle.None;
        _trace.FrameBytes = hasFrame ? frame - FrameLayout.Instance : 0;
        _trace.LocalSlots = _localSlots;
        _trace.Locals = new (string?, int?)[_localCount];
        for (var index = 0; index < _localCount; index++)
        {
            ref readonly var local = ref _locals[index];
            var register = !local.HasRegister ? null : local.Kind.IsVector() ? local.Vector.ToString() : local.Register.ToString();
            _trace.Locals[index] = (
                register?.ToLowerInvariant(), hasFrame ? FrameLayout.AddressOf(local.Slot, local.Kind).Displacement : null);
        }
    }
}
