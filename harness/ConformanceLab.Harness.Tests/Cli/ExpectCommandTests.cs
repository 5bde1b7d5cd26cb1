using System.Text;
using ConformanceLab.Harness.Expectations;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab expect, and what clab spec makes of entries.</summary>
[NonParallelizable]
public sealed class ExpectCommandTests
{
    private static readonly string[] s_explained =
        ["--reason", "because", "--link", "https://example.org/1", "--remove-when", "mended"];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _folder.Write(
            "suites/catalog.json", """{ "suites": [ { "name": "core", "path": "core" }, { "name": "more", "path": "more" } ] }""");
        WriteScript("core/a.wast", returns: 1, 2, 1, 3);
        WriteScript("more/b.wast", returns: 1, 1, 4);
        Directory.CreateDirectory(_folder["known"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static string NewLine => Environment.NewLine;

    // A function, and what is said that it returns.
    private void WriteScript(string name, int returns, params int[] expected) => _folder.Write(
        $"suites/{name}",
        $"(module (func (export \"f\") (result i32) (i32.const {returns})))\n"
            + string.Concat(expected.Select(value => $"(assert_return (invoke \"f\") (i32.const {value}))\n")));

    private CliResult Spec(params string[] arguments) => Clab.Run(
        ["spec", "--suites", _folder["suites"], "--out", _folder["out"], "--expectations", _folder["known"], .. arguments]);

    private CliResult Expect(string command, params string[] arguments) =>
        Clab.Run(["expect", command, "--expectations", _folder["known"], .. arguments]);

    private CliResult Update(params string[] arguments) => Expect("update", ["--from", _folder["out"], .. arguments]);

    private CliResult Check() => Expect("check", "--suites", _folder["suites"]);

    private static string Entries(params Expectation[] entries) =>
        Encoding.UTF8.GetString(new ExpectationFile("", [.. entries]).ToCanonicalBytes());

    private string Known(string name) => File.ReadAllText(_folder[$"known/{name}"]);

    private Dictionary<string, (string Text, DateTime Written)> Files() => Directory.GetFiles(_folder["known"]).Order().ToDictionary(
        path => Path.GetFileName(path), path => (File.ReadAllText(path), File.GetLastWriteTimeUtc(path)));

    [Test]
    public void Failures_are_written_down_and_the_next_run_is_good()
    {
        Assert.That(Spec().Code, Is.EqualTo(1));
        var update = Update(s_explained);
        Assert.That((update.Code, update.Error), Is.EqualTo((0, "")));
        Assert.That(update.Out, Does.EndWith($"3 added, 0 corrected, 0 removed{NewLine}"));
        Assert.That(Files().Keys, Is.EqualTo(new[] { "core.json", "more.json" }));
        var good = Spec();
        Assert.That(good.Code, Is.Zero, good.Error);
        Assert.That(good.Out, Does.Contain("planned 7: 4 pass, 3 expected-fail"));
        Assert.That(Check(), Is.EqualTo(new CliResult(0, $"3 entries checked, 0 problems{NewLine}", "")));
    }

    [Test]
    public void An_update_that_has_nothing_to_do_touches_no_file()
    {
        Spec();
        Update(s_explained);
        var files = Files();
        Assert.That(Update(), Is.EqualTo(new CliResult(0, $"0 added, 0 corrected, 0 removed{NewLine}", "")));
        Spec();
        Assert.That(Update("--prune").Code, Is.Zero, "nor after a run that knew them");
        Assert.That(Files(), Is.EqualTo(files));

        // Not even one that somebody wrote in another form.
        _folder.Write("known/core.json", "// known\n" + files["core.json"].Text);
        files = Files();
        Assert.That(Update("--prune").Code, Is.Zero);
        Assert.That(Files(), Is.EqualTo(files));
    }

    [Test]
    public void Bytes_do_not_depend_on_how_the_runs_were_cut()
    {
        Spec();
        Update(s_explained);
        var whole = (Known("core.json"), Known("more.json"));
        foreach (var order in new[] { (1, 2), (2, 1) })
        {
            Directory.Delete(_folder["known"], recursive: true);
            Directory.CreateDirectory(_folder["known"]);
            Clab.Run("spec", "--suites", _folder["suites"], "--out", _folder["p1"], "--expectations", _folder["known"], "--shard", "1/2");
            Clab.Run("spec", "--suites", _folder["suites"], "--out", _folder["p2"], "--expectations", _folder["known"], "--shard", "2/2");
            Expect("update", ["--from", _folder[$"p{order.Item1}"], "--from", _folder[$"p{order.Item2}"], .. s_explained]);
            Assert.That((Known("core.json"), Known("more.json")), Is.EqualTo(whole));
        }
    }

    [Test]
    public void New_entries_without_their_reason_are_a_usage_error_that_counts_them()
    {
        Spec();
        var expected = new CliResult(
            2,
            "",
            $"clab: 3 entries would be added: --reason, --link and --remove-when must say why; --dry-run lists them{NewLine}");
        Assert.That(Update(), Is.EqualTo(expected));
        Assert.That(Update([.. s_explained[..4]]), Is.EqualTo(expected));
        Assert.That(Update([.. s_explained[..5], " "]), Is.EqualTo(expected));
        Assert.That(Update("--filter", "more/").Error, Does.StartWith("clab: 1 entry would be added"));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void A_dry_run_says_what_would_change_and_writes_nothing()
    {
        Spec();
        var result = Update("--dry-run", "--filter", "core/*");
        Assert.That(result.Code, Is.Zero);
        var lines = result.Out.Split(NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[0], Does.StartWith("added     core/a.wast#").And.EndsWith(" [conformancelab, interpreter, wasm3]: fail"));
        Assert.That(lines[2], Is.EqualTo("2 added, 0 corrected, 0 removed; nothing was written"));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void What_passes_or_is_gone_fails_the_run_until_it_is_pruned()
    {
        Spec();
        Update([.. s_explained, "--file", "all.json"]);
        Assert.That(Files().Keys, Is.EqualTo(new[] { "all.json" }));

        // Of the two assertions that failed, one passes and one is not there any more.
        WriteScript("core/a.wast", returns: 2, 2);
        var spec = Spec();
        Assert.That(spec.Code, Is.EqualTo(1));
        Assert.That(spec.Error, Does.Contain("unexpected-pass: assert_return").And.Contain("remove the expectation (because"));
        Assert.That(spec.Out, Does.Contain("planned 5: 3 pass, 1 expected-fail, 1 unexpected-pass"));
        Assert.That(spec.Out, Does.Contain("an expectation that nothing answers to: core/a.wast#"));
        var before = Known("all.json");
        var named = Update();
        Assert.That((named.Code, Known("all.json")), Is.EqualTo((0, before)));
        Assert.That(named.Out, Does.Contain("it passes").And.Contain("the script has no such command"));
        Assert.That(named.Out, Does.EndWith($"0 added, 0 corrected, 0 removed; 2 wrong, which --prune corrects or removes{NewLine}"));
        Assert.That(Update("--prune").Out, Does.EndWith($"0 added, 0 corrected, 2 removed{NewLine}"));
        Assert.That(Spec().Code, Is.Zero);
        Assert.That(Expect("list").Out, Does.EndWith($"1 entry about 1 file: 1 fail{NewLine}"));
    }

    [Test]
    public void An_unexpected_pass_alone_is_exit_code_1()
    {
        WriteScript("core/a.wast", returns: 1, 2);
        Spec("--filter", "core/");
        Update(s_explained);
        Assert.That(Spec("--filter", "core/").Code, Is.Zero);
        WriteScript("core/a.wast", returns: 2, 2);
        var result = Spec("--filter", "core/");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(
            result.Out, Does.Contain("planned 2: 1 pass, 1 unexpected-pass").And.Not.Contain("an expectation that nothing answers to"));
    }

    [TestCase("other", "interpreter", "wasm3", "fail")]
    [TestCase("conformancelab", "optimizing", "wasm3", "fail")]
    [TestCase("conformancelab", "interpreter", "wasm2", "fail")]
    [TestCase("conformancelab", "interpreter", "wasm3", "crash")]
    public void An_entry_about_anything_else_hides_nothing(string engine, string tier, string profile, string verdict)
    {
        Spec("--filter", "core/");
        Update(s_explained);
        Assert.That(Spec("--filter", "core/").Code, Is.Zero);
        _folder.Write(
            "known/core.json",
            Known("core.json").Replace("\"conformancelab\"", $"\"{engine}\"")
                .Replace("\"interpreter\"", $"\"{tier}\"")
                .Replace("\"wasm3\"", $"\"{profile}\"")
                .Replace("\"fail\"", $"\"{verdict}\""));
        var result = Spec("--filter", "core/");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Out, Does.Contain("planned 4: 2 pass, 2 fail"));
    }

    [Test]
    public void A_stale_entry_fails_the_run_of_its_shard_only()
    {
        WriteScript("core/a.wast", returns: 1, 1);
        WriteScript("more/b.wast", returns: 1, 1);
        _folder.Write("known/core.json", Entries(Tests.Expectations.Known.Entry("core/a.wast#0123456789abcdef")));
        var codes = new[] { "1/2", "2/2" }.Select(shard => (Spec("--shard", shard), Spec("--shard", shard, "--list").Out)).ToList();
        Assert.That(codes.Select(run => run.Item1.Code), Is.EquivalentTo(new[] { 0, 1 }));
        var failed = codes.Single(run => run.Item1.Code == 1);
        Assert.That(failed.Item2, Does.Contain("core/a.wast"));
        Assert.That(failed.Item1.Out, Does.Contain("an expectation that nothing answers to: core/a.wast#0123456789abcdef"));
        Assert.That(Spec().Code, Is.EqualTo(1));
    }

    [Test]
    public void Entries_are_listed_by_file_with_all_that_they_say()
    {
        _folder.Write(
            "known/x.json",
            Entries(
                Tests.Expectations.Known.Entry("core/a.wast#1", "conformancelab", "interpreter"),
                Tests.Expectations.Known.Entry("core/a.wast#2", "other", verdict: "crash"),
                Tests.Expectations.Known.Entry("more/b.wast#3")));
        Assert.That(Expect("list", "--engine", "conformancelab", "--filter", "core/").Out.ReplaceLineEndings("\n"), Is.EqualTo("""
            core/a.wast (1 entry)
              core/a.wast#1 [conformancelab, interpreter, *]: fail
                reason       known
                link         https://example.org/1
                remove when  mended
                file         x.json

            1 entry about 1 file: 1 fail

            """.ReplaceLineEndings("\n")));
        Assert.That(Expect("list").Out, Does.EndWith($"3 entries about 2 files: 1 crash, 2 fail{NewLine}"));
        Assert.That(Expect("list", "--engine", "other").Out, Does.EndWith($"2 entries about 2 files: 1 crash, 1 fail{NewLine}"));
        Assert.That(Expect("list", "--tier", "baseline").Out, Does.Not.Contain("a.wast#1").And.Contain("2 entries about 2 files"));
        Assert.That(Expect("list", "--filter", "frob"), Is.EqualTo(new CliResult(0, $"no entries{NewLine}", "")));
    }

    [Test]
    public void A_check_names_all_that_is_wrong()
    {
        Spec();
        Update(s_explained);
        var command = Known("core.json").Split('"').First(text => text.StartsWith("core/a.wast#", StringComparison.Ordinal));
        _folder.Write(
            "known/x.json",
            Entries(
                Tests.Expectations.Known.Entry(command, tier: "interpreter", verdict: "crash"),
                Tests.Expectations.Known.Entry("core/a.wast#0000"),
                Tests.Expectations.Known.Entry("core/gone.wast#0000"),
                Tests.Expectations.Known.Entry("absent/a.wast#0000")));
        _folder.Write("known/comments.json", "{ \"expectations\": [ /* none yet */ ] }");
        _folder.Write("known/form.json", "{ \"expectations\": [] }");
        _folder.Write("known/wrong.json", "{ \"expectation\": [] }");
        var result = Check();
        Assert.That((result.Code, result.Out), Is.EqualTo((1, $"7 entries checked, 6 problems{NewLine}")));
        var lines = result.Error.Split(NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(7));
        Assert.That(lines, Has.Some.Contains("comments.json: not canonical: it has comments"));
        Assert.That(lines, Has.Some.EndsWith("form.json: not canonical; 'clab expect format' writes it so"));
        Assert.That(lines, Has.Some.Contains("wrong.json: ").And.Some.Contains("expectation"));
        Assert.That(lines, Has.Some.StartsWith($"two entries cover the same: {command} ["));
        Assert.That(lines, Has.Some.EqualTo("stale: the script has no such command: core/a.wast#0000 [*, *, *]: fail (x.json)"));
        Assert.That(lines, Has.Some.EqualTo("stale: there is no such script: core/gone.wast#0000 [*, *, *]: fail (x.json)"));
        Assert.That(lines[^1], Does.StartWith("clab: 1 entry is about suites that are not in "));
    }

    [Test]
    public void What_the_repository_knows_is_in_order()
    {
        var result = Clab.Run("expect", "check");
        Assert.That(result.Code, Is.Zero, result.Error);
    }

    [Test]
    public void Files_are_written_in_canonical_form_unless_comments_would_be_lost()
    {
        Spec();
        Update(s_explained);
        var canonical = Known("core.json");
        _folder.Write("known/core.json", canonical.Replace("\n", " ", StringComparison.Ordinal));
        Assert.That(Check().Code, Is.EqualTo(1));
        Assert.That(Expect("format").Out, Does.EndWith($"1 file written{NewLine}"));
        Assert.That(Known("core.json"), Is.EqualTo(canonical));
        _folder.Write("known/core.json", "// looked into\n" + canonical);
        var refused = Expect("format");
        Assert.That((refused.Code, Known("core.json")), Is.EqualTo((3, "// looked into\n" + canonical)));
        Assert.That(refused.Error, Does.Contain("it has comments, which would be lost"));
    }

    [Test]
    public void An_update_that_would_lose_comments_writes_nothing_at_all()
    {
        Spec();
        _folder.Write("known/more.json", "{ \"expectations\": [] } // looked into");
        var files = Files();
        var result = Update(s_explained);
        Assert.That((result.Code, Files()), Is.EqualTo((3, files)));
        Assert.That(result.Error, Does.Contain("more.json: it has comments"));
    }

    [Test]
    public void Entries_stay_in_the_file_they_are_in_and_one_that_is_empty_goes()
    {
        Spec();
        Update([.. s_explained, "--file", "mine.json", "--filter", "core/"]);
        Update(s_explained);
        Assert.That(Files().Keys, Is.EqualTo(new[] { "mine.json", "more.json" }));
        WriteScript("core/a.wast", returns: 1, 1);
        Spec();
        Assert.That(Update("--prune").Out, Does.Contain("mine.json: removed, as nothing is left in it"));
        Assert.That(Files().Keys, Is.EqualTo(new[] { "more.json" }));
    }

    [Test]
    public void A_folder_of_entries_is_made_by_the_update_and_must_be_there_for_everything_else()
    {
        Spec();
        var other = _folder["other/place"];
        foreach (var command in new[] { "list", "check", "format" })
        {
            Assert.That(
                Clab.Run("expect", command, "--expectations", other),
                Is.EqualTo(new CliResult(2, "", $"clab: --expectations: there is no folder {other}{NewLine}")));
        }

        Assert.That(Spec("--expectations", other).Code, Is.EqualTo(2));
        var update = Clab.Run(["expect", "update", "--expectations", other, "--from", _folder["out"], .. s_explained]);
        Assert.That(update.Code, Is.Zero, update.Error);
        Assert.That(Directory.GetFiles(other), Has.Length.EqualTo(2));
    }

    [TestCase("known.txt")]
    [TestCase(".json")]
    [TestCase("../known.json")]
    public void A_name_that_nobody_would_read_is_a_usage_error(string name)
    {
        Spec();
        var result = Update([.. s_explained, "--file", name]);
        Assert.That((result.Code, Files().Count), Is.EqualTo((2, 0)));
        Assert.That(result.Error, Does.StartWith($"clab: --file {name}: "));
    }

    [Test]
    public void A_run_that_is_needed_or_broken_is_told_apart()
    {
        Assert.That(Expect("update").Code, Is.EqualTo(2), "no --from");
        Assert.That(Update(s_explained).Code, Is.EqualTo(3), "no results");
        Spec();
        File.WriteAllLines(_folder["out/results.ndjson"], File.ReadAllLines(_folder["out/results.ndjson"])[..^1]);
        var part = Update([.. s_explained, "--prune"]);
        Assert.That((part.Code, Files().Count), Is.EqualTo((3, 0)));
        Assert.That(part.Error, Does.EndWith($"results.ndjson: the run did not come to its end{NewLine}"));
    }
}
