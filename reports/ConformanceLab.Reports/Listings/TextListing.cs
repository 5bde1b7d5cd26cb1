using System.Globalization;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Wasm;

namespace ConformanceLab.Reports.Listings;

/// <summary>Listings of functions as text: instructions on the left, machine code and notes on the right.</summary>
public static class TextListing
{
    private const int WidestWat = 44;
    private const int WidestCode = 36;
    private const int DeepestIndent = 20;

    /// <summary>Writes a function.</summary>
    public static void Write(TextWriter writer, FunctionListing listing)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(listing);
        WriteHeader(writer, listing);
        var wat = Math.Clamp(listing.Rows.Max(row => WatOf(listing, row).Length), 12, WidestWat);
        var code = Math.Clamp(
            listing.Rows.Max(static row => row.Code.Select(static line => line.Text.Length).DefaultIfEmpty().Max()), 12, WidestCode);
        var part = CodePart.Prologue;
        foreach (var row in listing.Rows)
        {
            if (row.Part != part && row.Part != CodePart.Body)
            {
                writer.WriteLine($"  ; {ListingWords.Of(row.Part)}");
            }

            part = row.Part;
            WriteRow(writer, listing, row, wat, code);
        }
    }

    /// <summary>Writes what the function was after each stage of the compiler.</summary>
    public static void WriteStages(TextWriter writer, FunctionListing listing)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(listing);
        foreach (var stage in listing.Function.Stages)
        {
            writer.WriteLine();
            writer.WriteLine($"  ; {stage.Name}");
            foreach (var line in stage.Text.AsSpan().TrimEnd('\n').EnumerateLines())
            {
                writer.WriteLine($"  {line}");
            }
        }
    }

    /// <summary>Writes what the compiler has decided.</summary>
    public static void WriteDecisions(TextWriter writer, FunctionListing listing)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(listing);
        writer.WriteLine();
        writer.WriteLine(listing.Function.Decisions.Count > 0 ? "  ; decisions" : "  ; no decisions: instructions were taken as they came");
        foreach (var decision in listing.Function.Decisions)
        {
            writer.WriteLine($"{ListingWords.PlaceOf(listing, decision),8}  {decision.Text}");
        }
    }

    private static void WriteHeader(TextWriter writer, FunctionListing listing)
    {
        var function = listing.Function;
        writer.WriteLine($"({function.Declaration})");
        if (function.ExportNames.Count > 0)
        {
            writer.WriteLine($"  exported as {string.Join(", ", function.ExportNames)}");
        }

        writer.WriteLine($"  {ListingWords.Summary(listing)}");
        foreach (var local in ListingWords.Locals(function))
        {
            writer.WriteLine($"  local {string.Join(' ', local).TrimEnd()}");
        }

        for (var index = 0; index < function.Handlers.Count; index++)
        {
            writer.WriteLine($"  {ListingWords.Handler(function, index)}");
        }

        writer.WriteLine();
    }

    private static void WriteRow(TextWriter writer, FunctionListing listing, ListingRow row, int wat, int code)
    {
        var place = row.Part is CodePart.Prologue or CodePart.Constants ? "" : Hex(listing.PlaceOf(row.Bytecode));
        var left = $"{place,8}  {WatOf(listing, row)}";
        if (row.Code.Count == 0)
        {
            writer.WriteLine(left.TrimEnd());
            return;
        }

        foreach (var line in row.Code)
        {
            var notes = string.Join("; ", line.Notes.Select(static note => note.Text));
            var right = $"{Hex(line.Offset),8}  {line.Text}";
            writer.WriteLine(
                $"{left.PadRight(wat + 10)}{(notes.Length > 0 ? $"{right.PadRight(code + 10)}  ; {notes}" : right)}".TrimEnd());
            left = "";
        }
    }

    // Out of line: what it belongs to.
    private static string WatOf(FunctionListing listing, ListingRow row) =>
        row.Instruction is { } own ? new string(' ', Math.Min(2 * own.Depth, DeepestIndent)) + own.Text
        : row.Part is CodePart.Prologue or CodePart.Constants ? ""
        : listing.InstructionAt(row.Bytecode) is { } other ? $"^ {other.Text}"
        : "";

    private static string Hex(int offset) => offset.ToString("x4", CultureInfo.InvariantCulture);
}
