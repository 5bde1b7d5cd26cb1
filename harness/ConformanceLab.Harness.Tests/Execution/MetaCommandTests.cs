using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Execution;

/// <summary>The commands <c>script</c>, <c>input</c> and <c>output</c>, on our own engine.</summary>
public sealed class MetaCommandTests
{
    private const string One = "(module (func (export \"one\") (result i32) (i32.const 1)))";

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // The script lies in the folder "in"; what it writes goes to "out", if anywhere.
    private List<CommandResult> Execute(string script, bool writes = true, CancellationToken cancellation = default)
    {
        var path = _folder.Write("in/main.wast", script);
        var results = new List<CommandResult>();
        var engine = new LabEngine();
        ScriptExecutor.Run(
            Script.Load(path),
            engine,
            new SessionOptions(engine.Tiers[0], WasmFeatures.All),
            ExecutionOptions.Default,
            results.Add,
            ScriptSandbox.Create(path, writes ? _folder["out"] : null),
            cancellation);
        return results;
    }

    private void Passes(string script) => Assert.That(
        Execute(script).Where(result => result.Verdict != Verdict.Pass).Select(result => $"{result.Line}: {result.Message}"), Is.Empty);

    private string Fails(string script)
    {
        var result = Execute(script)[^1];
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        return result.Message;
    }

    private static byte[] Bytes(string module) =>
        ModuleWriter.Write(ConformanceLab.Wasm.Text.TextParser.ParseModule(Encoding.UTF8.GetBytes(module)));

    [Test]
    public void Scripts_run_in_place_with_the_names_and_the_registry_around_them() => Passes(
        """
        (module $A (func (export "f") (result i32) (i32.const 7)))
        (script $S (register "a" $A) (module $B (import "a" "f" (func $f (result i32))) (export "g" (func $f)))
          (assert_return (invoke "g") (i32.const 7)))
        (assert_return (invoke $B "g") (i32.const 7))
        (module (import "a" "f" (func (result i32))))
        """);

    [Test]
    public void A_script_has_one_verdict_with_the_lines_of_all_that_is_wrong()
    {
        var results = Execute(
            "(module (func (export \"f\")))\n(script\n (invoke \"f\")\n (invoke \"g\")\n (script (invoke \"h\")))\n(invoke \"f\")");
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Fail, Verdict.Pass }));
        Assert.That(
            results[1].Message, Does.Contain("line 4: invoke: ").And.Contain("line 5: script: line 5: invoke: ").And.Not.Contain("line 3"));
    }

    [Test]
    public void Messages_of_many_failures_stay_short()
    {
        var message = Fails(
            "(script " + string.Concat(
                Enumerable.Repeat("(script " + string.Concat(Enumerable.Repeat("(invoke \"f\") ", 100)) + ")", 100)) + ")");
        Assert.That(message, Has.Length.LessThan(5000).And.EndWith("; and 80 more"));
    }

    [Test]
    public void Threads_begun_in_a_script_are_judged_with_it()
    {
        Assert.That(
            Fails("(script (thread $T (assert_return (invoke \"f\"))))"),
            Does.Contain("thread: line 1: assert_return: there is no module instance"));
        Passes("(script (thread $T (module))) (wait $T)");
    }

    [Test]
    public void Inputs_are_modules_and_scripts_by_their_extension()
    {
        _folder.Write("in/text.wat", "(module $Own (func (export \"f\") (result i32) (i32.const 1)))");
        _folder.Write("in/fields.wat", "(func (export \"f\") (result i32) (i32.const 2))");
        File.WriteAllBytes(_folder["in/binary.wasm"], Bytes("(module (func (export \"f\") (result i32) (i32.const 3)))"));
        _folder.Write(
            "in/sub/script.wast",
            "(module $In (func (export \"f\") (result i32) (i32.const 4))) (assert_return (invoke \"f\") (i32.const 4)) "
                + "(input \"more.wat\")");
        _folder.Write("in/sub/more.wat", "(module (func (export \"f\") (result i32) (i32.const 5)))");
        _folder.Write("in/quoted.bin.wast", "(module binary \"\\00asm\\01\\00\\00\\00\")");
        Passes(
            """
            (input $A "text.wat") (input $B "fields.wat") (input $C "binary.wasm") (input $D "sub/script.wast")
              (input $E "./sub/../quoted.bin.wast")
            (assert_return (invoke $A "f") (i32.const 1)) (assert_return (invoke $Own "f") (i32.const 1))
              (assert_return (invoke $B "f") (i32.const 2))
            (assert_return (invoke $C "f") (i32.const 3)) (assert_return (invoke $In "f") (i32.const 4))
              (assert_return (invoke $D "f") (i32.const 5))
            (module instance $F $A) (assert_return (invoke $F "f") (i32.const 1)) (register "e" $E)
            """);
    }

    [Test]
    public void What_fails_in_an_input_is_shown_with_its_place()
    {
        _folder.Write("in/sub/bad.wast", One + "\n(assert_return (invoke \"one\") (i32.const 2))");
        Assert.That(Fails("(input \"sub/bad.wast\")"), Does.StartWith("sub/bad.wast:2: assert_return: expected "));
        _folder.Write("in/bad.wat", "(module (func (result i32)))");
        Assert.That(Fails("(input $M \"bad.wat\") (invoke $M \"f\")"), Does.StartWith("depends on the module at line 1 of bad.wat"));
    }

    [TestCase("a.wat", "(assert_invalid (module) \"x\")", "malformed")]
    [TestCase("a.wat", "(module) (module)", "malformed")]
    [TestCase("a.wat", "(module binary \"\\00asm\\01\\00\\00\\00\")", "malformed")]
    [TestCase("a.wasm", "(module)", "malformed")]
    [TestCase("a.wast", "(frob)", "unknown command frob")]
    [TestCase("a.txt", "(module)", "neither .wasm nor .wat nor .wast")]
    [TestCase("wast", "(module)", "neither .wasm nor .wat nor .wast")]
    public void Inputs_that_are_not_what_they_are_called_fail(string name, string contents, string message)
    {
        _folder.Write($"in/{name}", contents);
        Assert.That(Fails($"(input \"{name}\")"), Does.Contain(message));
    }

    [TestCase("missing.wast", "there is no file")]
    [TestCase("sub", "there is no file")]
    [TestCase("", "no name of a file")]
    [TestCase("a\\00b.wast", "no name of a file")]
    [TestCase("../secret.wast", "outside of the script's folder")]
    [TestCase("sub/../../secret.wast", "outside of the script's folder")]
    [TestCase("../in/../secret.wast", "outside of the script's folder")]
    [TestCase("../../../../../../../../../../../../../../../../etc/hosts.wast", "outside of the script's folder")]
    [TestCase("/etc/hosts.wast", "not relative")]
    [TestCase("..", "outside of the script's folder")]
    [TestCase(".", "outside of the script's folder")]
    public void Nothing_outside_of_the_folder_is_read(string name, string message)
    {
        _folder.Write("secret.wast", One);
        Directory.CreateDirectory(_folder["in/sub"]);
        Assert.That(Fails($"(input \"{name}\")"), Does.Contain(message));
    }

    [Test]
    public void A_folder_whose_name_begins_like_the_scripts_is_not_its_own()
    {
        _folder.Write("in-secret/a.wast", One);
        Assert.That(Fails("(input \"../in-secret/a.wast\")"), Does.Contain("outside of the script's folder"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Links_are_followed_before_it_is_decided()
    {
        _folder.Write("secret.wast", One);
        _folder.Write("in/sub/good.wast", One);
        _folder.Write("elsewhere/a.wast", One);
        File.CreateSymbolicLink(_folder["in/out.wast"], _folder["secret.wast"]);
        File.CreateSymbolicLink(_folder["in/relative.wast"], "../secret.wast");
        Directory.CreateSymbolicLink(_folder["in/dir"], _folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["in/here"], "sub");
        File.CreateSymbolicLink(_folder["in/loop.wast"], "loop.wast");
        Assert.Multiple(() =>
        {
            foreach (var name in new[] { "out.wast", "relative.wast", "dir/a.wast", "dir/../secret.wast" })
            {
                Assert.That(Fails($"(input \"{name}\")"), Does.Contain("outside of the script's folder"), name);
            }

            Assert.That(Fails("(input \"loop.wast\")"), Does.Contain("too many symbolic links"));
            Passes("(input \"here/good.wast\") (assert_return (invoke \"one\") (i32.const 1)) (input \"here/../sub/good.wast\")");
        });
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void A_script_in_a_folder_that_is_a_link_reads_from_it()
    {
        _folder.Write("real/a.wat", One);
        Directory.CreateSymbolicLink(_folder["in"], "real");
        Passes("(input \"a.wat\")");
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [CancelAfter(20_000)]
    public void Pipes_are_not_waited_for(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder["in"]);
        using var make = System.Diagnostics.Process.Start("mkfifo", [_folder["in/pipe.wasm"]]);
        make.WaitForExit();
        var result = Execute("(input \"pipe.wasm\")", cancellation: cancellation).Single();
        Assert.That(
            (result.Verdict, result.Message.Contains("unexpected end", StringComparison.Ordinal)),
            Is.EqualTo((Verdict.Fail, true)),
            result.Message);
    }

    [Test]
    public void Files_that_ask_for_themselves_are_an_error()
    {
        Assert.That(Fails("(input \"main.wast\")"), Is.EqualTo("\"main.wast\" asks for itself"));
        _folder.Write("in/a.wast", "(input \"b.wast\")");
        _folder.Write("in/b.wast", "(script (input \"a.wast\"))");
        Assert.That(Fails("(input \"a.wast\")"), Does.EndWith("\"a.wast\" asks for itself"));
    }

    [Test]
    public void Files_may_be_asked_for_again_but_not_without_end()
    {
        _folder.Write("in/z.wat", One);
        Passes("(input \"z.wat\") (input \"z.wat\")");
        for (var depth = 0; depth < 20; depth++)
        {
            _folder.Write($"in/{depth}.wast", $"(input \"{depth + 1}.wast\")");
        }

        _folder.Write("in/20.wast", One);
        Passes("(input \"5.wast\")");
        Assert.That(Fails("(input \"0.wast\")"), Does.Contain("nested more than 16 deep"));

        // Ten files of two each would be 1,024, of ten each ten thousand millions.
        for (var depth = 0; depth < 10; depth++)
        {
            _folder.Write($"in/{depth}.wast", string.Concat(Enumerable.Repeat($"(input \"{depth + 1}.wast\")", 10)));
        }

        _folder.Write("in/10.wast", "");
        Assert.That(Fails("(input \"0.wast\")"), Does.Contain("1000 files, not more"));
    }

    [Test]
    public void Outputs_are_modules_in_the_form_of_their_extension()
    {
        Passes(
            "(module $A (func (export \"one\") (result i32) (i32.const 1))) (module) (output $A \"a.wasm\") "
                + "(output $A \"sub/dir/a.wat\") (output $A \"a.wast\") (output $A \"a.bin.wast\") (output \"empty.wasm\")");
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(_folder["out/a.wasm"]), Is.EqualTo(Bytes(One)));
            Assert.That(Bytes(File.ReadAllText(_folder["out/sub/dir/a.wat"])), Is.EqualTo(Bytes(One)));
            Assert.That(File.ReadAllText(_folder["out/a.wast"]), Is.EqualTo(File.ReadAllText(_folder["out/sub/dir/a.wat"])));
            Assert.That(
                ((ModuleCommand)Script.Load(_folder["out/a.bin.wast"]).Commands.Single()).Source.Bytes.ToArray(), Is.EqualTo(Bytes(One)));
            Assert.That(File.ReadAllBytes(_folder["out/empty.wasm"]), Has.Length.EqualTo(8));
            Assert.That(Directory.EnumerateFiles(_folder["out"], ".*", SearchOption.AllDirectories), Is.Empty);
        });
    }

    [Test]
    public void What_a_script_wrote_it_can_read()
    {
        var script = One + "(output \"x/a.wasm\") (output \"b.bin.wast\") (module) (input $M \"x/a.wasm\") (input $N \"b.bin.wast\") "
            + "(assert_return (invoke $M \"one\") (i32.const 1)) (assert_return (invoke $N \"one\") (i32.const 1))";
        Passes(script);
        Assert.That(Execute(script, writes: false).Select(result => result.Verdict), Is.All.EqualTo(Verdict.Pass));
    }

    [Test]
    public void Without_a_folder_nothing_is_written_and_the_result_says_so()
    {
        var results = Execute(One + "(output \"a.wasm\") (output)", writes: false);
        Assert.That(results.Select(result => result.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(results[1].Message, Does.Match("^\\d+ bytes, thrown away: there is no folder for output$"));
        Assert.That(results[2].Message, Does.Match("^\\d+ bytes of text, thrown away: no file is named$"));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.EqualTo(new[] { _folder["in"] }));
        Assert.That(Directory.GetFileSystemEntries(_folder["in"]), Is.EqualTo(new[] { _folder["in/main.wast"] }));
    }

    [TestCase("../a.wasm")]
    [TestCase("sub/../../a.wasm")]
    [TestCase("sub/../a.wasm")]
    [TestCase("./a.wasm")]
    [TestCase("/elsewhere/a.wasm")]
    [TestCase("sub//a.wasm")]
    [TestCase("sub\\\\..\\\\a.wasm")]
    [TestCase("c:a.wasm")]
    [TestCase(".hidden.wasm")]
    [TestCase("..wasm")]
    [TestCase("a\\00.wasm")]
    [TestCase("a\\0a.wasm")]
    [TestCase("~/a.wasm")]
    [TestCase("1/2/3/4/5/6/7/8/9.wasm")]
    [TestCase("a.js")]
    [TestCase("a")]
    public void Scripts_do_not_write_where_they_like(string name)
    {
        foreach (var writes in new[] { true, false })
        {
            Assert.That(Execute($"(module) (output \"{name}\")", writes)[1].Verdict, Is.EqualTo(Verdict.Fail));
        }

        Assert.That(Directory.Exists(_folder["out"]), Is.False);
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Count(), Is.EqualTo(2));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Links_that_lie_in_the_way_are_not_written_through()
    {
        var precious = _folder.Write("precious", "keep");
        Directory.CreateDirectory(_folder["out"]);
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.CreateSymbolicLink(_folder["out/a.wasm"], precious);
        Directory.CreateSymbolicLink(_folder["out/sub"], _folder["elsewhere"]);
        Passes("(module) (output \"a.wasm\")");
        Assert.That(Fails("(module) (output \"sub/a.wasm\")"), Does.Contain("sub is a link"));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(precious), Is.EqualTo("keep"));
            Assert.That(File.ReadAllBytes(_folder["out/a.wasm"]), Has.Length.EqualTo(8));
            Assert.That(Directory.GetFileSystemEntries(_folder["elsewhere"]), Is.Empty);
        });
    }

    [Test]
    public void What_stands_in_the_way_is_a_failure()
    {
        _folder.Write("out/dir.wasm/x", "");
        _folder.Write("out/file", "");
        Assert.That(Fails("(module) (output \"dir.wasm\")"), Does.Contain("can't be written"));
        Assert.That(Fails("(module) (output \"file/a.wasm\")"), Does.Contain("can't be written"));
        Assert.That(Directory.EnumerateFiles(_folder["out"], ".*", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("(output \"a.wasm\")", "there is no module definition")]
    [TestCase("(module) (output $N \"a.wasm\")", "there is no module definition $N")]
    [TestCase("(module $M (func (result i32))) (output $M \"a.wasm\")", "depends on the module at line 1")]
    public void Modules_that_are_not_there_are_not_written(string script, string message) =>
        Assert.That(Fails(script), Does.StartWith(message));

    [Test]
    public void Scripts_without_a_file_read_nothing()
    {
        var result = Fakes.Run.Execute("(input \"main.wast\")").Single();
        Assert.That((result.Verdict, result.Message), Is.EqualTo((Verdict.Fail, "the script lies in no folder that could be read from")));
    }

    [Test]
    public void Scripts_of_the_same_name_write_into_folders_of_their_own()
    {
        var jobs = new[]
        {
            Fakes.Run.Job("", "a/x.wast"), Fakes.Run.Job("", "b/x.wast"), Fakes.Run.Job("", "../../\0x.wast"),
            Fakes.Run.Job("", "b/x.wast", "other"),
        };
        var names = jobs.Select(ScriptSandbox.OutputNameOf).ToList();
        Assert.That(names, Is.Unique.And.All.Match("^[a-z_]+-[0-9a-f]{12}$"));
    }
}
