using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tracking;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Tracking;

/// <summary>suites/proposals.json and suites/skills.json.</summary>
public sealed class CatalogTests
{
    private static readonly string s_suites = SuiteLocator.FindRepositorySuites()!;
    private static readonly ProposalCatalog s_proposals = ProposalCatalog.Load(Path.Combine(s_suites, ProposalCatalog.FileName));

    [Test]
    public void Every_suite_of_the_catalog_has_a_row()
    {
        var suites = SuiteCatalog.Load(Path.Combine(s_suites, SuiteCatalog.FileName)).Suites.Select(suite => suite.Name);
        var named = s_proposals.Proposals.SelectMany(entry => entry.Files).Select(file => file.Split('/')[0]).ToHashSet();
        Assert.That(suites, Is.SubsetOf(named));
    }

    [Test]
    public void Every_pattern_selects_a_file_of_the_suites_that_are_here()
    {
        var suites = SuiteLocator.Locate().Suites.Add(SuiteLocator.Lab(s_suites)).DistinctBy(suite => suite.Entry.Name).ToList();
        var files = suites.SelectMany(suite => suite.Files().Select(file => $"{suite.Entry.Name}/{file}")).ToList();
        Assert.Multiple(() =>
        {
            foreach (var entry in s_proposals.Proposals)
            {
                var here = entry.Files.Concat(entry.Except).Where(it => suites.Any(suite => suite.Entry.Name == it.Split('/')[0]));
                foreach (var pattern in here)
                {
                    Assert.That(
                        files.Any(new ProposalEntry { Name = "", Title = "", Files = [pattern] }.Has), Is.True,
                            $"{entry.Name}: {pattern} selects nothing");
                }
            }
        });
    }

    [Test]
    public void Every_expression_finds_commands_in_every_file_of_its_row()
    {
        var sources = new ScriptSources(SuiteLocator.Locate().Suites);
        foreach (var entry in s_proposals.Proposals.Where(entry => entry.Text is not null && sources.SuiteOf("spec-3.0") is not null))
        {
            foreach (var file in entry.Files)
            {
                var found = sources.Select("spec-3.0", file["spec-3.0/".Length..], entry.CreateExpression()!);
                Assert.That(found, Is.Not.Empty, $"{entry.Name}: {file}");
            }
        }
    }

    [Test]
    public void The_tree_of_skills_is_one_and_names_what_nothing_measures()
    {
        var skills = SkillCatalog.Load(Path.Combine(s_suites, SkillCatalog.FileName), s_proposals);
        Assert.That(skills.Branches.Select(branch => branch.Name), Is.EquivalentTo(skills.Skills.Select(skill => skill.Branch).Distinct()));
        Assert.That(
            skills.Skills.Where(skill => skill.Missing is not null).Select(skill => skill.Name),
            Is.EquivalentTo(
                new[] { "streaming", "code-cache", "strings", "modules", "promises", "debugging", "small-devices" }));
    }

    [TestCase(
        """{ "proposals": [ { "name": "a", "title": "A", "reason": "r" }, { "name": "a", "title": "A", "reason": "r" } ] }""",
        "a stands twice")]
    [TestCase("""{ "proposals": [ { "name": "a", "title": "A" } ] }""", "a needs either files that measure it, or a reason")]
    [TestCase("""{ "proposals": [ { "name": "a", "title": "A", "files": ["x/*"], "reason": "r" } ] }""", "a needs either files")]
    [TestCase("""{ "proposals": [ { "name": "a", "title": "A", "files": ["x/*"], "text": "(" } ] }""", "a: text: ")]
    [TestCase("""{ "unasked": ["(a)\\1"], "proposals": [] }""", "unasked: ")]
    [TestCase("""{ "proposals": [ { "name": "a" } ] }""", "title")]
    [TestCase("[", "")]
    public void A_catalog_that_makes_no_sense_is_refused_by_name(string text, string message)
    {
        using var folder = new TestFolder();
        var path = folder.Write("proposals.json", text);
        Assert.That(() =>
            ProposalCatalog.Load(path), Throws.InstanceOf<FormatException>().With.Message.StartsWith(path).And.Message.Contains(message));
    }

    [TestCase("""{ "name": "x", "title": "X", "branch": "b", "missing": "m" }""", null)]
    [TestCase("""{ "name": "x", "title": "X", "branch": "c", "missing": "m" }""", "x: no such branch: 'c'")]
    [TestCase("""{ "name": "x", "title": "X", "branch": "b" }""", "x needs either something that measures it, or what is missing")]
    [TestCase("""{ "name": "x", "title": "X", "branch": "b", "proposals": ["core"], "missing": "m" }""", "x needs either")]
    [TestCase("""{ "name": "x", "title": "X", "branch": "b", "proposals": ["frob"] }""", "x is measured by 'frob', which is no proposal")]
    [TestCase("""{ "name": "x", "title": "X", "branch": "b", "requires": ["y"], "missing": "m" }""", "x requires 'y', which is no skill")]
    [TestCase("""{ "name": "core", "title": "X", "branch": "b", "missing": "m" }""", "core stands twice")]
    [TestCase(
        """
        { "name": "x", "title": "X", "branch": "b", "requires": ["y"], "missing": "m" },
        { "name": "y", "title": "Y", "branch": "b", "missing": "m" }
        """,
        "x must stand behind y")]
    [TestCase(
        """{ "name": "x", "title": "X", "branch": "b", "evidence": { "name": "e", "unit": "ns", "command": "c" } }""",
        "either atMost or atLeast")]
    public void A_tree_that_makes_no_sense_is_refused_by_name(string skill, string? message)
    {
        using var folder = new TestFolder();
        var path = folder.Write(
            "skills.json",
            $$"""
            { "root": { "name": "core", "title": "Core", "proposals": ["core"] },
              "branches": [ { "name": "b", "title": "B", "about": "" } ], "skills": [ {{skill}} ] }
            """);
        if (message is null)
        {
            Assert.That(SkillCatalog.Load(path, s_proposals).Skills, Has.Length.EqualTo(1));
        }
        else
        {
            Assert.That(
                () => SkillCatalog.Load(path, s_proposals), Throws.InstanceOf<FormatException>().With.Message.StartsWith(
                    path).And.Message.Contains(message));
        }
    }
}
