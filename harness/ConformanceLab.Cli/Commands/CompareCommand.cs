using System.CommandLine;
using ConformanceLab.Cli.Display;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Policies;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab compare A B</c>: two of anything that speaks the plug protocol, by the clock.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var a = MeasureOptions.Side("A", "What B is compared with: a tier with options, a folder with a build of ours, or a command line.");
        var b = MeasureOptions.Side("B", "What the verdicts are about.");
        var manifests = MeasureOptions.Manifests();
        var filter = MeasureOptions.Filter();
        var alpha = new Option<double?>("--alpha")
        {
            Description = "Probability that any of the benchmarks is called REGRESSED although none is slower; 0.01 by default.",
            HelpName = "P",
            CustomParser = result => Values.Number(result, "a probability from 0.00001 to 0.2", 1e-5, 0.2),
        };
        var margin = new Option<double?>("--margin")
        {
            Description = "The slowdown that NOT REGRESSED rules out, in percent; 3 by default.",
            HelpName = "PERCENT",
            CustomParser = result => Values.Number(result, "a percentage above 0, at most 1000", 0, 1000),
        };
        var looks = Looks();
        var seconds = MeasureOptions.ProcessSeconds();
        var seed = MeasureOptions.Seed();
        var json = MeasureOptions.Json();
        var label = MeasureOptions.Label();
        var markdown = MeasureOptions.Markdown();
        var page = MeasureOptions.Report();
        var history = MeasureOptions.History();
        var command = new Command(
            "compare", "Compares two builds, engines or option sets by the clock; exit code 1 if B is slower on some benchmark.")
        {
            a, b, manifests, filter, alpha, margin, looks, seconds, seed, json, label, markdown, page, history,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var policy = new GatePolicy { SkipIdentical = false, AaSlots = 0 };
            policy = policy with
            {
                Alpha = parsed.GetValue(alpha) ?? policy.Alpha,
                Margin = parsed.GetValue(margin) / 100 ?? policy.Margin,
                Looks = parsed.GetValue(looks) is { Length: > 0 } given ? [.. given] : policy.Looks,
                ProcessSeconds = parsed.GetValue(seconds) ?? policy.ProcessSeconds,
                Benchmarks = [.. parsed.GetValue(filter) ?? []],
                Manifests = [.. (parsed.GetValue(manifests) ?? []).Select(Path.GetFullPath)],
            };
            return ComparisonSession.RunAsync(
                new ComparisonRequest(parsed.GetRequiredValue(a), parsed.GetRequiredValue(b), policy, parsed.GetValue(seed))
                {
                    Label = parsed.GetValue(label),
                    Json = parsed.GetValue(json),
                    Markdown = parsed.GetValue(markdown),
                    Report = parsed.GetValue(page),
                    History = parsed.GetValue(history),
                },
                cancellation);
        });
        return command;
    }

    /// <summary><c>--looks N,N,…</c>.</summary>
    public static Option<int[]> Looks() => new("--looks")
    {
        Description = "After how many blocks the data is looked at, by commas; the last is the most. 8,12,16,24,32 by default.",
        HelpName = "N,N,...",
        CustomParser = result => Values.Numbers(result, "ascending numbers, by commas"),
    };
}
