namespace ConformanceLab.Wasm.Binary;

/// <summary>Reads value types, heap types and block types. Source: specification, "Binary Format, Types".</summary>
internal static class TypeReader
{
    public static ValType ReadValType(ref ByteReader reader, WasmFeatures features)
    {
        var code = reader.Peek();
        if (code is >= 0x7B and <= 0x7F && (code != 0x7B || (features & WasmFeatures.Simd) != 0))
        {
            reader.ReadByte();
            ValType.TryFromNumericCode((byte)code, out var type);
            return type;
        }

        return ReadRefType(ref reader, features, "malformed value type");
    }

    public static ValType ReadRefType(ref ByteReader reader, WasmFeatures features, string reason = "malformed reference type")
    {
        var code = reader.Peek();
        if (code is TypeCodes.RefNull or TypeCodes.Ref && (features & WasmFeatures.FunctionReferences) != 0)
        {
            reader.ReadByte();
            return ValType.Ref(ReadHeapType(ref reader, features), nullable: code == TypeCodes.RefNull);
        }

        if (code >= 0 && HeapType.TryFromCode((byte)code, out var heapType) && IsEnabled(heapType, features))
        {
            reader.ReadByte();
            return ValType.Ref(heapType, nullable: true);
        }

        throw code < 0 ? reader.Malformed(ByteReader.EndReason) : reader.Malformed(reason, $"0x{code:x2}");
    }

    public static HeapType ReadHeapType(ref ByteReader reader, WasmFeatures features)
    {
        var start = reader.Position;
        var code = reader.Peek();

        // Abstract types are single bytes; as s33 they are the negative numbers of one byte.
        if (code is >= 0x40 and < 0x80)
        {
            if (HeapType.TryFromCode((byte)code, out var type) && IsEnabled(type, features))
            {
                reader.ReadByte();
                return type;
            }
        }
        else
        {
            var value = reader.ReadS33();
            if (value >= 0 && (features & WasmFeatures.FunctionReferences) != 0)
            {
                return HeapType.Concrete(ToTypeIndex(value));
            }

            reader.Position = start;
        }

        throw reader.Malformed((features & WasmFeatures.FunctionReferences) != 0 ? "malformed heap type" : "malformed reference type");
    }

    // An index too large for any type space stays too large: validation says "unknown type".
    public static int ToTypeIndex(long value) => (int)Math.Min(value, (1 << 27) - 1);

    private static bool IsEnabled(HeapType type, WasmFeatures features) => type.Code switch
    {
        0x70 or 0x6F => (features & WasmFeatures.ReferenceTypes) != 0 || type == HeapType.Func,
        0x69 or 0x74 => (features & WasmFeatures.ExceptionHandling) != 0,
        _ => (features & WasmFeatures.Gc) != 0,
    };
}
