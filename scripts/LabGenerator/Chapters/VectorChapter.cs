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
        var operands = Signatures.Split(row.Operands!);
        var results = Signatures.Split(row.Results!);
        var arguments = Signatures.Locals(operands.Length);
        if (row.Shape is "lane" or "shuffle")
        {
            var count = row.Shape == "lane" ? row.LaneCount : s_shuffles.Length;
            for (var index = 0; index < count; index++)
            {
                var immediate = row.Shape == "lane" ? index.ToString(CultureInfo.InvariantCulture) : string.Join(' ', s_shuffles[index]);
                yield return Signatures.Function(Numbered(row, index), operands, results, $"({row.Name} {immediate}{arguments})");
            }

            if (row.Shape == "shuffle")
            {
                yield return Signatures.Function(
                    row.Name + "/same", ["v128"], results, $"({row.Name} {string.Join(' ', s_shuffles[13])} (local.get 0) (local.get 0))");
            }

            yield break;
        }

        yield return Signatures.Function(row.Name, operands, results, $"({row.Name}{arguments})");
        if (operands is ["v128", "v128"])
        {
            var constant = VectorOracle.OperandShape(row.Name).Constant(Fixed(row));
            yield return Signatures.Function(row.Name + "/same", ["v128"], results, $"({row.Name} (local.get 0) (local.get 0))");
            yield return Signatures.Function(row.Name + "/right", ["v128"], results, $"({row.Name} (local.get 0) {constant})");
            yield return Signatures.Function(row.Name + "/left", ["v128"], results, $"({row.Name} {constant} (local.get 0))");
        }
        else if (row.Class == "vshift")
        {
            foreach (var distance in Distances(row))
            {
                yield return Signatures.Function(Numbered(row, distance), ["v128"], results, $"({row.Name} (local.get 0) (i32.const {distance}))");
            }
        }
        else if (row.Class == "vtest")
        {
            yield return Signatures.Function(
                row.Name + "/if", ["v128"], results, $"(if (result i32) ({row.Name} (local.get 0)) (then (i32.const 10)) (else (i32.const 20)))");
        }
    }

    private static string Numbered(InstructionRow row, int number) => string.Create(CultureInfo.InvariantCulture, $"{row.Name}/{number}");

    private static BigInteger Fixed(InstructionRow row) => Vectors(VectorOracle.OperandShape(row.Name))[1];

    private static int[] Distances(InstructionRow row)
    {
        var width = VectorOracle.ResultShape(row.Name).Width;
        return [0, 1, width - 1, width, width + 3];
    }

    private static void WriteAssertions(ScriptWriter script, InstructionRow row)
    {
        var operands = Signatures.Split(row.Operands!);
        var operandShape = VectorOracle.OperandShape(row.Name);
        switch (row.Shape)
        {
            case "lane":
                WriteLanes(script, row);
                return;
            case "shuffle":
                WriteShuffles(script, row);
                return;
        }

        foreach (var values in Grid(row, operands, operandShape))
        {
            Assert(row.Name, values, values);
        }

        var few = Vectors(operandShape).Take(3);
        if (operands is ["v128", "v128"])
        {
            foreach (var value in few)
            {
                Assert(row.Name + "/same", [value], [value, value]);
                Assert(row.Name + "/right", [value], [value, Fixed(row)]);
                Assert(row.Name + "/left", [value], [Fixed(row), value]);
            }
        }
        else if (row.Class == "vshift")
        {
            foreach (var distance in Distances(row))
            {
                var value = few.First();
                Assert(Numbered(row, distance), [value], [value, distance]);
            }
        }
        else if (row.Class == "vtest")
        {
            foreach (var values in Grid(row, operands, operandShape))
            {
                var condition = VectorOracle.Evaluate(row.Name, values)[0].Bits;
                script.Returns(row.Name + "/if", [operandShape.Constant(values[0])], Literal.Of("i32", condition.IsZero ? 20 : 10));
            }
        }

        void Assert(string function, BigInteger[] arguments, BigInteger[] values) => script.Returns(
            function,
            arguments.Select((value, index) => operands[index] == "v128" ? operandShape.Constant(value) : Literal.Of(operands[index], value)),
            Expected(row, values));
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

    private static void WriteLanes(ScriptWriter script, InstructionRow row)
    {
        var shape = VectorOracle.ResultShape(row.Name);
        var laneType = row.Operands!.Split(' ') is [_, var given] ? given : row.Results!;
        foreach (var vector in Vectors(shape).Take(2))
        {
            for (var lane = 0; lane < shape.Count; lane++)
            {
                if (row.Results == "v128")
                {
                    var value = laneType == "i32" ? 0x87654321 : laneType == "i64" ? 0x8765432112345678 : Samples.Floats(shape.Format)[^1];
                    var lanes = shape.Split(vector);
                    lanes[lane] = IntegerOracle.Wrap(value, shape.Width);
                    script.Returns(
                        Numbered(row, lane), [shape.Constant(vector), Literal.Of(laneType, value)], shape.Pattern(VectorOracle.Exact(lanes)));
                }
                else
                {
                    var bits = shape.Split(vector)[lane];
                    var extended = row.Name.EndsWith("_s", StringComparison.Ordinal) ? IntegerOracle.Wrap(IntegerOracle.Signed(bits, shape.Width), 32) : bits;
                    script.Returns(Numbered(row, lane), [shape.Constant(vector)], Literal.Of(laneType, extended));
                }
            }
        }
    }

    private static void WriteShuffles(ScriptWriter script, InstructionRow row)
    {
        for (var index = 0; index < s_shuffles.Length; index++)
        {
            Assert(Numbered(row, index), index, s_bytes, s_others);
        }

        Assert(row.Name + "/same", 13, s_bytes);

        void Assert(string function, int shuffle, params BigInteger[] vectors)
        {
            BigInteger[] bytes = [.. Shape.Bytes.Split(vectors[0]), .. Shape.Bytes.Split(vectors[^1])];
            script.Returns(
                function, vectors.Select(Shape.Bytes.Constant), Shape.Bytes.Pattern(s_shuffles[shuffle].Select(from => new Number(bytes[from]))));
        }
    }

    private static IEnumerable<BigInteger[]> Grid(InstructionRow row, string[] operands, Shape shape)
    {
        if (row.Name.EndsWith("swizzle", StringComparison.Ordinal))
        {
            return ((int[][])[[.. s_shuffles[2]], [.. s_shuffles[13]], [0, 15, 16, 17, 31, 32, 127, 128, 129, 143, 144, 240, 254, 255, 7, 8]])
                .Select(indices => new[] { s_bytes, Shape.Bytes.Join(indices.Select(index => (BigInteger)index)) });
        }

        if (row.Class == "vshift")
        {
            return Vectors(shape).Take(2).SelectMany(
                vector => Samples.Integers(32).Concat([(BigInteger)shape.Width, shape.Width - 1, shape.Width + 1]).Distinct()
                    .Select(distance => new[] { vector, distance }));
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
            2 => Pairs(shape),
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

    private static IEnumerable<BigInteger[]> Pairs(Shape shape)
    {
        var values = LaneValues(shape);
        var pairs = Samples.Pairs(values, values).Concat(shape.IsFloat ? Samples.RoundingPairs(shape.Format) : []).ToList();
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
        ? shape.Width == 64 ? [.. Samples.FewFloats(shape.Format).Where((_, index) => index is not (3 or 5 or 8 or 11))] : Samples.FewFloats(shape.Format)
        : shape.Width == 64 ? Samples.Integers(64)[..6] : [.. Samples.FewIntegers(shape.Width), .. Samples.Integers(shape.Width)[^2..]];

    private static BigInteger[] Vectors(Shape shape)
    {
        var values = shape.IsFloat ? Samples.Floats(shape.Format) : Samples.Integers(shape.Width);
        return shape.Count * 2 > values.Length ? [shape.Pack(values)[0], shape.Pack([.. values.Reverse()])[0], s_bytes] : shape.Pack(values);
    }
}
