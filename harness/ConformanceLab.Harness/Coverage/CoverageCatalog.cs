using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Harness.Coverage;

/// <summary>Everything that there is to touch.</summary>
public static class CoverageCatalog
{
    /// <summary>All items, by kind.</summary>
    public static ImmutableArray<CoverageItem> All { get; } =
    [
        .. InstructionNames.All.Select(opcode => new CoverageItem(CoverageKind.Execution, InstructionNames.Of(opcode))),
        .. InstructionNames.All.Select(opcode => new CoverageItem(CoverageKind.Rejection, InstructionNames.Of(opcode))),
        .. InstructionNames.All.Select(ValidationRules.Of).Concat(RejectionCatalog.ModuleRules).Distinct()
            .Select(rule => new CoverageItem(CoverageKind.Rule, rule)),
        .. RejectionCatalog.Invalid.Select(message => new CoverageItem(CoverageKind.Invalid, message)),
        .. Enum.GetValues<TrapCode>().Select(code => new CoverageItem(CoverageKind.Trap, code.Message())),
        .. RejectionCatalog.Malformed.Select(way => new CoverageItem(CoverageKind.Malformed, $"{way.Section}: {way.Message}")),
    ];
}
