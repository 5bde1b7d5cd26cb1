using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Fuzzing;

namespace ConformanceLab.Cli.Commands;

/// <summary>What the commands that make random modules have in common: which modules, for how long, where what is found goes.</summary>
internal sealed class FuzzModuleOptions
{
    private static readonly TimeSpan s_defaultTime = TimeSpan.FromMinutes(1);

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "The series of modules; 1 by default.", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    private readonly Option<ulong> _first = new("--first") { Description = "Index of the first module; 0 by default.", HelpName = "N" };
    private readonly Option<ulong?> _modules = new("--modules") { Description = "How many modules.", HelpName = "N" };

    private readonly Option<TimeSpan?> _time =
        Values.Duration("--time", "How long; one minute by default, if --modules does not say when it ends.");

    private readonly Option<string?> _replay = new("--replay")
    {
        Description = "Run one case again, and write it as a script.", HelpName = "SEED:INDEX",
    };

    private readonly Option<string> _output = new("--out")
    {
        Description = "Folder for what is found; out/fuzz by default.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "fuzz"),
    };

    private readonly Option<string?> _log = new("--log")
    {
        Description = "Append what was done to this file, as lines of JSON.", HelpName = "FILE",
    };

    private readonly Option<string?> _plant = new("--plant") { HelpName = "OPCODE=OPCODE" };
    private readonly Option<int> _jobs = Values.Jobs();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="planted">What a defect is planted in, for the help text.</param>
    public void AddTo(Command command, string planted)
    {
        _plant.Description = $"Make {planted} do one instruction for another, to see that it is found.";
        foreach (var option in (Option[])[_seed, _first, _modules, _time, _replay, _output, _log, _plant, _jobs])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether the command line asks for a single case again.</summary>
    public bool IsReplay(ParseResult parsed) => parsed.GetValue(_replay) is not null;

    /// <summary>What the command line asks for; tiers and source are the command's own.</summary>
    /// <exception cref="UsageException">It makes no sense.</exception>
    public FuzzOptions Read(ParseResult parsed)
    {
        var again = parsed.GetValue(_replay) is { } text ? ParseCase(text) : ((ulong Seed, ulong Index)?)null;
        var count = again is null ? parsed.GetValue(_modules) : 1;
        return new FuzzOptions
        {
            Seed = again?.Seed ?? parsed.GetValue(_seed),
            First = again?.Index ?? parsed.GetValue(_first),
            Modules = count,
            Time = parsed.GetValue(_time) ?? (count is null ? s_defaultTime : null),
            Jobs = again is null ? parsed.GetValue(_jobs) : 1,
            Tiers = [],
            Plant = parsed.GetValue(_plant) is { } planted ? ParsePlant(planted) : null,
            Output = Path.GetFullPath(parsed.GetRequiredValue(_output)),
        };
    }

    /// <summary>Runs a campaign, and shows what it did.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ParseResult parsed, FuzzOptions options, CancellationToken cancellation)
    {
        using var log = new FuzzLog(parsed.GetValue(_log));
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

    /// <summary>Writes the case of <c>--replay</c> as a script, whether or not anything is wrong with it.</summary>
    /// <param name="options">The options that it was run with.</param>
    /// <param name="write">Makes the script.</param>
    public static void Show(FuzzOptions options, Func<FuzzCase, string> write)
    {
        var test = options.Source.Create(options.Seed, options.First, options.GcStress);
        Directory.CreateDirectory(options.Output);
        var file = Path.Combine(
            options.Output, string.Create(CultureInfo.InvariantCulture, $"{options.Source.Name}-{options.Seed}-{options.First}.wast"));
        File.WriteAllText(file, write(test));
        Console.WriteLine($"the case: {file}");
    }

    /// <summary>Reads <c>SEED:INDEX</c>.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static (ulong Seed, ulong Index) ParseCase(string text) =>
        text.Split(':') is [var left, var right]
            && ulong.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (seed, index)
            : throw new UsageException($"--replay {text}: not a case; write SEED:INDEX, two numbers, as findings name them");

    private static PlantedBug ParsePlant(string text) => PlantedBug.TryParse(text, out var bug)
        ? bug
        : throw new UsageException(
            $"--plant {text}: two instructions with the same operands and results, and no immediates, are needed: i32.sub=i32.add");
}
