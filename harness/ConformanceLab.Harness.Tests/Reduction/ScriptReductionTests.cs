using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Reduction;

/// <summary>What is left of scripts on which our engine, with a defect made on purpose, and without it, disagree.</summary>
public sealed class ScriptReductionTests
{
    private const string Long =
        """
        (module $other (func (export "g") (result i32) (i32.const 5)))
        (register "other" $other)
        (assert_return (invoke $other "g") (i32.const 5))
        (module $m
          (import "other" "g" (func $g (result i32)))
          (memory (export "memory") 1)
          (table 2 funcref) (elem (i32.const 0) $g $f)
          (global $n (mut i32) (i32.const 0))
          (func $f (export "f") (param i32 i32) (result i32) (local i64 f32)
            (global.set $n (i32.add (global.get $n) (i32.const 1)))
            (block $done (br_if $done (i32.eqz (local.get 0))) (i32.store (i32.const 8) (local.get 1)))
            (i32.sub (i32.mul (local.get 0) (i32.const 1)) (local.get 1)))
          (func (export "count") (result i32) (global.get $n)))
        (assert_return (invoke $m "count") (i32.const 0))
        (invoke $m "f" (i32.const 3) (i32.const 0))
        (assert_return (invoke $m "count") (i32.const 1))
        (assert_return (invoke $m "f" (i32.const 7) (i32.const 4)) (i32.const 3))
        (assert_return (invoke $m "count") (i32.const 2))
        (assert_return (invoke $m "f" (i32.const 9) (i32.const 4)) (i32.const 5))
        """;

    [Test]
    public void Little_is_left_of_a_wrong_result()
    {
        var text = Reduce(Long, line: null, "i32.sub=i32.add");
        Assert.That(
            Squeeze(text),
            Is.EqualTo(
                "(module $m (type (func (param i32 i32) (result i32))) (export \"f\" (func 0)) (func (type 0) (param i32 i32) (result i32) "
                + "local.get 0 local.get 1 i32.sub ) ) (assert_return (invoke $m \"f\" (i32.const 7) (i32.const 4)) (i32.const 3))"));
    }

    [Test]
    public void The_line_says_which()
    {
        var last = Reduce(Long, line: 19, "i32.sub=i32.add");
        Assert.That(last, Does.Contain("(i32.const 9) (i32.const 4)) (i32.const 5))").And.Not.Contain("const 3"));
        Assert.That(
            () => Reduce(Long, line: 18, "i32.sub=i32.add"),
            Refuses("a.wast:18: nothing fails there on planted@interpreter: there is nothing to reduce"));
        Assert.That(
            () => Reduce(Long, line: 99, "i32.sub=i32.add"),
            Refuses("a.wast:99: no command stands there; the one before begins at line 19"));
    }

    [Test]
    public void State_that_calls_before_have_made_stays()
    {
        var text = Reduce(
            """
            (module (global $n (mut i32) (i32.const 0)) (memory 1)
              (func (export "up") (param i32) (global.set $n (i32.shl (i32.const 1) (local.get 0))))
              (func (export "nothing"))
              (func (export "down") (result i32) (i32.shr_s (global.get $n) (i32.const 31))))
            (invoke "nothing")
            (invoke "up" (i32.const 31))
            (invoke "nothing")
            (assert_return (invoke "down") (i32.const -1))
            """,
            line: null,
            "i32.shr_s=i32.shr_u");
        var commands = Script.Parse(Encoding.UTF8.GetBytes(text)).Commands;
        Assert.That(commands.Select(command => command.Keyword), Is.EqualTo(new[] { "module", "invoke", "assert_return" }));
        Assert.That(text, Does.Not.Contain("nothing").And.Not.Contain("memory").And.Contain("(i32.const 31)"));
    }

    [Test]
    public void A_trap_and_numbers_that_do_not_matter()
    {
        var text = Reduce(
            """
            (module (func (export "f") (param i32 f64) (result i32) (i32.div_s (i32.const 1) (local.get 0))))
            (assert_trap (invoke "f" (i32.const 0) (f64.const -0x1.8p+7)) "integer divide by zero")
            """,
            line: null,
            "i32.div_s=i32.and");
        Assert.That(Squeeze(text), Does.EndWith("(assert_trap (invoke \"f\" (i32.const 0) (f64.const 0)) \"integer divide by zero\")"));
    }

    [Test]
    public void Threads_are_reduced_inside()
    {
        var text = Reduce(
            """
            (module $unused)
            (thread $T (register "m" $x)
              (module $a (func (export "f") (result i32) (i32.sub (i32.const 3) (i32.const 1))) (func (export "g")))
              (invoke "g")
              (assert_return (invoke "f") (i32.const 2)))
            """,
            line: null,
            "i32.sub=i32.add",
            expectsClean: false);
        Assert.That(text, Does.StartWith("(thread $T").And.Not.Contain("\"g\"").And.Not.Contain("$unused"));
    }

    [TestCase("(assert_malformed (module binary \"\\00asm\\01\\00\\00\\00\\00\\05\\04test\\01\\63\") \"length out of bounds\")")]
    [TestCase("(assert_malformed (module quote \"(func (param i32) (local.get 0) unknown) (memory 1)\") \"unknown operator\")")]
    public void What_can_not_be_read_is_reduced_by_bytes_and_words(string command)
    {
        var (right, wrong) = (new LabEngine(), new FakeEngine());
        var job = Run.Job($"(module)\n{command}");
        var reduction = ScriptReduction.Find(job, null, Tier(wrong), TimeSpan.FromSeconds(10), default);
        Assert.That(reduction.TryAddOracle(Tier(right), default), Is.Null);
        var text = reduction.Reduce(default);
        Assert.That(text, Has.Length.LessThan(command.Length - 10));
        Assert.That(Run.Execute(text, right).Single().Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void An_invalid_module_keeps_its_fault()
    {
        var text = Reduce(
            """
            (module)
            (assert_invalid
              (module
                (memory 1)
                (func $f (param i32) (result i32) (local i32) (drop (i32.const 1)) (i64.add (local.get 0) (local.get 1)))
                (func))
              "type mismatch")
            """,
            new FakeEngine(),
            line: null);
        Assert.That(Squeeze(text), Is.EqualTo(
            "(assert_invalid (module (type (func (param i32) (result i32))) (func (type 0) (param i32) (result i32) ) ) "
            + "\"type mismatch\")"));
    }

    [Test]
    public void What_depends_on_another_failure_is_not_reduced()
    {
        const string Text = "(module (func (export \"f\") invalid:x))\n(invoke \"f\")";
        Assert.That(
            () => ScriptReduction.Find(Run.Job(Text), 2, Tier(new FakeEngine()), TimeSpan.FromSeconds(10), default),
            Refuses("a.wast:2: invoke fails on fake@interpreter because another command does: depends on the module at line 1"));
    }

    [Test]
    public void An_engine_that_lacks_a_feature_is_named()
    {
        var job = Run.Job("(module unsupported:exception-handling)");
        Assert.That(
            () => ScriptReduction.Find(job, 1, Tier(new FakeEngine()), TimeSpan.FromSeconds(10), default),
            Refuses("a.wast:1 is not executed on fake@interpreter: exception-handling"));
    }

    [Test]
    public void What_fails_once_only_can_not_be_reduced()
    {
        var isFirst = true;
        var fickle = Tier(new FakeEngine()) with { CreateRunner = options => new Fickle(options, () => isFirst && !(isFirst = false)) };
        var reduction = ScriptReduction.Find(Run.Job("(module)"), null, fickle, TimeSpan.FromSeconds(10), default);
        Assert.That(() => reduction.Reduce(default), Refuses("a.wast:1: module fails on fake@interpreter, and does not when it is run again"));
    }

    [Test]
    public void Who_ends_it_has_what_was_reached()
    {
        using var source = new CancellationTokenSource();
        var script = Run.Parse("(module $a) (module $b) (module $c) (module $d) (module $e)");
        var judged = 0;
        var reducer = new ScriptReducer(
            _ =>
            {
                if (++judged == 3)
                {
                    source.Cancel();
                }

                return true;
            },
            WasmFeatures.Wasm3,
            source.Token);
        Assert.That(reducer.Reduce(script, 4), Is.EqualTo("(module $e)\n"));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(string message) =>
        Throws.TypeOf<ReductionException>().With.Message.StartsWith(message);

    private static EngineTier Tier(IEngineAdapter engine) =>
        new(engine, engine.Tiers[0], options => new InProcessScriptRunner(engine, options));

    private static string Reduce(string script, int? line, string bug, bool expectsClean = true)
    {
        Assert.That(PlantedBug.TryParse(bug, out var planted), Is.True);
        return Reduce(script, new PlantedEngine(planted!), line, expectsClean);
    }

    // With what must hold of every result.
    private static string Reduce(string script, IEngineAdapter target, int? line, bool expectsClean = true)
    {
        var right = new LabEngine();
        var reduction = ScriptReduction.Find(Run.Job(script), line, Tier(target), TimeSpan.FromSeconds(10), default);
        if (!expectsClean)
        {
            return reduction.Reduce(default);
        }

        Assert.That(reduction.TryAddOracle(Tier(right), default), Is.Null);
        var text = reduction.Reduce(default);
        Assert.That(Run.Execute(text, right).Select(result => result.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(reduction.Failure.IsAlike(Run.Execute(text, target)[^1]), Is.True);
        return text;
    }

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Fickle(ExecutionOptions options, Func<bool> fails) : IScriptRunner
    {
        public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
        {
            Assert.That(options.TimeLimit, Is.GreaterThan(TimeSpan.Zero));
            report(new CommandResult(0, 1, "module", fails() ? Verdict.Fail : Verdict.Pass, "", TimeSpan.Zero));
            return true;
        }
    }
}
