using System.CommandLine;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Cli;

/// <summary>What <c>clab track</c> and <c>clab site</c> measure in the same way.</summary>
internal static class TrackSession
{
    /// <summary>Measures.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="sources">Their scripts.</param>
    /// <param name="evidence">Measurements that are no verdicts.</param>
    /// <param name="table">The public feature table; null to compare with none.</param>
    /// <param name="command">The command that prints it.</param>
    public static TrackReport Measure(
        IReadOnlyList<ResultFile> runs, ScriptSources sources, IReadOnlyList<EvidenceRecord> evidence, string? table, string command)
    {
        var proposals = ProposalCatalog.Load(RunFiles.CatalogFile(null, ProposalCatalog.FileName, "track"));
        var skills = SkillCatalog.Load(RunFiles.CatalogFile(null, SkillCatalog.FileName, "track"), proposals);
        var published = table is null ? null : FeatureTable.Load(table);
        var matrix = FeatureMatrix.Measure(proposals, new ColumnFiles(runs), sources);
        return new TrackReport(
            command,
            matrix,
            SkillTree.Light(skills, matrix, evidence),
            published is null ? null : Contradiction.Find(matrix, published, proposals.Published));
    }

    /// <summary>The command line that was parsed, as it would be written.</summary>
    public static string CommandOf(ParseResult parsed) =>
        string.Join(' ', parsed.Tokens.Select(
            token => token.Value.Any(c => char.IsWhiteSpace(c) || c is '*' or '\'') ? $"'{token.Value}'" : token.Value)
            .Prepend("clab"));
}
