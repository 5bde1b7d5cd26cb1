using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Execution;

public sealed class VerdictTests
{
    [TestCase("(assert_return (invoke \"echo\" (i32.const 1)) (i32.const 1))", Verdict.Pass)]
    [TestCase("(assert_return (invoke \"echo\" (i32.const 1)) (i32.const 2))", Verdict.Fail)]
    [TestCase("(assert_return (invoke \"echo\" (i32.const 1)))", Verdict.Fail)]
    [TestCase("(assert_return (invoke \"echo\") (i32.const 1))", Verdict.Fail)]
    [TestCase("(assert_return (invoke \"trap:x\"))", Verdict.Fail)]
    [TestCase("(assert_return (get \"g\") (i32.const 666))", Verdict.Pass)]
    [TestCase("(assert_return (invoke $N \"echo\"))", Verdict.Fail)]
    [TestCase("(assert_return (invoke \"crash\"))", Verdict.Crash)]
    [TestCase("(assert_return (invoke \"unsupported:x\"))", Verdict.Unsupported)]
    [TestCase("(invoke \"echo\")", Verdict.Pass)]
    [TestCase("(invoke \"trap:x\")", Verdict.Fail)]
    [TestCase("(assert_trap (invoke \"trap:out of bounds memory access\") \"out of bounds\")", Verdict.Pass)]
    [TestCase("(assert_trap (invoke \"trap:out of bounds\") \"out of bounds memory access\")", Verdict.Fail)]
    [TestCase("(assert_trap (invoke \"echo\") \"x\")", Verdict.Fail)]
    [TestCase("(assert_trap (invoke \"throw:x\") \"x\")", Verdict.Fail)]
    [TestCase("(assert_trap (invoke \"exhaust:x\") \"x\")", Verdict.Fail)]
    [TestCase("(assert_exhaustion (invoke \"exhaust:call stack exhausted\") \"call stack exhausted\")", Verdict.Pass)]
    [TestCase("(assert_exhaustion (invoke \"trap:call stack exhausted\") \"call stack exhausted\")", Verdict.Fail)]
    [TestCase("(assert_exception (invoke \"throw:\"))", Verdict.Pass)]
    [TestCase("(assert_exception (invoke \"trap:\"))", Verdict.Fail)]
    [TestCase("(assert_suspension (invoke \"suspend:unhandled tag\") \"unhandled\")", Verdict.Pass)]
    [TestCase("(assert_malformed (module quote \"malformed:unexpected token\") \"unexpected\")", Verdict.Pass)]
    [TestCase("(assert_malformed (module quote \"invalid:unexpected token\") \"unexpected\")", Verdict.Fail)]
    [TestCase("(assert_malformed (module quote \"good\") \"unexpected\")", Verdict.Fail)]
    [TestCase("(assert_malformed (module quote \"malformed:other\") \"unexpected\")", Verdict.Fail)]
    [TestCase("(assert_malformed (module quote \"unsupported:other\") \"unexpected\")", Verdict.Unsupported)]
    [TestCase("(assert_invalid (module binary \"invalid:type mismatch\") \"type mismatch\")", Verdict.Pass)]
    [TestCase("(assert_invalid (module binary \"malformed:type mismatch\") \"type mismatch\")", Verdict.Fail)]
    [TestCase("(assert_unlinkable (module quote \"link:unknown import\") \"unknown\")", Verdict.Pass)]
    [TestCase("(assert_unlinkable (module quote \"trap:unknown import\") \"unknown\")", Verdict.Fail)]
    [TestCase("(assert_unlinkable (module quote \"good\") \"unknown\")", Verdict.Fail)]
    [TestCase("(assert_trap (module quote \"trap:unreachable\") \"unreachable\")", Verdict.Pass)]
    [TestCase("(assert_trap (module quote \"throw:\") \"uncaught exception\")", Verdict.Pass, Description = "a start function throws")]
    [TestCase("(assert_trap (module quote \"throw:\") \"unreachable\")", Verdict.Fail)]
    [TestCase("(assert_trap (module quote \"good\") \"unreachable\")", Verdict.Fail)]
    [TestCase("(assert_malformed_custom (module quote \"malformed-custom:@custom annotation\") \"@custom\")", Verdict.Pass)]
    [TestCase("(assert_malformed_custom (module quote \"malformed:@custom annotation\") \"@custom\")", Verdict.Fail)]
    [TestCase("(assert_invalid_custom (module quote \"invalid-custom:x\") \"x\")", Verdict.Pass)]
    [TestCase("(assert_invalid_custom (module quote \"good\") \"x\")", Verdict.Fail)]
    [TestCase("(register \"m\")", Verdict.Pass)]
    [TestCase("(register \"m\" $N)", Verdict.Fail)]
    [TestCase("(module instance $N)", Verdict.Pass)]
    [TestCase("(module instance $N $X)", Verdict.Fail)]
    [TestCase("(wait $T)", Verdict.Fail)]
    [TestCase("(input \"x\")", Verdict.Fail)]
    [TestCase("(script (invoke \"echo\"))", Verdict.Pass)]
    [TestCase("(script)", Verdict.Pass)]
    [TestCase("(script (invoke \"echo\") (frobnicate))", Verdict.Fail)]
    [TestCase("(script (component))", Verdict.Unsupported)]
    [TestCase("(script (component) (script (invoke \"trap:x\")))", Verdict.Fail)]
    [TestCase("(script (invoke \"trap:x\") (invoke \"crash\") (component))", Verdict.Crash)]
    [TestCase("(script (thread (invoke \"trap:x\")))", Verdict.Fail)]
    [TestCase("(component)", Verdict.Unsupported)]
    [TestCase("(frobnicate)", Verdict.Fail)]
    public void Each_command_gets_its_verdict(string command, Verdict verdict)
    {
        var results = Run.Execute("(module $M quote \"good\") " + command);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, verdict }), results[^1].Message);
        Assert.That(results[^1].Message, verdict == Verdict.Pass ? Is.Empty : Is.Not.Empty);
    }

    [Test]
    public void What_depends_on_a_broken_module_fails_visibly()
    {
        var results = Run.Execute(
            "(module $M quote \"invalid:x\")\n(invoke \"echo\")\n(assert_return (invoke $M \"echo\"))\n(register \"m\" $M)\n(module "
                + "instance $I $M)\n(invoke $I \"echo\")\n(assert_trap (invoke \"trap:x\") \"x\")");
        Assert.That(results.Select(result => result.Verdict), Is.All.EqualTo(Verdict.Fail));
        Assert.That(
            results.Skip(1).Select(result => result.Message),
            Is.All.StartWith("depends on the module at line 1, which failed: invalid: x"));
    }

    [Test]
    public void What_depends_on_an_unsupported_module_is_unsupported()
    {
        var results = Run.Execute(
            "(module quote \"unsupported:stack-switching\") (invoke \"echo\") (register \"m\") (module quote \"link:unknown import\")");
        Assert.That(results.Select(result => result.Verdict), Is.All.EqualTo(Verdict.Unsupported));
    }

    [Test]
    public void A_later_module_takes_over_from_a_broken_one()
    {
        var results = Run.Execute("(module quote \"invalid:x\") (module quote \"good\") (invoke \"echo\")");
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Fail, Verdict.Pass, Verdict.Pass }));
    }

    [Test]
    public void Messages_need_not_be_compared()
    {
        var lenient = ExecutionOptions.Default with { CompareMessages = false };
        var results = Run.Execute(
            "(module) (assert_trap (invoke \"trap:x\") \"y\") (assert_invalid (module quote \"malformed:y\") \"y\")", options: lenient);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Pass, Verdict.Fail }));
    }

    [Test]
    public void A_hanging_command_is_interrupted_and_costs_nothing_else()
    {
        var quick = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromMilliseconds(500) };
        var results = Run.Execute("(module) (invoke \"hang\") (invoke \"echo\")", options: quick);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Timeout, Verdict.Pass }));
    }

    [Test]
    public void Expected_and_actual_values_show_their_bits()
    {
        var result = Run.Execute("(module) (assert_return (invoke \"echo\" (f32.const -nan)) (f32.const nan))")[1];
        Assert.That((result.Expected, result.Actual), Is.EqualTo(("(f32.const 0x7fc00000=NaN)", "returned (f32.const 0xffc00000=NaN)")));
    }

    [Test]
    public void Threads_have_names_of_their_own_and_report_inner_lines()
    {
        var results = Run.Execute(
            "(module $M)\n(thread $T (shared (module $M))\n (register \"m\" $M)\n (invoke $M \"echo\")\n (module $N)\n "
                + "(thread $U (invoke \"echo\"))\n (wait $U))\n(wait $T)\n(invoke $N \"echo\")");
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Fail, Verdict.Pass, Verdict.Fail }));
        Assert.That(results[1].Message, Does.StartWith("line 6: thread: line 6: invoke: there is no module instance"));
        Assert.That(results[3].Message, Does.Contain("$N"));
    }

    [Test]
    public void Threads_that_nobody_waits_for_are_still_judged()
    {
        var results = Run.Execute("(thread $T (module) (assert_return (invoke \"echo\" (i32.const 1)) (i32.const 2)))");
        Assert.That(results.Single().Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void An_engine_without_threads_says_so()
    {
        var results = Run.Execute("(module $M) (thread $T (shared (module $M)))", new FakeEngine { HasThreads = false });
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Unsupported }));
    }

    [Test]
    public void An_engine_that_does_not_start_costs_every_command_its_verdict()
    {
        var broken = Run.Execute("(module) (invoke \"echo\")", new FakeEngine { Refusal = new InvalidOperationException("no") });
        var absent = Run.Execute("(module) (invoke \"echo\")", new FakeEngine { Refusal = new NotSupportedException("no such tier") });
        Assert.That(broken.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Crash, Verdict.Crash }));
        Assert.That(absent.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Unsupported, Verdict.Unsupported }));
    }
}
