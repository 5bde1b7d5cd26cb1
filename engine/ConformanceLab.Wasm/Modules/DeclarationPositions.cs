using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Wasm.Modules;

/// <summary>
/// Where what a module declares outside of instructions stands, section by section in the order of <see cref="WasmModule"/>'s lists: four
/// bytes each. Filled by reader and parser; empty for a module that came from neither. Afterwards safe to share between threads.
/// </summary>
public sealed class DeclarationPositions
{
    private readonly List<int>?[] _positions = new List<int>?[(int)SectionId.Tag + 1];

    /// <summary>The lines of the text; null if positions are offsets in a binary.</summary>
    internal LineTable? Lines { get; set; }

    /// <summary>Finds a declaration of a binary.</summary>
    /// <returns>Offset in bytes from the start of the module, or −1.</returns>
    public long OffsetOf(SectionId section, int index) => Lines is null ? Find(section, index) : -1;

    /// <summary>Finds a declaration of a text.</summary>
    /// <returns>Line and column in bytes, both from 1; zeros if it is not known.</returns>
    public (int Line, int Column) LineOf(SectionId section, int index) =>
        Lines is not null && Find(section, index) is >= 0 and var position ? Lines.Find(position) : default;

    /// <summary>The next declaration of a section stands here.</summary>
    internal void Add(SectionId section, int position) => (_positions[(int)section] ??= []).Add(position);

    /// <summary>All declarations of a section up to so many, those that are not known yet, stand here.</summary>
    internal void AddUpTo(SectionId section, int count, int position)
    {
        ref var positions = ref _positions[(int)section];
        for (var missing = count - (positions?.Count ?? 0); missing > 0; missing--)
        {
            (positions ??= []).Add(position);
        }
    }

    private int Find(SectionId section, int index) =>
        _positions[(int)section] is { } positions && (uint)index < (uint)positions.Count ? positions[index] : -1;
}
