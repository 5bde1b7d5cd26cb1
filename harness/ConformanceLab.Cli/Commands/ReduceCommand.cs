using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Harness.Scripts;
using Command = System.CommandLine.Command;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab reduce FILE:LINE</c>: an assertion that an engine fails, as small as it gets.</summary>
internal static class ReduceCommand
{
    private const int OraclesByDefault = 2;
    private static readonly TimeSpan s_defaultLimit = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var file = new Argument<string>("FILE:LINE")
        {
            Description = "A script, and a line of the command that fails; without one, the first that does.",
        };
        var target = new Option<string>("--target")
        {
            Description = "The engine that the command fails on; without a tier, the first of its tiers that it fails on.",
            HelpName = "ENGINE[@TIER]",
            Required = true,
        };
        var oracle = new Option<string[]>("--oracle")
        {
            Description = "An engine on which it passes, and keeps passing; repeatable. By default two are looked for: our interpreter, "
                + "then other engines that are here, then other tiers.",
            HelpName = "ENGINE[@TIER]",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write the smallest script to this file instead of standard output.",
            HelpName = "FILE",
        };
        var features = FeatureOptions.Create();
        var commands = EngineOption.CommandOption();
        var timeout = Values.GuestTimeout();
        timeout.Description = "Seconds that one command of a script may take; by default 10.";
        var command = new Command(
            "reduce", "Makes a script as small as it gets whose last command fails on one engine and passes on others.")
        {
            file, target, oracle, output, features, commands, timeout,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            ReadPlace(parsed.GetRequiredValue(file)),
            parsed.GetRequiredValue(target),
            parsed.GetValue(oracle) ?? [],
            parsed.GetValue(output),
            parsed.GetValue(features) ?? [],
            parsed.GetValue(commands) ?? [],
            parsed.GetValue(timeout) ?? s_defaultLimit,
            cancellation)));
        return command;
    }

    /// <summary>Reads <c>FILE:LINE</c>.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    internal static (string File, int? Line) ReadPlace(string text)
    {
        var colon = text.LastIndexOf(':');
        var (file, line) = !File.Exists(text) && colon > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (text[..colon], number)
            : (text, (int?)null);
        return File.Exists(file) ? (file, line) : throw new UsageException($"{file}: no such file");
    }

    private static int Run(
        (string File, int? Line) place,
        string target,
        string[] oracles,
        string? output,
        string[] switches,
        string[] commands,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var job = Planner.PlanFiles([place.File], [Planner.AnyTier], FeatureOptions.Apply(switches)).Jobs[0];
        if (output is not null)
        {
            OutputFile.Prepare(output);
        }

        using var engines = new NamedEngines([.. commands.Select(EngineOption.ParseCommand)]);
        var progress = new ReductionProgress();
        var display = new FuzzDisplay(Console.Error, !Console.IsErrorRedirected);
        using var watch = display.Watch(progress.Describe);
        try
        {
            progress.Stage = $"looking for what fails on {target}";
            var reduction = Find(job, place.Line, engines.Read("--target", target), limit, cancellation);
            progress.Stage = "looking for oracles";
            AddOracles(reduction, engines, oracles, cancellation);
            progress.Reduction = reduction;
            var text = reduction.Reduce(cancellation);
            progress.Stage = "asking once more";
            progress.Reduction = null;

            // Whoever pressed Ctrl-C waits for this: a few milliseconds, for the script is known to end.
            var answers = reduction.Answers(text, CancellationToken.None).ToList();
            var script = Header(place.File, reduction, answers, switches, cancellation.IsCancellationRequested) + text;
            watch.Dispose();
            Write(output, script);
            Report(job, reduction, text, answers, output, Stopwatch.GetElapsedTime(started), cancellation.IsCancellationRequested);
            return cancellation.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Good;
        }
        catch (ReductionException error)
        {
            throw new UsageException(error.Message);
        }
    }

    // The first tier that it fails on.
    private static ScriptReduction Find(
        FileJob job, int? line, IReadOnlyList<EngineTier> tiers, TimeSpan limit, CancellationToken cancellation)
    {
        List<string> reasons = [];
        foreach (var tier in tiers)
        {
            try
            {
                return ScriptReduction.Find(job, line, tier, limit, cancellation);
            }
            catch (ReductionException error)
            {
                reasons.Add(error.Message);
            }
        }

        throw new ReductionException(string.Join($"{Environment.NewLine}clab: ", reasons.Distinct()));
    }

    private static void AddOracles(ScriptReduction reduction, NamedEngines engines, string[] asked, CancellationToken cancellation)
    {
        foreach (var text in asked)
        {
            var oracle = engines.Read("--oracle", text)[0];
            if (oracle.Name == reduction.Target.Name)
            {
                throw new UsageException($"--oracle {text}: that is the target");
            }

            if (reduction.TryAddOracle(oracle, cancellation) is { } reason)
            {
                throw new ReductionException(reason);
            }
        }

        if (asked.Length > 0)
        {
            return;
        }

        List<string> reasons = [];
        foreach (var judge in engines.Judges(reduction.Target))
        {
            if (reduction.Oracles.Count == OraclesByDefault)
            {
                return;
            }

            if (judge.Name != reduction.Target.Name && reduction.Oracles.All(oracle => oracle.Name != judge.Name)
                && reduction.TryAddOracle(judge, cancellation) is { } reason)
            {
                reasons.Add(reason);
            }
        }

        if (reduction.Oracles.Count < OraclesByDefault)
        {
            throw new ReductionException(
                $"{OraclesByDefault} engines on which it passes are needed, and there "
                + $"{(reduction.Oracles.Count == 1 ? "is one" : "are none")}; --oracle names those that are enough"
                + string.Concat(reasons.Select(reason => $"{Environment.NewLine}clab: {reason}")));
        }
    }

    private static string Header(
        string file, ScriptReduction reduction, IReadOnlyList<(EngineTier Engine, string Answer)> answers, string[] switches, bool isPart)
    {
        var text = new StringBuilder();
        var place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{reduction.Failure.Result.Line}");
        var options = string.Concat(switches.Select(text => $" -W {text}"));
        var keyword = reduction.Failure.Result.Keyword;
        text.Append(CultureInfo.InvariantCulture, $";; {place}: {keyword}, reduced{(isPart ? " in part" : "")} by\n");
        text.Append(CultureInfo.InvariantCulture, $";;   clab reduce {place} --target {reduction.Target.Name}");
        text.Append(string.Concat(reduction.Oracles.Select(oracle => $" --oracle {oracle.Name}"))).Append(options).Append('\n');
        foreach (var (engine, answer) in answers)
        {
            text.Append(CultureInfo.InvariantCulture, $";; {engine.Name}, {engine.Engine.Version}: {answer}\n");
        }

        return text.ToString();
    }

    private static void Write(string? output, string script)
    {
        if (output is null)
        {
            Console.Out.Write(script);
        }
        else
        {
            File.WriteAllText(output, script);
        }
    }

    private static void Report(
        FileJob job,
        ScriptReduction reduction,
        string text,
        IReadOnlyList<(EngineTier Engine, string Answer)> answers,
        string? output,
        TimeSpan elapsed,
        bool isPart)
    {
        var commands = Script.Parse(Encoding.UTF8.GetBytes(text)).Commands.Length;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isPart ? "cancelled; so far " : "")}{job.Commands:N0} commands are {commands:N0}, {job.Script.Text.Bytes.Length:N0} bytes "
                + $"{text.Length:N0}; {reduction.Reducer!.Judged:N0} candidates, {elapsed.TotalSeconds:F1} s"));
        foreach (var (engine, answer) in answers)
        {
            var role = engine == reduction.Target ? "target" : "oracle";
            Console.Error.WriteLine($"{role} {engine.Name} {engine.Engine.Version}: {answer}");
        }

        if (output is not null)
        {
            Console.Error.WriteLine($"written: {output}");
        }
    }

    // Read by the display, on its own thread.
    private sealed class ReductionProgress
    {
        private volatile string _stage = "";
        private volatile ScriptReduction? _reduction;

        public string Stage
        {
            set => _stage = value;
        }

        public ScriptReduction? Reduction
        {
            set => _reduction = value;
        }

        public string Describe() => _reduction?.Reducer is { } reducer
            ? string.Create(
                CultureInfo.InvariantCulture, $"{reducer.Stage}: {reducer.Text.Length:N0} bytes, {reducer.Judged:N0} candidates")
            : _stage;
    }
}
