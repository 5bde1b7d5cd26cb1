using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Tracking;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Site;

/// <summary>clab site, in a real browser, from files.</summary>
[NonParallelizable]
public sealed class BrowserTests
{
    private const int Files = 120;
    private const int CommandsPerFile = 550;

    private TestFolder _folder = null!;
    private Browser _browser = null!;
    private string _page = "";

    [OneTimeSetUp]
    public async Task OpenBrowser()
    {
        if (Browser.Program is null)
        {
            Assert.Ignore("there is no browser on this machine: neither chromium nor google-chrome is on the path");
        }

        _folder = new TestFolder();
        _folder.Write("suites/catalog.json", """{ "suites": [ { "name": "core", "path": "core" } ] }""");
        _folder.Write(
            "suites/core/wrong.wast",
            ";; <b>not bold</b>\n(module (func (export \"f\") (result i32) (i32.const 1)))\n"
            + "(assert_return (invoke \"f\") (i32.const 3))\n(assert_return (invoke \"f\") (i32.const 1))\n");
        Clab.Run(["spec", "--suites", _folder["suites"], "--out", _folder["runs/ours"], .. SiteTests.AllTiers]);

        // As much as the official suites have, on four engines: 66,000 verdicts each.
        foreach (var (engine, index) in new[] { "one", "two", "three", "four" }.Select((engine, index) => (engine, index)))
        {
            var run = new MadeRun(engine);
            for (var file = 0; file < Files; file++)
            {
                run.File("tier", $"spec-3.0/core/{(file % 2 == 0 ? "gc/" : "")}f{file}.wast",
                    $"pass*{CommandsPerFile - (5 * index)} fail*{5 * index}");
            }

            run.Write(_folder[$"runs/{engine}"]);
        }

        var module = _folder.Write("counted.wat", "(module (func $main (export \"f\") (result i32) (i32.const 1)))");
        Clab.Run("count", "--invoke", "f", "--json", _folder["count.json"], module);
        string[] site = ["site", _folder["runs"], "--suites", _folder["suites"], "--out", _folder["site"]];
        Assert.That(Clab.Run([.. site, "--performance", _folder["count.json"]]).Code, Is.Zero);
        _page = new Uri(_folder["site/index.html"]).AbsoluteUri;
        _browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public void CloseBrowser()
    {
        _browser?.Dispose();
        _folder?.Dispose();
    }

    [TearDown]
    public void Nothing_went_wrong_and_nothing_came_from_elsewhere()
    {
        if (_browser is not null)
        {
            Assert.That(_browser.Problems, Is.Empty);
        }
    }

    private async Task<TimeSpan> Open(string place)
    {
        await _browser.OpenAsync("about:blank", "location.href === 'about:blank'");
        return await _browser.OpenAsync($"{_page}#{place}", "document.querySelector('#main h1')");
    }

    private Task<string> Text(string selector) => _browser.EvaluateAsync<string>($"document.querySelector({Quote(selector)}).innerText");

    // Also of what is not drawn yet, since it is outside of the screen.
    private Task<string> Content(string selector) =>
        _browser.EvaluateAsync<string>($"document.querySelector({Quote(selector)}).textContent");

    private Task<int> Count(string selector) => _browser.EvaluateAsync<int>($"document.querySelectorAll({Quote(selector)}).length");

    private Task Enter(string selector, string text, string happened) => _browser.EvaluateAsync<object>(
        $"(field => {{ field.value = {Quote(text)}; field.dispatchEvent(new Event('{happened}')); }})"
        + $"(document.querySelector({Quote(selector)}))");

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    [TestCase("summary")]
    [TestCase("matrix")]
    [TestCase("deviations")]
    [TestCase("files")]
    public async Task It_opens_in_less_than_two_seconds(string place)
    {
        await Open(place);
        var time = await Open(place);
        TestContext.Out.WriteLine($"{4 * Files * CommandsPerFile} verdicts, {place}: {time.TotalMilliseconds:F0} ms");
        Assert.That(time, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task The_summary_counts_and_leads_to_what_is_bad()
    {
        await Open("summary");
        Assert.That(await Text(".lead"), Does.Contain("verdicts of 5 engines").And.Contain("bad"));
        Assert.That(await Count(".card"), Is.EqualTo(4 + Wasm.Tiers.Available.Count));
        await _browser.EvaluateAsync<object>("document.querySelector('.lead a').click()");
        await _browser.WaitAsync("document.querySelector('.deviations li')");
        Assert.That(await Text("#count"), Does.EndWith("deviations"));
    }

    [Test]
    public async Task A_suite_says_once_how_many_commands_it_has()
    {
        await Open("summary");
        var core = "[...document.querySelectorAll('tr')].find(row => row.textContent.startsWith('spec-3.0'))";
        var all = Files * CommandsPerFile;
        var words = await _browser.EvaluateAsync<string[]>($"[...{core}.children].map(cell => cell.innerText)");
        Assert.That(words[0], Is.EqualTo($"spec-3.0\n{all:N0} commands"));
        Assert.That(words[1..], Does.Contain($"{all:N0}"));
        Assert.That(string.Concat(words), Does.Not.Contain("/"));
    }

    [Test]
    public async Task Names_break_where_their_words_end_and_fields_are_equally_high()
    {
        await Open("files");
        Assert.That(
            await _browser.EvaluateAsync<string>("document.querySelector('.files .place').innerHTML.replaceAll('<wbr>', '|')"),
            Is.EqualTo("<span class=\"dim\">core/</span>|wrong.wast"));
        Assert.That(
            await _browser.EvaluateAsync<int>(
                "new Set([...document.querySelectorAll('.filters input, .filters select')].map(field => field.offsetHeight)).size"),
            Is.EqualTo(1));
    }

    [Test]
    public async Task A_cell_of_the_matrix_leads_to_its_deviations_and_one_of_them_to_its_evidence()
    {
        await Open("matrix");
        await _browser.EvaluateAsync<object>(
            "[...document.querySelectorAll('tr')].find(row => row.textContent.startsWith('Garbage collection'))"
            + ".querySelector('td.partial a').click()");
        await _browser.WaitAsync("document.querySelector('.deviations li')");
        Assert.That(await Text("#count"), Does.StartWith($"{Files / 2 * 15} of "));
        Assert.That(await Content(".deviations li"), Does.Contain("spec-3.0/core/gc/").And.Contain("message"));
        await _browser.EvaluateAsync<object>("document.querySelector('.deviations a').click()");
        await _browser.WaitAsync("document.querySelector('.values')");
        Assert.That(await Text(".values"), Does.Contain("(i32.const 0x00000001=1)").And.Contain("returned (i32.const 0x00000003=3)"));
        Assert.That(
            await _browser.EvaluateAsync<string>("[...document.querySelectorAll('.bits mark')].map(bit => bit.innerText).join('')"),
            Is.EqualTo("01"));
        Assert.That(await Text(".command code"), Does.StartWith("clab spec ").And.Contain("--filter spec-3.0/core/gc/"));
    }

    [Test]
    public async Task A_deviation_has_its_script_its_machine_code_and_what_others_did()
    {
        await Open("deviations?suite=core");
        Assert.That(await Count(".deviations li"), Is.EqualTo(Wasm.Tiers.Available.Count));
        await _browser.EvaluateAsync<object>("document.querySelector('.deviations a').click()");
        await _browser.WaitAsync("document.querySelector('.source')");
        Assert.That(await Content(".line.lit"), Does.Contain("(assert_return (invoke \"f\") (i32.const 3))"));
        Assert.That(await Content(".source"), Does.Contain(";; <b>not bold</b>"));
        Assert.That(await Count(".others li"), Is.EqualTo(Wasm.Tiers.Available.Count - 1));
        if (Wasm.Tiers.Available.Count > 1)
        {
            Assert.That(await Text("pre.code"), Does.Contain("mov"));
        }
    }

    [Test]
    public async Task Search_and_filters_narrow_the_list_and_stay_in_the_address()
    {
        await Open("deviations");
        var all = await Text("#count");
        await Enter(".filters input", "F12.WAST message", "input");
        Assert.That(await Text("#count"), Is.Not.EqualTo(all).And.StartsWith("30 of "));
        await Enter("[name=column]", "0", "change");
        var narrowed = await Text("#count");
        Assert.That(await _browser.EvaluateAsync<string>("location.hash"), Does.Contain("q=F12.WAST+message").And.Contain("column=0"));
        await _browser.EvaluateAsync<object>("location.reload()");
        await _browser.WaitAsync($"document.querySelector('#count')?.innerText === {Quote(narrowed)}");
    }

    [Test]
    public async Task Scripts_are_searched_by_words_and_chosen_like_deviations()
    {
        await Open("files");
        await Enter(".filters input", "GC/ f12.wast", "input");
        Assert.That(await Text("#count"), Does.StartWith($"1 of {Files + 1} scripts"));
        Assert.That(await Text(".files li"), Does.StartWith("spec-3.0/core/gc/f12.wast"));
        await Enter(".filters input", "", "input");
        await Enter("[name=suite]", "core", "change");
        await Enter("[name=only]", "d", "change");
        Assert.That(await Text("#count"), Does.StartWith($"1 of {Files + 1} scripts"));
        Assert.That(await _browser.EvaluateAsync<string>("location.hash"), Is.EqualTo("#files?suite=core&only=d"));
    }

    [TestCase("core/wrong.wast:3", "3")]
    [TestCase("wrong.wast:3", "3")]
    public async Task A_line_is_found_by_its_name(string what, string line)
    {
        await Open("summary");
        await Enter("#find input", what, "input");
        await _browser.EvaluateAsync<object>("document.getElementById('find').requestSubmit()");
        await _browser.WaitAsync("document.querySelector('.line.lit')");
        Assert.That(await Content(".line.lit .number"), Is.EqualTo(line));
    }

    [Test]
    public async Task An_id_is_found_and_every_verdict_has_its_mark()
    {
        await Open("summary");
        var name = "spec-3.0/core/gc/f0.wast";
        var id = MadeRun.IdOf(name, 17);
        await Enter("#find input", id, "input");
        await _browser.EvaluateAsync<object>("document.getElementById('find').requestSubmit()");
        await _browser.WaitAsync("document.querySelector('.line.lit')");
        Assert.That(await Content(".line.lit .number"), Is.EqualTo("18"));
        Assert.That(await Count(".marks .dot"), Is.EqualTo(4 * CommandsPerFile));
        Assert.That(await Count(".marks a.v-f"), Is.EqualTo(5 + 10 + 15));
    }

    [Test]
    public async Task Performance_has_its_tables_and_plots()
    {
        await Open("performance");
        Assert.That(await Text("h2"), Is.EqualTo("counted.wat, optimizing: machine instructions"));
        Assert.That(await Text("td"), Is.EqualTo("$main"));
        await _browser.EvaluateAsync<object>("document.querySelector('.plot').scrollIntoView()");
        await _browser.WaitAsync("document.querySelector('.plot img').naturalWidth > 0");
        Assert.That(await Count(".plot figcaption a"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_tree_of_skills_is_drawn_with_every_skill()
    {
        await Open("skills");
        var suites = SuiteLocator.FindRepositorySuites()!;
        var skills = SkillCatalog.Load(
            Path.Combine(suites, SkillCatalog.FileName), ProposalCatalog.Load(Path.Combine(suites, ProposalCatalog.FileName)));
        var texts = await _browser.EvaluateAsync<string[]>("[...document.querySelectorAll('.skills text')].map(text => text.textContent)");
        Assert.That(texts, Is.SupersetOf(skills.Skills.Select(skill => skill.Title)));
    }

    [Test]
    public async Task On_a_phone_nothing_is_wider_than_the_screen(
        [Values("summary", "matrix", "skills", "deviations", "deviation?f=0&i=1&c=0", "files", "file?f=0", "performance")]
        string place)
    {
        await _browser.ResizeAsync(390, 844, isDark: false, isPhone: true);
        await Open(place);
        Assert.That(await _browser.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
        Assert.That(
            await _browser.EvaluateAsync<double>("document.querySelector('nav [aria-current]').getBoundingClientRect().right"),
            Is.LessThanOrEqualTo(390), "where one is can be seen");
        await _browser.ResizeAsync(1280, 900, isDark: false);
    }

    [Test]
    public async Task It_is_light_or_dark_as_the_machine_is_until_somebody_chooses()
    {
        const string Back = "getComputedStyle(document.body).backgroundColor";
        const string White = "rgb(255, 255, 255)";
        await _browser.ResizeAsync(1280, 900, isDark: false);
        await Open("summary");
        Assert.That(await _browser.EvaluateAsync<string>(Back), Is.EqualTo(White));
        await _browser.ResizeAsync(1280, 900, isDark: true);
        var dark = await _browser.EvaluateAsync<string>(Back);
        Assert.That(dark, Is.Not.EqualTo(White));
        await _browser.EvaluateAsync<object>("document.getElementById('theme').click()");
        Assert.That(await _browser.EvaluateAsync<string>(Back), Is.EqualTo(White));

        // The page that was there is still there for a while.
        await _browser.EvaluateAsync<object>("window.isOld = true; location.reload()");
        await _browser.WaitAsync("!window.isOld && document.querySelector('#main h1')");
        Assert.That(await _browser.EvaluateAsync<string>(Back), Is.EqualTo(White), "the choice is kept");
        await _browser.EvaluateAsync<object>("document.getElementById('theme').click(); localStorage.clear()");
        await _browser.ResizeAsync(1280, 900, isDark: false);
    }

    [Test]
    public async Task A_piece_that_is_not_there_is_said()
    {
        await Open("summary");
        await _browser.EvaluateAsync<object>("location.hash = '#file?f=99999'");
        await _browser.WaitAsync("document.querySelector('.problem')");
        Assert.That(await Text(".problem"), Does.Contain("data/file-99999.js is not there"));
        _browser.ForgetProblems();
    }
}
