using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// The order in which sections stand in a module, which is not that of their ids. Source: specification, "Binary Format, Modules".
/// </summary>
internal static class SectionOrder
{
    /// <summary>All sections but custom ones, in order.</summary>
    public static ReadOnlySpan<SectionId> All =>
    [
        SectionId.Type, SectionId.Import, SectionId.Function, SectionId.Table, SectionId.Memory, SectionId.Tag, SectionId.Global,
        SectionId.Export, SectionId.Start, SectionId.Element, SectionId.DataCount, SectionId.Code, SectionId.Data,
    ];

    /// <summary>Place of a section in <see cref="All"/>; −1 for custom sections, which come before all.</summary>
    public static int Of(SectionId id) => All.IndexOf(id);
}
