using System.Text;
using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Reports.Tracking;

/// <summary>The report of <c>clab track</c> as Markdown.</summary>
public static class TrackMarkdown
{
    /// <summary>The report.</summary>
    public static string Of(TrackReport report)
    {
        var matrix = report.Matrix;
        var text = new StringBuilder();
        text.Append($"# WebAssembly, measured\n\nBy `{report.Command}`; `full`: every command passes.\n\n");
        text.Append("| proposal |").Append(string.Concat(matrix.Columns.Select(column => $" {Escape(column.Name)} |"))).Append('\n');
        text.Append("|---|").Append(string.Concat(matrix.Columns.Select(_ => "---|"))).Append('\n');
        foreach (var (proposal, cells) in matrix.Rows)
        {
            var name = proposal.Link.Length > 0 ? $"[{Escape(proposal.Title)}]({proposal.Link})" : Escape(proposal.Title);
            text.Append($"| {name} |").Append(string.Concat(cells.Select(cell => $" {WordOf(cell)} |"))).Append('\n');
        }

        text.Append("| **in full** |");
        text.Append(string.Concat(matrix.Columns.Select((_, index) => $" **{TrackWords.Total(matrix, index)}** |"))).Append('\n');
        if (report.Contradictions is { } contradictions)
        {
            text.Append("\n## Against the public table\n\n");
            text.Append(contradictions.IsEmpty ? "Nothing contradicts it.\n" : "");
            foreach (var contradiction in contradictions)
            {
                text.Append($"- {Escape(TrackWords.Of(contradiction))}\n");
            }
        }

        text.Append("\n## Skills\n");
        foreach (var branch in report.Skills.Branches)
        {
            text.Append($"\n{Escape(branch.Branch.Title)}: {Escape(branch.Branch.About)}\n\n");
            foreach (var skill in branch.Skills)
            {
                var lights = string.Join(", ", skill.Lights.GroupBy(Describe).Select(group => WordsOf(group, skill, matrix)));
                text.Append($"{new string(' ', 2 * skill.Depth)}- {Escape(skill.Skill.Title)}: {Escape(lights)}\n");
            }
        }

        foreach (var remark in matrix.Files.Remarks)
        {
            text.Append($"\n{Escape(remark)}\n");
        }

        return text.ToString();
    }

    // Where not all stand alike: which do.
    private static string WordsOf(IGrouping<string, SkillLight> group, LitSkill skill, FeatureMatrix matrix) =>
        group.Count() == skill.Lights.Length
            ? group.Key
            : $"{group.Key} ({string.Join(", ", group.Select(light => NameOf(light, skill, matrix)))})";

    // Two lights may be equal: the place counts.
    private static string NameOf(SkillLight light, LitSkill skill, FeatureMatrix matrix) =>
        matrix.Columns.Where((_, index) => ReferenceEquals(skill.Lights[index], light)).First().Name;

    private static string Describe(SkillLight light) => light.State switch
    {
        MeasuredState.Full => "lit",
        MeasuredState.Partial => $"in part, {light.Text}",
        MeasuredState.None => "not lit",
        _ => "not measured",
    };

    private static string WordOf(MeasuredCell cell) => cell.State == MeasuredState.Full ? "**full**" : cell.ToString();

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is '|' or '<' or '*' or '_' or '`' or '[' ? $"\\{c}" : c is '\n' or '\r' ? " " : $"{c}"));
}
