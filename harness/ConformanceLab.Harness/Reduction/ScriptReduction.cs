using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Reduction;

/// <summary>
/// An assertion that fails on one engine, the target, and passes on others, the oracles, made as small as that stays true:
/// <code>
/// script ─▶ Find ─▶ AddOracle ×2 ─▶ Reduce ─▶ ScriptReducer ─▶ smallest script
///           target    oracles          ▲ oracle, target, oracle: who says no first saves the rest
/// </code>
/// Without oracles a reduction ends at what is wrong with the script, not with the target. For one thread; <see cref="Reducer"/> may be
/// watched from others.
/// </summary>
public sealed class ScriptReduction
{
    // Candidates that came to loop for ever are given up after so much more than the script needed: the rest of the limit is of no use.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(1);
    private const int Patience = 10;

    private readonly List<EngineTier> _oracles = [];
    private readonly List<bool> _areClean = [];
    private readonly FileJob _job;
    private readonly TimeSpan _limit;
    private TimeSpan _longest;

    private ScriptReduction(FileJob job, EngineTier target, AssertionFailure failure, TimeSpan limit)
    {
        _job = job;
        _limit = limit;
        Target = target;
        Failure = failure;
    }

    /// <summary>The engine that is wrong.</summary>
    public EngineTier Target { get; }

    /// <summary>How the assertion fails there, in the whole script.</summary>
    public AssertionFailure Failure { get; private set; }

    /// <summary>The engines on which it passes.</summary>
    public IReadOnlyList<EngineTier> Oracles => _oracles;

    /// <summary>What reduces, while it does.</summary>
    public ScriptReducer? Reducer { get; private set; }

    private int Command => Failure.Result.Index;

    /// <summary>Finds what fails on a target.</summary>
    /// <param name="job">The script.</param>
    /// <param name="line">A line of the command that fails; null for the first that does.</param>
    /// <param name="target">The target.</param>
    /// <param name="limit">How long a command may take.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="ReductionException">No command stands there, it does not fail, or it fails only since another does.</exception>
    public static ScriptReduction Find(FileJob job, int? line, EngineTier target, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(target);
        var asked = line is { } given ? CommandsAt(job, given) : [.. Enumerable.Range(0, job.Commands)];
        var started = Stopwatch.GetTimestamp();
        var results = target.Run(Until(job, asked[^1]), limit, cancellation);
        var index = asked.FirstOrDefault(index => results[index] is { } result && result.Verdict.IsBad(), -1);
        if (index < 0)
        {
            throw new ReductionException(WhyNothing(job, line, target, asked.Select(index => results[index])));
        }

        var failure = new AssertionFailure(results[index]!);
        if (failure.IsDependent)
        {
            throw new ReductionException($"{Place(job, index)} fails on {target.Name} because another command does: "
                + $"{failure.Result.Message}; reduce that one");
        }

        return new ScriptReduction(Until(job, index), target, failure, limit) { _longest = Stopwatch.GetElapsedTime(started) };
    }

    /// <summary>Adds an engine on which the assertion must pass.</summary>
    /// <returns>Null, or why it can't be one: the assertion does not pass there.</returns>
    public string? TryAddOracle(EngineTier oracle, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        var started = Stopwatch.GetTimestamp();
        var results = oracle.Run(_job, _limit, cancellation);
        var result = results[Command];
        if (result?.Verdict != Verdict.Pass)
        {
            return $"{Place(_job, Command)} does not pass on {oracle.Name} either: {Describe(result)}";
        }

        _longest = Max(_longest, Stopwatch.GetElapsedTime(started));
        _oracles.Add(oracle);
        _areClean.Add(results.All(static one => one is not null && !one.Verdict.IsBad()));
        return null;
    }

    /// <summary>Makes the script smaller.</summary>
    /// <param name="cancellation">Ends it with what has been reached.</param>
    /// <returns>The smallest script: its last command is the assertion.</returns>
    /// <exception cref="ReductionException">The target does not do the same twice.</exception>
    public string Reduce(CancellationToken cancellation)
    {
        var limit = Failure.Result.Verdict == Verdict.Timeout ? _limit : Min(_limit, s_slack + (Patience * _longest));
        Reducer = new ScriptReducer(text => IsStillBad(text, limit, cancellation), _job.Features, cancellation);
        try
        {
            return Reducer.Reduce(_job.Script, Command);
        }
        catch (ArgumentException)
        {
            throw new ReductionException(
                $"{Place(_job, Command)} fails on {Target.Name}, and does not when it is run again: "
                + "what fails now and then can't be reduced");
        }
    }

    /// <summary>What each engine says of a script's last command, the target first.</summary>
    public IEnumerable<(EngineTier Engine, string Answer)> Answers(string text, CancellationToken cancellation)
    {
        var job = JobOf(text);
        return [.. _oracles.Prepend(Target).Select(engine => (engine, Describe(engine.Run(job, _limit, cancellation)[^1])))];
    }

    /// <summary>A result in words, on one line.</summary>
    public static string Describe(CommandResult? result) => result is null ? "no verdict"
        : result.Message.Length == 0 ? result.Verdict.Name()
        : $"{result.Verdict.Name()}: {string.Join(' ', result.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";

    private bool IsStillBad(string text, TimeSpan limit, CancellationToken cancellation)
    {
        var job = JobOf(text);
        return (_oracles.Count == 0 || Passes(0))
            && Failure.IsAlike(Target.Run(job, limit, cancellation)[^1])
            && Enumerable.Range(1, Math.Max(0, _oracles.Count - 1)).All(Passes);

        // Where every command was good, none may become bad: what is left is a script that all but the target agree on.
        bool Passes(int oracle)
        {
            var results = _oracles[oracle].Run(job, limit, cancellation);
            return results[^1]?.Verdict == Verdict.Pass
                && (!_areClean[oracle] || results.All(static one => one is not null && !one.Verdict.IsBad()));
        }
    }

    private FileJob JobOf(string text) => _job with { Script = Script.Parse(Encoding.UTF8.GetBytes(text)) };

    // The script up to a command: what comes later has nothing to do with it.
    private static FileJob Until(FileJob job, int index)
    {
        var script = job.Script;
        return index == script.Commands.Length - 1
            ? job
            : job with { Script = Script.Create(script.Text, script.Commands[..(index + 1)], script.Ids[..(index + 1)]) };
    }

    private static ImmutableArray<int> CommandsAt(FileJob job, int line)
    {
        var script = job.Script;
        ImmutableArray<int> found =
        [
            .. Enumerable.Range(0, job.Commands).Where(index => script.Commands[index].Span is var span
                && line >= span.Line && line <= script.Text.Locate(Math.Max(span.Start, span.End - 1)).Line),
        ];
        if (!found.IsEmpty)
        {
            return found;
        }

        var lines = script.Commands.Select(static command => command.Span.Line).ToArray();
        var near = lines.LastOrDefault(before => before < line) is var before and > 0 ? $"the one before begins at line {before}"
            : lines.Length > 0 ? $"the first begins at line {lines[0]}"
            : "the script has none";
        throw new ReductionException(string.Create(CultureInfo.InvariantCulture, $"{job.File}:{line}: no command stands there; {near}"));
    }

    private static string WhyNothing(FileJob job, int? line, EngineTier target, IEnumerable<CommandResult?> results)
    {
        var all = results.OfType<CommandResult>().ToList();
        var place = line is { } given ? string.Create(CultureInfo.InvariantCulture, $"{job.File}:{given}") : job.File;
        return all.Find(static result => result.Verdict == Verdict.Unsupported) is { } unsupported && all.TrueForAll(IsUnsupportedOrPasses)
                && (line is not null || all.TrueForAll(static result => result.Verdict == Verdict.Unsupported))
            ? $"{place} is not executed on {target.Name}: {unsupported.Message}"
            : $"{place}: nothing fails there on {target.Name}: there is nothing to reduce";

        static bool IsUnsupportedOrPasses(CommandResult result) => result.Verdict is Verdict.Unsupported or Verdict.Pass;
    }

    private static string Place(FileJob job, int index)
    {
        var command = job.Script.Commands[index];
        return string.Create(CultureInfo.InvariantCulture, $"{job.File}:{command.Span.Line}: {command.Keyword}");
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
