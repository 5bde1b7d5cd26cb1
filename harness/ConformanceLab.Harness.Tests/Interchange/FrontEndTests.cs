using System.Collections.Concurrent;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Interchange;

/// <summary>The ways from a file to commands: ours, through JSON of our own, and through wabt's program.</summary>
[NonParallelizable]
public sealed class FrontEndTests
{
    private const string Wast = """
        (module $M (func (export "f") (result i32) (i32.const 1)))
        (assert_return (invoke "f") (i32.const 1))
        """;

    private const string Module = """{"type": "module", "line": 1, "filename": "m.wasm"}""";

    // What a script says goes through our own writer and our own reader, in memory.
    private sealed class ThroughJson : IScriptFrontEnd
    {
        public string Name => "json";

        public LoadedScript Load(string path)
        {
            var script = Script.Load(path);
            try
            {
                var json = ScriptJsonWriter.Write(script, path, "a", new ScriptJsonOptions());
                var modules = json.Modules.ToDictionary(module => module.Name, module => module.Bytes);
                var read = ScriptJsonReader.Read(json.Json.ToArray(), name => modules[name]);
                return new LoadedScript(Script.Create(script.Text, Wast2JsonFrontEnd.Place(read.Commands, script), script.Ids));
            }
            catch (ScriptJsonException error)
            {
                return new LoadedScript(script, error.Message);
            }
        }
    }

    private sealed class Verdicts : IRunObserver
    {
        public ConcurrentDictionary<string, Verdict> All { get; } = [];

        public void OnEvent(RunEvent happened)
        {
            if (happened is CommandFinished { Job: var job, Result: var result })
            {
                All[$"{job.Id} {result.Index}"] = result.Verdict;
            }
        }
    }

    private static (RunPlan Plan, Verdicts Verdicts) Execute(IScriptFrontEnd frontEnd)
    {
        var engine = new LabEngine();
        var suites = SuiteLocator.Locate().Suites
            .Where(suite => suite.Entry.IsSupported)
            .Append(SuiteLocator.Lab(SuiteLocator.FindRepositorySuites()!))
            .DistinctBy(suite => suite.Entry.Name);
        var plan = Planner.Plan(suites, new PlanOptions { Tiers = ["interpreter"], FrontEnd = frontEnd });
        var verdicts = new Verdicts();
        new ConformanceRunner(engine, new RunOptions()).Run(plan, [verdicts]);
        return (plan, verdicts);
    }

    [Test]
    public void Suites_through_JSON_have_the_verdicts_that_they_have_without()
    {
        var (plan, direct) = Execute(OwnFrontEnd.Instance);
        var (through, verdicts) = Execute(new ThroughJson());
        var refused = through.Jobs.Where(job => job.IsRefused).ToDictionary(job => job.Id, job => job.UnsupportedReason);

        // The one command of the script language that JSON has no word for.
        Assert.That(refused.Keys, Is.EqualTo(new[] { "lab/linking/state.wast@interpreter" }));
        Assert.That(refused.Values, Has.All.EndsWith("'script' can't be said in JSON"));
        Assert.That(through.Commands, Is.EqualTo(plan.Commands).And.Positive);
        Assert.That(verdicts.All.Where(entry => entry.Value != Expected(entry.Key)), Is.Empty);

        Verdict Expected(string command) => refused.ContainsKey(command.Split(' ')[0]) ? Verdict.Unsupported : direct.All[command];
    }

    [Test]
    public void Wabt_converts_what_it_can_and_the_rest_is_refused_with_its_message()
    {
        var frontEnd = new Wast2JsonFrontEnd(InstalledProgram());
        using var folder = new TestFolder();
        var good = frontEnd.Load(folder.Write("good.wast", Wast));
        Assert.That(good.Refusal, Is.Null);
        Assert.That(good.Script.Commands.Select(command => command.Keyword), Is.EqualTo(new[] { "module", "assert_return" }));
        Assert.That(((ModuleCommand)good.Script.Commands[0]).Source.Form, Is.EqualTo(ModuleForm.Binary));
        var bad = frontEnd.Load(folder.Write("bad.wast", "(module (func (frob)))\n"));
        Assert.That(bad.Refusal, Does.StartWith("wast2json can't convert bad.wast: 1:").And.Contains("frob"));
        Assert.That(bad.Script.Commands, Has.Length.EqualTo(1));
    }

    [Test]
    public void Our_own_suite_through_wabt_passes()
    {
        var frontEnd = new Wast2JsonFrontEnd(InstalledProgram());
        var plan = Planner.Plan(
            [SuiteLocator.Lab(SuiteLocator.FindRepositorySuites()!)], new PlanOptions { Tiers = ["interpreter"], FrontEnd = frontEnd });
        var refused = plan.Jobs.Where(job => job.IsRefused).Sum(job => job.Commands);
        var summary = new ConformanceRunner(new LabEngine(), new RunOptions()).Run(plan, []);
        Assert.That((summary.IsBalanced, summary.Ledger[Verdict.Unsupported]), Is.EqualTo((true, refused)));
        Assert.That(summary.Ledger[Verdict.Pass], Is.EqualTo(plan.Commands - refused).And.Positive);
    }

    private static Wast2JsonProgram InstalledProgram()
    {
        if (Wast2JsonProgram.Find() is null)
        {
            Assert.Ignore($"wabt's wast2json is not on this machine; {Wast2JsonProgram.HowToInstall}");
        }

        return Wast2JsonProgram.Start();
    }

    [TestCase($$"""[{{Module}}, {"type": "assert_return", "line": 2, ACTION, "expected": []}]""", null)]
    [TestCase($"[{Module}]", "the script has 2 commands, it has 1")]
    [TestCase($$"""[{{Module}}, {"type": "action", "line": 2, ACTION}]""",
        "where the script has assert_return on line 2 it has invoke on line 2")]
    [TestCase($$"""[{{Module}}, {"type": "assert_return", "line": 3, ACTION, "expected": []}]""",
        "where the script has assert_return on line 2 it has assert_return on line 3")]
    [TestCase("[", "not JSON")]
    public void What_the_program_writes_must_be_the_script(string commands, string? complaint)
    {
        SkipOnWindows();
        using var folder = new TestFolder();
        var json = commands.Replace("ACTION", """ "action": {"type": "invoke", "field": "f", "args": []} """, StringComparison.Ordinal);
        folder.Write("answer.json", "{\"commands\": " + json + "}");
        var frontEnd = new Wast2JsonFrontEnd(Fake(folder, $"cp {folder["answer.json"]} script.json; : > m.wasm"));
        var loaded = frontEnd.Load(folder.Write("a.wast", Wast));
        Assert.That((frontEnd.Name, frontEnd.Done, loaded.Script.Commands.Length), Is.EqualTo(("wast2json 9.9", 1, 2)));
        Assert.That(
            loaded.Refusal, complaint is null ? Is.Null : Does.StartWith($"wast2json's JSON is not what a.wast says: {complaint}"));
    }

    [Test]
    public void A_program_that_breaks_down_refuses_the_script_with_what_it_said()
    {
        SkipOnWindows();
        using var folder = new TestFolder();
        folder.Write("a.wast", Wast);
        Assert.That(Refusal("echo \"$2:3:4: error: no\" >&2; echo more >&2; exit 1"), Is.EqualTo("3:4: error: no"));
        Assert.That(Refusal("exit 7"), Is.EqualTo("it ended with 7 and said nothing"));

        string Refusal(string program) =>
            new Wast2JsonFrontEnd(Fake(folder, program)).Load(folder["a.wast"]).Refusal!["wast2json can't convert a.wast: ".Length..];
    }

    [Test]
    public void What_wast2json_has_written_before_is_read_as_it_is()
    {
        SkipOnWindows();
        using var folder = new TestFolder();
        var frontEnd = new Wast2JsonFrontEnd(Fake(folder, "exit 1"));
        var loaded = frontEnd.Load(folder.Write("a.json", """{"commands": [{"type": "register", "line": 1, "as": "M"}]}"""));
        Assert.That((loaded.Refusal, loaded.Script.Commands.Single().Keyword, frontEnd.Done), Is.EqualTo(((string?)null, "register", 0)));
    }

    [Test]
    public void A_run_through_another_front_end_says_so_and_counts_what_it_refuses()
    {
        SkipOnWindows();
        using var folder = new TestFolder();
        Fake(folder, "echo \"$2:1:1: error: no\" >&2; exit 1");
        folder.Write("a.wast", Wast);
        var before = Environment.GetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable);
        Environment.SetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable, folder["fake"]);
        try
        {
            var result = Clab.Run(
                "wast", folder["a.wast"], "--frontend", "wast2json", "--isolation", "none", "--tier", "interpreter", "--out", folder["out"],
                "--json", "-");
            Assert.That(result.Code, Is.EqualTo(0));
            Assert.That(result.Error, Does.Contain($"file/{folder["a.wast"]}: wast2json can't convert a.wast: 1:1: error: no"));
            Assert.That(
                result.Error, Does.Contain("wast2json 9.9: 0 of 1 scripts converted, 0 of 2 commands; the rest is unsupported"));
            Assert.That(result.Out, Does.Contain("\"unsupported\": 2"));
            var run = ResultFile.Read(folder["out"]).Runs.Single();
            Assert.That(run.Engine, Does.EndWith(", scripts read by wast2json 9.9"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable, before);
        }
    }

    [Test]
    public void A_program_that_is_not_there_is_reported_with_how_to_get_it()
    {
        using var folder = new TestFolder();
        folder.Write("a.wast", Wast);
        var path = Environment.GetEnvironmentVariable("PATH");
        var named = Environment.GetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable);
        try
        {
            Environment.SetEnvironmentVariable("PATH", folder.Path);
            Environment.SetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable, null);
            var result = Clab.Run("wast", folder["a.wast"], "--frontend", "wast2json");
            Assert.That((result.Code, result.Out), Is.EqualTo((3, "")));
            Assert.That(result.Error, Does.StartWith("clab: wabt's wast2json is not here").And.Contains("apt-get install wabt"));
            Environment.SetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable, folder["missing"]);
            result = Clab.Run("wast", folder["a.wast"], "--frontend", "wast2json");
            Assert.That((result.Code, result.Error), Is.EqualTo(
                (3, $"clab: $CLAB_WAST2JSON is {folder["missing"]}: no such file{Environment.NewLine}")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            Environment.SetEnvironmentVariable(Wast2JsonProgram.EnvironmentVariable, named);
        }
    }

    private static Wast2JsonProgram Fake(TestFolder folder, string script)
    {
        var path = folder.Write("fake", $"#!/bin/sh\nif [ \"$1\" = --version ]; then echo 9.9; exit 0; fi\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Wast2JsonProgram.Start(path);
    }

    private static void SkipOnWindows()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the program's stand-in is a shell script");
        }
    }
}
