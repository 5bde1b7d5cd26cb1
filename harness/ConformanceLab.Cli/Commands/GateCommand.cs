using System.CommandLine;
using ConformanceLab.Gate.Policies;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab gate A B</c>: may B follow A, by the policy?</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var a = MeasureOptions.Side("A", "What was good: a folder with a build of ours, or whatever clab compare takes.");
        var b = MeasureOptions.Side("B", "What is to follow it.");
        var file = new Option<string?>("--policy")
        {
            Description = $"The policy; by default {GatePolicy.FileName} here, else its defaults.", HelpName = "FILE",
        };
        var measure = new Option<bool>("--measure-identical") { Description = "Measure also where code and runtime are the same." };
        var seed = MeasureOptions.Seed();
        var json = MeasureOptions.Json();
        var label = MeasureOptions.Label();
        var markdown = MeasureOptions.Markdown();
        var page = MeasureOptions.Report();
        var history = MeasureOptions.History();
        var command = new Command("gate", "Decides by a policy whether B may follow A; exit code 1 if it is slower on some benchmark.")
        {
            a, b, file, measure, seed, json, label, markdown, page, history,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(file) ?? (File.Exists(GatePolicy.FileName) ? GatePolicy.FileName : null);
            var policy = path is null ? new GatePolicy() : GatePolicy.Read(path);
            policy = policy with { SkipIdentical = policy.SkipIdentical && !parsed.GetValue(measure) };
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
}
