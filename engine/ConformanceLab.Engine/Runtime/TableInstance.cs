using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>A table of a store. Source: specification, "Table Instances".</summary>
internal sealed unsafe class TableInstance
{
    private readonly ulong _maximum;
    private ulong _capacity;

    // The same as Data->Elements: the finalizer must not look at the arena's memory.
    private void* _elements;

    /// <summary>Creates a table of the type's minimum size, all null.</summary>
    /// <param name="store">The store.</param>
    /// <param name="type">Its type; heap types in it are canonical ids.</param>
    /// <param name="holdsFunctions">Whether its elements are function references.</param>
    /// <param name="data">Where its data is to be: memory of the store's arena.</param>
    /// <exception cref="TrapException">Out of memory: the store's limits do not allow it.</exception>
    public TableInstance(StoreState store, TableType type, bool holdsFunctions, TableData* data)
    {
        Store = store;
        Type = type;
        HoldsFunctions = holdsFunctions;
        _maximum = Math.Min(type.Limits.Maximum ?? ulong.MaxValue, type.AddressType == AddressType.I64 ? ulong.MaxValue : uint.MaxValue);
        Data = data;
        *Data = new TableData
        {
            HoldsFunctions = HoldsFunctions ? 1u : 0,
            Is64 = type.AddressType == AddressType.I64 ? 1u : 0,
            TableId = store.AddTable(this),
        };
        if (Grow(type.Limits.Minimum, default) < 0)
        {
            throw new TrapException(TrapCode.OutOfMemory, $"a table of {type.Limits.Minimum} elements exceeds the store's limit");
        }
    }

    ~TableInstance() => NativeMemory.Free(_elements);

    /// <summary>The object of the public API that stands for it, once there is one.</summary>
    public Table? Facade { get; set; }

    /// <summary>The store it belongs to.</summary>
    public StoreState Store { get; }

    /// <summary>Its type as declared; heap types in it are canonical ids.</summary>
    public TableType Type { get; }

    /// <summary>Its elements. The block lives as long as the store.</summary>
    public TableData* Data { get; }

    /// <summary>Whether elements are functions (8 bytes), not GC references (4 bytes).</summary>
    public bool HoldsFunctions { get; }

    /// <summary>Number of elements.</summary>
    public ulong Length => Data->Length;

    /// <summary>Its type with the current size as minimum: what imports are matched against.</summary>
    public TableType CurrentType => Type with { Limits = Type.Limits with { Minimum = Length } };

    private int ElementSize => HoldsFunctions ? sizeof(FunctionRecord*) : sizeof(uint);

    /// <summary>The table itself as bytes; valid until it grows.</summary>
    private byte* ElementPointer(ulong index) => (byte*)Data->Elements + (index * (uint)ElementSize);

    /// <summary>Reads an element.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public Slot Get(ulong index)
    {
        CheckRange(index, 1);
        Slot value = default;
        if (HoldsFunctions)
        {
            value.Function = *Data->FunctionAt(index);
        }
        else
        {
            value.SetRef(*Data->RefAt(index));
        }

        return value;
    }

    /// <summary>Writes an element.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Set(ulong index, Slot value)
    {
        CheckRange(index, 1);
        Write(index, 1, value);
    }

    /// <summary>spec: exec-table.grow. The old size, or −1 if a limit forbids it.</summary>
    public long Grow(ulong delta, Slot value)
    {
        var old = Length;
        if (delta > _maximum - Math.Min(old, _maximum) || !Store.TableElements.TryTake(delta))
        {
            return -1;
        }

        if (old + delta > _capacity && !TryReserve(old + delta))
        {
            Store.TableElements.Return(delta);
            return -1;
        }

        Data->Length = old + delta;
        Write(old, delta, value);
        return (long)old;
    }

    /// <summary>spec: exec-table.fill.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Fill(ulong index, Slot value, ulong count)
    {
        CheckRange(index, count);
        Write(index, count, value);
    }

    /// <summary>spec: exec-table.copy. The tables may be the same and the ranges may overlap.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public static void Copy(TableInstance destination, ulong destinationIndex, TableInstance source, ulong sourceIndex, ulong count)
    {
        source.CheckRange(sourceIndex, count);
        destination.CheckRange(destinationIndex, count);
        Move(source.ElementPointer(sourceIndex), destination.ElementPointer(destinationIndex), count, destination.ElementSize);
    }

    /// <summary>spec: exec-table.init. A dropped segment has length 0.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Init(ulong destinationIndex, ElementSegmentData* segment, ulong sourceIndex, ulong count)
    {
        if (sourceIndex > segment->Length || count > segment->Length - sourceIndex)
        {
            TrapException.Throw(TrapCode.TableOutOfBounds);
        }

        CheckRange(destinationIndex, count);
        Move((byte*)segment->Elements + (sourceIndex * (uint)ElementSize), ElementPointer(destinationIndex), count, ElementSize);
    }

    /// <summary>The same from functions of an instance. Of a table of functions.</summary>
    /// <param name="index">The first element.</param>
    /// <param name="functions">The instance's functions.</param>
    /// <param name="indices">Which of them the elements become.</param>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Init(ulong index, FunctionRecord** functions, ReadOnlySpan<int> indices)
    {
        CheckRange(index, (ulong)indices.Length);
        var element = Data->FunctionAt(index);
        foreach (var function in indices)
        {
            *element++ = functions[function];
        }
    }

    /// <summary>Shows the elements to the collector.</summary>
    public void VisitRoots(IRootVisitor visitor)
    {
        if (!HoldsFunctions)
        {
            for (ulong i = 0; i < Length; i++)
            {
                visitor.Visit(Data->RefAt(i));
            }
        }
    }

    /// <summary>Frees the elements; the store does so when it is disposed.</summary>
    public void Free()
    {
        NativeMemory.Free(_elements);
        _elements = Data->Elements = null;
        Data->Length = _capacity = 0;
        GC.SuppressFinalize(this);
    }

    private static void Move(byte* source, byte* destination, ulong count, int elementSize)
    {
        var bytes = count * (uint)elementSize;
        Buffer.MemoryCopy(source, destination, bytes, bytes);
    }

    private void CheckRange(ulong index, ulong count)
    {
        if (index > Length || count > Length - index)
        {
            TrapException.Throw(TrapCode.TableOutOfBounds);
        }
    }

    private void Write(ulong index, ulong count, Slot value)
    {
        if (HoldsFunctions)
        {
            new Span<ulong>(ElementPointer(index), checked((int)count)).Fill(value.U64);
        }
        else
        {
            new Span<uint>(ElementPointer(index), checked((int)count)).Fill(value.Ref);
        }
    }

    // Doubling keeps a loop of table.grow linear; the limit on elements keeps the sizes far below 2 GiB.
    private bool TryReserve(ulong needed)
    {
        var limit = Math.Min(_maximum, Store.TableElements.Limit);
        var capacity = Math.Min(Math.Max(needed, _capacity * 2), Math.Max(limit, needed));
        try
        {
            Data->Elements = _elements = NativeMemory.Realloc(_elements, checked((nuint)capacity * (nuint)ElementSize));
        }
        catch (OutOfMemoryException)
        {
            return false;
        }

        _capacity = capacity;
        return true;
    }
}
