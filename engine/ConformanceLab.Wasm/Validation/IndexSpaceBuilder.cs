using System.Collections.Immutable;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Validates the types of everything that is imported or defined and lays the index spaces out. Source: specification, "Types",
/// "Import Types" in "Validation".
/// </summary>
internal readonly struct IndexSpaceBuilder(ValidatedModule module)
{
    private readonly WasmModule _source = module.Module;

    public void Build()
    {
        var functions = new List<int>(_source.Functions.Count);
        var tables = new List<TableType>();
        var memories = new List<MemoryType>();
        var globals = new List<GlobalType>();
        var tags = new List<int>();
        for (var i = 0; i < _source.Imports.Count; i++)
        {
            var import = _source.Imports[i];
            module.Current = (SectionId.Import, i);
            switch (import.Kind)
            {
                case ExternKind.Function:
                    functions.Add(FunctionTypeIndex(import.TypeIndex));
                    break;
                case ExternKind.Table:
                    tables.Add(Check(import.Table));
                    break;
                case ExternKind.Memory:
                    memories.Add(Check(import.Memory));
                    break;
                case ExternKind.Global:
                    globals.Add(Check(import.Global));
                    break;
                case ExternKind.Tag:
                    tags.Add(TagTypeIndex(import.TypeIndex));
                    break;
            }
        }

        module.ImportedFunctionCount = functions.Count;
        module.ImportedTableCount = tables.Count;
        module.ImportedMemoryCount = memories.Count;
        module.ImportedGlobalCount = globals.Count;
        module.ImportedTagCount = tags.Count;
        for (var i = 0; i < _source.Functions.Count; i++)
        {
            module.Current = (SectionId.Function, i);
            functions.Add(FunctionTypeIndex(_source.Functions[i].TypeIndex));
        }

        for (var i = 0; i < _source.Tags.Count; i++)
        {
            module.Current = (SectionId.Tag, i);
            tags.Add(TagTypeIndex(_source.Tags[i]));
        }

        for (var i = 0; i < _source.Tables.Count; i++)
        {
            module.Current = (SectionId.Table, i);
            tables.Add(Check(_source.Tables[i].Type));
        }

        for (var i = 0; i < _source.Memories.Count; i++)
        {
            module.Current = (SectionId.Memory, i);
            memories.Add(Check(_source.Memories[i]));
        }

        for (var i = 0; i < _source.Globals.Count; i++)
        {
            module.Current = (SectionId.Global, i);
            globals.Add(Check(_source.Globals[i].Type));
        }

        Publish(functions, tables, memories, globals, tags);
        CheckSingularity();
    }

    private void Publish(List<int> functions, List<TableType> tables, List<MemoryType> memories, List<GlobalType> globals, List<int> tags)
    {
        var signatures = ImmutableArray.CreateBuilder<FunctionType>(functions.Count);
        foreach (var type in functions)
        {
            signatures.Add(module.TypeSignatures[type]!);
        }

        module.FunctionTypes = [.. functions];
        module.FunctionSignatures = signatures.MoveToImmutable();
        module.Tables = [.. tables];
        module.Memories = [.. memories];
        module.Globals = [.. globals];
        module.Tags = [.. tags];
        module.MemoryAddresses = new ValType[memories.Count];
        for (var i = 0; i < memories.Count; i++)
        {
            module.MemoryAddresses[i] = memories[i].AddressType.ToValType();
        }
    }

    // Before the proposals that allow several.
    private void CheckSingularity()
    {
        if (module.Memories.Length > 1 && (_source.Features & WasmFeatures.MultiMemory) == 0)
        {
            GoToSecond(SectionId.Memory, module.ImportedMemoryCount, _source.Memories.Count);
            ModuleValidator.Fail("multiple memories", null, "valid-module");
        }

        if (module.Tables.Length > 1 && (_source.Features & WasmFeatures.ReferenceTypes) == 0)
        {
            GoToSecond(SectionId.Table, module.ImportedTableCount, _source.Tables.Count);
            ModuleValidator.Fail("multiple tables", null, "valid-module");
        }
    }

    // Where all are imports, the last import is near enough.
    private void GoToSecond(SectionId section, int imported, int defined) =>
        module.Current = defined > 0 ? (section, Math.Max(0, 1 - imported)) : (SectionId.Import, _source.Imports.Count - 1);

    private int FunctionTypeIndex(int index)
    {
        if ((uint)index >= (uint)module.TypeSignatures.Length)
        {
            ModuleValidator.Fail($"unknown type {index}", null, "valid-typeuse");
        }

        if (module.TypeSignatures[index] is null)
        {
            ModuleValidator.Fail($"non-function type {index}", null, "valid-typeuse");
        }

        return module.CanonicalIds[index];
    }

    // spec: valid-tagtype
    private int TagTypeIndex(int index)
    {
        var canonical = FunctionTypeIndex(index);
        if (!module.TypeSignatures[index]!.Results.IsEmpty)
        {
            ModuleValidator.Fail("non-empty tag result type", null, "valid-tagtype");
        }

        return canonical;
    }

    private GlobalType Check(GlobalType type) => type with { Value = Check(type.Value) };

    // spec: valid-tabletype
    private TableType Check(TableType type)
    {
        var is64 = type.AddressType == AddressType.I64;
        CheckLimits(
            type.Limits,
            is64 ? ulong.MaxValue : uint.MaxValue,
            is64 ? "table size must be at most 2^64-1" : "table size must be at most 2^32-1",
            "valid-tabletype");
        return type with { Element = Check(type.Element) };
    }

    // spec: valid-memtype
    private MemoryType Check(MemoryType type)
    {
        if (type.PageSizeLog2 != 16 && (type.PageSizeLog2 != 0 || (_source.Features & WasmFeatures.CustomPageSizes) == 0))
        {
            ModuleValidator.Fail("invalid custom page size", $"2^{type.PageSizeLog2}", "valid-memtype");
        }

        // The address space, in pages; with pages of one byte, what the address type can count.
        var bits = type.AddressType == AddressType.I64 ? 64 : 32;
        var pages = type.PageSizeLog2 == 0 ? ulong.MaxValue >> (64 - bits) : 1UL << (bits - type.PageSizeLog2);
        var reason = type is { AddressType: AddressType.I32, PageSizeLog2: 16 }
            ? "memory size must be at most 65536 pages (4GiB)"
            : $"memory size must be at most {pages} pages";
        CheckLimits(type.Limits, pages, reason, "valid-memtype");
        if (type.IsShared && type.Limits.Maximum is null)
        {
            ModuleValidator.Fail("shared memory must have maximum", null, "valid-memtype");
        }

        return type;
    }

    // spec: valid-limits
    private static void CheckLimits(Limits limits, ulong bound, string reason, string rule)
    {
        if (limits.Minimum > bound || limits.Maximum > bound)
        {
            ModuleValidator.Fail(reason, null, rule);
        }

        if (limits.Minimum > limits.Maximum)
        {
            ModuleValidator.Fail("size minimum must not be greater than maximum", $"{limits.Minimum} and {limits.Maximum}", "valid-limits");
        }
    }

    private ValType Check(ValType type)
    {
        if (type.IsReference && type.HeapType.IsConcrete && type.HeapType.Index >= module.CanonicalIds.Length)
        {
            ModuleValidator.Fail($"unknown type {type.HeapType.Index}", null, "valid-heaptype");
        }

        return module.ToCanonical(type);
    }
}
