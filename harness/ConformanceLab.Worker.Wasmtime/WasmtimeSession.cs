using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Worker.Wasmtime;

/// <summary>A script's store in Wasmtime.</summary>
internal sealed unsafe class WasmtimeSession : IEngineSession
{
    private const string SpectestName = "spectest";

    private const string SpectestText =
        """
        (module
          (func (export "print"))
          (func (export "print_i32") (param i32))
          (func (export "print_i64") (param i64))
          (func (export "print_f32") (param f32))
          (func (export "print_f64") (param f64))
          (func (export "print_i32_f32") (param i32 f32))
          (func (export "print_f64_f64") (param f64 f64))
          (global (export "global_i32") i32 (i32.const 666))
          (global (export "global_i64") i64 (i64.const 666))
          (global (export "global_f32") f32 (f32.const 666.6))
          (global (export "global_f64") f64 (f64.const 666.6))
          (table (export "table") 10 20 funcref)
          (memory (export "memory") 1 2))
        """;

    // Modules of ours: those that scripts have count from 1, and instances of ours with them.
    private const int FirstSpectest = -1;

    private readonly WasmtimeEngine _owner;
    private readonly nint _engine;
    private readonly WasmFeatures _features;
    private readonly nint _store;
    private readonly nint _context;
    private readonly WasmtimeValues _values;
    private readonly Dictionary<int, (nint Handle, WasmModule Syntax)> _modules = [];
    private readonly Dictionary<int, (NativeInstance Handle, WasmModule Syntax)> _instances = [];
    private readonly Dictionary<int, Dictionary<string, nint>> _foreign = [];
    private readonly Dictionary<string, List<Func<string, NativeExtern?>>> _registry = new(StringComparer.Ordinal);

    public WasmtimeSession(WasmtimeEngine owner, nint engine, WasmFeatures features)
    {
        _owner = owner;
        _engine = engine;
        _features = features;
        _store = Native.wasmtime_store_new(engine, 0, 0);
        _context = Native.wasmtime_store_context(_store);
        _values = new WasmtimeValues(_context, Convert);
        List<Func<string, NativeExtern?>> spectest = [];
        var number = FirstSpectest;
        foreach (var text in (string[])
        [
            SpectestText,
            .. (features & WasmFeatures.Threads) != 0
                ? ["(module (memory (export \"shared_memory\") 1 2 shared))"]
                : Array.Empty<string>(),
            .. (features & WasmFeatures.Memory64) != 0
                ? ["(module (table (export \"table64\") i64 10 20 funcref))"]
                : Array.Empty<string>(),
        ])
        {
            var own = number--;
            Make(own, text);
            spectest.Add(name => ExportOf(own, name));
        }

        _registry[SpectestName] = spectest;
    }

    public Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
    {
        if (source.Form != ModuleForm.Binary)
        {
            return Outcome.Failed(OutcomeKind.Unsupported, "n/a(text): it is asked for binary modules only");
        }

        if (checkCustomSections)
        {
            return Outcome.Failed(OutcomeKind.Unsupported, "n/a(custom): custom sections are taken as they come");
        }

        nint error;
        nint handle;
        fixed (byte* bytes = source.Bytes.Span)
        {
            error = Native.wasmtime_module_new(_engine, bytes, source.Bytes.Length, out handle);
        }

        if (error != 0)
        {
            return Outcome.Failed(OutcomeKind.Invalid, Native.TakeError(error));
        }

        _modules.Add(module, (handle, ModuleReader.Read(source.Bytes, WasmFeatures.All, checkBodies: false)));
        return Outcome.Ok;
    }

    public Outcome Instantiate(int instance, int module)
    {
        if (!_modules.TryGetValue(module, out var compiled))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no module {module}");
        }

        var imports = new NativeExtern[compiled.Syntax.Imports.Count];
        var found = 0;
        try
        {
            for (; found < imports.Length; found++)
            {
                var import = compiled.Syntax.Imports[found];
                if (Find(import.Module, import.Name) is not { } item)
                {
                    return Outcome.Failed(OutcomeKind.LinkError, $"unknown import: \"{import.Module}\" \"{import.Name}\"");
                }

                imports[found] = item;
            }

            nint error;
            nint trap;
            NativeInstance made;
            Native.wasmtime_context_set_epoch_deadline(_context, 1);
            fixed (NativeExtern* items = imports)
            {
                error = Native.wasmtime_instance_new(_context, compiled.Handle, items, imports.Length, out made, out trap);
            }

            if (error != 0)
            {
                return Outcome.Failed(OutcomeKind.LinkError, Native.TakeError(error));
            }

            if (trap != 0)
            {
                return Describe(trap);
            }

            _instances.Add(instance, (made, compiled.Syntax));
            return Outcome.Ok;
        }
        finally
        {
            fixed (NativeExtern* items = imports)
            {
                for (var index = 0; index < found; index++)
                {
                    Native.wasmtime_extern_delete(items + index);
                }
            }
        }
    }

    public Outcome Register(string name, int instance)
    {
        if (!_instances.ContainsKey(instance) && !_foreign.ContainsKey(instance))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no instance {instance}");
        }

        _registry[name] = [export => ExportOf(instance, export)];
        return Outcome.Ok;
    }

    public Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!_instances.TryGetValue(instance, out var found) || TypeOf(found.Syntax, function) is not { } type)
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no exported function \"{function}\"");
        }

        if (type.Parameters.Length != arguments.Length)
        {
            return Outcome.Failed(
                OutcomeKind.BadRequest, $"\"{function}\" takes {type.Parameters.Length} arguments, {arguments.Length} are given");
        }

        var passed = new NativeValue[arguments.Length];
        for (var index = 0; index < passed.Length; index++)
        {
            var (argument, parameter) = (arguments[index], type.Parameters[index]);
            if (!_values.TryToNative(argument, parameter, _values.TopOf(found.Syntax, parameter), out passed[index]))
            {
                return Outcome.Failed(
                    OutcomeKind.BadRequest, $"argument {index} of \"{function}\" is {argument}, not of type {parameter}");
            }
        }

        var results = new NativeValue[type.Results.Length];
        var target = ExportOf(instance, function)!.Value;
        return Call(target, passed, results) ?? Outcome.Returned(_values.FromNative(results));
    }

    public Outcome Get(int instance, string global)
    {
        if (!_instances.TryGetValue(instance, out var found)
            || !found.Syntax.Exports.Exists(export => export.Name == global && export.Kind == ExternKind.Global))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no exported global \"{global}\"");
        }

        var target = ExportOf(instance, global)!.Value;
        var value = new NativeValue[1];
        fixed (NativeValue* pointer = value)
        {
            Native.wasmtime_global_get(_context, &target.Item, pointer);
        }

        return Outcome.Returned(_values.FromNative(value));
    }

    public Outcome Run(int module, ProgramInvocation invocation) => _modules.TryGetValue(module, out var compiled)
        ? WasmtimeProgram.Run(_engine, compiled.Handle, compiled.Syntax, invocation)
        : Outcome.Failed(OutcomeKind.BadRequest, $"there is no module {module}");

    public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances)
    {
        var thread = new WasmtimeSession(_owner, _engine, _features);
        foreach (var instance in sharedInstances)
        {
            thread._foreign[instance] = SharedMemoriesOf(instance);
        }

        return thread;
    }

    public void Interrupt() => Native.wasmtime_engine_increment_epoch(_engine);

    public void Dispose()
    {
        Native.wasmtime_store_delete(_store);
        foreach (var (handle, _) in _modules.Values)
        {
            Native.wasmtime_module_delete(handle);
        }
    }

    private void Make(int number, string text)
    {
        var binary = ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(text)));
        var outcome = Compile(number, new ModuleSource(ModuleForm.Binary, binary), checkCustomSections: false);
        outcome = outcome.Kind == OutcomeKind.Ok ? Instantiate(number, number) : outcome;
        if (outcome.Kind != OutcomeKind.Ok)
        {
            throw new InvalidOperationException($"a module of the host's does not work: {outcome}");
        }
    }

    // Between anyref and externref only instructions convert.
    private NativeValue Convert(NativeValue value)
    {
        const int converters = int.MinValue;
        if (!_instances.ContainsKey(converters))
        {
            Make(
                converters,
                """
                (module
                  (func (export "in") (param externref) (result anyref) (any.convert_extern (local.get 0)))
                  (func (export "out") (param anyref) (result externref) (extern.convert_any (local.get 0))))
                """);
        }

        var result = new NativeValue[1];
        var function = ExportOf(converters, value.Tag == ValueTag.ExternRef ? "in" : "out")!.Value;
        return Call(function, [value], result) is { } failure ? throw new InvalidOperationException($"{failure}") : result[0];
    }

    // Null if it returns; then the results are there.
    private Outcome? Call(NativeExtern function, NativeValue[] arguments, NativeValue[] results)
    {
        nint error;
        nint trap;
        Native.wasmtime_context_set_epoch_deadline(_context, 1);
        fixed (NativeValue* passed = arguments, returned = results)
        {
            error = Native.wasmtime_func_call(_context, &function.Item, passed, arguments.Length, returned, results.Length, out trap);
        }

        return error != 0 ? Outcome.Failed(OutcomeKind.BadRequest, Native.TakeError(error))
            : trap != 0 ? Describe(trap)
            : null;
    }

    private Outcome Describe(nint trap) => WasmtimeTrap.Describe(_context, trap);

    private NativeExtern? Find(string module, string name)
    {
        foreach (var lookUp in _registry.GetValueOrDefault(module) ?? [])
        {
            if (lookUp(name) is { } item)
            {
                return item;
            }
        }

        return null;
    }

    private NativeExtern? ExportOf(int instance, string name)
    {
        if (_foreign.TryGetValue(instance, out var shared))
        {
            return shared.TryGetValue(name, out var memory)
                ? new NativeExtern { Tag = ExternTag.SharedMemory, Item = Native.wasmtime_sharedmemory_clone(memory) }
                : null;
        }

        var handle = _instances[instance].Handle;
        var utf8 = Encoding.UTF8.GetBytes(name + "\0");
        fixed (byte* bytes = utf8)
        {
            return Native.wasmtime_instance_export_get(_context, handle, bytes, utf8.Length - 1, out var item) ? item : null;
        }
    }

    private Dictionary<string, nint> SharedMemoriesOf(int instance)
    {
        if (_foreign.TryGetValue(instance, out var foreign))
        {
            return foreign;
        }

        var shared = new Dictionary<string, nint>(StringComparer.Ordinal);
        if (_instances.TryGetValue(instance, out var own))
        {
            foreach (var export in own.Syntax.Exports)
            {
                if (ExportOf(instance, export.Name) is { Tag: ExternTag.SharedMemory } item)
                {
                    shared.Add(export.Name, item.Item);
                }
            }
        }

        return shared;
    }

    private static FunctionType? TypeOf(WasmModule module, string function)
    {
        var export = module.Exports.Find(export => export.Name == function && export.Kind == ExternKind.Function);
        if (export.Name is null)
        {
            return null;
        }

        var imports = module.Imports.Where(import => import.Kind == ExternKind.Function).ToList();
        var type = export.Index < imports.Count
            ? imports[export.Index].TypeIndex
            : module.Functions[export.Index - imports.Count].TypeIndex;
        return (FunctionType)module.Types[type].Composite;
    }
}
