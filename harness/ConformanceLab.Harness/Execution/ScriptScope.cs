using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// What a name (or "the latest") stands for: a number that the engine knows, or the failure that kept it from existing, which everything
/// that depends on it must show. Which of the two is known when the engine has answered; answers come in order, so it is known when anything
/// that depends on it is answered.
/// </summary>
/// <param name="Id">The number, if it exists.</param>
/// <param name="Answer">The engine's answer to the request that should make it.</param>
/// <param name="Place">The line of the command that should make it, with its file if that isn't the script's own.</param>
internal sealed record Binding(int Id, Task<Outcome> Answer, string Place)
{
    /// <summary>What an instance is made from; null for definitions.</summary>
    public Binding? Definition { get; init; }

    /// <summary>The module itself, of definitions.</summary>
    public ModuleSource? Source { get; init; }

    /// <summary>Of an instance that can't be linked: why, if the reason is that the engine doesn't have something; null if it isn't.</summary>
    public string? UnsupportedReason { get; set; }

    /// <summary>What kept it from existing; null if it exists.</summary>
    public Outcome? Failure
    {
        get
        {
            var outcome = Answer.IsCompleted ? Answer.Result : throw new InvalidOperationException($"what is made at {Place} is not known yet");
            return Definition?.Failure is { } cause ? cause
                : outcome.Kind == OutcomeKind.Ok ? null
                : UnsupportedReason is { } reason ? Outcome.Failed(OutcomeKind.Unsupported, $"{outcome.Message}; {reason}")
                : outcome;
        }
    }

    /// <summary>Whose fault a failure is: the definition's if that has failed.</summary>
    public Binding Cause => Definition is { Failure: not null } definition ? definition : this;
}

/// <summary>The file that commands stand in.</summary>
/// <param name="Name">Its name for people; null for the script itself.</param>
/// <param name="Path">Its real path; null if it has none.</param>
/// <param name="Folder">The real path of the folder that it names files from; null if it has none.</param>
/// <param name="Includer">The file that asked for it; null for the script itself.</param>
internal sealed record ScriptFile(string? Name, string? Path, string? Folder, ScriptFile? Includer)
{
    /// <summary>How many files are open around it.</summary>
    public int Depth { get; } = Includer is null ? 0 : Includer.Depth + 1;

    /// <summary>Whether a file is this one or one of those around it.</summary>
    public bool IsWithin(string path)
    {
        for (var file = this; file is not null; file = file.Includer)
        {
            if (file.Path == path)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a command stands.</summary>
    public string PlaceOf(Command command) => Name is null ? $"line {command.Span.Line}" : $"line {command.Span.Line} of {Name}";
}

/// <summary>Names of one script or thread: definitions, instances, threads; and the engine's session behind them.</summary>
/// <param name="connection">The way to the engine.</param>
/// <param name="session">The session that the commands are executed in.</param>
/// <param name="file">The file that the commands stand in.</param>
internal sealed class ScriptScope(IEngineConnection connection, int session, ScriptFile file)
{
    private readonly Dictionary<string, Binding> _definitions = [];
    private readonly Dictionary<string, Binding> _instances = [];
    private readonly Dictionary<string, ScriptThread> _threads = [];
    private readonly List<ScriptThread> _allThreads = [];
    private Binding? _latestDefinition;
    private Binding? _latestInstance;

    /// <summary>The top-level command that is being executed, for whoever must say where the engine broke down.</summary>
    public int Command { get; set; }

    /// <summary>The file whose commands are being executed.</summary>
    public ScriptFile File { get; set; } = file;

    /// <summary>Why modules that should be registered are not, if the reason is that the engine doesn't have something.</summary>
    public string? UnsupportedRegistration { get; set; }

    /// <summary>All threads that were begun in this scope.</summary>
    public IReadOnlyList<ScriptThread> Threads => _allThreads;

    /// <summary>The definition of a name, or the latest; null if there is none.</summary>
    public Binding? Definition(string? name) => name is null ? _latestDefinition : _definitions.GetValueOrDefault(name);

    /// <summary>The instance of a name, or the latest; null if there is none.</summary>
    public Binding? Instance(string? name) => name is null ? _latestInstance : _instances.GetValueOrDefault(name);

    /// <summary>The thread of a name, or the latest; null if there is none.</summary>
    public ScriptThread? Thread(string? name) => name is null ? _allThreads.LastOrDefault() : _threads.GetValueOrDefault(name);

    public void BindDefinition(string? name, Binding binding)
    {
        _latestDefinition = binding;
        if (name is not null)
        {
            _definitions[name] = binding;
        }
    }

    public void BindInstance(string? name, Binding binding)
    {
        _latestInstance = binding;
        if (name is not null)
        {
            _instances[name] = binding;
        }
    }

    public void Add(string? name, ScriptThread thread)
    {
        _allThreads.Add(thread);
        if (name is not null)
        {
            _threads[name] = thread;
        }
    }

    /// <summary>Makes a request to the engine, in the session of this scope.</summary>
    public Task<Outcome> Send(EngineRequest request) => connection.Send(session, Command, request);
}
