using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Execution;

public sealed class SuiteTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clab").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private const string Catalog =
        """
        { "suites": [
          { "name": "core", "path": "core", "profile": "wasm3" },
          { "name": "pages", "path": "proposals/pages", "proposal": "Custom Page Sizes", "features": ["custom-page-sizes"],
            "overrides": { "binary.wast": "core/binary.wast" }, "profiles": { "old": "wasm2" } },
          { "name": "stacks", "path": "proposals/stacks", "proposal": "Stack Switching", "features": ["stack-switching"],
            "status": "unsupported", "reason": "not yet" } ] }
        """;

    [Test]
    public void Suites_bring_their_own_features_profiles_and_overrides()
    {
        Write("catalog.json", Catalog);
        Write("core/core/binary.wast", "(module)");
        Write("core/core/a.wast", "(module)");
        Write("proposals/pages/binary.wast", "(module)");
        Write("proposals/pages/old/x.wast", "(module)");
        Write("proposals/stacks/s.wast", "(module)");
        var selection = SuiteLocator.Locate(_folder);
        var plan = Planner.Plan(selection.Suites, new PlanOptions { Tiers = ["interpreter"] });
        var all = Planner.Plan(selection.Suites, new PlanOptions { Tiers = ["interpreter"], Profile = "all" });
        Assert.Multiple(() =>
        {
            Assert.That(selection.IsOfficial, Is.True);
            Assert.That(
                plan.Jobs.Select(job => job.Id.Split('@')[0]).Order(),
                Is.EqualTo(
                    new[] { "core/core/a.wast", "core/core/binary.wast", "pages/binary.wast", "pages/old/x.wast", "stacks/s.wast" }));
            Assert.That(
                plan.Jobs.Single(job => job.File == "binary.wast").Features, Is.EqualTo(WasmFeatures.Wasm3 | WasmFeatures.CustomPageSizes));
            Assert.That(
                plan.Jobs.Single(job => job.File == "old/x.wast").Features, Is.EqualTo(WasmFeatures.Wasm2 | WasmFeatures.CustomPageSizes));
            Assert.That(plan.Jobs.Single(job => job.Suite == "stacks").UnsupportedReason, Is.EqualTo("stacks: not yet"));
            Assert.That(
                all.Jobs.Select(job => $"{job.Suite}/{job.File}"),
                Does.Not.Contain("core/core/binary.wast"),
                "replaced, because the feature is on");
            Assert.That(all.Jobs.Select(job => $"{job.Suite}/{job.File}"), Does.Contain("core/core/a.wast"));
        });
    }

    [Test]
    public void Filters_take_suites_proposals_parts_and_patterns()
    {
        Write("catalog.json", Catalog);
        Write("core/a.wast", "");
        Write("core/b.wast", "");
        Write("proposals/pages/a.wast", "");
        var suites = SuiteLocator.Locate(_folder).Suites;
        IEnumerable<string> Names(PlanOptions options) =>
            Planner.Plan(suites, options).Jobs.Select(job => $"{job.Suite}/{job.File}").Order();
        var none = new PlanOptions { Tiers = ["interpreter"] };
        Assert.Multiple(() =>
        {
            Assert.That(Names(none with { Suites = ["Custom Page Sizes"] }), Is.EqualTo(new[] { "pages/a.wast" }));
            Assert.That(Names(none with { Suites = ["core"] }), Is.EqualTo(new[] { "core/a.wast", "core/b.wast" }));
            Assert.That(Names(none with { Files = ["a.wast"] }), Is.EqualTo(new[] { "core/a.wast", "pages/a.wast" }));
            Assert.That(Names(none with { Files = ["core/*"] }), Is.EqualTo(new[] { "core/a.wast", "core/b.wast" }));
            Assert.That(Names(none with { Tiers = ["x", "y"], Files = ["core/b"] }), Is.EqualTo(new[] { "core/b.wast", "core/b.wast" }));
        });
    }

    [Test]
    public void Without_official_suites_our_own_is_taken_and_says_so()
    {
        Write("suites/catalog.json", Catalog);
        Write("suites/lab/execution/a.wast", "(module)");
        Write("suites/lab/proposals/threads/b.wast", "(module)");
        var selection = SuiteLocator.Locate(null, "", Path.Combine(_folder, "suites"));
        var plan = Planner.Plan(selection.Suites, new PlanOptions { Tiers = ["interpreter"] });
        Assert.That(selection.IsOfficial, Is.False);
        Assert.That(
            selection.Describe(),
            Is.EqualTo(
                $"{Path.Combine(_folder, "suites", "lab")} (no official suite could be had: this is our own; "
                    + "scripts/fetch-suites fetches the official ones)"));
        Assert.That(plan.Jobs.Select(job => (job.File, job.Features)), Is.EquivalentTo(new[]
        {
            ("execution/a.wast", WasmFeatures.Wasm3), ("proposals/threads/b.wast", WasmFeatures.Wasm3 | WasmFeatures.Threads),
        }));
    }

    [TestCase("lab", false)]
    [TestCase("lab", true)]
    [TestCase("programs", false)]
    [TestCase("programs", true)]
    public void Our_own_suite_that_was_chosen_stands_in_for_nothing(string name, bool isByEnvironment)
    {
        Write("suites/catalog.json", Catalog.Replace("proposals/pages", "proposals/threads", StringComparison.Ordinal));
        Write("suites/lab/execution/a.wast", "(module)");
        Write("suites/lab/proposals/threads/b.wast", "(module)");
        Write("suites/programs/README.md", "");
        var own = Path.Combine(_folder, "suites", name);
        var selection = SuiteLocator.Locate(
            isByEnvironment ? null : own, isByEnvironment ? own + Path.DirectorySeparatorChar : "elsewhere", Path.Combine(_folder, "suites"));
        Assert.That(
            (selection.IsOfficial, selection.IsStandIn, selection.Describe().TrimEnd(Path.DirectorySeparatorChar)),
            Is.EqualTo((false, false, $"{(isByEnvironment ? "CLAB_SUITES" : "--suites")} {own}")));
        Assert.That(
            selection.Suites.Select(suite => suite.Entry.Name),
            Is.EqualTo(isByEnvironment && name == "lab" ? new[] { "lab", "programs" } : [name]));
        Assert.That(selection.Missing, Is.Empty);
    }

    [Test]
    public void The_environment_names_a_folder_but_an_argument_goes_before()
    {
        Write("one/a.wast", "(module)");
        Write("two/b.wast", "(module)");
        var (one, two) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "two"));
        Assert.That(SuiteLocator.Locate(null, one, _folder).Suites.Single().Files(), Is.EqualTo(new[] { "a.wast" }));
        Assert.That(SuiteLocator.Locate(two, one, _folder).Suites.Single().Files(), Is.EqualTo(new[] { "b.wast" }));
    }

    [TestCase("{ \"suites\": [ { \"name\": \"x\", \"path\": \"x\", \"profile\": \"wasm9\" } ] }")]
    [TestCase("{ \"suites\": [ { \"name\": \"x\", \"path\": \"x\", \"status\": \"perhaps\" } ] }")]
    [TestCase("{ \"suites\": [ { \"name\": \"x\", \"path\": \"x\", \"features\": [\"frob\"] } ] }")]
    [TestCase("{ \"suites\": [ { \"name\": \"x\" } ] }")]
    [TestCase("[]")]
    public void Wrong_catalogs_are_refused(string text)
    {
        Write("catalog.json", text);
        Assert.That(() => SuiteLocator.Locate(_folder), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.That(() => SuiteLocator.Locate(Path.Combine(_folder, "nothing")), Throws.InstanceOf<DirectoryNotFoundException>());

    [Test]
    public void Every_official_script_is_read_to_the_last_command()
    {
        var selection = SuiteLocator.Locate();
        if (!selection.IsOfficial)
        {
            Assert.Ignore($"no official suites on this machine; {selection.Source} is all there is");
        }

        Assert.Multiple(() =>
        {
            foreach (var suite in selection.Suites.Where(suite => suite.Entry.Commands > 0))
            {
                var scripts = suite.Files().Select(file => (File: file, Script: suite.Load(file))).ToList();
                Assert.That(
                    (scripts.Count, scripts.Sum(s => s.Script.Commands.Length)),
                    Is.EqualTo((suite.Entry.Files, suite.Entry.Commands)),
                    suite.Entry.Name);
                if (suite.Entry.IsSupported)
                {
                    Assert.That(
                        scripts.SelectMany(
                            s => s.Script.Commands.OfType<BrokenCommand>().Select(
                                broken => $"{s.File}:{broken.Span.Line}: {broken.Message}")),
                        Is.Empty, suite.Entry.Name);
                }
            }
        });
    }
}
