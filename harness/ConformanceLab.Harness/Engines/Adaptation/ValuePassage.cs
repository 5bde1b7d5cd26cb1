using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Engines.Adaptation;

/// <summary>
/// A module of our own between an engine and its host, through which values come that the host can't see as they are. For
/// <code>
/// (func (export "f") (param v128) (result f32) …)
/// </code>
/// it has, where the instance is registered under the name that it imports from,
/// <code>
/// (func $f (import "…" "f") (param v128) (result f32))
/// (func (export "f") (param i64 i64) (result i32)
///   (i32.reinterpret_f32 (call $f (i64x2.replace_lane 1 (i64x2.splat (local.get 0)) (local.get 1)))))
/// </code>
/// and for each exported global that needs it a function that reads it. Bits of NaNs, vectors and the kinds of references are seen so by
/// a host that knows nothing of them. The module has the types of the other one, and its own behind them. Immutable.
/// </summary>
internal sealed class ValuePassage
{
    private readonly Dictionary<string, (ImmutableArray<PassedType> Parameters, ImmutableArray<PassedType> Results)> _functions;
    private readonly WasmModule _module;

    private ValuePassage(
        WasmModule module, Dictionary<string, (ImmutableArray<PassedType> Parameters, ImmutableArray<PassedType> Results)> functions)
    {
        _module = module;
        _functions = functions;
    }

    /// <summary>The passage for a module's exports; null if all of them can do without.</summary>
    /// <param name="module">The module. It need not be valid: then nobody will use the passage.</param>
    /// <param name="scope">The name that its instance will be registered under.</param>
    /// <param name="features">What the engine has.</param>
    public static ValuePassage? Create(WasmModule module, string scope, WasmFeatures features)
    {
        var builder = new Builder(module, scope, features);
        foreach (var export in module.Exports)
        {
            builder.TryAdd(export);
        }

        return builder.Functions.Count == 0 ? null : new ValuePassage(builder.Finish(), builder.Functions);
    }

    /// <summary>Whether values of an export pass here.</summary>
    public bool Has(string export) => _functions.ContainsKey(export);

    /// <summary>The module, in the binary format.</summary>
    public byte[] ToBinary() => ModuleWriter.Write(_module);

    /// <summary>Writes arguments as they pass; default if they can't be of the function's type.</summary>
    public ImmutableArray<ScriptValue> PassIn(string export, ReadOnlySpan<ScriptValue> arguments)
    {
        var parameters = _functions[export].Parameters;
        var passed = new List<ScriptValue>(arguments.Length);
        if (parameters.Length != arguments.Length)
        {
            return default;
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            if (!parameters[index].TryPassIn(arguments[index], passed))
            {
                return default;
            }
        }

        return [.. passed];
    }

    /// <summary>Reads results that have passed; default if they are not what can come.</summary>
    public ImmutableArray<ScriptValue> PassOut(string export, ImmutableArray<ScriptValue> passed)
    {
        var results = _functions[export].Results;
        var values = new ScriptValue[results.Length];
        var rest = passed.AsSpan();
        for (var index = 0; index < values.Length; index++)
        {
            if (!results[index].TryPassOut(ref rest, out values[index]))
            {
                return default;
            }
        }

        return rest.IsEmpty ? [.. values] : default;
    }

    private sealed class Builder(WasmModule module, string scope, WasmFeatures features)
    {
        private readonly bool _hasGc = (features & WasmFeatures.Gc) != 0;
        private readonly List<(
            Export Export, Import Import, ImmutableArray<PassedType> Parameters, ImmutableArray<PassedType> Results)> _all = [];

        public Dictionary<string, (ImmutableArray<PassedType> Parameters, ImmutableArray<PassedType> Results)> Functions { get; } =
            new(StringComparer.Ordinal);

        public void TryAdd(Export export)
        {
            var imports = module.Imports.Where(import => import.Kind == export.Kind).ToArray();
            ImmutableArray<PassedType> parameters = [];
            ImmutableArray<PassedType> results;
            Import import;
            if (export.Kind == ExternKind.Function
                && TypeOfFunction(imports, export.Index) is { } index
                && index >= 0 && index < module.Types.Count
                && module.Types[index].Composite is FunctionType type)
            {
                parameters = [.. type.Parameters.Select(Pass)];
                results = [.. type.Results.Select(Pass)];
                import = new Import(scope, export.Name, ExternKind.Function, TypeIndex: index);
            }
            else if (export.Kind == ExternKind.Global && TypeOfGlobal(imports, export.Index) is { } global)
            {
                results = [Pass(global.Value)];
                import = new Import(scope, export.Name, ExternKind.Global, Global: global);
            }
            else
            {
                return;
            }

            var needsIt = parameters.Concat(results).Any(passed => passed.Passage != Passage.Plain);
            if (needsIt && parameters.All(passed => passed.CanPassIn) && Functions.TryAdd(export.Name, (parameters, results)))
            {
                _all.Add((export, import, parameters, results));
            }
        }

        public WasmModule Finish()
        {
            var made = new WasmModule { Features = WasmFeatures.All };
            made.Types.AddRange(module.Types);
            made.RecursiveGroups.AddRange(module.RecursiveGroups);
            made.Imports.AddRange(_all.Select(entry => entry.Import));
            var (functions, globals, imported) = (0, 0, _all.Count(entry => entry.Import.Kind == ExternKind.Function));
            foreach (var (export, import, parameters, results) in _all)
            {
                made.RecursiveGroups.Add(new RecursiveGroup(made.Types.Count, 1, IsExplicit: false));
                made.Types.Add(new SubType(new FunctionType(
                    [.. parameters.SelectMany(passed => passed.Parameters)], [.. results.SelectMany(passed => passed.Results)])));
                made.Exports.Add(new Export(export.Name, ExternKind.Function, imported + made.Functions.Count));
                var index = import.Kind == ExternKind.Function ? functions++ : globals++;
                made.Functions.Add(new FunctionDefinition(
                    made.Types.Count - 1,
                    [.. results.Select(passed => new LocalGroup(1, passed.Local))],
                    new Code(Body(import.Kind == ExternKind.Function ? Opcode.Call : Opcode.GlobalGet, index, parameters, results))));
            }

            return made;
        }

        private PassedType Pass(ValType type) => PassedType.Of(type, TopOf, _hasGc);

        // The tops of the three hierarchies of heap types, and that of exceptions
        private HeapType TopOf(HeapType heap) => heap switch
        {
            { IsConcrete: true } => heap.Index < module.Types.Count && module.Types[heap.Index].Composite is FunctionType
                ? HeapType.Func
                : HeapType.Any,
            _ when heap == HeapType.Func || heap == HeapType.NoFunc => HeapType.Func,
            _ when heap == HeapType.Extern || heap == HeapType.NoExtern => HeapType.Extern,
            _ when heap == HeapType.Exn || heap == HeapType.NoExn => HeapType.Exn,
            _ => HeapType.Any,
        };

        private int? TypeOfFunction(Import[] imports, int index) => index < imports.Length ? imports[index].TypeIndex
            : index - imports.Length < module.Functions.Count ? module.Functions[index - imports.Length].TypeIndex
            : null;

        private GlobalType? TypeOfGlobal(Import[] imports, int index) => index < imports.Length ? imports[index].Global
            : index - imports.Length < module.Globals.Count ? module.Globals[index - imports.Length].Type
            : null;

        private static byte[] Body(Opcode opcode, int index, ImmutableArray<PassedType> parameters, ImmutableArray<PassedType> results)
        {
            var bytes = new ByteWriter(64);
            var code = new InstructionEncoder(bytes);
            var local = 0;
            foreach (var passed in parameters)
            {
                passed.EmitArgument(code, local);
                local += passed.Parameters.Length;
            }

            code.Index(opcode, index);
            for (var at = results.Length - 1; at >= 0; at--)
            {
                code.Index(Opcode.LocalSet, local + at);
            }

            for (var at = 0; at < results.Length; at++)
            {
                results[at].EmitResult(code, local + at);
            }

            code.Plain(Opcode.End);
            return bytes.ToArray();
        }
    }
}
