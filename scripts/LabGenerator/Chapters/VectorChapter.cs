using System.Globalization;
using System.Numerics;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Vectors;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>Vector instructions that touch no memory. Grids of operands are laid into the lanes.</summary>
public static class VectorChapter
{
    private static readonly BigInteger s_bytes = Shape.Bytes.Join(Enumerable.Range(0, 16).Select(lane => (BigInteger)((lane * 17) ^ 0x80)));
    private static readonly BigInteger s_others = Shape.Bytes.Join(Enumerable.Range(0, 16).Select(lane => (BigInteger)(0x21 + (lane * 13))));

    // Which bytes of two vectors: as they are, reversed, interleaved, one many times, shifted across, words and doublewords, mixed.
    private static readonly int[][] s_shuffles =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31],
        [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23],
        [8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31], [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
        [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11], [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23],
        [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7], [2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13],
        [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30], [7, 21, 3, 30, 12, 0, 31, 16, 9, 9, 25, 2, 14, 19, 28, 5],
        [0, 17, 2, 19, 4, 21, 6, 23, 8, 25, 10, 27, 12, 29, 14, 31], [16, 17, 2, 3, 20, 21, 6, 7, 24, 25, 10, 11, 28, 29, 14, 15],
    ];

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write(IReadOnlyList<InstructionRow> rows)
    {
        var vectors = rows.Where(row => row.Feature is "simd" or "relaxed-simd" && row.NaturalAlignment == 0 && row.Class != "const").ToList();
        foreach (var shape in (string[])["v128", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2"])
        {
            var own = vectors.Where(row => row.Feature == "simd" && row.Name.StartsWith(shape + ".", StringComparison.Ordinal)).ToList();
            yield return ($"execution/generated/{shape}.wast", WriteScript($"Every instruction on {shape} that touches no memory.", own));
        }

        yield return (
            "execution/generated/relaxed.wast",
            WriteScript("Relaxed vector instructions: any of the results that the specification allows.", [.. vectors.Where(IsRelaxed)]));
    }

    private static bool IsRelaxed(InstructionRow row) => row.Feature == "relaxed-simd";

    private static string WriteScript(string subject, List<InstructionRow> rows)
    {
        var script = new ScriptWriter(subject);
        var table = new OperandTable();
        List<(string Name, IReadOnlyList<Form> Forms)> instructions =
            [.. rows.Select(row => (row.Name, (IReadOnlyList<Form>)[.. Forms(row, table)]))];
        var distances = rows.Where(row => row.Class == "vshift").SelectMany(Distances).Distinct().Select(distance => Literal.Text("i32", distance));
        Form.WriteAll(script, [.. table.Fields, .. distances.Select(distance => $"(global ${distance} (mut i32) (i32.const {distance}))")], instructions);
        return script.ToString();
    }

    private static IEnumerable<Form> Forms(InstructionRow row, OperandTable table)
    {
        var operands = Signatures.Split(row.Operands!);
        string[] results = [row.Results!];
        var shape = VectorOracle.OperandShape(row.Name);
        switch (row.Shape)
        {
            case "lane":
                yield return Lanes(row);
                yield break;
            case "shuffle":
                yield return new Row(
                    row.Name, operands, [.. s_shuffles.Select(indices => Shuffle(indices, "(local.get 1)"))], [Constants([s_bytes, s_others])]);
                yield return new Row(row.Name + "/same", ["v128"], [Shuffle(s_shuffles[13], "(local.get 0)")], [Constants([s_bytes])]);
                yield break;
        }

        if (row.Class == "vshift")
        {
            // Distances that are known when compiling, and others.
            foreach (var (suffix, distances) in ((string, IEnumerable<BigInteger>)[])[("", Distances(row)), ("/known", KnownDistances(row))])
            {
                yield return new Row(
                    row.Name + suffix,
                    ["v128"],
                    [.. distances.Select(distance => new Column(
                        "",
                        results,
                        $"({row.Name} (local.get 0) {(suffix.Length == 0 ? $"(global.get ${Literal.Text("i32", distance)})" : Literal.Of("i32", distance))})",
                        values => [Expected(row, [values[0], distance])]))],
                    [.. Vectors(shape).Take(2).Select(vector => Constants([vector]))]);
            }

            yield break;
        }

        var grid = Grid(row, operands, shape).ToList();
        if (operands[0] != "v128" || grid.Count <= 3)
        {
            yield return new Batch(row.Name, operands, results, Body, grid.Select(Constants), values => [Expected(row, values)], alone: 3);
            yield break;
        }

        // Operands that are parameters, and operands from memory.
        yield return new Batch(row.Name, operands, results, Body, grid.Skip(1).Take(1).Select(Constants), values => [Expected(row, values)]);
        yield return new TableForm(row.Name, table, shape, grid, row.Results!, Body, values => Expected(row, values));
        if (operands.Length == 2)
        {
            var known = Fixed(row);
            yield return new Row(
                row.Name + "/known",
                ["v128"],
                [
                    Form("(local.get 0) (local.get 0)", value => [value, value]), Form($"(local.get 0) {shape.Constant(known)}", value => [value, known]),
                    Form($"{shape.Constant(known)} (local.get 0)", value => [known, value]),
                ],
                [Constants([Vectors(shape)[0]])]);
        }
        else if (row.Class == "vtest")
        {
            yield return new TableForm(
                row.Name + "/if",
                table,
                shape,
                grid,
                "i32",
                vectors => $"(if (result i32) {Body(vectors)} (then (i32.const 10)) (else (i32.const 20)))",
                values => Literal.Of("i32", VectorOracle.Evaluate(row.Name, values)[0].Bits.IsZero ? 20 : 10));
        }

        string Body(string[] expressions) => $"({row.Name} {string.Join(' ', expressions)})";

        Column Form(string expressions, Func<BigInteger, BigInteger[]> join) =>
            new("", results, $"({row.Name} {expressions})", values => [Expected(row, join(values[0]))]);

        Operands Constants(BigInteger[] values) =>
            new(values, [.. values.Select((value, index) => operands[index] == "v128" ? shape.Constant(value) : Literal.Of(operands[index], value))]);

        Column Shuffle(int[] indices, string second) => new("", results, $"({row.Name} {string.Join(' ', indices)} (local.get 0) {second})", vectors =>
        {
            BigInteger[] bytes = [.. Shape.Bytes.Split(vectors[0]), .. Shape.Bytes.Split(vectors[^1])];
            return [Shape.Bytes.Pattern(indices.Select(from => new Number(bytes[from])))];
        });
    }

    // Every lane of two vectors.
    private static Row Lanes(InstructionRow row)
    {
        var shape = VectorOracle.ResultShape(row.Name);
        var isReplace = row.Results == "v128";
        var operands = Signatures.Split(row.Operands!);
        var laneType = isReplace ? operands[1] : row.Results!;
        BigInteger[] given = !isReplace ? [] : [laneType == "i32" ? 0x87654321 : laneType == "i64" ? 0x8765432112345678 : Samples.Floats(shape.Format)[^1]];
        return new Row(
            row.Name,
            operands,
            [.. Enumerable.Range(0, shape.Count).Select(lane => new Column(
                "",
                [row.Results!],
                string.Create(CultureInfo.InvariantCulture, $"({row.Name} {lane}{Signatures.Locals(operands.Length)})"),
                values => [isReplace ? Replaced(values, lane) : Extracted(values[0], lane)]))],
            [.. Vectors(shape).Take(2).Select(vector => new Operands(
                [vector, .. given], [shape.Constant(vector), .. given.Select(value => Literal.Of(laneType, value))]))]);

        string Replaced(BigInteger[] values, int lane)
        {
            var lanes = shape.Split(values[0]);
            lanes[lane] = IntegerOracle.Wrap(values[1], shape.Width);
            return shape.Pattern(VectorOracle.Exact(lanes));
        }

        string Extracted(BigInteger vector, int lane)
        {
            var bits = shape.Split(vector)[lane];
            return Literal.Of(
                laneType, row.Name.EndsWith("_s", StringComparison.Ordinal) ? IntegerOracle.Wrap(IntegerOracle.Signed(bits, shape.Width), 32) : bits);
        }
    }

    private static BigInteger Fixed(InstructionRow row) => Vectors(VectorOracle.OperandShape(row.Name))[1];

    private static IEnumerable<BigInteger> Distances(InstructionRow row)
    {
        var width = VectorOracle.ResultShape(row.Name).Width;
        return [0, 1, 2, IntegerOracle.Mask(32), BigInteger.One << 31, width - 1, width, width + 1, Samples.Pattern(32, 0x55)];
    }

    private static IEnumerable<BigInteger> KnownDistances(InstructionRow row)
    {
        var width = VectorOracle.ResultShape(row.Name).Width;
        return [0, 1, width - 1, width, width + 3];
    }

    private static string Expected(InstructionRow row, BigInteger[] values)
    {
        var shape = VectorOracle.ResultShape(row.Name);
        if (!IsRelaxed(row))
        {
            var lanes = VectorOracle.Evaluate(row.Name, values);
            return row.Results == "v128" ? shape.Pattern(lanes) : Literal.Of(row.Results!, lanes[0]);
        }

        var choices = RelaxedOracle.Evaluate(row.Name, values).Select(shape.Pattern).Distinct().ToList();
        return choices.Count == 1 ? choices[0] : $"(either {string.Join(' ', choices)})";
    }

    private static IEnumerable<BigInteger[]> Grid(InstructionRow row, string[] operands, Shape shape)
    {
        if (row.Name.EndsWith("swizzle", StringComparison.Ordinal))
        {
            return ((int[][])[[.. s_shuffles[2]], [.. s_shuffles[13]], [0, 15, 16, 17, 31, 32, 127, 128, 129, 143, 144, 240, 254, 255, 7, 8]])
                .Select(indices => new[] { s_bytes, Shape.Bytes.Join(indices.Select(index => (BigInteger)index)) });
        }

        if (row.Name.Contains(".splat", StringComparison.Ordinal))
        {
            var type = operands[0];
            return (type[0] == 'i' ? Samples.Integers(ScalarOracle.WidthOf(type)) : Samples.FewFloats(ScalarOracle.FormatOf(type)))
                .Select(value => new[] { value });
        }

        return operands.Length switch
        {
            1 => [.. Singles(row, shape).Select(vector => new[] { vector })],
            2 => Pairs(shape, isRounded: row.Name.Split('.')[1] is "add" or "sub" or "mul" or "div"),
            _ => Triples(shape),
        };
    }

    private static IEnumerable<BigInteger> Singles(InstructionRow row, Shape shape)
    {
        if (shape.IsFloat)
        {
            var values = row.Name.Contains("trunc_", StringComparison.Ordinal)
                ? [.. Samples.Floats(shape.Format), .. Samples.FloatsNearIntegers(shape.Format)]
                : Samples.Floats(shape.Format);
            return shape.Pack([.. values.Distinct()]);
        }

        IEnumerable<BigInteger> few = [0, IntegerOracle.Mask(128), 1, BigInteger.One << 127, .. Vectors(shape)];
        return row.Class != "vtest"
            ? [.. few.Skip(2), .. shape.Pack(row.Name.Contains("convert", StringComparison.Ordinal) ? Samples.IntegersNearFloats(shape.Width) : [])]
            : [.. few, .. Enumerable.Range(0, shape.Count).Select(lane => IntegerOracle.Mask(128) - (IntegerOracle.Mask(shape.Width) << (lane * shape.Width)))];
    }

    private static IEnumerable<BigInteger[]> Pairs(Shape shape, bool isRounded)
    {
        var values = LaneValues(shape);
        var pairs = Samples.Pairs(values, values).Concat(isRounded && shape.IsFloat ? Samples.RoundingPairs(shape.Format) : []).ToList();
        var lefts = shape.Pack([.. pairs.Select(pair => pair.Left)]);
        var rights = shape.Pack([.. pairs.Select(pair => pair.Right)]);
        return lefts.Zip(rights, (left, right) => new[] { left, right });
    }

    private static IEnumerable<BigInteger[]> Triples(Shape shape)
    {
        if (!shape.IsFloat)
        {
            var vectors = Vectors(shape);
            var masks = new[] { 0, IntegerOracle.Mask(128), IntegerOracle.Mask(shape.Width) << shape.Width, vectors[1], s_bytes };
            // Only the third operand of the dot product is added in lanes of its own.
            return masks.SelectMany(mask => new[] { [vectors[0], vectors[1], mask], new[] { vectors[1], s_bytes, mask } });
        }

        var pairs = Samples.RoundingPairs(shape.Format);
        var products = pairs.Select(pair => FloatOracle.Binary("mul", shape.Format, pair.Left, pair.Right).Bits ^ shape.Format.SignBit).ToArray();
        var few = Samples.FewFloats(shape.Format);
        IEnumerable<BigInteger> first = [.. pairs.Select(pair => pair.Left), .. few];
        IEnumerable<BigInteger> second = [.. pairs.Select(pair => pair.Right), .. few.Reverse()];
        // A third operand that cancels the rounded product shows whether it was rounded.
        IEnumerable<BigInteger> third = [.. products, .. few.Skip(5), .. few.Take(5)];
        var packed = new[] { shape.Pack([.. first]), shape.Pack([.. second]), shape.Pack([.. third]) };
        return packed[0].Select((vector, index) => new[] { vector, packed[1][index], packed[2][index] });
    }

    private static BigInteger[] LaneValues(Shape shape) => shape.IsFloat
        ? [.. Samples.FewFloats(shape.Format).Where((_, index) => index is not (3 or 5 or 8 or 11))]
        : shape.Width == 64 ? Samples.Integers(64)[..6] : [.. Samples.FewIntegers(shape.Width), .. Samples.Integers(shape.Width)[^2..]];

    private static BigInteger[] Vectors(Shape shape)
    {
        var values = shape.IsFloat ? Samples.Floats(shape.Format) : Samples.Integers(shape.Width);
        return shape.Count * 2 > values.Length ? [shape.Pack(values)[0], shape.Pack([.. values.Reverse()])[0], s_bytes] : shape.Pack(values);
    }
}
