using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Listings;
using ConformanceLab.Wasm;

namespace ConformanceLab.Reports.Site;

/// <summary>
/// The piece of one script: its text, its commands, on each column a letter for each verdict, and all that is known of what deviates.
/// </summary>
internal static class SiteFilePiece
{
    private const int MostCodePerFile = 12;
    private const int MostReasons = 4;

    /// <summary>The letter of a verdict; <c>.</c> stands for none.</summary>
    public static char LetterOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => 'p',
        Verdict.Fail => 'f',
        Verdict.ExpectedFail => 'e',
        Verdict.UnexpectedPass => 'x',
        Verdict.Crash => 'c',
        Verdict.Timeout => 't',
        _ => 'u',
    };

    /// <summary>Writes the piece.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="group">The script with its results.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="script">The script; null if it isn't there.</param>
    /// <param name="suite">Its suite; null if it isn't there.</param>
    /// <param name="ownEngine">Whose machine code can be shown.</param>
    public static void Write(
        Utf8JsonWriter json, FileGroup group, IReadOnlyList<MatrixColumn> columns, Script? script, LocatedSuite? suite, string ownEngine)
    {
        // Commands by their place; where engines read different versions of a script, the texts of the first count.
        var commands = new SortedDictionary<int, ResultRecord>();
        foreach (var command in group.Files.Values.SelectMany(file => file.Commands))
        {
            commands.TryAdd(command.Index!.Value, command);
        }

        // The text is only right if it is the text that was run.
        var isSame = script is not null && commands.Values.All(
            command => command.Index < script.Ids.Length && script.Ids[command.Index.Value] == command.Hash);
        json.WriteStartObject();
        if (isSame && !script!.Text.Bytes.IsEmpty)
        {
            json.WriteString("source", Encoding.UTF8.GetString(script.Text.Bytes));
        }

        var length = commands.Count == 0 ? 0 : commands.Keys.Max() + 1;
        json.WriteStartArray("commands");
        for (var index = 0; index < length; index++)
        {
            json.WriteStartArray();
            if (commands.TryGetValue(index, out var command))
            {
                json.WriteNumberValue(command.Line!.Value);
                json.WriteStringValue(command.Command);
                json.WriteStringValue(command.Hash);
                if (isSame && script!.Commands[index].Span is var span)
                {
                    json.WriteNumberValue(script.Text.Locate(Math.Max(span.Start, span.End - 1)).Line);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartObject("verdicts");
        foreach (var (column, file) in group.Files)
        {
            var letters = new string('.', length).ToCharArray();
            foreach (var command in file.Commands)
            {
                letters[command.Index!.Value] = LetterOf(command.Outcome);
            }

            json.WriteString($"{column}", new string(letters));
        }

        json.WriteEndObject();
        json.WriteStartObject("reasons");
        foreach (var (column, file) in group.Files)
        {
            var reasons = file.Commands.Where(command => command.Outcome == Verdict.Unsupported).Select(command => command.Message ?? "")
                .Distinct().Take(MostReasons).ToList();
            if (reasons.Count > 0)
            {
                json.WriteString($"{column}", string.Join("; ", reasons));
            }
        }

        json.WriteEndObject();
        json.WriteStartObject("details");
        var shown = 0;
        foreach (var (column, file) in group.Files)
        {
            foreach (var command in file.Commands.Where(command => command.Outcome is not (Verdict.Pass or Verdict.Unsupported)))
            {
                var code = isSame && suite is not null && columns[column].Engine == ownEngine && shown < MostCodePerFile
                    ? CodeOf(script!, command, suite.Entry.FeaturesOf(group.File), columns[column].Tier)
                    : null;
                shown += code is null ? 0 : 1;
                WriteDetails(json, $"{column}:{command.Index}", command, code);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, string key, ResultRecord command, string? code)
    {
        json.WriteStartObject(key);
        foreach (var (name, value) in new[]
        {
            ("message", command.Message), ("expected", command.Expected), ("actual", command.Actual), ("excerpt", command.Excerpt),
            ("observed", command.Observed), ("weak", command.Weak), ("code", code),
        })
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }

    private static string? CodeOf(Script script, ResultRecord command, WasmFeatures features, string tierName)
    {
        if (!Tiers.TryParse(tierName, out var tier) || CommandListing.Find(script, command.Index!.Value, features, tier) is not { } listing)
        {
            return null;
        }

        using var text = new StringWriter();
        TextListing.Write(text, listing);
        return text.ToString().ReplaceLineEndings("\n");
    }
}
