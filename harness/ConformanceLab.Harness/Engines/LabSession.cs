using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Harness.Engines;

/// <summary>A script's store in our own engine.</summary>
internal sealed class LabSession : IEngineSession
{
    // A program that writes without end must not fill the disk.
    private const long MaximumOutputBytes = 64 << 20;

    private readonly LabEngine _owner;
    private readonly Engine _engine;
    private readonly Store _store;
    private readonly Linker _shared;
    private readonly LabValues _values;
    private readonly Dictionary<int, Module> _modules = [];
    private readonly Dictionary<int, Instance> _instances = [];
    private readonly Dictionary<int, Dictionary<string, Extern>> _foreign = [];
    private readonly Dictionary<string, Dictionary<string, Extern>> _registry = [];

    public LabSession(LabEngine owner, Engine engine, Store store)
    {
        _owner = owner;
        _engine = engine;
        _store = store;
        _shared = new Linker(engine);
        _values = new LabValues();
        _registry["spectest"] = Spectest.Create(store, _shared);
    }

    public Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
    {
        try
        {
            _modules.Add(module, checkCustomSections ? CompileStrictly(source) : Compile(source));
            return Outcome.Ok;
        }
        catch (ModuleException error)
        {
            return Outcome.Failed(KindOf(error.Kind), Describe(error, source));
        }
    }

    public Outcome Instantiate(int instance, int module)
    {
        if (!_modules.TryGetValue(module, out var compiled))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no module {module}");
        }

        var imports = new Extern[compiled.Imports.Count];
        for (var index = 0; index < imports.Length; index++)
        {
            var import = compiled.Imports[index];
            if (!_registry.TryGetValue(import.Module, out var exports) || !exports.TryGetValue(import.Name, out var item))
            {
                return Outcome.Failed(OutcomeKind.LinkError, $"unknown import: \"{import.Module}\" \"{import.Name}\"");
            }

            imports[index] = item;
        }

        return Guarded(() =>
        {
            _instances.Add(instance, new Instance(_store, compiled, imports));
            return Outcome.Ok;
        });
    }

    public Outcome Register(string name, int instance)
    {
        if (ExportsOf(instance) is not { } exports)
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no instance {instance}");
        }

        _registry[name] = exports;
        return Outcome.Ok;
    }

    public Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!_instances.TryGetValue(instance, out var found) || !found.TryGetFunction(function, out var target))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no exported function \"{function}\"");
        }

        var parameters = target.Type.Parameters;
        if (parameters.Length != arguments.Length)
        {
            return Outcome.Failed(
                OutcomeKind.BadRequest, $"\"{function}\" takes {parameters.Length} arguments, {arguments.Length} are given");
        }

        var values = new Value[arguments.Length];
        for (var index = 0; index < values.Length; index++)
        {
            if (!_values.TryToEngine(arguments[index], parameters[index], out values[index]))
            {
                return Outcome.Failed(
                    OutcomeKind.BadRequest, $"argument {index} of \"{function}\" is {arguments[index]}, not of type {parameters[index]}");
            }
        }

        return Guarded(() => Outcome.Returned(_values.FromEngine(target.Invoke(values))));
    }

    public Outcome Get(int instance, string global)
    {
        return _instances.TryGetValue(instance, out var found) && found.TryGetGlobal(global, out var target)
            ? Guarded(() => Outcome.Returned(_values.FromEngine([target.Value])))
            : Outcome.Failed(OutcomeKind.BadRequest, $"there is no exported global \"{global}\"");
    }

    public Outcome Run(int module, ProgramInvocation invocation)
    {
        if (!_modules.TryGetValue(module, out var compiled))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"there is no module {module}");
        }

        if (!WasiContext.IsCommand(compiled))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, "it is no program: it exports no function _start without parameters and results");
        }

        using var input = File.OpenRead(invocation.StandardInput);
        using var output = new LimitedFile(invocation.StandardOutput, MaximumOutputBytes);
        using var error = new LimitedFile(invocation.StandardError, MaximumOutputBytes);
        using var context = new WasiContext(new WasiOptions
        {
            Arguments = invocation.Arguments,
            Environment = invocation.Environment,
            Preopens = [.. invocation.Folders.Select(folder => new WasiPreopen(folder.HostPath, folder.GuestPath))],
            StandardInput = input,
            StandardOutput = output,
            StandardError = error,
        });
        var linker = new Linker(_engine);
        context.Define(linker);
        return Guarded(() =>
        {
            var exitCode = context.Run(linker.Instantiate(_store, compiled));
            return Outcome.Returned([ScriptValue.I32((uint)exitCode)]);
        });
    }

    public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances)
    {
        var thread = new LabSession(_owner, _engine, new Store(_engine, _owner.Limits));
        foreach (var instance in sharedInstances)
        {
            if (ExportsOf(instance) is { } exports)
            {
                thread._foreign[instance] = thread.Adopt(instance, exports);
            }
        }

        return thread;
    }

    public void Interrupt() => _store.Interrupt();

    public void Dispose()
    {
        _store.Dispose();
        foreach (var module in _modules.Values)
        {
            module.Dispose();
        }
    }

    // Null if there is no such instance.
    private Dictionary<string, Extern>? ExportsOf(int instance) =>
        _foreign.TryGetValue(instance, out var foreign) ? foreign
        : _instances.TryGetValue(instance, out var own) ? new(own.Exports)
        : null;

    private Module Compile(ModuleSource source) => source.Form == ModuleForm.Binary
        ? Module.FromBytes(_engine, source.Bytes.Span)
        : Module.FromText(_engine, source.Bytes.Span);

    // In the order of the reference interpreter: malformed, malformed in a custom section, invalid, invalid in a custom section.
    private Module CompileStrictly(ModuleSource source)
    {
        var features = _engine.Options.Features;
        WasmModule syntax;
        try
        {
            syntax = source.Form == ModuleForm.Binary
                ? ModuleReader.Read(source.Bytes, features)
                : TextParser.ParseModule(source.Bytes, features);
        }
        catch (ModuleException error) when (error.Kind == ModuleErrorKind.InvalidCustom)
        {
            // Found while the text was parsed, so before it was validated: that will throw this error again, if not another.
            Compile(source).Dispose();
            throw;
        }

        CustomSectionValidator.CheckSyntax(syntax);
        var module = Module.FromSyntax(_engine, syntax);
        try
        {
            CustomSectionValidator.CheckContents(syntax);
            return module;
        }
        catch (ModuleException)
        {
            module.Dispose();
            throw;
        }
    }

    // Of what another store exports, only shared memories can be had here.
    private Dictionary<string, Extern> Adopt(int instance, Dictionary<string, Extern> exports)
    {
        var adopted = new Dictionary<string, Extern>();
        foreach (var (name, item) in exports)
        {
            if (item is Memory { IsShared: true } memory)
            {
                // The linker is the way for a shared memory to become an item of this store.
                var scope = $"thread {instance}";
                _shared.Define(scope, name, memory.ToShared());
                adopted.Add(name, _shared.Find(_store, scope, name)!);
            }
        }

        return adopted;
    }

    private static Outcome Guarded(Func<Outcome> request)
    {
        try
        {
            return request();
        }
        catch (TrapException trap)
        {
            return Outcome.Failed(
                trap.Code switch
                {
                    TrapCode.CallStackExhausted => OutcomeKind.Exhaustion,
                    TrapCode.Interrupted => OutcomeKind.Timeout,
                    _ => OutcomeKind.Trap,
                },
                trap.Message);
        }
        catch (WasmThrownException thrown)
        {
            return Outcome.Failed(OutcomeKind.Exception, $"exception with {thrown.Payload.Count} values");
        }
        catch (LinkException error)
        {
            return Outcome.Failed(OutcomeKind.LinkError, error.Message);
        }
    }

    private static OutcomeKind KindOf(ModuleErrorKind kind) => kind switch
    {
        ModuleErrorKind.Malformed => OutcomeKind.Malformed,
        ModuleErrorKind.Invalid => OutcomeKind.Invalid,
        ModuleErrorKind.MalformedCustom => OutcomeKind.MalformedCustom,
        ModuleErrorKind.InvalidCustom => OutcomeKind.InvalidCustom,
        ModuleErrorKind.LimitExceeded => OutcomeKind.LimitExceeded,
        _ => OutcomeKind.Unsupported,
    };

    // Lines are the script's for text that stands there; in quotes and binaries the place is the module's own.
    private static string Describe(ModuleException error, ModuleSource source)
    {
        var place = error.Line > 0
            ? source.Form == ModuleForm.Text
                ? $" at {error.Line + source.Line - 1}:{(error.Line == 1 ? error.Column + source.Column - 1 : error.Column)}"
                : $" at {error.Line}:{error.Column} of the quoted text"
            : error.Offset >= 0 ? $" at offset 0x{error.Offset:x}" : "";
        return $"{error.Message}{place}";
    }
}
