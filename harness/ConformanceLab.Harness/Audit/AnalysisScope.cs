using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Audit;

/// <summary>A module that a script defines.</summary>
/// <param name="Node">Its place among the groups.</param>
/// <param name="Syntax">What it holds; null if that isn't known.</param>
internal sealed record AnalysedModule(int Node, WasmModule? Syntax);

/// <summary>What a script says about how an action ends.</summary>
/// <param name="Way">Empty for a return, else the keyword of the assertion.</param>
/// <param name="Text">The results or the message; null if the script says nothing about them.</param>
/// <param name="IsExact">Whether results are those and no others.</param>
internal sealed record ExpectedOutcome(string Way, string? Text, bool IsExact)
{
    /// <summary>What an <c>assert_return</c> says.</summary>
    public static ExpectedOutcome Of(ImmutableArray<ResultPattern> expected)
    {
        var exact = expected.Select(CommandClassifier.ExactText).ToList();
        return exact.Contains(null)
            ? new ExpectedOutcome("", string.Join(' ', expected), IsExact: false)
            : new ExpectedOutcome("", string.Join(' ', exact), IsExact: true);
    }

    /// <summary>What can be said of an action that is answered as one before.</summary>
    public CommandKinds ComparedWith(ExpectedOutcome before)
    {
        if (Way != before.Way)
        {
            return CommandKinds.Changed;
        }

        if (Text is null || Text == before.Text)
        {
            return CommandKinds.None; // whatever came before satisfies it
        }

        if (Way.Length == 0)
        {
            return IsExact && before.IsExact ? CommandKinds.Changed : CommandKinds.Repeated;
        }

        // Messages are compared by prefix.
        return before.Text is null || Text.StartsWith(before.Text, StringComparison.Ordinal) ? CommandKinds.Repeated
            : before.Text.StartsWith(Text, StringComparison.Ordinal) ? CommandKinds.None
            : CommandKinds.Changed;
    }
}

/// <summary>Names of a script or thread, for <see cref="ScriptAnalysis"/>.</summary>
internal sealed class AnalysisScope
{
    private readonly Dictionary<string, AnalysedModule> _definitions = [];
    private readonly Dictionary<string, (int Node, int Number)> _instances = [];
    private readonly Dictionary<string, int> _registry = [];
    private readonly Dictionary<string, ExpectedOutcome> _calls = [];
    private AnalysedModule? _latestDefinition;
    private (int Node, int Number)? _latestInstance;
    private int _count;

    /// <summary>The group of what the host exports, once something imports it.</summary>
    public int? HostNode { get; set; }

    public void Define(string? name, AnalysedModule module)
    {
        _latestDefinition = module;
        if (name is not null)
        {
            _definitions[name] = module;
        }
    }

    public AnalysedModule? Definition(string? name) => name is null ? _latestDefinition : _definitions.GetValueOrDefault(name);

    public void Instantiate(string? name, int node)
    {
        _latestInstance = (node, ++_count);
        if (name is not null)
        {
            _instances[name] = _latestInstance.Value;
        }
    }

    public int? Instance(string? name) => Find(name)?.Node;

    public void Register(string name, int node) => _registry[name] = node;

    public int? Registered(string name) => _registry.TryGetValue(name, out var node) ? node : null;

    /// <summary>Takes note of an action; says whether it must end otherwise than the first time.</summary>
    public CommandKinds Note(ScriptAction action, int node, ExpectedOutcome expected)
    {
        var call = action is InvokeAction invoke ? $"{invoke.Field} {string.Join(' ', invoke.Arguments)}" : $"global {action.Field}";
        var key = $"{Find(action.Module)?.Number ?? -node} {call}";
        if (_calls.TryGetValue(key, out var before))
        {
            return expected.ComparedWith(before);
        }

        _calls.Add(key, expected);
        return CommandKinds.None;
    }

    /// <summary>The scope of a thread: of the names here, it knows those that it shares.</summary>
    public AnalysisScope Thread(ThreadCommand thread)
    {
        var scope = new AnalysisScope();
        foreach (var name in thread.Shared)
        {
            if (Find(name) is { } instance)
            {
                scope.Instantiate(name, instance.Node);
            }
        }

        return scope;
    }

    private (int Node, int Number)? Find(string? name) =>
        name is null ? _latestInstance : _instances.TryGetValue(name, out var found) ? found : null;
}
