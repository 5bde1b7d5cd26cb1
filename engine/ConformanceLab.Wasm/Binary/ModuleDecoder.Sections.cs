using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

// Sections other than types and code. Source: specification, "Binary Format, Modules".
internal ref partial struct ModuleDecoder
{
    // spec: binary-importsec
    private void ReadImportSection()
    {
        var count = ReadCount(ImplementationLimits.ImportsOrExports, "imports");
        _module.Imports.EnsureCapacity(Capacity(count, 4));
        var group = 0;
        for (var i = 0; i < count; i++)
        {
            ReadImports(ref group);
        }
    }

    // compact-import-section: an empty item name followed by a discriminator starts a group under one module name.
    private void ReadImports(ref int group)
    {
        var start = _reader.Offset;
        var module = _reader.ReadName();
        var name = _reader.ReadName();
        var code = _reader.Peek();
        if (name.Length != 0 || !Has(WasmFeatures.CompactImportSection) || code is not (ImportGroup.Names or ImportGroup.NamesOfOneType))
        {
            AddImport(ReadImportType(new Import(module, name, ExternKind.Function)), start);
            return;
        }

        _reader.ReadByte();
        group++;
        if (code == ImportGroup.Names)
        {
            var count = ReadCount(ImplementationLimits.ImportsOrExports, "imports");
            for (var i = 0; i < count; i++)
            {
                start = _reader.Offset;
                AddImport(ReadImportType(new Import(module, _reader.ReadName(), ExternKind.Function, Group: group)), start);
            }
        }
        else
        {
            var common = ReadImportType(new Import(module, "", ExternKind.Function, Group: group, GroupSharesType: true));
            var count = ReadCount(ImplementationLimits.ImportsOrExports, "imports");
            for (var i = 0; i < count; i++)
            {
                start = _reader.Offset;
                AddImport(common with { Name = _reader.ReadName() }, start);
            }
        }
    }

    private readonly void AddImport(Import import, int start)
    {
        CheckLimit((ulong)_module.Imports.Count + 1, ImplementationLimits.ImportsOrExports, "imports");
        _module.Positions.Add(SectionId.Import, start);
        _module.Imports.Add(import);
    }

    private Import ReadImportType(Import import)
    {
        var kind = ReadExternKind("malformed import kind");
        return kind switch
        {
            ExternKind.Function => import with { TypeIndex = ReadIndex() },
            ExternKind.Table => import with { Kind = kind, Table = ReadTableType() },
            ExternKind.Memory => import with { Kind = kind, Memory = ReadMemoryType() },
            ExternKind.Global => import with { Kind = kind, Global = ReadGlobalType() },
            _ => import with { Kind = kind, TypeIndex = ReadTagType() },
        };
    }

    private ExternKind ReadExternKind(string reason)
    {
        var kind = (ExternKind)_reader.ReadByte();
        var last = Has(WasmFeatures.ExceptionHandling | WasmFeatures.LegacyExceptions) ? ExternKind.Tag : ExternKind.Global;
        if (kind > last)
        {
            _reader.Position--;
            throw _reader.Malformed(reason, $"0x{(int)kind:x2}");
        }

        return kind;
    }

    // spec: binary-tablesec
    private void ReadTableSection()
    {
        var count = ReadCount(ImplementationLimits.Tables, "tables");
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Table);
            if (Has(WasmFeatures.FunctionReferences) && _reader.Peek() == TypeCodes.Empty)
            {
                _reader.ReadByte();
                if (_reader.ReadByte() != 0)
                {
                    _reader.Position--;
                    throw _reader.Malformed("zero byte expected");
                }

                var type = ReadTableType();
                _module.Tables.Add(new TableDefinition(type, ReadConstantExpression()));
            }
            else
            {
                _module.Tables.Add(new TableDefinition(ReadTableType(), Initializer: null));
            }
        }
    }

    private void ReadMemorySection()
    {
        var count = ReadCount(ImplementationLimits.Memories, "memories");
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Memory);
            _module.Memories.Add(ReadMemoryType());
        }
    }

    private void ReadTagSection()
    {
        var count = ReadCount(ImplementationLimits.Tags, "tags");
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Tag);
            _module.Tags.Add(ReadTagType());
        }
    }

    private void ReadGlobalSection()
    {
        var count = ReadCount(ImplementationLimits.Globals, "globals");
        _module.Globals.EnsureCapacity(Capacity(count, 3));
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Global);
            var type = ReadGlobalType();
            _module.Globals.Add(new GlobalDefinition(type, ReadConstantExpression()));
        }
    }

    private void ReadExportSection()
    {
        var count = ReadCount(ImplementationLimits.ImportsOrExports, "exports");
        _module.Exports.EnsureCapacity(Capacity(count, 3));
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Export);
            var name = _reader.ReadName();
            var kind = ReadExternKind("malformed export kind");
            _module.Exports.Add(new Export(name, kind, ReadIndex()));
        }
    }

    // spec: binary-elemsec
    private void ReadElementSection()
    {
        var count = ReadCount(ImplementationLimits.Segments, "element segments");
        _module.Elements.EnsureCapacity(Capacity(count, 3));
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Element);
            _module.Elements.Add(ReadElementSegment());
        }
    }

    private ElementSegment ReadElementSegment()
    {
        var start = _reader.Position;
        var code = _reader.ReadU32();
        if (code > (uint)(ElementFlags.IsNotActive | ElementFlags.HasIndexOrIsDeclarative | ElementFlags.HasExpressions))
        {
            _reader.Position = start;
            throw _reader.Malformed("malformed elements segment kind", $"{code}");
        }

        var flags = (ElementFlags)code;
        var mode = SegmentMode.Active;
        var tableIndex = 0;
        Code? offset = null;
        if ((flags & ElementFlags.IsNotActive) == 0)
        {
            tableIndex = (flags & ElementFlags.HasIndexOrIsDeclarative) != 0 ? ReadIndex() : 0;
            offset = ReadConstantExpression();
        }
        else
        {
            mode = (flags & ElementFlags.HasIndexOrIsDeclarative) != 0 ? SegmentMode.Declarative : SegmentMode.Passive;
        }

        // The forms 0 and 4 leave out the type.
        var hasType = (flags & (ElementFlags.IsNotActive | ElementFlags.HasIndexOrIsDeclarative)) != 0;
        if ((flags & ElementFlags.HasExpressions) != 0)
        {
            var type = hasType ? TypeReader.ReadRefType(ref _reader, _features) : ValType.FuncRef;
            return new ElementSegment(mode, type, tableIndex, offset, default, ReadElementExpressions());
        }

        if (hasType && _reader.ReadByte() is not 0 and var kind)
        {
            _reader.Position--;
            throw _reader.Malformed("malformed element kind", $"0x{kind:x2}");
        }

        return new ElementSegment(mode, ValType.Ref(HeapType.Func, nullable: false), tableIndex, offset, ReadElementIndices(), default);
    }

    private ImmutableArray<int> ReadElementIndices()
    {
        var indices = new int[ReadCount(ImplementationLimits.TableElements, "elements")];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = ReadIndex();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(indices);
    }

    private ImmutableArray<Code> ReadElementExpressions()
    {
        var count = ReadCount(ImplementationLimits.TableElements, "elements");
        var expressions = ImmutableArray.CreateBuilder<Code>(Capacity(count, 2));
        for (var i = 0; i < count; i++)
        {
            expressions.Add(ReadConstantExpression());
        }

        return expressions.DrainToImmutable();
    }

    // spec: binary-datasec
    private void ReadDataSection()
    {
        var count = ReadCount(ImplementationLimits.Segments, "data segments");
        _module.Data.EnsureCapacity(Capacity(count, 2));
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Data);
            var start = _reader.Position;
            var kind = _reader.ReadU32();
            if (kind > DataFlags.HasIndex)
            {
                _reader.Position = start;
                throw _reader.Malformed("malformed data segment kind", $"{kind}");
            }

            var memoryIndex = kind == DataFlags.HasIndex ? ReadIndex() : 0;
            Code? offset = kind == DataFlags.IsPassive ? null : ReadConstantExpression();
            var length = _reader.ReadLength();
            var position = _reader.Position;
            _reader.ReadBytes(length);
            _module.Data.Add(
                new DataSegment(
                    offset is null ? SegmentMode.Passive : SegmentMode.Active, memoryIndex, offset, _memory.Slice(position, (int)length)));
        }
    }
}
