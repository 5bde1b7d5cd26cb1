using System.CommandLine;
using System.Globalization;
using ConformanceLab.MutationTester.Running;

namespace ConformanceLab.MutationTester;

/// <summary>Behind <c>scripts/mutation</c>.</summary>
public static class Program
{
    private const int Failed = 1;
    private const int Usage = 2;
    private const int Infrastructure = 3;
    private const int Cancelled = 130;

    private static int Main(string[] args)
    {
        if (args is [Worker.Argument])
        {
            return Worker.Run(Console.In, Console.Out);
        }

        var seed = new Option<ulong>("--seed") { Description = "Decides which mutants are drawn.", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--mutants") { Description = "How many mutants to draw.", DefaultValueFactory = _ => 240 };
        var only = new Option<string[]>("--only") { Description = "Only these mutants, by their names in the report; repeatable." };
        var jobs = new Option<int>("--jobs", "-j") { Description = "Workers that run at once.", DefaultValueFactory = _ => 2 };
        var suites = new Option<string?>("--suites")
        {
            Description = "Where the official suites are; else $CLAB_SUITES, else suites/official.",
        };
        var outFolder = new Option<string>("--out") { Description = "Where results go.", DefaultValueFactory = _ => "out/mutation" };
        var list = new Option<bool>("--list") { Description = "Lists the mutants that would be run, and runs none." };
        var command = new RootCommand("Mutants of the interpreter: how many of them the official suites kill, and how many suites/lab.")
        {
            seed, count, only, jobs, suites, outFolder, list,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            new Campaign
            {
                Seed = parsed.GetValue(seed),
                Count = parsed.GetValue(count),
                Only = [.. parsed.GetValue(only) ?? []],
                Jobs = Math.Max(1, parsed.GetValue(jobs)),
                Suites = parsed.GetValue(suites),
                OutputFolder = parsed.GetValue(outFolder)!,
            },
            parsed.GetValue(list),
            cancellation)));
        var parsed = command.Parse(args);
        return parsed.Errors.Count > 0 ? Refuse(parsed.Errors[0].Message) : parsed.Invoke();
    }

    private static int Run(Campaign campaign, bool isList, CancellationToken cancellation)
    {
        try
        {
            if (isList)
            {
                foreach (var mutant in campaign.Draw())
                {
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{mutant.Id} {mutant.File}:{mutant.Line} {mutant.Operator}: {mutant.Original} → {mutant.Mutated}"));
                }

                return 0;
            }

            var report = campaign.Run(Console.Error, cancellation);
            Console.WriteLine(report.Summary);
            return report.Missed.Any() || report.KilledByLab < report.KilledByOfficial ? Failed : 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("mutation: cancelled");
            return Cancelled;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or FormatException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"mutation: {error.Message}");
            return Infrastructure;
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"mutation: {message}; see --help");
        return Usage;
    }
}
