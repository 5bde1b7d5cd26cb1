using System.Numerics;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>Errors in a few words, without what differs from input to input.</summary>
internal static class FrontEndOutcomes
{
    /// <summary>The form <c>binary: malformed: code: illegal opcode</c>, <c>text: invalid: type mismatch: i32.add</c>.</summary>
    public static string Of(string format, ModuleException error)
    {
        switch (error.Kind)
        {
            case ModuleErrorKind.Malformed when format == "binary":
                var section = CoverageCollector.SectionOf(error);
                var messages = RejectionCatalog.Malformed.Where(way => way.Section == section).Select(way => way.Message);
                return $"{format}: malformed: {section}: {CoverageCollector.Closest(messages, error.Reason)}";
            case ModuleErrorKind.Invalid:
                var message = CoverageCollector.Closest(RejectionCatalog.Invalid, error.Reason);
                return $"{format}: invalid: {message}: {error.Instruction?.Mnemonic() ?? error.Rule}";
            case ModuleErrorKind.Malformed:
                return $"{format}: malformed: {CoverageCollector.Closest(RejectionCatalog.Text, error.Reason)}";
            default:
                return $"{format}: {error.Kind.ToString().ToLowerInvariant()}: {Shorten(error.Reason)}";
        }
    }

    /// <summary>The form <c>script: broken: unknown command</c>.</summary>
    public static string Of(BrokenCommand command) =>
        $"script: broken: {CoverageCollector.Closest(RejectionCatalog.Script, command.Message)}";

    /// <summary>What a valid module consists of: about how much of what, in powers of two.</summary>
    public static string FeatureOf(WasmModule module)
    {
        ReadOnlySpan<int> counts =
        [
            module.Types.Count, module.Imports.Count, module.Functions.Count, module.Tables.Count, module.Memories.Count, module.Tags.Count,
            module.Globals.Count, module.Exports.Count, module.Elements.Count, module.Data.Count, module.CustomSections.Count,
        ];
        var feature = module.Start is null ? 1UL : 2UL;
        foreach (var count in counts)
        {
            feature = (feature << 3) | (uint)Math.Min(7, BitOperations.Log2((uint)count + 1));
        }

        return $"valid {feature:x}";
    }

    // A message up to the first number, identifier or string in it.
    private static string Shorten(string message)
    {
        var end = message.AsSpan().IndexOfAny("0123456789$\"");
        return (end < 0 ? message : message[..end]).Trim();
    }
}
