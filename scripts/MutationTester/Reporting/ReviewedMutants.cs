using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.MutationTester.Mutants;

namespace ConformanceLab.MutationTester.Reporting;

/// <summary>A mutant that no suite can kill, and why.</summary>
public sealed record ReviewedMutant
{
    /// <summary>What is changed.</summary>
    public required MutationOperator Operator { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The member.</summary>
    public required string Member { get; init; }

    /// <summary>The original text.</summary>
    public required string Original { get; init; }

    /// <summary>What it becomes; empty where it is left out.</summary>
    public required string Mutated { get; init; }

    /// <summary>Which one it is where there are several.</summary>
    public int Occurrence { get; init; } = 1;

    /// <summary>Why no script that the specification decides can tell it from the original.</summary>
    public required string Reason { get; init; }

    /// <summary>The mutant's name.</summary>
    [JsonIgnore]
    public string Id => Mutant.Identify(Operator, File, Member, Original, Mutated, Occurrence);
}

/// <summary>The mutants that were found to be equivalent to the original: <c>suites/lab/equivalent-mutants.json</c>.</summary>
public sealed class ReviewedMutants
{
    /// <summary>Name of the file, in the folder of our own suite.</summary>
    public const string FileName = "equivalent-mutants.json";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<string, ReviewedMutant> _entries;

    private ReviewedMutants(IEnumerable<ReviewedMutant> entries) => _entries = entries.ToDictionary(entry => entry.Id);

    /// <summary>All entries.</summary>
    public IReadOnlyCollection<ReviewedMutant> Entries => _entries.Values;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It is none, an entry has no reason, or there are two for a mutant.</exception>
    public static ReviewedMutants Load(string path)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<ReviewedMutant[]>(File.ReadAllBytes(path), s_json) ?? [];
            foreach (var entry in entries)
            {
                if (string.IsNullOrWhiteSpace(entry.Reason))
                {
                    throw new FormatException($"{path}: {entry.Member}: {entry.Original}: no reason");
                }
            }

            return new ReviewedMutants(entries);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Why a mutant is equivalent; null if nobody has said so.</summary>
    public string? ReasonOf(Mutant mutant) => _entries.GetValueOrDefault(mutant.Id)?.Reason;

    /// <summary>Entries of mutants that there are not: the source has changed, and they must be looked at again.</summary>
    public IReadOnlyList<ReviewedMutant> Stale(IEnumerable<Mutant> mutants)
    {
        var known = mutants.Select(mutant => mutant.Id).ToHashSet();
        return [.. _entries.Values.Where(entry => !known.Contains(entry.Id))];
    }
}
