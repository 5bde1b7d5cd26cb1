using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.NativeBuild;

/// <summary>
/// The native build, which <c>scripts/native --check</c> makes and names in <c>CLAB_PROGRAM</c>, beside the ordinary one. All tests of the
/// command line run on it too then.
/// </summary>
public sealed class NativeBuildTests
{
    // A collection of .NET's own heap as often as it gets: 128 KiB of new objects.
    private const string SmallHeap = "20000";

    private TestFolder _folder = null!;

    [OneTimeSetUp]
    public void FindBuild()
    {
        if (Clab.OtherBuild is null)
        {
            Assert.Ignore("scripts/native --check runs this");
        }
    }

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Every_record_of_every_suite_is_that_of_the_ordinary_build()
    {
        string[] arguments = ["spec", "--no-fetch", "--no-times", "--out"];
        var ordinary = Run("dotnet", [Clab.Program, .. arguments, _folder["ordinary"]]);
        var native = Run(Clab.OtherBuild!, [.. arguments, _folder["native"]]);
        Assert.That((ordinary.Code, native.Code), Is.EqualTo((0, 0)), native.Out + native.Error);

        // Scripts run side by side, so lines of different scripts mix.
        Assert.That(Records("native"), Is.EqualTo(Records("ordinary")));
        foreach (var report in (string[])["report.md", "junit.xml"])
        {
            Assert.That(File.ReadAllText(_folder[$"native/{report}"]), Is.EqualTo(File.ReadAllText(_folder[$"ordinary/{report}"])), report);
        }

        string[] Records(string run) => [.. File.ReadAllLines(_folder[$"{run}/results.ndjson"]).Order(StringComparer.Ordinal)];
    }

    [TestCase("--suites", "suites/lab")]
    [TestCase("--gc-stress")]
    [TestCase("--tier", "auto", "--tier-up", "2")]
    [TestCase("--tier", "baseline", "--tier", "optimizing", "--eager")]
    [TestCase("--tier", "interpreter", "--isolation", "none")]
    public void The_suites_are_good(params string[] options) => AssertGood(options);

    // Faults of guests, which are signals, beside collections that stop all threads, in one process.
    [TestCase("1")]
    [TestCase("4")]
    public void Traps_and_collections_do_not_disturb_each_other(string jobs)
    {
        Environment.SetEnvironmentVariable("DOTNET_GCgen0size", SmallHeap);
        try
        {
            AssertGood(["--isolation", "none", "--jobs", jobs]);
            AssertGood(["--suites", "suites/lab", "--isolation", "none", "--jobs", jobs]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_GCgen0size", null);
        }
    }

    [Test]
    public void Random_modules_do_the_same_on_every_tier()
    {
        var run = Clab.Run("fuzz", "tiers", "--seed", "92001", "--modules", "300", "--out", _folder.Path);
        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("differences   0, crashes 0, hangs 0"));
    }

    [Test]
    public void It_needs_neither_NET_nor_a_file_beside_it()
    {
        var alone = _folder["alone"];
        File.Copy(Clab.OtherBuild!, alone);
        var program = Path.Combine(Documents.Root, "suites", "programs", "branches", "queens");
        var start = new ProcessStartInfo(alone, ["run", program + ".wasm", "6"])
        {
            RedirectStandardOutput = true, WorkingDirectory = _folder.Path,
        };
        start.Environment.Clear();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That((process.ExitCode, output), Is.EqualTo((0, Run("dotnet", [Clab.Program, "run", program + ".wasm", "6"]).Out)));
        Assert.That(output, Does.StartWith("4 queens: 2 solutions"));
    }

    [Test]
    public void It_starts_in_a_fraction_of_the_time_with_less_memory()
    {
        // What scripts/clab runs: compiled ahead of time too, as far as that goes with .NET. What lies beside the tests is not.
        var released = Path.Combine(Documents.Root, "harness", "ConformanceLab.Cli", "bin", "Release", "net10.0", "clab.dll");
        const int Rounds = 15;
        var programs = Path.Combine(Documents.Root, "suites", "programs");
        var (small, large) = (Path.Combine(programs, "branches", "queens.wasm"), Path.Combine(programs, "big-code", "functions.wasm"));
        string[] run = ["run", small, "6"];
        string[] one = ["plug", "--wasi", "--wasm", small, "--wasi-arg", "6", "--reps", "1"];
        string[] compile = ["plug", "--mode", "compile", "--reps", "1", "--wasm", large];
        var (ordinary, native) = (new List<Start>(), new List<Start>());
        for (var round = 0; round < Rounds; round++)
        {
            ordinary.Add(Measure("dotnet", [released]));
            native.Add(Measure(Clab.OtherBuild!, []));
        }

        Print("clab --version, ms", start => start.Version);
        Print("clab run of a small program, ms", start => start.Run);
        Print("first compilation of a large one, ms", start => start.Compile);
        Print("peak memory of the small one, MB", start => start.Memory);
        Assert.That(native.Min(start => start.Run), Is.LessThan(ordinary.Min(start => start.Run) / 2));
        Assert.That(native.Min(start => start.Memory), Is.LessThan(ordinary.Min(start => start.Memory)));

        void Print(string what, Func<Start, double> of) => TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: ordinary {ordinary.Min(of):0.#}, native {native.Min(of):0.#}, {ordinary.Min(of) / native.Min(of):0.0} to 1"));

        Start Measure(string program, string[] first) => new(
            Time(program, [.. first, "--version"]),
            Time(program, [.. first, .. run]),
            Answer(program, [.. first, .. compile])["compile_ms"]![0]!.GetValue<double>(),
            Answer(program, [.. first, .. one])["peak_rss_kb"]!.GetValue<double>() / 1000);

        static double Time(string program, string[] arguments)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.That(Run(program, arguments).Code, Is.Zero);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        static JsonNode Answer(string program, string[] arguments) => JsonNode.Parse(Run(program, arguments).Out)!;
    }

    private sealed record Start(double Version, double Run, double Compile, double Memory);

    private void AssertGood(string[] options)
    {
        var run = Run(Clab.OtherBuild!, ["spec", "--no-fetch", "--out", _folder["results"], .. options]);
        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(": good"));
    }

    private static CliResult Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Documents.Root,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
