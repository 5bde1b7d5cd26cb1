using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.MutationTester.Mutants;
using ConformanceLab.MutationTester.Running;

namespace ConformanceLab.MutationTester.Reporting;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Official">On the official suites.</param>
/// <param name="Lab">On our own.</param>
/// <param name="Equivalent">Why it cannot be killed; null if nobody has said that it cannot.</param>
public sealed record MutantResult(Mutant Mutant, Finding Official, Finding Lab, string? Equivalent);

/// <summary>What became of all mutants that were drawn.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Sites">All mutants there are.</param>
/// <param name="Rejected">Those that do not compile, which are not among them.</param>
/// <param name="Results">Those drawn.</param>
/// <param name="Suites">What was run, for people.</param>
public sealed record MutationReport(
    ulong Seed, IReadOnlyList<Mutant> Sites, int Rejected, IReadOnlyList<MutantResult> Results, IReadOnlyList<string> Suites)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Killed by the official suites.</summary>
    public int KilledByOfficial => Results.Count(result => result.Official.IsKilled);

    /// <summary>Killed by our own.</summary>
    public int KilledByLab => Results.Count(result => result.Lab.IsKilled);

    /// <summary>Those that our own suite should kill and does not.</summary>
    public IEnumerable<MutantResult> LabSurvivors => Results.Where(result => !result.Lab.IsKilled && result.Equivalent is null);

    /// <summary>Those of them that the official suites kill.</summary>
    public IEnumerable<MutantResult> Missed => LabSurvivors.Where(result => result.Official.IsKilled);

    /// <summary>One line.</summary>
    public string Summary
    {
        get
        {
            var equivalent = Results.Count(result => result.Equivalent is not null);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Results.Count} mutants of {Sites.Count} (seed {Seed}): official kills {KilledByOfficial}, lab kills {KilledByLab}; "
                    + $"{equivalent} equivalent, {LabSurvivors.Count()} others survive lab, {Missed.Count()} of them killed by official");
        }
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Seed,
            Sites = Sites.Count,
            Rejected,
            Drawn = Results.Count,
            KilledByOfficial,
            KilledByLab,
            Equivalent = Results.Count(result => result.Equivalent is not null),
            Suites,
            Mutants = Results,
        },
        s_json);

    /// <summary>As Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("# Mutants of the interpreter\n\n");
        text.Append(Summary).Append(".\n\n");
        foreach (var suite in Suites)
        {
            text.Append("- ").Append(suite).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"- rejected by the compiler: {Rejected}\n\n");
        AppendTable(text, "area", mutant => mutant.Area);
        AppendTable(text, "operator", mutant => mutant.Operator.ToString());
        AppendList(text, "Survive lab", LabSurvivors);
        AppendList(text, "Killed by lab alone", Results.Where(result => result.Lab.IsKilled && !result.Official.IsKilled));
        AppendList(text, "Equivalent", Results.Where(result => result.Equivalent is not null));
        return text.ToString();
    }

    private void AppendTable(StringBuilder text, string title, Func<Mutant, string> key)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {title} | sites | drawn | official | lab | both | neither | equivalent |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var group in Sites.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            AppendRow(text, group.Key, group.Count(), [.. Results.Where(result => key(result.Mutant) == group.Key)]);
        }

        AppendRow(text, "**all**", Sites.Count, Results);
        text.Append('\n');
    }

    private static void AppendRow(StringBuilder text, string name, int sites, IReadOnlyList<MutantResult> results)
    {
        var official = results.Count(result => result.Official.IsKilled);
        var lab = results.Count(result => result.Lab.IsKilled);
        var both = results.Count(result => result.Official.IsKilled && result.Lab.IsKilled);
        var neither = results.Count(result => !result.Official.IsKilled && !result.Lab.IsKilled);
        var equivalent = results.Count(result => result.Equivalent is not null);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {sites} | {results.Count} | {official} | {lab} | {both} | {neither} | {equivalent} |\n");
    }

    private static void AppendList(StringBuilder text, string title, IEnumerable<MutantResult> results)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        foreach (var (mutant, official, lab, equivalent) in results)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"- `{mutant.Id}` {mutant.File}:{mutant.Line} {mutant.Member} ({mutant.Operator}): ``{mutant.Original}`` → "
                    + $"{(mutant.Mutated.Length == 0 ? "nothing" : $"``{mutant.Mutated}``")}; "
                    + $"official: {Describe(official)}; lab: {Describe(lab)}");
            text.Append(equivalent is null ? "\n" : $". {equivalent}\n");
        }

        text.Append('\n');
    }

    private static string Describe(Finding finding) =>
        finding.Fate switch
        {
            Fate.NotReached => "not reached",
            Fate.Survived => "survives",
            var fate => $"{fate.ToString().ToLowerInvariant()} in {finding.Where}",
        };
}
