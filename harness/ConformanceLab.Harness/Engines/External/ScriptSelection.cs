using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>
/// What of a script is given to an engine that runs whole scripts, not commands: everything but what it doesn't have, and what depends on
/// that. A name, and "the latest", stand for what the script has made last; where that is left out, so is what asks for it.
/// </summary>
internal sealed class ScriptSelection
{
    private readonly MeasuredFeatures _features;
    private readonly WasmFeatures _asked;
    private readonly Func<Command, string?> _isUnknown;
    private readonly Dictionary<string, string?> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unregistered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _definitions = new(StringComparer.Ordinal);
    private string? _latest;
    private string? _latestDefinition;
    private string? _thread;

    private ScriptSelection(WasmFeatures asked, MeasuredFeatures features, Func<Command, string?> isUnknown)
    {
        _asked = asked;
        _features = features;
        _isUnknown = isUnknown;
    }

    /// <summary>Why each command of a script is left out; null for those that are given to the engine.</summary>
    /// <param name="script">The script.</param>
    /// <param name="asked">The features that its modules may use.</param>
    /// <param name="features">What the engine has.</param>
    /// <param name="isUnknown">Why the engine can't be told a command, whatever came before; null if it can.</param>
    public static string?[] Of(Script script, WasmFeatures asked, MeasuredFeatures features, Func<Command, string?> isUnknown)
    {
        var selection = new ScriptSelection(asked, features, isUnknown);
        return [.. script.Commands.Select(selection.WhyLeftOut)];
    }

    private string? WhyLeftOut(Command command)
    {
        var why = command switch
        {
            ModuleCommand module => _isUnknown(module) ?? WhyNot(module.Source, needsImports: true),
            AssertModuleFails assertion => _isUnknown(assertion)
                ?? WhyNot(assertion.Source, assertion.Failure is ModuleFailure.Unlinkable or ModuleFailure.Trap),
            InstanceCommand instance => _isUnknown(instance) ?? WhyNotDefinition(instance.Definition),
            RegisterCommand register => _isUnknown(register) ?? WhyNot(register.Module),
            ActionCommand action => _isUnknown(action) ?? WhyNot(action.Action.Module),
            AssertReturn assertion => _isUnknown(assertion) ?? WhyNot(assertion.Action.Module),
            AssertActionFails assertion => _isUnknown(assertion) ?? WhyNot(assertion.Action.Module),
            ProgramCommand => _isUnknown(command) ?? "n/a(wasi): whole scripts are given to it, and it has no WASI for programs",
            _ => _isUnknown(command) ?? $"whole scripts are given to it, and '{command.Keyword}' is none of its commands",
        };
        switch (command)
        {
            case ModuleCommand module:
                Define(module.Name, why, command);
                if (!module.IsDefinition)
                {
                    Bind(module.Name, why, command);
                }

                break;
            case InstanceCommand instance:
                Bind(instance.Name, why, command);
                break;
            case ThreadCommand:
                _thread = $"depends on the thread at line {command.Span.Line}: {why}";
                break;
            case RegisterCommand register when why is null:
                _unregistered.Remove(register.As);
                break;
            case RegisterCommand register:
                _unregistered[register.As] = why;
                break;
        }

        return why;
    }

    private void Define(string? name, string? why, Command command)
    {
        _latestDefinition = why is null ? null : $"depends on the module at line {command.Span.Line}: {why}";
        if (name is not null)
        {
            _definitions[name] = _latestDefinition;
        }
    }

    private void Bind(string? name, string? why, Command command)
    {
        _latest = why is null ? null : $"depends on the module at line {command.Span.Line}: {why}";
        if (name is not null)
        {
            _named[name] = _latest;
        }
    }

    // What a thread would have done to memories nobody knows.
    private string? WhyNot(string? instance) => (instance is null ? _latest : _named.GetValueOrDefault(instance)) ?? _thread;

    private string? WhyNotDefinition(string? module) => module is null ? _latestDefinition : _definitions.GetValueOrDefault(module);

    private string? WhyNot(ModuleSource source, bool needsImports)
    {
        if (FeatureNeeds.Missing(source, _asked, _features.Available) is var missing && missing != WasmFeatures.None)
        {
            return $"it needs {FeatureNeeds.Describe(missing)}, which the engine does not have";
        }

        if (!needsImports || _unregistered.Count == 0)
        {
            return null;
        }

        try
        {
            var module = FeatureNeeds.Read(source, _asked, checkBodies: false);
            return module.Imports.Select(import => _unregistered.GetValueOrDefault(import.Module)).FirstOrDefault(why => why is not null);
        }
        catch (ModuleException)
        {
            return null;
        }
    }
}
