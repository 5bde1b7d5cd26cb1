using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Fuzzing;

/// <summary>Tiers are compared by everything that a host can see.</summary>
public sealed class ComparisonTests
{
    private const int Cases = 300;

    private static PlantedBug Bug(string text) => PlantedBug.TryParse(text, out var bug) ? bug : throw new ArgumentException(text);

    private static FuzzCase Case(string text, params FuzzCall[] calls) => new(
        ModuleWriter.Write(TextParser.ParseModule(System.Text.Encoding.UTF8.GetBytes(text), WasmFeatures.All)),
        WasmFeatures.All,
        [.. calls],
        new FuzzMode(null, false));

    // A defect in 'add' must show, through whatever the program makes of the sum.
    [TestCase("result", "(func (export \"f\") (result i32) {sum})")]
    [TestCase("memory", "(memory (export \"m\") 1) (func (export \"f\") (i32.store8 {sum} (i32.const 1)))")]
    [TestCase("global", "(global (export \"g\") (mut i32) (i32.const 0)) (func (export \"f\") (global.set 0 {sum}))")]
    [TestCase("table", "(table (export \"t\") 4 i31ref) (func (export \"f\") (table.set {sum} (ref.i31 (i32.const 0))))")]
    [TestCase("trap", "(func (export \"f\") (result i32) (i32.div_s (i32.const 1) (i32.sub (i32.const 1) {sum})))")]
    [TestCase("payload", "(tag (export \"e\") (param i32)) (func (export \"f\") (throw 0 {sum}))")]
    [TestCase("object", "(type $s (struct (field i32))) (func (export \"f\") (result anyref) (struct.new $s {sum}))")]
    [TestCase("told", "(import \"host\" \"h\" (func $h (param i32))) (func (export \"f\") (call $h {sum}))")]
    [TestCase("NaN", "(func (export \"f\") (result f32) (f32.mul (f32.const nan:0x200001) (f32.const 1)))", "f32.mul=f32.copysign")]
    public void A_defect_shows(string where, string module, string bug = "i32.add=i32.sub")
    {
        var sum = module.Replace("{sum}", "(i32.add (i32.const 2) (i32.const 1))", StringComparison.Ordinal);
        var test = Case(sum, new FuzzCall("f", []));
        using var reference = new TierSubject(Tier.Interpreter);
        using var other = new TierSubject(Tier.Interpreter);
        Assert.That(new Comparison([reference, other]).Run(test).Verdict, Is.EqualTo(FuzzVerdict.Same));
        var result = new Comparison([reference, new PlantedSubject(other, Bug(bug))]).Run(test);
        Assert.That((result.Verdict, result.Call), Is.EqualTo((FuzzVerdict.Different, 0)), $"{where}: {result.Message}");
    }

    [Test]
    public void Shared_objects_are_not_copies()
    {
        const string Module = """
            (type $b (struct)) (type $p (struct (field eqref eqref)))
            (func (export "same") (result anyref) (local $b eqref)
              (local.set $b (struct.new $b))
              (struct.new $p (local.get $b) (local.get $b)))
            (func (export "two") (result anyref) (struct.new $p (struct.new $b) (struct.new $b)))
            """;
        using var subject = new TierSubject(Tier.Interpreter);
        var records = subject.Run(Case(Module, new FuzzCall("same", []), new FuzzCall("two", [])), countsInstructions: true);
        Assert.That(records[1].Outcome.Trim(), Is.EqualTo("#0={#1={} #1 }"));
        Assert.That(records[2].Outcome.Trim(), Is.EqualTo("#0={#1={} #2={} }"));
    }

    [Test]
    public void Cases_survive_the_way_to_a_worker()
    {
        for (ulong index = 0; index < 20; index++)
        {
            var test = FuzzCase.Generate(3, index);
            var read = FuzzCase.Parse(test.ToString());
            Assert.That(read.ToString(), Is.EqualTo(test.ToString()));
            Assert.That(read.Calls.Select(call => call.ToString()), Is.EqualTo(test.Calls.Select(call => call.ToString())));
        }
    }

    [Test]
    public void Random_modules_do_the_same_on_all_tiers()
    {
        var subjects = Tiers.Available.Select(tier => new TierSubject(tier)).ToList();
        var comparison = new Comparison(subjects);
        var thread = new Thread(
            () =>
            {
                for (ulong index = 0; index < Cases; index++)
                {
                    var result = comparison.Run(FuzzCase.Generate(2026, index));
                    Assert.That(result.Verdict, Is.EqualTo(FuzzVerdict.Same), $"index {index}: {result.Message}");
                }
            },
            64 << 20);
        thread.Start();
        thread.Join();
        subjects.ForEach(subject => subject.Dispose());
    }
}
