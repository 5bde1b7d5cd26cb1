using System.Collections.Immutable;
using System.CommandLine;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz engines</c>: random modules on our interpreter and on other engines.</summary>
internal static class FuzzEnginesCommand
{
    // Only our interpreter, which counts fuel, is held to it: what takes longer is a busy machine, or a defect.
    private static readonly TimeSpan s_caseLimit = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        var engines = new Option<string[]>("--engine")
        {
            Description = "Engines to compare our interpreter with, by commas or repeated; without a tier, all of theirs that have what "
                + "modules need. 'clab engines' lists them.",
            HelpName = "ENGINE[@TIER]",
            DefaultValueFactory = _ => ["wasmtime"],
        };
        var commands = EngineOption.CommandOption();
        var shared = new FuzzModuleOptions();
        var command = new Command(
            "engines",
            "Runs random modules on our interpreter and on other engines; whatever they do differently is reduced and written as a script.")
        {
            engines, commands,
        };
        shared.AddTo(command, "the other engines");
        command.SetAction((parsed, cancellation) =>
        {
            var options = shared.Read(parsed) with { Tiers = [Tier.Interpreter] };
            using var named = new NamedEngines([.. (parsed.GetValue(commands) ?? []).Select(EngineOption.ParseCommand)]);
            var asked = Open(named, parsed.GetRequiredValue(engines));
            options = options with
            {
                Engines = asked,
                CaseLimit = s_caseLimit,
                Source = new EngineSource([.. asked.Select(static engine => engine.Engine.FeaturesOf(engine.Tier)).Distinct()]),
            };
            var code = shared.Run(parsed, options, cancellation);
            if (shared.IsReplay(parsed))
            {
                using var reference = new TierSubject(Tier.Interpreter, TierSubject.Ample);
                FuzzModuleOptions.Show(
                    options,
                    test => new WastWriter(reference).WriteForEngines(test, options.Plant).Script ?? ";; nothing to be compared\n");
            }

            return Task.FromResult(code);
        });
        return command;
    }

    // Tiers that lack what modules always have are left out, unless they are named.
    private static ImmutableArray<EngineTier> Open(NamedEngines named, string[] texts)
    {
        var found = new List<EngineTier>();
        foreach (var text in texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            foreach (var engine in named.Read("--engine", text))
            {
                var missing = EngineSource.Needed & ~engine.Engine.FeaturesOf(engine.Tier);
                if (missing == 0)
                {
                    found.Add(engine);
                }
                else if (text.Contains('@', StringComparison.Ordinal))
                {
                    throw new UsageException(
                        $"--engine {text}: random modules need what it does not have: {FeatureNeeds.Describe(missing)}");
                }
                else
                {
                    Console.Error.WriteLine($"clab: {engine.Name} is left out: it does not have {FeatureNeeds.Describe(missing)}");
                }
            }
        }

        return found.Count > 0
            ? [.. found.DistinctBy(static engine => engine.Name)]
            : throw new UsageException(
                $"--engine {string.Join(',', texts)}: no tier has what random modules need; 'clab engines' says what they have");
    }
}
