namespace ConformanceLab.Wasm.Baseline;

/// <summary>Code of functions between compiling and placing: a few functions at a time, in bytes that are used again. For one thread.</summary>
internal sealed class CodeBuffer
{
    private const int Initial = 32 * 1024;

    private byte[] _bytes = [];
    private int _used;

    /// <summary>Copies code. The copy is good until <see cref="Clear"/>.</summary>
    public Memory<byte> Keep(ReadOnlySpan<byte> code)
    {
        if (code.Length > _bytes.Length - _used)
        {
            // What was kept before stays where it is: whoever has it keeps the array alive.
            _bytes = new byte[Math.Max(code.Length, Math.Max(Initial, 2 * _bytes.Length))];
            _used = 0;
        }

        var kept = _bytes.AsMemory(_used, code.Length);
        code.CopyTo(kept.Span);
        _used += code.Length;
        return kept;
    }

    /// <summary>Nobody needs any more what was kept.</summary>
    public void Clear() => _used = 0;
}
