using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// One reading of a module. Like the specification's grammar (and its reference decoder) it reads the bytes as one stream and compares
/// section sizes afterwards: so the messages of modules whose sizes lie are the official ones.
/// </summary>
internal ref partial struct ModuleDecoder
{
    private const int MagicAndVersion = 4;

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly WasmFeatures _features;
    private readonly bool _checkBodies;
    private readonly SequenceChecker _checker;
    private readonly WasmModule _module;
    private readonly List<int> _functionTypes = [];
    private int _bodies;
    private ByteReader _reader;

    public ModuleDecoder(ReadOnlyMemory<byte> memory, WasmFeatures features, bool checkBodies)
    {
        _memory = memory;
        _bytes = memory.Span;
        _features = features;
        _checkBodies = checkBodies;
        _checker = new SequenceChecker(features);
        _module = new WasmModule { Features = features, Binary = memory };
        _reader = new ByteReader(_bytes);
    }

    public WasmModule Read()
    {
        ReadHeader();
        ReadSections();
        Complete();
        BranchHintSection.ReadInto(_module);
        return _module;
    }

    private readonly bool Has(WasmFeatures any) => (_features & any) != 0;

    private void ReadHeader()
    {
        if (!_reader.ReadBytes(MagicAndVersion).SequenceEqual("\0asm"u8))
        {
            _reader.Position = 0;
            throw _reader.Malformed("magic header not detected");
        }

        if (!_reader.ReadBytes(MagicAndVersion).SequenceEqual("\x01\0\0\0"u8))
        {
            _reader.Position = MagicAndVersion;
            throw _reader.Malformed("unknown binary version");
        }
    }

    // spec: binary-module. Sections come in a fixed order, each at most once; custom ones anywhere.
    private void ReadSections()
    {
        var last = SectionId.Custom;
        while (!_reader.IsAtEnd)
        {
            var id = (SectionId)_reader.Peek();
            if (!IsKnown(id))
            {
                throw _reader.Malformed("malformed section id", $"{(int)id}");
            }

            if (id != SectionId.Custom && SectionOrder.Of(id) <= SectionOrder.Of(last))
            {
                throw _reader.Malformed("unexpected content after last section", $"section {id} after {last}").InSection(id);
            }

            _reader.ReadByte();
            try
            {
                ReadSized(id, last);
            }
            catch (ModuleException error) when (error.Kind == ModuleErrorKind.Malformed)
            {
                throw error.InSection(id);
            }

            if (id != SectionId.Custom)
            {
                last = id;
            }
        }
    }

    private void ReadSized(SectionId id, SectionId last)
    {
        var sizeAt = _reader.Position;
        var size = _reader.ReadU32();
        var start = _reader.Position;
        var isCut = size > (uint)(_bytes.Length - sizeAt);
        try
        {
            if (id == SectionId.Custom)
            {
                ReadCustomSection(start + (long)size, last);
            }
            else
            {
                ReadSection(id);
            }
        }
        catch (ModuleException error) when (isCut && error.Reason == ByteReader.EndReason)
        {
            // What is wrong with the bytes that are there comes first, then that some are missing.
            _reader.Position = sizeAt;
            throw _reader.Malformed("length out of bounds");
        }

        if (_reader.Position != start + (long)size)
        {
            _reader.Position = start;
            throw _reader.Malformed(isCut ? "length out of bounds" : "section size mismatch");
        }
    }

    private readonly bool IsKnown(SectionId id) => id switch
    {
        SectionId.DataCount => Has(WasmFeatures.BulkMemory),
        SectionId.Tag => Has(WasmFeatures.ExceptionHandling | WasmFeatures.LegacyExceptions),
        _ => id <= SectionId.Data,
    };

    private void ReadSection(SectionId id)
    {
        switch (id)
        {
            case SectionId.Type:
                ReadTypeSection();
                break;
            case SectionId.Import:
                ReadImportSection();
                break;
            case SectionId.Function:
                ReadFunctionSection();
                break;
            case SectionId.Table:
                ReadTableSection();
                break;
            case SectionId.Memory:
                ReadMemorySection();
                break;
            case SectionId.Tag:
                ReadTagSection();
                break;
            case SectionId.Global:
                ReadGlobalSection();
                break;
            case SectionId.Export:
                ReadExportSection();
                break;
            case SectionId.Start:
                Mark(SectionId.Start);
                _module.Start = ReadIndex();
                break;
            case SectionId.Element:
                ReadElementSection();
                break;
            case SectionId.DataCount:
                _module.DataCount = ReadIndex();
                break;
            case SectionId.Code:
                ReadCodeSection();
                break;
            case SectionId.Data:
                ReadDataSection();
                break;
        }
    }

    private void ReadCustomSection(long end, SectionId after)
    {
        var name = _reader.ReadName();
        var start = _reader.Position;

        // A name that reaches beyond the section leaves less than nothing.
        var length = end >= start ? (uint)(end - start) : uint.MaxValue;
        _reader.ReadBytes(length);
        _module.CustomSections.Add(new CustomSection(name, _memory.Slice(start, (int)length), after));
    }

    // What holds between sections.
    private readonly void Complete()
    {
        if (_functionTypes.Count != _bodies)
        {
            throw _reader.Malformed("function and code section have inconsistent lengths", $"{_functionTypes.Count} and {_bodies}");
        }

        if (_module.DataCount is { } count && count != _module.Data.Count)
        {
            throw _reader.Malformed("data count and data section have inconsistent lengths", $"{count} and {_module.Data.Count}");
        }
    }

    // The next declaration of a section stands here.
    private readonly void Mark(SectionId section) => _module.Positions.Add(section, _reader.Offset);

    // An index beyond every space stays beyond it.
    private int ReadIndex() => (int)Math.Min(_reader.ReadU32(), int.MaxValue);

    // spec: binary-list. Elements take a byte or more each, so counts that the bytes can't hold are malformed.
    private int ReadCount(int limit, string what)
    {
        var count = _reader.ReadLength();
        CheckLimit(count, limit, what);
        return (int)count;
    }

    private readonly void CheckLimit(ulong count, int limit, string what)
    {
        if (count > (ulong)limit)
        {
            throw new ModuleException(ModuleErrorKind.LimitExceeded, "implementation limit", $"{count} {what}, at most {limit}")
            {
                Offset = _reader.Offset,
            };
        }
    }

    // Room for a list whose elements take at least so many bytes each.
    private readonly int Capacity(int count, int elementBytes) => Math.Min(count, _reader.Remaining / elementBytes);

    // spec: binary-expr. The end of a constant expression is only found by walking it.
    private Code ReadConstantExpression()
    {
        var start = _reader.Position;
        var length = _checker.Check(_bytes[start..], start, isBody: false, hasDataCount: false);
        _reader.Position = start + length;
        return new Code(_memory.Slice(start, length), start);
    }

    private void ReadFunctionSection()
    {
        var count = ReadCount(ImplementationLimits.Functions, "functions");
        _functionTypes.EnsureCapacity(count);
        for (var i = 0; i < count; i++)
        {
            Mark(SectionId.Function);
            _functionTypes.Add(ReadIndex());
        }
    }

    // spec: binary-codesec
    private void ReadCodeSection()
    {
        var imported = _module.CountImports(ExternKind.Function);
        var count = ReadCount(ImplementationLimits.Functions, "functions");
        _module.Functions.EnsureCapacity(Math.Min(_functionTypes.Count, Capacity(count, 2)));
        for (var i = 0; i < count; i++)
        {
            try
            {
                ReadFunction();
            }
            catch (ModuleException error)
            {
                throw error.InFunction(imported + i);
            }
        }
    }

    private void ReadFunction()
    {
        var size = (int)_reader.ReadLength();
        var end = _reader.Position + size;
        var locals = ReadLocals();
        var start = _reader.Position;
        if (_checkBodies || start > end || end > _bytes.Length)
        {
            _reader.Position = start + _checker.Check(_bytes[start..], start, isBody: true, _module.DataCount is not null);
            if (_reader.Position != end)
            {
                throw SequenceChecker.SizeMismatch(start);
            }
        }

        CheckLimit((ulong)size, ImplementationLimits.FunctionBytes, "bytes of code");
        _reader.Position = end;
        var index = _bodies++;
        if (index < _functionTypes.Count)
        {
            _module.Functions.Add(new FunctionDefinition(_functionTypes[index], locals, new Code(_memory[start..end], start)));
        }
    }

    private ImmutableArray<LocalGroup> ReadLocals()
    {
        var offset = _reader.Offset;
        var count = ReadCount(ImplementationLimits.Locals, "groups of locals");
        if (count == 0)
        {
            return [];
        }

        var groups = new LocalGroup[Capacity(count, 2)];
        ulong total = 0;
        for (var i = 0; i < count; i++)
        {
            var n = _reader.ReadU32();
            var group = new LocalGroup(n, TypeReader.ReadValType(ref _reader, _features));
            groups[i] = group;
            total += n;
        }

        if (total > uint.MaxValue)
        {
            throw new ModuleException(ModuleErrorKind.Malformed, "too many locals", $"{total}") { Offset = offset };
        }

        CheckLimit(total, ImplementationLimits.Locals, "locals");
        return ImmutableCollectionsMarshal.AsImmutableArray(groups);
    }
}
