using System.CommandLine;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Tracking;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab track</c>: proposal × engine × tier, measured.</summary>
internal static class TrackCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUNS")
        {
            Description = $"Files with results, or folders that have a {ResultFile.Name}, there or below; by default {RunFiles.Default}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "How to print: a table, Markdown, JSON, the form of the public feature table, or a page.",
            HelpName = "table|markdown|json|features|html",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "markdown", "json", "features", "html");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to this file instead of standard output.",
            HelpName = "FILE",
        };
        var against = TrackOptions.Against();
        var tree = new Option<string?>("--skill-tree")
        {
            Description = "Draw WebAssembly's tree of skills, lit by what was measured: .svg or .png.",
            HelpName = "FILE",
        };
        var evidence = TrackOptions.Evidence();
        var measure = new Option<string?>("--measure")
        {
            Description = "First measure calls to the host and sandboxes of our engine, and append that to this file, which is then read.",
            HelpName = "FILE",
        };
        var suites = SuiteOptions.Suites();
        var command = new Command("track", "Shows which proposals engines have, by what runs measured.")
        {
            runs, format, output, against, tree, evidence, measure, suites,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var picture = parsed.GetValue(tree);
            if (picture is not null && Path.GetExtension(picture).ToLowerInvariant() is not (".svg" or ".png"))
            {
                throw new UsageException($"--skill-tree {picture}: a picture is .svg or .png");
            }

            if (parsed.GetValue(measure) is { } measured)
            {
                SkillProbes.Append(measured, cancellation);
            }

            var names = (string[])[.. parsed.GetValue(evidence) ?? [], .. parsed.GetValue(measure) is { } own ? [own] : (string[])[]];
            var report = TrackSession.Measure(
                RunFiles.Read(parsed.GetValue(runs) ?? []),
                RunFiles.Sources(parsed.GetValue(suites)),
                [.. names.SelectMany(EvidenceRecord.Load)],
                parsed.GetValue(against),
                TrackSession.CommandOf(parsed));
            if (picture is not null)
            {
                Draw(picture, report.Skills);
            }

            Print(report, parsed.GetRequiredValue(format), parsed.GetValue(output));
            return Task.FromResult(report.Contradictions is { IsEmpty: false } ? ExitCode.Failed : ExitCode.Good);
        });
        return command;
    }

    private static void Draw(string file, SkillTree tree)
    {
        if (Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllBytes(OutputFile.Prepare(file), SkillTreePicture.ToPng(tree));
        }
        else
        {
            File.WriteAllText(OutputFile.Prepare(file), SkillTreePicture.ToSvg(tree));
        }
    }

    private static void Print(TrackReport report, string format, string? target)
    {
        using var file = target is null ? null : new StreamWriter(OutputFile.Prepare(target));
        var output = file ?? Console.Out;
        foreach (var remark in format is "table" or "features" ? report.Matrix.Files.Remarks : [])
        {
            Console.Error.WriteLine($"clab: {remark}");
        }

        switch (format)
        {
            case "markdown":
                output.Write(TrackMarkdown.Of(report));
                break;
            case "json":
                output.WriteLine(report.ToJson());
                break;
            case "features":
                output.Write(FeatureTable.Write(report.Matrix));
                break;
            case "html":
                output.Write(TrackPage.Of(report));
                break;
            default:
                TrackDisplay.Print(output, file is not null || Console.IsOutputRedirected, report);
                break;
        }
    }
}
