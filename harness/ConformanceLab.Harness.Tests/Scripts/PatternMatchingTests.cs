using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Scripts;

public sealed class PatternMatchingTests
{
    private static ResultPattern Pattern(string text) =>
        ((AssertReturn)Run.Parse($"(assert_return (invoke \"f\") {text})").Commands.Single()).Expected.Single();

    [TestCase(0x7fc00000u, true, true)]
    [TestCase(0xffc00000u, true, true)]
    [TestCase(0x7fc00001u, false, true)]
    [TestCase(0xffffffffu, false, true)]
    [TestCase(0x7fa00000u, false, false)]
    [TestCase(0x7f800001u, false, false)]
    [TestCase(0xffbfffffu, false, false)]
    [TestCase(0x7f800000u, false, false)]
    [TestCase(0xff800000u, false, false)]
    [TestCase(0x3fc00000u, false, false)]
    [TestCase(0x00000000u, false, false)]
    public void Nan_classes_of_f32(uint bits, bool canonical, bool arithmetic)
    {
        Assert.That(Pattern("(f32.const nan:canonical)").Matches(ScriptValue.F32(bits)), Is.EqualTo(canonical));
        Assert.That(Pattern("(f32.const nan:arithmetic)").Matches(ScriptValue.F32(bits)), Is.EqualTo(arithmetic));
        Assert.That(Pattern("(f64.const nan:arithmetic)").Matches(ScriptValue.F32(bits)), Is.False, "another type");
    }

    [TestCase(0x7ff8000000000000ul, true, true)]
    [TestCase(0xfff8000000000000ul, true, true)]
    [TestCase(0x7ff8000000000001ul, false, true)]
    [TestCase(0xfffffffffffffffful, false, true)]
    [TestCase(0x7ff4000000000000ul, false, false)]
    [TestCase(0x7ff0000000000001ul, false, false)]
    [TestCase(0x7ff0000000000000ul, false, false)]
    [TestCase(0x3ff8000000000000ul, false, false)]
    public void Nan_classes_of_f64(ulong bits, bool canonical, bool arithmetic)
    {
        Assert.That(Pattern("(f64.const nan:canonical)").Matches(ScriptValue.F64(bits)), Is.EqualTo(canonical));
        Assert.That(Pattern("(f64.const nan:arithmetic)").Matches(ScriptValue.F64(bits)), Is.EqualTo(arithmetic));
    }

    [Test]
    public void Exact_patterns_want_bits_and_type()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Pattern("(f32.const nan)").Matches(ScriptValue.F32(0x7fc00000)), Is.True);
            Assert.That(Pattern("(f32.const nan)").Matches(ScriptValue.F32(0xffc00000)), Is.False);
            Assert.That(Pattern("(f64.const 0)").Matches(ScriptValue.F64(0x8000000000000000)), Is.False);
            Assert.That(Pattern("(i32.const 1)").Matches(ScriptValue.I64(1)), Is.False);
            Assert.That(Pattern("(i32.const 1)").Matches(ScriptValue.F32(1)), Is.False);
            Assert.That(Pattern("(i64.const -1)").Matches(ScriptValue.I64(ulong.MaxValue)), Is.True);
        });
    }

    [Test]
    public void Vectors_are_compared_lane_by_lane()
    {
        var mixed = Pattern("(v128.const f64x2 nan:canonical 1.5)");
        Assert.Multiple(() =>
        {
            Assert.That(mixed.Matches(ScriptValue.V128(new UInt128(0x3ff8000000000000, 0xfff8000000000000))), Is.True);
            Assert.That(mixed.Matches(ScriptValue.V128(new UInt128(0x3ff8000000000001, 0xfff8000000000000))), Is.False);
            Assert.That(mixed.Matches(ScriptValue.V128(new UInt128(0x3ff8000000000000, 0xfff8000000000001))), Is.False);
            Assert.That(mixed.Matches(ScriptValue.I64(0)), Is.False);
            Assert.That(Pattern("(v128.const f32x4 0 nan:arithmetic 0 0)").Matches(ScriptValue.V128((UInt128)0x7fc12345u << 32)), Is.True);
            Assert.That(Pattern("(v128.const f32x4 0 nan:arithmetic 0 0)").Matches(ScriptValue.V128((UInt128)0x7fc12345u)), Is.False);
            Assert.That(
                Pattern("(v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 -16)").Matches(
                    ScriptValue.V128(new UInt128(0xf00f0e0d0c0b0a09, 0x0807060504030201))),
                Is.True);
            Assert.That(Pattern("(v128.const i32x4 1 0 0 0)").Matches(ScriptValue.V128(2)), Is.False);
        });
    }

    // Rows: patterns; columns: Null Func Extern Host ExternalizedObject I31 Struct Array Exn UnknownRef.
    [TestCase("(ref.null)", "x.........")]
    [TestCase("(ref.null extern)", "x.........")]
    [TestCase("(ref.func)", ".x........")]
    [TestCase("(ref.extern)", ".xxxxxxxxx")]
    [TestCase("(ref.extern 7)", "..x.......")]
    [TestCase("(ref.host 7)", "...x......")]
    [TestCase("(ref)", "..xxxxxxxx")]
    [TestCase("(ref.i31)", ".....x....")]
    [TestCase("(ref.struct)", "......x...")]
    [TestCase("(ref.array)", ".......x..")]
    [TestCase("(ref.eq)", ".....xxx..")]
    [TestCase("(ref.exn)", "........x.")]
    public void Reference_patterns(string text, string matches)
    {
        var pattern = Pattern(text);
        var row = string.Concat(Enum.GetValues<ScriptValueKind>()
            .Where(kind => kind >= ScriptValueKind.Null)
            .Select(
                kind =>
                    pattern.Matches(new ScriptValue(kind, kind is ScriptValueKind.Extern or ScriptValueKind.Host ? 7u : 0u)) ? 'x' : '.'));
        Assert.That(row, Is.EqualTo(matches));
        Assert.That(pattern.Matches(ScriptValue.I32(0)), Is.False);
        Assert.That(Pattern("(ref.extern 7)").Matches(ScriptValue.Extern(8)), Is.False);
    }

    [Test]
    public void Either_takes_any_choice_and_no_other()
    {
        var either = Pattern("(either (i32.const 1) (v128.const i32x4 0 0 0 0) (f32.const nan:canonical))");
        Assert.Multiple(() =>
        {
            Assert.That(either.Matches(ScriptValue.I32(1)), Is.True);
            Assert.That(either.Matches(ScriptValue.V128(0)), Is.True);
            Assert.That(either.Matches(ScriptValue.F32(0xffc00000)), Is.True);
            Assert.That(either.Matches(ScriptValue.I32(2)), Is.False);
        });
    }
}
