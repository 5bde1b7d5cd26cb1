using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Functions that tell a script what it can't see of a module: what is in its memories and tables.</summary>
internal static class StateFunctions
{
    /// <summary>Adds one for each memory and table that the module defines and exports: without parameters, its result an <c>i64</c>.</summary>
    /// <returns>Names of their exports: <c>sum of m0</c>, <c>sum of t0</c>.</returns>
    public static IReadOnlyList<string> AddTo(WasmModule module) => [.. AddTo(module, ExternKind.Memory), .. AddTo(module, ExternKind.Table)];

    private static List<string> AddTo(WasmModule module, ExternKind kind)
    {
        var names = new List<string>();
        var imported = module.CountImports(kind);
        foreach (var export in module.Exports.Where(export => export.Kind == kind && export.Index >= imported).ToArray())
        {
            names.Add($"sum of {export.Name}");
            var (address, body) = kind == ExternKind.Memory
                ? StateSums.OfMemory(module.Memories[export.Index - imported], export.Index)
                : StateSums.OfTable(module.Tables[export.Index - imported].Type, export.Index);
            Add(module, names[^1], address, body);
        }

        return names;
    }

    private static void Add(WasmModule module, string name, AddressType address, Code body)
    {
        var type = module.Types.Count;
        module.Types.Add(new SubType(new FunctionType([], [ValType.I64])));
        module.RecursiveGroups.Add(new RecursiveGroup(type, 1, false));
        module.Functions.Add(new FunctionDefinition(type, [new LocalGroup(1, address.ToValType()), new LocalGroup(1, ValType.I64)], body));
        module.Exports.Add(new Export(
            name, ExternKind.Function, module.CountImports(ExternKind.Function) + module.Functions.Count - 1));
    }
}
