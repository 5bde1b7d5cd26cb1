using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.MutationTester;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Mutation;

/// <summary>What of the suites judges mutants.</summary>
public sealed class CampaignTests
{
    [Test]
    public void Scripts_that_the_engine_executes_judge_mutants_and_programs_do_not()
    {
        var script = Job("b.wast", Script.Parse("(module)"u8.ToArray()));
        var unsupported = script with { File = "a.wast", UnsupportedReason = "not built" };
        var program = Job("c.wasm", ProgramScript.Create("c.wasm", new byte[] { 0 }, [new ProgramCase { Arguments = ["c.wasm"] }]));
        Assert.That(Campaign.Scripts(new RunPlan([program, unsupported, script])), Is.EqualTo(new[] { script }));
    }

    private static FileJob Job(string file, Script script) => new("suite", file, file, "interpreter", WasmFeatures.Wasm3, script);
}
