using System.Xml.Linq;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Docs;

/// <summary>Projects refer to each other in one direction only: language ← engine ← WASI ← harness ← reports ← command line.</summary>
public sealed class ProjectReferenceTests
{
    // A project may refer, directly, to these. What stands lower may never come to need what stands higher.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["ConformanceLab.Wasm"] = [],
        ["ConformanceLab.Engine"] = ["ConformanceLab.Wasm"],
        ["ConformanceLab.Fuzzing"] = ["ConformanceLab.Wasm"],
        ["ConformanceLab.Wasi"] = ["ConformanceLab.Engine"],
        ["ConformanceLab.Harness"] = ["ConformanceLab.Engine", "ConformanceLab.Fuzzing", "ConformanceLab.Wasi"],
        ["ConformanceLab.Statistics"] = [],
        ["ConformanceLab.Gate"] = ["ConformanceLab.Statistics", "ConformanceLab.Wasm"],
        ["ConformanceLab.Reports"] = ["ConformanceLab.Harness", "ConformanceLab.Gate"],
        ["ConformanceLab.Worker"] = ["ConformanceLab.Harness"],
        ["ConformanceLab.Worker.Wasmtime"] = ["ConformanceLab.Harness"],
        ["ConformanceLab.Cli"] = ["ConformanceLab.Harness", "ConformanceLab.Gate", "ConformanceLab.Worker", "ConformanceLab.Reports"],
        ["ConformanceLab.Conformance"] = ["ConformanceLab.Harness", "ConformanceLab.Worker"],
        ["ConformanceLab.Performance"] = ["ConformanceLab.Harness"],
        ["ConformanceLab.Engine.Tests"] = ["ConformanceLab.Engine", "ConformanceLab.Fuzzing", "ConformanceLab.Wasi", "InstructionGenerator"],
        ["ConformanceLab.Harness.Tests"] = ["ConformanceLab.Cli", "LabGenerator", "MutationTester"],
        ["ConformanceLab.Gate.Tests"] = ["ConformanceLab.Statistics", "ConformanceLab.Gate", "ConformanceLab.Reports"],
        ["FuzzCoverage"] = [],
        ["InstructionGenerator"] = [],
        ["LabGenerator"] = ["InstructionGenerator"],
        ["MutationTester"] = ["ConformanceLab.Fuzzing", "ConformanceLab.Harness"],
    };

    private static IEnumerable<string> Projects() => new[] { "engine", "harness", "reports", "scripts" }
        .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Documents.Root, room), "*.csproj", SearchOption.AllDirectories))
        // Benchmarks that were broken off leave projects of their own among what was built.
        .Where(project => !project.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [TestCaseSource(nameof(Projects))]
    public void References_follow_the_arrows(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.That(s_allowed, Contains.Key(name), "a new project needs its place in this table");
        var references = XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.That(references, Is.SubsetOf(s_allowed[name]));
    }
}
