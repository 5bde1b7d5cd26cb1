using ConformanceLab.Cli.Commands;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli;

/// <summary>
/// The engines that <c>clab reduce</c> and <c>clab fuzz engines</c> may ask, each started when it is asked first and ended with this: ours,
/// those of the catalog that are here, and those that are given by a command. All of them in processes of their own.
/// </summary>
/// <param name="commands">Those that are given by a command.</param>
internal sealed class NamedEngines(IReadOnlyList<(string Name, WorkerOptions Options)> commands) : IDisposable
{
    private readonly Dictionary<string, EngineRun> _open = new(StringComparer.Ordinal);

    /// <summary>Reads <c>ENGINE[@TIER]</c>: the tier, or all of the engine's.</summary>
    /// <param name="option">The option whose value it is, for errors.</param>
    /// <param name="text">The value.</param>
    /// <exception cref="UsageException">There is no such engine or tier, or it is not here.</exception>
    /// <exception cref="IOException">It can't be started.</exception>
    public IReadOnlyList<EngineTier> Read(string option, string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, tier) = at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        var tiers = TiersOf(Open(option, name));
        return tier is null ? tiers
            : tiers.Where(one => one.Tier == tier).ToList() is { Count: > 0 } found ? found
            : throw new UsageException($"{option} {text}: no such tier; {name} has {string.Join(", ", tiers.Select(one => one.Tier))}");
    }

    /// <summary>
    /// Who may judge where nobody is named, best first: our interpreter, which is the smallest; the first tier of every other engine that
    /// is here; our other tiers; the other tiers of the target's engine.
    /// </summary>
    /// <param name="target">The target, which is none of them.</param>
    public IEnumerable<EngineTier> Judges(EngineTier target)
    {
        var own = TiersOf(Open("", LabEngine.EngineName));
        foreach (var tier in own.Take(1))
        {
            yield return tier;
        }

        foreach (var engine in EngineCatalog.All.Where(engine => engine.OnlyByName is null && engine.Name != target.Engine.Name))
        {
            if (TryOpen(engine) is { } run)
            {
                yield return TiersOf(run)[0];
            }
        }

        foreach (var tier in own.Skip(1).Concat(TiersOf(_open[target.Engine.Name])))
        {
            yield return tier;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var run in _open.Values)
        {
            run.Dispose();
        }
    }

    private static List<EngineTier> TiersOf(EngineRun run) =>
        [.. run.Tiers.Select(tier => new EngineTier(run.Engine, tier, options => run.CreateRunner(options)!))];

    // Null if it is not here, or does not work: nobody has asked for it.
    private EngineRun? TryOpen(KnownEngine engine)
    {
        try
        {
            return engine.Find() is null ? null : Open("", engine.Name);
        }
        catch (IOException error)
        {
            Console.Error.WriteLine($"clab: {engine.Name} does not work, so not asked: {error.Message}");
            return null;
        }
    }

    private EngineRun Open(string option, string name)
    {
        if (!_open.TryGetValue(name, out var run))
        {
            _open.Add(name, run = Start(option, name));
        }

        return run;
    }

    private EngineRun Start(string option, string name)
    {
        if (commands.FirstOrDefault(command => command.Name == name) is { Options: { } options })
        {
            return Run(ExternalEngine.Start(name, [options]));
        }

        if (name == LabEngine.EngineName)
        {
            var engine = new LabEngine();
            return new OwnEngineRun(engine, new WorkerPool(WorkerOptions.Own(engine: engine))) { Tiers = engine.Tiers };
        }

        var known = EngineCatalog.Find(name) ?? throw new UsageException(
            $"{option} {name}: no such engine; there are {LabEngine.EngineName}, "
            + $"{string.Join(", ", EngineCatalog.All.Select(engine => engine.Name).Concat(commands.Select(command => command.Name)))}");
        return Run(known.Open((known.Find() ?? throw EngineOption.NotHere(option, known)).Path));

        static ExternalEngineRun Run(IRunnableEngine engine) => new(engine) { Tiers = engine.Tiers };
    }
}
