using System.Diagnostics;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli;

/// <summary>
/// Measures what no script can assert, of our engine on each tier: what a call to the host costs, how many sandboxes live side by side, how soon
/// better code is there for what runs.
/// </summary>
internal static class SkillProbes
{
    private const int Calls = 200_000;
    private const int MostSandboxes = 5_000;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_timeForSandboxes = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_timeForTierUp = TimeSpan.FromSeconds(20);

    // Calls the host as often as it is told, and adds up what it answers, so that no call can be left out.
    private const string Caller = """
        (module
          (import "host" "next" (func $next (param i32) (result i32)))
          (func (export "run") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (i32.add (local.get $sum) (call $next (local.get $n))))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    private const string Sandbox = """
        (module
          (memory 1)
          (func (export "run") (param $n i32) (result i32)
            (i32.store (i32.const 65532) (local.get $n))
            (i32.load (i32.const 65532))))
        """;

    // Called once, and never comes back by itself.
    private const string Loop = """(module (func (export "run") (loop $again (br $again))))""";

    /// <summary>Measures every tier, and appends a line for each measurement.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="cancellation">Ends it between two measurements.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Append(string file, CancellationToken cancellation)
    {
        using var output = new StreamWriter(OutputFile.Prepare(file), append: true);
        foreach (var tier in Tiers.Available)
        {
            using var engine = new Engine(EngineOptions.Default with { Tier = tier });
            foreach (var (evidence, unit, probe) in new (string, string, Func<Engine, CancellationToken, double>)[]
                { ("host-call", "ns", HostCall), ("sandboxes", "instances", Sandboxes), ("tier-up", "ms", TierUp) })
            {
                if (evidence == "tier-up" && tier != Tier.Auto)
                {
                    // No other tier becomes another one.
                    continue;
                }

                Console.Error.WriteLine($"measuring {evidence} on {tier.Name()}");
                output.WriteLine(new EvidenceRecord(
                    evidence, LabEngine.EngineName, tier.Name(), Math.Round(probe(engine, cancellation), 2), unit).ToJson());
            }
        }
    }

    // The least of several times: everything else on the machine can only make it longer.
    private static double HostCall(Engine engine, CancellationToken cancellation)
    {
        using var module = Module.FromText(engine, Caller);
        using var store = new Store(engine);
        var linker = new Linker(engine);
        linker.DefineFunction("host", "next", (int n) => n & 1);
        var run = linker.Instantiate(store, module).GetFunction<int, int>("run");
        var start = Stopwatch.GetTimestamp();
        var best = double.MaxValue;
        for (var round = 0; round < 10 || Stopwatch.GetElapsedTime(start) < s_warmUp; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            if (run(Calls) != Calls / 2)
            {
                throw new InvalidOperationException("the host was not called as often as it should be");
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls);
        }

        return best;
    }

    // From the call of a function until it has been compiled again while it runs.
    private static double TierUp(Engine engine, CancellationToken cancellation)
    {
        using var module = Module.FromText(engine, Loop);
        using var store = new Store(engine);
        var run = new Instance(store, module).GetFunction("run");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var start = Stopwatch.GetTimestamp();
        var running = Task.Run(() => run.Invoke([], stop.Token), CancellationToken.None);
        while (engine.Statistics.FunctionsTranslated[Tier.Optimizing] == 0 && Stopwatch.GetElapsedTime(start) < s_timeForTierUp)
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(1);
        }

        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        stop.Cancel();
        try
        {
            running.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It could be stopped in its new code, too.
        }

        return took;
    }

    // Each a store of its own, with a memory that was written to; all of them alive until the last has answered.
    private static double Sandboxes(Engine engine, CancellationToken cancellation)
    {
        using var module = Module.FromText(engine, Sandbox);
        var stores = new List<Store>();
        var instances = new List<Instance>();
        var start = Stopwatch.GetTimestamp();
        try
        {
            while (instances.Count < MostSandboxes && Stopwatch.GetElapsedTime(start) < s_timeForSandboxes)
            {
                cancellation.ThrowIfCancellationRequested();
                stores.Add(new Store(engine));
                instances.Add(new Instance(stores[^1], module));
                instances[^1].GetFunction("run").Invoke(instances.Count);
            }

            return instances.Select((instance, index) => instance.GetFunction("run").Invoke(index)[0].AsInt32() == index).Count(
                isOwn => isOwn);
        }
        catch (Exception error) when (error is LinkException or TrapException or OutOfMemoryException)
        {
            return instances.Count;
        }
        finally
        {
            stores.ForEach(store => store.Dispose());
        }
    }
}
