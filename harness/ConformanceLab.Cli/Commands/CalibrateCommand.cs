using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Calibration;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Subjects;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab calibrate</c>: how often the gate's test is wrong, and how often it finds what there is.</summary>
internal static class CalibrateCommand
{
    private static readonly double[] s_effects = [0, 0.02, 0.05, 0.10];

    public static Command Create()
    {
        var subject = new Argument<string>("SUBJECT")
        {
            Description = "What is compared with itself; baseline by default.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "baseline",
        };
        var aa = Count("--aa", "Real comparisons of the subject with itself; 20 by default.", 20);
        var planted = Count("--planted", "Real comparisons with each kind of slowdown planted, of 2, 5 and 10 % each; 5 by default.", 5);
        var kinds = new Option<SlowdownKind[]>("--plant")
        {
            Description = "Kinds of slowdowns, by commas: more work for the guest, longer loops of the engine's code, slower host calls, slower "
                + "compilation; all by default. But for work the subject's plug must know --plant, as ours does in tiers that compile.",
            HelpName = "work,loop,host-call,compile",
            DefaultValueFactory = _ => Enum.GetValues<SlowdownKind>(),
            CustomParser = ParseKinds,
        };
        var simulate = Count("--simulate", "Simulated comparisons for each noise and slowdown; 1000 by default.", 1000);
        var alpha = new Option<double?>("--alpha")
        {
            Description = "Error probability of each comparison; 0.01 by default.",
            HelpName = "P",
            CustomParser = result => Values.Number(result, "a probability from 0.00001 to 0.2", 1e-5, 0.2),
        };
        var looks = CompareCommand.Looks();
        looks.Description = "After how many blocks the data is looked at, by commas; 8,12,16 by default.";
        var seconds = MeasureOptions.ProcessSeconds();
        seconds.Description = "How long each process measures, about; 0.03 by default.";
        var log = new Option<string>("--log")
        {
            Description = "Where real comparisons are written as they end, and gone on from; out/calibration.jsonl by default.",
            HelpName = "FILE",
            DefaultValueFactory = _ => Path.Combine("out", "calibration.jsonl"),
        };
        var time = Values.Duration("--time", "Begin no real comparison after this; the next call goes on.");
        var seed = new Option<int>("--seed")
        {
            Description = "Decides all chance; 1 by default.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "calibrate",
            """
            Measures how often the gate's test is wrong: simulated and real comparisons of something with itself, and with slowdowns planted
            in it, beside what tests say that pool iterations. Real comparisons are fixed beforehand by the seed and
            logged as they end; the same call goes on where the last one stopped. Exit code 1 if the rate of false alarms is shown to be above
            --alpha.
            """)
        {
            subject, aa, planted, kinds, simulate, alpha, looks, seconds, log, time, seed,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var policy = new GatePolicy
            {
                Alpha = parsed.GetValue(alpha) ?? 0.01,
                Looks = parsed.GetValue(looks) is { Length: > 0 } given ? [.. given] : [8, 12, 16],
                ProcessSeconds = parsed.GetValue(seconds) ?? 0.03,
            };
            policy = ComparisonSession.CheckPolicy(policy);
            using var work = new WorkFolder();
            var benchmarks = BenchmarkManifest.Read(BenchmarkManifest.Own, work.Path);
            var measured = MeasureOptions.ParseSubject(parsed.GetRequiredValue(subject));
            var plan = new CalibrationPlan
            {
                Seed = parsed.GetValue(seed),
                Subject = measured.Name,
                Identity = SubjectIdentity.Compute(measured),
                Machine = MachineIdentity.Current.Fingerprint,
                Aa = parsed.GetValue(aa),
                Planted = parsed.GetValue(planted),
                Slowdowns = [.. parsed.GetRequiredValue(kinds).Distinct().Order().Select(kind => Slowdown.Of(kind, benchmarks))],
                Alpha = policy.Alpha,
                Looks = policy.Looks,
                ProcessSeconds = policy.ProcessSeconds,
                Benchmarks = [.. benchmarks.Select(benchmark => benchmark.Name)],
            };
            var simulated = Simulate(parsed.GetValue(simulate), policy, plan.Seed, cancellation);
            var (real, missing) = await MeasureAsync(
                plan, measured, benchmarks, parsed.GetRequiredValue(log), parsed.GetValue(time) ?? TimeSpan.MaxValue, cancellation)
                    .ConfigureAwait(false);
            CalibrationDisplay.Print(Console.Out, plan, [.. real, .. simulated], missing);
            return cancellation.IsCancellationRequested ? ExitCode.Cancelled
                : real.Concat(simulated).Any(summary => IsTooOften(summary, plan.Alpha)) ? ExitCode.Failed
                : ExitCode.Good;
        });
        return command;
    }

    private static bool IsTooOften(CalibrationSummary summary, double alpha) =>
        summary.Effect == 0 && summary.IntervalOf(summary.Gate).Lower > alpha;

    private static List<CalibrationSummary> Simulate(int count, GatePolicy policy, int seed, CancellationToken cancellation)
    {
        var summaries = new List<CalibrationSummary>();
        if (count == 0)
        {
            return summaries;
        }

        using var display = new MeasureDisplay(Console.Error, !Console.IsErrorRedirected);
        foreach (var model in Enum.GetValues<NoiseModel>())
        {
            display.Show(new((int)model, Enum.GetValues<NoiseModel>().Length, 0, 0, $"simulating {model}"));
            summaries.AddRange(s_effects.SelectMany(effect => CalibrationSummary.Count(
                model.ToString(), Simulation.Run(model, effect, count, policy, seed, cancellation), policy.Alpha)));
        }

        return summaries;
    }

    private static async Task<(IReadOnlyList<CalibrationSummary> Summaries, int Missing)> MeasureAsync(
        CalibrationPlan plan,
        Subject subject,
        IReadOnlyList<Benchmark> benchmarks,
        string file,
        TimeSpan time,
        CancellationToken cancellation)
    {
        var all = plan.Comparisons().Count;
        if (all == 0)
        {
            return ([], 0);
        }

        using var display = new MeasureDisplay(Console.Error, !Console.IsErrorRedirected);
        using var log = OpenLog(file, plan);
        try
        {
            var runner = new CalibrationRunner(plan, subject, benchmarks) { Progress = display.Show };
            await runner.RunAsync(log, time, cancellation).ConfigureAwait(false);
        }
        catch (PlugException error)
        {
            throw new FormatException($"{error.Message}; what was compared before stands in {file}", error);
        }
        catch (OperationCanceledException)
        {
            // What is there is reported, and gone on from.
        }

        return (CalibrationSummary.Count("real", log.Records, plan.Alpha), all - log.Records.Count);
    }

    private static SlowdownKind[]? ParseKinds(ArgumentResult result)
    {
        var all = Enum.GetValues<SlowdownKind>();
        var kinds = new List<SlowdownKind>();
        foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (all.Where(kind => Slowdown.NameOf(kind) == name).ToArray() is not [var kind])
            {
                result.AddError($"--plant: '{name}' is none of {string.Join(", ", all.Select(Slowdown.NameOf))}");
                return null;
            }

            kinds.Add(kind);
        }

        return [.. kinds];
    }

    private static CalibrationLog OpenLog(string file, CalibrationPlan plan)
    {
        try
        {
            return CalibrationLog.Open(file, plan);
        }
        catch (FormatException error)
        {
            throw new UsageException($"--log {error.Message}");
        }
    }

    private static Option<int> Count(string name, string description, int usual) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result => (int)(Values.Number(result, "a number from 0 to 1000000", -1e-9, 1e6) ?? 0),
    };
}
