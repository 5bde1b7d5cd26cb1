using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>
/// What stands between the harness and an engine that is less than ours: nothing of a value is lost, and nothing passes for nothing.
/// </summary>
public sealed class AdaptationTests
{
    private const string Values =
        """
        (module
          (type $s (struct (field i32)))
          (type $a (array i8))
          (type $f (func (param i32)))
          (global (export "g32") (mut f32) (f32.const -nan:0x1234))
          (global (export "gv") v128 (v128.const i64x2 1 -2))
          (global (export "gi") i32 (i32.const 7))
          (global (export "gr") anyref (ref.i31 (i32.const -1)))
          (func (export "f32") (param f32) (result f32) (local.get 0))
          (func (export "f64") (param f64) (result f64) (local.get 0))
          (func (export "v128") (param v128) (result v128) (local.get 0))
          (func (export "many") (param i32 f32 i64 f64 v128) (result v128 f64 i64 f32 i32)
            (local.get 4) (local.get 3) (local.get 2) (local.get 1) (local.get 0))
          (func (export "i31") (param i32) (result i31ref) (ref.i31 (local.get 0)))
          (func (export "struct") (result (ref $s)) (struct.new_default $s))
          (func (export "array") (result eqref) (array.new_default $a (i32.const 3)))
          (func (export "in") (param externref) (result anyref) (any.convert_extern (local.get 0)))
          (func (export "any") (param anyref) (result anyref) (local.get 0))
          (func (export "eq") (param eqref) (result eqref) (local.get 0))
          (func (export "extern") (param externref) (result externref) (local.get 0))
          (func (export "nonnull") (param (ref extern)) (result (ref extern)) (local.get 0))
          (func (export "noextern") (result nullexternref) (ref.null noextern))
          (func (export "out") (result externref) (extern.convert_any (ref.i31 (i32.const 5))))
          (func (export "func") (param funcref (ref null $f)) (result (ref null $f)) (local.get 1))
          (func $self (export "self") (result (ref func)) (ref.func $self))
          (func (export "exn") (param exnref) (result exnref) (local.get 0))
          (tag $e)
          (func (export "caught") (result exnref) (block $h (result exnref) (try_table (catch_all_ref $h) (throw $e)) (unreachable)))
          (func (export "trap") (param f32) (unreachable))
          (func (export "throw") (param v128) (throw $e)))
        (assert_return (get "g32") (f32.const -nan:0x1234))
        (assert_return (get "gv") (v128.const i64x2 1 -2))
        (assert_return (get "gi") (i32.const 7))
        (assert_return (get "gr") (ref.i31))
        (assert_return (invoke "f32" (f32.const nan:0x200001)) (f32.const nan:0x200001))
        (assert_return (invoke "f64" (f64.const -nan:0x4)) (f64.const -nan:0x4))
        (assert_return (invoke "v128" (v128.const i64x2 0x0123456789abcdef -1)) (v128.const i64x2 0x0123456789abcdef -1))
        (assert_return (invoke "many" (i32.const 1) (f32.const -0.0) (i64.const -3) (f64.const nan:0x1) (v128.const i32x4 1 2 3 4))
          (v128.const i32x4 1 2 3 4) (f64.const nan:0x1) (i64.const -3) (f32.const -0.0) (i32.const 1))
        (assert_return (invoke "i31" (i32.const 0x7fffffff)) (ref.i31))
        (assert_return (invoke "struct") (ref.struct))
        (assert_return (invoke "array") (ref.array))
        (assert_return (invoke "in" (ref.extern 3)) (ref.host 3))
        (assert_return (invoke "in" (ref.null extern)) (ref.null any))
        (assert_return (invoke "any" (ref.host 4)) (ref.host 4))
        (assert_return (invoke "eq" (ref.null eq)) (ref.null eq))
        (assert_return (invoke "extern" (ref.extern 5)) (ref.extern 5))
        (assert_return (invoke "extern" (ref.null extern)) (ref.null extern))
        (assert_return (invoke "nonnull" (ref.extern 6)) (ref.extern 6))
        (assert_return (invoke "noextern") (ref.null extern))
        (assert_return (invoke "out") (ref.extern))
        (assert_return (invoke "func" (ref.null func) (ref.null func)) (ref.null func))
        (assert_return (invoke "self") (ref.func))
        (assert_return (invoke "exn" (ref.null exn)) (ref.null exn))
        (assert_return (invoke "caught") (ref.exn))
        (assert_trap (invoke "trap" (f32.const 0)) "unreachable")
        (assert_exception (invoke "throw" (v128.const i32x4 0 0 0 0)))
        """;

    // Our own front end can't do without it.
    private static readonly WasmFeatures s_always = WasmFeatures.MultiValue;

    [Test]
    public void Values_of_every_type_arrive_unchanged()
    {
        var results = NarrowEngine.Run(Values);
        Assert.That(results.Where(result => result.Verdict != Verdict.Pass).Select(result => $"{result.Line}: {result.Message}"), Is.Empty);
        Assert.That(results, Has.Count.EqualTo(27));
    }

    [TestCase("(assert_return (invoke \"f32\" (f32.const nan:0x200001)) (f32.const nan:0x200000))")]
    [TestCase("(assert_return (invoke \"v128\" (v128.const i64x2 1 2)) (v128.const i64x2 1 3))")]
    [TestCase("(assert_return (invoke \"struct\") (ref.array))")]
    [TestCase("(assert_return (invoke \"array\") (ref.i31))")]
    [TestCase("(assert_return (invoke \"in\" (ref.extern 3)) (ref.host 4))")]
    [TestCase("(assert_return (invoke \"out\") (ref.extern 5))")]
    [TestCase("(assert_return (invoke \"caught\") (ref.null exn))")]
    [TestCase("(assert_return (invoke \"self\") (ref.null func))")]
    [TestCase("(assert_return (get \"g32\") (f32.const -nan:0x1235))")]
    [TestCase("(assert_return (invoke \"trap\" (f32.const 0)))")]
    public void Another_value_is_seen(string assertion) =>
        Assert.That(NarrowEngine.Run(Values + assertion)[^1].Verdict, Is.EqualTo(Verdict.Fail));

    [Test]
    public void What_fails_before_the_values_come_is_what_is_said()
    {
        var results = NarrowEngine.Run(
            """
            (module (import "nothing" "here" (func)) (func (export "f") (result f32) (f32.const 1)))
            (assert_return (invoke "f") (f32.const 1))
            """);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Fail, Verdict.Fail }));
        Assert.That(results[1].Message, Does.StartWith("depends on the module at line 1, which failed: link error"));
    }

    [Test]
    public void Assertions_about_text_are_not_for_who_reads_none()
    {
        var results = NarrowEngine.Run(
            """
            (assert_malformed (module quote "(func (bla))") "unknown operator")
            (assert_malformed (module binary "") "anything")
            (assert_invalid (module (func (result i32))) "any words")
            (assert_malformed
              (module binary "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00" "\0a\05\01\03\00\1a\0b")
              "drop of nothing: really invalid")
            """);
        Assert.That(
            results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Unsupported, Verdict.Pass, Verdict.Pass, Verdict.Pass }));
        Assert.That(results[0].Message, Does.StartWith("n/a(text)"));
    }

    [Test]
    public void Modules_that_need_what_the_engine_lacks_are_unsupported_good_or_bad()
    {
        var results = NarrowEngine.Run(
            """
            (module $m (memory i64 1) (func (export "f")))
            (invoke "f")
            (register "m" $m)
            (assert_unlinkable (module (import "m" "g" (func))) "unknown import")
            (assert_invalid (module (memory i64 1) (func (result i32) (memory.size))) "type mismatch")
            (assert_invalid (module (memory 1) (func (result i64) (memory.size))) "type mismatch")
            (module (memory 1) (func (export "f")))
            (invoke "f")
            """,
            new(WasmFeatures.All & ~WasmFeatures.Memory64, WasmFeatures.None));
        Assert.That(
            results.Select(result => result.Verdict),
            Is.EqualTo(
                new[]
                {
                    Verdict.Unsupported, Verdict.Unsupported, Verdict.Unsupported, Verdict.Unsupported, Verdict.Unsupported, Verdict.Pass,
                    Verdict.Pass, Verdict.Pass,
                }));
        Assert.That(results[0].Message, Is.EqualTo("it needs memory64, which the engine does not have"));
        Assert.That(results[4].Message, Is.EqualTo(results[0].Message));
    }

    [Test]
    public void Nobody_is_asked_to_reject_what_he_can_not_help_accepting()
    {
        // Our engine is asked for 2.0 and behaves so; what it accepted would count against it, but for what it is said to have always.
        var asked = WasmFeatures.Wasm2;
        var script =
            """
            (assert_invalid (module (memory 1) (memory 1)) "multiple memories")
            (assert_invalid (module (func (result i32))) "type mismatch")
            """;
        Assert.That(Superfluous("(module (memory 1) (memory 1))"), Is.EqualTo(WasmFeatures.MultiMemory));
        Assert.That(Superfluous("(module (func (result i32)))"), Is.EqualTo(WasmFeatures.None));
        Assert.That(NarrowEngine.Run(script, asked: asked).Select(result => result.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(
            AlwaysAcceptingRun(script, asked).Select(result => (result.Verdict, result.Message.Split(',')[0])),
            Is.EqualTo(
                new[]
                {
                    (Verdict.Unsupported, "it is about engines without multi-memory"),
                    (Verdict.Fail, "expected invalid: type mismatch"),
                }));

        WasmFeatures Superfluous(string module) =>
            FeatureNeeds.Superfluous(new(ModuleForm.Text, Encoding.UTF8.GetBytes(module)), asked, WasmFeatures.All);
    }

    [TestCaseSource(nameof(Probes))]
    public void A_probe_is_valid_with_its_feature_and_not_without(WasmFeatures feature, string text)
    {
        Assert.That(Check(WasmFeatures.All), Is.Null);
        Assert.That(Check(WasmFeatures.All & ~feature), feature == s_always ? Is.Null : Is.Not.Null);

        string? Check(WasmFeatures features)
        {
            try
            {
                ModuleValidator.Validate(TextParser.ParseModule(Encoding.UTF8.GetBytes(text), features));
                return null;
            }
            catch (ModuleException error)
            {
                return error.Message;
            }
        }
    }

    [Test]
    public void Every_feature_has_a_probe() =>
        Assert.That(FeatureProbes.All.Select(probe => probe.Feature), Is.EqualTo(WasmFeatureNames.All.Select(entry => entry.Feature)));

    [Test]
    public void Our_own_engine_is_measured_to_have_everything_and_to_do_without()
    {
        using var local = new LocalConnection(new LabEngine(), ExecutionOptions.Default.StackBytes);
        Assert.That(
            FeatureProbes.Measure(local, "interpreter", WasmFeatures.All), Is.EqualTo(new MeasuredFeatures(WasmFeatures.All, s_always)));
    }

    private static IEnumerable<TestCaseData> Probes() =>
        FeatureProbes.All.Select(probe => new TestCaseData(probe.Feature, probe.Module).SetArgDisplayNames($"{probe.Feature}"));

    // An engine that accepts everything, and is said to have every feature whatever it is asked for.
    private static List<CommandResult> AlwaysAcceptingRun(string text, WasmFeatures asked)
    {
        var results = new List<CommandResult>();
        using var local = new LocalConnection(new FakeEngine(), ExecutionOptions.Default.StackBytes);
        var connection = AdaptedConnection.Around(local, new(false, false, false, false), new(WasmFeatures.All, WasmFeatures.All));
        ScriptExecutor.Run(
            Run.Parse(text), connection, new("interpreter", asked), ExecutionOptions.Default, results.Add, null, ScriptAttempt.First,
            default);
        return results;
    }
}
