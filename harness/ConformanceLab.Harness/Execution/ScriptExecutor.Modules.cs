using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>Commands about modules and instances.</summary>
public sealed partial class ScriptExecutor
{
    private Judgement DefineOrInstantiate(ScriptScope scope, ModuleCommand command)
    {
        var module = NextId();
        var place = scope.File.PlaceOf(command);
        var outcome = EngineRequests.Guard(scope, () => scope.Session.Compile(module, command.Source, checkCustomSections: false));
        var definition = new Binding(module, outcome.Kind == OutcomeKind.Ok ? null : outcome, place) { Source = command.Source };
        scope.BindDefinition(command.Name, definition);
        if (command.IsDefinition)
        {
            return Judgements.OfSuccess(outcome, null);
        }

        var instance = NextId();
        if (outcome.Kind == OutcomeKind.Ok)
        {
            outcome = EngineRequests.Guard(scope, () => scope.Session.Instantiate(instance, module));
        }

        return BindInstance(scope, command.Name, instance, outcome, place);
    }

    private Judgement Instantiate(ScriptScope scope, InstanceCommand command)
    {
        var place = scope.File.PlaceOf(command);
        if (scope.Definition(command.Definition) is not { } definition)
        {
            var missing = Judgements.Missing("module definition", command.Definition);
            scope.BindInstance(command.Name, new Binding(0, Outcome.Failed(OutcomeKind.LinkError, missing.Message), place));
            return missing;
        }

        if (definition.Failure is { } failure)
        {
            scope.BindInstance(command.Name, definition);
            return Judgements.Depends(definition, failure);
        }

        var instance = NextId();
        return BindInstance(
            scope, command.Name, instance, EngineRequests.Guard(scope, () => scope.Session.Instantiate(instance, definition.Id)), place);
    }

    private static Judgement BindInstance(ScriptScope scope, string? name, int instance, Outcome outcome, string place)
    {
        if (outcome.Kind == OutcomeKind.LinkError && scope.UnsupportedRegistration is { } reason)
        {
            outcome = Outcome.Failed(OutcomeKind.Unsupported, $"{outcome.Message}; {reason}");
        }

        scope.BindInstance(name, new Binding(instance, outcome.Kind == OutcomeKind.Ok ? null : outcome, place));
        return Judgements.OfSuccess(outcome, null);
    }

    private static Judgement Register(ScriptScope scope, RegisterCommand command)
    {
        if (scope.Instance(command.Module) is not { } instance)
        {
            return Judgements.Missing("module instance", command.Module);
        }

        if (instance.Failure is { } failure)
        {
            if (failure.Kind == OutcomeKind.Unsupported)
            {
                scope.UnsupportedRegistration = $"\"{command.As}\" could not be registered: {failure.Message}";
            }

            return Judgements.Depends(instance, failure);
        }

        return Judgements.OfSuccess(EngineRequests.Guard(scope, () => scope.Session.Register(command.As, instance.Id)), null);
    }

    // An action on an instance that does not exist is blocked; the outcome is then of no meaning.
    private static Outcome Perform(ScriptScope scope, ScriptAction action, out Judgement? blocked)
    {
        blocked = null;
        if (scope.Instance(action.Module) is not { } instance)
        {
            blocked = Judgements.Missing("module instance", action.Module);
            return Outcome.Ok;
        }

        if (instance.Failure is { } failure)
        {
            blocked = Judgements.Depends(instance, failure);
            return Outcome.Ok;
        }

        return action is InvokeAction invoke
            ? EngineRequests.Guard(scope, () => scope.Session.Invoke(instance.Id, invoke.Field, invoke.Arguments.AsSpan()))
            : EngineRequests.Guard(scope, () => scope.Session.Get(instance.Id, action.Field));
    }

    private Outcome TryModule(ScriptScope scope, AssertModuleFails assertion)
    {
        var module = NextId();
        var custom = assertion.Failure is ModuleFailure.MalformedCustom or ModuleFailure.InvalidCustom;
        var outcome = EngineRequests.Guard(scope, () => scope.Session.Compile(module, assertion.Source, custom));
        if (outcome.Kind == OutcomeKind.Ok && assertion.Failure is (ModuleFailure.Unlinkable or ModuleFailure.Trap))
        {
            var instance = NextId();
            outcome = EngineRequests.Guard(scope, () => scope.Session.Instantiate(instance, module));
        }

        return outcome;
    }
}
