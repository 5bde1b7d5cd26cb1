using System.CommandLine;
using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Interchange;

namespace ConformanceLab.Cli.Commands;

/// <summary>The option <c>--frontend</c>: what reads the scripts.</summary>
internal static class FrontEndOption
{
    private const string Own = "own";
    private const string Wast2Json = "wast2json";
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    public static Option<string> Create()
    {
        var option = new Option<string>("--frontend")
        {
            Description =
                $"What reads the scripts: our own parser, or wabt's, through {Wast2Json}, which is taken from "
                + $"${Wast2JsonProgram.EnvironmentVariable} or the PATH. What it can't convert is listed, and unsupported.",
            HelpName = $"{Own}|{Wast2Json}",
            DefaultValueFactory = _ => Own,
        };
        option.AcceptOnlyFromAmong(Own, Wast2Json);
        return option;
    }

    /// <summary>Makes a plan with a front end; says how far it is, and what it could not read.</summary>
    /// <exception cref="IOException">The front end is not here, or does not work.</exception>
    public static RunPlan Plan(string? name, Func<IScriptFrontEnd, RunPlan> plan, CancellationToken cancellation)
    {
        if (name is null or Own)
        {
            return plan(OwnFrontEnd.Instance);
        }

        var frontEnd = new Wast2JsonFrontEnd(Wast2JsonProgram.Start(), cancellation);
        RunPlan made;
        using (var timer = new Timer(Show, null, s_interval, s_interval))
        {
            made = plan(frontEnd);
        }

        Report(made);
        return made;

        void Show(object? state) =>
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{frontEnd.Name}: {frontEnd.Done} scripts"));
    }

    private static void Report(RunPlan plan)
    {
        var scripts = plan.Jobs
            .DistinctBy(job => (job.Suite, job.File))
            .Where(job => job.IsRefused || job.UnsupportedReason is null)
            .ToList();
        var refused = scripts.Where(job => job.IsRefused).OrderBy(job => $"{job.Suite}/{job.File}", StringComparer.Ordinal).ToList();
        foreach (var job in refused)
        {
            Console.Error.WriteLine($"{job.Suite}/{job.File}: {job.UnsupportedReason}");
        }

        var commands = scripts.Sum(job => job.Commands);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.FrontEnd}: {scripts.Count - refused.Count:N0} of {scripts.Count:N0} scripts converted, "
                + $"{commands - refused.Sum(job => job.Commands):N0} of {commands:N0} commands; the rest is unsupported"));
    }
}
