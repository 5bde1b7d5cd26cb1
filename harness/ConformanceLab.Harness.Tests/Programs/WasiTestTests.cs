using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Programs;

/// <summary>Programs of wasi-testsuite and their descriptions.</summary>
public sealed class WasiTestTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _folder.Write("suite/c/a.wasm", "");
        _folder.Write("suite/c/fs/file", "x");
        _folder.Write("outside/file", "x");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private Command Load(string? description)
    {
        if (description is not null)
        {
            _folder.Write("suite/c/a.json", description);
        }

        return WasiTest.Load(_folder["suite"], "c/a.wasm").Commands.Single();
    }

    [Test]
    public void A_description_says_what_a_program_gets_and_what_must_come_of_it()
    {
        var program = ((ProgramCommand)Load("""
            { "args": ["x", "y z"], "env": { "A": "1", "B": "" }, "root": "fs", "exit_code": 33, "stdout": "out", "stderr": "" }
            """)).Case;
        Assert.Multiple(() =>
        {
            Assert.That(program.Arguments, Is.EqualTo(new[] { "a.wasm", "x", "y z" }));
            Assert.That(program.Environment, Is.EqualTo(new[] { KeyValuePair.Create("A", "1"), KeyValuePair.Create("B", "") }));
            Assert.That(program.Folders, Is.EqualTo(new[] { new ProgramFolder("/", _folder["suite/c/fs"]) }));
            Assert.That(program.ExitCode, Is.EqualTo(33));
            Assert.That(program.StandardOutput, Is.EqualTo("out"u8.ToArray()));
            Assert.That(program.StandardError, Is.Empty);
        });
    }

    [Test]
    public void Without_a_description_a_program_must_end_well_and_may_write_what_it_likes()
    {
        var program = ((ProgramCommand)Load(null)).Case;
        Assert.That((program.ExitCode, program.StandardOutput, program.StandardError), Is.EqualTo((0, default(byte[]), default(byte[]))));
        Assert.That(program.Arguments, Is.EqualTo(new[] { "a.wasm" }));
    }

    [TestCase("{ \"frob\": 1 }", "a.json: \"frob\" is unknown")]
    [TestCase("{ \"root\": \"../../outside\" }", "a.json: \"../../outside\" lies outside the suite")]
    [TestCase("{ \"root\": \"/\" }", "a.json: \"/\" lies outside the suite")]
    [TestCase("{ \"root\": \"nothing\" }", "a.json: there is no folder \"nothing\"")]
    [TestCase("{ \"exit_code\": \"x\" }", "a.json: ")]
    [TestCase("[]", "a.json: ")]
    [TestCase("{", "a.json: ")]
    public void A_description_that_is_wrong_is_a_command_that_fails(string description, string message) =>
        Assert.That(((BrokenCommand)Load(description)).Message, Does.StartWith(message));

    [Test]
    public void A_suite_of_programs_is_planned_like_one_of_scripts()
    {
        _folder.Write("suites/catalog.json", """
            { "suites": [
              { "name": "wasi", "kind": "wasi", "path": "wasi" },
              { "name": "core", "path": "core" } ] }
            """);
        _folder.Write("suites/wasi/c/b.wasm", "\0asm");
        _folder.Write("suites/wasi/c/a.wasm", "\0asm");
        _folder.Write("suites/wasi/c/a.json", "{ \"exit_code\": 1 }");
        _folder.Write("suites/core/x.wast", "(module)");
        var plan = Planner.Plan(SuiteLocator.Locate(_folder["suites"]).Suites, new PlanOptions { Tiers = ["one", "two"], Files = ["wasi/*"] });
        Assert.That(
            plan.Jobs.Select(job => $"{job.Id} {job.Commands}").Order(),
            Is.EqualTo(new[] { "wasi/c/a.wasm@one 1", "wasi/c/a.wasm@two 1", "wasi/c/b.wasm@one 1", "wasi/c/b.wasm@two 1" }));
    }

    [Test]
    public void A_catalog_with_a_kind_that_is_unknown_is_refused()
    {
        _folder.Write("suites/catalog.json", "{ \"suites\": [ { \"name\": \"x\", \"path\": \"x\", \"kind\": \"frob\" } ] }");
        Assert.That(
            () => SuiteLocator.Locate(_folder["suites"]),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo("no such kind of suite: frob; there are wast, wasi, programs"));
    }

    // Nine bytes of header and first section, debug information of every length, code behind it.
    [Test]
    public void Debug_sections_are_removed_and_nothing_else()
    {
        byte[] header = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];
        byte[] types = [1, 4, 1, 0x60, 0, 0];
        byte[] debug = [0, 0x8d, 0, 11, .. ".debug_info"u8, 0xff];
        byte[] named = [0, 5, 4, .. "name"u8];
        byte[] almost = [0, 7, 6, .. ".debug"u8];
        Assert.That(
            DebugSections.Remove([.. header, .. types, .. debug, .. named, .. debug, .. almost]),
            Is.EqualTo((byte[])[.. header, .. types, .. named, .. almost]));
        byte[][] cut = [[], [1, 2, 3], [.. header, 0], [.. header, 0, 0x80], [.. header, .. debug[..^1]], [.. "\0ASM"u8, 1, 0, 0, 0]];
        foreach (var broken in cut)
        {
            Assert.That(DebugSections.Remove(broken), Is.EqualTo(broken));
        }
    }
}
