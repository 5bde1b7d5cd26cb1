using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// What a name (or "the latest") stands for: a number that the engine knows, or the failure that kept it from existing, which everything
/// that depends on it must show.
/// </summary>
/// <param name="Id">The number, if it exists.</param>
/// <param name="Failure">What kept it from existing; null if it exists.</param>
/// <param name="Place">The line of the command that should have made it, with its file if that isn't the script's own.</param>
internal sealed record Binding(int Id, Outcome? Failure, string Place)
{
    /// <summary>The module itself, of definitions.</summary>
    public ModuleSource? Source { get; init; }
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
internal sealed class ScriptScope(IEngineSession session, TimeSpan timeLimit, ScriptFile file) : IDisposable
{
    private readonly Dictionary<string, Binding> _definitions = [];
    private readonly Dictionary<string, Binding> _instances = [];
    private readonly Dictionary<string, ScriptThread> _threads = [];
    private readonly List<ScriptThread> _allThreads = [];
    private Binding? _latestDefinition;
    private Binding? _latestInstance;

    /// <summary>The engine's session.</summary>
    public IEngineSession Session { get; } = session;

    /// <summary>Keeps requests to the time limit.</summary>
    public Watchdog Watchdog { get; } = new(session.Interrupt, timeLimit);

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

    /// <summary>Ends the watch and frees the store.</summary>
    public void Dispose()
    {
        Watchdog.Dispose();
        Session.Dispose();
    }
}
