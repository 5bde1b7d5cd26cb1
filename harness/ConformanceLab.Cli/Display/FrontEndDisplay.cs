using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Fuzzing.FrontEnd;

namespace ConformanceLab.Cli.Display;

/// <summary>Figures of campaigns against the front end.</summary>
internal static class FrontEndDisplay
{
    private static readonly string[] s_sections =
    [
        "header", "unknown", "custom", "type", "import", "function", "table", "memory", "tag", "global", "export", "start", "element",
        "data count", "code", "data", "module",
    ];

    /// <summary>All figures.</summary>
    public static string Summary(FrontEndTotals totals, string what, double processorSeconds)
    {
        var culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder(what);
        text.Append(culture, $"\nexecutions    {totals.Executions:N0}, {totals.Bytes:N0} bytes");
        var binaries = totals.CountOf("binary: ");
        var malformed = totals.CountOf("binary: malformed: ");
        text.Append(culture, $"\nbinaries      {binaries:N0}: {Share(binaries - malformed, binaries)} decoded");
        text.Append(culture, $", {Share(totals.CountOf("binary: valid: "), binaries)} valid");
        text.Append(culture, $", {Share(totals.CountOf("binary: valid: instantiated"), binaries)} instantiated");
        var sections = s_sections.Select(section => (Name: section, Count: totals.CountOf($"binary: malformed: {section}: ")))
            .Where(static section => section.Count > 0)
            .Select(section => $"{section.Name} {Share(section.Count, binaries)}");
        text.Append(culture, $"\n  malformed in {string.Join(", ", sections)}");
        var texts = totals.CountOf("text: ");
        var ill = totals.CountOf("text: malformed: ") + totals.CountOf("text: malformedcustom: ") + totals.CountOf("text: invalidcustom: ");
        text.Append(culture, $"\ntexts         {texts:N0}: {Share(texts - ill, texts)} parsed");
        text.Append(culture, $", {Share(totals.CountOf("text: valid: "), texts)} valid");
        text.Append(culture, $", {Share(totals.CountOf("text: valid: instantiated"), texts)} instantiated");
        var scripts = totals.CountOf("script: ");
        text.Append(culture, $"\nscripts       {scripts:N0}: {Share(totals.CountOf("script: whole"), scripts)} without a broken command");
        var (allMalformed, allInvalid, allText, allScript) = FrontEndTotals.AllKinds;
        text.Append(culture, $"\nerrors        {allMalformed - totals.MalformedNotReached().Count} of {allMalformed} ways to be malformed");
        text.Append(culture, $", {allInvalid - totals.InvalidNotReached().Count} of {allInvalid} messages of validation");
        text.Append(culture, $", {allText - totals.TextNotReached().Count} of {allText} of the text parser");
        text.Append(culture, $", {allScript - totals.ScriptNotReached().Count} of {allScript} of the script reader");
        text.Append(culture, $"; {totals.Outcomes.Count:N0} outcomes in all");
        text.Append(culture, $"\ncost          at most {totals.SlowestMilliseconds:F1} ms of processor time");
        text.Append(culture, $", {totals.MostBytes:N0} bytes allocated by one input");
        text.Append(culture, $" ({totals.MostBytesPerByte:F0} a byte of input above {FrontEndTarget.BaseBytes / 1024} KiB)");
        text.Append(culture, $"\nCPU time      {processorSeconds:N0} s");
        text.Append(culture, $"\nfindings      {totals.Bad:N0}");
        if (totals.Bad > 0)
        {
            var verdicts = totals.Findings.Select(static entry => string.Create(
                CultureInfo.InvariantCulture, $"{entry.Value:N0} {entry.Key.ToLowerInvariant()}"));
            text.Append(culture, $": {string.Join(", ", verdicts)}");
        }

        return text.ToString();
    }

    private static string Share(long part, long whole) => FuzzDisplay.Share(part, whole);
}
