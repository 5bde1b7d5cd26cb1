using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Wasm.Instructions;

/// <summary>
/// Walks an instruction sequence in the binary format and hands each instruction to a visitor: the one traversal that the validator, the
/// tiers, the printer and the malformedness check share. It knows the grammar of single instructions; nesting is the visitor's concern.
/// Source: specification, "Binary Format, Instructions".
/// </summary>
public ref struct BodyReader
{
    private const uint HasMemoryIndex = 0x40;

    private readonly WasmFeatures _features;
    private readonly DecodeTable _table;
    private readonly uint[] _single;
    private ByteReader _reader;

    /// <summary>Reads <paramref name="code"/>, which stands at <paramref name="baseOffset"/> of the module (for error messages).</summary>
    public BodyReader(ReadOnlySpan<byte> code, WasmFeatures features, int baseOffset = 0)
    {
        _reader = new ByteReader(code, baseOffset);
        _features = features;
        _table = DecodeTable.For(features);
        _single = _table.Single;
    }

    /// <summary>Offset of the next instruction from the start of the sequence.</summary>
    public int Position
    {
        readonly get => _reader.Position;
        internal set => _reader.Position = value;
    }

    /// <summary>The whole sequence.</summary>
    internal readonly ReadOnlySpan<byte> Bytes => _reader.Bytes;

    /// <summary>Offset of the next instruction in the module.</summary>
    public readonly int Offset => _reader.Offset;

    /// <summary>Whether no byte is left.</summary>
    public readonly bool IsAtEnd => _reader.IsAtEnd;

    /// <summary>Reads one instruction.</summary>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public void Read<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IInstructionVisitor, allows ref struct
    {
        var bytes = _reader.Bytes;
        var position = _reader.Position;
        if ((uint)position >= (uint)bytes.Length)
        {
            _reader.ReadByte();
        }

        // The position stays in a register until the immediates are read: it is what each step waits for.
        var entry = _single[bytes[position++]];
        var opcode = (Opcode)(ushort)entry;
        switch ((ImmediateForm)(entry >> 24))
        {
            case ImmediateForm.LocalGet:
                visitor.Index(Opcode.LocalGet, ReadIndexAt(position));
                return;
            case ImmediateForm.LocalSet:
                visitor.Index(Opcode.LocalSet, ReadIndexAt(position));
                return;
            case ImmediateForm.LocalTee:
                visitor.Index(Opcode.LocalTee, ReadIndexAt(position));
                return;
            case ImmediateForm.Call:
                visitor.Index(Opcode.Call, ReadIndexAt(position));
                return;
            case ImmediateForm.End:
                _reader.Position = position;
                visitor.Plain(Opcode.End);
                return;
            case ImmediateForm.None:
                _reader.Position = position;
                visitor.Plain(opcode);
                return;
            case ImmediateForm.Index:
                visitor.Index(opcode, ReadIndexAt(position));
                return;
            case ImmediateForm.Label:
                _reader.Position = position;
                visitor.Label(opcode, _reader.ReadU32());
                return;
            case ImmediateForm.Memory:
                // Flags without memory index and offset in a byte each.
                if ((uint)position + 1 < (uint)bytes.Length && bytes[position] < HasMemoryIndex && bytes[position + 1] < 0x80)
                {
                    _reader.Position = position + 2;
                    visitor.Memory(opcode, new MemArg(bytes[position], 0, bytes[position + 1]));
                    return;
                }

                _reader.Position = position;
                visitor.Memory(opcode, ReadMemArg());
                return;
            case ImmediateForm.Const32:
                _reader.Position = position;
                visitor.Const32(Opcode.I32Const, (uint)_reader.ReadS32());
                return;
            case ImmediateForm.Block:
                _reader.Position = position;
                visitor.Block(opcode, ReadBlockType());
                return;
            default:
                _reader.Position = position;
                ReadOther(entry, ref visitor);
                return;
        }
    }

    // Every shape, since prefixed opcodes of any shape come here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReadOther<TVisitor>(uint entry, ref TVisitor visitor)
        where TVisitor : struct, IInstructionVisitor, allows ref struct
    {
        if (entry >= DecodeTable.Prefix)
        {
            entry = ReadPrefixed(entry);
        }

        var opcode = (Opcode)(ushort)entry;
        switch ((ImmediateShape)(byte)(entry >> 16))
        {
            case ImmediateShape.None:
                visitor.Plain(opcode);
                break;
            case ImmediateShape.Zero:
                ReadZero();
                visitor.Plain(opcode);
                break;
            case ImmediateShape.Block:
                visitor.Block(opcode, ReadBlockType());
                break;
            case ImmediateShape.Label:
                visitor.Label(opcode, _reader.ReadU32());
                break;
            case ImmediateShape.Labels:
                ReadLabels(opcode, ref visitor);
                break;
            case ImmediateShape.Trytable:
                ReadTryTable(opcode, ref visitor);
                break;
            case ImmediateShape.Brcast:
                ReadBranchOnCast(opcode, ref visitor);
                break;
            case ImmediateShape.Memory:
                visitor.Index(opcode, ReadMemoryIndex());
                break;
            case ImmediateShape.Func or ImmediateShape.Type or ImmediateShape.Table or ImmediateShape.Local or ImmediateShape.Global
                or ImmediateShape.Elem or ImmediateShape.Data or ImmediateShape.Tag:
                visitor.Index(opcode, ReadIndex());
                break;
            case ImmediateShape.TypeTable:
                {
                    var type = ReadIndex();
                    visitor.Indices(opcode, type, ReadTableIndexOfCall());
                    break;
                }

            case ImmediateShape.DataMemory:
                {
                    var data = ReadIndex();
                    visitor.Indices(opcode, data, ReadMemoryIndex());
                    break;
                }

            case ImmediateShape.MemoryMemory:
                {
                    var destination = ReadMemoryIndex();
                    visitor.Indices(opcode, destination, ReadMemoryIndex());
                    break;
                }

            case ImmediateShape.ElemTable or ImmediateShape.TableTable or ImmediateShape.TypeField or ImmediateShape.TypeType
                or ImmediateShape.TypeData or ImmediateShape.TypeElem or ImmediateShape.TypeCount:
                {
                    var first = ReadIndex();
                    visitor.Indices(opcode, first, ReadIndex());
                    break;
                }

            case ImmediateShape.Types:
                ReadTypes(opcode, ref visitor);
                break;
            case ImmediateShape.Heaptype:
                visitor.Heap(opcode, TypeReader.ReadHeapType(ref _reader, _features));
                break;
            case ImmediateShape.Memarg:
                visitor.Memory(opcode, ReadMemArg());
                break;
            case ImmediateShape.MemargLane:
                {
                    var memArg = ReadMemArg();
                    visitor.MemoryLane(opcode, memArg, _reader.ReadByte());
                    break;
                }

            case ImmediateShape.Lane:
                visitor.Lane(opcode, _reader.ReadByte());
                break;
            case ImmediateShape.Shuffle or ImmediateShape.V128:
                var value = Vector128.Create(_reader.ReadBytes(16));
                visitor.Vector(opcode, value);
                break;
            case ImmediateShape.I32:
                visitor.Const32(opcode, (uint)_reader.ReadS32());
                break;
            case ImmediateShape.I64:
                visitor.Const64(opcode, (ulong)_reader.ReadS64());
                break;
            case ImmediateShape.F32:
                visitor.Const32(opcode, _reader.ReadFixed32());
                break;
            case ImmediateShape.F64:
                visitor.Const64(opcode, _reader.ReadFixed64());
                break;
        }
    }

    // Stands behind the first byte: reads the rest of a prefixed opcode, or throws.
    private uint ReadPrefixed(uint entry)
    {
        var start = _reader.Position - 1;
        _reader.Position = start;
        var first = _reader.ReadByte();
        if (entry == DecodeTable.Illegal)
        {
            _reader.Position = start;
            throw IllegalOpcode($"{first:x2}", Opcodes.TryDecode(first, out var single) ? single : null);
        }

        var code = _reader.ReadU32();
        entry = _table.Find(first, code);
        if (entry == DecodeTable.Illegal)
        {
            _reader.Position = start;
            throw IllegalOpcode($"{first:x2} {code:x2}", Opcodes.TryDecode(first, code, out var prefixed) ? prefixed : null);
        }

        return entry;
    }

    private readonly ModuleException IllegalOpcode(string bytes, Opcode? known) => _reader.Malformed(
        $"illegal opcode {bytes}",
        known is { } opcode ? $"{opcode.Mnemonic()} needs {WasmFeatureNames.NameOf(opcode.Feature())}" : null);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadIndexAt(int position)
    {
        var bytes = _reader.Bytes;
        if ((uint)position < (uint)bytes.Length && bytes[position] < 0x80)
        {
            _reader.Position = position + 1;
            return bytes[position];
        }

        _reader.Position = position;
        return ReadIndex();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadIndex() => (int)Math.Min(_reader.ReadU32(), int.MaxValue);

    // Before multi-memory the index was a reserved zero byte.
    private int ReadMemoryIndex()
    {
        if ((_features & WasmFeatures.MultiMemory) != 0)
        {
            return ReadIndex();
        }

        ReadZero();
        return 0;
    }

    private int ReadTableIndexOfCall()
    {
        if ((_features & WasmFeatures.ReferenceTypes) != 0)
        {
            return ReadIndex();
        }

        ReadZero();
        return 0;
    }

    private void ReadZero()
    {
        if (_reader.Peek() > 0)
        {
            throw _reader.Malformed("zero byte expected");
        }

        _reader.ReadByte();
    }

    private BlockType ReadBlockType()
    {
        var code = _reader.Peek();
        if (code == 0x40)
        {
            _reader.ReadByte();
            return BlockType.Empty;
        }

        // A type index is a non-negative s33; every value type's first byte is a negative one.
        if (code is >= 0x40 and < 0x80)
        {
            return BlockType.Single(TypeReader.ReadValType(ref _reader, _features));
        }

        var value = _reader.ReadS33();
        if (value < 0)
        {
            throw _reader.Malformed("malformed block type");
        }

        return BlockType.Index(TypeReader.ToTypeIndex(value));
    }

    private MemArg ReadMemArg()
    {
        var flags = _reader.ReadU32();
        var memory = 0;
        var limit = (_features & WasmFeatures.MultiMemory) != 0 ? HasMemoryIndex * 2 : HasMemoryIndex;
        if (flags >= limit)
        {
            throw _reader.Malformed("malformed memop flags");
        }

        if ((flags & HasMemoryIndex) != 0)
        {
            flags &= ~HasMemoryIndex;
            memory = ReadIndex();
        }

        var offset = (_features & WasmFeatures.Memory64) != 0 ? _reader.ReadU64() : _reader.ReadU32();
        return new MemArg(flags, memory, offset);
    }

    private uint ReadCount(int limit)
    {
        var count = _reader.ReadLength();
        if (count > (uint)limit)
        {
            throw new ModuleException(ModuleErrorKind.LimitExceeded, "implementation limit", $"{count} of at most {limit}")
            {
                Offset = Offset,
            };
        }

        return count;
    }

    private void ReadLabels<TVisitor>(Opcode opcode, ref TVisitor visitor)
        where TVisitor : struct, IInstructionVisitor, allows ref struct
    {
        const int OnStack = 64;
        var count = (int)ReadCount(ImplementationLimits.BranchTableLabels) + 1;
        var rented = count > OnStack ? ArrayPool<uint>.Shared.Rent(count) : null;
        var labels = rented is null ? stackalloc uint[OnStack] : rented;
        labels = labels[..count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = _reader.ReadU32();
        }

        visitor.Labels(opcode, labels);
        if (rented is not null)
        {
            ArrayPool<uint>.Shared.Return(rented);
        }
    }

    private void ReadTypes<TVisitor>(Opcode opcode, ref TVisitor visitor)
        where TVisitor : struct, IInstructionVisitor, allows ref struct
    {
        var types = new ValType[ReadCount(ImplementationLimits.ParametersOrResults)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = TypeReader.ReadValType(ref _reader, _features);
        }

        visitor.Types(opcode, types);
    }

    private void ReadTryTable<TVisitor>(Opcode opcode, ref TVisitor visitor)
        where TVisitor : struct, IInstructionVisitor, allows ref struct
    {
        var type = ReadBlockType();
        var clauses = new CatchClause[ReadCount(ImplementationLimits.BranchTableLabels)];
        for (var i = 0; i < clauses.Length; i++)
        {
            var kind = (CatchKind)_reader.ReadByte();
            if (kind > CatchKind.CatchAllRef)
            {
                _reader.Position--;
                throw _reader.Malformed("malformed catch clause");
            }

            var tag = kind is CatchKind.Catch or CatchKind.CatchRef ? ReadIndex() : 0;
            clauses[i] = new CatchClause(kind, tag, _reader.ReadU32());
        }

        visitor.TryTable(opcode, type, clauses);
    }

    private void ReadBranchOnCast<TVisitor>(Opcode opcode, ref TVisitor visitor)
        where TVisitor : struct, IInstructionVisitor, allows ref struct
    {
        var flags = _reader.ReadByte();
        if (flags > 3)
        {
            _reader.Position--;
            throw _reader.Malformed("malformed br_on_cast flags");
        }

        var label = _reader.ReadU32();
        var source = TypeReader.ReadHeapType(ref _reader, _features);
        var target = TypeReader.ReadHeapType(ref _reader, _features);
        visitor.BranchOnCast(opcode, label, ValType.Ref(source, (flags & 1) != 0), ValType.Ref(target, (flags & 2) != 0));
    }
}
