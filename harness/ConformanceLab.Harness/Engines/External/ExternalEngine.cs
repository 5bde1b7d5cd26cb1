using System.Collections.Immutable;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>
/// An engine that is a program of its own and speaks the worker protocol. Each tier has workers of its own, since most engines are held to
/// a tier by their command line. What its host can't see or read is adapted (<see cref="AdaptedConnection"/>); what it has is measured
/// (<see cref="FeatureProbes"/>). Thread-safe.
/// </summary>
public sealed class ExternalEngine : IRunnableEngine
{
    private readonly ImmutableArray<(string Tier, WorkerPool Pool)> _tiers;

    private ExternalEngine(string name, string version, OracleStrength strength, ImmutableArray<(string Tier, WorkerPool Pool)> tiers)
    {
        Name = name;
        Version = version;
        _tiers = tiers;
        HostStrength = strength;

        // Values that its host can't see as they are pass through a module.
        Strength = strength with { SeesNanBits = true };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers => [.. _tiers.Select(entry => entry.Tier)];

    /// <summary>Features that some tier has, as measured.</summary>
    public WasmFeatures Features => _tiers.Aggregate(WasmFeatures.None, (all, entry) => all | entry.Pool.Features!.Available);

    /// <inheritdoc/>
    public OracleStrength Strength { get; }

    /// <summary>What its host can by itself.</summary>
    public OracleStrength HostStrength { get; }

    /// <summary>Starts an engine, greets it and measures what it has.</summary>
    /// <param name="name">What it is called in results.</param>
    /// <param name="processes">Command lines; each says which tiers it has. One is enough for an engine that can choose by itself.</param>
    /// <exception cref="IOException">One can't be started, does not say hello, or breaks down while its features are measured.</exception>
    public static ExternalEngine Start(string name, IReadOnlyCollection<WorkerOptions> processes)
    {
        var started = new (Hello Hello, List<(string Tier, WorkerPool Pool)> Tiers)[processes.Count];
        try
        {
            Parallel.ForEach(
                processes.Select((options, index) => (options, index)), entry => started[entry.index] = Start(name, entry.options));
        }
        catch (AggregateException errors)
        {
            foreach (var (_, tiers) in started)
            {
                tiers?.ForEach(tier => tier.Pool.Dispose());
            }

            throw errors.InnerExceptions[0] as IOException ?? (Exception)errors;
        }

        var hello = started[0].Hello;
        return new ExternalEngine(name, hello.Version, hello.Strength, [.. started.SelectMany(entry => entry.Tiers)]);
    }

    /// <summary>The workers of a tier.</summary>
    /// <exception cref="NotSupportedException">There is no such tier.</exception>
    public WorkerPool PoolOf(string tier) => _tiers.FirstOrDefault(entry => entry.Tier == tier).Pool
        ?? throw new NotSupportedException($"there is no tier {tier}; there are {string.Join(", ", Tiers)}");

    /// <inheritdoc/>
    public WasmFeatures FeaturesOf(string tier) => PoolOf(tier).Features!.Available;

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options) => new ExternalSession(PoolOf(options.Tier), options);

    /// <inheritdoc/>
    public IScriptRunner CreateRunner(ExecutionOptions options) => new IsolatedScriptRunner(PoolOf, options);

    /// <summary>Ends every worker.</summary>
    public void Dispose()
    {
        foreach (var (_, pool) in _tiers)
        {
            pool.Dispose();
        }
    }

    private static (Hello Hello, List<(string Tier, WorkerPool Pool)> Tiers) Start(string name, WorkerOptions options)
    {
        var pool = new WorkerPool(options);
        List<(string Tier, WorkerPool Pool)> tiers = [];
        try
        {
            var worker = pool.Rent();
            var hello = worker.Hello!;
            foreach (var tier in hello.Tiers)
            {
                if (tiers.Count > 0)
                {
                    pool = new WorkerPool(options);
                }

                tiers.Add((tier, pool));
                pool.Features = FeatureProbes.Measure(worker, tier, hello.Features);
            }

            if (tiers.Count == 0)
            {
                throw new IOException($"{name} says that it has no tiers");
            }

            tiers[0].Pool.Return(worker);
            return (hello, tiers);
        }
        catch (EngineLostException lost)
        {
            pool.Dispose();
            throw new IOException($"{name} broke down while its features were measured: {lost.Loss.Message}", lost);
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }
}
