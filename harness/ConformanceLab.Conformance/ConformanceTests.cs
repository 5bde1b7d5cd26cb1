using ConformanceLab.Harness.Execution;
using NUnit.Framework;

[assembly: Parallelizable(ParallelScope.Children)]

namespace ConformanceLab.Conformance;

/// <summary>What all cases share.</summary>
[SetUpFixture]
public sealed class SharedWorkers
{
    /// <summary>No worker outlives the cases.</summary>
    [OneTimeTearDown]
    public void End() => ConformanceCases.EndWorkers();
}

/// <summary>The suites as cases. See the README for settings.</summary>
public sealed class ConformanceTests
{
    /// <summary>Says which suites are run, and that they are there.</summary>
    [Test]
    public void Suites_are_found()
    {
        var selection = ConformanceCases.Selection;
        TestContext.Out.WriteLine(
            $"{ConformanceCases.Plan.Commands} commands in {ConformanceCases.Plan.Jobs.Length} scripts from {selection.Source}");
        if (selection.IsStandIn)
        {
            Assert.Warn(
                $"No official suites on this machine (--suites, CLAB_SUITES, suites/official): our own, {selection.Source}, is run "
                    + $"instead.");
        }

        Assert.That(ConformanceCases.Plan.Jobs, Is.Not.Empty);
    }

    /// <summary>All commands of a script do what they should.</summary>
    [TestCaseSource(typeof(ConformanceCases), nameof(ConformanceCases.Files))]
    public void Script(FileJob job)
    {
        var execution = ConformanceCases.Execute(job);
        ConformanceCases.Forget(job);
        TestContext.Out.WriteLine(execution.Summary.Ledger);
        if (job.UnsupportedReason is { } reason)
        {
            Assert.Ignore(reason);
        }

        Assert.That(execution.Summary.IsBalanced, Is.True, $"the verdicts do not balance: {execution.Summary.Ledger}");
        Assert.That(execution.Summary.StaleExpectations, Is.Empty, "expectations that no command answers to");
        Assert.That(execution.Summary.UnattributedLosses, Is.Empty, "breakdowns of the engine that no verdict tells of");
        var deviations = execution.Results.Where(result => result.Verdict.IsBad()).ToList();
        if (deviations.Count > 0)
        {
            Assert.Fail(
                $"{deviations.Count} of {job.Commands} commands deviate\n" + string.Join(
                    "\n", deviations.Select(result => FileExecution.Describe(job, result))));
        }
    }

    /// <summary>One command of a script does what it should. The script is executed once for all its cases.</summary>
    [TestCaseSource(typeof(ConformanceCases), nameof(ConformanceCases.Assertions))]
    public void Command(FileJob job, int index)
    {
        var execution = ConformanceCases.Execute(job);
        Assert.That(execution.Summary.IsBalanced, Is.True, $"the verdicts do not balance: {execution.Summary.Ledger}");
        var result = execution.Results[index];
        switch (result.Verdict)
        {
            case Verdict.Pass:
                break;
            case Verdict.Unsupported or Verdict.ExpectedFail:
                Assert.Ignore(result.Message);
                break;
            default:
                Assert.Fail(FileExecution.Describe(job, result));
                break;
        }
    }
}
