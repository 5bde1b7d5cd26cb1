using System.Collections.Concurrent;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <summary>
/// Instructions whose operands and results the table of instructions has, by what they yield. Groups keep the few of a kind from being lost
/// among the many of another: a group is drawn first, then an instruction of it.
/// </summary>
internal sealed class InstructionChoices
{
    private static readonly ConcurrentDictionary<WasmFeatures, InstructionChoices> s_known = new();

    private readonly Dictionary<ValType, List<Opcode[]>> _producers = [];
    private readonly Opcode[][] _effects;

    private InstructionChoices(WasmFeatures features)
    {
        var all = Enumerable.Range(0, Opcodes.Count).Select(static i => (Opcode)i)
            .Where(opcode => opcode.IsEnabled(features) && opcode.GetSignature() is not null && opcode.Class() != InstructionClass.Const)
            .ToList();
        foreach (var type in (ValType[])[ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.V128])
        {
            var producers = all.Where(opcode => opcode.GetSignature()!.Results is { Length: 1 } results && results[0] == type);
            _producers.Add(type, [.. producers.GroupBy(GroupOf).Select(static group => group.ToArray())]);
        }

        var wide = all.Where(static opcode => opcode.GetSignature()!.Results.Length == 2).ToArray();
        if (wide.Length > 0)
        {
            _producers[ValType.I64].Add(wide);
        }

        _effects = [.. all.Where(static opcode => opcode.GetSignature() is { Results.IsEmpty: true, Operands.IsEmpty: false })
            .GroupBy(GroupOf).Select(static group => group.ToArray())];
    }

    /// <summary>The choices that features leave.</summary>
    public static InstructionChoices For(WasmFeatures features) => s_known.GetOrAdd(features, static set => new InstructionChoices(set));

    /// <summary>An instruction that yields a number or vector of a type; it may yield two.</summary>
    public Opcode Producer(RandomSource random, ValType type) => Pick(random, _producers[type]);

    /// <summary>An instruction that yields nothing and takes something: a store.</summary>
    public Opcode Effect(RandomSource random) => Pick(random, _effects);

    // A group by the root of its size: neither do large ones take all, nor are their members hardly ever drawn.
    private static Opcode Pick(RandomSource random, IReadOnlyList<Opcode[]> groups)
    {
        var weights = 0;
        foreach (var group in groups)
        {
            weights += Weight(group);
        }

        var drawn = random.Next(weights);
        var index = 0;
        while (drawn >= Weight(groups[index]))
        {
            drawn -= Weight(groups[index++]);
        }

        return random.Pick(groups[index]);

        static int Weight(Opcode[] group) => (int)Math.Ceiling(Math.Sqrt(group.Length));
    }

    private static int GroupOf(Opcode opcode) => opcode.Class() switch
    {
        InstructionClass.Compare or InstructionClass.Test => 0,
        InstructionClass.Unary => 1,
        InstructionClass.Binary => 2,
        InstructionClass.Convert => 3,
        InstructionClass.Load or InstructionClass.Store when opcode.Feature() == WasmFeatures.Simd => 4,
        InstructionClass.Load or InstructionClass.Store => 5,
        InstructionClass.Atomic => 6,
        InstructionClass.Lane => 7,
        InstructionClass.Vbinary when opcode.GetSignature()!.Results.Length == 1 => 8,
        InstructionClass.Vunary => 9,
        InstructionClass.Vternary => 10,
        InstructionClass.Vtest => 11,
        InstructionClass.Vshift => 12,
        _ => 13,
    };
}
