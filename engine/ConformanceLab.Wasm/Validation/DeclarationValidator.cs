using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Validates what stands outside functions: initialisers, segments, exports. Collects which functions are declared on the way.
/// Source: specification, "Modules" in "Validation".
/// </summary>
internal struct DeclarationValidator(ValidatedModule module)
{
    private readonly WasmModule _source = module.Module;

    // Created when the first expression comes.
    private ConstantExpressionVisitor? _expressions;

    public void Validate()
    {
        // Before GC, expressions could name imported globals only; since then each global's may also name those before it.
        var hasGc = (_source.Features & WasmFeatures.Gc) != 0;
        for (var i = 0; i < _source.Tables.Count; i++)
        {
            module.Current = (SectionId.Table, i);
            CheckTable(_source.Tables[i]);
        }

        for (var i = 0; i < _source.Globals.Count; i++)
        {
            module.Current = (SectionId.Global, i);
            var index = module.ImportedGlobalCount + i;
            CheckExpression(_source.Globals[i].Initializer, module.Globals[index].Value, hasGc ? index : module.ImportedGlobalCount);
        }

        var visibleGlobals = hasGc ? module.Globals.Length : module.ImportedGlobalCount;
        for (var i = 0; i < _source.Elements.Count; i++)
        {
            module.Current = (SectionId.Element, i);
            CheckElements(_source.Elements[i], visibleGlobals);
        }

        for (var i = 0; i < _source.Data.Count; i++)
        {
            module.Current = (SectionId.Data, i);
            CheckData(_source.Data[i], visibleGlobals);
        }

        CheckExports();
    }

    // spec: valid-table. Globals of the module come later.
    private void CheckTable(TableDefinition table)
    {
        var element = module.ToCanonical(table.Type.Element);
        if (table.Initializer is { } initializer)
        {
            CheckExpression(initializer, element, module.ImportedGlobalCount);
        }
        else if (!element.IsDefaultable)
        {
            ModuleValidator.Fail("type mismatch", $"a table of {element} needs an initializer", "valid-table");
        }
    }

    // spec: valid-elem
    private void CheckElements(ElementSegment segment, int visibleGlobals)
    {
        CheckType(segment.Type);
        var type = module.ToCanonical(segment.Type);
        if (segment.FunctionIndices.IsDefault)
        {
            foreach (var expression in segment.Expressions)
            {
                CheckExpression(expression, type, visibleGlobals);
            }
        }
        else
        {
            foreach (var function in segment.FunctionIndices)
            {
                CheckFunction(function, "valid-elem");
                var reference = ValType.Ref(HeapType.Concrete(module.FunctionTypes[function]), nullable: false);
                if (!module.Types.MatchesValue(reference, type))
                {
                    ModuleValidator.Fail("type mismatch", $"function {function} in a segment of {type}", "valid-elem");
                }
            }
        }

        if (segment.Mode != SegmentMode.Active)
        {
            return;
        }

        if ((uint)segment.TableIndex >= (uint)module.Tables.Length)
        {
            ModuleValidator.Fail($"unknown table {segment.TableIndex}", null, "valid-elemmode");
        }

        var table = module.Tables[segment.TableIndex];
        if (!module.Types.MatchesValue(type, table.Element))
        {
            ModuleValidator.Fail("type mismatch", $"a segment of {type} for a table of {table.Element}", "valid-elemmode");
        }

        CheckExpression(segment.Offset!.Value, table.AddressType.ToValType(), visibleGlobals);
    }

    // spec: valid-data
    private void CheckData(DataSegment segment, int visibleGlobals)
    {
        if (segment.Mode != SegmentMode.Active)
        {
            return;
        }

        if ((uint)segment.MemoryIndex >= (uint)module.MemoryAddresses.Length)
        {
            ModuleValidator.Fail($"unknown memory {segment.MemoryIndex}", null, "valid-datamode");
        }

        CheckExpression(segment.Offset!.Value, module.MemoryAddresses[segment.MemoryIndex], visibleGlobals);
    }

    // spec: valid-export
    private readonly void CheckExports()
    {
        var names = new HashSet<string>(_source.Exports.Count);
        for (var i = 0; i < _source.Exports.Count; i++)
        {
            var export = _source.Exports[i];
            module.Current = (SectionId.Export, i);
            switch (export.Kind)
            {
                case ExternKind.Function:
                    CheckFunction(export.Index, "valid-export");
                    break;
                case ExternKind.Table:
                    Check(export.Index, module.Tables.Length, "table");
                    break;
                case ExternKind.Memory:
                    Check(export.Index, module.Memories.Length, "memory");
                    break;
                case ExternKind.Global:
                    Check(export.Index, module.Globals.Length, "global");
                    break;
                case ExternKind.Tag:
                    Check(export.Index, module.Tags.Length, "tag");
                    break;
            }

            if (!names.Add(export.Name))
            {
                ModuleValidator.Fail("duplicate export name", export.Name, "valid-module");
            }
        }

        static void Check(int index, int count, string space)
        {
            if ((uint)index >= (uint)count)
            {
                ModuleValidator.Fail($"unknown {space} {index}", null, "valid-export");
            }
        }
    }

    private readonly void CheckFunction(int index, string rule)
    {
        if ((uint)index >= (uint)module.FunctionTypes.Length)
        {
            ModuleValidator.Fail($"unknown function {index}", null, rule);
        }

        module.Declare(index);
    }

    private readonly void CheckType(ValType type)
    {
        if (type.IsReference && type.HeapType.IsConcrete && type.HeapType.Index >= module.CanonicalIds.Length)
        {
            ModuleValidator.Fail($"unknown type {type.HeapType.Index}", null, "valid-heaptype");
        }
    }

    private void CheckExpression(Code code, ValType result, int visibleGlobals)
    {
        var visitor = _expressions ??= new ConstantExpressionVisitor(module);
        visitor.Validator.BeginExpression(code, result, visibleGlobals);
        var reader = visitor.Validator.CreateReader();
        while (!visitor.Validator.IsFinished)
        {
            visitor.Validator.Position = reader.Position;
            reader.Read(ref visitor);
        }

        if (!reader.IsAtEnd)
        {
            throw new ModuleException(ModuleErrorKind.Malformed, "END opcode expected")
            {
                Offset = code.Offset >= 0 ? code.Offset + reader.Position : -1,
            };
        }

        _expressions = visitor;
    }
}
