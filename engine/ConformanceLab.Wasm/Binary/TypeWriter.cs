using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// Writes value types, heap types and block types; the mirror of <see cref="TypeReader"/>. Source: specification, "Binary Format, Types".
/// </summary>
internal static class TypeWriter
{
    /// <summary>Writes a number, vector, reference or packed type; nullable references to abstract types get their one-byte form.</summary>
    public static void WriteValType(ByteWriter writer, ValType type)
    {
        if (!type.IsReference)
        {
            writer.WriteByte(type.Code);
        }
        else if (type.IsNullable && type.HeapType.IsAbstract)
        {
            writer.WriteByte(type.HeapType.Code);
        }
        else
        {
            writer.WriteByte(type.IsNullable ? TypeCodes.RefNull : TypeCodes.Ref);
            WriteHeapType(writer, type.HeapType);
        }
    }

    /// <summary>Writes an abstract heap type's byte, or a type index as s33.</summary>
    public static void WriteHeapType(ByteWriter writer, HeapType type)
    {
        if (type.IsAbstract)
        {
            writer.WriteByte(type.Code);
        }
        else
        {
            writer.WriteS64(type.Index);
        }
    }

    /// <summary>Writes the type of a block.</summary>
    public static void WriteBlockType(ByteWriter writer, BlockType type)
    {
        if (type.IsTypeIndex)
        {
            writer.WriteS64(type.TypeIndex);
        }
        else if (type.IsSingleResult)
        {
            WriteValType(writer, type.Result);
        }
        else
        {
            writer.WriteByte(TypeCodes.Empty);
        }
    }
}
