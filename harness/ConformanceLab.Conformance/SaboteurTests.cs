using System.Globalization;
using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using NUnit.Framework;

namespace ConformanceLab.Conformance;

/// <summary>
/// No assertion of the suites is empty: an engine that lies about just what is asserted fails every single one, those apart that are known
/// as weak, and no other.
/// </summary>
public sealed class SaboteurTests
{
    private static readonly Lazy<Auditor> s_auditor = new(Prepare);

    private static IEnumerable<TestCaseData> Saboteurs() =>
        SaboteurCatalog.All.Select(saboteur => new TestCaseData(saboteur).SetArgDisplayNames(saboteur.Name));

    /// <summary>Each lie is caught by each assertion that is about it, and by no other.</summary>
    [TestCaseSource(nameof(Saboteurs))]
    [Category("kind_saboteur")]
    public void The_column_of_the_table_holds(Saboteur saboteur)
    {
        var audit = s_auditor.Value.Audit(saboteur, Environment.ProcessorCount);
        TestContext.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{saboteur.Lie}: {audit.Must.Commands:N0} must fail, {audit.MustNot.Commands:N0} must not, {audit.May.Caught:N0} of "
                    + $"{audit.May.Commands:N0} may, {audit.Weak.Commands:N0} are weak"));
        Assert.That(audit.Findings, Is.Empty);
        if (!audit.IsAsked)
        {
            Assert.Ignore($"no assertion of these suites is about it: {saboteur.Lie}");
        }
    }

    // Our own suite takes part unless a part of the suites is asked for.
    private static Auditor Prepare()
    {
        var settings = Settings.Current;
        var plan = ConformanceCases.Plan;
        if (settings.Suites.IsEmpty && settings.Files.IsEmpty && ConformanceCases.Selection.IsOfficial)
        {
            var own = Auditor.SuitesOf(ConformanceCases.Selection).Except(ConformanceCases.Selection.Suites);
            plan = new RunPlan(
                [.. plan.Jobs, .. Planner.Plan(own, new PlanOptions { Tiers = [ConformanceCases.Engine.Tiers[0]] }).Jobs]);
        }

        var tier = ConformanceCases.Engine.Tiers[0];
        return Auditor.Prepare(
            ConformanceCases.Engine, new RunPlan([.. plan.Jobs.Where(job => job.Tier == tier)]), Environment.ProcessorCount);
    }
}
