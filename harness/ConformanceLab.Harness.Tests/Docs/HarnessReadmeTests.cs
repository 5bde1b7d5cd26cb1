using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Docs;

/// <summary>What the harness's README says is so: verdicts, events, expectations.</summary>
public sealed class HarnessReadmeTests
{
    private static readonly string s_readme = Documents.Read("harness/README.md");

    [Test]
    public void The_table_of_verdicts_is_the_verdicts()
    {
        var rows = Documents.Table(s_readme, "verdict").ToDictionary(row => row[0].Trim('`'), row => row[2]);
        Assert.That(
            rows,
            Is.EquivalentTo(
                Enum.GetValues<Verdict>().ToDictionary(verdict => verdict.Name(), verdict => verdict.IsBad() ? "failed" : "good")));
    }

    [Test]
    public void Every_event_is_named()
    {
        var events = typeof(RunEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(RunEvent)))
            .Select(type => type.Name)
            .ToList();
        Assert.That(events, Has.Count.EqualTo(5).And.All.Matches<string>(name => s_readme.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [Test]
    public void The_example_of_expectations_can_be_read_and_has_every_member()
    {
        var example = Documents.Blocks(s_readme, "json").Single();
        var folder = Directory.CreateTempSubdirectory("clab-test-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "known.json"), example);
            var entry = ExpectationSet.Load(folder.FullName).All.Single();
            Assert.That(
                (entry.Engine, entry.Tier, entry.Verdict, entry.RemoveWhen),
                Is.EqualTo(("conformancelab", "interpreter", "fail", "what must happen for the entry to go")));
            foreach (var member in typeof(Expectation).GetProperties().Where(member => member.Name != "EqualityContract"))
            {
                Assert.That(example, Does.Contain($"\"{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]}\""));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Defaults_of_expectations_are_the_documented_ones()
    {
        var entry = new Expectation { Id = "a#1", Reason = "r", Link = "l", RemoveWhen = "w" };
        Assert.That((entry.Engine, entry.Tier, entry.Profile, entry.Verdict), Is.EqualTo(("*", "*", "*", "fail")));
    }

    [Test]
    public void The_tour_of_expectations_has_every_member_with_its_default()
    {
        var tour = Documents.Read("suites/expectations/README.md");
        using var folder = new Cli.TestFolder();
        folder.Write("known.json", Documents.Blocks(tour, "json").Single());
        Assert.That(ExpectationSet.Load(folder.Path).All, Has.Length.EqualTo(1));
        var least = new Expectation { Id = "–", Reason = "–", Link = "–", RemoveWhen = "–" };
        var members = typeof(Expectation).GetProperties().Where(member => member.Name != "EqualityContract");
        Assert.That(
            Documents.Table(tour, "member").Select(row => $"{row[0].Trim('`')} {row[2].Trim('`')}"),
            Is.EquivalentTo(
                members.Select(member => $"{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]} {member.GetValue(least)}")));
    }
}
