using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Reports.Tracking;

/// <summary>
/// The tree of skills as a picture: what everything grows from on top, a panel for each branch below it, in a panel the skills, each
/// indented under the one that it grows from. On each card a lamp for each tier of each engine, in the order of the columns.
/// </summary>
public static class SkillTreePicture
{
    private const float PanelWidth = 336;
    private const float Padding = 16;
    private const float Gap = 20;
    private const float Indent = 22;
    private const float TitleSize = 13.5f;
    private const float SmallSize = 11;
    private const float LineHeight = 14;
    private const float LampHeight = 8;
    private const float CardGap = 9;

    /// <summary>The whole tree as an SVG file, light or dark as its reader likes it.</summary>
    public static string ToSvg(SkillTree tree) => DrawingRenderer.ToSvg(Compose(tree), isPartOfPage: false);

    /// <summary>The whole tree as PNG on white, two pixels for each.</summary>
    public static byte[] ToPng(SkillTree tree) => DrawingRenderer.ToPng(Compose(tree));

    /// <summary>Parts of a page: the card of the root, then a panel for each branch. The page has <see cref="Rules"/>.</summary>
    public static ImmutableArray<string> ToParts(SkillTree tree) =>
    [
        DrawingRenderer.ToSvg(Of(RootOf(tree)), isPartOfPage: true),
        .. tree.Branches.Select(branch => DrawingRenderer.ToSvg(Of(PanelOf(branch, tree.Columns)), isPartOfPage: true)),
    ];

    /// <summary>The style of parts of a page.</summary>
    /// <param name="isDark">Whether the background is black.</param>
    public static string Rules(bool isDark) => DrawingStyle.Rules(isDark);

    private static Drawing Of(Part part) => new(part.Width, part.Height, part.Title, part.Shapes);

    private static Drawing Compose(SkillTree tree)
    {
        var root = RootOf(tree);
        var panels = tree.Branches.Select(branch => PanelOf(branch, tree.Columns)).ToList();
        var width = Math.Max(root.Width, panels.Sum(panel => panel.Width) + (Gap * (panels.Count - 1))) + (2 * Gap);
        var rootX = (width - root.Width) / 2;
        var panelY = Gap + root.Height + 44;
        var shapes = new List<Shape>();
        var x = Gap;
        foreach (var (panel, branch) in panels.Zip(tree.Branches))
        {
            var isLit = branch.Skills.Any(skill => InkOf(skill) == Ink.CardLit);
            shapes.Add(new Wire(isLit ? Ink.WireLit : Ink.WireOff, width / 2, Gap + root.Height, x + (panel.Width / 2), panelY, false));
            shapes.AddRange(Drawing.Move(panel.Shapes, x, panelY));
            x += panel.Width + Gap;
        }

        shapes.AddRange(Drawing.Move(root.Shapes, rootX, Gap));
        var legend = LegendOf(tree.Columns, width - (2 * Gap));
        var legendY = panelY + panels.Max(panel => panel.Height) + Gap;
        shapes.AddRange(Drawing.Move(legend.Shapes, Gap, legendY));
        var height = legendY + legend.Height + (Gap / 2);
        return new Drawing(
            width, height, $"Skills of WebAssembly on {string.Join(", ", tree.Columns.Select(column => column.Name))}",
            [new Box(Ink.Back, 0, 0, width, height, 0), .. shapes]);
    }

    private static Part RootOf(SkillTree tree)
    {
        var card = CardOf(tree.Root, tree.Columns, PanelWidth, null);
        return card with { Shapes = [.. Drawing.Move(card.Shapes, 1, 1)], Width = PanelWidth + 2, Height = card.Height + 2 };
    }

    private static Part PanelOf(LitBranch branch, ImmutableArray<MatrixColumn> columns)
    {
        var shapes = new List<Shape>();
        var about = Drawing.Wrap(branch.Branch.About, SmallSize, PanelWidth - (2 * Padding));
        var y = Padding + 16;
        shapes.Add(new Label(Ink.Text, Padding, y, 16, branch.Branch.Title, IsBold: true));
        foreach (var line in about)
        {
            y += LineHeight + 2;
            shapes.Add(new Label(Ink.Dim, Padding, y, SmallSize, line));
        }

        // Wires go from the middle of a card's indentation down to those that grow from it.
        var bottoms = new List<float> { y + 6 };
        y += 14;
        foreach (var skill in branch.Skills)
        {
            var x = Padding + ((skill.Depth + 1) * Indent) - 6;
            var card = CardOf(skill, columns, PanelWidth - Padding - x, Needs(skill, branch));
            var ink = InkOf(skill);
            shapes.Insert(
                0, new Wire(
                    ink == Ink.CardLit ? Ink.WireLit : Ink.WireOff, x - Indent + 8, bottoms[skill.Depth], x, y + (card.Height / 2), true));
            shapes.AddRange(Drawing.Move(card.Shapes, x, y));
            y += card.Height + CardGap;
            bottoms.RemoveRange(skill.Depth + 1, bottoms.Count - skill.Depth - 1);
            bottoms.Add(y - CardGap);
        }

        var height = y - CardGap + Padding;
        return new Part(
            $"{branch.Branch.Title}: {string.Join("; ", branch.Skills.Select(skill => $"{skill.Skill.Title}: {Summary(skill.Lights)}"))}",
            PanelWidth,
            height,
            [new Box(Ink.Panel, 0, 0, PanelWidth, height, 10), .. shapes]);
    }

    // What a skill needs and does not stand under.
    private static string? Needs(LitSkill skill, LitBranch branch)
    {
        var elsewhere = skill.Skill.Requires.Where(name => !branch.Skills.Any(other => other.Skill.Name == name)).ToList();
        return elsewhere.Count > 0 ? $"needs {string.Join(" and ", elsewhere.Select(name => name.Replace('-', ' ')))}" : null;
    }

    private static Part CardOf(LitSkill skill, ImmutableArray<MatrixColumn> columns, float width, string? needs)
    {
        var ink = InkOf(skill);
        var summary = Summary(skill.Lights);
        var isDark = ink == Ink.CardDark;
        List<string> about =
        [
            .. Drawing.Wrap(needs is null ? skill.Skill.About : $"{skill.Skill.About}; {needs}", SmallSize, width - (2 * 10)),
            .. isDark && skill.Skill.Missing is { } missing ? Drawing.Wrap($"to be measured: {missing}", SmallSize, width - (2 * 10)) : [],
        ];
        var hasLamps = columns.Length > 1 && !isDark;
        var height = 26 + (about.Count * LineHeight) + (hasLamps ? LampHeight + 11 : 4);
        var text = ink is Ink.CardOff or Ink.CardDark ? Ink.Dim : Ink.Text;
        var shapes = new List<Shape>
        {
            new Box(ink, 0, 0, width, height, 7, TitleOf(skill, columns)),
            new Label(text, 10, 19, Fit(skill.Skill.Title, width - 28 - Drawing.Measure(summary, SmallSize)), skill.Skill.Title, IsBold: true),
            new Label(Ink.Dim, width - 10, 19, SmallSize, summary, IsRight: true),
        };
        var y = 19 + LineHeight + 1;
        foreach (var line in about)
        {
            shapes.Add(new Label(Ink.Dim, 10, y, SmallSize, line));
            y += LineHeight;
        }

        if (hasLamps)
        {
            shapes.AddRange(LampsOf(skill, columns, 10, y - 5, width - 20));
        }
        else if (skill.Lights is [{ Share: > 0 } light])
        {
            shapes.AddRange(LampOf(light, 7, height - 4, width - 14, 4, 2));
        }

        return new Part(skill.Skill.Title, width, height, [.. shapes]);
    }

    // A title that would run into what stands beside it is written smaller.
    private static float Fit(string title, float width) =>
        Math.Clamp(TitleSize * width / Drawing.Measure(title, TitleSize, isBold: true), SmallSize, TitleSize);

    // Those of one engine stand closer together.
    private static IEnumerable<Shape> LampsOf(LitSkill skill, ImmutableArray<MatrixColumn> columns, float x, float y, float width)
    {
        var breaks = columns.Skip(1).Where((column, index) => column.Engine != columns[index].Engine).Count();
        var lamp = Math.Min(26, (width - (8 * breaks)) / columns.Length - 3);
        for (var index = 0; index < columns.Length; index++)
        {
            if (index > 0)
            {
                x += lamp + (columns[index].Engine == columns[index - 1].Engine ? 3 : 11);
            }

            var light = skill.Lights[index];
            foreach (var shape in LampOf(light, x, y, lamp, LampHeight, 3, $"{columns[index].Name}: {light.Text}"))
            {
                yield return shape;
            }
        }
    }

    private static IEnumerable<Shape> LampOf(
        SkillLight light, float x, float y, float width, float height, float radius, string? title = null)
    {
        if (light.State == MeasuredState.Full)
        {
            yield return new Box(Ink.LampLit, x, y, width, height, radius, title);
            yield break;
        }

        yield return new Box(
            light.State == MeasuredState.NotMeasured ? Ink.LampDark : Ink.LampOff, x + 0.5f, y
                + 0.5f, width - 1, height - 1, radius, title);
        if (light.Share > 0)
        {
            yield return new Box(Ink.LampPart, x, y, Math.Max(2, (float)light.Share * width), height, radius, title);
        }
    }

    private static Part LegendOf(ImmutableArray<MatrixColumn> columns, float width)
    {
        var shapes = new List<Shape>();
        var (x, y) = (0f, 12f);
        foreach (var (ink, text) in new[]
            { (Ink.LampLit, "all of it"), (Ink.LampPart, "this share of it"), (Ink.LampOff, "none of it"), (Ink.LampDark, "not measured") })
        {
            shapes.Add(new Box(ink == Ink.LampPart ? Ink.LampOff : ink, x + 0.5f, y - 8.5f, 25, LampHeight, 3));
            if (ink == Ink.LampPart)
            {
                shapes.Add(new Box(ink, x + 0.5f, y - 8.5f, 15, LampHeight, 3));
            }

            shapes.Add(new Label(Ink.Dim, x + 32, y, SmallSize, text));
            x += 32 + Drawing.Measure(text, SmallSize) + 18;
        }

        var names = columns.Length == 1
            ? $"measured: {columns[0].Engine} {columns[0].Version}, {columns[0].Tier}"
            : $"lamps from left to right: {string.Join(", ", columns.Select((column, index) => $"{index + 1} {column.Name}"))}";
        foreach (var line in Drawing.Wrap(names, SmallSize, width))
        {
            y += LineHeight + 3;
            shapes.Add(new Label(Ink.Dim, 0, y, SmallSize, line));
        }

        return new Part("", width, y + 6, [.. shapes]);
    }

    private static Ink InkOf(LitSkill skill) =>
        skill.Lights.All(light => light.State == MeasuredState.NotMeasured) ? Ink.CardDark
        : skill.Lights.All(light => light.State is MeasuredState.Full) ? Ink.CardLit
        : skill.Lights.Any(light => light.Share > 0) ? Ink.CardPart
        : Ink.CardOff;

    private static string Summary(ImmutableArray<SkillLight> lights)
    {
        if (lights.All(light => light.State == MeasuredState.NotMeasured))
        {
            return "not measured";
        }

        if (lights is [var light])
        {
            return light.State switch
            {
                MeasuredState.Full => "full",
                MeasuredState.Partial => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000 * light.Share) / 10:0.#} %"),
                _ => "none",
            };
        }

        var full = lights.Count(each => each.State == MeasuredState.Full);
        var part = lights.Count(each => each.State == MeasuredState.Partial);
        return part > 0 ? $"{full} of {lights.Length}, {part} in part" : $"{full} of {lights.Length}";
    }

    private static string TitleOf(LitSkill skill, ImmutableArray<MatrixColumn> columns) => string.Join(
        '\n',
        [
            $"{skill.Skill.Title}: {skill.Skill.About}",
            .. columns.Zip(skill.Lights, (column, light) => $"{column.Name}: {light.Text}"),
            .. skill.Skill.Missing is { } missing ? [$"to be measured: {missing}"] : (string[])[],
        ]);

    private sealed record Part(string Title, float Width, float Height, ImmutableArray<Shape> Shapes);
}
