using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>How a command differs between two runs.</summary>
public enum ChangeKind
{
    /// <summary>Its verdict was good (or it was not there) and is bad.</summary>
    NewlyBad,

    /// <summary>Its verdict was bad and is good.</summary>
    NewlyGood,

    /// <summary>Its verdict is another, as bad or as good as before.</summary>
    OtherVerdict,

    /// <summary>It deviates as before, but with another message, or other values were expected or came.</summary>
    OtherDeviation,

    /// <summary>It had a verdict; now it has none, though its file was run.</summary>
    Disappeared,

    /// <summary>It has a verdict; it had none, though its file was run.</summary>
    Appeared,
}

/// <summary>A command that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Before">The file in the first run.</param>
/// <param name="After">The file in the second run.</param>
/// <param name="Was">Its record in the first run; null if there is none.</param>
/// <param name="Is">Its record in the second run; null if there is none.</param>
public sealed record CommandChange(ChangeKind Kind, FileResults Before, FileResults After, ResultRecord? Was, ResultRecord? Is)
{
    /// <summary>
    /// Whether something got worse. From best to worst: <c>pass</c>; <c>expected-fail</c> and <c>unsupported</c>; <c>unexpected-pass</c>;
    /// <c>fail</c>; <c>timeout</c>; <c>crash</c>. A command that disappeared is worse, one that appeared is if it is bad.
    /// </summary>
    public bool IsWorse => (Was, Is) switch
    {
        (_, null) => true,
        (null, _) => Is.Outcome.IsBad(),
        _ => Rank(Is.Outcome) > Rank(Was.Outcome),
    };

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Pass => 0,
        Verdict.ExpectedFail or Verdict.Unsupported => 1,
        Verdict.UnexpectedPass => 2,
        Verdict.Fail => 3,
        Verdict.Timeout => 4,
        _ => 5,
    };
}

/// <summary>
/// Two runs compared, command by command. Commands are the same if their stable names, tiers and engines are. Where each run has one
/// engine only, engines don't count, so that two can be compared; likewise tiers. Versions of engines never count.
/// </summary>
/// <param name="Changes">What differs, by file and place in the script.</param>
/// <param name="Same">How many commands are the same: verdict, and what deviates.</param>
/// <param name="OnlyBefore">Files that only the first run has; that is no change, for the second may be of a selection.</param>
/// <param name="OnlyAfter">Files that only the second run has.</param>
public sealed record RunDiff(
    ImmutableArray<CommandChange> Changes, int Same, ImmutableArray<FileResults> OnlyBefore, ImmutableArray<FileResults> OnlyAfter)
{
    /// <summary>Whether anything got worse.</summary>
    public bool IsWorse => Changes.Any(change => change.IsWorse);

    /// <summary>Compares two runs.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <exception cref="FormatException">A file was run twice by the same engine, on the same tier, in the same results.</exception>
    public static RunDiff Compare(ResultSet before, ResultSet after)
    {
        var engines = !IsOne(before, file => file.Engine) || !IsOne(after, file => file.Engine);
        var tiers = !IsOne(before, file => file.Tier) || !IsOne(after, file => file.Tier);
        (string, string, string, string) KeyOf(FileResults file) =>
            (file.Suite, file.File, tiers ? file.Tier : "", engines ? file.Engine : "");

        var rest = Index(after, KeyOf);
        var changes = ImmutableArray.CreateBuilder<CommandChange>();
        var only = ImmutableArray.CreateBuilder<FileResults>();
        var same = 0;
        foreach (var (key, file) in Index(before, KeyOf))
        {
            if (rest.Remove(key, out var other))
            {
                same += CompareFile(file, other, changes);
            }
            else
            {
                only.Add(file);
            }
        }

        return new RunDiff(changes.ToImmutable(), same, only.ToImmutable(), [.. after.Files.Where(file => rest.ContainsKey(KeyOf(file)))]);
    }

    private static bool IsOne(ResultSet results, Func<FileResults, string> name) => results.Files.Select(name).Distinct().Count() <= 1;

    // Insertion order is that of the files: by name.
    private static Dictionary<(string, string, string, string), FileResults> Index(
        ResultSet results, Func<FileResults, (string, string, string, string)> keyOf)
    {
        var files = new Dictionary<(string, string, string, string), FileResults>();
        foreach (var file in results.Files)
        {
            if (!files.TryAdd(keyOf(file), file))
            {
                throw new FormatException($"{file.Id} of {file.Engine} occurs twice");
            }
        }

        return files;
    }

    private static int CompareFile(FileResults before, FileResults after, ImmutableArray<CommandChange>.Builder changes)
    {
        var rest = after.Commands.ToDictionary(command => command.Id!, StringComparer.Ordinal);
        var found = new List<CommandChange>();
        var same = 0;
        foreach (var was in before.Commands)
        {
            rest.Remove(was.Id!, out var now);
            if (KindOf(was, now) is { } kind)
            {
                found.Add(new CommandChange(kind, before, after, was, now));
            }
            else
            {
                same++;
            }
        }

        found.AddRange(
            rest.Values.Select(
                now => new CommandChange(now.Outcome.IsBad() ? ChangeKind.NewlyBad : ChangeKind.Appeared, before, after, null, now)));
        changes.AddRange(found.OrderBy(change => (change.Is ?? change.Was)!.Line).ThenBy(change => (change.Is ?? change.Was)!.Index));
        return same;
    }

    private static ChangeKind? KindOf(ResultRecord was, ResultRecord? now)
    {
        if (now is null)
        {
            return ChangeKind.Disappeared;
        }

        var (old, verdict) = (was.Outcome, now.Outcome);
        if (old.IsBad() != verdict.IsBad())
        {
            return verdict.IsBad() ? ChangeKind.NewlyBad : ChangeKind.NewlyGood;
        }

        if (old != verdict)
        {
            return ChangeKind.OtherVerdict;
        }

        var isSame = !ResultRecord.IsDeviation(verdict)
            || (was.Message == now.Message && was.Expected == now.Expected && was.Actual == now.Actual);
        return isSame ? null : ChangeKind.OtherDeviation;
    }
}
