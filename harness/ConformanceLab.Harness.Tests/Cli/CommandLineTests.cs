using System.CommandLine;
using ConformanceLab.Cli;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>What is common to all commands: usage errors, tiers, features, files that are not there.</summary>
[NonParallelizable]
public sealed class CommandLineTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Exit_codes_are_a_promise() => Assert.That(
        new[] { ExitCode.Good, ExitCode.Failed, ExitCode.Usage, ExitCode.Infrastructure, ExitCode.Cancelled, ExitCode.Trapped },
        Is.EqualTo(new[] { 0, 1, 2, 3, 130, 134 }));

    [Test]
    public void Without_a_command_the_commands_are_named()
    {
        var result = Clab.Run();
        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(
            result.Error,
            Does.StartWith(
                "clab: a command is needed; there are spec, wast, run, ").And.EndWith("clab: try 'clab --help'" + Environment.NewLine));
    }

    [Test]
    public void An_unknown_command_names_the_commands()
    {
        var result = Clab.Run("frob", "x");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith("clab: 'frob': no such command; there are spec, wast, run, "));
    }

    [Test]
    public void A_command_that_only_has_others_names_them()
    {
        var help = $"{Environment.NewLine}clab: try 'clab expect --help'{Environment.NewLine}";
        Assert.That(
            Clab.Run("expect"),
            Is.EqualTo(new CliResult(2, "", $"clab: a command of expect is needed; there are list, check, update, format{help}")));
        Assert.That(
            Clab.Run("expect", "frob"),
            Is.EqualTo(new CliResult(2, "", $"clab: 'frob': no such command of expect; there are list, check, update, format{help}")));
    }

    [Test]
    public void An_unknown_option_of_a_nested_command_points_to_the_help_of_that_command()
    {
        var result = Clab.Run("expect", "list", "--frob");
        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("--frob").And.Contain("try 'clab expect list --help'"));
    }

    [TestCase("validate --frob a.wasm", "'--frob': no such option")]
    [TestCase("validate a.wasm -x", "'-x': no such option")]
    [TestCase("wast --frob", "'--frob': no such option")]
    [TestCase("info a.wasm --frob", "--frob")]
    [TestCase("spec --frob", "--frob")]
    [TestCase("run --frob a.wasm", "--frob")]
    public void An_unknown_option_is_a_usage_error_that_points_to_the_help(string arguments, string message)
    {
        var result = Clab.Run(arguments.Split(' '));
        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(
            result.Error,
            Does.Contain(message).And.Contain($"try 'clab {arguments[..arguments.IndexOf(' ', StringComparison.Ordinal)]} --help'"));
    }

    [Test]
    public void A_file_whose_name_begins_with_a_dash_goes_behind_two()
    {
        var result = Clab.Run("validate", "--", "-frob.wasm");
        Assert.That((result.Code, result.Error), Is.EqualTo((3, $"clab: -frob.wasm: no such file{Environment.NewLine}")));
        Assert.That(Clab.Run("run", "--", "-frob.wasm").Error, Is.EqualTo($"clab: -frob.wasm: no such file{Environment.NewLine}"));
    }

    [TestCase("--help")]
    [TestCase("spec --help")]
    [TestCase("wast --help")]
    [TestCase("run --help")]
    [TestCase("validate --help")]
    [TestCase("print --help")]
    [TestCase("parse --help")]
    [TestCase("info --help")]
    [TestCase("fetch-suites --help")]
    [TestCase("expect --help")]
    [TestCase("expect update --help")]
    public void Help_is_good_and_on_standard_output(string arguments)
    {
        var result = Clab.Run(arguments.Split(' '));
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("Usage:").And.Contain("--help"));
    }

    [TestCase("run")]
    [TestCase("wast")]
    [TestCase("spec")]
    public void A_tier_that_is_not_there_is_never_replaced_silently(string command)
    {
        var file = command == "spec" ? [] : new[] { _folder.Write(command == "run" ? "a.wat" : "a.wast", "(module)") };
        var there = string.Join(", ", Tiers.Available.Select(Tiers.Name));
        var unknown = Clab.Run([command, "--tier", "frob", .. file]);
        Assert.That(
            (unknown.Code, unknown.Error), Is.EqualTo((2, $"clab: --tier frob: no such tier; there is {there}{Environment.NewLine}")));
    }

    [TestCase("wast")]
    [TestCase("run")]
    [TestCase("validate")]
    [TestCase("print")]
    [TestCase("parse")]
    [TestCase("info")]
    public void Features_that_are_unknown_or_not_built_are_usage_errors(string command)
    {
        var file = _folder.Write("a.wast", "(module)");
        var unknown = Clab.Run(command, "-W", "frob", file);
        Assert.That(unknown.Code, Is.EqualTo(2));
        Assert.That(
            unknown.Error,
            Does.StartWith("clab: -W frob: no such feature; there are ").And.Contain("threads").And.Contain("wide-arithmetic"));
        foreach (var proposal in WasmFeatureNames.Unsupported)
        {
            var unbuilt = Clab.Run(command, "--feature", proposal, file);
            Assert.That(
                (unbuilt.Code, unbuilt.Error),
                Is.EqualTo((2, $"clab: -W {proposal}: this proposal is known and not built yet{Environment.NewLine}")));
        }
    }

    [TestCase("", "simd", true)]
    [TestCase("-W simd=n", "simd", false)]
    [TestCase("-W=simd=no", "simd", false)]
    [TestCase("-W wasm1", "simd", false)]
    [TestCase("-W wasm1 -W simd", "simd", true)]
    [TestCase("-W simd -W wasm1", "simd", false)]
    [TestCase("-W wasm2", "simd", true)]
    [TestCase("-W wasm3", "simd", true)]
    [TestCase("", "threads", false)]
    [TestCase("-W threads", "threads", true)]
    [TestCase("-W threads=y", "threads", true)]
    [TestCase("--feature threads", "threads", true)]
    [TestCase("-W all", "threads", true)]
    [TestCase("-W all -W threads=n", "threads", false)]
    [TestCase("-W all=n -W simd", "simd", true)]
    public void Features_are_switched_from_left_to_right(string switches, string feature, bool expected)
    {
        var module = _folder.Write(
            "a.wat", feature == "simd" ? "(module (func (result v128) (v128.const i32x4 0 0 0 0)))" : "(module (memory 1 1 shared))");
        string[] arguments = ["validate", .. switches.Split(' ', StringSplitOptions.RemoveEmptyEntries), module];
        Assert.That(Clab.Run(arguments).Code, Is.EqualTo(expected ? 0 : 1));
    }

    [TestCase("simd=perhaps", "neither y nor n")]
    [TestCase("wasm2=n", "a version can be chosen, not switched off")]
    public void Switches_that_mean_nothing_are_usage_errors(string value, string message)
    {
        var result = Clab.Run("validate", "-W", value, _folder.Write("a.wat", "(module)"));
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(value).And.Contain(message));
    }

    [TestCase("wast --jobs 0 FILE", "--jobs 0: not a number from 1 to 1000")]
    [TestCase("wast -j x FILE", "-j x: not a number from 1 to 1000")]
    [TestCase("wast --timeout 0 FILE", "--timeout 0: not a number of seconds")]
    [TestCase("wast --timeout nan FILE", "--timeout nan: not a number of seconds")]
    [TestCase("spec --timeout 1e9", "--timeout 1e9: not a number of seconds")]
    [TestCase("spec --shard 3/2", "--shard: not a shard: 3/2")]
    [TestCase("run --fuel -1 FILE", "--fuel -1: not a number of instructions")]
    [TestCase("run --timeout soon FILE", "--timeout soon: not a number of seconds")]
    [TestCase("run --max-memory 1T FILE", "--max-memory 1T: not a size")]
    [TestCase("run --max-memory 99999999999G FILE", "--max-memory 99999999999G: not a size")]
    [TestCase("run --tier interpreter --tier interpreter FILE", "--tier: run takes one")]
    public void Quantities_that_make_no_sense_are_usage_errors(string arguments, string message)
    {
        var file = _folder.Write("a.wast", "(module)");
        var result = Clab.Run(arguments.Replace("FILE", file, StringComparison.Ordinal).Split(' '));
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("System."));
    }

    [TestCase("run")]
    [TestCase("validate")]
    [TestCase("print")]
    [TestCase("parse")]
    [TestCase("info")]
    public void A_module_that_cannot_be_read_is_no_failure_of_the_module(string command)
    {
        var result = Clab.Run(command, _folder["nothing.wat"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((3, $"clab: {_folder["nothing.wat"]}: no such file{Environment.NewLine}")));
    }

    [Test]
    public void Response_files_are_off()
    {
        var arguments = _folder.Write("arguments", "--help");
        var result = Clab.Run("validate", "@" + arguments);
        Assert.That((result.Code, result.Error), Is.EqualTo((3, $"clab: @{arguments}: no such file{Environment.NewLine}")));
    }

    [Test]
    public void Every_command_and_option_says_what_it_is()
    {
        foreach (var (_, command) in CommandTree.Of(CommandLine.CreateRoot([])))
        {
            Assert.That(command.Description, Does.EndWith("."), command.Name);
            Assert.That(
                command.Options.Where(option => string.IsNullOrEmpty(option.Description)).Select(option => $"{command.Name} {option.Name}"),
                Is.Empty);
            Assert.That(
                command.Arguments.Where(
                    argument => string.IsNullOrEmpty(argument.Description)).Select(argument => $"{command.Name} {argument.Name}"),
                Is.Empty);
            // A value is named, so that the help says that there is one.
            Assert.That(
                command.Options.Where(
                    option =>
                        option is not Option<bool> && option.HelpName is null && option.Name != "--help").Select(option => option.Name),
                Is.Empty);
        }
    }
}
