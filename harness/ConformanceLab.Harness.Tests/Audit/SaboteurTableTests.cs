using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;
using static ConformanceLab.Harness.Engines.Saboteurs.SaboteurCatalog;

namespace ConformanceLab.Harness.Tests.Audit;

/// <summary>
/// Which lies make a command fail, written down for one command of each kind: what the audit finds by its table must be found here without.
/// </summary>
public sealed class SaboteurTableTests
{
    private static readonly Saboteur[] s_anyReturn = [ExtraResult, FalseTrap, RejectAll, RejectQuote, RefuseInstances];
    private static readonly Saboteur[] s_anyValue = [.. s_anyReturn, MissingResult, DoNothing];
    private static readonly Saboteur[] s_needsModule = [RejectAll, RejectQuote, RefuseInstances];
    private static readonly Saboteur[] s_anyFailure = [.. s_needsModule, DoNothing, OtherMessage];
    private static readonly Saboteur[] s_quoted = [RejectAll, RejectQuote, DoNothing, OtherMessage];
    private static readonly Saboteur[] s_trap = [SwallowTrap, TrapAsExhaustion, TrapAsException, TrapAsLinkError];

    private static readonly (string Kind, string Command, Saboteur[] Caught)[] s_table =
    [
        ("integer", "(assert_return (invoke \"echo\" (i32.const 6)) (i32.const 6))", [.. s_anyValue, LowBit, HighBit, OtherType]),
        ("float", "(assert_return (invoke \"echo\" (f64.const 6)) (f64.const 6))", [.. s_anyValue, LowBit, HighBit, OtherType]),
        ("zero", "(assert_return (invoke \"echo\" (f32.const -0)) (f32.const -0))",
            [.. s_anyValue, LowBit, HighBit, OtherType, ZeroSign]),
        ("exact NaN", "(assert_return (invoke \"echo\" (f32.const nan)) (f32.const nan))",
            [.. s_anyValue, LowBit, HighBit, OtherType, NanPayload, NanSignalling]),
        ("canonical NaN", "(assert_return (invoke \"echo\" (f64.const -nan)) (f64.const nan:canonical))",
            [.. s_anyValue, LowBit, HighBit, OtherType, NanPayload, NanSignalling]),
        ("arithmetic NaN", "(assert_return (invoke \"echo\" (f64.const nan)) (f64.const nan:arithmetic))",
            [.. s_anyValue, HighBit, OtherType, NanSignalling]),
        ("vector", "(assert_return (invoke \"echo\" (v128.const i32x4 1 2 3 4)) (v128.const i32x4 1 2 3 4))",
            [.. s_anyValue, LowBit, MiddleBit, HighBit]),
        ("vector of canonical NaNs",
            "(assert_return (invoke \"echo\" (v128.const f32x4 1 nan 3 4)) (v128.const f32x4 1 nan:canonical 3 4))",
            [.. s_anyValue, LowBit, MiddleBit, HighBit, NanPayload, NanSignalling]),
        ("vector of arithmetic NaNs",
            "(assert_return (invoke \"echo\" (v128.const f64x2 nan nan)) (v128.const f64x2 nan:arithmetic nan:arithmetic))",
            [.. s_anyValue, MiddleBit, HighBit, NanSignalling]),
        ("null", "(assert_return (invoke \"null\") (ref.null))", [.. s_anyValue, NullObject]),
        ("function", "(assert_return (invoke \"func\") (ref.func))", [.. s_anyValue, NullObject, ReferenceKind]),
        ("structure", "(assert_return (invoke \"struct\") (ref.struct))", [.. s_anyValue, NullObject, ReferenceKind]),
        ("array", "(assert_return (invoke \"array\") (ref.array))", [.. s_anyValue, NullObject, ReferenceKind]),
        ("i31", "(assert_return (invoke \"i31\") (ref.i31))", [.. s_anyValue, NullObject, ReferenceKind]),
        ("exception reference", "(assert_return (invoke \"exn\") (ref.exn))", [.. s_anyValue, NullObject, ReferenceKind]),
        ("comparable", "(assert_return (invoke \"array\") (ref.eq))", [.. s_anyValue, NullObject]),
        ("any reference", "(assert_return (invoke \"exn\") (ref.any))", [.. s_anyValue, NullObject]),
        ("external", "(assert_return (invoke \"echo\" (ref.extern 1)) (ref.extern))", [.. s_anyValue, NullObject]),
        ("host object", "(assert_return (invoke \"echo\" (ref.extern 1)) (ref.extern 1))",
            [.. s_anyValue, NullObject, ReferenceKind, HostObject]),
        ("nothing", "(assert_return (invoke \"nothing\"))", [.. s_anyReturn]),
        ("several", "(assert_return (invoke \"echo\" (i32.const 1) (i32.const 2)) (i32.const 1) (i32.const 2))",
            [.. s_anyValue, LowBit, HighBit, OtherType, ResultOrder]),
        ("alike", "(assert_return (invoke \"echo\" (i32.const 1) (i32.const 1)) (i32.const 1) (i32.const 1))",
            [.. s_anyValue, LowBit, HighBit, OtherType]),
        ("global", "(assert_return (get \"g\") (i32.const 666))", [.. s_anyValue, LowBit, HighBit, OtherType]),
        ("either", "(assert_return (invoke \"echo\" (i32.const 2)) (either (i32.const 2) (i32.const 3)))",
            [.. s_anyValue, HighBit, OtherType]),
        ("trap", "(assert_trap (invoke \"trap:x\") \"x\")", [.. s_anyFailure, .. s_trap]),
        ("trap, any message", "(assert_trap (invoke \"trap:x\") \"\")", [.. s_needsModule, DoNothing, .. s_trap]),
        ("exhaustion", "(assert_exhaustion (invoke \"exhaust:x\") \"x\")", [.. s_anyFailure, SwallowExhaustion, ExhaustionAsTrap]),
        ("exception", "(assert_exception (invoke \"throw:\"))", [.. s_needsModule, DoNothing, SwallowException, ExceptionAsTrap]),
        ("suspension", "(assert_suspension (invoke \"suspend:x\") \"x\")", [.. s_anyFailure, SwallowSuspension, SuspensionAsTrap]),
        ("malformed", "(assert_malformed (module quote \"malformed:x\") \"x\")", [.. s_quoted, AcceptMalformed, MalformedAsInvalid]),
        ("malformed binary", "(assert_malformed (module binary \"malformed:x\") \"x\")",
            [RejectAll, RejectBinary, DoNothing, OtherMessage, AcceptMalformed, MalformedAsInvalid]),
        ("invalid text", "(assert_invalid (module (invalid:x)) \"x\")",
            [RejectAll, RejectText, DoNothing, OtherMessage, AcceptInvalid, InvalidAsMalformed]),
        ("unlinkable", "(assert_unlinkable (module quote \"link:x\") \"x\")", [.. s_quoted, IgnoreLinkErrors, LinkErrorAsTrap]),
        ("trap of a module", "(assert_trap (module quote \"trap:x\") \"x\")", [.. s_quoted, .. s_trap]),
        ("malformed custom", "(assert_malformed_custom (module quote \"malformed-custom:x\") \"x\")",
            [.. s_quoted, SkipCustomSections, CustomClass, CustomAsModule]),
        ("invalid custom", "(assert_invalid_custom (module quote \"invalid-custom:x\") \"x\")",
            [.. s_quoted, SkipCustomSections, CustomClass, CustomAsModule]),
        ("return in a script", "(script (assert_return (invoke \"echo\" (i32.const 6)) (i32.const 6)))",
            [.. s_anyValue, LowBit, HighBit, OtherType]),
        ("trap in a thread", "(thread (module quote \"good\") (assert_trap (invoke \"trap:x\") \"x\"))",
            [.. s_anyFailure, .. s_trap, IdleThreads]),
        ("module", "(module quote \"good\")", s_needsModule),
        ("definition", "(module definition binary \"good\")", [RejectAll, RejectBinary]),
        ("invoke", "(invoke \"echo\")", [.. s_needsModule, FalseTrap]),
        ("register", "(register \"m\")", [.. s_needsModule, RefuseRegistration]),
    ];

    private static IEnumerable<TestCaseData> Rows() =>
        s_table.Select(row => new TestCaseData(row.Command, row.Caught).SetArgDisplayNames(row.Kind));

    [TestCaseSource(nameof(Rows))]
    public void Each_lie_is_caught_where_it_must_be_and_nowhere_else(string command, Saboteur[] caught)
    {
        var script = "(module quote \"good\") " + command;
        Assert.That(Run.Execute(script)[1].Verdict, Is.EqualTo(Verdict.Pass), "the honest engine passes");
        var found = SaboteurCatalog.All.Where(
            lie => Run.Execute(script, new SaboteurEngine(new FakeEngine(), lie))[1].Verdict == Verdict.Fail);
        Assert.That(found, Is.EquivalentTo(caught));
    }

    // Two modules that differ, and what only an engine of its own state can get wrong.
    [TestCase("stale-result", "(assert_return (invoke $new \"next\") (i32.const 1)) (assert_return (invoke $new \"next\") (i32.const 2))")]
    [TestCase("ignore-registration", "(register \"m\" $new) (module (func (import \"m\" \"next\") (result i32)))")]
    [TestCase(
        "stale-registration",
        "(register \"m\" $old) (register \"m\" $new) (assert_unlinkable (module (import \"m\" \"old\" (func))) \"unknown import\")")]
    [TestCase(
        "shared-instance",
        """
        (module definition $D (global (mut i32) (i32.const 0))
          (func (export "n") (result i32) (global.set 0 (i32.add (global.get 0) (i32.const 1))) (global.get 0)))
        (module instance $one $D) (module instance $two $D)
        (assert_return (invoke $one "n") (i32.const 1)) (assert_return (invoke $two "n") (i32.const 1))
        """)]
    [TestCase("wrong-instance", "(assert_return (invoke $new \"which\") (i32.const 2))")]
    [TestCase("lost-calls", "(invoke $new \"set\") (assert_return (get $new \"g\") (i32.const 7))")]
    [TestCase("skip-start", "(assert_trap (module (func $f (unreachable)) (start $f)) \"unreachable\")")]
    [TestCase("skip-segments", "(assert_trap (module (memory 0) (data (i32.const 0) \"a\")) \"out of bounds memory access\")")]
    public void A_lie_about_state_is_caught_by_the_last_command(string saboteur, string commands)
    {
        var script = """
            (module $old (func (export "old")) (func (export "which") (result i32) (i32.const 1)))
            (module $new
              (global $g (export "g") (mut i32) (i32.const 0))
              (func (export "which") (result i32) (i32.const 2))
              (func (export "set") (global.set $g (i32.const 7)))
              (func (export "next") (result i32) (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g)))
            """ + commands;
        var lie = SaboteurCatalog.All.Single(lie => lie.Name == saboteur);
        Assert.That(Run.Execute(script, new LabEngine()).Select(result => result.Verdict), Has.All.EqualTo(Verdict.Pass));
        var results = Run.Execute(script, new SaboteurEngine(new LabEngine(), lie));
        Assert.That(results.SkipLast(1).Select(result => result.Verdict), Has.All.EqualTo(Verdict.Pass));
        Assert.That(results[^1].Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void Every_saboteur_has_its_column_and_a_name_and_a_lie_of_its_own()
    {
        Assert.That(AuditTable.Columns.Select(column => column.Saboteur), Is.EqualTo(SaboteurCatalog.All));
        Assert.That(SaboteurCatalog.All.Select(saboteur => saboteur.Name), Is.Unique);
        Assert.That(SaboteurCatalog.All.Select(saboteur => saboteur.Lie), Is.Unique);
    }

    [Test]
    public void Every_saboteur_is_caught_somewhere()
    {
        string[] byState =
        [
            "stale-result", "ignore-registration", "stale-registration", "shared-instance", "wrong-instance", "lost-calls", "skip-start",
            "skip-segments",
        ];
        string[] byPrograms = ["lost-output"]; // Programs/ProgramCommandTests.cs
        Assert.That(
            s_table.SelectMany(row => row.Caught).Select(saboteur => saboteur.Name).Union(byState).Union(byPrograms),
            Is.EquivalentTo(SaboteurCatalog.All.Select(saboteur => saboteur.Name)));
    }

    [Test]
    public void What_does_not_exist_is_answered_and_not_passed_on()
    {
        foreach (var saboteur in SaboteurCatalog.All.Except([DoNothing, IgnoreRegistration]))
        {
            using var session = new SaboteurEngine(new FakeEngine(), saboteur)
                .CreateSession(new SessionOptions("interpreter", Wasm.WasmFeatures.All));
            Assert.Multiple(() =>
            {
                Assert.That(session.Instantiate(2, 1).Kind, Is.EqualTo(OutcomeKind.BadRequest), saboteur.Name);
                Assert.That(session.Register("m", 2).Kind, Is.EqualTo(OutcomeKind.BadRequest).Or.EqualTo(OutcomeKind.Ok), saboteur.Name);
                Assert.That(session.Invoke(2, "echo", []).Kind, Is.EqualTo(OutcomeKind.BadRequest), saboteur.Name);
                Assert.That(session.Get(2, "g").Kind, Is.EqualTo(OutcomeKind.BadRequest), saboteur.Name);
                session.CreateThread([2]).Dispose();
            });
        }
    }
}
