namespace ConformanceLab.Reports.Tracking;

/// <summary>How an ink looks.</summary>
/// <param name="Fill">Colour inside, as <c>#rrggbb</c>; null for nothing.</param>
/// <param name="Stroke">Colour of the border or the line; null for none.</param>
/// <param name="Width">Width of the line in pixels.</param>
/// <param name="IsDashed">Whether the line is dashed.</param>
internal sealed record InkStyle(string? Fill, string? Stroke = null, float Width = 1, bool IsDashed = false);

/// <summary>Inks on white and on black. What is lit differs from what is not by form, too, for those who see few colours.</summary>
internal static class DrawingStyle
{
    /// <summary>Fonts of pictures that are read elsewhere.</summary>
    public const string Fonts = "Inter, system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

    /// <summary>How an ink looks.</summary>
    public static InkStyle Of(Ink ink, bool isDark) => isDark ? OnBlack(ink) : OnWhite(ink);

    /// <summary>The class of an ink in style sheets: <c>card-lit</c>.</summary>
    public static string ClassOf(Ink ink) => string.Concat(
        ink.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>Rules for all inks.</summary>
    /// <param name="isDark">Whether they are for a black background.</param>
    public static string Rules(bool isDark) => string.Concat(Enum.GetValues<Ink>().Select(ink =>
    {
        var style = Of(ink, isDark);
        var stroke = style.Stroke is null
            ? "" : $";stroke:{style.Stroke};stroke-width:{style.Width.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return $".{ClassOf(ink)}{{fill:{style.Fill ?? "none"}{stroke}{(style.IsDashed ? ";stroke-dasharray:3 3" : "")}}}";
    }));

    private static InkStyle OnWhite(Ink ink) => ink switch
    {
        Ink.Back => new("#ffffff"),
        Ink.Panel => new("#f5f6f8"),
        Ink.CardLit => new("#e3f5ee", "#009e73", 1.5f),
        Ink.CardPart => new("#fff6e0", "#e69f00", 1.5f),
        Ink.CardOff => new("#ffffff", "#c4c9d0"),
        Ink.CardDark => new("#fafbfc", "#c4c9d0", 1, true),
        Ink.LampLit => new("#009e73"),
        Ink.LampPart => new("#e69f00"),
        Ink.LampOff => new("#ffffff", "#9aa1ab"),
        Ink.LampDark => new(null, "#b4bac3", 1, true),
        Ink.WireLit => new(null, "#009e73", 2),
        Ink.WireOff => new(null, "#c4c9d0", 1.5f),
        Ink.Text => new("#1c1e21"),
        _ => new("#666c75"),
    };

    private static InkStyle OnBlack(Ink ink) => ink switch
    {
        Ink.Back => new("#15171a"),
        Ink.Panel => new("#1c1f23"),
        Ink.CardLit => new("#12362b", "#2fbf92", 1.5f),
        Ink.CardPart => new("#3a2f14", "#e0a83a", 1.5f),
        Ink.CardOff => new("#202329", "#454b54"),
        Ink.CardDark => new("#1a1c20", "#454b54", 1, true),
        Ink.LampLit => new("#2fbf92"),
        Ink.LampPart => new("#e0a83a"),
        Ink.LampOff => new("#15171a", "#777f8a"),
        Ink.LampDark => new(null, "#5a616b", 1, true),
        Ink.WireLit => new(null, "#2fbf92", 2),
        Ink.WireOff => new(null, "#454b54", 1.5f),
        Ink.Text => new("#dfe2e6"),
        _ => new("#8f96a0"),
    };
}
