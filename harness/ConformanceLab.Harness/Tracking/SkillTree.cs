using System.Collections.Immutable;
using System.Globalization;

namespace ConformanceLab.Harness.Tracking;

/// <summary>How a skill stands on one tier.</summary>
/// <param name="State">Whether it is lit.</param>
/// <param name="Share">How much of it; 0 to 1.</param>
/// <param name="Text">Why, in words.</param>
public sealed record SkillLight(MeasuredState State, double Share, string Text);

/// <summary>A skill with its lights.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Depth">How many skills of its branch it grows from; 0 if it grows from the root.</param>
/// <param name="Lights">A light for each column.</param>
public sealed record LitSkill(Skill Skill, int Depth, ImmutableArray<SkillLight> Lights);

/// <summary>A branch with its skills.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Skills">Its skills, each behind what it grows from: the order of a walk through the tree.</param>
public sealed record LitBranch(SkillBranch Branch, ImmutableArray<LitSkill> Skills);

/// <summary>The tree of skills, lit by what was measured and by nothing else. Immutable.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Root">What everything grows from.</param>
/// <param name="Branches">The branches.</param>
public sealed record SkillTree(ImmutableArray<MatrixColumn> Columns, LitSkill Root, ImmutableArray<LitBranch> Branches)
{
    /// <summary>Lights a tree.</summary>
    /// <param name="catalog">The tree.</param>
    /// <param name="matrix">What the verdicts say.</param>
    /// <param name="evidence">Other measurements; of several of a name, engine and tier the last counts.</param>
    public static SkillTree Light(SkillCatalog catalog, FeatureMatrix matrix, IReadOnlyList<EvidenceRecord> evidence)
    {
        LitSkill LightUp(Skill skill, int depth) => new(skill, depth, LightsOf(skill, matrix, evidence));
        return new SkillTree(
            matrix.Columns,
            LightUp(catalog.Root, 0),
            [
                .. catalog.Branches.Select(
                    branch => new LitBranch(
                        branch, [.. Walk(catalog, branch.Name, null, 0).Select(place => LightUp(place.Skill, place.Depth))])),
            ]);
    }

    private static IEnumerable<(Skill Skill, int Depth)> Walk(SkillCatalog catalog, string branch, Skill? parent, int depth)
    {
        foreach (var skill in catalog.Skills.Where(skill => skill.Branch == branch && catalog.ParentOf(skill) == parent))
        {
            yield return (skill, depth);
            foreach (var below in Walk(catalog, branch, skill, depth + 1))
            {
                yield return below;
            }
        }
    }

    private static ImmutableArray<SkillLight> LightsOf(Skill skill, FeatureMatrix matrix, IReadOnlyList<EvidenceRecord> evidence)
    {
        var files = skill.Files.IsEmpty ? [] : matrix.MeasureFiles(skill.Files);
        return
        [
            .. matrix.Columns.Select((column, index) => skill.Evidence is { } wanted
                ? LightOf(
                    wanted,
                    evidence.LastOrDefault(it => it.Evidence == wanted.Name && it.Engine == column.Engine && it.Tier == column.Tier))
                : LightOf(
                    [
                        .. skill.Proposals.Select(matrix.Find).OfType<MatrixRow>().Select(row => row.Cells[index]),
                        .. files.IsEmpty ? [] : (MeasuredCell[])[files[index]],
                    ])),
        ];
    }

    private static SkillLight LightOf(SkillEvidence wanted, EvidenceRecord? found)
    {
        if (found is null)
        {
            return new SkillLight(MeasuredState.NotMeasured, 0, "not measured");
        }

        var (share, bound) = wanted.AtMost is { } most
            ? (found.Value <= most ? 1 : 0, $"at most {Number(most)}")
            : (Math.Clamp(found.Value / wanted.AtLeast!.Value, 0, 1), $"at least {Number(wanted.AtLeast.Value)}");
        var state = share >= 1 ? MeasuredState.Full : share > 0 ? MeasuredState.Partial : MeasuredState.None;
        return new SkillLight(state, share, $"{Number(found.Value)} {found.Unit}; lit at {bound}");
    }

    private static SkillLight LightOf(IReadOnlyList<MeasuredCell> cells)
    {
        var measured = cells.Where(cell => cell.State != MeasuredState.NotMeasured).ToList();
        if (measured.Count == 0)
        {
            return new SkillLight(MeasuredState.NotMeasured, 0, "not measured");
        }

        var (planned, passed) = (
            measured.Sum(cell => cell.Planned), measured.Sum(cell => cell.State == MeasuredState.None ? 0 : cell.Passed));
        var state = measured.All(cell => cell.State == MeasuredState.Full) ? MeasuredState.Full
            : measured.All(cell => cell.State == MeasuredState.None) ? MeasuredState.None
            : MeasuredState.Partial;
        return new SkillLight(
            state, (double)passed / planned, string.Create(CultureInfo.InvariantCulture, $"{passed:N0} of {planned:N0} commands"));
    }

    private static string Number(double value) => value.ToString(value < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture);
}
