using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>Commands about modules and instances.</summary>
internal sealed partial class ScriptExecutor
{
    private static readonly Outcome s_skipped = Outcome.Failed(OutcomeKind.Crash, "the engine breaks down in it");

    private Task<Judgement> DefineOrInstantiate(ScriptScope scope, ModuleCommand command)
    {
        var module = NextId();
        var place = scope.File.PlaceOf(command);
        var compiled = scope.Send(new CompileRequest(module, command.Source, CheckCustomSections: false));
        scope.BindDefinition(command.Name, new Binding(module, compiled, place) { Source = command.Source });
        return command.IsDefinition
            ? OfSuccess(compiled)
            : BindInstance(scope, command.Name, NextId(), module, compiled, place);
    }

    private Task<Judgement> Instantiate(ScriptScope scope, InstanceCommand command)
    {
        var place = scope.File.PlaceOf(command);
        if (scope.Definition(command.Definition) is not { } definition)
        {
            var missing = Judgements.Missing("module definition", command.Definition);
            scope.BindInstance(
                command.Name, new Binding(0, Task.FromResult(Outcome.Failed(OutcomeKind.LinkError, missing.Message)), place));
            return Task.FromResult(missing);
        }

        return BindInstance(scope, command.Name, NextId(), definition.Id, definition.Made, place, definition);
    }

    // The module is instantiated, if it is good; a name, and "the latest", stand for what comes of it.
    private static async Task<Judgement> BindInstance(
        ScriptScope scope, string? name, int instance, int module, Task<Outcome> compiled, string place, Binding? definition = null)
    {
        var made = Make(scope, instance, module, compiled);
        scope.BindInstance(name, new Binding(instance, made, place) { Definition = definition });
        var outcome = await made.ConfigureAwait(false);
        return definition?.Failure is { } failure ? Judgements.Depends(definition, failure) : Judgements.OfSuccess(outcome);
    }

    private static async Task<Outcome> Make(ScriptScope scope, int instance, int module, Task<Outcome> compiled)
    {
        var outcome = await Then(compiled, scope.Send(new InstantiateRequest(instance, module))).ConfigureAwait(false);
        return outcome.Kind == OutcomeKind.LinkError && scope.UnsupportedRegistration is { } reason
            ? Outcome.Failed(OutcomeKind.Unsupported, $"{outcome.Message}; {reason}")
            : outcome;
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
        var outcome = scope.Send(new CompileRequest(module, assertion.Source, custom));
        if (assertion.Failure is ModuleFailure.Unlinkable or ModuleFailure.Trap)
        {
            outcome = Then(outcome, scope.Send(new InstantiateRequest(NextId(), module)));
        }

        return Judgements.OfModuleFailure(
            await outcome.ConfigureAwait(false), assertion.Failure, assertion.Message, _options.CompareMessages);
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

    private static async Task<Judgement> OfSuccess(Task<Outcome> outcome) =>
        Judgements.OfSuccess(await outcome.ConfigureAwait(false));

    // How both requests ended together: the second is of no meaning if the first has failed.
    private static async Task<Outcome> Then(Task<Outcome> first, Task<Outcome> second)
    {
        var outcome = await first.ConfigureAwait(false);
        return outcome.Kind == OutcomeKind.Ok ? await second.ConfigureAwait(false) : outcome;
    }
}
