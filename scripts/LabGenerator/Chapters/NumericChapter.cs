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
        var operands = rows.Where(row => OperandsOf(row).Length == 2).SelectMany(
            row => Rights(row).Select(value => (Type: OperandsOf(row)[1], Text: Literal.Text(OperandsOf(row)[1], value)))).Distinct();
        Form.WriteAll(
            script,
            operands.Select(operand => $"(global ${operand.Text} (mut {operand.Type}) ({operand.Type}.const {operand.Text}))"),
            [.. rows.Select(row => (row.Name, (IReadOnlyList<Form>)[.. Forms(row)]))]);
        return script.ToString();
    }

    private static IEnumerable<Form> Forms(InstructionRow row)
    {
        var operands = OperandsOf(row);
        var results = Signatures.Split(row.Results!);
        yield return Batch("", operands, Grid(row, operands), [.. operands.Select((_, index) => index)]);
        if (row.Class is "compare" or "test")
        {
            yield return new Batch(
                row.Name + "/if",
                operands,
                ["i32"],
                locals => $"(if (result i32) ({row.Name} {string.Join(' ', locals)}) (then (i32.const 10)) (else (i32.const 20)))",
                (operands.Length == 1
                    ? Grid(row, operands)
                    : Samples.Pairs(Some(operands[0])[..4], Some(operands[0])[..3]).Select(pair => new[] { pair.Left, pair.Right }))
                    .Take(12).Select(Constants),
                values => [Literal.Of("i32", ScalarOracle.Evaluate(row.Name, values)[0].Bits.IsOne ? 10 : 20)],
                alone: 12);
        }

        if (operands.Length != 2)
        {
            yield break;
        }

        // Operands from globals, whose names are their values.
        var type = operands[0];
        yield return Row(
            "/row", Rights(row), (left, right) => [left, right], right => $"(local.get 0) (global.get ${Literal.Text(type, right)})", Lefts(row));
        yield return Batch("/same", [type], Some(type).Select(value => new[] { value }), [0, 0], alone: Some(type).Length);
        yield return Row(
            "/right", Known(type), (value, known) => [value, known], known => $"(local.get 0) {Literal.Of(type, known)}", Some(type)[..5]);
        yield return Row(
            "/left", Known(type), (value, known) => [known, value], known => $"{Literal.Of(type, known)} (local.get 0)", Some(type)[..5]);

        Batch Batch(string suffix, string[] parameters, IEnumerable<BigInteger[]> grid, int[] order, int alone = 2) => new(
            row.Name + suffix,
            parameters,
            results,
            locals => $"({row.Name} {string.Join(' ', order.Select(index => locals[index]))})",
            grid.Select(Constants),
            values => Evaluate([.. order.Select(index => values[index])]),
            alone);

        Row Row(
            string suffix, BigInteger[] fixedOperands, Func<BigInteger, BigInteger, BigInteger[]> join, Func<BigInteger, string> text,
            BigInteger[] values) => new(
            row.Name + suffix,
            [type],
            [.. fixedOperands.Select(one => new Column(
                "/" + Literal.Text(type, one), results, $"({row.Name} {text(one)})", given => Evaluate(join(given[0], one))))],
            [.. values.Select(value => Constants([value]))]);

        IEnumerable<string> Evaluate(BigInteger[] values) =>
            ScalarOracle.Evaluate(row.Name, values).Select((number, index) => Literal.Of(results[index], number));

        Operands Constants(BigInteger[] values) => new(values, [.. values.Select((value, index) => Literal.Of(operands[index], value))]);
    }

    // The operands of a grid: each of the left ones with each of the right ones.
    private static BigInteger[] Lefts(InstructionRow row) => IsShift(row) ? Integers(row)[2..] : OperandsOf(row)[0][0] == 'i' ? Integers(row) : Floats(row);

    private static BigInteger[] Rights(InstructionRow row) =>
        IsShift(row) ? Samples.Integers(ScalarOracle.WidthOf(OperandsOf(row)[0])) : OperandsOf(row)[0][0] == 'i' ? Integers(row) : Floats(row);

    private static bool IsShift(InstructionRow row) => row.Name[0] == 'i'
        && (row.Name.Contains("sh", StringComparison.Ordinal) || row.Name.Contains("rot", StringComparison.Ordinal));

    private static BigInteger[] Integers(InstructionRow row)
    {
        var width = ScalarOracle.WidthOf(OperandsOf(row)[0]);
        return row.Class == "compare" || row.Feature == "wide-arithmetic"
            ? Samples.FewIntegers(width)
            : [.. Samples.FewIntegers(width).Where((_, index) => index is not (2 or 6)), .. Samples.Integers(width)[^2..]];
    }

    private static BigInteger[] Floats(InstructionRow row)
    {
        var few = Samples.FewFloats(ScalarOracle.FormatOf(OperandsOf(row)[0]));
        return row.Class == "compare" || row.Name[4..] is "min" or "max" or "copysign" ? few[3..] : few;
    }

    // Operands that are parameters. Of two operands the grid is in rows; here are some of it, what is rounded, and what traps.
    private static IEnumerable<BigInteger[]> Grid(InstructionRow row, string[] operands)
    {
        var type = operands[0];
        return operands.Length switch
        {
            1 => One(row, type).Distinct().Select(value => new[] { value }),
            2 when row.Name is "f32.add" or "f32.sub" or "f32.mul" or "f32.div" or "f64.add" or "f64.sub" or "f64.mul" or "f64.div" =>
                Samples.RoundingPairs(ScalarOracle.FormatOf(type)).Select(pair => new[] { pair.Left, pair.Right }),
            2 => Samples.Pairs(Some(type)[2..4], Some(type)[3..5]).Select(pair => new[] { pair.Left, pair.Right }),
            _ => Samples.Pairs(Samples.FewIntegers(64)[2..6], Samples.FewIntegers(64))
                .SelectMany(pair => new[] { [pair.Left, pair.Right, pair.Right, 1], new[] { pair.Left, 0, pair.Right, pair.Left } }),
        };
    }

    private static IEnumerable<BigInteger> One(InstructionRow row, string type)
    {
        if (type[0] == 'i')
        {
            var width = ScalarOracle.WidthOf(type);
            return row.Name.Contains("convert", StringComparison.Ordinal) ? Samples.IntegersNearFloats(width) : [.. Samples.Integers(width), .. Halves(width)];
        }

        var format = ScalarOracle.FormatOf(type);
        return IsConversion(row) && row.Name.Contains("trunc", StringComparison.Ordinal)
            ? [.. Samples.Floats(format), .. Samples.FloatsNearIntegers(format)]
            : row.Name == "f32.demote_f64"
                ? [.. Samples.Floats(format), .. BetweenSingles()]
                : row.Name[4..] is "abs" or "neg"
                    ? Samples.Floats(format)
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

    // One of each kind.
    private static BigInteger[] Some(string type)
    {
        var all = type[0] == 'i' ? Samples.Integers(ScalarOracle.WidthOf(type)) : Samples.FewFloats(ScalarOracle.FormatOf(type));
        int[] indices = type[0] == 'i' ? [0, 1, 3, 5, 11, 7] : [0, 8, 10, 12, 1, 5, 13];
        return [.. indices.Select(index => all[index])];
    }

    // Constants that compilers treat apart: neutral and absorbing ones, powers of two, limits.
    private static BigInteger[] Known(string type)
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
