using ConformanceLab.Harness.Counting;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab count, and the mode of clab plug that counts.</summary>
[NonParallelizable]
public sealed class CountCommandTests
{
    private const string Text = """
        (module
          (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
          (memory (export "memory") 1)
          (func $spin (export "spin") (param $n i32) (result i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $n))
          (func (export "fail") unreachable)
          (func (export "_start")
            ;; as often as chance and clock say
            (drop (call $random (i32.const 0) (i32.const 1)))
            (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 8)))
            (drop (call $spin (i32.add (i32.load8_u (i32.const 0)) (i32.const 1))))
            (drop (call $spin (i32.add (i32.load8_u (i32.const 9)) (i32.const 1))))))
        """;

    private TestFolder _folder = null!;
    private string _file = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _file = _folder.Write("a.wat", Text);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("baseline")]
    [TestCase("optimizing")]
    public void Every_run_of_a_program_that_asks_clock_and_chance_executes_the_same(string tier)
    {
        var result = Clab.Run("count", "--tier", tier, "--runs", "20", "--json", _folder["a.json"], _file);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("20 runs, all figures the same").And.Contain("exit code 0"));
        var report = CountReport.FromJson(File.ReadAllText(_folder["a.json"]));
        Assert.That((report.Totals.HostCalls, report.Module, report.Tier), Is.EqualTo((2, "a.wat", tier)));
        Assert.That(report.ToJson() + "\n", Is.EqualTo(File.ReadAllText(_folder["a.json"])));
    }

    [Test]
    public void A_function_is_counted_with_its_arguments_and_how_it_ended_is_said()
    {
        var few = Count("--invoke", "spin", _file, "10");
        var many = Count("--invoke", "spin", _file, "1010");

        // Four iterations may be one that is longer.
        Assert.That((many - few) % 250, Is.Zero);
        Assert.That(many, Is.GreaterThan(few + 1000));
        Assert.That(Clab.Run("count", "--invoke", "fail", _file).Out, Does.Contain("it trapped: unreachable"));
        Assert.That(Clab.Run("count", "--invoke", "none", _file).Error, Does.Contain("exports no function 'none'"));
        Assert.That(Clab.Run("count", "--tier", "auto", _file).Code, Is.EqualTo(2));
        Assert.That(Clab.Run("count", "--tier", "interpreter", _file).Code, Is.EqualTo(2));
        Assert.That(Clab.Run("count", "--plot", "a.txt", _file).Error, Does.Contain(".svg or .png"));
    }

    [Test]
    public void The_picture_is_of_the_functions()
    {
        Assert.That(Clab.Run("count", "--plot", _folder["a.svg"], "--invoke", "spin", _file, "100").Code, Is.Zero);
        Assert.That(File.ReadAllText(_folder["a.svg"]), Does.Contain("aria-label=\"$spin\"").And.Contain("machine instructions"));
        Assert.That(Clab.Run("count", "--plot", _folder["a.png"], "--invoke", "spin", _file, "100").Code, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["a.png"])[1..4], Is.EqualTo("PNG"u8.ToArray()));
    }

    [Test]
    public void What_the_README_counts_is_counted()
    {
        var examples = Documents.Blocks(Documents.Read("README.md"), "sh")
            .SelectMany(static block => block.Split('\n'))
            .Where(static line => line.StartsWith("scripts/clab count ", StringComparison.Ordinal))
            .ToList();
        Assert.That(examples, Has.Count.EqualTo(3));
        foreach (var example in examples)
        {
            var words = example.Split(' ')[1..].Select(
                word => word.StartsWith("suites/", StringComparison.Ordinal) ? Path.Combine(Documents.Root, word)
                    : word.StartsWith("out/", StringComparison.Ordinal) ? _folder[word[4..]]
                    : word);
            var result = Clab.Run([.. words]);
            Assert.That((result.Code, result.Error), Is.EqualTo((0, "")), example);
            Assert.That(result.Out, Does.Contain("it ended with exit code 0"), example);
        }
    }

    [Test]
    public void The_plug_counts_a_run()
    {
        Clab.Run("parse", _file, "-o", _folder["a.wasm"]);
        string[] words = ["plug", "--wasm", _folder["a.wasm"], "--mode", "count", "--entry", "spin", "--arg", "i32:100"];
        var one = Clab.Run([.. words, "--tier", "baseline"]).Out;
        Assert.That(one, Does.Contain("\"counts\":{\"instructions\":").And.Contain("\"result\":\"0\"").And.Contain("\"ok\":true"));
        Assert.That(Clab.Run([.. words, "--tier", "auto"]).Out, Does.Contain("\"ok\":false").And.Contain("only baseline and optimizing"));
    }

    private long Count(params string[] words)
    {
        var result = Clab.Run(["count", "--json", _folder["b.json"], .. words]);
        Assert.That(result.Code, Is.Zero, result.Error);
        return CountReport.FromJson(File.ReadAllText(_folder["b.json"])).Totals.Instructions;
    }
}
