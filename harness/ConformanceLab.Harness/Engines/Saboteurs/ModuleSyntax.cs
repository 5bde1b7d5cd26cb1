using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>What stands in the modules of scripts, for lies and for tables that need to know.</summary>
internal static class ModuleSyntax
{
    /// <summary>Reads a module in whatever form; null if it is malformed.</summary>
    public static WasmModule? TryRead(ModuleSource source, WasmFeatures features)
    {
        try
        {
            return source.Form == ModuleForm.Binary
                ? ModuleReader.Read(source.Bytes, features)
                : TextParser.ParseModule(source.Bytes, features);
        }
        catch (ModuleException)
        {
            return null;
        }
    }

    /// <summary>Names of the exported functions that return nothing.</summary>
    public static HashSet<string> FunctionsWithoutResults(WasmModule module)
    {
        List<int> types =
        [
            .. module.Imports.Where(import => import.Kind == ExternKind.Function).Select(import => import.TypeIndex),
            .. module.Functions.Select(function => function.TypeIndex),
        ];
        return
        [
            .. module.Exports
                .Where(export => export.Kind == ExternKind.Function
                    && module.Types[types[export.Index]].Composite is FunctionType { Results.IsEmpty: true })
                .Select(export => export.Name),
        ];
    }
}
