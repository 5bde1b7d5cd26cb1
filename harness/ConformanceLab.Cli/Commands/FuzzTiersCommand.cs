using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz tiers</c>: random modules on two tiers or more.</summary>
internal static class FuzzTiersCommand
{
    private static readonly TimeSpan s_defaultTime = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var seed = new Option<ulong>("--seed")
        {
            Description = "The series of modules; 1 by default.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        var first = new Option<ulong>("--first") { Description = "Index of the first module; 0 by default.", HelpName = "N" };
        var modules = new Option<ulong?>("--modules") { Description = "How many modules.", HelpName = "N" };
        var time = Values.Duration("--time", "How long; one minute by default, if --modules does not say when it ends.");
        var replay = new Option<string?>("--replay")
        {
            Description = "Run one case again, and write it as a script.", HelpName = "SEED:INDEX",
        };
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
        var output = new Option<string>("--out")
        {
            Description = "Folder for what is found; out/fuzz by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "fuzz"),
        };
        var log = new Option<string?>("--log") { Description = "Append what was done to this file, as lines of JSON.", HelpName = "FILE" };
        var plant = new Option<string?>("--plant")
        {
            Description = "Make the tiers under test do one instruction for another, to see that it is found.", HelpName = "OPCODE=OPCODE",
        };
        var jobs = Values.Jobs();
        var stress = Values.GcStress();
        var command = new Command(
            "tiers", "Runs random modules on the tiers; whatever they do differently is reduced and written as a script.")
        {
            seed, first, modules, time, replay, tiers, source, output, log, plant, jobs, stress,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var again = parsed.GetValue(replay) is { } text ? ParseCase(text) : ((ulong Seed, ulong Index)?)null;
            var count = again is null ? parsed.GetValue(modules) : 1;
            var options = new FuzzOptions
            {
                Seed = again?.Seed ?? parsed.GetValue(seed),
                First = again?.Index ?? parsed.GetValue(first),
                Modules = count,
                Time = parsed.GetValue(time) ?? (count is null ? s_defaultTime : null),
                Jobs = again is null ? parsed.GetValue(jobs) : 1,
                Tiers = ParseTiers(parsed.GetValue(tiers)),
                GcStress = parsed.GetValue(stress),
                Source = SourceOf(parsed.GetRequiredValue(source)),
                Plant = parsed.GetValue(plant) is { } planted ? ParsePlant(planted) : null,
                Output = Path.GetFullPath(parsed.GetRequiredValue(output)),
            };
            using var records = new FuzzLog(parsed.GetValue(log));
            var code = Run(options, records, cancellation);
            if (again is not null)
            {
                Show(options);
            }

            return Task.FromResult(code);
        });
        return command;
    }

    private static int Run(FuzzOptions options, FuzzLog log, CancellationToken cancellation)
    {
        var display = new FuzzDisplay(Console.Error, !Console.IsErrorRedirected);
        var campaign = new FuzzCampaign(options, log, display.Show);
        using (display.Watch(campaign))
        {
            campaign.Run(cancellation);
        }

        Console.WriteLine(campaign.Read((totals, next) => FuzzDisplay.Summary(
            totals,
            string.Create(
                CultureInfo.InvariantCulture, $"seed {options.Seed}, modules {options.First} to {next - 1} ({options.Source.Name})"))));
        return !campaign.Findings.IsEmpty ? ExitCode.Failed : cancellation.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Good;
    }

    // The case as it is, whether or not anything is wrong with it.
    private static void Show(FuzzOptions options)
    {
        var test = options.Source.Create(options.Seed, options.First, options.GcStress);
        using var reference = new TierSubject(options.Tiers[0]);
        Directory.CreateDirectory(options.Output);
        var file = Path.Combine(
            options.Output, string.Create(CultureInfo.InvariantCulture, $"{options.Source.Name}-{options.Seed}-{options.First}.wast"));
        File.WriteAllText(file, new WastWriter(reference).Write(test, [$"{test.Mode}"]));
        Console.WriteLine($"the case: {file}");
    }

    /// <summary>Reads <c>SEED:INDEX</c>.</summary>
    internal static (ulong Seed, ulong Index) ParseCase(string text) =>
        text.Split(':') is [var left, var right]
            && ulong.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (seed, index)
            : throw new UsageException($"--replay {text}: not a case; write SEED:INDEX, two numbers, as findings name them");

    private static ImmutableArray<Tier> ParseTiers(string? text)
    {
        var tiers = text is null ? [.. Tiers.Available] : text.Split(',').Select(TierOption.Parse).ToImmutableArray();
        return tiers.Length > 1
            ? tiers
            : throw new UsageException($"two tiers are needed; there is {string.Join(", ", Tiers.Available.Select(Tiers.Name))}");
    }

    private static PlantedBug ParsePlant(string text) => PlantedBug.TryParse(text, out var bug)
        ? bug
        : throw new UsageException(
            $"--plant {text}: two instructions with the same operands and results, and no immediates, are needed: i32.sub=i32.add");

    private static FuzzSource SourceOf(string name) => name == "own"
        ? new OwnSource()
        : new TranslateToFuzzSource(TranslateToFuzzSource.Find() ?? throw new UsageException(
            "--source ttf: there is no wasm-opt on the path, nor in node_modules/.bin; it is part of Binaryen: npm install binaryen"));
}
