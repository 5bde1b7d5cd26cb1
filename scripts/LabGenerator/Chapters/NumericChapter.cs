using System.Numerics;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Numeric instructions on i32, i64, f32 and f64: every one on a grid of operands, and again in the forms that compilers treat apart: a
/// constant on either side, the same operand twice, the result as the condition of a branch.
/// </summary>
public static class NumericChapter
{
    private static readonly string[] s_types = ["i32", "i64", "f32", "f64"];

    /// <summary>The scripts: names and texts.</summary>
    public static IEnumerable<(string Path, string Text)> Write(IReadOnlyList<InstructionRow> rows)
    {
        var plain = rows.Where(row => row.Shape == "-" && row.Operands is { Length: > 0 } && TypesOf(row).All(s_types.Contains)).ToList();
        foreach (var type in s_types)
        {
            var own = plain.Where(row => row.Feature != "wide-arithmetic" && Operand(row) == type && !IsConversion(row)).ToList();
            yield return ($"execution/generated/{type}.wast", WriteScript($"Every instruction that computes with {type}.", own));
        }

        yield return (
            "execution/generated/conversions.wast",
            WriteScript("Conversions between number types.", [.. plain.Where(IsConversion)]));
        yield return (
            "proposals/wide-arithmetic/generated/wide.wast",
            WriteScript("128-bit arithmetic on pairs of i64.", [.. plain.Where(row => row.Feature == "wide-arithmetic")]));
    }

    private static bool IsConversion(InstructionRow row) => row.Class == "convert";

    private static string Operand(InstructionRow row) => OperandsOf(row)[0];

    private static string[] OperandsOf(InstructionRow row) => Signatures.Split(row.Operands!);

    private static IEnumerable<string> TypesOf(InstructionRow row) => [.. OperandsOf(row), .. Signatures.Split(row.Results!)];

    private static string WriteScript(string subject, List<InstructionRow> rows)
    {
        var script = new ScriptWriter(subject);
        script.Module(rows.SelectMany(Functions));
        foreach (var row in rows)
        {
            script.Section(row.Name);
            WriteAssertions(script, row);
        }

        return script.ToString();
    }

    private static IEnumerable<string> Functions(InstructionRow row)
    {
        var operands = OperandsOf(row);
        var results = Signatures.Split(row.Results!);
        yield return Signatures.Function(row.Name, operands, results, $"({row.Name}{Signatures.Locals(operands.Length)})");
        if (operands.Length == 2)
        {
            yield return Signatures.Function(row.Name + "/same", operands[..1], results, $"({row.Name} (local.get 0) (local.get 0))");
            foreach (var (constant, index) in Constants(operands[0]).Select((constant, index) => (Literal.Of(operands[0], constant), index)))
            {
                yield return Signatures.Function($"{row.Name}/right{index}", operands[..1], results, $"({row.Name} (local.get 0) {constant})");
                yield return Signatures.Function($"{row.Name}/left{index}", operands[..1], results, $"({row.Name} {constant} (local.get 0))");
            }
        }

        if (row.Class is "compare" or "test")
        {
            yield return Signatures.Function(
                row.Name + "/if", operands, results, $"(if (result i32) ({row.Name}{Signatures.Locals(operands.Length)}) (then (i32.const 10)) (else (i32.const 20)))");
        }
    }

    private static void WriteAssertions(ScriptWriter script, InstructionRow row)
    {
        var operands = OperandsOf(row);
        var results = Signatures.Split(row.Results!);
        foreach (var values in Grid(row, operands))
        {
            Assert(row.Name, values, values);
        }

        if (row.Class is "compare" or "test")
        {
            foreach (var values in Grid(row, operands).Take(16))
            {
                script.Returns(
                    row.Name + "/if", Arguments(values), Literal.Of("i32", ScalarOracle.Evaluate(row.Name, values)[0].Bits.IsOne ? 10 : 20));
            }
        }

        if (operands.Length != 2)
        {
            return;
        }

        var few = Few(operands[0]);
        foreach (var value in few)
        {
            Assert(row.Name + "/same", [value], [value, value]);
        }

        foreach (var (constant, index) in Constants(operands[0]).Select((constant, index) => (constant, index)))
        {
            foreach (var value in few.Skip(index).Take(3))
            {
                Assert($"{row.Name}/right{index}", [value], [value, constant]);
                Assert($"{row.Name}/left{index}", [value], [constant, value]);
            }
        }

        void Assert(string function, BigInteger[] arguments, BigInteger[] values) => script.Assert(
            function, Arguments(arguments), () => ScalarOracle.Evaluate(row.Name, values).Select((number, index) => Literal.Of(results[index], number)));

        IEnumerable<string> Arguments(BigInteger[] values) => values.Select((value, index) => Literal.Of(operands[index], value));
    }

    private static IEnumerable<BigInteger[]> Grid(InstructionRow row, string[] operands)
    {
        var type = operands[0];
        if (row.Feature == "wide-arithmetic")
        {
            return operands.Length == 2
                ? Samples.Pairs(Samples.FewIntegers(64), Samples.FewIntegers(64)).Select(pair => new[] { pair.Left, pair.Right })
                : Samples.Pairs(Samples.FewIntegers(64), Samples.FewIntegers(64))
                    .SelectMany(pair => new[] { [pair.Left, pair.Right, pair.Right, 1], new[] { pair.Left, 0, pair.Right, pair.Left } });
        }

        if (operands.Length == 1)
        {
            return One(row, type).Distinct().Select(value => new[] { value });
        }

        if (type[0] == 'i')
        {
            var width = ScalarOracle.WidthOf(type);
            BigInteger[] few = Samples.FewIntegers(width);
            BigInteger[] values = row.Class == "compare" ? few : [.. few, .. Samples.Integers(width)[^2..]];
            var isShift = row.Name.Contains("sh", StringComparison.Ordinal) || row.Name.Contains("rot", StringComparison.Ordinal);
            return (isShift ? Samples.Pairs(values[3..], Samples.Integers(width)) : Samples.Pairs(values, values))
                .Select(pair => new[] { pair.Left, pair.Right });
        }

        var format = ScalarOracle.FormatOf(type);
        var floats = row.Class == "compare" ? Samples.FewFloats(format)[3..] : Samples.FewFloats(format);
        var rounding = row.Class == "compare" ? [] : Samples.RoundingPairs(format);
        return Samples.Pairs(floats, floats).Concat(rounding).Select(pair => new[] { pair.Left, pair.Right });
    }

    private static IEnumerable<BigInteger> One(InstructionRow row, string type)
    {
        if (type[0] == 'i')
        {
            var width = ScalarOracle.WidthOf(type);
            return IsConversion(row) ? Samples.IntegersNearFloats(width) : [.. Samples.Integers(width), .. Halves(width)];
        }

        var format = ScalarOracle.FormatOf(type);
        return IsConversion(row) && row.Name.Contains("trunc", StringComparison.Ordinal)
            ? [.. Samples.Floats(format), .. Samples.FloatsNearIntegers(format)]
            : row.Name == "f32.demote_f64"
                ? [.. Samples.Floats(format), .. BetweenSingles()]
                : [.. Samples.Floats(format), .. Samples.RoundingPairs(format).Select(pair => pair.Left)];
    }

    // Single bits and runs: what counts and sign extensions see.
    private static IEnumerable<BigInteger> Halves(int width)
    {
        for (var bit = 7; bit < width; bit += 8)
        {
            yield return BigInteger.One << bit;
            yield return (BigInteger.One << bit) - 1;
            yield return IntegerOracle.Mask(width) - (BigInteger.One << bit);
        }
    }

    // f64 in the middle of two f32, and beside: normal, subnormal, at the borders.
    private static IEnumerable<BigInteger> BetweenSingles()
    {
        foreach (var single in (BigInteger[])[0, 1, 2, 0x7ffffe, 0x7fffff, 0x800000, 0x3f800000, 0x3f800001, 0x7f7ffffe, 0x7f7fffff])
        {
            var above = FloatFormat.Binary32.ValueOf(BigInteger.Min(single + 1, FloatFormat.Binary32.Infinity - 1));
            var value = FloatFormat.Binary32.ValueOf(single);
            var distance = single == 0x7f7fffff ? Rational.Scaled(1, 104) : above + new Rational(-value.Numerator, value.Denominator);
            var middle = FloatFormat.Binary64.Round(value + (distance * new Rational(1, 2)));
            yield return middle;
            yield return middle - 1;
            yield return middle + 1;
            yield return middle | FloatFormat.Binary64.SignBit;
        }
    }

    private static BigInteger[] Few(string type) =>
        type[0] == 'i' ? Samples.Integers(ScalarOracle.WidthOf(type)) : Samples.FewFloats(ScalarOracle.FormatOf(type));

    // Constants that compilers treat apart: neutral and absorbing ones, powers of two, limits.
    private static BigInteger[] Constants(string type)
    {
        if (type[0] == 'i')
        {
            var width = ScalarOracle.WidthOf(type);
            return [0, 1, IntegerOracle.Mask(width), 8, BigInteger.One << (width - 1)];
        }

        var format = ScalarOracle.FormatOf(type);
        return [0, format.SignBit, format.Round(new Rational(1, 1)), format.Infinity, format.CanonicalNan];
    }
}
