using System.Diagnostics;
using System.Globalization;
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

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
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
            Assert.That(process.ExitCode, Is.EqualTo(130));
            Assert.That((report.Commands, report.Passed, report.Failed, report.Crashed), Is.EqualTo((2, 1, 1, 0)));
            Assert.That(process.StandardOutput.ReadToEnd(), Does.Contain("cancelled; the figures are of a part"));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_suite_that_is_cancelled_leaves_its_result_files()
    {
        _folder.Write("suites/a.wast", "(module (func (export \"spin\") (loop $forever (br $forever))))\n(assert_malformed (module quote \"(module)\") \"no\")\n(invoke \"spin\")");
        using var process = Clab.Start("spec", "--timeout", "600", "--suites", _folder["suites"], "--out", _folder["out"]);
        while (process.StandardError.ReadLine() is { } line && !line.Contains("a.wast:2: fail", StringComparison.Ordinal))
        {
        }

        Interrupt(process);
        process.WaitForExit();
        using var lines = File.OpenRead(_folder["out/results.ndjson"]);
        var records = NdjsonReader.Read(lines).ToList();
        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(records[^1] is { Event: "run-finished", Cancelled: true }, Is.True);
        Assert.That(File.ReadAllText(_folder["out/junit.xml"]), Does.EndWith("</testsuites>\n"));
        Assert.That(File.Exists(_folder["out/report.md"]), Is.True);
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
