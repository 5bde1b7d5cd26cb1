using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// What stands for the imports of random modules. A function's results depend on its arguments alone: each is the first argument of its
/// type, or 7, or an object of the host, or null; where nothing is of the type it traps. Here as host functions, and as text for scripts.
/// </summary>
internal static class HostModule
{
    /// <summary>Defines an import.</summary>
    /// <param name="linker">Where.</param>
    /// <param name="store">For which store.</param>
    /// <param name="import">The import.</param>
    /// <param name="tell">Is told the arguments of each call.</param>
    public static void Define(Linker linker, Store store, ImportType import, Action<Value[]> tell)
    {
        switch (import.Type)
        {
            case FunctionExternType { Type: var type }:
                linker.DefineFunction(import.Module, import.Name, type, (_, arguments, results) =>
                {
                    tell(arguments.ToArray());
                    for (var i = 0; i < results.Length; i++)
                    {
                        var source = type.Parameters.IndexOf(type.Results[i]);
                        results[i] = source >= 0 ? arguments[source] : Simple(type.Results[i]);
                    }
                });
                break;
            case TagExternType { Type: var type }:
                linker.Define(import.Module, import.Name, new Tag(store, type));
                break;
            case GlobalExternType { Type: var type }:
                linker.Define(import.Module, import.Name, new Global(store, type, Simple(type.Value)));
                break;
            case MemoryExternType { Type: var type }:
                linker.Define(import.Module, import.Name, new Memory(store, type));
                break;
            case TableExternType { Type: var type }:
                linker.Define(import.Module, import.Name, new Table(store, type, Simple(type.Element)));
                break;
        }
    }

    /// <summary>The modules that a script needs, registered under their names. Only functions and tags.</summary>
    public static void Append(StringBuilder text, WasmModule module)
    {
        foreach (var imports in module.Imports.GroupBy(static import => import.Module))
        {
            text.Append("(module\n");
            foreach (var import in imports.DistinctBy(static import => import.Name))
            {
                if (import.Kind is ExternKind.Function or ExternKind.Tag)
                {
                    Append(text, import, (FunctionType)module.Types[import.TypeIndex].Composite);
                }
            }

            text.Append(CultureInfo.InvariantCulture, $")\n(register \"{imports.Key}\")\n");
        }
    }

    private static void Append(StringBuilder text, Import import, FunctionType type)
    {
        var parameters = $"(param {string.Join(' ', type.Parameters)})";
        var results = type.Results.Select(result => type.Parameters.IndexOf(result) is >= 0 and var parameter
            ? string.Create(CultureInfo.InvariantCulture, $"(local.get {parameter})")
            : SimpleText(result));
        text.Append(import.Kind == ExternKind.Tag
            ? $"  (tag (export \"{import.Name}\") {parameters})\n"
            : $"  (func (export \"{import.Name}\") {parameters} (result {string.Join(' ', type.Results)}) {string.Join(' ', results)})\n");
    }

    private static string SimpleText(ValType type) =>
        type.IsReference && type.HeapType == HeapType.Extern ? "(extern.convert_any (ref.i31 (i32.const 7)))"
        : type == ValType.V128 ? "(v128.const i64x2 7 7)"
        : type.IsNumber ? $"({type}.const 7)"
        : type.IsNullable ? $"(ref.null {type.HeapType})"
        : "(unreachable)";

    private static Value Simple(ValType type) => type == ValType.I32 ? 7
        : type == ValType.I64 ? 7L
        : type == ValType.F32 ? 7f
        : type == ValType.F64 ? 7.0
        : type == ValType.V128 ? Vector128.Create(7, 7).AsByte()
        : type.HeapType == HeapType.Extern ? Value.FromExternRef("an object of the host")
        : type.IsNullable && type.HeapType.IsAbstract ? Value.Default(type)
        : throw new TrapException(TrapCode.Unreachable);
}
