using System.Text.Json.Serialization;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Wasm;

namespace ConformanceLab.Reports.Listings;

/// <summary>A function as the page's script (<c>listing.js</c>) reads it. Names are short because there are so many of them.</summary>
internal sealed class PageFunction(FunctionListing listing)
{
    public string Declaration => listing.Function.Declaration;

    public string Summary => ListingWords.Summary(listing);

    public IReadOnlyList<string> Exports => listing.Function.ExportNames;

    public IEnumerable<string[]> Locals => ListingWords.Locals(listing.Function);

    public IEnumerable<string> Handlers => Enumerable.Range(0, listing.Function.Handlers.Count)
        .Select(index => ListingWords.Handler(listing.Function, index));

    /// <summary>Name, text.</summary>
    public IEnumerable<string[]> Stages => listing.Function.Stages.Select(static stage => new[] { stage.Name, stage.Text });

    /// <summary>Place, text.</summary>
    public IEnumerable<string[]> Decisions => listing.Function.Decisions
        .Select(decision => new[] { ListingWords.PlaceOf(listing, decision), decision.Text });

    public IEnumerable<PageRow> Rows => listing.Rows.Select(row => new PageRow(listing, row));
}

/// <summary>A row.</summary>
internal sealed class PageRow(FunctionListing listing, ListingRow row)
{
    /// <summary>What its code is for; absent in the body.</summary>
    public string? Part => row.Part == CodePart.Body ? null : ListingWords.Of(row.Part);

    /// <summary>Where its instruction stands; absent where it belongs to none.</summary>
    public int? At => row.Part is CodePart.Prologue or CodePart.Constants ? null : listing.PlaceOf(row.Bytecode);

    /// <summary>Nesting of the instruction.</summary>
    public int? Depth => row.Instruction?.Depth;

    /// <summary>The instruction, where the row is its place.</summary>
    public string? Wat => row.Instruction?.Text;

    public IEnumerable<PageLine>? Code => row.Code.Count > 0 ? row.Code.Select(static line => new PageLine(line)) : null;
}

/// <summary>A machine instruction.</summary>
internal sealed class PageLine(MachineLine line)
{
    public int O => line.Offset;

    public string X => line.Text;

    /// <summary>Where it jumps.</summary>
    public int? To => line.Target;

    /// <summary>Notes: kind, text.</summary>
    public IEnumerable<string[]>? N => line.Notes.Count > 0
        ? line.Notes.Select(static note => new[] { note.Kind.ToString().ToLowerInvariant(), note.Text })
        : null;
}

/// <summary>How the page's data is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageFunction))]
internal sealed partial class PageJson : JsonSerializerContext;
