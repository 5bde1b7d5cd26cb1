using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// Writes defined types and the types of tables, memories, globals and tags. Source: specification, "Binary Format, Types".
/// </summary>
internal static class EntityTypeWriter
{
    // spec: binary-subtype
    public static void WriteSubType(ByteWriter writer, SubType type)
    {
        if (!type.IsFinal || !type.Supertypes.IsEmpty || type.IsExplicit)
        {
            writer.WriteByte(type.IsFinal ? TypeCodes.SubFinal : TypeCodes.Sub);
            writer.WriteIndex(type.Supertypes.Length);
            foreach (var supertype in type.Supertypes)
            {
                writer.WriteIndex(supertype);
            }
        }

        switch (type.Composite)
        {
            case FunctionType function:
                writer.WriteByte(TypeCodes.Func);
                WriteResultType(writer, function.Parameters.AsSpan());
                WriteResultType(writer, function.Results.AsSpan());
                break;
            case StructType structure:
                writer.WriteByte(TypeCodes.Struct);
                writer.WriteIndex(structure.Fields.Length);
                foreach (var field in structure.Fields)
                {
                    WriteFieldType(writer, field);
                }

                break;
            case ArrayType array:
                writer.WriteByte(TypeCodes.Array);
                WriteFieldType(writer, array.Element);
                break;
        }
    }

    public static void WriteTableType(ByteWriter writer, TableType type)
    {
        TypeWriter.WriteValType(writer, type.Element);
        var flags = FlagsOf(type.Limits, type.AddressType);
        writer.WriteByte((byte)flags);
        WriteLimits(writer, type.Limits);
    }

    public static void WriteMemoryType(ByteWriter writer, MemoryType type)
    {
        const int DefaultPageSizeLog2 = 16;
        var flags = FlagsOf(type.Limits, type.AddressType)
            | (type.IsShared ? LimitsFlags.IsShared : 0)
            | (type.PageSizeLog2 != DefaultPageSizeLog2 ? LimitsFlags.HasPageSize : 0);
        writer.WriteByte((byte)flags);
        WriteLimits(writer, type.Limits);
        if ((flags & LimitsFlags.HasPageSize) != 0)
        {
            writer.WriteIndex(type.PageSizeLog2);
        }
    }

    public static void WriteGlobalType(ByteWriter writer, GlobalType type)
    {
        TypeWriter.WriteValType(writer, type.Value);
        writer.WriteByte(type.IsMutable ? (byte)1 : (byte)0);
    }

    public static void WriteTagType(ByteWriter writer, int typeIndex)
    {
        writer.WriteByte(0);
        writer.WriteIndex(typeIndex);
    }

    private static void WriteResultType(ByteWriter writer, ReadOnlySpan<ValType> types)
    {
        writer.WriteIndex(types.Length);
        foreach (var type in types)
        {
            TypeWriter.WriteValType(writer, type);
        }
    }

    private static void WriteFieldType(ByteWriter writer, FieldType type)
    {
        TypeWriter.WriteValType(writer, type.Storage);
        writer.WriteByte(type.Mutable ? (byte)1 : (byte)0);
    }

    private static LimitsFlags FlagsOf(Limits limits, AddressType addressType) =>
        (limits.Maximum is not null ? LimitsFlags.HasMaximum : 0) | (addressType == AddressType.I64 ? LimitsFlags.Is64 : 0);

    private static void WriteLimits(ByteWriter writer, Limits limits)
    {
        writer.WriteU64(limits.Minimum);
        if (limits.Maximum is { } maximum)
        {
            writer.WriteU64(maximum);
        }
    }
}
