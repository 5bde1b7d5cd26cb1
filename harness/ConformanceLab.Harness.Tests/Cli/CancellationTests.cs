using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ConformanceLab.Cli;
using ConformanceLab.Harness.Results;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>Ctrl-C, as a signal to a process.</summary>
[Platform("Linux,MacOsX")]
public sealed class CancellationTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static void Interrupt(Process process) => Send("INT", process);

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    // Processes whose environment holds a text, a worker's is its harness's; source: proc(5), environ.
    private static List<int> ProcessesWith(string text)
    {
        var found = new List<int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && File.ReadAllText($"{folder}/environ").Contains(text, StringComparison.Ordinal))
                {
                    found.Add(id);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is somebody else's.
            }
        }

        return found;
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_run_that_is_cancelled_leaves_a_valid_report_of_what_was_done()
    {
        var script = _folder.Write("a.wast", """
            (module (func (export "one") (result i32) (i32.const 1)) (func (export "spin") (loop $forever (br $forever))))
            (assert_return (invoke "one") (i32.const 2))
            (invoke "spin")
            (assert_return (invoke "one") (i32.const 1))
            """);
        using var process = Clab.Start("wast", "--timeout", "600", "--json", _folder["report.json"], script);

        // The second command has failed: the third, which does not end, is next.
        Assert.That(process.StandardError.ReadLine(), Does.Contain("a.wast:2: fail"));
        Thread.Sleep(200);
        Interrupt(process);
        process.WaitForExit();
        var report = WastReport.FromJson(File.ReadAllText(_folder["report.json"]));
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Cancelled));
            Assert.That((report.Commands, report.Passed, report.Failed, report.Crashed), Is.EqualTo((2, 1, 1, 0)));
            Assert.That(process.StandardOutput.ReadToEnd(), Does.Contain("cancelled; the figures are of a part"));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_explanation_that_is_cancelled_leaves_no_part_of_a_page(CancellationToken cancellation)
    {
        const string Function = "(func (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))\n";
        var module = _folder.Write("a.wat", string.Concat(Enumerable.Repeat(Function, 50_000)));
        using var process = Clab.Start("explain", module, "-o", _folder["a.html"]);
        while (!File.Exists(_folder["a.html"]) || new FileInfo(_folder["a.html"]).Length == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(10);
        }

        Interrupt(process);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Cancelled));
        Assert.That(process.StandardError.ReadToEnd(), Does.EndWith($"clab: cancelled{Environment.NewLine}"));
        Assert.That(File.Exists(_folder["a.html"]), Is.False);
    }

    [TestCase("(invoke \"spin\")")]
    [TestCase("(script (invoke \"one\") (invoke \"spin\") (invoke \"one\"))")]
    [TestCase("(thread $T (module (func (export \"spin\") (loop $forever (br $forever)))) (invoke \"spin\")) (wait $T)")]
    [TestCase("(input \"spin.wat\")")]
    [CancelAfter(60_000)]
    public void A_suite_that_is_cancelled_leaves_valid_files_of_what_was_done(string endless)
    {
        _folder.Write("suites/spin.wat", "(module (func $spin (loop $forever (br $forever))) (start $spin))");
        _folder.Write("suites/a.wast", $"""
            (module (func (export "one")) (func (export "spin") (loop $forever (br $forever))))
            (assert_malformed (module quote "(module)") "<no & none>")
            {endless}
            (invoke "one")
            """);
        using var process = Clab.Start(
            "spec", "--timeout", "600", "--suites", _folder["suites"], "--out", _folder["out"], "--report", "junit,trx,ctrf");
        var output = process.StandardOutput.ReadToEndAsync();
        while (process.StandardError.ReadLine() is { } line && !line.Contains("a.wast:2: fail", StringComparison.Ordinal))
        {
        }

        Thread.Sleep(200);
        Interrupt(process);
        process.WaitForExit();
        using var lines = File.OpenRead(_folder["out/results.ndjson"]);
        var records = NdjsonReader.Read(lines).ToList();
        using var ctrf = JsonDocument.Parse(File.ReadAllBytes(_folder["out/results.ctrf.json"]));
        var cases = XDocument.Load(_folder["out/junit.xml"]).Descendants("testcase").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(output.GetAwaiter().GetResult(), Does.Contain("cancelled; the figures are of a part"));
            Assert.That(records[^1] is { Event: "run-finished", Cancelled: true }, Is.True);
            Assert.That(
                records.Where(record => record.Event == "command").Select(record => (record.Line, record.Verdict)),
                Is.EqualTo(new[] { (1, "pass"), (2, "fail") }));
            Assert.That(cases.Select(test => (string?)test.Attribute("line")), Is.EqualTo(new[] { "1", "2" }));
            Assert.That(
                XDocument.Load(_folder["out/results.trx"]).Descendants().Attributes("outcome").Select(outcome => outcome.Value),
                Is.EqualTo(new[] { "Passed", "Failed", "Aborted" }));
            Assert.That(ctrf.RootElement.GetProperty("results").GetProperty("tests").GetArrayLength(), Is.EqualTo(2));
            Assert.That(File.ReadAllText(_folder["out/report.md"]), Does.Contain("cancelled"));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_run_that_is_cancelled_before_it_begins_leaves_valid_files()
    {
        // Enough to read for the signal to come while the plan is made, or right behind.
        var text = string.Concat(Enumerable.Repeat("(module (func (export \"f\"))) (invoke \"f\")\n", 2_000));
        for (var file = 0; file < 200; file++)
        {
            _folder.Write($"suites/{file}.wast", text);
        }

        using var process = Clab.Start("spec", "--jobs", "1", "--suites", _folder["suites"], "--out", _folder["out"]);
        Assert.That(process.StandardError.ReadLine(), Does.StartWith("suites: "));
        Interrupt(process);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Cancelled));
        using var lines = File.OpenRead(_folder["out/results.ndjson"]);
        Assert.That(NdjsonReader.Read(lines).Last() is { Event: "run-finished", Cancelled: true }, Is.True);
        Assert.That(XDocument.Load(_folder["out/junit.xml"]).Root!.Name.LocalName, Is.EqualTo("testsuites"));
        Assert.That(File.Exists(_folder["out/report.md"]), Is.True);
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_audit_that_is_cancelled_ends_with_130()
    {
        var spin = string.Concat(Enumerable.Repeat("(invoke \"spin\")\n", 50));
        _folder.Write("suites/a.wast", $"""
            (module (func (export "spin") (local i32)
              (loop $more (br_if $more (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 2000000))))))
            {spin}
            """);
        using var process = Clab.Start("audit", "--suites", _folder["suites"]);
        Assert.That(process.StandardError.ReadLine(), Does.StartWith("suites: "));
        Assert.That(process.StandardError.ReadLine(), Does.Contain("saboteurs"));
        Interrupt(process);
        process.WaitForExit();
        Assert.That(
            (process.ExitCode, process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1]),
            Is.EqualTo((130, "", "clab: cancelled")));
    }

    [TestCase("INT", 130)]
    [TestCase("TERM", 130)]
    [TestCase("KILL", 137)]
    [Platform("Linux")]
    [CancelAfter(60_000)]
    public void No_worker_outlives_the_program_whatever_ends_it(string signal, int code)
    {
        var script = _folder.Write("a.wast", """
            (module (func (export "spin") (loop $forever (br $forever))))
            (assert_malformed (module quote "(module)") "reached")
            (invoke "spin")
            """);
        var mark = Guid.NewGuid().ToString("N");
        using var process = Clab.StartWith(mark, "wast", "--timeout", "600", script);
        Assert.That(process.StandardError.ReadLine(), Does.Contain("a.wast:2: fail"));
        Assert.That(ProcessesWith(mark), Has.Count.EqualTo(2), "the program and its worker");
        Send(signal, process);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(code));
        Assert.That(() => ProcessesWith(mark), Is.Empty.After(10_000, 50));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_reduction_that_is_cancelled_leaves_what_it_has_reached(CancellationToken cancellation)
    {
        var calls = _folder["calls"];
        var engine = _folder.Write(
            "slow.sh",
            $$"""
            trap '' INT
            printf 'hello 1 "slow "1 "one "* "nan-bits,malformed,messages,text\n'
            while read -r number session verb rest; do
              case "$verb" in
              invoke) echo call >> {{calls}}; sleep 0.05; echo "$number ok i32:1" ;;
              *) echo "$number ok" ;;
              esac
            done
            """);
        var script = _folder.Write(
            "a.wast",
            string.Concat(Enumerable.Repeat("(module (func (export \"f\") (result i32) (i32.const 1)))\n(invoke \"f\")\n", 30))
            + "(module (func (export \"f\") (result i32) (i32.const 2)))\n(assert_return (invoke \"f\") (i32.const 2))\n");
        using var process = Clab.Start(
            "reduce", script, "--target", "slow", "--engine-command", $"slow=sh {engine}", "--oracle", "conformancelab@interpreter", "-o",
            _folder["small.wast"]);

        // It has run twice as it is, and half of it once.
        while (!File.Exists(calls) || File.ReadAllLines(calls).Length < 80)
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(10);
        }

        Interrupt(process);
        process.WaitForExit();
        var text = File.ReadAllText(_folder["small.wast"]);
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Cancelled));
        Assert.That(process.StandardError.ReadToEnd(), Does.Contain("cancelled; so far 62 commands are "));
        Assert.That(text, Does.StartWith(";; a.wast:62: assert_return, reduced in part by\n"));
        Assert.That(Harness.Scripts.Script.Load(_folder["small.wast"]).Commands, Has.Length.InRange(2, 45));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_guest_that_is_cancelled_ends_with_130()
    {
        var module = _folder.Write("a.wat", "(module (func $ready (export \"_start\") (loop $forever (br $forever))))");
        using var process = Clab.Start("run", module);

        // Nothing but its use of the processor tells that the guest is running: to start takes less.
        while (!process.WaitForExit(100) && process.TotalProcessorTime < TimeSpan.FromSeconds(2))
        {
            process.Refresh();
        }

        Interrupt(process);
        process.WaitForExit();
        Assert.That((process.ExitCode, process.StandardError.ReadToEnd()), Is.EqualTo((130, $"clab: cancelled{Environment.NewLine}")));
    }
}
