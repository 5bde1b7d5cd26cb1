using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Programs;

/// <summary>Manifests of programs, and our own programs.</summary>
public sealed class ProgramManifestTests
{
    private static readonly string s_suites = SuiteLocator.FindRepositorySuites()!;

    private static string Entry(string name, string file = "a.wasm", string cases = "{ \"stdout\": \"a.out\" }", string more = "") => $$"""
        { "name": "{{name}}", "class": "integer", "about": "counts", "source": "a.c", "file": "{{file}}", "evidence": "native",
          "cases": [ {{cases}} ], "benchmark": ["7"] {{more}} }
        """;

    private static ProgramManifest Load(TestFolder folder, params string[] entries)
    {
        folder.Write(ProgramManifest.FileName, $"{{ \"programs\": [ {string.Join(", ", entries)} ] }}");
        return ProgramManifest.Load(folder.Path);
    }

    [Test]
    public void Each_case_is_a_command_with_its_input_and_what_must_come_of_it()
    {
        using var folder = new TestFolder();
        folder.Write("a.wasm", "\0asm");
        folder.Write("a.in", "in");
        folder.Write("a.out", "one");
        folder.Write("a.2.out", "two");
        var manifest = Load(folder, Entry(
            "a", cases: "{ \"stdout\": \"a.out\" }, { \"arguments\": [\"x\"], \"stdin\": \"a.in\", \"exitCode\": 3, \"stdout\": \"a.2.out\" }"));
        var cases = manifest.ScriptOf("a.wasm").Commands.Cast<ProgramCommand>().Select(command => command.Case).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(cases.Select(one => string.Join(' ', one.Arguments)), Is.EqualTo(new[] { "a", "a x" }));
            Assert.That(cases.Select(one => one.ExitCode), Is.EqualTo(new[] { 0, 3 }));
            Assert.That(cases[1].StandardInput.ToArray(), Is.EqualTo("in"u8.ToArray()));
            Assert.That(cases.Select(one => one.StandardOutput), Is.EqualTo(new[] { "one"u8.ToArray(), "two"u8.ToArray() }));
            Assert.That(manifest.Find("a")!.Benchmark, Is.EqualTo(new[] { "7" }));
            Assert.That(manifest.Find("b"), Is.Null);
        });
    }

    [TestCase("a is there twice", "a", "a")]
    [TestCase("b is there twice", "a", "b")]
    public void A_program_that_is_there_twice_is_refused(string message, params string[] names)
    {
        using var folder = new TestFolder();
        Assert.That(
            () => Load(folder, [.. names.Select(name => Entry(name))]), Throws.InstanceOf<FormatException>().With.Message.EndsWith(message));
    }

    [TestCase("a.wasm", "", "", "a has no case")]
    [TestCase("../a.wasm", "{ \"stdout\": \"a.out\" }", "", "a: ../a.wasm lies outside the folder")]
    [TestCase("a.wasm", "{ \"stdout\": \"/etc/passwd\" }", "", "a: /etc/passwd lies outside the folder")]
    [TestCase("a.wasm", "{ \"stdout\": \"a.out\", \"stdin\": \"../x\" }", "", "a: ../x lies outside the folder")]
    [TestCase("a.wasm", "{ }", "", "stdout")]
    [TestCase("a.wasm", "{ \"stdout\": \"a.out\" }", ", \"frob\": 1", "frob")]
    public void A_manifest_that_is_wrong_is_refused(string file, string cases, string more, string message)
    {
        using var folder = new TestFolder();
        Assert.That(() => Load(folder, Entry("a", file, cases, more)), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
    }

    [Test]
    public void Our_own_programs_run_wherever_no_folder_is_asked_for()
    {
        using var folder = new TestFolder();
        folder.Write("suites/catalog.json", "{ \"suites\": [] }");
        folder.Write("suites/lab/a.wast", "(module)");
        folder.Write("suites/programs/programs.json", "{ \"programs\": [] }");
        folder.Write("other/b.wast", "(module)");
        string[] Names(string? given, string? environment) =>
            [.. SuiteLocator.Locate(given, environment, folder["suites"]).Suites.Select(suite => suite.Entry.Name)];
        Assert.Multiple(() =>
        {
            Assert.That(Names(null, null), Is.EqualTo(new[] { "lab", "programs" }));
            Assert.That(Names(null, folder["other"]), Is.EqualTo(new[] { "other", "programs" }));
            Assert.That(Names(folder["other"], null), Is.EqualTo(new[] { "other" }));
            Assert.That(Names(folder["suites/programs"], null), Is.EqualTo(new[] { "programs" }));
            Assert.That(Names(folder["suites/lab"], folder["other"]), Is.EqualTo(new[] { "lab" }));
        });
    }

    [Test]
    public void Our_own_programs_pass_on_every_tier()
    {
        var engine = new LabEngine();
        var plan = Planner.Plan([SuiteLocator.Programs(s_suites)], new PlanOptions { Tiers = engine.Tiers });
        var summary = new ConformanceRunner(engine, new RunOptions()).Run(plan, []);
        Assert.That((summary.Ledger[Verdict.Pass], summary.ExitCode), Is.EqualTo((plan.Commands, 0)));
    }

    [Test]
    public void Our_own_programs_have_sources_and_are_small()
    {
        var root = SuiteLocator.Programs(s_suites).Root;
        var programs = ProgramManifest.Load(root).Programs;
        Assert.That(programs, Has.Length.GreaterThanOrEqualTo(25));
        Assert.That(programs.Sum(program => new FileInfo(Path.Combine(root, program.File)).Length), Is.LessThan(3 << 20));
        foreach (var program in programs)
        {
            var source = Path.Combine(root, program.Source);
            var model = Path.ChangeExtension(source, ".model.c");
            Assert.That(source, Does.Exist);
            Assert.That(program.Evidence, Is.EqualTo(File.Exists(model) ? "native: its model in C" : "native"), program.Name);
            Assert.That(program.Source.EndsWith(".wat", StringComparison.Ordinal), Is.EqualTo(File.Exists(model)), program.Name);
        }

        Assert.That(
            Documents.Table(Documents.Read("suites/programs/README.md"), "class").Select(row => $"{row[0]} {row[2]}"),
            Is.EqualTo(programs.GroupBy(program => program.Class)
                .Select(group => $"`{group.Key}` {string.Join(' ', group.Select(program => $"`{program.Name}`"))}")));

        // Nothing lies there that no program has.
        Assert.That(
            Directory.EnumerateFiles(root, "*.wasm", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)),
            Is.EquivalentTo(programs.Select(program => program.File)));
    }
}
