namespace ConformanceLab.Wasm;

/// <summary>Kinds of things that modules import and export; the values are the binary format's.</summary>
public enum ExternKind : byte
{
    /// <summary>A function.</summary>
    Function = 0,

    /// <summary>A table of references.</summary>
    Table = 1,

    /// <summary>A linear memory.</summary>
    Memory = 2,

    /// <summary>A global variable.</summary>
    Global = 3,

    /// <summary>An exception tag.</summary>
    Tag = 4,
}

/// <summary>Type of addresses and indices: memories and tables are 32-bit or 64-bit.</summary>
public enum AddressType : byte
{
    /// <summary>32-bit addresses.</summary>
    I32,

    /// <summary>64-bit addresses (memory64).</summary>
    I64,
}

/// <summary>Smallest and largest size, in pages (memories) or elements (tables).</summary>
/// <param name="Minimum">Size at creation.</param>
/// <param name="Maximum">Size that growth may reach; null is no limit of its own.</param>
public readonly record struct Limits(ulong Minimum, ulong? Maximum);

/// <summary>Type of a linear memory.</summary>
/// <param name="Limits">Sizes in pages.</param>
/// <param name="AddressType">Width of addresses.</param>
/// <param name="IsShared">Whether threads may share it (threads).</param>
/// <param name="PageSizeLog2">Logarithm of the page size: 16, or 0 (custom-page-sizes). Other values are invalid.</param>
public readonly record struct MemoryType(
    Limits Limits, AddressType AddressType = AddressType.I32, bool IsShared = false, int PageSizeLog2 = 16)
{
    /// <summary>Page size in bytes.</summary>
    public ulong PageSize => 1UL << PageSizeLog2;
}

/// <summary>Type of a table.</summary>
/// <param name="Element">Type of the elements: a reference type.</param>
/// <param name="Limits">Sizes in elements.</param>
/// <param name="AddressType">Width of indices.</param>
public readonly record struct TableType(ValType Element, Limits Limits, AddressType AddressType = AddressType.I32);

/// <summary>Type of a global variable.</summary>
/// <param name="Value">Type of its value.</param>
/// <param name="IsMutable">Whether it can be set.</param>
public readonly record struct GlobalType(ValType Value, bool IsMutable);

/// <summary>Conversions of <see cref="AddressType"/>.</summary>
public static class AddressTypes
{
    /// <summary>The value type of addresses.</summary>
    public static ValType ToValType(this AddressType type) => type == AddressType.I64 ? ValType.I64 : ValType.I32;
}
