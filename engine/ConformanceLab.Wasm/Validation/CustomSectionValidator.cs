using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text.Printing;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Strict checks of the custom sections whose contents are understood: <c>name</c> and <c>metadata.code.branch_hint</c>. Nobody has to make
/// them: whatever is in a custom section, the module is as good without it. Source: specification, appendix "Custom Sections and
/// Annotations"; messages as the reference interpreter has them.
/// </summary>
public static class CustomSectionValidator
{
    /// <summary>Reads the sections; the module need not be valid.</summary>
    /// <exception cref="ModuleException">
    /// One does not follow its grammar or is there twice (<see cref="ModuleErrorKind.MalformedCustom"/>). Its offset is that in the module
    /// if the module was binary, else that in the section.
    /// </exception>
    public static void CheckSyntax(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var hasNames = false;
        var hasHints = false;
        foreach (var section in module.CustomSections)
        {
            switch (section.Name)
            {
                case NameSection.SectionName:
                    CheckFirst(ref hasNames, module, section);
                    NameSection.Read(section.Bytes.Span, OffsetOf(module, section));
                    break;
                case BranchHintSection.SectionName:
                    CheckFirst(ref hasHints, module, section);
                    BranchHintSection.Read(section.Bytes.Span, OffsetOf(module, section));
                    break;
            }
        }
    }

    /// <summary>
    /// Compares what the sections say with the module: whether names are of things that it has (labels excepted), and hints of conditional
    /// branches.
    /// </summary>
    /// <param name="module">A valid module that <see cref="CheckSyntax"/> accepts.</param>
    /// <exception cref="ModuleException">
    /// A section is wrong (<see cref="ModuleErrorKind.InvalidCustom"/>). Its offset is the section's in a binary module, else 0.
    /// </exception>
    public static void CheckContents(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (var section in module.CustomSections)
        {
            var wrong = section.Name switch
            {
                NameSection.SectionName => FindWrongName(module, NameSection.Read(section.Bytes.Span)),
                BranchHintSection.SectionName => FindWrongHint(module, BranchHintSection.Read(section.Bytes.Span)),
                _ => null,
            };
            if (wrong is not null)
            {
                throw new ModuleException(ModuleErrorKind.InvalidCustom, wrong) { Offset = OffsetOf(module, section) };
            }
        }
    }

    private static void CheckFirst(ref bool isThere, WasmModule module, CustomSection section)
    {
        if (isThere)
        {
            throw new ModuleException(ModuleErrorKind.MalformedCustom, $"multiple {section.Name} sections")
            {
                Offset = OffsetOf(module, section),
            };
        }

        isThere = true;
    }

    private static int OffsetOf(WasmModule module, CustomSection section) =>
        MemoryMarshal.TryGetArray(module.Binary, out var whole)
        && MemoryMarshal.TryGetArray(section.Bytes, out var part)
        && ReferenceEquals(whole.Array, part.Array)
            ? part.Offset - whole.Offset
            : 0;

    private static string? FindWrongName(WasmModule module, NameMap names)
    {
        var imported = module.CountImports(ExternKind.Function);
        var functions = imported + module.Functions.Count;
        return FindBeyond("function", names.Functions, functions)
            ?? FindWrongLocal(module, names, imported, functions)
            ?? FindBeyond("function", names.Labels, functions)
            ?? FindBeyond("type", names.Types, module.Types.Count)
            ?? FindWrongField(module, names)
            ?? FindBeyond("table", names.Tables, module.CountImports(ExternKind.Table) + module.Tables.Count)
            ?? FindBeyond("memory", names.Memories, module.CountImports(ExternKind.Memory) + module.Memories.Count)
            ?? FindBeyond("global", names.Globals, module.CountImports(ExternKind.Global) + module.Globals.Count)
            ?? FindBeyond("tag", names.Tags, module.CountImports(ExternKind.Tag) + module.Tags.Count)
            ?? FindBeyond("elem", names.Elements, module.Elements.Count)
            ?? FindBeyond("data", names.Data, module.Data.Count);
    }

    private static string? FindBeyond<T>(string category, IReadOnlyDictionary<int, T> names, long count)
    {
        foreach (var index in names.Keys)
        {
            if (index >= count)
            {
                return $"custom @name: invalid {category} index {index}";
            }
        }

        return null;
    }

    private static string? FindWrongLocal(WasmModule module, NameMap names, int imported, int functions)
    {
        if (FindBeyond("function", names.Locals, functions) is { } beyond)
        {
            return beyond;
        }

        var imports = names.Locals.Keys.Any(index => index < imported)
            ? module.Imports.Where(import => import.Kind == ExternKind.Function).Select(import => import.TypeIndex).ToArray()
            : [];
        foreach (var (index, locals) in names.Locals)
        {
            var isImport = index < imported;
            var type = (FunctionType)module.Types[isImport ? imports[index] : module.Functions[index - imported].TypeIndex].Composite;
            var count = (long)type.Parameters.Length;
            if (!isImport && !module.Functions[index - imported].Locals.IsDefault)
            {
                foreach (var group in module.Functions[index - imported].Locals)
                {
                    count += group.Count;
                }
            }

            if (FindBeyond("local", locals, count) is { } local)
            {
                return $"{local} for function {index}";
            }
        }

        return null;
    }

    private static string? FindWrongField(WasmModule module, NameMap names)
    {
        if (FindBeyond("type", names.Fields, module.Types.Count) is { } beyond)
        {
            return beyond;
        }

        foreach (var (index, fields) in names.Fields)
        {
            if (module.Types[index].Composite is not StructType type)
            {
                return $"custom @name: non-struct type {index}";
            }

            if (FindBeyond("field", fields, type.Fields.Length) is { } field)
            {
                return $"{field} for type {index}";
            }
        }

        return null;
    }

    // Hints are sorted by function, then by offset; each function is walked once.
    private static string? FindWrongHint(WasmModule module, List<BranchHint> hints)
    {
        var imported = module.CountImports(ExternKind.Function);
        for (var next = 0; next < hints.Count;)
        {
            var index = hints[next].FunctionIndex;
            if (index < imported || index - imported >= module.Functions.Count)
            {
                return $"@metadata.code.branch_hint annotation: invalid function index {index}";
            }

            next = SkipRightHints(module, module.Functions[index - imported], hints, next);
            if (next < hints.Count && hints[next].FunctionIndex == index)
            {
                return $"@metadata.code.branch_hint annotation: invalid target: offset {hints[next].Offset} of function {index}";
            }
        }

        return null;
    }

    // The first hint, from a place on, that is not one of the function or not at a conditional branch.
    private static int SkipRightHints(WasmModule module, FunctionDefinition function, List<BranchHint> hints, int next)
    {
        var index = hints[next].FunctionIndex;
        var start = BranchHints.LengthOfLocals(function);
        var reader = new BodyReader(function.Body.Bytes.Span, module.Features);
        var probe = default(OpcodeProbe);
        while (next < hints.Count && hints[next].FunctionIndex == index && !reader.IsAtEnd)
        {
            var offset = reader.Position;
            reader.Read(ref probe);
            if (start + offset == hints[next].Offset && probe.Opcode is Opcode.If or Opcode.BrIf)
            {
                next++;
            }
        }

        return next;
    }
}
