using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>Commands about modules and instances.</summary>
internal sealed partial class ScriptExecutor
{
    private static readonly Outcome s_skipped = Outcome.Failed(OutcomeKind.Crash, "the engine breaks down in it");

    private async Task<Judgement> DefineOrInstantiate(ScriptScope scope, ModuleCommand command)
    {
        var module = NextId();
        var place = scope.File.PlaceOf(command);
        var compiled = scope.Send(new CompileRequest(module, command.Source, CheckCustomSections: false));
        var definition = new Binding(module, compiled, place) { Source = command.Source };
        scope.BindDefinition(command.Name, definition);
        var instance = command.IsDefinition ? null : BindInstance(scope, command.Name, definition, place);
        var outcome = await compiled.ConfigureAwait(false);
        return instance is null ? Judgements.OfSuccess(outcome) : await JudgeInstance(scope, instance).ConfigureAwait(false);
    }

    private async Task<Judgement> Instantiate(ScriptScope scope, InstanceCommand command)
    {
        var place = scope.File.PlaceOf(command);
        if (scope.Definition(command.Definition) is not { } definition)
        {
            var missing = Judgements.Missing("module definition", command.Definition);
            scope.BindInstance(
                command.Name, new Binding(0, Task.FromResult(Outcome.Failed(OutcomeKind.LinkError, missing.Message)), place));
            return missing;
        }

        var judgement = await JudgeInstance(scope, BindInstance(scope, command.Name, definition, place)).ConfigureAwait(false);
        return definition.Failure is { } failure ? Judgements.Depends(definition, failure) : judgement;
    }

    // The module is instantiated, if it is good; a name, and "the latest", stand for what comes of it.
    private Binding BindInstance(ScriptScope scope, string? name, Binding definition, string place)
    {
        var id = NextId();
        var instance = new Binding(id, scope.Send(new InstantiateRequest(id, definition.Id)), place) { Definition = definition };
        scope.BindInstance(name, instance);
        return instance;
    }

    private static async Task<Judgement> JudgeInstance(ScriptScope scope, Binding instance)
    {
        var outcome = await instance.Answer.ConfigureAwait(false);
        instance.UnsupportedReason = outcome.Kind == OutcomeKind.LinkError ? scope.UnsupportedRegistration : null;
        return Judgements.OfSuccess(instance.Failure ?? outcome);
    }

    private static async Task<Judgement> Register(ScriptScope scope, RegisterCommand command)
    {
        if (scope.Instance(command.Module) is not { } instance)
        {
            return Judgements.Missing("module instance", command.Module);
        }

        var outcome = await scope.Send(new RegisterRequest(command.As, instance.Id)).ConfigureAwait(false);
        if (instance.Failure is not { } failure)
        {
            return Judgements.OfSuccess(outcome);
        }

        if (failure.Kind == OutcomeKind.Unsupported)
        {
            scope.UnsupportedRegistration = $"\"{command.As}\" could not be registered: {failure.Message}";
        }

        return Judgements.Depends(instance, failure);
    }

    private static async Task<Judgement> Perform(ScriptScope scope, ScriptAction action, Func<Outcome, Judgement> judge)
    {
        if (scope.Instance(action.Module) is not { } instance)
        {
            return Judgements.Missing("module instance", action.Module);
        }

        var outcome = await scope.Send(
            action is InvokeAction invoke
                ? new InvokeRequest(instance.Id, invoke.Field, invoke.Arguments)
                : new GetRequest(instance.Id, action.Field)).ConfigureAwait(false);

        // What does not exist can't act: then the answer says only that.
        return instance.Failure is { } failure ? Judgements.Depends(instance, failure) : judge(outcome);
    }

    private async Task<Judgement> TryModule(ScriptScope scope, AssertModuleFails assertion)
    {
        var module = NextId();
        var custom = assertion.Failure is ModuleFailure.MalformedCustom or ModuleFailure.InvalidCustom;
        var compiled = scope.Send(new CompileRequest(module, assertion.Source, custom));
        var instantiated = assertion.Failure is ModuleFailure.Unlinkable or ModuleFailure.Trap
            ? scope.Send(new InstantiateRequest(NextId(), module))
            : null;
        var outcome = await compiled.ConfigureAwait(false);
        if (instantiated is not null)
        {
            // Awaited whatever came of the first, which alone counts if it is a failure.
            var second = await instantiated.ConfigureAwait(false);
            outcome = outcome.Kind == OutcomeKind.Ok ? second : outcome;
        }

        if (outcome.Kind == OutcomeKind.LinkError && scope.UnsupportedRegistration is { } missing)
        {
            // It may want what is not there for a reason that is none of the module's.
            outcome = Outcome.Failed(OutcomeKind.Unsupported, $"{outcome.Message}; {missing}");
        }

        var judgement = Judgements.OfModuleFailure(outcome, assertion.Failure, assertion.Message, _options);
        return judgement.Verdict == Verdict.Fail
            && FeatureNeeds.Superfluous(assertion.Source, _features, _connection.FixedFeatures) is var superfluous
            && superfluous != WasmFeatures.None
                ? new Judgement(
                    Verdict.Unsupported,
                    $"it is about engines without {FeatureNeeds.Describe(superfluous)}, which this one always has",
                    judgement.Expected,
                    judgement.Actual)
                : judgement;
    }

    // A command that is not executed again: what it would have made can't be had.
    private static void Skip(ScriptScope scope, Command command)
    {
        var place = scope.File.PlaceOf(command);
        var nothing = new Binding(0, Task.FromResult(s_skipped), place);
        switch (command)
        {
            case ModuleCommand module:
                scope.BindDefinition(module.Name, nothing);
                if (!module.IsDefinition)
                {
                    scope.BindInstance(module.Name, nothing);
                }

                break;
            case InstanceCommand instance:
                scope.BindInstance(instance.Name, nothing);
                break;
        }
    }
}
