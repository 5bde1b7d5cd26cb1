namespace ConformanceLab.Wasm.Binary;

/// <summary>The number before an element segment is made of these bits. Source: specification, "Element Section".</summary>
[Flags]
internal enum ElementFlags : uint
{
    IsNotActive = 1,
    HasIndexOrIsDeclarative = 2,
    HasExpressions = 4,
}

/// <summary>The number before a data segment. Source: specification, "Data Section".</summary>
internal static class DataFlags
{
    public const uint IsPassive = 1;
    public const uint HasIndex = 2;
}

/// <summary>Discriminators that stand where an import has its kind (compact-import-section).</summary>
internal static class ImportGroup
{
    /// <summary>Items with a name and a type each.</summary>
    public const byte Names = 0x7F;

    /// <summary>One type, then the items' names.</summary>
    public const byte NamesOfOneType = 0x7E;
}
