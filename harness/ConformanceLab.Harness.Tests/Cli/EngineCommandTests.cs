using ConformanceLab.Harness.Engines.External;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary><c>clab engines</c>, <c>--engine</c> and <c>--engine-command</c>: what is here, what isn't, and what happens then.</summary>
[NonParallelizable]
public sealed class EngineCommandTests
{
    private static readonly string[] s_variables =
    [
        "PATH", EngineCatalog.NodeVariable, EngineCatalog.BunVariable, EngineCatalog.FirefoxVariable, EngineCatalog.WasmtimeVariable,
        EngineCatalog.WabtVariable, EngineCatalog.BinaryenVariable,
    ];

    private readonly Dictionary<string, string?> _before = [];

    [SetUp]
    public void Remember()
    {
        foreach (var name in s_variables)
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
        }
    }

    [TearDown]
    public void Restore()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Test]
    public void An_engine_that_is_not_here_is_a_wrong_command_line_that_says_how_to_get_it()
    {
        HideEngines();
        var result = Clab.Run("wast", "--engine", "v8", "x.wast");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(
            result.Error,
            Is.EqualTo(
                "clab: --engine v8: it is not here; 'npm install --prefix DIR node' installs it, and "
                + "$CLAB_NODE names DIR/node_modules/.bin/node\n"));
    }

    [Test]
    public void Random_modules_have_nobody_to_be_compared_with_then()
    {
        HideEngines();
        var result = Clab.Run("fuzz", "engines", "--engine", "v8@turbofan", "--modules", "1");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith("clab: --engine v8: it is not here; 'npm install --prefix DIR node' installs it"));
    }

    [Test]
    public void All_goes_on_without_those_that_are_not_here()
    {
        HideEngines();
        using var folder = new TestFolder();
        var result = Clab.Run("wast", "--engine", "all", folder.Write("a.wast", "(module)"));
        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Contain("clab: v8 is not here, so not run; 'npm install"));
        Assert.That(result.Error, Does.Contain("clab: javascriptcore is not here, so not run; 'npm install"));
    }

    [Test]
    public void Engines_lists_those_that_are_not_here_too()
    {
        HideEngines();
        var result = Clab.Run("engines");
        Assert.That(result.Code, Is.Zero);
        Assert.That(result.Out, Does.StartWith("conformancelab: "));
        Assert.That(result.Out, Does.Contain("v8: absent\n"));
        Assert.That(result.Out, Does.Contain("'npm install --prefix DIR bun'"));
    }

    [Test]
    public void A_variable_that_names_no_file_is_said()
    {
        Environment.SetEnvironmentVariable(EngineCatalog.NodeVariable, "/nothing/here");
        var result = Clab.Run("wast", "--engine", "v8", "x.wast");
        Assert.That((result.Code, result.Error), Is.EqualTo((3, "clab: $CLAB_NODE is /nothing/here: no such file\n")));
        Assert.That(Clab.Run("engines").Out, Does.Contain("v8: does not work\n").And.Contain("$CLAB_NODE is /nothing/here: no such file"));
    }

    [Test]
    public void An_unknown_engine_names_those_that_there_are()
    {
        var result = Clab.Run("spec", "--engine", "v9");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(
            result.Error,
            Does.StartWith(
                "clab: --engine v9: no such engine; there are conformancelab, "
                + $"{string.Join(", ", EngineCatalog.All.Select(engine => engine.Name))}, all"));
    }

    [TestCase("nothing", "write NAME=COMMAND")]
    [TestCase("=sh x", "write NAME=COMMAND")]
    [TestCase("conformancelab=sh x", "there is another engine of that name")]
    public void A_command_that_is_none_is_a_wrong_command_line(string command, string why)
    {
        var result = Clab.Run("wast", "--engine-command", command, "--engine", "conformancelab", "x.wast");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(why));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void An_engine_that_does_not_start_is_an_error_of_the_run()
    {
        using var folder = new TestFolder();
        var script = folder.Write("a.wast", "(module)");
        var missing = Clab.Run("wast", "--engine-command", "mine=/nothing/here", script);
        Assert.That((missing.Code, missing.Error), Is.EqualTo((3, missing.Error)));
        Assert.That(missing.Error, Does.Contain("/nothing/here can't be started"));
        var silent = Clab.Run("wast", "--engine-command", $"mine=sh {folder.Write("rude.sh", "echo goodbye")}", script);
        Assert.That(silent.Code, Is.EqualTo(3));
        Assert.That(silent.Error, Does.Contain("a worker's first line begins with hello"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Several_engines_are_several_runs_with_a_column_each()
    {
        using var folder = new TestFolder();
        var engine = folder.Write(
            "liar.sh", """
            printf 'hello 1 "liar "1 "one,two " "nan-bits,text\n'
            while read -r number session verb rest; do
              case "$verb" in
                invoke) echo "$number ok i32:1" ;;
                *) echo "$number ok" ;;
              esac
            done
            """);
        var script = folder.Write(
            "a.wast", """
            (module (func (export "f") (result i32) (i32.const 2)))
            (assert_return (invoke "f") (i32.const 2))
            """);
        var results = folder["out"];
        var run = Clab.Run(
            "wast", "--engine", "conformancelab", "--engine-command", $"liar=sh {engine}", "--tier", "interpreter", "--tier", "two",
            "--out", results, script);
        Assert.That(run.Code, Is.EqualTo(1), run.Error);
        Assert.That(run.Out, Does.Contain("planned 4: 3 pass, 1 fail").And.Contain("conformancelab").And.Contain("liar"));
        var collector = new Harness.Results.RunCollector();
        using (var stream = File.OpenRead(Path.Combine(results, "results.ndjson")))
        {
            foreach (var record in Harness.Results.NdjsonReader.Read(stream))
            {
                collector.Add(record);
            }
        }

        Assert.That(
            collector.Runs.Select(one => (one.Started.Engine, one.Started.Strength, Tier: one.Files.Single().Tier)),
            Is.EqualTo(new[] { ("conformancelab", "nan-bits,malformed,messages,text", "interpreter"), ("liar", "nan-bits,text", "two") }));
        Assert.That(
            Clab.Run("wast", "--engine-command", $"liar=sh {engine}", "--tier", "three", script).Error,
            Does.Contain("clab: liar has none of the tiers asked for, so not run; it has one, two").And.Contain("--tier three"));
    }

    // Nothing is found by a variable or on the PATH; what runs this process is found otherwise.
    private static void HideEngines()
    {
        foreach (var name in s_variables)
        {
            Environment.SetEnvironmentVariable(name, name == "PATH" ? "/nonexistent" : null);
        }
    }
}
