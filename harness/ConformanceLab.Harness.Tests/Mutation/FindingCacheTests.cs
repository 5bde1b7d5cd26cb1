using ConformanceLab.Harness.Execution;
using ConformanceLab.MutationTester.Mutants;
using ConformanceLab.MutationTester.Running;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Mutation;

/// <summary>What is known of mutants is used again, and only while it is true.</summary>
public sealed class FindingCacheTests
{
    private static readonly Mutant s_mutant = new("area", MutationOperator.Shift, "File.cs", 1, "Type.Member", "a << b", "a >> b", 1);
    private static readonly Finding s_finding = new(Fate.Verdict, "suite/file.wast:3");

    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("clab-findings-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_finding_is_found_by_the_next_run()
    {
        Open("(module)", "engine").Add(s_mutant, s_finding);
        Assert.That(Open("(module)", "engine").Find(s_mutant), Is.EqualTo(s_finding));
    }

    [TestCase("(module) ", "engine")]
    [TestCase("(module)", "another engine")]
    public void It_is_forgotten_when_a_script_or_the_engine_changes(string script, string engine)
    {
        Open("(module)", "engine").Add(s_mutant, s_finding);
        Assert.That(Open(script, engine).Find(s_mutant), Is.Null);
    }

    [Test]
    public void A_line_that_was_broken_off_is_ignored()
    {
        Open("(module)", "engine").Add(s_mutant, s_finding);
        File.AppendAllText(Path.Combine(_folder, "findings"), """{"Fingerprint":"12""");
        Assert.That(Open("(module)", "engine").Find(s_mutant), Is.EqualTo(s_finding));
    }

    private FindingCache Open(string script, string engine)
    {
        var path = Path.Combine(_folder, "script.wast");
        File.WriteAllText(path, script);
        return FindingCache.Open(
            Path.Combine(_folder, "findings"), engine, Planner.PlanFiles([path], ["interpreter"], WasmFeatures.Wasm3).Jobs);
    }
}
