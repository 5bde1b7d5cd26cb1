using System.Text;
using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Coverage;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using NUnit.Framework;
using Verdict = ConformanceLab.Harness.Execution.Verdict;

namespace ConformanceLab.Harness.Tests.Fuzzing;

/// <summary>Random modules as scripts for other engines: they say the same everywhere, and a defect shows in them.</summary>
public sealed class EngineFuzzingTests
{
    private const WasmFeatures Features = WasmFeatures.All & ~(WasmFeatures.RelaxedSimd | WasmFeatures.LegacyExceptions);

    private static WasmModule Module(string text) => TextParser.ParseModule(Encoding.UTF8.GetBytes(text), WasmFeatures.All);

    private static (string? Script, IReadOnlyList<CallRecord> Records) Write(string module, string? plant = null, params FuzzCall[] calls)
    {
        using var reference = new TierSubject(Tier.Interpreter, TierSubject.Ample);
        PlantedBug? bug = null;
        Assert.That(plant is null || PlantedBug.TryParse(plant, out bug), Is.True);
        return new WastWriter(reference).WriteForEngines(
            new FuzzCase(ModuleWriter.Write(Module(module)), WasmFeatures.All, [.. calls], new FuzzMode(null, false)), bug);
    }

    // Signs, payloads and signalling NaNs: in, through every kind of arithmetic, and out by their bits.
    [TestCase("f32", "f32.add", 0xFFA0_0001UL, 0x7FC0_0000UL)]
    [TestCase("f32", "f32.min", 0x7FFF_FFFFUL, 0x7FC0_0000UL)]
    [TestCase("f32", "f32.copysign", 0xFFA0_0001UL, 0xFFA0_0001UL)]
    [TestCase("f64", "f64.div", 0xFFF0_0000_0000_0001UL, 0x7FF8_0000_0000_0000UL)]
    [TestCase("f64", "f64.max", 0xFFFF_0000_0000_0001UL, 0x7FF8_0000_0000_0000UL)]
    [TestCase("f64", "f64.copysign", 0xFFF0_0000_0000_0001UL, 0xFFF0_0000_0000_0001UL)]
    public void Arithmetic_makes_the_canonical_NaN(string type, string opcode, ulong bits, ulong expected)
    {
        var integer = type.Replace('f', 'i');
        var (script, records) = Write(
            $"(module (func (export \"f\") (param {type}) (result {integer}) "
                + $"({integer}.reinterpret_{type} ({opcode} (local.get 0) (local.get 0)))))",
            null,
            new FuzzCall("f", [type == "f32" ? ScriptValue.F32((uint)bits) : ScriptValue.F64(bits)]));
        Assert.That((ulong)records[1].Results[0].Bits, Is.EqualTo(expected), script);
    }

    [TestCase("f32x4", "(f32x4.add (local.get 0) (local.get 0))", "7fc000003f8000007fc000007fc00000")]
    [TestCase("f64x2", "(f64x2.promote_low_f32x4 (local.get 0))", "7ff80000000000007ff8000000000000")]
    [TestCase("f32x4", "(f32x4.pmin (local.get 0) (local.get 0))", "ffa000013f000000ffa000017fffffff")]
    public void Lanes_are_made_canonical_one_by_one(string shape, string expression, string expected)
    {
        var bits = new UInt128(0xFFA0_0001_3F00_0000, 0xFFA0_0001_7FFF_FFFF);
        var (_, records) = Write(
            $"(module (func (export \"f\") (param v128) (result v128) {expression}))", null, new FuzzCall("f", [ScriptValue.V128(bits)]));
        Assert.That(records[1].Results[0].Bits.ToString("x32", null), Is.EqualTo(expected), shape);
    }

    [Test]
    public void Modules_without_open_NaNs_are_valid_and_have_nothing_that_is_left_out()
    {
        for (ulong index = 0; index < 40; index++)
        {
            var test = new EngineSource([Features | WasmFeatures.RelaxedSimd]).Create(3, index, isGcStress: false);
            var module = CanonicalNans.In(ModuleReader.Read(test.Module, test.Features));
            ModuleValidator.Validate(module);
            Assert.That(test.Features & WasmFeatures.RelaxedSimd, Is.EqualTo(WasmFeatures.None));
            Assert.That(ExecutionProbes.Occurring(module).Contains(Wasm.Instructions.Opcode.F32x4RelaxedMadd), Is.False);
        }
    }

    // A defect in 'add' must show in the script, through whatever the program makes of the sum.
    [TestCase("result", "(func (export \"f\") (result i32) {sum})")]
    [TestCase("memory", "(memory (export \"m\") 1) (func (export \"f\") (i32.store8 {sum} (i32.const 1)))")]
    [TestCase("small memory", "(memory (export \"m\") 9 (pagesize 1)) (func (export \"f\") (i32.store8 {sum} (i32.const 1)))")]
    [TestCase("global", "(global (export \"g\") (mut i32) (i32.const 0)) (func (export \"f\") (global.set 0 {sum}))")]
    [TestCase("table", "(table (export \"t\") 4 i31ref) (func (export \"f\") (table.set {sum} (ref.i31 (i32.const 0))))")]
    [TestCase("size", "(table (export \"t\") 0 i31ref) (func (export \"f\") (drop (table.grow (ref.null i31) {sum})))")]
    [TestCase("trap", "(func (export \"f\") (result i32) (i32.div_s (i32.const 1) (i32.sub (i32.const 1) {sum})))")]
    public void A_defect_shows_in_the_script(string where, string fields)
    {
        var module = $"(module {fields.Replace("{sum}", "(i32.add (i32.const 2) (i32.const 1))", StringComparison.Ordinal)})";
        foreach (var (plant, isGood) in ((string?, bool)[])[(null, true), ("i32.add=i32.sub", false)])
        {
            var (script, _) = Write(module, plant, new FuzzCall("f", []));
            Assert.That(
                Run.Execute(script!, new LabEngine()).All(result => result.Verdict == Verdict.Pass),
                Is.EqualTo(isGood),
                $"{where}: {script}");
        }
    }

    [Test]
    public void What_comes_after_the_end_of_a_resource_is_left_out()
    {
        const string Module =
            """
            (module
              (type $a (array (mut i64))) (global (mut anyref) (ref.null any))
              (func (export "one") (result i32) (i32.const 1))
              (func (export "much") (param i32) (global.set 0 (array.new_default $a (local.get 0))))
              (func $deep (export "deep") (call $deep)))
            """;
        var one = new FuzzCall("one", []);
        foreach (var end in (FuzzCall[])[new("deep", []), new("much", [ScriptValue.I32(100_000_000)])])
        {
            var (script, records) = Write(Module, null, one, end, one);
            Assert.That(script, Does.Contain("(assert_return (invoke \"one\") (i32.const 0x1))"));
            Assert.That(script, Does.Not.Contain($"(invoke \"{end.Function}\""));
            Assert.That(records, Has.Count.GreaterThan(2));
            Assert.That(Write(Module, null, end).Script, Is.Null);
        }
    }

    [Test]
    public void Memories_that_are_too_large_to_be_summed_up_are_left_out()
    {
        var (script, _) = Write(
            """
            (module
              (memory (export "small") 1) (memory (export "large") 800) (table (export "t") 1 funcref)
              (func (export "f") (result i32) (i32.const 1)))
            """,
            null,
            new FuzzCall("f", []));
        Assert.That(script, Does.Contain("(invoke \"f\")").And.Contain("(invoke \"sum of small\")"));
        Assert.That(script, Does.Not.Contain("(invoke \"sum of large\")"));
    }

    [TestCase("integer divide by zero", "wasm trap: integer divide by zero", false)]
    [TestCase("integer divide by zero", "remainder by zero", false)]
    [TestCase("integer divide by zero", "wasm trap: integer overflow", true)]
    [TestCase("undefined element", "wasm trap: undefined element: out of bounds table access", false)]
    [TestCase("null structure reference", "wasm trap: null reference", false)]
    [TestCase("out of bounds memory access", "wasm trap: out of bounds table access", true)]
    [TestCase("null array reference", "wasm trap: out of bounds array access", false)]
    [TestCase("cast failure", "access to a null reference", false)]
    [TestCase("unreachable", "something went wrong", false)]
    public void Only_another_reason_is_a_contradiction(string expected, string words, bool isContradiction) =>
        Assert.That(TrapWords.Contradict(expected, words), Is.EqualTo(isContradiction));
}
