using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Audit;

/// <summary>The audit finds what contradicts the table, and says what commands are.</summary>
public sealed class AuditorTests
{
    private static CommandKinds[] Kinds(string script) => [.. ScriptAnalysis.Of(Run.Job(script)).Kinds];

    private static SaboteurAudit Audit(string script, Saboteur saboteur, IEngineAdapter? engine = null) =>
        Auditor.Prepare(engine ?? new LabEngine(), new RunPlan([Run.Job(script)]), jobs: 1).Audit(saboteur, jobs: 1);

    [Test]
    public void An_assertion_that_is_deceived_is_found_with_its_place()
    {
        var audit = Audit(
            "(module quote \"good\")\n(assert_malformed (module quote \"malformed:unexpected\") \"unexpected\")",
            SaboteurCatalog.OtherMessage, new FakeEngine());
        Assert.That(audit.Findings.Select(finding => (finding.Kind, finding.Line)), Is.EqualTo(new[] { (AuditFindingKind.Deceived, 2) }));
        Assert.That(audit.Findings[0].ToString(), Does.StartWith("a.wast:2: must fail and passes: other-message: (assert_malformed"));
        Assert.That(audit.Broken, Is.EqualTo(CommandKinds.Malformed | CommandKinds.Message | CommandKinds.QuoteForm));
    }

    [Test]
    public void A_failure_that_the_lie_does_not_explain_is_a_false_alarm()
    {
        // An engine that is honest once and then forgets: the lie about NaNs has nothing to do with it.
        var engine = new ForgetfulEngine();
        var auditor = Auditor.Prepare(engine, new RunPlan([Run.Job("(module quote \"good\")\n(invoke \"echo\")")]), jobs: 1);
        engine.Forget = true;
        var audit = auditor.Audit(SaboteurCatalog.NanPayload, jobs: 1);
        Assert.That(audit.Findings.Select(finding => (finding.Kind, finding.Line)), Is.EqualTo(new[] { (AuditFindingKind.FalseAlarm, 2) }));
    }

    [Test]
    public void What_needs_a_module_that_the_lie_rejects_is_spoiled_and_no_false_alarm()
    {
        var audit = Audit(
            "(module (func (export \"f\")))\n(invoke \"f\")\n(assert_malformed (module quote \")\") \"unexpected\")",
            SaboteurCatalog.RejectText);
        Assert.That((audit.Must.Commands, audit.Must.Caught), Is.EqualTo((1, 1)));
        Assert.That((audit.MustNot.Commands, audit.MustNot.Caught, audit.MustNot.Spoiled), Is.EqualTo((2, 1, 1)));
        Assert.That(audit.Findings, Is.Empty);
    }

    [Test]
    public void Commands_that_fail_on_the_honest_engine_do_not_count()
    {
        var audit = Audit("(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 2))",
            SaboteurCatalog.LowBit);
        Assert.That(audit.Must.Commands, Is.Zero);
        Assert.That(audit.IsAsked, Is.False);
    }

    [Test]
    public void A_call_whose_answer_must_differ_from_the_first_is_about_state()
    {
        var kinds = Kinds("""
            (module) (assert_return (invoke "f") (i32.const 1)) (assert_return (invoke "f") (i32.const 1))
            (assert_return (invoke "f") (i32.const 2)) (assert_return (invoke "f" (i32.const 0)) (i32.const 2))
            (assert_trap (invoke "f") "unreachable") (module) (assert_return (invoke "f") (i32.const 3))
            """);
        Assert.That(
            kinds.Select(kind => (kind & CommandKinds.Changed) != 0),
            Is.EqualTo(new[] { false, false, false, true, false, true, false, false }));
    }

    [Test]
    public void Modules_are_told_apart_by_what_is_in_them()
    {
        var kinds = Kinds("""
            (module $m (func (export "f"))) (register "m" $m)
            (module (import "m" "f" (func)))
            (assert_unlinkable (module (import "m" "g" (func))) "unknown import")
            (assert_unlinkable (module (import "m" "f" (func (param i32)))) "incompatible import type")
            (assert_trap (module (func $f) (start $f)) "x")
            (assert_trap (module (memory 0) (data (i32.const 0) "a")) "x")
            (assert_trap (module (memory 0) (data (i32.const 0) "a") (func $f) (start $f)) "x")
            """);
        const CommandKinds ignored = CommandKinds.TextForm | CommandKinds.Message;
        Assert.That(
            kinds.Select(kind => kind & ~ignored),
            Is.EqualTo(new[]
            {
                CommandKinds.Module, CommandKinds.Register, CommandKinds.Module | CommandKinds.ImportsRegistered,
                CommandKinds.UnknownImport, CommandKinds.IncompatibleImport | CommandKinds.ImportsRegistered, CommandKinds.StartTrap, CommandKinds.SegmentTrap,
                CommandKinds.ModuleTrap,
            }));
    }

    [Test]
    public void The_same_audit_gives_the_same_bytes()
    {
        var plan = new RunPlan([Run.Job("(module (func (export \"f\"))) (assert_return (invoke \"f\"))")]);
        var first = Write();
        Assert.That(Write(), Is.EqualTo(first));

        byte[] Write()
        {
            using var stream = new MemoryStream();
            var report = Auditor.Prepare(new LabEngine(), plan, jobs: 2).AuditAll(jobs: 2);
            Assert.That(report.Holds, Is.True);
            Assert.That(report.WeakReasons.Single().Value, Is.EqualTo(1));
            AuditJson.Write(stream, report);
            return stream.ToArray();
        }
    }

    // An engine that is honest and, when told so, does not know its functions any more.
    private sealed class ForgetfulEngine : IEngineAdapter
    {
        private readonly FakeEngine _inner = new();

        public bool Forget { get; set; }

        public string Name => "forgetful";

        public string Version => "1";

        public System.Collections.Immutable.ImmutableArray<string> Tiers => _inner.Tiers;

        public Wasm.WasmFeatures Features => _inner.Features;

        public OracleStrength Strength => _inner.Strength;

        public IEngineSession CreateSession(SessionOptions options)
        {
            var session = _inner.CreateSession(options);
            return Forget ? new Session(session) : session;
        }

        private sealed class Session(IEngineSession inner) : ForwardingSession(inner)
        {
            public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
                Outcome.Failed(OutcomeKind.BadRequest, "forgotten");

            protected override ForwardingSession Wrap(IEngineSession thread) => new Session(thread);
        }
    }
}
