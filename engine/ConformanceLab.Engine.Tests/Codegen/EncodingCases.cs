using System.Reflection;
using System.Runtime.InteropServices;
using Iced.Intel;
using X64 = ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>A memory operand of ours beside the parts that the judge should see.</summary>
internal sealed record MemoryCase(X64.MemoryOperand Operand, Register Base, Register Index, int Scale, long Displacement)
{
    public bool IsRelative => Base == Register.RIP;
}

/// <summary>Arguments for the assembler's methods, by type of parameter: everything where that is little, else all special cases.</summary>
internal static class EncodingCases
{
    /// <summary>The label that relative operands name; bound behind the instruction.</summary>
    public static readonly X64.Label Label = new(1);

    public static readonly MemoryCase[] Memory = MakeMemory();

    private static readonly object[] s_bytes = [.. new byte[] { 0, 1, 2, 3, 7, 8, 31, 63, 127, 128, 255 }.Cast<object>()];
    private static readonly object[] s_ints =
    [
        0, 1, -1, 2, 127, 128, 129, -127, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536, int.MaxValue, int.MinValue,
        int.MinValue + 1, 0x12345678,
    ];

    private static readonly object[] s_longs =
    [
        0L, 1L, -1L, 127L, 128L, -128L, -129L, 65536L, (long)int.MaxValue, int.MaxValue + 1L, (long)int.MinValue, int.MinValue - 1L,
        (long)uint.MaxValue, uint.MaxValue + 1L, long.MaxValue, long.MinValue, 0x123456789ABCDEF0L,
    ];

    private static readonly object[] s_ushorts = [.. new ushort[] { 0, 1, 16, 255, 256, 32768, ushort.MaxValue }.Cast<object>()];

    /// <summary>All values to try for a parameter.</summary>
    public static object[] ValuesFor(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(X64.MemoryOperand)) return Memory;
        if (type == typeof(X64.VexMove) || type == typeof(X64.VexRvm)) return [.. Enum.GetValues(type).Cast<object>().SelectMany(WithYmm)];
        if (type.IsEnum) return [.. Enum.GetValues(type).Cast<object>()];
        if (type == typeof(byte)) return s_bytes;
        if (type == typeof(int)) return s_ints;
        if (type == typeof(long)) return s_longs;
        if (type == typeof(ushort)) return s_ushorts;
        throw new NotSupportedException($"No cases for {type} {parameter.Name} of {parameter.Member}: add them here.");
    }

    /// <summary>Combinations of arguments: all of them, or <paramref name="most"/> that are spread evenly.</summary>
    public static IEnumerable<object[]> Combinations(object[][] values, long most)
    {
        var all = values.Aggregate(1L, (product, list) => product * list.Length);
        // A stride without common factors visits every index once before it comes back to the first.
        var stride = all <= most ? 1 : 1_000_003L;
        for (long i = 0, index = 0; i < Math.Min(all, most); i++, index = (index + stride) % all)
        {
            var rest = index;
            var arguments = new object[values.Length];
            for (var p = 0; p < values.Length; p++)
            {
                arguments[p] = values[p][rest % values[p].Length];
                rest /= values[p].Length;
            }

            yield return arguments;
        }
    }

    private static IEnumerable<object> WithYmm(object operation)
    {
        yield return operation;
        if (operation is X64.VexMove move) yield return X64.VexLength.Ymm(move);
        // Scalars have no 256-bit form.
        var name = operation.ToString()!;
        var isScalar = name.EndsWith("ss", StringComparison.Ordinal) || name.EndsWith("sd", StringComparison.Ordinal);
        if (operation is X64.VexRvm rvm && !isScalar) yield return X64.VexLength.Ymm(rvm);
    }

    private static MemoryCase[] MakeMemory()
    {
        int[] displacements = [0, 1, -1, 127, 128, -128, -129, 4096, int.MaxValue, int.MinValue];
        var cases = new List<MemoryCase>
        {
            new(X64.MemoryOperand.Relative(Label), Register.RIP, Register.None, 1, 0),
        };
        foreach (var displacement in displacements)
        {
            cases.Add(new(X64.MemoryOperand.Absolute(displacement), Register.None, Register.None, 1, displacement));
            foreach (var @base in Enum.GetValues<X64.Register>())
                cases.Add(new(new X64.MemoryOperand(@base, displacement), Wide(@base), Register.None, 1, displacement));
        }

        foreach (var index in Enum.GetValues<X64.Register>().Where(r => r != X64.Register.Rsp))
        {
            foreach (var scale in (int[])[1, 2, 4, 8])
            {
                foreach (var displacement in (int[])[0, -8, 127, 128, -1000000])
                {
                    cases.Add(new(
                        X64.MemoryOperand.Scaled(index, scale, displacement), Register.None, Wide(index), scale, displacement));
                    foreach (var @base in Enum.GetValues<X64.Register>())
                    {
                        cases.Add(new(
                            new X64.MemoryOperand(@base, index, scale, displacement), Wide(@base), Wide(index), scale, displacement));
                    }
                }
            }
        }

        // Shuffled, so that a sample has something of everything.
        new Random(1).Shuffle(CollectionsMarshal.AsSpan(cases));
        cases.Insert(0, new(X64.MemoryOperand.Relative(Label), Register.RIP, Register.None, 1, 0));
        return [.. cases];
    }

    private static Register Wide(X64.Register register) => Register.RAX + (int)register;
}
