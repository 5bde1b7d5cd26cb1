namespace ConformanceLab.Harness.Expectations;

/// <summary>
/// A known deviation: on which command, of which engine, tier and profile (<c>*</c> for any), why, where it is discussed, and when the
/// entry must go. Immutable.
/// </summary>
public sealed record Expectation
{
    /// <summary>What stands for any engine, tier or profile.</summary>
    internal const string Any = "*";

    /// <summary>Stable name of the command: <c>suite/path#hash</c>; printed with every failure.</summary>
    public required string Id { get; init; }

    // What a file leaves out arrives here as nothing: generated code sets every member.
    /// <summary>Name of the engine, or <c>*</c>.</summary>
    public string Engine { get; init => field = value ?? field; } = Any;

    /// <summary>Name of the tier, or <c>*</c>.</summary>
    public string Tier { get; init => field = value ?? field; } = Any;

    /// <summary>Name of the profile, or <c>*</c>.</summary>
    public string Profile { get; init => field = value ?? field; } = Any;

    /// <summary>The verdict that is known: <c>fail</c>, <c>crash</c> or <c>timeout</c>. Any other is not covered.</summary>
    public string Verdict { get; init => field = value ?? field; } = "fail";

    /// <summary>Why it deviates.</summary>
    public required string Reason { get; init; }

    /// <summary>Where that is discussed or decided.</summary>
    public required string Link { get; init; }

    /// <summary>What must happen for the entry to be removed; <c>never</c> where the norm allows the deviation.</summary>
    public required string RemoveWhen { get; init; }

    /// <summary>The script of the command: <c>suite/path</c>.</summary>
    internal string Script => Id[..Math.Max(0, Id.LastIndexOf('#'))];

    /// <summary>Whether it is about a command of this engine, tier and profile, whatever the verdict.</summary>
    internal bool Covers(string id, string engine, string tier, string profile) =>
        Id == id
            && (Engine == Any || Engine == engine)
            && (Tier == Any || Tier == tier)
            && (Profile == Any || Profile == profile);

    /// <summary>Whether there is a command, engine, tier and profile that both are about.</summary>
    internal bool Overlaps(Expectation other) =>
        Id == other.Id && Meet(Engine, other.Engine) && Meet(Tier, other.Tier) && Meet(Profile, other.Profile);

    /// <summary>Checks that the entry says what it must.</summary>
    /// <exception cref="FormatException">
    /// It lacks its reason, link or condition, its id is none, it names no engine, tier or profile, or its verdict can't be expected.
    /// </exception>
    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Reason) || string.IsNullOrWhiteSpace(Link) || string.IsNullOrWhiteSpace(RemoveWhen))
        {
            throw new FormatException($"expectation {Id}: reason, link and removeWhen must be given");
        }

        if (Id.LastIndexOf('#') is not (> 0 and var hash) || hash == Id.Length - 1)
        {
            throw new FormatException($"expectation {Id}: an id is suite/path#hash");
        }

        if (string.IsNullOrWhiteSpace(Engine) || string.IsNullOrWhiteSpace(Tier) || string.IsNullOrWhiteSpace(Profile))
        {
            throw new FormatException($"expectation {Id}: engine, tier and profile are names, or * for any");
        }

        if (Verdict is not ("fail" or "crash" or "timeout"))
        {
            throw new FormatException($"expectation {Id}: the verdict {Verdict} can't be expected");
        }
    }

    /// <summary><c>suite/path#hash [engine, tier, profile]: verdict</c>.</summary>
    public override string ToString() => $"{Id} [{Engine}, {Tier}, {Profile}]: {Verdict}";

    private static bool Meet(string one, string other) => one == other || one == Any || other == Any;
}
