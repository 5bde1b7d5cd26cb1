using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>
/// Binaryen's interpreter, through its <c>wasm-shell</c>: a process for each script, which reads the text itself, says which command it
/// begins, and stops at the first that fails. That has its verdict then, and the script is run again without it, and without what depends on it:
/// <code>
/// first run    0 BUILDING MODULE   1 CHECKING   2 CHECKING   expected 3, got 2      → the third fails
/// second run   0 BUILDING MODULE   1 CHECKING   2 CHECKING   all checks passed.     → all others pass
/// </code>
/// Commands are taken out by blanks, so that lines stay; modules that were rejected as they should are not tried again. Source: Binaryen,
/// <c>src/tools/wasm-shell.cpp</c>. Thread-safe.
/// </summary>
public sealed partial class BinaryenEngine : IRunnableEngine
{
    private const string Tier = "interpreter";
    private const string Script = "script.wast";
    private const string Good = "all checks passed.";
    private const string Failed = "which failed: ";
    private const int MaximumRuns = 32;
    private static readonly TimeSpan s_versionLimit = TimeSpan.FromSeconds(30);

    // Beside the limit of a command: to start, and to read the script.
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(2);

    private readonly string _program;
    private readonly MeasuredFeatures _features;

    private BinaryenEngine(string program, string version, MeasuredFeatures features)
    {
        _program = program;
        Version = version;
        _features = features;
    }

    /// <inheritdoc/>
    public string Name => "binaryen";

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers => [Tier];

    /// <inheritdoc/>
    public WasmFeatures Features => _features.Available;

    /// <inheritdoc/>
    public OracleStrength Strength => new(SeesNanBits: true, TellsMalformedFromInvalid: true, GivesMessages: false, ReadsText: true);

    /// <summary>Asks the program for its version, and measures what it has.</summary>
    /// <param name="program">Path of <c>wasm-shell</c>.</param>
    /// <exception cref="IOException">It can't be started, or does not work.</exception>
    public static BinaryenEngine Start(string program)
    {
        var version = ProgramRun.Execute(program, ["--version"], Path.GetTempPath(), s_versionLimit);
        if (version.Lines.Count == 0 || !version.Lines[0].StartsWith("wasm-shell version ", StringComparison.Ordinal))
        {
            throw new IOException($"{program} --version: {version.DescribeEnd()}");
        }

        var all = new BinaryenEngine(
            program, version.Lines[0]["wasm-shell version ".Length..].Split(' ')[0], new(WasmFeatures.All, WasmFeatures.None));
        var features = WasmFeatures.None;
        all.CreateRunner(ExecutionOptions.Default).Run(
            FeatureProbes.ToJob(Tier, "(module definition"),
            result => features |= result.Verdict == Verdict.Pass ? FeatureProbes.All[result.Index].Feature : WasmFeatures.None,
            CancellationToken.None);
        return new BinaryenEngine(program, all.Version, new(features, features));
    }

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options) =>
        throw new NotSupportedException("it runs whole scripts, not commands");

    /// <inheritdoc/>
    public IScriptRunner CreateRunner(ExecutionOptions options) => new Runner(this, options);

    /// <summary>There is nothing to end: processes end with their scripts.</summary>
    public void Dispose()
    {
    }

    private static string? WhyUnknown(Command command) =>
        command is AssertModuleFails { Failure: ModuleFailure.MalformedCustom or ModuleFailure.InvalidCustom }
            ? "n/a(custom): its scripts do not ask for it"
            : null;

    [GeneratedRegex(@"^(\d+) (CHECKING|BUILDING MODULE|[A-Z ]+) \[line: \d+\]")]
    private static partial Regex Begun { get; }

    [GeneratedRegex(@"^(\d+):(\d+): error: (.*)$")]
    private static partial Regex SyntaxError { get; }

    private sealed class Runner(BinaryenEngine engine, ExecutionOptions options) : IScriptRunner
    {
        public bool JudgesFeaturesByModule => true;

        public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
        {
            var bad = new Dictionary<int, (Verdict Verdict, string Message)>();
            var rejected = new HashSet<int>();
            string?[] leftOut;
            string? end = null;
            var folder = Directory.CreateTempSubdirectory("clab-binaryen-");
            try
            {
                for (var runs = 1; ; runs++)
                {
                    leftOut = ScriptSelection.Of(
                        job.Script, job.Features, engine._features,
                        command => bad.TryGetValue(job.Script.Commands.IndexOf(command), out var failure)
                            ? Failed + failure.Message
                            : WhyUnknown(command));
                    var given = Enumerable.Range(0, job.Commands)
                        .Where(index => leftOut[index] is null && !rejected.Contains(index))
                        .ToArray();
                    if (given.Length == 0 || RunOnce(job, given, folder.FullName, cancellation) is not { } stopped)
                    {
                        break;
                    }

                    if (cancellation.IsCancellationRequested)
                    {
                        return false;
                    }

                    if (stopped.Index < 0)
                    {
                        end = stopped.Message;
                        break;
                    }

                    bad[stopped.Index] = (stopped.Verdict, stopped.Message);
                    if (stopped.HasBegun)
                    {
                        rejected.UnionWith(given.Where(index => index < stopped.Index && IsRejection(job.Script.Commands[index])));
                    }

                    if (stopped.Verdict != Verdict.Fail || runs == MaximumRuns)
                    {
                        // What ran before it was good, and is not asked again.
                        for (var index = 0; index < job.Commands; index++)
                        {
                            leftOut[index] ??= index > stopped.Index
                                ? "the program stops at what fails, and too much of this script does"
                                : null;
                        }

                        break;
                    }
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }

            for (var index = 0; index < job.Commands; index++)
            {
                var command = job.Script.Commands[index];
                var (verdict, message) = bad.TryGetValue(index, out var failure) ? failure
                    : leftOut[index] is { } why
                        ? (why.Contains(Failed, StringComparison.Ordinal) ? Verdict.Fail : Verdict.Unsupported, why)
                    : end is not null && !rejected.Contains(index) ? (Verdict.Unsupported, end)
                    : (Verdict.Pass, "");
                report(new CommandResult(index, command.Span.Line, command.Keyword, verdict, message, TimeSpan.Zero));
            }

            return true;
        }

        // What comes later does not depend on it.
        private static bool IsRejection(Command command) =>
            command is AssertModuleFails { Failure: ModuleFailure.Malformed or ModuleFailure.Invalid };

        // Where it stopped, and why, and whether what stands before was executed; −1 if it does not say where. Null if all is good.
        private (int Index, Verdict Verdict, string Message, bool HasBegun)? RunOnce(
            FileJob job, int[] given, string folder, CancellationToken cancellation)
        {
            File.WriteAllBytes(Path.Combine(folder, Script), Blank(job.Script, given));
            var run = ProgramRun.Execute(
                engine._program, [Script], folder, options.TimeLimit + s_start, cancellation, isSinceLine: true);
            var begun = run.Lines.Select(line => Begun.Match(line)).LastOrDefault(match => match.Success);
            var last = begun is null ? -1 : int.Parse(begun.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (run.ExitCode == 0 && run.Lines.Contains(Good))
            {
                // It must have begun every command.
                return last == given.Length - 1
                    ? null
                    : (-1, Verdict.Unsupported, $"the program passed over commands: it began {last + 1} of {given.Length}", true);
            }

            var said = run.Lines.LastOrDefault(line => line.Length > 0 && !Begun.IsMatch(line)) ?? "";
            if (last >= 0 && last < given.Length)
            {
                var verdict = run.IsTimeout ? Verdict.Timeout : run.IsCrash ? Verdict.Crash : Verdict.Fail;
                return (given[last], verdict, verdict == Verdict.Fail && said.Length > 0 ? said : run.DescribeEnd(), true);
            }

            // It reads the whole script before it begins.
            foreach (var line in run.Lines)
            {
                if (SyntaxError.Match(line) is { Success: true } error
                    && Find(job.Script, given, int.Parse(error.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) is { } guilty)
                {
                    var (command, why) = (job.Script.Commands[guilty], error.Groups[3].Value);
                    return command is ModuleCommand or AssertModuleFails
                        ? (guilty, Verdict.Fail, $"it can't be read: {why}", false)
                        : (-1, Verdict.Unsupported, $"the program can't read line {command.Span.Line} of the script: {why}", false);
                }
            }

            return (-1, Verdict.Unsupported, $"the program can't read the script: {run.DescribeEnd()}", false);
        }

        private static int? Find(Script script, int[] given, int line)
        {
            foreach (var index in given)
            {
                var span = script.Commands[index].Span;
                if (line >= span.Line && line <= script.Text.Locate(Math.Max(span.Start, span.End - 1)).Line)
                {
                    return index;
                }
            }

            return null;
        }

        private static byte[] Blank(Script script, int[] given)
        {
            var bytes = script.Text.Bytes.ToArray();
            var kept = new HashSet<int>(given);
            for (var index = 0; index < script.Commands.Length; index++)
            {
                var span = script.Commands[index].Span;
                if (!kept.Contains(index))
                {
                    foreach (ref var value in bytes.AsSpan(span.Start, span.Length))
                    {
                        value = value == '\n' ? value : (byte)' ';
                    }
                }
            }

            return bytes;
        }
    }
}
