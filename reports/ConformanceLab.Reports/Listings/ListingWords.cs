using System.Globalization;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Wasm;

namespace ConformanceLab.Reports.Listings;

/// <summary>What listings say in words, in every format.</summary>
internal static class ListingWords
{
    // A function may have tens of thousands of locals.
    private const int ShownLocals = 64;

    /// <summary>What a part of the code is for.</summary>
    public static string Of(CodePart part) => part switch
    {
        CodePart.Prologue => "prologue",
        CodePart.Body => "body",
        CodePart.Trap => "out of line: traps",
        CodePart.Interruption => "out of line: interruption",
        CodePart.SlowPath => "out of line: slow path",
        CodePart.Veneer => "out of line: a jump that calls share",
        CodePart.LandingPad => "landing pad of a handler",
        CodePart.Constants => "constants",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part of code"),
    };

    /// <summary>Where the instruction stands that a decision is about; nothing if it is about the function.</summary>
    public static string PlaceOf(FunctionListing listing, CompilationDecision decision) =>
        decision.Bytecode is { } bytecode ? listing.PlaceOf(bytecode).ToString("x4", CultureInfo.InvariantCulture) : "";

    /// <summary>The figures of a function on one line.</summary>
    public static string Summary(FunctionListing listing)
    {
        var function = listing.Function;
        var constants = listing.ConstantBytes > 0 ? Text($" + {listing.ConstantBytes:N0} of constants") : "";
        var handlers = function.Handlers.Count > 0 ? $", {Count(function.Handlers.Count, "handler")}" : "";
        return $"{function.Tier.Name()}: {Text($"{listing.InstructionBytes:N0}")} bytes of code{constants}, "
            + $"{(function.FrameBytes > 0 ? Text($"frame of {function.FrameBytes:N0} bytes") : "no frame")}, {Count(function.Traps.Count, "trap site")}, "
            + $"{Count(function.Calls.Count, "call site")}{handlers}";
    }

    /// <summary>A handler on one line.</summary>
    public static string Handler(FunctionExplanation function, int index)
    {
        var handler = function.Handlers[index];
        var landing = handler.LandingPad is { } place ? Text($", lands at {place:x4}") : "";
        var next = handler.Next is { } other ? Text($"then handler {other}") : "then the caller's";
        return Text($"handler {index}: {handler.Kind}{landing}, {next}");
    }

    /// <summary>The locals: name, type, where they live. Of a function that has very many, the first.</summary>
    public static IEnumerable<string[]> Locals(FunctionExplanation function)
    {
        if (function.Tier == Tier.Optimizing)
        {
            // There they are values, each in places of its own: the stages show them.
            yield break;
        }

        foreach (var local in function.Locals.Take(ShownLocals))
        {
            yield return [local.Name, local.Type, FunctionListing.Describe(local)];
        }

        if (function.Locals.Count > ShownLocals)
        {
            yield return [Text($"and {function.Locals.Count - ShownLocals:N0} more"), "", ""];
        }
    }

    private static string Count(int count, string what) => Text($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
