using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>bench, compare, gate, calibrate, report: on engines that are shell scripts, and a little on ours.</summary>
[NonParallelizable]
[Platform("Linux,MacOsX")]
public sealed class MeasureCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // Times around a level in microseconds that differ a little from process to process, but not from one run of the tests to the next: a
    // verdict about noise is wrong once in a hundred times. The result is that of "sort" for "sort", and else that of "sieve".
    private string Engine(string name, int level)
    {
        var script = _folder.Write(name + ".sh", $$"""
            case "$*" in *sort.wasm*) result=-1830821330;; *) result=135720;; esac
            echo >> "$0.count"
            awk -v seed="$(wc -l < "$0.count")" -v result="$result" 'BEGIN {
              srand(7919 * seed); for (i = 0; i < 10; i++) rand(); process = {{level}} / 1000 * (1 + 0.01 * rand());
              printf "{\"ok\":true,\"compile_ms\":1,\"instantiate_ms\":1,\"result\":\"" result "\",\"run_ms\":[";
              for (i = 0; i < 10; i++) printf "%s%.6f", (i ? "," : ""), process * (1 + 0.01 * rand()); print "]}" }'
            """);
        return $"{name}=sh {script}";
    }

    [Test]
    public void A_slower_engine_is_exit_code_1_and_every_file_is_written()
    {
        var result = Clab.Run(
            "compare", Engine("old", 1000), Engine("new", 1200), "--filter", "sieve", "--seed", "5", "--json", _folder["a/r.json"],
            "--markdown", _folder["a/c.md"], "--report", _folder["page"], "--history", _folder["history"], "--label", "abc");
        Assert.That((result.Code, result.Out), Is.EqualTo((1, result.Out)), result.Error);
        Assert.That(result.Out, Does.Contain("A: old").And.Contain("REGRESSED").And.Contain("seed 5,"));
        Assert.That(File.ReadAllText(_folder["a/c.md"]), Does.Contain("### Performance: REGRESSED"));
        Assert.That(Directory.GetFiles(_folder["history"]), Has.Length.EqualTo(1));
        Assert.That(File.Exists(_folder["page/plots/ratios.png"]));
        var page = Clab.Run("report", _folder["a/r.json"], "--history", _folder["history"], "--out", _folder["page2"]);
        Assert.That((page.Code, page.Out), Is.EqualTo((0, $"the page: {_folder["page2/index.html"]}{Environment.NewLine}")), page.Error);
    }

    [Test]
    public void A_gate_without_regression_is_exit_code_0()
    {
        var policy = _folder.Write("gate.json", "{\"benchmarks\":[\"sieve\"],\"aaSlots\":1,\"looks\":[8,12]}");
        var result = Clab.Run("gate", Engine("old", 1000), Engine("new", 950), "--policy", policy, "--history", _folder["history"]);
        Assert.That(result.Code, Is.Zero, result.Out + result.Error);
        Assert.That(
            result.Out, Does.Contain("NOT REGRESSED").And.Contain("false alarms on this machine so far: ").And.Contain("of 1 comparisons"));
    }

    [Test]
    public void Identical_code_passes_without_being_measured()
    {
        var engine = _folder.Write("engine.sh", "exit 1");
        var result = Clab.Run(
            "gate", $"sh {engine}", $"sh {engine}", "--policy", _folder.Write("gate.json", "{\"benchmarks\":[\"sieve\"]}"));
        Assert.That((result.Code, result.Out), Is.EqualTo((0, result.Out)));
        Assert.That(result.Out, Does.Contain("NOT REGRESSED (identical code and runtime: not measured)"));
    }

    [Test]
    public void An_engine_that_breaks_is_exit_code_3_and_says_why()
    {
        var result = Clab.Run("compare", Engine("old", 1000), "sh -c 'echo oops >&2; exit 7'", "--filter", "sieve");
        Assert.That(result.Code, Is.EqualTo(3));
        Assert.That(result.Out, Does.Contain("BROKEN (B: it ended with code 7 and printed no line of JSON: oops)"));
    }

    [Test]
    public void Inconclusive_is_what_the_policy_says()
    {
        // So few blocks can never rule out a margin with so much confidence.
        var policy = _folder.Write(
            "gate.json", "{\"benchmarks\":[\"sieve\"],\"looks\":[7,8],\"confidence\":0.9999,\"aaSlots\":0,\"inconclusive\":\"fail\"}");
        var result = Clab.Run("gate", Engine("old", 1000), Engine("new", 1000), "--policy", policy, "--measure-identical");
        Assert.That(result.Code, Is.EqualTo(1), result.Out + result.Error);
        Assert.That(result.Out, Does.Contain("1 INCONCLUSIVE").Or.Contain("1 REGRESSED"));
    }

    [Test]
    public void Our_tiers_are_benchmarked_side_by_side()
    {
        var result = Clab.Run("bench", "--filter", "copy", "--rounds", "1", "--process-seconds", "0.01", "--json", _folder["b.json"]);
        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(result.Out, Does.Contain("interpreter ms").And.Contain("copy"));
        Assert.That(Clab.Run("report", _folder["b.json"], "--out", _folder["page"]).Code, Is.Zero);
        Assert.That(Clab.Run("bench", "--list").Out, Does.Contain("simd       vector"));
    }

    [Test]
    public void A_calibration_goes_on_with_its_log()
    {
        string[] arguments = ["calibrate", Engine("engine", 1000), "--aa", "2", "--planted", "0", "--simulate", "20", "--looks", "7,8",
            "--log", _folder["log.jsonl"]];
        var engine = Clab.Run(arguments);
        Assert.That(engine.Code, Is.Zero, engine.Out + engine.Error);
        Assert.That(engine.Out, Does.Contain("false alarms of 2 real comparisons").And.Contain("Bimodal"));
        Assert.That(File.ReadAllLines(_folder["log.jsonl"]), Has.Length.EqualTo(3));
        var other = Clab.Run([.. arguments, "--seed", "2"]);
        Assert.That((other.Code, other.Error), Is.EqualTo((2, other.Error)));
        Assert.That(other.Error, Does.Contain("is the log of another plan"));
    }

    [Test]
    public void Our_engine_is_made_slower_by_an_option()
    {
        var module = _folder.Write("m.wat", """(module (func (export "run") (result i32) (i32.const 7)))""");
        var wasm = _folder["m.wasm"];
        Assert.That(Clab.Run("parse", module, "-o", wasm).Code, Is.Zero);
        var plain = Clab.Run("plug", "--tier", "baseline", "--wasm", wasm, "--plant", "loop:5", "--plant", "host-call:5");
        Assert.That(plain.Out, Does.Contain("\"result\":\"7\"").And.Contain("\"ok\":true"));
        var wrong = Clab.Run("plug", "--tier", "baseline", "--wasm", wasm, "--plant", "compile");
        Assert.That(wrong.Out, Does.Contain("--plant compile: give loop, host-call or compile"));
    }

    [Test]
    public void A_slowdown_that_an_engine_does_not_know_is_code_3()
    {
        var result = Clab.Run(
            "calibrate", Engine("engine", 1000), "--aa", "0", "--planted", "1", "--simulate", "0", "--plant", "loop,loop", "--looks", "7,8",
            "--log", _folder["log.jsonl"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((3, result.Error)));
        Assert.That(result.Error, Does.Contain("is not slower with --plant loop:").And.Contain("plant work only"));
    }

    [TestCase("compare '' x", "nothing to measure")]
    [TestCase("compare a b --filter nothing", "no benchmark matches; there are sieve, ")]
    [TestCase("compare a b --looks 8,x", "--looks 8,x: not ascending numbers")]
    [TestCase("compare a b --looks 9,8", "looks: 9, 8 is not ascending")]
    [TestCase("compare a b --alpha 2", "--alpha 2: not a probability")]
    [TestCase("compare a b --margin 0", "--margin 0: not a percentage")]
    [TestCase("calibrate --plant loop,x", "--plant: 'x' is none of work, loop, host-call, compile")]
    [TestCase("bench --rounds 0", "--rounds 0: not a number")]
    [TestCase("report", "nothing to report")]
    public void What_makes_no_sense_is_a_usage_error(string arguments, string message)
    {
        var result = Clab.Run([.. arguments.Split(' ').Select(word => word == "''" ? "" : word)]);
        Assert.That(result.Code, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.Contain(message));
    }

    [Test]
    public void A_policy_that_is_none_and_a_report_that_is_none_are_named()
    {
        var file = _folder.Write("x.json", "{\"frob\":1}");
        var gate = Clab.Run("gate", "a", "b", "--policy", file);
        Assert.That(gate.Code, Is.EqualTo(3));
        Assert.That(gate.Error, Does.StartWith($"clab: {file}: ").And.Contain("frob"));
        Assert.That(
            Clab.Run("report", file).Error, Is.EqualTo($"clab: {file}: neither measurements nor a comparison nor counts{Environment.NewLine}"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Ctrl_C_ends_the_engine_that_runs_and_reports_what_was_done()
    {
        var mark = $"mark-{Guid.NewGuid():N}";
        using var process = Clab.Start(
            "compare", $"sh -c 'sleep 50; : {mark}'", $"sh -c 'sleep 51; : {mark}'", "--filter", "sieve", "--json", _folder["r.json"]);
        var started = Stopwatch.GetTimestamp();
        while (Engines(mark) == 0 && Stopwatch.GetElapsedTime(started).TotalSeconds < 30)
        {
            Thread.Sleep(50);
        }

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(Engines(mark), Is.Zero);
    }

    // Shells whose command line holds a text, other than clab itself.
    private static int Engines(string mark) => Directory.GetDirectories("/proc").Count(folder =>
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline") is var line
                && line.StartsWith("sh\0", StringComparison.Ordinal) && line.Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
