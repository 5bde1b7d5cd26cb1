using System.CommandLine;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli.Commands;

/// <summary>The options <c>--engine</c> and <c>--engine-command</c>: which engines scripts are run on.</summary>
internal sealed class EngineOption
{
    private const string Own = LabEngine.EngineName;
    private const string All = "all";

    private static readonly string s_known = string.Join(", ", EngineCatalog.All.Select(engine => engine.Name));

    private readonly Option<string[]> _engines = new("--engine")
    {
        Description =
            $"Engine, by commas or repeated: {Own} (the default), {s_known}; "
            + $"{All} is every one that is here. 'clab engines' lists them.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _commands = CommandOption();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_engines);
        command.Options.Add(_commands);
    }

    /// <summary>What the command line asks for. Nothing is started.</summary>
    /// <exception cref="UsageException">An engine is not known, or not here.</exception>
    public EngineChoice Read(ParseResult parsed)
    {
        var commands = (parsed.GetValue(_commands) ?? []).Select(ParseCommand).ToList();
        var names = (parsed.GetValue(_engines) ?? [])
            .SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct()
            .ToList();
        if (names.Count == 0 && commands.Count == 0)
        {
            names.Add(Own);
        }

        var isAll = names.Contains(All);
        var known = new List<(KnownEngine Engine, string Program)>();
        foreach (var name in names)
        {
            if (name is not (All or Own) && EngineCatalog.Find(name) is null)
            {
                throw new UsageException($"--engine {name}: no such engine; there are {Own}, {s_known}, {All}");
            }
        }

        foreach (var engine in EngineCatalog.All)
        {
            if (!isAll && !names.Contains(engine.Name))
            {
                continue;
            }

            if (engine.OnlyByName is { } reason && !names.Contains(engine.Name))
            {
                Console.Error.WriteLine($"clab: {engine.Name} is not run; {reason}: --engine {engine.Name} runs it");
            }
            else if (engine.Find() is { } found)
            {
                known.Add((engine, found.Path));
            }
            else if (names.Contains(engine.Name))
            {
                throw NotHere("--engine", engine);
            }
            else
            {
                Console.Error.WriteLine($"clab: {engine.Name} is not here, so not run; {engine.Install}");
            }
        }

        var twice = known.Select(entry => entry.Engine.Name).Append(Own).Concat(commands.Select(command => command.Name))
            .GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new EngineChoice(isAll || names.Contains(Own), known, commands)
            : throw new UsageException($"--engine-command {twice.Key}: there is another engine of that name");
    }

    /// <summary>What is said of an engine that is asked for and not here.</summary>
    public static UsageException NotHere(string option, KnownEngine engine) =>
        new($"{option} {engine.Name}: it is not here; {engine.Install}");

    /// <summary>The option <c>--engine-command</c>.</summary>
    public static Option<string[]> CommandOption() => new("--engine-command")
    {
        Description = "An engine of yours, by the command that starts it; it speaks the worker protocol (harness/ENGINES.md). Repeatable.",
        HelpName = "NAME=COMMAND",
    };

    /// <summary>Reads <c>NAME=COMMAND</c>.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static (string Name, WorkerOptions Options) ParseCommand(string text)
    {
        var equals = text.IndexOf('=');
        var words = equals < 1 ? [] : System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(text[(equals + 1)..]).ToArray();
        return words.Length > 0
            ? (text[..equals], new WorkerOptions { Program = words[0], Arguments = words[1..] })
            : throw new UsageException($"--engine-command {text}: write NAME=COMMAND, the command with its arguments");
    }
}

/// <summary>The engines that a command line asks for.</summary>
/// <param name="HasOwn">Whether our own is among them.</param>
/// <param name="Known">Those of the catalog, each with its program.</param>
/// <param name="Commands">Those that are given by a command.</param>
internal sealed record EngineChoice(
    bool HasOwn,
    IReadOnlyList<(KnownEngine Engine, string Program)> Known,
    IReadOnlyList<(string Name, WorkerOptions Options)> Commands)
{
    /// <summary>Whether there is another engine than our own.</summary>
    public bool HasOthers => Known.Count + Commands.Count > 0;

    /// <summary>
    /// Checks what can be known of tiers before anything is started: that those of our own engine are there, if there is no other.
    /// </summary>
    /// <exception cref="UsageException">They aren't.</exception>
    public void CheckTiers(string[]? tiers, LabEngine own)
    {
        if (!HasOthers)
        {
            TierOption.Resolve(tiers, own);
        }
    }

    /// <summary>
    /// Starts the engines, while the caller goes on. Those that have none of the tiers that are asked for are left out, and the user is
    /// told.
    /// </summary>
    /// <param name="tiers">The value of <c>--tier</c>.</param>
    /// <param name="own">Our own engine.</param>
    /// <param name="startWorkers">Starts its workers, for so many tiers.</param>
    public StartingEngines Start(string[]? tiers, LabEngine own, Func<int, WorkerPool?> startWorkers) =>
        new(Task.Run(() => StartAll(tiers, own, startWorkers)));

    private IReadOnlyList<EngineRun> StartAll(string[]? tiers, LabEngine own, Func<int, WorkerPool?> startWorkers)
    {
        var asked = tiers is { Length: > 0 } ? tiers : null;
        if (!HasOthers)
        {
            var chosen = TierOption.Resolve(tiers, own);
            return [new OwnEngineRun(own, startWorkers(chosen.Length)) { Tiers = chosen }];
        }

        var runs = new List<EngineRun>();
        try
        {
            if (HasOwn && (asked is null || own.Tiers.Intersect(asked).Any()))
            {
                var mine = asked is null ? TierOption.Resolve(null, own) : [.. own.Tiers.Intersect(asked)];
                runs.Add(new OwnEngineRun(own, startWorkers(mine.Length)) { Tiers = mine });
            }

            foreach (var (engine, program) in Known)
            {
                Add(engine.Open(program));
            }

            foreach (var (name, options) in Commands)
            {
                Add(ExternalEngine.Start(name, [options]));
            }

            return runs.Count > 0
                ? runs
                : throw new UsageException($"--tier {string.Join(", ", tiers!)}: no engine that is asked for has it");
        }
        catch
        {
            runs.ForEach(run => run.Dispose());
            throw;
        }

        void Add(IRunnableEngine engine)
        {
            string[] mine = asked is null ? [.. engine.Tiers] : [.. engine.Tiers.Intersect(asked)];
            if (mine.Length > 0)
            {
                runs.Add(new ExternalEngineRun(engine) { Tiers = mine });
                return;
            }

            Console.Error.WriteLine(
                $"clab: {engine.Name} has none of the tiers asked for, so not run; it has {string.Join(", ", engine.Tiers)}");
            engine.Dispose();
        }
    }
}

/// <summary>Engines that are being started. Disposal ends them, whatever has become of them.</summary>
/// <param name="starting">Starts them.</param>
internal sealed class StartingEngines(Task<IReadOnlyList<EngineRun>> starting) : IDisposable
{
    /// <summary>The engines, when they have started.</summary>
    /// <exception cref="UsageException">No engine has the tiers that are asked for.</exception>
    /// <exception cref="IOException">An engine can't be started.</exception>
    public IReadOnlyList<EngineRun> Engines => starting.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IAsyncResult)starting).AsyncWaitHandle.WaitOne();
        if (starting.IsCompletedSuccessfully)
        {
            foreach (var run in starting.Result)
            {
                run.Dispose();
            }
        }
    }
}
