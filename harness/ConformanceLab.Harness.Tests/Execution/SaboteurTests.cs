using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;
using S = ConformanceLab.Harness.Engines.Sabotage;

namespace ConformanceLab.Harness.Tests.Execution;

/// <summary>Which lie makes which kind of assertion fail: no assertion may be empty.</summary>
public sealed class SaboteurTests
{
    private static readonly (string Kind, string Command, S[] Caught)[] s_table =
    [
        ("return", "(assert_return (invoke \"echo\" (i32.const 6)) (i32.const 6))", [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return v128", "(assert_return (invoke \"echo\" (v128.const i32x4 1 2 3 4)) (v128.const i32x4 1 2 3 4))",
            [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return nan", "(assert_return (invoke \"echo\" (f32.const nan)) (f32.const nan:canonical))",
            [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return null", "(assert_return (invoke \"null\") (ref.null))", [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return func", "(assert_return (invoke \"func\") (ref.func))", [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return struct", "(assert_return (invoke \"struct\") (ref.struct))", [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return extern", "(assert_return (invoke \"echo\" (ref.extern 1)) (ref.extern 1))", [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("return nothing", "(assert_return (invoke \"nothing\"))", [S.FlipBits, S.RejectAll]),
        ("get", "(assert_return (get \"g\") (i32.const 666))", [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("either", "(assert_return (invoke \"echo\" (i32.const 2)) (either (i32.const 2) (i32.const 4)))",
            [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("trap", "(assert_trap (invoke \"trap:x\") \"x\")", [S.SwallowTraps, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("exhaustion", "(assert_exhaustion (invoke \"exhaust:x\") \"x\")",
            [S.SwallowTraps, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("exception", "(assert_exception (invoke \"throw:\"))", [S.SwallowTraps, S.RejectAll, S.DoNothing, S.WrongErrorClass]),
        ("suspension", "(assert_suspension (invoke \"suspend:x\") \"x\")",
            [S.SwallowTraps, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("malformed", "(assert_malformed (module quote \"malformed:x\") \"x\")",
            [S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("malformed binary", "(assert_malformed (module binary \"malformed:x\") \"x\")",
            [S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("invalid", "(assert_invalid (module quote \"invalid:x\") \"x\")",
            [S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("unlinkable", "(assert_unlinkable (module quote \"link:x\") \"x\")",
            [S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("trap module", "(assert_trap (module quote \"trap:x\") \"x\")",
            [S.SwallowTraps, S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("malformed custom", "(assert_malformed_custom (module quote \"malformed-custom:x\") \"x\")",
            [S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("invalid custom", "(assert_invalid_custom (module quote \"invalid-custom:x\") \"x\")",
            [S.AcceptAll, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("return in a script", "(script (assert_return (invoke \"echo\" (i32.const 6)) (i32.const 6)))",
            [S.FlipBits, S.RejectAll, S.DoNothing]),
        ("trap in a script", "(script (script (assert_trap (invoke \"trap:x\") \"x\")))",
            [S.SwallowTraps, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("trap in a thread", "(thread (module quote \"good\") (assert_trap (invoke \"trap:x\") \"x\"))",
            [S.SwallowTraps, S.RejectAll, S.DoNothing, S.WrongErrorClass, S.WrongMessage]),
        ("module", "(module quote \"good\")", [S.RejectAll]),
        ("invoke", "(invoke \"echo\")", [S.RejectAll]),
        ("register", "(register \"m\")", [S.RejectAll]),
    ];

    private static IEnumerable<TestCaseData> Rows() =>
        s_table.Select(row => new TestCaseData(row.Command, row.Caught).SetArgDisplayNames(row.Kind));

    [TestCaseSource(nameof(Rows))]
    public void Each_lie_is_caught_where_it_must_be(string command, S[] caught)
    {
        var script = "(module quote \"good\") " + command;
        Assert.That(Run.Execute(script)[1].Verdict, Is.EqualTo(Verdict.Pass), "the honest engine passes");
        var found = Enum.GetValues<S>().Where(
            lie => Run.Execute(script, new SaboteurEngine(new FakeEngine(), lie))[1].Verdict == Verdict.Fail);
        Assert.That(found, Is.EqualTo(caught.Order()));
    }

    [Test]
    public void Every_lie_is_caught_somewhere() =>
        Assert.That(s_table.SelectMany(row => row.Caught).Distinct().Order(), Is.EqualTo(Enum.GetValues<S>()));
}
