using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.RoundTrips;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Execution;

/// <summary>The adapter of our own engine: every kind of request, value and failure crosses it.</summary>
public sealed class LabEngineTests
{
    private static readonly LabEngine s_engine = new();

    private static List<CommandResult> Execute(string script, ExecutionOptions? options = null) => Run.Execute(script, s_engine, options);

    private static void Passes(string script) =>
        Assert.That(
            Execute(script)
                .Where(result => result.Verdict != Verdict.Pass)
                .Select(result => $"{result.Line}: {result.Verdict}: {result.Message}"),
            Is.Empty);

    [Test]
    public void Numbers_and_vectors_keep_their_bits() => Passes(
        """
        (module
          (func (export "i32") (param i32) (result i32) (local.get 0)) (func (export "i64") (param i64) (result i64) (local.get 0))
          (func (export "f32") (param f32) (result f32) (local.get 0)) (func (export "f64") (param f64) (result f64) (local.get 0))
          (func (export "v128") (param v128) (result v128) (local.get 0))
            (func (export "two") (result i32 f64) (i32.const 1) (f64.const 2)))
        (assert_return (invoke "i32" (i32.const 0x80000000)) (i32.const -2147483648))
        (assert_return (invoke "i64" (i64.const -1)) (i64.const 0xffffffffffffffff))
        (assert_return (invoke "f32" (f32.const -nan:0x200001)) (f32.const -nan:0x200001))
        (assert_return (invoke "f64" (f64.const nan:0x4000000000001)) (f64.const nan:0x4000000000001))
        (assert_return (invoke "v128" (v128.const i64x2 1 -2)) (v128.const i32x4 1 0 -2 -1))
        (assert_return (invoke "two") (i32.const 1) (f64.const 2))
        """);

    [Test]
    public void References_of_every_kind_are_told_apart() => Passes(
        """
        (module
          (type $s (struct)) (type $a (array i8)) (tag $t)
          (func $f (export "func") (result funcref) (ref.func $f)) (func (export "null") (result (ref null $s)) (ref.null $s))
          (func (export "i31") (result anyref) (ref.i31 (i32.const -1))) (func (export "struct") (result eqref) (struct.new $s))
          (func (export "array") (result (ref $a)) (array.new_default $a (i32.const 2)))
          (func (export "extern") (param externref) (result externref) (local.get 0))
            (func (export "in") (param externref) (result anyref) (any.convert_extern (local.get 0)))
          (func (export "out") (param anyref) (result externref) (extern.convert_any (local.get 0)))
            (func (export "boxed") (result externref) (extern.convert_any (struct.new $s)))
          (func (export "exn") (result exnref) (block $h (result exnref) (try_table (catch_all_ref $h) (throw $t)) (unreachable))))
        (assert_return (invoke "func") (ref.func)) (assert_return (invoke "null") (ref.null)) (assert_return (invoke "i31") (ref.i31))
          (assert_return (invoke "struct") (ref.struct))
        (assert_return (invoke "array") (ref.array)) (assert_return (invoke "extern" (ref.extern 7)) (ref.extern 7))
          (assert_return (invoke "extern" (ref.null extern)) (ref.null))
        (assert_return (invoke "in" (ref.extern 7)) (ref.host 7)) (assert_return (invoke "out" (ref.host 8)) (ref.extern 8))
          (assert_return (invoke "boxed") (ref.extern))
        (assert_return (invoke "exn") (ref.exn)) (assert_return (invoke "struct") (ref.eq)) (assert_return (invoke "i31") (ref))
        """);

    [Test]
    public void Every_failure_has_its_class() => Passes(
        """
        (module (tag $t) (func (export "trap") (unreachable)) (func (export "throw") (throw $t)) (func $r (export "recurse") (call $r)))
        (assert_trap (invoke "trap") "unreachable")
        (assert_exception (invoke "throw"))
        (assert_exhaustion (invoke "recurse") "call stack exhausted")
        (assert_malformed (module quote "(func") "unexpected")
        (assert_malformed (module binary "\00asn") "magic header")
        (assert_invalid (module (func (result i32))) "type mismatch")
        (assert_unlinkable (module (import "no" "where" (func))) "unknown import")
        (assert_unlinkable (module (import "spectest" "memory" (func))) "incompatible import type")
        (assert_trap (module (func $s (unreachable)) (start $s)) "unreachable")
        (assert_trap (module (tag $t) (func $s (throw $t)) (start $s)) "")
        (assert_malformed_custom (module quote "(@custom)") "@custom annotation")
        """);

    // A name section with what is no UTF-8, and then: nothing; a section that does not exist; a function without a body.
    [TestCase("\\00\\09\\04name\\00\\02\\01\\ff", OutcomeKind.MalformedCustom)]
    [TestCase("\\00\\09\\04name\\00\\02\\01\\ff\\40\\00", OutcomeKind.Malformed)]
    [TestCase(
        "\\00\\09\\04name\\00\\02\\01\\ff\\01\\05\\01\\60\\00\\01\\7f\\03\\02\\01\\00\\0a\\04\\01\\02\\00\\0b",
        OutcomeKind.MalformedCustom)]
    [TestCase(
        "\\00\\0b\\04name\\01\\04\\01\\05\\01x\\01\\05\\01\\60\\00\\01\\7f\\03\\02\\01\\00\\0a\\04\\01\\02\\00\\0b", OutcomeKind.Invalid)]
    [TestCase("\\00\\0b\\04name\\01\\04\\01\\05\\01x", OutcomeKind.InvalidCustom)]
    [TestCase("", OutcomeKind.Ok)]
    public void Each_way_of_being_wrong_is_told_apart(string sections, OutcomeKind kind)
    {
        var module = $"(module binary \"\\00asm\\01\\00\\00\\00{sections}\")";
        using var session = s_engine.CreateSession(new SessionOptions(s_engine.Tiers[0], WasmFeatures.All));
        var source = ((ModuleCommand)Run.Parse(module).Commands[0]).Source;
        var isCustom = kind is OutcomeKind.MalformedCustom or OutcomeKind.InvalidCustom;
        Assert.Multiple(() =>
        {
            Assert.That(session.Compile(1, source, checkCustomSections: true).Kind, Is.EqualTo(kind));
            var plain = session.Compile(2, source, checkCustomSections: false).Kind;
            Assert.That(plain, isCustom ? Is.AnyOf(OutcomeKind.Ok, OutcomeKind.Invalid) : Is.EqualTo(kind));
            var assertions = new[]
            {
                ("assert_malformed", OutcomeKind.Malformed), ("assert_invalid", plain == OutcomeKind.Invalid ? kind : OutcomeKind.Invalid),
                ("assert_malformed_custom", OutcomeKind.MalformedCustom), ("assert_invalid_custom", OutcomeKind.InvalidCustom),
            };
            foreach (var (assertion, passes) in assertions)
            {
                var verdict = Execute($"({assertion} {module} \"\")").Single().Verdict;
                Assert.That(verdict, Is.EqualTo(passes == kind ? Verdict.Pass : Verdict.Fail), assertion);
            }
        });
    }

    [Test]
    public void The_host_module_is_complete() => Passes(
        """
        (module
          (import "spectest" "print" (func)) (import "spectest" "print_i32" (func (param i32)))
            (import "spectest" "print_i64" (func (param i64)))
          (import "spectest" "print_f32" (func (param f32))) (import "spectest" "print_f64" (func (param f64)))
          (import "spectest" "print_i32_f32" (func (param i32 f32))) (import "spectest" "print_f64_f64" (func (param f64 f64)))
          (import "spectest" "global_i32" (global $i32 i32)) (import "spectest" "global_i64" (global $i64 i64))
          (import "spectest" "global_f32" (global $f32 f32)) (import "spectest" "global_f64" (global $f64 f64))
          (import "spectest" "table" (table 10 20 funcref)) (import "spectest" "table64" (table i64 10 20 funcref))
          (import "spectest" "memory" (memory 1 2)) (import "spectest" "shared_memory" (memory 1 2 shared))
          (export "g32" (global $i32)) (export "g64" (global $i64)) (export "f32" (global $f32)) (export "f64" (global $f64)))
        (assert_return (get "g32") (i32.const 666)) (assert_return (get "g64") (i64.const 666))
        (assert_return (get "f32") (f32.const 666.6)) (assert_return (get "f64") (f64.const 666.6))
        """);

    [Test]
    public void Registration_replaces_the_whole_name() => Passes(
        """
        (module (func (export "a")))
        (register "m")
        (module (func (export "b")))
        (register "m")
        (assert_unlinkable (module (import "m" "a" (func))) "unknown import")
        (module (import "m" "b" (func)))
        """);

    [Test]
    public void Threads_share_memories_and_nothing_else() => Passes(
        """
        (module $M (memory (export "m") 1 1 shared) (func (export "f")))
        (register "m")
        (thread $T (shared (module $M))
          (register "m" $M)
          (module (import "m" "m" (memory 1 1 shared))
            (func (export "set") (i32.atomic.store (i32.const 0) (i32.const 1)) (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))))
          (invoke "set")
          (assert_unlinkable (module (import "m" "f" (func))) "unknown import"))
        (module (import "m" "m" (memory 1 1 shared))
          (func (export "wait") (result i32) (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))
            (i32.atomic.load (i32.const 0))))
        (assert_return (invoke "wait") (i32.const 1))
        (wait $T)
        """);

    [Test]
    public void Endless_programs_are_interrupted_waiting_ones_too()
    {
        var results = Execute(
            """
            (module (memory 1 1 shared) (func (export "loop") (loop (br 0)))
              (func (export "wait") (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
              (func (export "ok")))
            (invoke "loop") (invoke "wait") (invoke "ok") (module (func $s (loop (br 0))) (start $s))
              (thread $T (module (func (export "f") (loop (br 0)))) (invoke "f")) (wait $T)
            """,
            ExecutionOptions.Default with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.That(
            results.Select(result => result.Verdict),
            Is.EqualTo(
                new[] { Verdict.Pass, Verdict.Timeout, Verdict.Timeout, Verdict.Pass, Verdict.Timeout, Verdict.Timeout, Verdict.Pass }));
    }

    [TestCase("(invoke \"nothing\")", "there is no exported function")]
    [TestCase("(invoke \"f\")", "\"f\" takes 1 arguments, 0 are given")]
    [TestCase("(invoke \"f\" (f32.const 1))", "argument 0 of \"f\" is")]
    [TestCase("(invoke \"f\" (ref.null func))", "argument 0 of \"f\" is")]
    [TestCase("(get \"f\")", "there is no exported global")]
    public void Wrong_requests_fail_and_say_why(string command, string message)
    {
        var result = Execute("(module (func (export \"f\") (param i32))) " + command)[1];
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Message, Does.Contain(message));
    }

    [Test]
    public void Errors_in_text_are_located_in_the_script()
    {
        var result = Execute("\n\n (module\n  (func (frobnicate)))").Single();
        Assert.That(result.Message, Does.Match(" at 4:\\d+"));
    }

    [Test]
    public void Features_decide_what_is_a_module()
    {
        using var old = s_engine.CreateSession(new SessionOptions(s_engine.Tiers[0], WasmFeatures.Wasm2));
        var script = Run.Parse("(module (memory 1) (memory 1))");
        Assert.That(old.Compile(1, ((ModuleCommand)script.Commands[0]).Source, false).Kind, Is.EqualTo(OutcomeKind.Invalid));
        Passes("(module (memory 1) (memory 1))");
    }

    [Test]
    public void Functions_are_counted_by_the_tier_that_ran_them()
    {
        var engine = new LabEngine();
        Assert.That(engine.Functions, Is.Empty);
        Run.Execute("(module (func (export \"never\"))) (module definition (func $s) (start $s))", engine);
        Assert.That(engine.Functions, Is.EqualTo(new Dictionary<string, long> { [engine.Tiers[0]] = 0 }));
        Run.Execute(
            """
            (module definition $M (func $inner) (func (export "f") (call $inner)) (func (export "never") (call $inner)))
            (module instance $A $M) (invoke $A "f") (invoke $A "f") (module instance $B $M) (invoke $B "f")
            (assert_trap (module (func $s (unreachable)) (start $s)) "unreachable")
            """,
            engine);
        Assert.That(engine.Functions, Is.EqualTo(new Dictionary<string, long> { [engine.Tiers[0]] = 3 }));
    }

    [Test]
    public void Our_own_suite_passes_on_every_tier_and_every_lie_is_caught_by_it()
    {
        var suites = SuiteLocator.FindRepositorySuites();
        Assert.That(suites, Is.Not.Null);
        var plan = Planner.Plan([SuiteLocator.Lab(suites!)], new PlanOptions { Tiers = s_engine.Tiers });
        Assert.That(plan.Commands, Is.Positive);
        var honest = new ConformanceRunner(s_engine, new RunOptions()).Run(plan, []);
        Assert.That((honest.Ledger[Verdict.Pass], honest.ExitCode), Is.EqualTo((plan.Commands, 0)));

        // Our engine never suspends: the two lies about that have nothing to say; nor has the one about programs, of which there are none here.
        var report = Auditor.Prepare(s_engine, plan, Environment.ProcessorCount).AuditAll(Environment.ProcessorCount);
        Assert.That(report.Findings, Is.Empty);
        Assert.That(
            report.Saboteurs.Where(audit => !audit.IsAsked).Select(audit => audit.Column.Saboteur),
            Is.EqualTo(new[] { SaboteurCatalog.SwallowSuspension, SaboteurCatalog.SuspensionAsTrap, SaboteurCatalog.LostOutput }));
    }

    [TestCase(
        "(module (func $f (export \"f\") (param i32) (result i32) (block (result i32) (local.get 0)) (i32.const 1) (i32.add)))", true)]
    [TestCase("(module (func (frob)))", null)]
    public void Round_trips_are_checked(string text, bool? expected)
    {
        var source = ((ModuleCommand)Run.Parse(text).Commands[0]).Source;
        Assert.That(RoundTripCheck.Check(source, WasmFeatures.All, out var message), Is.EqualTo(expected), message);
    }
}
