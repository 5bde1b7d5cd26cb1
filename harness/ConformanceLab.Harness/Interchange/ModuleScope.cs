using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Interchange;

/// <summary>The modules that a script knows at a point, by name, so that it can be said what an action returns.</summary>
internal sealed class ModuleScope
{
    private readonly Dictionary<string, WasmModule?> _definitions = [];
    private readonly Dictionary<string, WasmModule?> _instances = [];
    private WasmModule? _latestDefinition;
    private WasmModule? _latestInstance;

    /// <summary>A module was defined, and instantiated unless it is a definition only. Null stands for one that can't be read.</summary>
    public void Define(string? name, WasmModule? module, bool isDefinition)
    {
        _latestDefinition = module;
        if (name is not null)
        {
            _definitions[name] = module;
        }

        if (!isDefinition)
        {
            BindInstance(name, module);
        }
    }

    /// <summary>A definition was instantiated.</summary>
    public void Instantiate(string? name, string? definition) =>
        BindInstance(name, definition is null ? _latestDefinition : _definitions.GetValueOrDefault(definition));

    /// <summary>A scope with some instances of this one.</summary>
    public ModuleScope Share(ImmutableArray<string> names)
    {
        var scope = new ModuleScope();
        foreach (var name in names)
        {
            scope._instances[name] = _instances.GetValueOrDefault(name);
        }

        return scope;
    }

    /// <summary>The types of what an export gives: the results of a function, the type of a global; none if that is not known.</summary>
    public ImmutableArray<ValType> ResultsOf(string? instance, string export)
    {
        var module = instance is null ? _latestInstance : _instances.GetValueOrDefault(instance);
        if (module is null)
        {
            return [];
        }

        foreach (var candidate in module.Exports)
        {
            if (candidate.Name == export)
            {
                return candidate.Kind switch
                {
                    ExternKind.Function => FunctionResults(module, candidate.Index),
                    ExternKind.Global => GlobalValue(module, candidate.Index),
                    _ => [],
                };
            }
        }

        return [];
    }

    private void BindInstance(string? name, WasmModule? module)
    {
        _latestInstance = module;
        if (name is not null)
        {
            _instances[name] = module;
        }
    }

    private static ImmutableArray<ValType> FunctionResults(WasmModule module, int index)
    {
        var imports = module.Imports.FindAll(import => import.Kind == ExternKind.Function);
        var type = index < imports.Count ? imports[index].TypeIndex
            : index - imports.Count < module.Functions.Count ? module.Functions[index - imports.Count].TypeIndex
            : -1;
        return type >= 0 && type < module.Types.Count && module.Types[type].Composite is FunctionType function ? function.Results : [];
    }

    private static ImmutableArray<ValType> GlobalValue(WasmModule module, int index)
    {
        var imports = module.Imports.FindAll(import => import.Kind == ExternKind.Global);
        return index < imports.Count ? [imports[index].Global.Value]
            : index - imports.Count < module.Globals.Count ? [module.Globals[index - imports.Count].Type.Value]
            : [];
    }
}
