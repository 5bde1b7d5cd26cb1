using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// The verdicts on commands inside another, which together are its verdict: the worst of them (unsupported only if nothing is worse), with
/// the places of all that deviate.
/// </summary>
/// <param name="file">The file that the commands stand in, if it isn't the script's own; null if it is.</param>
internal sealed class NestedResults(string? file)
{
    private const int MaximumShown = 20;

    // Messages hold those of the commands inside, which hold those inside of them, and so on.
    private const int MaximumLength = 4000;

    private readonly List<string> _messages = [];
    private Verdict _worst = Verdict.Pass;
    private int _deviations;

    /// <summary>Takes note of a verdict.</summary>
    public void Note(Command command, Judgement judgement)
    {
        if (judgement.Verdict == Verdict.Pass)
        {
            return;
        }

        _deviations++;
        if (_worst == Verdict.Pass || Badness(judgement.Verdict) > Badness(_worst))
        {
            _worst = judgement.Verdict;
        }

        if (_messages.Count < MaximumShown)
        {
            _messages.Add($"{PlaceOf(command)}: {command.Keyword}: {judgement.Message}");
        }
    }

    /// <summary>The verdict on the whole.</summary>
    public Judgement Judge()
    {
        if (_deviations == 0)
        {
            return Judgement.Pass;
        }

        var message = string.Join("; ", _messages);
        var more = _deviations > MaximumShown ? $"; and {_deviations - MaximumShown} more" : "";
        return new Judgement(_worst, (message.Length > MaximumLength ? message[..MaximumLength] + "…" : message) + more);
    }

    private string PlaceOf(Command command) => file is null ? $"line {command.Span.Line}" : $"{file}:{command.Span.Line}";

    private static int Badness(Verdict verdict) => verdict == Verdict.Unsupported ? 0 : (int)verdict;
}
