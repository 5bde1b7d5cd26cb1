using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Harness.Coverage;

/// <summary>Names of instructions of which no two are the same: where encodings share a mnemonic, the opcode stands behind it.</summary>
internal static class InstructionNames
{
    /// <summary>All opcodes, in the order of the table.</summary>
    public static ImmutableArray<Opcode> All { get; } = [.. Enum.GetValues<Opcode>()];

    private static readonly ImmutableDictionary<Opcode, string> s_names = All
        .GroupBy(opcode => opcode.Mnemonic())
        .SelectMany(group => group.Select(opcode => KeyValuePair.Create(opcode, group.Count() == 1 ? group.Key : $"{group.Key} ({Encoding(opcode)})")))
        .ToImmutableDictionary();

    /// <summary>The name of an instruction.</summary>
    public static string Of(Opcode opcode) => s_names[opcode];

    private static string Encoding(Opcode opcode) => opcode.Prefix() == 0
        ? opcode.Code().ToString("x2", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{opcode.Prefix():x2} {opcode.Code()}");
}
