using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

// Types. Source: specification, "Binary Format, Types".
internal ref partial struct ModuleDecoder
{
    // spec: binary-typesec
    private void ReadTypeSection()
    {
        var count = ReadCount(ImplementationLimits.Types, "types");
        for (var i = 0; i < count; i++)
        {
            ReadRecursiveType();
        }
    }

    // spec: binary-rectype
    private void ReadRecursiveType()
    {
        var types = _module.Types;
        var start = types.Count;
        var isExplicit = Has(WasmFeatures.Gc) && _reader.Peek() == TypeCodes.Rec;
        var count = 1;
        if (isExplicit)
        {
            _reader.ReadByte();
            count = ReadCount(ImplementationLimits.RecursiveGroupTypes, "types of a group");
        }

        for (var i = 0; i < count; i++)
        {
            CheckLimit((ulong)types.Count + 1, ImplementationLimits.Types, "types");
            Mark(SectionId.Type);
            types.Add(ReadSubType());
        }

        _module.RecursiveGroups.Add(new RecursiveGroup(start, count, isExplicit));
    }

    // spec: binary-subtype
    private SubType ReadSubType()
    {
        var code = _reader.Peek();
        if (!Has(WasmFeatures.Gc) || code is not (TypeCodes.Sub or TypeCodes.SubFinal))
        {
            return new SubType(ReadCompositeType());
        }

        _reader.ReadByte();
        var supertypes = new int[ReadCount(ImplementationLimits.Types, "supertypes")];
        for (var i = 0; i < supertypes.Length; i++)
        {
            supertypes[i] = ReadIndex();
        }

        var isFinal = code == TypeCodes.SubFinal;
        return new SubType(
            ReadCompositeType(),
            isFinal,
            ImmutableCollectionsMarshal.AsImmutableArray(supertypes),
            isExplicit: isFinal && supertypes.Length == 0);
    }

    // spec: binary-comptype
    private CompositeType ReadCompositeType()
    {
        var code = _reader.ReadByte();
        switch (code)
        {
            case TypeCodes.Func:
                {
                    var parameters = ReadResultType();
                    return new FunctionType(parameters, ReadResultType());
                }

            case TypeCodes.Struct when Has(WasmFeatures.Gc):
                return ReadStructType();
            case TypeCodes.Array when Has(WasmFeatures.Gc):
                return new ArrayType(ReadFieldType());
            default:
                _reader.Position--;
                throw code < 0x80
                    ? _reader.Malformed("malformed definition type", $"0x{code:x2}")
                    : _reader.Malformed("integer representation too long");
        }
    }

    private ImmutableArray<ValType> ReadResultType()
    {
        var count = ReadCount(ImplementationLimits.ParametersOrResults, "parameters or results");
        if (count == 0)
        {
            return [];
        }

        var types = new ValType[count];
        for (var i = 0; i < count; i++)
        {
            types[i] = TypeReader.ReadValType(ref _reader, _features);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(types);
    }

    private StructType ReadStructType()
    {
        var fields = new FieldType[ReadCount(ImplementationLimits.Fields, "fields")];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = ReadFieldType();
        }

        return new StructType(ImmutableCollectionsMarshal.AsImmutableArray(fields));
    }

    // spec: binary-fieldtype
    private FieldType ReadFieldType()
    {
        ValType storage;
        switch (_reader.Peek())
        {
            case TypeCodes.I8:
                _reader.ReadByte();
                storage = ValType.I8;
                break;
            case TypeCodes.I16:
                _reader.ReadByte();
                storage = ValType.I16;
                break;
            default:
                storage = TypeReader.ReadValType(ref _reader, _features);
                break;
        }

        return new FieldType(storage, ReadMutability());
    }

    private bool ReadMutability()
    {
        var code = _reader.ReadByte();
        if (code > 1)
        {
            _reader.Position--;
            throw _reader.Malformed("malformed mutability", $"0x{code:x2}");
        }

        return code == 1;
    }

    private GlobalType ReadGlobalType()
    {
        var value = TypeReader.ReadValType(ref _reader, _features);
        return new GlobalType(value, ReadMutability());
    }

    // spec: binary-tabletype
    private TableType ReadTableType()
    {
        var element = TypeReader.ReadRefType(ref _reader, _features);
        var start = _reader.Position;
        var flags = ReadLimitsFlags(
            LimitsFlags.HasMaximum
            | (Has(WasmFeatures.Memory64) ? LimitsFlags.Is64 : 0)
            | (Has(WasmFeatures.Threads) ? LimitsFlags.IsShared : 0));
        var limits = ReadLimits(flags);
        if ((flags & LimitsFlags.IsShared) != 0)
        {
            _reader.Position = start;
            throw _reader.Malformed("tables cannot be shared (yet)");
        }

        return new TableType(element, limits, AddressTypeOf(flags));
    }

    // spec: binary-memtype
    private MemoryType ReadMemoryType()
    {
        var flags = ReadLimitsFlags(
            LimitsFlags.HasMaximum
            | (Has(WasmFeatures.Memory64) ? LimitsFlags.Is64 : 0)
            | (Has(WasmFeatures.Threads) ? LimitsFlags.IsShared : 0)
            | (Has(WasmFeatures.CustomPageSizes) ? LimitsFlags.HasPageSize : 0));
        var limits = ReadLimits(flags);
        var type = new MemoryType(limits, AddressTypeOf(flags), (flags & LimitsFlags.IsShared) != 0);
        return (flags & LimitsFlags.HasPageSize) != 0 ? type with { PageSizeLog2 = ReadPageSizeLog2() } : type;
    }

    // custom-page-sizes: any power of two that 64 bits hold is well-formed.
    private int ReadPageSizeLog2()
    {
        var start = _reader.Position;
        var exponent = _reader.ReadU32();
        if (exponent >= 64)
        {
            _reader.Position = start;
            throw _reader.Malformed("invalid custom page size", $"2^{exponent}");
        }

        return (int)exponent;
    }

    private LimitsFlags ReadLimitsFlags(LimitsFlags known)
    {
        var flags = (LimitsFlags)_reader.ReadByte();
        if ((flags & ~known) != 0)
        {
            _reader.Position--;
            throw _reader.Malformed("malformed limits flags", $"0x{(int)flags:x2}");
        }

        return flags;
    }

    private Limits ReadLimits(LimitsFlags flags)
    {
        var minimum = ReadLimit();
        return new Limits(minimum, (flags & LimitsFlags.HasMaximum) != 0 ? ReadLimit() : null);
    }

    // Since memory64 both address types have 64-bit limits, whose range is for validation to check.
    private ulong ReadLimit() => Has(WasmFeatures.Memory64) ? _reader.ReadU64() : _reader.ReadU32();

    private static AddressType AddressTypeOf(LimitsFlags flags) => (flags & LimitsFlags.Is64) != 0 ? AddressType.I64 : AddressType.I32;

    // spec: binary-tagtype. The attribute byte is reserved.
    private int ReadTagType()
    {
        if (_reader.ReadByte() != 0)
        {
            _reader.Position--;
            throw _reader.Malformed("zero byte expected");
        }

        return ReadIndex();
    }
}
