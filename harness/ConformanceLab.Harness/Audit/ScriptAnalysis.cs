using System.Collections.Immutable;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Audit;

/// <summary>
/// What the commands of a script are, by what the script says and what its modules hold; nothing is executed. Immutable.
/// </summary>
internal sealed class ScriptAnalysis
{
    /// <summary>The group of commands that may depend on anything.</summary>
    private const int Everything = 0;

    private readonly WasmFeatures _features;

    // Instances that share something are of one group: union-find. Group 0 is for what can't be told.
    private readonly List<int> _groups = [Everything];
    private readonly List<int> _nodes = [];

    private ScriptAnalysis(FileJob job)
    {
        _features = job.Features;
        var scope = new AnalysisScope();
        var kinds = ImmutableArray.CreateBuilder<CommandKinds>(job.Commands);
        foreach (var command in job.Script.Commands)
        {
            kinds.Add(KindsOf(scope, command, out var node));
            _nodes.Add(node);
        }

        Kinds = kinds.MoveToImmutable();
    }

    /// <summary>The kinds of each top-level command.</summary>
    public ImmutableArray<CommandKinds> Kinds { get; }

    /// <summary>Analyses the script of a job.</summary>
    public static ScriptAnalysis Of(FileJob job) => new(job);

    /// <summary>
    /// Which commands depend on something that has failed: a module, an instance or a registration before them that shares, directly or by
    /// imports, something with the instance that they use. Of their verdicts nothing can be said.
    /// </summary>
    /// <param name="failed">Whether each command has failed.</param>
    public bool[] FindSpoiled(bool[] failed)
    {
        var spoiled = new bool[failed.Length];
        var lost = new HashSet<int>();
        for (var index = 0; index < failed.Length; index++)
        {
            if (_nodes[index] < 0)
            {
                continue;
            }

            var group = Find(_nodes[index]);
            spoiled[index] = lost.Count > 0 && (group == Everything || lost.Contains(group) || lost.Contains(Everything));
            if (failed[index] && (Kinds[index] & Makers) != 0)
            {
                lost.Add(group);
            }
        }

        return spoiled;
    }

    private const CommandKinds Makers =
        CommandKinds.Module | CommandKinds.Definition | CommandKinds.Instance | CommandKinds.Register | CommandKinds.StartTrap
            | CommandKinds.SegmentTrap | CommandKinds.ModuleTrap | CommandKinds.Thread | CommandKinds.Script | CommandKinds.Input;

    // The node is −1 for what depends on nothing.
    private CommandKinds KindsOf(AnalysisScope scope, Command command, out int node)
    {
        var kinds = CommandClassifier.KindsOf(command);
        node = -1;
        switch (command)
        {
            case ModuleCommand module:
                node = Add();
                var syntax = ModuleSyntax.TryRead(module.Source, _features);
                var definition = new AnalysedModule(node, syntax);
                scope.Define(module.Name, definition);
                if (!module.IsDefinition)
                {
                    kinds |= Link(scope, syntax, node);
                    scope.Instantiate(module.Name, node);
                }

                break;
            case InstanceCommand instance:
                node = Add();
                if (scope.Definition(instance.Definition) is { } known)
                {
                    Unite(node, known.Node);
                    kinds |= Link(scope, known.Syntax, node);
                }

                scope.Instantiate(instance.Name, node);
                break;
            case RegisterCommand register:
                node = scope.Instance(register.Module) ?? Everything;
                scope.Register(register.As, node);
                break;
            case ActionCommand action:
                node = scope.Instance(action.Action.Module) ?? Everything;
                kinds |= scope.Note(action.Action, node, new ExpectedOutcome("", null, IsExact: false));
                break;
            case AssertReturn assertion:
                node = scope.Instance(assertion.Action.Module) ?? Everything;
                kinds |= scope.Note(assertion.Action, node, ExpectedOutcome.Of(assertion.Expected));
                break;
            case AssertActionFails assertion:
                node = scope.Instance(assertion.Action.Module) ?? Everything;
                kinds |= scope.Note(assertion.Action, node, new ExpectedOutcome(assertion.Keyword, assertion.Message, IsExact: true));
                break;
            case AssertModuleFails { Failure: ModuleFailure.Unlinkable or ModuleFailure.Trap } assertion:
                node = Add();
                kinds = Refine(kinds, scope, ModuleSyntax.TryRead(assertion.Source, _features), node);
                break;
            case ThreadCommand thread:
                node = Everything;
                kinds |= KindsOf(scope.Thread(thread), thread.Commands);
                kinds |= (kinds & AuditTable.NeedEngine) != 0 ? CommandKinds.AssertingThread : CommandKinds.None;
                break;
            case ScriptCommand script:
                node = Everything;
                kinds |= KindsOf(scope, script.Commands);
                break;
            case InputCommand input:
                node = Everything;
                scope.Define(input.Name, new AnalysedModule(node, null));
                scope.Instantiate(input.Name, node);
                break;
            case WaitCommand or OutputCommand:
                node = Everything;
                break;
        }

        return kinds;
    }

    private CommandKinds KindsOf(AnalysisScope scope, ImmutableArray<Command> commands)
    {
        var kinds = CommandKinds.None;
        foreach (var command in commands)
        {
            kinds |= KindsOf(scope, command, out _);
        }

        return kinds;
    }

    private CommandKinds Refine(CommandKinds kinds, AnalysisScope scope, WasmModule? syntax, int node)
    {
        var imports = Link(scope, syntax, node);

        // Where the import is missing anyway, nothing tells whether the rest is there.
        kinds |= (kinds & CommandKinds.UnknownImport) == 0 ? imports : CommandKinds.None;
        if (syntax is null || (kinds & CommandKinds.ModuleTrap) == 0)
        {
            return kinds;
        }

        var hasSegments = syntax.Data.Any(segment => segment.Mode == SegmentMode.Active)
            || syntax.Elements.Any(segment => segment.Mode == SegmentMode.Active);
        return (syntax.Start is not null, hasSegments) switch
        {
            (true, false) => (kinds & ~CommandKinds.ModuleTrap) | CommandKinds.StartTrap,
            (false, true) => (kinds & ~CommandKinds.ModuleTrap) | CommandKinds.SegmentTrap,
            _ => kinds,
        };
    }

    // Joins an instance to those that it imports from.
    private CommandKinds Link(AnalysisScope scope, WasmModule? syntax, int node)
    {
        if (syntax is null)
        {
            Unite(node, Everything);
            return CommandKinds.None;
        }

        var kinds = CommandKinds.None;
        foreach (var import in syntax.Imports)
        {
            if (scope.Registered(import.Module) is { } exporter)
            {
                Unite(node, exporter);
                kinds = CommandKinds.ImportsRegistered;
            }
            else if (import.Kind is ExternKind.Memory or ExternKind.Table)
            {
                Unite(node, scope.HostNode ??= Add());
            }
        }

        return kinds;
    }

    private int Add()
    {
        _groups.Add(_groups.Count);
        return _groups.Count - 1;
    }

    private int Find(int node)
    {
        while (_groups[node] != node)
        {
            node = _groups[node] = _groups[_groups[node]];
        }

        return node;
    }

    // The smaller number leads, so that group 0 stays what it is.
    private void Unite(int one, int other)
    {
        var (first, second) = (Find(one), Find(other));
        _groups[Math.Max(first, second)] = Math.Min(first, second);
    }
}
