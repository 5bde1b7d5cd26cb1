using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Functions that tell a script what it can't see of a module.</summary>
internal static class StateFunctions
{
    /// <summary>Adds those for memories and tables.</summary>
    /// <returns>Names of their exports.</returns>
    public static IReadOnlyList<string> AddTo(WasmModule module) => [.. MemorySums.AddTo(module), .. TableSums.AddTo(module)];

    /// <summary>Adds one: an exported function without parameters whose result is an <c>i64</c>.</summary>
    public static void Add(WasmModule module, string name, ImmutableArray<LocalGroup> locals, Code body)
    {
        var type = module.Types.Count;
        module.Types.Add(new SubType(new FunctionType([], [ValType.I64])));
        module.RecursiveGroups.Add(new RecursiveGroup(type, 1, false));
        module.Functions.Add(new FunctionDefinition(type, locals, body));
        module.Exports.Add(new Export(
            name, ExternKind.Function, module.CountImports(ExternKind.Function) + module.Functions.Count - 1));
    }
}
