using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// Compares our interpreter with other engines. What the interpreter did with a case becomes a script (<see cref="WastWriter"/>), and that
/// is run like any other: so every engine that runs scripts can be compared, and what is found can be run again by anybody.
/// </summary>
/// <param name="reference">The interpreter, in a process of its own; disposed with this.</param>
/// <param name="engines">The engines; not disposed.</param>
/// <param name="limit">How long a command of a script may take.</param>
internal sealed partial class EngineJudge(FuzzWorkerClient reference, ImmutableArray<EngineTier> engines, TimeSpan limit) : ICaseJudge
{
    // How engines say that they have less of something than we: of stack, of memory. Which of it there is, is nobody's fault.
    private static readonly string[] s_resources =
        ["exhaustion", "out of memory", "memory limit", "allocation", "requested new array is too large", "insufficient resources"];

    // How much longer a command may take that seems to hang: where the machine is busy, engines get little of it.
    private const int Patience = 6;
    private const int MaximumStarts = 3;

    /// <inheritdoc/>
    public TimeSpan ProcessorTime => reference.ProcessorTime;

    /// <inheritdoc/>
    public FuzzAnswer Ask(FuzzCase test, bool probes) => Compare(test, reference.AskForScript(test, probes), engines);

    /// <inheritdoc/>
    public bool ShowsTheSame(FuzzCase candidate, FuzzAnswer answer)
    {
        var now = Compare(
            candidate,
            reference.AskForScript(candidate, probes: false),
            answer.Engine is null ? [] : engines.Where(engine => engine.Name == answer.Engine));
        return now.Verdict == answer.Verdict && now.Signature == answer.Signature;
    }

    /// <inheritdoc/>
    public void Dispose() => reference.Dispose();

    /// <summary>The script of a case; null if there is nothing to be compared.</summary>
    public string? ScriptOf(FuzzCase test) => reference.AskForScript(test, probes: false).Script;

    /// <summary>What each engine says of a script: of the first command that does not pass, or that all do.</summary>
    public IEnumerable<string> Describe(FuzzCase test, string script) => engines.Where(engine => Has(engine, test)).Select(engine =>
        $"{engine.Name} {engine.Engine.Version}: {(FirstBad(engine, test, script) is { } bad ? Describe(bad) : "all pass")}");

    private static bool Has(EngineTier engine, FuzzCase test) => (test.Features & ~engine.Engine.FeaturesOf(engine.Tier)) == 0;

    private static string Describe(CommandResult result) => $"line {result.Line}: {ScriptReduction.Describe(result)}";

    // The first engine that does something else decides; one that does not take the module leaves it to the others.
    private FuzzAnswer Compare(FuzzCase test, FuzzAnswer answer, IEnumerable<EngineTier> asked)
    {
        if (answer.Verdict != FuzzVerdict.Same || answer.Script is not { } script)
        {
            return answer;
        }

        foreach (var engine in asked.Where(engine => Has(engine, test)))
        {
            if (FirstBad(engine, test, script) is not { } bad)
            {
                continue;
            }

            if (s_resources.FirstOrDefault(word => IsSaid(bad, word)) is { } resource)
            {
                answer = answer with { Tolerated = $"{engine.Name}: {resource}" };
                continue;
            }

            var verdict = VerdictOf(bad);
            if (answer.Verdict == FuzzVerdict.Same || verdict != FuzzVerdict.Rejected)
            {
                answer = answer with
                {
                    Verdict = verdict, Engine = engine.Name, Signature = SignatureOf(engine, verdict, bad),
                    Message = $"{engine.Name}: {Describe(bad)}",
                };
            }

            if (verdict != FuzzVerdict.Rejected)
            {
                break;
            }
        }

        return answer;
    }

    private static bool IsSaid(CommandResult bad, string word) =>
        $"{bad.Actual} {bad.Message}".Contains(word, StringComparison.OrdinalIgnoreCase);

    private static FuzzVerdict VerdictOf(CommandResult bad) => bad.Verdict switch
    {
        Verdict.Crash => FuzzVerdict.Crash,
        Verdict.Timeout => FuzzVerdict.Hang,
        Verdict.Unsupported => FuzzVerdict.Rejected,
        _ => bad.Keyword == "module" && bad.Actual?.StartsWith("trap", StringComparison.Ordinal) != true
            ? FuzzVerdict.Rejected
            : FuzzVerdict.Different,
    };

    // A crash by its first line; what is rejected by the reason, without the numbers and names of this module; else the way it ended.
    private static string SignatureOf(EngineTier engine, FuzzVerdict verdict, CommandResult bad)
    {
        var said = verdict switch
        {
            FuzzVerdict.Different => WayOf(bad),
            FuzzVerdict.Rejected => bad.Actual ?? bad.Message,
            FuzzVerdict.Crash => bad.Message.Split('\n')[0],
            _ => "",
        };
        return $"{engine.Name}: {Particulars().Replace(said, "N")}".Trim();
    }

    // "returned", "trap: the reason", "exception".
    private static string WayOf(CommandResult bad) => bad.Actual is not { } actual ? ""
        : actual.StartsWith("trap", StringComparison.Ordinal) ? actual
        : actual.Split(':', '(')[0].Trim();

    // Null if everything passes.
    private CommandResult? FirstBad(EngineTier engine, FuzzCase test, string text)
    {
        for (var start = 1; ; start++)
        {
            try
            {
                var bad = FirstBad(engine, test, text, limit);
                return bad?.Verdict == Verdict.Timeout ? FirstBad(engine, test, text, Patience * limit) : bad;
            }
            catch (IOException) when (start < MaximumStarts)
            {
                // A worker that has worked before does not start: the machine is busy.
            }
        }
    }

    // Ends with what breaks down: the rest would be executed again, from the start.
    private static CommandResult? FirstBad(EngineTier engine, FuzzCase test, string text, TimeSpan limit)
    {
        var job = new FileJob("fuzz", "case.wast", "case.wast", engine.Tier, test.Features, Script.Parse(Encoding.UTF8.GetBytes(text)));
        var runner = engine.CreateRunner(ExecutionOptions.Default with { TimeLimit = limit, KeepWords = true });
        using var stop = new CancellationTokenSource();
        CommandResult? bad = null;
        runner.Run(
            job,
            result =>
            {
                bad ??= result.Verdict == Verdict.Pass ? OtherTrap(job.Script.Commands[result.Index], result) : result;
                if (result.Verdict is Verdict.Crash or Verdict.Timeout)
                {
                    stop.Cancel();
                }
            },
            stop.Token);
        return bad ?? (runner.UnattributedLosses.FirstOrDefault() is { } loss
            ? new CommandResult(0, 1, "", Verdict.Crash, loss, TimeSpan.Zero)
            : null);
    }

    // It trapped, as it should, but says that it was for another reason. Null if it doesn't.
    private static CommandResult? OtherTrap(Command command, CommandResult result) =>
        command is AssertActionFails { Failure: ActionFailure.Trap, Message: { } expected }
            && result.Actual is { } words
            && TrapWords.Contradict(expected, words)
            ? result with { Verdict = Verdict.Fail, Message = $"expected trap: {expected}, got trap: {words}", Actual = $"trap: {words}" }
            : null;

    [GeneratedRegex("0x[0-9a-f]+|[0-9]+|\"[^\"]*\"|`[^`]*`")]
    private static partial Regex Particulars();
}
