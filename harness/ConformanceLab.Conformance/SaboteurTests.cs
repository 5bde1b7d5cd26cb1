using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using NUnit.Framework;

namespace ConformanceLab.Conformance;

/// <summary>
/// No assertion of the suites is empty: an engine that lies about just what is asserted fails every single one, those apart that are known
/// as weak.
/// </summary>
public sealed class SaboteurTests
{
    /// <summary>Each lie is caught by each assertion that is about it.</summary>
    [TestCase(Sabotage.FlipBits)]
    [TestCase(Sabotage.SwallowTraps)]
    [TestCase(Sabotage.AcceptAll)]
    [TestCase(Sabotage.RejectAll)]
    [TestCase(Sabotage.WrongErrorClass)]
    [TestCase(Sabotage.WrongMessage)]
    [Category("kind_saboteur")]
    public void Every_assertion_catches_the_lie_about_it(Sabotage lie)
    {
        var collector = new Believers(lie);
        var tier = ConformanceCases.Engine.Tiers[0];
        var plan = new RunPlan([.. ConformanceCases.Plan.Jobs.Where(job => job.Tier == tier && job.UnsupportedReason is null)]);
        var summary = new ConformanceRunner(new SaboteurEngine(ConformanceCases.Engine, lie), new RunOptions()).Run(plan, [collector]);
        TestContext.Out.WriteLine($"{lie}: {collector.Asked} assertions are about it; {summary.Ledger}");
        Assert.Multiple(() =>
        {
            Assert.That(summary.IsBalanced, Is.True);
            Assert.That(collector.Asked, Is.Positive);
            Assert.That(collector.Deceived, Is.Empty);
        });
    }

    private static bool IsAbout(Command command, Sabotage lie) => Weakness.Of(command) is null && lie switch
    {
        Sabotage.FlipBits => command is AssertReturn,
        Sabotage.SwallowTraps => command is AssertActionFails or AssertModuleFails { Failure: ModuleFailure.Trap },
        Sabotage.AcceptAll => command is AssertModuleFails,
        Sabotage.RejectAll => command is ModuleCommand,
        Sabotage.WrongErrorClass => command is AssertActionFails or AssertModuleFails,
        _ => command is AssertActionFails { Message: not null } or AssertModuleFails,
    };

    private sealed class Believers(Sabotage lie) : IRunObserver
    {
        public int Asked { get; private set; }

        public List<string> Deceived { get; } = [];

        public void OnEvent(RunEvent happened)
        {
            if (happened is CommandFinished { Job: var job, Result: var result } && IsAbout(job.Script.Commands[result.Index], lie))
            {
                Asked++;
                if (result.Verdict == Verdict.Pass)
                {
                    Deceived.Add($"{job.Suite}/{job.File}:{result.Line}: {job.Script.Excerpt(job.Script.Commands[result.Index])}");
                }
            }
        }
    }
}
