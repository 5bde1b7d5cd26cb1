namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>A constant that code reads from memory.</summary>
/// <param name="Low">The first eight bytes; of a four-byte constant the lower half.</param>
/// <param name="High">The last eight bytes of a sixteen-byte constant.</param>
/// <param name="Bytes">4, 8 or 16: equal bits of another size are another constant, so that alignment stays natural.</param>
internal readonly record struct PoolConstant(ulong Low, ulong High, int Bytes);

/// <summary>The constants of one piece of code, each once, in the order of their first use.</summary>
internal sealed class ConstantPool
{
    private readonly Dictionary<PoolConstant, Label> _labels = [];
    private readonly List<(PoolConstant Constant, Label Label)> _entries = [];

    public List<(PoolConstant Constant, Label Label)> Entries => _entries;

    public bool TryFind(PoolConstant constant, out Label label) => _labels.TryGetValue(constant, out label);

    public void Add(PoolConstant constant, Label label)
    {
        _labels.Add(constant, label);
        _entries.Add((constant, label));
    }

    public void Clear()
    {
        // Dictionary.Clear sweeps all buckets ever used; most functions have no constants.
        if (_entries.Count == 0) return;
        _labels.Clear();
        _entries.Clear();
    }
}
