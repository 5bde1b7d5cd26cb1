using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>
/// wabt's interpreter, through its <c>spectest-interp</c>: a process for each script, which is given to it as JSON with one command a
/// line, so that what it says of a line is about one command. It names what fails, and counts what passes: only if the two agree has any
/// command passed.
/// Source: wabt, <c>src/tools/spectest-interp.cc</c>. Thread-safe.
/// </summary>
public sealed partial class WabtEngine : IRunnableEngine
{
    private const string Tier = "interpreter";
    private const string Source = "script";
    private const string CommandLine = "--enable-all";
    private static readonly TimeSpan s_versionLimit = TimeSpan.FromSeconds(10);

    private readonly string _program;
    private readonly MeasuredFeatures _features;

    private WabtEngine(string program, string version, MeasuredFeatures features)
    {
        _program = program;
        Version = version;
        _features = features;
    }

    /// <inheritdoc/>
    public string Name => "wabt";

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers => [Tier];

    /// <inheritdoc/>
    public WasmFeatures Features => _features.Available;

    /// <inheritdoc/>
    public OracleStrength Strength => new(SeesNanBits: true, TellsMalformedFromInvalid: false, GivesMessages: false, ReadsText: true);

    /// <summary>Asks the program for its version, and measures what it has.</summary>
    /// <param name="program">Path of <c>spectest-interp</c>.</param>
    /// <exception cref="IOException">It can't be started, or does not work.</exception>
    public static WabtEngine Start(string program)
    {
        var version = ProgramRun.Execute(program, ["--version"], Path.GetTempPath(), s_versionLimit);
        if (version.ExitCode != 0 || version.Lines.Count == 0)
        {
            throw new IOException($"{program} --version: {version.DescribeEnd()}");
        }

        // Whatever it has is on; what that is shows in which of the probes it takes.
        var all = new WabtEngine(program, version.Lines[0].Trim(), new(WasmFeatures.All, WasmFeatures.None));
        var features = WasmFeatures.None;
        all.CreateRunner(ExecutionOptions.Default).Run(
            FeatureProbes.ToJob(Tier, "(module"),
            result => features |= result.Verdict == Verdict.Pass ? FeatureProbes.All[result.Index].Feature : WasmFeatures.None,
            CancellationToken.None);
        return new WabtEngine(program, all.Version, new(features, features));
    }

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options) =>
        throw new NotSupportedException("it runs whole scripts, not commands");

    /// <inheritdoc/>
    public IScriptRunner CreateRunner(ExecutionOptions options) => new Runner(this, options.For(Strength));

    /// <summary>There is nothing to end: processes end with their scripts.</summary>
    public void Dispose()
    {
    }

    // Why it can't be told a command: its JSON has no form for it.
    private static string? WhyUnknown(Command command) => command switch
    {
        ModuleCommand { IsDefinition: true } or InstanceCommand => "its scripts have no module definitions",
        AssertModuleFails { Failure: ModuleFailure.MalformedCustom or ModuleFailure.InvalidCustom } =>
            "n/a(custom): its scripts do not ask for it",
        AssertReturn assertion when assertion.Expected.Any(pattern => pattern is EitherPattern) =>
            "its scripts have no results to choose from",
        _ => null,
    };

    [GeneratedRegex(@"^script:(\d+): (.*)$")]
    private static partial Regex Said { get; }

    [GeneratedRegex(@"^assert_\w+ passed")]
    private static partial Regex Passed { get; }

    [GeneratedRegex(@"^(\d+)/(\d+) tests passed\.$")]
    private static partial Regex Count { get; }

    private sealed class Runner(WabtEngine engine, ExecutionOptions options) : IScriptRunner
    {
        public bool JudgesFeaturesByModule => true;

        public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
        {
            var leftOut = ScriptSelection.Of(job.Script, job.Features, engine._features, WhyUnknown);
            var verdicts = Judge(job, leftOut, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            for (var index = 0; index < job.Commands; index++)
            {
                var command = job.Script.Commands[index];
                var (verdict, message) = leftOut[index] is { } why ? (Verdict.Unsupported, why) : verdicts[index];
                report(new CommandResult(index, command.Span.Line, command.Keyword, verdict, message, TimeSpan.Zero));
            }

            return true;
        }

        private (Verdict Verdict, string Message)[] Judge(FileJob job, string?[] leftOut, CancellationToken cancellation)
        {
            var given = Enumerable.Range(0, job.Commands).Where(index => leftOut[index] is null).ToArray();
            if (given.Length == 0)
            {
                return new (Verdict, string)[job.Commands];
            }

            var folder = Directory.CreateTempSubdirectory("clab-wabt-");
            try
            {
                // The n-th command stands on line n, whatever line it has in the script.
                var commands = given.Select(index => OnLine(job.Script.Commands[index], index + 1)).ToImmutableArray();
                var script = Script.Create(job.Script.Text, commands, [.. given.Select(index => job.Script.Ids[index])]);
                ScriptJson json;
                try
                {
                    json = ScriptJsonWriter.Write(
                        script, Source, Source, new ScriptJsonOptions { Features = job.Features, IsValidating = false });
                }
                catch (ScriptJsonException error)
                {
                    return All(Verdict.Unsupported, $"the script can't be given to it: {error.Problems[0].Message}");
                }

                foreach (var module in json.Modules)
                {
                    using var file = File.Create(Path.Combine(folder.FullName, module.Name));
                    file.Write(module.Bytes.Span);
                }

                using (var file = File.Create(Path.Combine(folder.FullName, "script.json")))
                {
                    file.Write(json.Json.Span);
                }

                var limit = options.TimeLimit + TimeSpan.FromSeconds(2);
                var run = ProgramRun.Execute(engine._program, [CommandLine, "script.json"], folder.FullName, limit, cancellation);
                return Read(run);
            }
            finally
            {
                folder.Delete(recursive: true);
            }

            (Verdict, string)[] All(Verdict verdict, string message) => [.. Enumerable.Repeat((verdict, message), job.Commands)];

            (Verdict, string)[] Read(ProgramRun run)
            {
                var failures = new Dictionary<int, string>();
                Match? count = null;
                foreach (var line in run.Lines)
                {
                    if (Count.Match(line) is { Success: true } total)
                    {
                        count = total;
                    }
                    else if (Said.Match(line) is { Success: true } said
                        && !Passed.IsMatch(said.Groups[2].ValueSpan)
                        && int.Parse(said.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1 is var index
                        && index >= 0 && index < job.Commands)
                    {
                        failures.TryAdd(index, said.Groups[2].Value);
                    }
                }

                if (count is null)
                {
                    // Which command it was it doesn't say: the first has the verdict, and none has passed.
                    var all = All(Verdict.Unsupported, run.IsTimeout || run.IsCrash
                        ? "the program broke down in this script, and does not say where"
                        : $"the program can't read the script: {run.DescribeEnd()}");
                    if (run.IsTimeout || run.IsCrash)
                    {
                        all[given[0]] = (run.IsTimeout ? Verdict.Timeout : Verdict.Crash, run.DescribeEnd());
                    }

                    return all;
                }

                // It counts all commands but registrations.
                var counted = given.Count(index => job.Script.Commands[index] is not RegisterCommand);
                var failed = failures.Keys.Count(index => job.Script.Commands[index] is not RegisterCommand);
                if (Number(count, 2) != counted || Number(count, 1) != counted - failed)
                {
                    return All(
                        Verdict.Unsupported, $"what the program says does not add up: {failed} of {counted} failed, and {count.Value}");
                }

                return [.. Enumerable.Range(0, job.Commands).Select(index => failures.TryGetValue(index, out var message)
                    ? Fail(job.Script.Commands[index], message, job.Features)
                    : (Verdict.Pass, ""))];
            }
        }

        private (Verdict Verdict, string Message) Fail(Command command, string message, WasmFeatures asked) =>
            command is AssertModuleFails { Failure: ModuleFailure.Malformed or ModuleFailure.Invalid } assertion
            && FeatureNeeds.Superfluous(assertion.Source, asked, engine._features.Fixed) is var superfluous
            && superfluous != WasmFeatures.None
                ? (Verdict.Unsupported, $"it is about engines without {FeatureNeeds.Describe(superfluous)}, which this one always has")
                : (Verdict.Fail, message);

        private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

        private static Command OnLine(Command command, int line) => command switch
        {
            ActionCommand action => action with { Span = action.Span with { Line = line }, Action = action.Action with { Line = line } },
            AssertReturn assertion => assertion with
            {
                Span = assertion.Span with { Line = line },
                Action = assertion.Action with { Line = line },
            },
            AssertActionFails assertion => assertion with
            {
                Span = assertion.Span with { Line = line },
                Action = assertion.Action with { Line = line },
            },
            AssertModuleFails assertion => assertion with
            {
                Span = assertion.Span with { Line = line },
                Source = assertion.Source with { Line = line },
            },
            _ => command with { Span = command.Span with { Line = line } },
        };
    }
}
