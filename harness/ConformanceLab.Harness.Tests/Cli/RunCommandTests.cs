using ConformanceLab.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab run.</summary>
[NonParallelizable]
public sealed class RunCommandTests
{
    private const string Text = """
        (module $calculator
          (func $divide (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
          (func $average (export "average") (param i32 i32) (result i32) (call $divide (local.get 0) (local.get 1)))
          (func (export "i32") (param i32) (result i32) (local.get 0))
          (func (export "i64") (param i64) (result i64) (local.get 0))
          (func (export "f32") (param f32) (result f32) (local.get 0))
          (func (export "f64") (param f64) (result f64) (local.get 0))
          (func (export "v128") (result v128) (v128.const i32x4 1 2 3 4))
          (func (export "null") (result externref) (ref.null extern))
          (func (export "ref") (param externref))
          (func (export "pair") (result i32 i64) (i32.const 1) (i64.const 2))
          (func (export "spin") (loop $forever (br $forever)))
          (func (export "count") (param i32)
            (loop $next (br_if $next (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (tag $oops (param i32))
          (func $raise (export "throw") (throw $oops (i32.const 7)))
          (memory 1))
        """;

    private TestFolder _folder = null!;
    private string _module = "";

    [OneTimeSetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _module = _folder.Write("calculator.wat", Text);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("i32", "-7", "-7")]
    [TestCase("i32", "0x10", "16")]
    [TestCase("i32", "-0x80000000", "-2147483648")]
    [TestCase("i32", "4294967295", "-1")]
    [TestCase("i32", "1_000", "1000")]
    [TestCase("i64", "-9223372036854775808", "-9223372036854775808")]
    [TestCase("i64", "0xffffffffffffffff", "-1")]
    [TestCase("f32", "1.5", "1.5")]
    [TestCase("f32", "-0", "-0")]
    [TestCase("f32", "0x1p-149", "1E-45")]
    [TestCase("f64", "1e300", "1E+300")]
    [TestCase("f64", "-inf", "-inf")]
    [TestCase("f64", "nan", "nan")]
    [TestCase("f64", "-nan:0x123", "-nan:0x123")]
    [TestCase("f32", "0.1", "0.1")]
    public void Arguments_are_numbers_as_in_the_text_format_and_results_too(string type, string argument, string printed) =>
        Assert.That(Clab.Run("run", "--invoke", type, _module, argument), Is.EqualTo(new CliResult(0, printed + Environment.NewLine, "")));

    [TestCase("i32", "4294967296")]
    [TestCase("i32", "-2147483649")]
    [TestCase("i32", "1.5")]
    [TestCase("i32", "")]
    [TestCase("i32", "--")]
    [TestCase("i64", "0x")]
    [TestCase("f32", "Infinity")]
    [TestCase("f64", "1,5")]
    public void Arguments_that_do_not_fit_are_usage_errors(string type, string argument)
    {
        var result = Clab.Run("run", "--invoke", type, _module, argument);
        Assert.That((result.Code, result.Error), Is.EqualTo((2, $"clab: '{argument}' is no {type}{Environment.NewLine}")));
    }

    [Test]
    public void References_cannot_be_passed_and_the_message_says_so() =>
        Assert.That(Clab.Run("run", "--invoke", "ref", _module, "1").Error, Does.Contain("only numbers can be passed"));

    [Test]
    public void Results_stand_one_a_line()
    {
        Assert.That(Clab.Run("run", "--invoke", "pair", _module).Out, Is.EqualTo($"1{Environment.NewLine}2{Environment.NewLine}"));
        Assert.That(Clab.Run("run", "--invoke", "v128", _module).Out.Trim(), Is.EqualTo("0x00000004000000030000000200000001"));
        Assert.That(Clab.Run("run", "--invoke", "null", _module).Out.Trim(), Is.EqualTo("null"));
    }

    [Test]
    public void The_number_of_arguments_must_be_right() => Assert.That(
        Clab.Run("run", "--invoke", "average", _module, "1").Error,
        Is.EqualTo($"clab: average has type [i32 i32] -> [i32]: 2 arguments, 1 given{Environment.NewLine}"));

    [Test]
    public void A_function_that_is_not_there_names_those_that_are()
    {
        var result = Clab.Run("run", "--invoke", "frob", _module);
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith($"clab: {_module} exports no function 'frob'; it exports average, i32, i64, "));
    }

    [Test]
    public void Start_is_called_by_default_and_a_module_without_it_is_instantiated()
    {
        var start = _folder.Write("start.wat", "(module (func (export \"_start\") (unreachable)))");
        Assert.That(Clab.Run("run", start).Code, Is.EqualTo(134));
        Assert.That(Clab.Run("run", _module), Is.EqualTo(new CliResult(0, "", "")));
        Assert.That(Clab.Run("run", _folder.Write("trap.wat", "(module (func $f unreachable) (start $f))")).Code, Is.EqualTo(134));
    }

    [Test]
    public void A_trap_prints_the_wasm_stack_with_names_and_exits_with_134()
    {
        var result = Clab.Run("run", "--invoke", "average", _module, "1", "0");
        Assert.That((result.Code, result.Out), Is.EqualTo((134, "")));
        var lines = result.Error.Split(Environment.NewLine);
        Assert.That(lines[0], Is.EqualTo("clab: trap: integer divide by zero"));
        Assert.That(lines[1], Does.StartWith("    at calculator!divide (function 0) @ 0x"));
        Assert.That(lines[2], Does.StartWith("    at calculator!average (function 1) @ 0x"));
    }

    [Test]
    public void An_exception_that_nothing_catches_exits_with_134()
    {
        var result = Clab.Run("run", "--invoke", "throw", _module);
        Assert.That(result.Code, Is.EqualTo(134));
        Assert.That(result.Error, Does.StartWith("clab: uncaught exception: ").And.Contain("at calculator!raise (function "));
    }

    [Test]
    public void Fuel_runs_out()
    {
        Assert.That(Clab.Run("run", "--fuel", "1000", "--invoke", "count", _module, "10").Code, Is.Zero);
        var result = Clab.Run("run", "--fuel=1000", "--invoke", "spin", _module);
        Assert.That(result.Code, Is.EqualTo(134));
        Assert.That(result.Error, Does.StartWith("clab: trap: out of fuel"));
    }

    [Test]
    public void An_endless_loop_ends_when_its_time_is_up()
    {
        var result = Clab.Run("run", "--timeout", "0.2", "--invoke", "spin", _module);
        Assert.That(
            (result.Code, result.Error), Is.EqualTo((134, $"clab: interrupted: the time given by --timeout is up{Environment.NewLine}")));
        Assert.That(Clab.Run("run", "--timeout", "60", "--invoke", "i32", _module, "1").Code, Is.Zero);
    }

    [TestCase("64K", "-1")]
    [TestCase("131072", "1")]
    [TestCase("1m", "1")]
    public void Memory_is_limited(string limit, string printed) =>
        Assert.That(Clab.Run("run", "--max-memory", limit, "--invoke", "grow", _module, "1").Out.Trim(), Is.EqualTo(printed));

    [Test]
    public void A_memory_beyond_the_limit_cannot_be_instantiated()
    {
        var result = Clab.Run("run", "--max-memory", "1K", "--invoke", "i32", _module, "1");
        Assert.That(result.Code, Is.EqualTo(134));
        Assert.That(result.Error, Does.StartWith("clab: trap: out of memory"));
    }

    [Test]
    public void A_missing_import_is_a_failure_that_names_it()
    {
        var result = Clab.Run("run", _folder.Write("import.wat", "(module (import \"env\" \"frob\" (func)))"));
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("env").And.Contain("frob").And.Not.Contain("WASI"));
    }

    [Test]
    public void Everything_after_the_file_is_the_guests()
    {
        Assert.Multiple(() =>
        {
            Split(
                ["run", "--invoke", "f", "m.wasm", "--fuel", "3", "@x", "--help"],
                ["run", "--invoke", "f", "m.wasm"],
                ["--fuel", "3", "@x", "--help"]);
            Split(["run", "--invoke=f", "m.wasm", "-1"], ["run", "--invoke=f", "m.wasm"], ["-1"]);
            Split(["run", "--", "-m.wasm", "-1"], ["run", "--", "-m.wasm"], ["-1"]);
            Split(["run", "m.wasm", "--", "x"], ["run", "m.wasm"], ["--", "x"]);
            Split(["run", "--fuel", "3", "-", "4"], ["run", "--fuel", "3", "-"], ["4"]);
            Split(["run", "--help"], ["run", "--help"], []);
            Split(["run", "--"], ["run", "--"], []);
            Split(["run"], ["run"], []);
            Split(["wast", "a", "--tier", "x"], ["wast", "a", "--tier", "x"], []);
        });

        static void Split(string[] all, string[] own, string[] guest)
        {
            var split = GuestArguments.Split(all);
            Assert.That((split.Own, split.Guest), Is.EqualTo((own, guest)), string.Join(' ', all));
        }
    }

    [Test]
    public void Flags_after_the_file_reach_the_guest()
    {
        // They are no numbers, so that the guest's function refuses them: that is what shows that they came through.
        Assert.That(Clab.Run("run", "--invoke", "i32", _module, "--help").Error, Does.Contain("'--help' is no i32"));
        var arguments = _folder.Write("arguments", "5");
        Assert.That(Clab.Run("run", "--invoke", "i32", _module, "@" + arguments).Error, Does.Contain($"'@{arguments}' is no i32"));
    }

    [TestCase("run")]
    [TestCase("count")]
    public void The_list_of_options_with_a_value_is_the_commands(string name)
    {
        var run = CommandLine.CreateRoot([]).Subcommands.Single(command => command.Name == name);
        var withValue = run.Options.Where(
            option => option.Arity.MinimumNumberOfValues > 0).SelectMany(option => option.Aliases.Append(option.Name));
        Assert.That(GuestArguments.OptionsWithValue[name], Is.EquivalentTo(withValue));
    }
}
