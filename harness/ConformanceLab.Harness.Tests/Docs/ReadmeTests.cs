using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConformanceLab.Cli;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Docs;

/// <summary>What the README says is so: commands, options, exit codes, report, features, examples.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_readme = Documents.Read("README.md");
    private static readonly RootCommand s_root = CommandLine.CreateRoot([]);

    // By their words: "spec", "expect list".
    private static readonly Dictionary<string, Command> s_commands = CommandTree.Of(s_root).ToDictionary();

    private static Command Command(string name) => s_commands[name];

    // The command that words begin with, and how many of them are its name; 0 if there is none.
    private static int NameLength(IEnumerable<string> words)
    {
        var some = words.Take(2).ToArray();
        return s_commands.ContainsKey(string.Join(' ', some)) ? some.Length : s_commands.ContainsKey(some[0]) ? 1 : 0;
    }

    private static IEnumerable<string> Names(Option option) => option.Aliases.Append(option.Name);

    // Without those of the parser itself, which every command has.
    private static IEnumerable<Option> Options(Command command) => command.Options.Where(option => option.Name != "--help");

    [Test]
    public void The_table_of_commands_is_the_commands()
    {
        var documented = Documents.Table(s_readme, "command").Select(row => row[0].Trim('`').Split(' ')).ToList();
        Assert.That(documented.Select(words => words[0]), Has.All.EqualTo("clab"));
        Assert.That(documented.Select(Name), Is.EquivalentTo(s_commands.Keys));
        foreach (var words in documented)
        {
            var arguments = words.Skip(1 + NameLength(words.Skip(1))).Where(word => word != "[ARGS]").Select(word => word.Trim('[', ']'));
            Assert.That(arguments, Is.EqualTo(Command(Name(words)).Arguments.Select(argument => argument.Name)), Name(words));
        }

        static string Name(string[] words) => string.Join(' ', words.Skip(1).Take(NameLength(words.Skip(1))));
    }

    [Test]
    public void The_table_of_options_is_the_options_of_each_command()
    {
        var documented = new Dictionary<string, List<string>>();
        foreach (var row in Documents.Table(s_readme, "option"))
        {
            // `-j`, `--jobs N`
            var spans = row[0]
                .Split('`', StringSplitOptions.RemoveEmptyEntries)
                .Where(span => span.StartsWith('-'))
                .Select(span => span.Split(' ', 2))
                .ToList();
            foreach (var command in row[1].Split('`', StringSplitOptions.RemoveEmptyEntries).Where(name => name.Trim().Length > 0))
            {
                if (!documented.TryGetValue(command, out var names))
                {
                    documented.Add(command, names = []);
                }

                names.AddRange(spans.Select(span => span[0]));
                var option = Options(Command(command)).SingleOrDefault(option => option.Name == spans[^1][0]);
                Assert.That(option, Is.Not.Null, $"clab {command} {spans[^1][0]}");
                Assert.That(spans[^1].ElementAtOrDefault(1), Is.EqualTo(option!.HelpName), $"clab {command} {option.Name}");
            }
        }

        foreach (var (name, command) in s_commands)
        {
            Assert.That(documented.GetValueOrDefault(name, []), Is.EquivalentTo(Options(command).SelectMany(Names)), name);
        }
    }

    [Test]
    public void The_table_of_exit_codes_is_the_exit_codes()
    {
        var constants = typeof(ExitCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture));
        Assert.That(Documents.Table(s_readme, "exit code").Select(row => row[0]), Is.EquivalentTo(constants));
    }

    [Test]
    public void The_example_of_the_report_is_a_report()
    {
        var example = Documents.Blocks(s_readme, "json").Single();
        var report = WastReport.FromJson(example);
        Assert.That(report.Passed + report.Failed + report.Unsupported + report.Crashed, Is.EqualTo(report.Commands));
        using var document = JsonDocument.Parse(example);
        Assert.That(Keys(document.RootElement), Is.EqualTo(Members<WastReport>()));
        Assert.That(Keys(document.RootElement.GetProperty("failures")[0]), Is.EqualTo(Members<WastFailure>()));

        static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
        static IEnumerable<string> Members<T>() => typeof(T)
            .GetProperties()
            .Where(property => property.Name != "EqualityContract")
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
    }

    [Test]
    public void The_table_of_features_is_the_features()
    {
        var rows = Documents.Table(s_readme, "feature")
            .Select(row => row[0].Split('`', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();
        string[] Features(WasmFeatures set) =>
            [.. WasmFeatureNames.All.Where(entry => (entry.Feature & set) != 0).Select(entry => entry.Name)];
        Assert.Multiple(() =>
        {
            Assert.That(rows[0], Is.EquivalentTo(Features(WasmFeatures.Wasm2)));
            Assert.That(rows[1], Is.EquivalentTo(Features(WasmFeatures.Wasm3 & ~WasmFeatures.Wasm2)));
            Assert.That(rows[2], Is.EquivalentTo(Features(WasmFeatures.All & ~WasmFeatures.Wasm3)));
            Assert.That(rows[3], Is.EquivalentTo(WasmFeatureNames.Unsupported));
            Assert.That(EngineOptions.Default.Features, Is.EqualTo(WasmFeatures.Wasm3));
        });
    }

    [Test]
    public void Tiers_that_are_named_are_there() =>
        Assert.That(
            Tiers.Available.Select(Tiers.Name), Has.All.Matches<string>(tier => s_readme.Contains($"`{tier}`", StringComparison.Ordinal)));

    [Test]
    public void Examples_are_the_ones_that_run_as_tests()
    {
        var source = Documents.Read("engine/ConformanceLab.Engine.Tests/Readme/ReadmeExamples.cs");
        var regions = Region().Matches(source)
            .Select(
                match => string.Join(
                    '\n', match.Groups["body"].Value.Split('\n').Select(line => line.Length >= 8 ? line[8..] : line)).TrimEnd());
        Assert.That(Documents.Blocks(s_readme, "csharp"), Is.EqualTo(regions));
    }

    [TestCaseSource(typeof(Documents), nameof(Documents.All))]
    public void Commands_and_options_that_are_named_exist(string document) =>
        CheckCommands(document, Documents.Code(Documents.Read(document)));

    [TestCase("workflows/ci.yml", "scripts/test")]
    [TestCase("workflows/gate.yml", "scripts/clab --help")]
    [TestCase("actions/gate/action.yml", "scripts/clab gate")]
    [TestCase("actions/results/action.yml", "scripts/clab ci")]
    public void Commands_of_workflows_and_actions_exist(string file, string one)
    {
        var commands = Documents.Read($".github/{file}")
            .Split('\n')
            .Select(line => line.Trim().TrimStart('-').Trim())
            .Where(line => line.StartsWith("run: scripts/", StringComparison.Ordinal))
            .Select(line => line[5..])
            .ToList();
        Assert.That(commands, Has.Some.StartsWith(one));
        CheckCommands(file, commands.Where(command => !command.EndsWith("--help", StringComparison.Ordinal)));
    }

    private static void CheckCommands(string document, IEnumerable<string> commands)
    {
        foreach (var code in commands)
        {
            var words = code.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var at = words is ["scripts/clab", ..] or ["clab", ..] ? 1 : words is ["scripts/fetch-suites", ..] ? 0 : -1;
            if (at < 0 || words.ElementAtOrDefault(at) is null or "COMMAND")
            {
                continue;
            }

            // A command that only has others may be named alone.
            if (words[1..] is [var group] && s_root.Subcommands.Any(command => command.Name == group && command.Subcommands.Count > 0))
            {
                continue;
            }

            var length = at == 0 ? 1 : NameLength(words.Skip(1));
            Assert.That(length, Is.Positive, $"{document}: {code}: no such command");
            var name = at == 0 ? "fetch-suites" : string.Join(' ', words.Skip(1).Take(length));
            foreach (var option in words.Skip(at + length).Where(word => word.StartsWith('-') && word != "-"))
            {
                Assert.That(Command(name).Options.SelectMany(Names), Does.Contain(option.Split('=')[0]), $"{document}: {code}");
            }
        }
    }

    [TestCaseSource(typeof(Documents), nameof(Documents.All))]
    public void Files_that_are_named_exist(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Documents.Root, document))!;
        foreach (var code in Documents.Code(Documents.Read(document)))
        {
            foreach (var word in code.Split(' ').Where(word => Place().IsMatch(word) && !Unfetched().IsMatch(word)))
            {
                // From the repository, from where the document stands, from the project whose folder that is; a name alone, anywhere.
                string[] starts = [Documents.Root, folder, Path.GetDirectoryName(folder)!, .. Directory.GetDirectories(folder)];
                Assert.That(
                    starts.Any(start => Exists(Path.Combine(start, word)))
                        || (!word.Contains('/', StringComparison.Ordinal) && Documents.FileNames.Contains(word)),
                    Is.True,
                    $"{document}: {word}");
            }
        }

        static bool Exists(string path) => path.Contains('*', StringComparison.Ordinal)
            ? Directory.Exists(Path.GetDirectoryName(path))
                && Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Any()
            : File.Exists(path) || Directory.Exists(path);
    }

    [Test]
    public void Every_script_has_its_row_and_can_be_executed()
    {
        var scripts = Directory.GetFiles(Path.Combine(Documents.Root, "scripts"))
            .Where(path => Path.GetExtension(path).Length == 0)
            .ToList();
        Assert.That(
            Documents.Table(Documents.Read("scripts/README.md"), "script").Select(row => row[0].Trim('`')),
            Is.EquivalentTo(scripts.Select(Path.GetFileName)));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var script in scripts)
            {
                Assert.That(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), Is.True, script);
            }
        }
    }

    // Without looking at its arguments it would build for a quarter of an hour.
    [TestCase("--help", 0, "usage: scripts/test")]
    [TestCase("--filter", 2, "'--filter'")]
    [Platform("Linux")]
    public void The_script_of_the_tests_says_what_it_takes(string argument, int code, string text)
    {
        var script = new ProcessStartInfo(Path.Combine(Documents.Root, "scripts/test"), [argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(script)!;
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That((process.ExitCode, output), Is.EqualTo((code, output)));
        Assert.That(output, Does.Contain(text));
    }

    [Test]
    public void Every_room_has_its_tour() =>
        Assert.That(
            Documents.Table(s_readme, "folder").Select(row => row[2].Trim('`')),
            Is.SubsetOf(Documents.All).And.SupersetOf(new[] { "engine/README.md", "harness/README.md" }));

    [Test]
    public void The_variable_for_suites_is_the_locators() => Assert.That(s_readme, Does.Contain($"${SuiteLocator.EnvironmentVariable}"));

    [GeneratedRegex("        // begin [a-z-]+\n(?<body>.*?)        // end [a-z-]+\n", RegexOptions.Singleline)]
    private static partial Regex Region();

    // Paths of the repository: they begin with one of its folders, or end like one of its files.
    [GeneratedRegex(@"^(engine|harness|reports|suites|scripts|\.github|\.ci)/[\w./*-]+$|^[\w./]+\.(cs|def|json|md|csproj|yml)$")]
    private static partial Regex Place();

    // Made by a run, or by hand when needed.
    [GeneratedRegex("^suites/(official|expectations)|^out/|/bin/|^features.json$|^report.(json|md)$|^results.")]
    private static partial Regex Unfetched();
}
