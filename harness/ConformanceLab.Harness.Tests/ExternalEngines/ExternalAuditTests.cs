using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>
/// No engine passes for nothing: saboteurs around one of another process, and every assertion must fail on the one that lies about it.
/// </summary>
[Platform("Linux")]
public sealed class ExternalAuditTests
{
    private const string Script =
        """
        (module $m
          (func (export "i32") (result i32) (i32.const 1))
          (func (export "i64") (param i64) (result i64) (local.get 0))
          (func (export "f32") (result f32) (f32.const 1.5))
          (func (export "f64") (result f64) (f64.const -2.5))
          (func (export "nan") (result f32) (f32.const nan))
          (func (export "zero") (result f64) (f64.const -0.0))
          (func (export "nothing"))
          (func (export "two") (result i32 i64) (i32.const 1) (i64.const 2))
          (func (export "v128") (result v128) (v128.const i32x4 1 2 3 4))
          (func (export "null") (result externref) (ref.null extern))
          (func (export "extern") (param externref) (result externref) (local.get 0))
          (func (export "trap") (unreachable))
          (func $r (export "recurse") (call $r))
          (global (export "g") (mut i32) (i32.const 7)))
        (assert_return (invoke "i32") (i32.const 1))
        (assert_return (invoke "i64" (i64.const -9)) (i64.const -9))
        (assert_return (invoke "f32") (f32.const 1.5))
        (assert_return (invoke "f64") (f64.const -2.5))
        (assert_return (invoke "nan") (f32.const nan:canonical))
        (assert_return (invoke "nan") (f32.const nan:arithmetic))
        (assert_return (invoke "zero") (f64.const -0.0))
        (assert_return (invoke "nothing"))
        (assert_return (invoke "two") (i32.const 1) (i64.const 2))
        (assert_return (invoke "v128") (v128.const i32x4 1 2 3 4))
        (assert_return (invoke "null") (ref.null extern))
        (assert_return (invoke "extern" (ref.extern 3)) (ref.extern 3))
        (assert_return (get "g") (i32.const 7))
        (assert_trap (invoke "trap") "unreachable")
        (assert_exhaustion (invoke "recurse") "call stack exhausted")
        (assert_trap (module (func $f (unreachable)) (start $f)) "unreachable")
        (register "m" $m)
        (module (import "m" "i32" (func (result i32))) (export "again" (func 0)))
        (assert_return (invoke "again") (i32.const 1))
        (assert_unlinkable (module (import "m" "no" (func))) "unknown import")
        (assert_invalid (module (func (result i32))) "type mismatch")
        (assert_malformed (module binary "\00asm\02\00\00\00") "unknown binary version")
        (module binary "\00asm\01\00\00\00")
        """;

    [TestCase("v8")]
    [TestCase("wasmtime")]
    public void Every_assertion_fails_on_the_engine_that_lies_about_it(string name)
    {
        using var engine = ExternalEngineTests.OpenOrIgnore(name);
        var job = Run.Job(Script) with { Tier = engine.Tiers[^1], Features = WasmFeatures.Wasm2 };
        var auditor = Auditor.Prepare(engine, new RunPlan([job]), jobs: 1);
        var report = auditor.AuditAll(jobs: 1);
        Assert.That(report.Saboteurs.SelectMany(audit => audit.Findings).Select(finding => finding.ToString()), Is.Empty);

        // Whatever is wrong with a module, these engines call it invalid: who accepts what is invalid accepts both.
        var accepting = report.Saboteurs.Single(audit => audit.Column.Saboteur == SaboteurCatalog.AcceptInvalid);
        Assert.That((accepting.May.Commands, accepting.May.Caught), Is.EqualTo((2, 2)));

        // It was there to be caught, and was.
        var asked = report.Saboteurs.Where(audit => audit.Must.Commands > 0).ToList();
        Assert.That(asked, Has.Count.GreaterThan(25));
        Assert.That(asked.Select(audit => audit.Must.Caught), Is.EqualTo(asked.Select(audit => audit.Must.Commands)));
    }

    [TestCase("malformed-as-invalid")]
    [TestCase("other-message")]
    public void What_the_engine_can_not_tell_apart_is_weak_and_said_to_be(string saboteur)
    {
        using var engine = ExternalEngineTests.OpenOrIgnore("v8");
        var column = AuditTable.Columns.Single(column => column.Saboteur.Name == saboteur);
        Assert.That(column.Must, Is.Not.EqualTo(CommandKinds.None));
        var adapted = column.For(engine.Strength);
        Assert.That((adapted.Must, adapted.Weak[0].Kinds), Is.EqualTo((CommandKinds.None, column.Must)));
    }
}
