using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Docs;
using ConformanceLab.MutationTester.Building;
using ConformanceLab.MutationTester.Mutants;
using ConformanceLab.MutationTester.Reporting;
using ConformanceLab.MutationTester.Running;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Mutation;

/// <summary>An engine with mutants in it, and a script that judges them.</summary>
public sealed class MutantTests
{
    private const string Script = """
        (module
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "loop") (param $n i32) (result i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (local.get $n)))
        (assert_return (invoke "add" (i32.const 2) (i32.const 3)) (i32.const 5))
        (assert_return (invoke "loop" (i32.const 3)) (i32.const 0))
        """;

    private static readonly ReviewedMutants s_reviewed =
        ReviewedMutants.Load(Path.Combine(Documents.Root, "suites", "lab", ReviewedMutants.FileName));

    private string _folder = "";
    private SchemataBuild? _build;
    private List<Mutant> _mutants = [];
    private Oracle? _oracle;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = Directory.CreateTempSubdirectory("clab-mutants-").FullName;
        var files = s_reviewed.Entries.Select(entry => entry.File).Append("Interpreter/Control.cs").Append("Numerics/Integers.cs");
        _build = SchemataBuild.Create(Documents.Root, [new Area("test", [.. files.Distinct()])]);
        _mutants =
        [
            Find("Numerics.I32Add", "a + b", "a - b"),
            Find("Handlers.Branch", "branch[3] != 0", "true"),  // no operand moves where there is none
            Find("Handlers.Loop", "1", "0"),
            Find("Numerics.I64Add", "a + b", "a - b"),
        ];
        var program = Workshop.Make(_build, _mutants, _folder);
        var script = Path.Combine(_folder, "script.wast");
        File.WriteAllText(script, Script);
        var plan = Planner.PlanFiles([script], ["interpreter"], WasmFeatures.Wasm3);
        var limits = WorkerLimits.Default with { ProcessorTime = TimeSpan.FromSeconds(2) };
        _oracle = Oracle.Calibrate("test", program, limits, plan.Jobs, _mutants.Count, CancellationToken.None);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_mutant_that_computes_something_else_is_killed_where_that_is_asserted()
    {
        var finding = Judge("Numerics.I32Add");
        Assert.That(finding.Fate, Is.EqualTo(Fate.Verdict));
        Assert.That(finding.Where, Does.EndWith("script.wast:5"));
    }

    [Test]
    public void A_mutant_that_changes_nothing_survives() => Assert.That(Judge("Handlers.Branch").Fate, Is.EqualTo(Fate.Survived));

    [Test]
    public void A_mutant_that_never_ends_is_a_timeout() => Assert.That(Judge("Handlers.Loop").Fate, Is.EqualTo(Fate.Timeout));

    [Test]
    public void A_mutant_that_no_script_comes_across_is_not_reached() =>
        Assert.That(Judge("Numerics.I64Add").Fate, Is.EqualTo(Fate.NotReached));

    [Test]
    public void All_commands_can_kill() => Assert.That(_oracle!.Commands, Is.EqualTo(3));

    [Test]
    public void Mutants_that_were_reviewed_exist() => Assert.That(s_reviewed.Stale(_build!.Mutants), Is.Empty);

    private Finding Judge(string member) =>
        _oracle!.Judge(_mutants.FindIndex(mutant => mutant.Member == member), CancellationToken.None);

    private Mutant Find(string member, string original, string mutated) =>
        _build!.Mutants.Single(mutant => mutant.Member == member && mutant.Original == original && mutant.Mutated == mutated);
}
