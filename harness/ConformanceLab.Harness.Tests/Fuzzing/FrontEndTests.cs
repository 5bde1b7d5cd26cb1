using System.Text;
using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Mutation;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Harness.Fuzzing.FrontEnd;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Fuzzing;

/// <summary>Inputs for the front end, and how they are judged.</summary>
public sealed class FrontEndTests
{
    private const int Some = 3000;

    private static FrontEndInput Binary(params byte[] bytes) => new(InputFormat.Binary, WasmFeatures.All, bytes, IsThorough: true);

    private static FrontEndInput Text(string text) =>
        new(InputFormat.Text, WasmFeatures.All, Encoding.UTF8.GetBytes(text), IsThorough: true);

    private static List<(FrontEndInput Input, FrontEndResult Result)> Go(ulong seed, int count)
    {
        using var target = new FrontEndTarget();
        var block = new FrontEndBlock(seed, 0);
        var tried = new List<(FrontEndInput, FrontEndResult)>();
        for (var i = 0; i < count; i++)
        {
            var input = block.Create();
            var result = target.Try(input);
            block.Note(input, result);
            tried.Add((input, result));
        }

        return tried;
    }

    [Test]
    public void Seed_and_index_are_the_input()
    {
        var once = Go(7, 1000);
        var again = Go(7, 1000);
        for (var i = 0; i < once.Count; i++)
        {
            Assert.That(again[i].Input.Bytes, Is.EqualTo(once[i].Input.Bytes), $"index {i}");
            Assert.That((again[i].Input.Format, again[i].Input.Features), Is.EqualTo((once[i].Input.Format, once[i].Input.Features)));
        }

        using var target = new FrontEndTarget();
        Assert.That(new FrontEndRange(7, 0, 900, []).Create(target).Bytes, Is.EqualTo(once[900].Input.Bytes));
        Assert.That(Go(8, 10).Select(entry => entry.Input.Bytes), Is.Not.EquivalentTo(once.Take(10).Select(entry => entry.Input.Bytes)));
    }

    [Test]
    public void Ranges_add_up_to_their_block()
    {
        using var target = new FrontEndTarget();
        var whole = new FrontEndRange(3, 0, 600, []).Run(target, static _ => { });
        var parts = new FrontEndTotals();
        parts.Add(new FrontEndRange(3, 0, 200, []).Run(target, static _ => { }).Totals);
        parts.Add(new FrontEndRange(3, 200, 600, []).Run(target, static _ => { }).Totals);
        Assert.That(
            parts.Outcomes.Where(static outcome => !outcome.Key.Contains(": valid: ", StringComparison.Ordinal)),
            Is.EqualTo(whole.Totals.Outcomes.Where(static outcome => !outcome.Key.Contains(": valid: ", StringComparison.Ordinal))));
        Assert.That(parts.Bytes, Is.EqualTo(whole.Totals.Bytes));
    }

    // Then what is changed in them is seen by whatever comes behind the parser.
    [Test]
    public void All_seeds_are_valid_and_none_is_longer_than_an_input()
    {
        using var target = new FrontEndTarget();
        var corpus = SeedCorpus.Instance;
        foreach (var (format, seeds, outcome) in new[]
        {
            (InputFormat.Binary, corpus.Binaries, "binary: valid: "),
            (InputFormat.Text, corpus.Texts, "text: valid: "),
            (InputFormat.Script, corpus.Scripts, "script: whole: "),
        })
        {
            Assert.That(seeds, Has.Count.GreaterThan(1));
            foreach (var seed in seeds)
            {
                var result = target.Try(new FrontEndInput(format, WasmFeatures.All, seed, IsThorough: true));
                Assert.That(result.Verdict, Is.EqualTo(FrontEndVerdict.Good), result.Message);
                Assert.That(result.Outcome, Does.StartWith(outcome), Encoding.UTF8.GetString(seed));
                Assert.That(seed, Has.Length.LessThanOrEqualTo(FrontEndBlock.MaximumBytes));
            }
        }
    }

    [Test]
    public void Inputs_reach_far_and_every_error_is_in_the_catalog()
    {
        var totals = new FrontEndTotals();
        foreach (var (input, result) in Go(1, Some))
        {
            Assert.That(result.Verdict, Is.EqualTo(FrontEndVerdict.Good), result.Message);
            totals.Add(input, result, 0, 0);
        }

        Assert.That(totals.CountOf("binary: valid: instantiated"), Is.GreaterThan(Some / 100));
        Assert.That(totals.CountOf("text: valid"), Is.GreaterThan(Some / 300));
        Assert.That(totals.MalformedNotReached(), Has.Count.LessThan(60));
        Assert.That(Messages("text: malformed: "), Is.SubsetOf(RejectionCatalog.Text).And.Not.Empty);
        Assert.That(Messages("script: broken: "), Is.SubsetOf(RejectionCatalog.Script).And.Not.Empty);

        // In constant expressions anything may be wrong that may be wrong in bodies.
        string[] constant = ["table", "global", "element", "data"];
        var known = RejectionCatalog.Malformed.Concat(
            RejectionCatalog.Malformed.Where(way => way.Section == "code")
                .SelectMany(way => constant.Select(section => (Section: section, way.Message))));
        Assert.That(Messages("binary: malformed: "), Is.SubsetOf(known.Select(way => $"{way.Section}: {way.Message}")).And.Not.Empty);

        IEnumerable<string> Messages(string prefix) =>
            totals.Outcomes.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);
    }

    [TestCase(FrontEndDefect.Exception, FrontEndVerdict.Exception)]
    [TestCase(FrontEndDefect.Place, FrontEndVerdict.Place)]
    [TestCase(FrontEndDefect.Memory, FrontEndVerdict.Memory)]
    [TestCase(FrontEndDefect.Time, FrontEndVerdict.Time)]
    public void Defects_are_findings(FrontEndDefect defect, FrontEndVerdict verdict)
    {
        using var target = new FrontEndTarget(new FrontEndPlant(defect, "magic header"));
        Assert.That(target.Try(Binary(0, 1, 2, 3)).Verdict, Is.EqualTo(verdict));
        Assert.That(target.Try(Binary([.. "\0asm\x01\0\0\0"u8])).Verdict, Is.EqualTo(FrontEndVerdict.Good));
    }

    [Test]
    public void A_finding_gets_smaller_as_long_as_it_is_the_same()
    {
        using var target = new FrontEndTarget(new FrontEndPlant(FrontEndDefect.Exception, "unknown operator"));
        var input = Text("(module (func (param i32) (drop (local.get 0)) (what is this)) (memory 1) (func) (export \"a\" (memory 0)))");
        var result = target.Try(input);
        Assert.That(result.Verdict, Is.EqualTo(FrontEndVerdict.Exception));
        var small = FrontEndReducer.Reduce(input, result.Verdict, result.Outcome, target);
        Assert.That(small.Bytes, Has.Length.LessThan(20));
        Assert.That(target.Try(small).Verdict, Is.EqualTo(FrontEndVerdict.Exception));
    }

    // What a guest may do when it is instantiated costs the fuzzer little.
    [TestCase(
        "(memory 1 1 shared) (func $s (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))) (start $s)",
        "trapped: Interrupted")]
    [TestCase("(func $s (loop (br 0))) (start $s)", "trapped: OutOfFuel")]
    [TestCase("(func $s (call $s)) (start $s)", "trapped")]
    [TestCase("(memory 65536)", "trapped: OutOfMemory")]
    [TestCase("(table 1000000 funcref)", "trapped: OutOfMemory")]
    [TestCase(
        "(import \"a\" \"b\" (memory 1 2)) (import \"a\" \"c\" (func (result i32))) (import \"a\" \"d\" (global externref))",
        "instantiated")]
    public void Guests_get_little(string text, string outcome)
    {
        using var target = new FrontEndTarget();
        Assert.That(target.Try(Text(text)).Outcome, Does.StartWith($"text: valid: {outcome}"));
    }

    [Test]
    public void A_plant_is_read_as_it_is_written()
    {
        Assert.That(FrontEndPlant.TryParse("memory=unknown type", out var plant), Is.True);
        Assert.That(plant, Is.EqualTo(new FrontEndPlant(FrontEndDefect.Memory, "unknown type")));
        Assert.That(plant!.ToString(), Is.EqualTo("memory=unknown type"));
        Assert.That(FrontEndPlant.TryParse("boredom=unknown type", out _), Is.False);
        Assert.That(FrontEndPlant.TryParse("memory=", out _), Is.False);
    }

    [Test]
    public void Mutations_of_anything_are_no_longer_than_allowed()
    {
        var random = new RandomSource(1);
        byte[][] inputs = [[], [0], [.. "\0asm\x01\0\0\0"u8], [.. "("u8], [.. "\"\\"u8], .. SeedCorpus.Instance.Binaries.Take(3)];
        for (var i = 0; i < 2000; i++)
        {
            var (one, other) = (random.Pick(inputs), random.Pick(inputs));
            Assert.That(BinaryMutator.Mutate(random, one, other, 100), Has.Length.LessThanOrEqualTo(100));
            Assert.That(TextMutator.Mutate(random, one, other, 100), Has.Length.LessThanOrEqualTo(100));
        }
    }
}
