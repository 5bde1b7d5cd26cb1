using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Reduction;

/// <summary>
/// Removes from a module what neither exports nor code refer to, and renumbers the rest. Types go by whole recursive groups, since a
/// group is what types are compared by. The module need not be valid.
/// </summary>
internal sealed partial class UnusedRemover
{
    private readonly WasmModule _module;
    private readonly Dictionary<Space, SortedSet<int>> _used = [];
    private readonly Dictionary<Space, Dictionary<int, int>> _numbers = [];
    private readonly Queue<(Space Space, int Index)> _pending = new();

    private UnusedRemover(WasmModule module)
    {
        _module = module;
        foreach (var space in Enum.GetValues<Space>())
        {
            _used.Add(space, []);
        }
    }

    /// <summary>What a module has by index.</summary>
    internal enum Space
    {
        Type,
        Function,
        Table,
        Memory,
        Global,
        Tag,
        Element,
        Data,
    }

    /// <summary>The module without what is not used.</summary>
    /// <param name="module">The module.</param>
    /// <param name="kept">What stays although nothing uses it, and what that uses.</param>
    /// <exception cref="ModuleException">A body is malformed, or an index is of nothing.</exception>
    public static WasmModule Remove(WasmModule module, IEnumerable<(Space Space, int Index)> kept) =>
        new UnusedRemover(module).Remove(kept);

    /// <summary>All that a module has.</summary>
    public static IEnumerable<(Space Space, int Index)> Everything(WasmModule module) =>
        Enum.GetValues<Space>().SelectMany(space => Enumerable.Range(0, Count(module, space)).Select(index => (space, index)));

    private static int Count(WasmModule module, Space space) => space switch
    {
        Space.Type => module.Types.Count,
        Space.Function => module.CountImports(ExternKind.Function) + module.Functions.Count,
        Space.Table => module.CountImports(ExternKind.Table) + module.Tables.Count,
        Space.Memory => module.CountImports(ExternKind.Memory) + module.Memories.Count,
        Space.Global => module.CountImports(ExternKind.Global) + module.Globals.Count,
        Space.Tag => module.CountImports(ExternKind.Tag) + module.Tags.Count,
        Space.Element => module.Elements.Count,
        _ => module.Data.Count,
    };

    private static Space SpaceOf(ExternKind kind) => kind switch
    {
        ExternKind.Function => Space.Function,
        ExternKind.Table => Space.Table,
        ExternKind.Memory => Space.Memory,
        ExternKind.Global => Space.Global,
        _ => Space.Tag,
    };

    private WasmModule Remove(IEnumerable<(Space Space, int Index)> kept)
    {
        foreach (var (space, index) in kept)
        {
            Use(space, index);
        }

        Mark();
        Number();
        return Rebuild();
    }

    private void Mark()
    {
        foreach (var export in _module.Exports)
        {
            Use(SpaceOf(export.Kind), export.Index);
        }

        if (_module.Start is { } start)
        {
            Use(Space.Function, start);
        }

        Drain();
        MarkSegments();
    }

    // Active segments are there for what they fill; those that declare functions, for the functions.
    private void MarkSegments()
    {
        bool hasChanged;
        do
        {
            hasChanged = false;
            for (var i = 0; i < _module.Elements.Count; i++)
            {
                var segment = _module.Elements[i];
                if (segment.Count > 0 && segment.Mode != SegmentMode.Passive
                    && (segment.Mode == SegmentMode.Declarative || _used[Space.Table].Contains(segment.TableIndex) || Names(segment)))
                {
                    hasChanged |= _used[Space.Element].Add(i);
                    Walk(segment);
                }
            }

            for (var i = 0; i < _module.Data.Count; i++)
            {
                var segment = _module.Data[i];
                if (segment is { Mode: SegmentMode.Active, Bytes.IsEmpty: false } && _used[Space.Memory].Contains(segment.MemoryIndex))
                {
                    hasChanged |= _used[Space.Data].Add(i);
                    Walk(segment.Offset!.Value);
                }
            }

            Drain();
        }
        while (hasChanged);
    }

    // A function that code refers to has to be named somewhere outside of code.
    private bool Names(ElementSegment segment) =>
        !segment.FunctionIndices.IsDefault && segment.FunctionIndices.Any(_used[Space.Function].Contains);

    private int Use(Space space, int index)
    {
        if (_used[space].Contains(index))
        {
            return index;
        }

        if (index < 0 || index >= Count(_module, space))
        {
            throw new ModuleException(ModuleErrorKind.Invalid, $"unknown {space}");
        }

        _used[space].Add(index);
        _pending.Enqueue((space, index));
        return index;
    }

    private void Drain()
    {
        while (_pending.TryDequeue(out var item))
        {
            Walk(item.Space, item.Index);
        }
    }

    private void Walk(Space space, int index)
    {
        var imported = space switch
        {
            Space.Function => _module.CountImports(ExternKind.Function),
            Space.Table => _module.CountImports(ExternKind.Table),
            Space.Memory => _module.CountImports(ExternKind.Memory),
            Space.Global => _module.CountImports(ExternKind.Global),
            Space.Tag => _module.CountImports(ExternKind.Tag),
            _ => 0,
        };
        if (index < imported)
        {
            var kind = space switch
            {
                Space.Function => ExternKind.Function,
                Space.Table => ExternKind.Table,
                Space.Memory => ExternKind.Memory,
                Space.Global => ExternKind.Global,
                _ => ExternKind.Tag,
            };
            Convert(_module.Imports.Where(import => import.Kind == kind).ElementAt(index));
            return;
        }

        index -= imported;
        switch (space)
        {
            case Space.Type:
                var group = _module.RecursiveGroups.First(group => index >= group.Start && index < group.Start + group.Count);
                for (var i = 0; i < group.Count; i++)
                {
                    Use(Space.Type, group.Start + i);
                    Convert(_module.Types[group.Start + i]);
                }

                break;
            case Space.Function:
                Use(Space.Type, _module.Functions[index].TypeIndex);
                foreach (var local in _module.Functions[index].Locals)
                {
                    Convert(local.Type);
                }

                Walk(_module.Functions[index].Body);
                break;
            case Space.Table:
                Convert(_module.Tables[index].Type.Element);
                Walk(_module.Tables[index].Initializer);
                break;
            case Space.Global:
                Convert(_module.Globals[index].Type.Value);
                Walk(_module.Globals[index].Initializer);
                break;
            case Space.Tag:
                Use(Space.Type, _module.Tags[index]);
                break;
            case Space.Element:
                Walk(_module.Elements[index]);
                break;
            case Space.Data:
                Walk(_module.Data[index].Offset);
                if (_module.Data[index].Mode == SegmentMode.Active)
                {
                    Use(Space.Memory, _module.Data[index].MemoryIndex);
                }

                break;
        }
    }

    private void Walk(ElementSegment segment)
    {
        if (segment.Mode == SegmentMode.Active)
        {
            Use(Space.Table, segment.TableIndex);
        }

        Convert(segment.Type);
        Walk(segment.Offset);
        foreach (var function in segment.FunctionIndices.IsDefault ? [] : segment.FunctionIndices)
        {
            Use(Space.Function, function);
        }

        foreach (var expression in segment.Expressions.IsDefault ? [] : segment.Expressions)
        {
            Walk(expression);
        }
    }

    private void Walk(Code? code)
    {
        if (code is { } sequence)
        {
            Convert(sequence);
        }
    }

    private void Number()
    {
        foreach (var (space, used) in _used)
        {
            var numbers = new Dictionary<int, int>();
            foreach (var index in used)
            {
                numbers.Add(index, numbers.Count);
            }

            _numbers.Add(space, numbers);
        }
    }

    // While marking, an index is marked and stays; afterwards it becomes the new one.
    private int Convert(Space space, int index) => _numbers.Count > 0 ? _numbers[space][index] : Use(space, index);

    private HeapType Convert(HeapType type) => type.IsConcrete ? HeapType.Concrete(Convert(Space.Type, type.Index)) : type;

    private ValType Convert(ValType type) => type.IsReference ? ValType.Ref(Convert(type.HeapType), type.IsNullable) : type;

    private ImmutableArray<ValType> Convert(ImmutableArray<ValType> types) => [.. types.Select(Convert)];

    private FieldType Convert(FieldType field) => field with { Storage = Convert(field.Storage) };

    private SubType Convert(SubType type) => new(
        type.Composite switch
        {
            FunctionType function => new FunctionType(Convert(function.Parameters), Convert(function.Results)),
            StructType structure => new StructType([.. structure.Fields.Select(Convert)]),
            _ => new ArrayType(Convert(((ArrayType)type.Composite).Element)),
        },
        type.IsFinal,
        [.. type.Supertypes.Select(super => Convert(Space.Type, super))],
        type.IsExplicit);

    private Import Convert(Import import) => import.Kind switch
    {
        ExternKind.Function or ExternKind.Tag => import with { TypeIndex = Convert(Space.Type, import.TypeIndex) },
        ExternKind.Table => import with { Table = import.Table with { Element = Convert(import.Table.Element) } },
        ExternKind.Global => import with { Global = import.Global with { Value = Convert(import.Global.Value) } },
        _ => import,
    };

    private Code Convert(Code code)
    {
        var writer = new ByteWriter();
        var reader = new BodyReader(code.Bytes.Span, _module.Features);
        var visitor = new Renumberer(this, new InstructionEncoder(writer));
        while (!reader.IsAtEnd)
        {
            reader.Read(ref visitor);
        }

        return new Code(writer.ToArray());
    }

    private Code? Convert(Code? code) => code is { } sequence ? Convert(sequence) : null;

    private WasmModule Rebuild()
    {
        var result = new WasmModule { Features = _module.Features };
        foreach (var group in _module.RecursiveGroups.Where(group => group.Count > 0 && _used[Space.Type].Contains(group.Start)))
        {
            result.RecursiveGroups.Add(group with { Start = result.Types.Count });
            result.Types.AddRange(Enumerable.Range(group.Start, group.Count).Select(index => Convert(_module.Types[index])));
        }

        var imported = new Dictionary<ExternKind, int>();
        foreach (var import in _module.Imports)
        {
            var index = imported.GetValueOrDefault(import.Kind);
            imported[import.Kind] = index + 1;
            if (_used[SpaceOf(import.Kind)].Contains(index))
            {
                result.Imports.Add(Convert(import));
            }
        }

        result.Functions.AddRange(Kept(Space.Function, ExternKind.Function, _module.Functions).Select(function => new FunctionDefinition(
            Convert(Space.Type, function.TypeIndex),
            [.. function.Locals.Select(group => group with { Type = Convert(group.Type) })],
            Convert(function.Body))));
        result.Tables.AddRange(Kept(Space.Table, ExternKind.Table, _module.Tables).Select(table =>
            new TableDefinition(table.Type with { Element = Convert(table.Type.Element) }, Convert(table.Initializer))));
        result.Memories.AddRange(Kept(Space.Memory, ExternKind.Memory, _module.Memories));
        result.Tags.AddRange(Kept(Space.Tag, ExternKind.Tag, _module.Tags).Select(tag => Convert(Space.Type, tag)));
        result.Globals.AddRange(Kept(Space.Global, ExternKind.Global, _module.Globals).Select(global =>
            new GlobalDefinition(global.Type with { Value = Convert(global.Type.Value) }, Convert(global.Initializer))));
        result.Exports.AddRange(_module.Exports.Select(export => export with { Index = Convert(SpaceOf(export.Kind), export.Index) }));
        result.Start = _module.Start is { } start ? Convert(Space.Function, start) : null;
        result.Elements.AddRange(_used[Space.Element].Select(index => Convert(_module.Elements[index])));
        result.Data.AddRange(_used[Space.Data].Select(index => _module.Data[index]).Select(segment => segment with
        {
            Offset = Convert(segment.Offset),
            MemoryIndex = segment.Mode == SegmentMode.Active ? Convert(Space.Memory, segment.MemoryIndex) : 0,
        }));
        result.DataCount = _module.DataCount is null ? null : result.Data.Count;
        return result;
    }

    private ElementSegment Convert(ElementSegment segment) => new(
        segment.Mode,
        Convert(segment.Type),
        segment.Mode == SegmentMode.Active ? Convert(Space.Table, segment.TableIndex) : 0,
        Convert(segment.Offset),
        segment.FunctionIndices.IsDefault ? default : [.. segment.FunctionIndices.Select(function => Convert(Space.Function, function))],
        segment.Expressions.IsDefault ? default : [.. segment.Expressions.Select(Convert)]);

    private IEnumerable<T> Kept<T>(Space space, ExternKind kind, List<T> defined)
    {
        var imported = _module.CountImports(kind);
        return _used[space].Where(index => index >= imported).Select(index => defined[index - imported]);
    }
}
