namespace ConformanceLab.Wasm.Binary;

/// <summary>Bytes of the binary format that introduce types. Source: specification, "Binary Format, Types".</summary>
internal static class TypeCodes
{
    public const byte I8 = 0x78;
    public const byte I16 = 0x77;
    public const byte RefNull = 0x63;
    public const byte Ref = 0x64;
    public const byte Func = 0x60;
    public const byte Struct = 0x5F;
    public const byte Array = 0x5E;
    public const byte Sub = 0x50;
    public const byte SubFinal = 0x4F;
    public const byte Rec = 0x4E;

    /// <summary>A block without parameters and results; also a table with an initializer.</summary>
    public const byte Empty = 0x40;
}

/// <summary>The byte before limits. Source: specification, "Binary Format, Limits"; threads; custom-page-sizes.</summary>
[Flags]
internal enum LimitsFlags : byte
{
    HasMaximum = 0x01,
    IsShared = 0x02,
    Is64 = 0x04,
    HasPageSize = 0x08,
}
