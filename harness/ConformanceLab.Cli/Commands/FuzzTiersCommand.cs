using System.Collections.Immutable;
using System.CommandLine;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz tiers</c>: random modules on two tiers or more.</summary>
internal static class FuzzTiersCommand
{
    public static Command Create()
    {
        var tiers = new Option<string?>("--tiers")
        {
            Description = "Tiers to compare, by commas, the reference first; all by default.", HelpName = "TIERS",
        };
        var source = new Option<string>("--source")
        {
            Description = "Where modules come from: own generator, or wasm-opt -ttf.",
            HelpName = "own|ttf",
            DefaultValueFactory = _ => "own",
        };
        source.AcceptOnlyFromAmong("own", "ttf");
        var stress = Values.GcStress();
        var shared = new FuzzModuleOptions();
        var command = new Command(
            "tiers", "Runs random modules on the tiers; whatever they do differently is reduced and written as a script.")
        {
            tiers, source, stress,
        };
        shared.AddTo(command, "the tiers under test");
        command.SetAction((parsed, cancellation) =>
        {
            var options = shared.Read(parsed) with
            {
                Tiers = ParseTiers(parsed.GetValue(tiers)),
                GcStress = parsed.GetValue(stress),
                Source = SourceOf(parsed.GetRequiredValue(source)),
            };
            var code = shared.Run(parsed, options, cancellation);
            if (shared.IsReplay(parsed))
            {
                using var reference = new TierSubject(options.Tiers[0]);
                FuzzModuleOptions.Show(options, test => new WastWriter(reference).Write(test, [$"{test.Mode}"]));
            }

            return Task.FromResult(code);
        });
        return command;
    }

    private static ImmutableArray<Tier> ParseTiers(string? text)
    {
        var tiers = text is null ? [.. Tiers.Available] : text.Split(',').Select(TierOption.Parse).ToImmutableArray();
        return tiers.Length > 1
            ? tiers
            : throw new UsageException($"two tiers are needed; there is {string.Join(", ", Tiers.Available.Select(Tiers.Name))}");
    }

    private static FuzzSource SourceOf(string name) => name == "own"
        ? new OwnSource()
        : new TranslateToFuzzSource(TranslateToFuzzSource.Find() ?? throw new UsageException(
            "--source ttf: there is no wasm-opt on the path, nor in node_modules/.bin; it is part of Binaryen: npm install binaryen"));
}
