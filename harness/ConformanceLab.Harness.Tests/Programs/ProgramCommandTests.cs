using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using NUnit.Framework;
using static ConformanceLab.Harness.Engines.Saboteurs.SaboteurCatalog;

namespace ConformanceLab.Harness.Tests.Programs;

/// <summary>Programs as commands: what they get, how they are judged, what is left of them.</summary>
public sealed class ProgramCommandTests
{
    // Copies standard input to standard output, in one piece.
    private const string Cat = """
        (module
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "\10\00\00\00\00\10\00\00")
          (func (export "_start")
            (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
            (i32.store (i32.const 4) (i32.load (i32.const 8)))
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
        """;

    private const string Spin = "(module (memory (export \"memory\") 1) (func (export \"_start\") (loop $l (br $l))))";

    private static readonly ProgramCase s_case = new() { Arguments = ["program"] };

    private static byte[] Compile(string text) =>
        ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(text), WasmFeatures.All), new ModuleWriteOptions());

    private static string Exit(string code) => $$"""
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start") (call $exit (i32.const {{code}}))))
        """;

    private static FileJob Job(string module, ProgramCase program) => new(
        "suite", "a.wasm", "a.wasm", "interpreter", WasmFeatures.All, ProgramScript.Create("a.wasm", Compile(module), [program]));

    private static CommandResult Execute(string module, ProgramCase program, IEngineAdapter? engine = null, ExecutionOptions? options = null)
    {
        var results = new List<CommandResult>();
        ScriptExecutor.Run(
            Job(module, program).Script,
            engine ?? new LabEngine(),
            new SessionOptions("interpreter", WasmFeatures.All),
            options ?? ExecutionOptions.Default,
            results.Add);
        return results.Single();
    }

    private static string[] Stages() => Directory.GetDirectories(Path.GetTempPath(), ProgramStage.NamePrefix + "*");

    [TestCase("7", 7, Verdict.Pass, "")]
    [TestCase("7", 0, Verdict.Fail, "expected exit code 0, got exit code 7")]
    [TestCase("0", 256, Verdict.Fail, "expected exit code 256, got exit code 0")]
    [TestCase("-1", -1, Verdict.Pass, "")]
    public void The_exit_code_is_compared(string code, int expected, Verdict verdict, string message)
    {
        var result = Execute(Exit(code), s_case with { ExitCode = expected });
        Assert.That((result.Verdict, result.Message, result.Keyword, result.Line), Is.EqualTo((verdict, message, "program", 1)));
    }

    [Test]
    public void A_program_that_traps_fails_and_says_how() =>
        Assert.That(
            Execute("(module (func (export \"_start\") unreachable))", s_case).Message, Is.EqualTo("expected exit code 0, got trap: unreachable"));

    [Test]
    public void What_is_no_program_fails() =>
        Assert.That(Execute("(module)", s_case).Message, Does.StartWith("expected exit code 0, got bad request: it is no program"));

    [Test]
    public void What_does_not_link_fails() =>
        Assert.That(
            Execute("(module (import \"env\" \"f\" (func)) (func (export \"_start\")))", s_case).Message,
            Does.StartWith("expected exit code 0, got link error: unknown import"));

    [TestCase("one\ntwo\n", null, Verdict.Pass, "")]
    [TestCase("one\ntwo\n", "one\ntwo\n", Verdict.Pass, "")]
    [TestCase("", "", Verdict.Pass, "")]
    [TestCase(
        "one\ntwo\n", "one\ntoo\n", Verdict.Fail, "standard output differs at byte 5 in line 2: expected \"too\\n\", got \"two\\n\"")]
    [TestCase("one\n", "one\nmore", Verdict.Fail, "standard output differs at byte 4 in line 2: expected \"more\", got nothing more")]
    [TestCase("one\nmore", "one\n", Verdict.Fail, "standard output differs at byte 4 in line 2: expected nothing more, got \"more\"")]
    public void Standard_output_is_compared_byte_for_byte(string input, string? expected, Verdict verdict, string message)
    {
        var result = Execute(Cat, s_case with
        {
            StandardInput = Encoding.UTF8.GetBytes(input),
            StandardOutput = expected is null ? null : Encoding.UTF8.GetBytes(expected),
        });
        Assert.That((result.Verdict, result.Message), Is.EqualTo((verdict, message)));
    }

    [Test]
    public void An_engine_without_programs_is_unsupported_not_wrong()
    {
        var result = Execute(Cat, s_case, new FakeEngine());
        Assert.That((result.Verdict, result.Message), Is.EqualTo((Verdict.Unsupported, "the engine runs no programs for WASI")));
    }

    [Test]
    [NonParallelizable]
    public void A_program_that_does_not_end_is_a_timeout_and_leaves_nothing()
    {
        var before = Stages();
        var result = Execute(Spin, s_case, options: ExecutionOptions.Default with { TimeLimit = TimeSpan.FromSeconds(0.2) });
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Timeout));
        Assert.That(Stages(), Is.EquivalentTo(before));
    }

    [Test]
    [NonParallelizable]
    [Platform("Linux")]
    public void A_worker_that_breaks_down_costs_a_program_its_verdict_and_leaves_nothing()
    {
        var before = Stages();
        using var pool = new WorkerPool(WorkerOptions.Own(obeysFaults: true));
        var job = Job(Exit("0"), s_case);
        var results = new List<CommandResult>();
        var faults = new FaultPlan([new Fault(job, 0, FaultKind.Segfault)]);
        new IsolatedScriptRunner(pool, ExecutionOptions.Default, faults).Run(job, results.Add, CancellationToken.None);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Crash }));
        Assert.That(results[0].Message, Does.StartWith("the worker was ended by SIGSEGV"));
        Assert.That(Stages(), Is.EquivalentTo(before));
    }

    [Test]
    public void In_a_worker_a_program_gets_what_it_gets_here()
    {
        using var pool = new WorkerPool(WorkerOptions.Own());
        var results = new List<CommandResult>();
        var text = Encoding.UTF8.GetBytes("what % is \"quoted\"\n\0\u00e9");
        new IsolatedScriptRunner(pool, ExecutionOptions.Default).Run(
            Job(Cat, s_case with { StandardInput = text, StandardOutput = text }), results.Add, CancellationToken.None);
        Assert.That(results.Select(result => (result.Verdict, result.Message)), Is.EqualTo(new[] { (Verdict.Pass, "") }));
    }

    [Test]
    [Platform("Linux")]
    public void What_a_program_does_to_its_folder_is_done_to_a_copy()
    {
        using var folder = new TestFolder();
        folder.Write("fixture/victim", "still here");
        File.CreateSymbolicLink(folder["fixture/link"], "victim");
        const string Unlink = """
            (module
              (import "wasi_snapshot_preview1" "path_unlink_file" (func $unlink (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "victim")
              (func (export "_start") (call $exit (call $unlink (i32.const 3) (i32.const 0) (i32.const 6)))))
            """;
        Assert.That(
            Execute(Unlink, s_case with { Folders = [new ProgramFolder("/", folder["fixture"])] }).Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(File.ReadAllText(folder["fixture/link"]), Is.EqualTo("still here"));
    }

    [Test]
    public void A_program_that_writes_without_end_is_told_that_it_can_not()
    {
        using var folder = new TestFolder();
        using var file = new LimitedFile(folder.Write("out", ""), 10);
        file.Write("1234567890"u8);
        Assert.That(() => file.Write("1"u8), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void The_name_of_a_case_is_what_it_says()
    {
        var script = ProgramScript.Create("c/a.wasm", Compile("(module)"), [
            s_case with
            {
                Arguments = ["a", "x y"],
                Environment = [KeyValuePair.Create("A", "\"")],
                Folders = [new ProgramFolder("/", "/somewhere/fs")],
                StandardInput = "i\n"u8.ToArray(),
                ExitCode = 3,
                StandardOutput = [],
                StandardError = [0xff],
            },
            s_case,
            s_case,
        ]);
        Assert.That(
            script.Excerpt(script.Commands[0], 200),
            Is.EqualTo("""
                (program "c/a.wasm" (arg "x y") (env "A=\"") (dir "/" "fs") (stdin "i\n") (exit 3) (stdout "") (stderr "\ff"))
                """));
        Assert.That(script.Commands.Select(command => command.Span.Line), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(script.Ids[2], Is.EqualTo(script.Ids[1] + ".2"));
    }

    private static IEnumerable<TestCaseData> Lies()
    {
        Saboteur[] any = [LowBit, HighBit, OtherType, ExtraResult, MissingResult, FalseTrap, DoNothing, RejectAll, RejectBinary];
        yield return new TestCaseData(Exit("0"), s_case, any).SetArgDisplayNames("an exit code");
        yield return new TestCaseData(
            Cat, s_case with { StandardInput = "x"u8.ToArray(), StandardOutput = "x"u8.ToArray() }, (Saboteur[])[.. any, LostOutput, SkipSegments])
            .SetArgDisplayNames("output, which needs a segment");
    }

    [TestCaseSource(nameof(Lies))]
    public void Each_lie_about_a_program_is_caught_and_no_other(string module, ProgramCase program, Saboteur[] caught)
    {
        var found = SaboteurCatalog.All.Where(
            lie => Execute(module, program, new SaboteurEngine(new LabEngine(), lie)).Verdict == Verdict.Fail);
        Assert.That(found, Is.EquivalentTo(caught));
    }
}
