using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Subjects;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Subjects;

/// <summary>What users may call a subject, when two are the same, what processes answer.</summary>
public sealed class SubjectTests
{
    private static readonly Benchmark s_benchmark = new() { Name = "x", Class = "c", Module = "/x.wasm", Arguments = ["i32:5"] };
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clab-gate-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_tier_is_our_own_plug_with_its_options() => Assert.That(
        Subject.Parse("baseline --eager", FakePlug.Own).Command,
        Is.EqualTo(new[] { "dotnet", "clab.dll", "plug", "--tier", "baseline", "--eager" }));

    [Test]
    public void A_folder_with_a_build_is_that_builds_plug()
    {
        var program = Path.Combine(_folder, "harness", "ConformanceLab.Cli", "bin", "Release", "net10.0", Subject.Program);
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, "");
        Assert.That(
            Subject.Parse($"{_folder} --tier interpreter", FakePlug.Own).Command,
            Is.EqualTo(new[] { "dotnet", program, "plug", "--tier", "interpreter" }));
        Assert.That(
            Subject.Parse(Path.GetDirectoryName(program)!, FakePlug.Own).Command, Is.EqualTo(new[] { "dotnet", program, "plug" }));
        Assert.That(Subject.Parse($"{program} plug", FakePlug.Own).Command, Is.EqualTo(new[] { "dotnet", program, "plug" }));
    }

    [Test]
    public void A_folder_with_a_native_build_is_that_programs_plug()
    {
        var program = Path.Combine(_folder, Subject.NativeProgram);
        File.WriteAllText(program, "");
        Assert.That(Subject.Parse($"{_folder} --eager", FakePlug.Own).Command, Is.EqualTo(new[] { program, "plug", "--eager" }));
        File.WriteAllText(Path.Combine(_folder, Subject.Program), "");
        Assert.That(
            Subject.Parse(_folder, FakePlug.Own).Command,
            Is.EqualTo(new[] { "dotnet", Path.Combine(_folder, Subject.Program), "plug" }),
            "what starts an ordinary build is called the same");
    }

    [Test]
    public void Anything_else_is_a_command_line_with_quotes_and_perhaps_a_name()
    {
        var subject = Subject.Parse("v8=node 'my driver.mjs' --x \"\"", FakePlug.Own);
        Assert.That(
            (subject.Name, subject.Command), Is.EqualTo(("v8", new[] { "node", "my driver.mjs", "--x", "" })).UsingPropertiesComparer());
    }

    [TestCase("", "nothing to measure")]
    [TestCase("node 'x", "a quote is open")]
    public void What_is_nothing_says_what_there_could_be(string text, string message) => Assert.That(
        () => Subject.Parse(text, FakePlug.Own), Throws.InstanceOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void A_folder_without_a_build_says_so() => Assert.That(
        () => Subject.Parse(_folder, FakePlug.Own), Throws.InstanceOf<FormatException>().With.Message.Contains("there is no clab.dll"));

    [Test]
    public void Two_builds_are_the_same_if_what_they_would_execute_is()
    {
        var (one, other) = (Build("one", "code"), Build("other", "code"));
        Assert.That(Identity(one), Is.EqualTo(Identity(other)));
        Assert.That(Identity(one, "--eager"), Is.Not.EqualTo(Identity(other)), "options count");
        File.WriteAllText(Path.Combine(_folder, "other", "notes.txt"), "text is no code");
        Assert.That(Identity(one), Is.EqualTo(Identity(other)));
        File.WriteAllText(Path.Combine(_folder, "other", "Library.dll"), "other code");
        Assert.That(Identity(one), Is.Not.EqualTo(Identity(other)), "what the program needs counts");

        string Identity(string program, params string[] options) =>
            SubjectIdentity.Compute(new Subject("x", ["dotnet", program, "plug", .. options]));
    }

    [Test]
    public async Task Times_are_those_between_the_marks_if_there_are_any()
    {
        var answer = await Run(
            "echo text; echo '{\"ok\":true,\"compile_ms\":2,\"instantiate_ms\":3,\"run_ms\":[10,9],\"bench_ms\":[5,4],\"result\":\"7\"}'");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Times, Is.EqualTo(new[] { 5.0, 4.0 }));
            Assert.That(answer.ColdTime, Is.EqualTo(15));
            Assert.That(answer.Result, Is.EqualTo("7"));
        });
    }

    [TestCase("echo '{\"ok\":false,\"error\":\"no gc here\"}'", "no gc here")]
    [TestCase("echo oops >&2; exit 3", "it ended with code 3 and printed no line of JSON: oops")]
    [TestCase("echo '{\"ok\":true}'", "its times are not all above zero")]
    [TestCase("echo '{\"ok\":'", "its line of JSON makes no sense")]
    public void What_is_no_answer_says_why(string script, string message) =>
        Assert.That(async () => await Run(script), Throws.InstanceOf<PlugException>().With.Message.StartsWith(message));

    [Test]
    public void What_takes_too_long_is_killed() => Assert.That(
        async () => await PlugProcess.RunAsync(FakePlug.Script("sleep 60"), s_benchmark, 1, TimeSpan.FromSeconds(0.5), default),
        Throws.InstanceOf<PlugException>().With.Message.EqualTo("it took longer than 0.5 s and was killed"));

    [Test]
    public void A_program_that_is_not_there_is_named() => Assert.That(
        async () => await PlugProcess.RunAsync(new Subject("x", ["no-such-program"]), s_benchmark, 1, TimeSpan.FromSeconds(9), default),
        Throws.InstanceOf<PlugException>().With.Message.StartsWith("no-such-program cannot be started"));

    [Test]
    public void A_benchmark_is_the_options_of_the_plug()
    {
        Assert.That(string.Join(' ', s_benchmark.Options(3)), Is.EqualTo("--wasm /x.wasm --mode run --entry run --arg i32:5 --reps 3"));
        var command = s_benchmark with { Arguments = [], Wasi = new WasiInput(["-v"], "/data", "/in") };
        Assert.That(
            string.Join(' ', command.Options(1)),
            Is.EqualTo("--wasm /x.wasm --mode run --reps 1 --wasi --wasi-arg -v --dir /data --stdin /in"));
    }

    [Test]
    public void A_slowdown_is_planted_in_the_amount_of_work()
    {
        var benchmark = s_benchmark with { Arguments = ["i32:1000"], IsScalable = true, Expected = "42" };
        var slower = benchmark.Scaled(1.05);
        Assert.That((slower.Arguments[0], slower.Expected), Is.EqualTo(("i32:1050", (string?)null)));
        Assert.That(() => s_benchmark.Scaled(1.05), Throws.InvalidOperationException);
    }

    [Test]
    public void Our_own_programs_are_translated_and_have_known_results()
    {
        var benchmarks = BenchmarkManifest.Read(BenchmarkManifest.Own, _folder);
        Assert.Multiple(() =>
        {
            Assert.That(benchmarks, Has.Count.EqualTo(12));
            Assert.That(benchmarks.Where(benchmark => benchmark.Mode == "run").Select(benchmark => benchmark.Expected), Has.None.Null);
            Assert.That(benchmarks.Select(benchmark => File.ReadAllBytes(benchmark.Module)[..4]), Has.All.EqualTo("\0asm"u8.ToArray()));
            Assert.That(BenchmarkManifest.Filter(
                benchmarks, ["calls"]).Select(benchmark => benchmark.Name), Is.EqualTo(new[] { "calls", "indirect" }));
        });
    }

    [TestCase("{}", "there are no \"entries\"")]
    [TestCase("{\"entries\":[{\"kind\":\"wasi\"}]}", "an entry has no \"name\"")]
    [TestCase("{", "manifest.json")]
    public void A_manifest_that_is_none_says_what_is_wrong(string json, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "manifest.json"), json);
        Assert.That(() => BenchmarkManifest.Read(_folder, _folder), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
    }

    [Test]
    public void A_manifest_may_say_more_and_be_of_kinds_that_are_not_measured()
    {
        File.WriteAllText(Path.Combine(_folder, "a.wasm"), "");
        File.WriteAllText(Path.Combine(_folder, "manifest.json"), """
            {"version":1,"entries":[{"name":"a","class":"program","file":"a.wasm","kind":"wasi","entry":"_start","bytes":1,
              "wasi":{"args":["x"],"dir":"data","stdin":null},"expect":{"result":"exit:0"}},{"name":"m","file":"m.wasm","kind":"micro"},
              {"name":"s","file":"a.wasm","kind":"export","slow":true}]}
            """);
        var benchmark = BenchmarkManifest.Read(_folder, _folder).Single();
        Assert.That(
            (benchmark.Name, benchmark.Expected, benchmark.Wasi!.Directory), Is.EqualTo(("a", "exit:0", Path.Combine(_folder, "data"))));
    }

    private string Build(string name, string code)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Library.dll"), code);
        var program = Path.Combine(folder, Subject.Program);
        File.WriteAllText(program, "program");
        return program;
    }

    private static Task<PlugAnswer> Run(string script) =>
        PlugProcess.RunAsync(FakePlug.Script(script), s_benchmark, 1, TimeSpan.FromMinutes(1), default);
}
