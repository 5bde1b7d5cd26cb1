using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// Makes an instance of a module. If something traps, what has been written to imported tables and memories stays, and so does the
/// instance: functions of it may be referred to from there. Source: specification, "Instantiation" and "Allocation, Modules".
/// </summary>
internal unsafe readonly ref struct Instantiation
{
    private readonly StoreState _store;
    private readonly LoadedModule _module;
    private readonly WasmModule _syntax;
    private readonly ModuleInstance _instance;
    private readonly InstanceData* _data;

    private Instantiation(StoreState store, LoadedModule module)
    {
        _store = store;
        _module = module;
        _syntax = module.Syntax;
        var arena = store.Arena;
        _data = (InstanceData*)arena.AllocateBytes((nuint)module.Layout.Bytes);
        _instance = new ModuleInstance(store, module, _data)
        {
            Records = arena.AllocateUninitialized<FunctionRecord>(_syntax.Functions.Count),
        };
        *_data = new InstanceData
        {
            Store = store.Context,
            Memories = (MemoryData**)arena.AllocatePointers(module.Memories.Length),
            Tables = (TableData**)arena.AllocatePointers(module.Tables.Length),
            Globals = (GlobalCell**)arena.AllocatePointers(module.Globals.Length),
            Functions = (FunctionRecord**)((byte*)_data + module.Layout.FunctionAt(0)),
            Types = module.TypeIds,
            Tags = arena.Allocate<uint>(module.TagTypeIndices.Length),
            Data = arena.AllocateUninitialized<DataSegmentData>(_syntax.Data.Count),
            Elements = arena.Allocate<ElementSegmentData>(_syntax.Elements.Count),
        };
        new ReadOnlySpan<DataSegmentData>(module.PassiveData, _syntax.Data.Count).CopyTo(
            new Span<DataSegmentData>(_data->Data, _syntax.Data.Count));
        store.Hold(module);
        _data->InstanceId = store.AddInstance(_instance);
        store.ShowInterruptions(_instance);
    }

    /// <summary>Instantiates. The store has been entered.</summary>
    /// <param name="store">Where the instance is to live.</param>
    /// <param name="module">The module.</param>
    /// <param name="imports">
    /// What stands for each import, in order: an instance of the store's (<see cref="FunctionInstance"/>, <see cref="LinearMemory"/>, …),
    /// or null.
    /// </param>
    /// <exception cref="LinkException">An import is missing or does not match.</exception>
    /// <exception cref="TrapException">A segment is out of bounds, a limit is reached, or the start function traps.</exception>
    public static ModuleInstance Run(StoreState store, LoadedModule module, ReadOnlySpan<object?> imports)
    {
        CheckImports(module, imports);
        if (store.Instances.Count >= store.Limits.Instances)
        {
            throw new TrapException(TrapCode.OutOfMemory, $"more than {store.Limits.Instances} instances");
        }

        var work = new Instantiation(store, module);
        work.ReserveHeap();
        work.Import(imports);
        work.Allocate();
        work.Initialize();
        return work._instance;
    }

    // Where nothing can make objects or look into them nobody asks for the heap's base.
    private void ReserveHeap()
    {
        if (_module.HasAggregates)
        {
            _store.Heap.Reserve();
            _data->Base = _store.Context->HeapBase;
        }
    }

    private static void CheckImports(LoadedModule module, ReadOnlySpan<object?> imports)
    {
        var syntax = module.Syntax;
        for (var i = 0; i < syntax.Imports.Count; i++)
        {
            if (i >= imports.Length || imports[i] is null)
            {
                throw new LinkException("unknown import", syntax.Imports[i].Module, syntax.Imports[i].Name);
            }
        }

        for (var i = 0; i < syntax.Imports.Count; i++)
        {
            if (!ImportMatching.Matches(module, syntax.Imports[i], imports[i]!))
            {
                throw new LinkException("incompatible import type", syntax.Imports[i].Module, syntax.Imports[i].Name);
            }
        }
    }

    private void Import(ReadOnlySpan<object?> imports)
    {
        int functions = 0, tables = 0, memories = 0, globals = 0, tags = 0;
        for (var i = 0; i < _syntax.Imports.Count; i++)
        {
            switch (imports[i])
            {
                case FunctionInstance function:
                    _data->Functions[functions++] = function.Record;
                    break;
                case TableInstance table:
                    SetTable(tables++, table);
                    break;
                case LinearMemory memory:
                    if (memory.Type.IsShared)
                    {
                        _store.ShareMemory(memory);
                    }

                    SetMemory(memories++, memory);
                    break;
                case GlobalInstance global:
                    SetGlobal(globals++, global);
                    break;
                case TagInstance tag:
                    SetTag(tags++, tag);
                    break;
            }
        }
    }

    // spec: alloc-module. Functions come first, because initial values refer to them.
    private void Allocate()
    {
        AllocateFunctions();

        for (var i = 0; i < _syntax.Memories.Count; i++)
        {
            var image = i == 0 ? _module.Image : null;
            var memory = LinearMemory.Create(_syntax.Memories[i], _store.MemoryBytes, _store.Engine.Reservations, image);
            _store.AddMemory(memory);
            SetMemory(_module.ImportedMemories + i, memory);
        }

        for (var i = 0; i < _syntax.Tags.Count; i++)
        {
            var type = _syntax.Tags[i];
            SetTag(_module.ImportedTags + i, new TagInstance(_store, _module.FunctionTypeOf(type), _module.Types[type]));
        }

        for (var i = 0; i < _syntax.Globals.Count; i++)
        {
            var definition = _syntax.Globals[i];
            var type = definition.Type with { Value = _module.Types.ToCanonical(definition.Type.Value) };
            var value = _store.Constants.Evaluate(_instance, definition.Initializer);
            var global = new GlobalInstance(
                _store, type, _store.IsFunctionReference(type.Value), At<GlobalCell>(_module.Layout.GlobalAt(_module.ImportedGlobals + i)));
            *global.Cell = value;
            _store.AddGlobal(global);
            SetGlobal(_module.ImportedGlobals + i, global);
        }

        for (var i = 0; i < _syntax.Tables.Count; i++)
        {
            var definition = _syntax.Tables[i];
            var type = definition.Type with { Element = _module.Types.ToCanonical(definition.Type.Element) };
            var initial = definition.Initializer is { } expression ? _store.Constants.Evaluate(_instance, expression).Low : default;
            var table = new TableInstance(
                _store, type, _store.IsFunctionReference(type.Element), At<TableData>(_module.Layout.TableAt(_module.ImportedTables + i)));
            if (initial.U64 != 0)
            {
                table.Fill(0, initial, table.Length);
            }

            SetTable(_module.ImportedTables + i, table);
        }

        for (var i = 0; i < _syntax.Elements.Count; i++)
        {
            AllocateElements(_syntax.Elements[i], _data->Elements + i);
        }

    }

    // Records and pointers to them alone: a module has thousands, of which the host asks for a few.
    private void AllocateFunctions()
    {
        var types = _module.FunctionTypeIndices.AsSpan()[_module.ImportedFunctions..];
        var record = _instance.Records;
        var pointer = _data->Functions + _module.ImportedFunctions;
        foreach (var type in types)
        {
            *record = new FunctionRecord { Instance = _data, CanonicalType = _data->Types[type] };
            *pointer++ = record++;
        }

        _store.Executor.Prepare(_instance);
    }

    private void AllocateElements(ElementSegment segment, ElementSegmentData* data)
    {
        var holdsFunctions = _store.IsFunctionReference(_module.Types.ToCanonical(segment.Type));
        data->HoldsFunctions = holdsFunctions ? 1u : 0;
        if (segment.Mode == SegmentMode.Declarative || IsWrittenToTableAtOnce(segment))
        {
            return;
        }

        var count = segment.Count;
        data->Elements = holdsFunctions ? _store.Arena.AllocatePointers(count) : _store.Arena.Allocate<uint>(count);
        for (var i = 0; i < count; i++)
        {
            if (!segment.FunctionIndices.IsDefault)
            {
                ((FunctionRecord**)data->Elements)[i] = _data->Functions[segment.FunctionIndices[i]];
            }
            else
            {
                var value = _store.Constants.Evaluate(_instance, segment.Expressions[i]).Low;
                if (holdsFunctions)
                {
                    ((FunctionRecord**)data->Elements)[i] = value.Function;
                }
                else
                {
                    ((uint*)data->Elements)[i] = value.Ref;
                }
            }

            // Counted one by one: what is there is a root while the next expression allocates.
            data->Length = (ulong)i + 1;
        }
    }

    // Active segments of function indices need no copy: nothing can happen between their evaluation and their use.
    private static bool IsWrittenToTableAtOnce(ElementSegment segment) =>
        segment.Mode == SegmentMode.Active && !segment.FunctionIndices.IsDefault;

    // spec: exec-instantiation, the instruction sequences of active segments and start function.
    private void Initialize()
    {
        for (var i = 0; i < _syntax.Elements.Count; i++)
        {
            var segment = _syntax.Elements[i];
            if (segment.Mode == SegmentMode.Active)
            {
                var table = _instance.Tables[segment.TableIndex];
                var offset = Offset(segment.Offset, table.Type.AddressType, out _);
                if (IsWrittenToTableAtOnce(segment))
                {
                    table.Init(offset, _data->Functions, segment.FunctionIndices.AsSpan());
                }
                else
                {
                    table.Init(offset, _data->Elements + i, 0, (ulong)segment.Count);
                    _data->Elements[i].Length = 0;
                }
            }
        }

        InitializeMemories();
        if (_syntax.Start is { } start)
        {
            // A start function has neither parameters nor results, but the contract asks for a buffer.
            var slot = default(Slot);
            _store.Executor.Invoke(_instance.FunctionAt(start), &slot);
        }
    }

    private void InitializeMemories()
    {
        var hasImage = _module.Image is { } image && _instance.Memories[0].Image == image;
        if (hasImage && _instance.Memories.Length == 1)
        {
            return;
        }

        for (var i = 0; i < _syntax.Data.Count; i++)
        {
            var segment = _syntax.Data[i];
            if (segment.Mode == SegmentMode.Active && !(hasImage && ImageFile.IsPart(segment)))
            {
                var memory = _instance.Memories[segment.MemoryIndex];
                memory.Write(DataOffset(i, segment, memory.Type.AddressType), segment.Bytes.Span);
            }
        }

        _module.KnowOffsets();
    }

    // Thousands of segments have an offset that is a number.
    private ulong DataOffset(int index, DataSegment segment, AddressType type)
    {
        ref var known = ref _module.DataOffsets[index];
        var offset = Volatile.Read(ref known);
        if (offset == LoadedModule.UnknownOffset)
        {
            offset = unchecked((long)Offset(segment.Offset, type, out var isFixed));
            if (isFixed)
            {
                Volatile.Write(ref known, offset);
            }
        }

        return unchecked((ulong)offset);
    }

    private ulong Offset(Code? expression, AddressType type, out bool isFixed)
    {
        var value = _store.Constants.Evaluate(_instance, expression!.Value, out isFixed).Low;
        return type == AddressType.I64 ? value.U64 : value.U32;
    }

    // A part of the instance behind its fixed one.
    private T* At<T>(int offset)
        where T : unmanaged => (T*)((byte*)_data + offset);

    private void SetTable(int index, TableInstance table)
    {
        _instance.Tables[index] = table;
        _data->Tables[index] = table.Data;
    }

    private void SetMemory(int index, LinearMemory memory)
    {
        _instance.Memories[index] = memory;
        _data->Memories[index] = memory.Data;
        if (index == 0)
        {
            _data->Memory0Base = memory.Data->Base;
            _data->Base = _module.HasAggregates ? _data->Base : _data->Memory0Base;
        }
    }

    private void SetGlobal(int index, GlobalInstance global)
    {
        _instance.Globals[index] = global;
        _data->Globals[index] = global.Cell;
    }

    private void SetTag(int index, TagInstance tag)
    {
        _instance.Tags[index] = tag;
        _data->Tags[index] = tag.Id;
    }
}
