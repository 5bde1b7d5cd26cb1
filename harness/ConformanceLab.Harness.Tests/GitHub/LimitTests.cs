using System.Text;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Reports.GitHub;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.GitHub;

/// <summary>What is written for GitHub stays within what it takes, to the byte.</summary>
public sealed class LimitTests
{
    private static readonly string[] s_letters = ["a", "ü", "€", "😀"];

    private static ResultSet Results(MadeRun run) => new([.. run.Read().Runs]);

    private static RunDiff Diff(MadeRun before, ResultSet after) => RunDiff.Compare(Results(before), after);

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    [Test]
    public void A_text_is_cut_between_characters([ValueSource(nameof(s_letters))] string letter, [Range(3, 14)] int limit)
    {
        var text = string.Concat(Enumerable.Repeat(letter, 3));
        var cut = GitHubLimits.Cut(text, limit);
        Assert.That(Bytes(cut), Is.LessThanOrEqualTo(limit));
        Assert.That(cut, Bytes(text) <= limit ? Is.EqualTo(text) : Does.EndWith("…"));
        Assert.That(cut, Does.Not.Contain('\uFFFD'));
        Assert.That(text, Does.StartWith(cut.TrimEnd('…')));

        // Not shorter than it must be.
        Assert.That(cut == text || Bytes(cut) + Bytes(letter) > limit, Is.True);
    }

    [Test]
    public void A_list_is_whole_or_says_how_many_are_missing([ValueSource(nameof(s_letters))] string letter, [Values(-1, 0, 1)] int beside)
    {
        string[] items = [.. Enumerable.Range(0, 40).Select(item => $"- {item} {letter}{letter}{letter}\n")];
        var whole = "heading\n" + string.Concat(items);
        var limited = new LimitedMarkdown(Bytes(whole) + beside);
        limited.AddList("heading\n", items, items.Length);
        var text = limited.ToString();
        Assert.That(Bytes(text), Is.LessThanOrEqualTo(Bytes(whole) + beside));
        if (beside >= 0)
        {
            Assert.That(text, Is.EqualTo(whole));
        }
        else
        {
            var shown = text.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal));
            Assert.That(text, Does.EndWith($"\n… and {items.Length - shown} more.\n").And.Not.Contain('\uFFFD'));
            Assert.That(shown, Is.InRange(30, 39));
        }
    }

    [Test]
    public void At_every_limit_a_list_is_within_it_and_counts_right()
    {
        string[] items = [.. Enumerable.Range(0, 12).Select(item => $"- {new string('€', item % 5)}\n")];
        for (var limit = 0; limit < 220; limit++)
        {
            var limited = new LimitedMarkdown(limit);
            limited.AddList("# ü\n", items, items.Length);
            var text = limited.ToString();
            Assert.That(Bytes(text), Is.LessThanOrEqualTo(limit));
            var shown = text.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal));
            Assert.That(
                text.Length == 0 || shown == items.Length
                    || text.Contains($"… and {items.Length - shown} more", StringComparison.Ordinal),
                Is.True);
        }
    }

    [Test]
    public void A_summary_and_a_comment_of_very_many_failures_are_as_long_as_they_may_be_and_no_longer(
        [Values(GitHubLimits.SummaryBytes, GitHubLimits.CommentBytes)] int limit)
    {
        var run = new MadeRun("engine");
        for (var file = 0; file < 30; file++)
        {
            run.File("t", $"s/{string.Concat(Enumerable.Repeat("😀ü€", 12))}{file}.wast", "fail*400");
        }

        var results = Results(run);
        var whole = StepSummary.Of(results, null, int.MaxValue);
        Assert.That(Bytes(whole), Is.GreaterThan(GitHubLimits.SummaryBytes));
        var text = StepSummary.Of(results, null, limit, isComment: limit == GitHubLimits.CommentBytes);
        Assert.That(Bytes(text), Is.LessThanOrEqualTo(limit).And.GreaterThan(limit - 2_000));
        Assert.That(text, Does.Not.Contain('\uFFFD'));
        var shown = text.Split('\n').Count(line => line.StartsWith("- **fail**", StringComparison.Ordinal));
        Assert.That(text, Does.EndWith($"… and {12_000 - shown:N0} more.\n"));
        Assert.That(text.StartsWith(StepSummary.Mark, StringComparison.Ordinal), Is.EqualTo(limit == GitHubLimits.CommentBytes));
    }

    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(1)]
    public void A_summary_that_just_fits_is_whole(int beside)
    {
        var results = Results(new MadeRun("motor").File("größe", "s/😀.wast", "pass fail*9"));
        var whole = StepSummary.Of(results, null, int.MaxValue);
        var text = StepSummary.Of(results, null, Bytes(whole) + beside);
        Assert.That(Bytes(text), Is.LessThanOrEqualTo(Bytes(whole) + beside));
        Assert.That(text == whole, Is.EqualTo(beside >= 0));
    }

    [TestCase(9, 9, null)]
    [TestCase(10, 10, null)]
    [TestCase(11, 10, "::error::… and 2 more; the summary of the step has them")]
    [TestCase(2000, 10, "::error::… and 1,991 more; the summary of the step has them")]
    public void There_are_no_more_annotations_than_are_shown(int failures, int lines, string? last)
    {
        var ranked = RankedDeviation.Rank(Results(new MadeRun("e").File("t", "s/a.wast", $"pass fail*{failures}")), null);
        var annotations = Annotations.Of(ranked, _ => null);
        Assert.That(annotations, Has.Length.EqualTo(lines));
        Assert.That(annotations[^1].StartsWith("::error::…", StringComparison.Ordinal) ? annotations[^1] : null, Is.EqualTo(last));
    }

    [Test]
    public void What_is_new_comes_first_and_the_worst_before_the_rest()
    {
        var before = new MadeRun("e").File("t", "s/a.wast", "fail pass pass pass crash pass").File("t", "s/b.wast", "pass");
        var after = Results(new MadeRun("e").File("t", "s/a.wast", "fail fail timeout crash crash unexpected-pass").File(
            "t", "s/b.wast", "pass pass fail"));
        var ranked = RankedDeviation.Rank(after, Diff(before, after));
        Assert.That(
            ranked.Select(
                it => $"{(it.IsNew ? "new " : "")}{it.Deviation.File.File}:{it.Deviation.Command.Line} {it.Was ?? "-"} "
                    + it.Deviation.Command.Verdict),
            Is.EqualTo(new[]
            {
                "new a.wast:4 pass crash", "new a.wast:3 pass timeout", "new a.wast:2 pass fail", "new b.wast:3 - fail",
                    "new a.wast:6 pass unexpected-pass",
                "a.wast:5 - crash", "a.wast:1 - fail",
            }));
        var text = StepSummary.Of(after, Diff(before, after), int.MaxValue);
        Assert.That(text, Does.Contain("5 new failures, 0 gone; 7 bad of 9"));
        Assert.That(
            text.IndexOf("### New failures", StringComparison.Ordinal),
            Is.LessThan(text.IndexOf("### Failures that were there before", StringComparison.Ordinal)));
        Assert.That(Annotations.Of(ranked, _ => "suites/a.wast", most: 3), Has.Exactly(2).Contains("title=new%3A "));
    }

    [Test]
    public void What_is_gone_and_what_is_good_again_is_listed()
    {
        var before = new MadeRun("e").File("t", "s/a.wast", "pass fail pass");
        var after = Results(new MadeRun("e").File("t", "s/a.wast", "pass pass"));
        var text = StepSummary.Of(after, Diff(before, after), int.MaxValue);
        Assert.That(text, Does.Contain($"### Commands that are gone\n\n- `{MadeRun.IdOf("s/a.wast", 2)}`\n"));
        Assert.That(text, Does.Contain("### Now as it should be\n\n- `s/a.wast:2` on t\n").And.Contain("0 new failures, 1 gone"));
    }

    [Test]
    public void An_annotation_is_escaped_and_has_its_place()
    {
        var ranked = RankedDeviation.Rank(Results(new MadeRun("a,b:c%").File("t", "s/x.wast", "fail")), null);
        Assert.That(
            Annotations.Of(ranked, _ => "suites/50%,x:y.wast").Single(),
            Is.EqualTo(
                "::error file=suites/50%25%2Cx%3Ay.wast,line=1,title=fail%3A assert_return on a%2Cb%3Ac%25 t::"
                + $"message 0 of <x.wast>%0Aid: {MadeRun.IdOf("s/x.wast", 0)}"));
        Assert.That(Annotations.Of(ranked, _ => null).Single(), Does.Contain("::s/x.wast:1: message 0 of"));
    }

    [Test]
    public void Nothing_in_results_becomes_markup()
    {
        var text = StepSummary.Of(Results(new MadeRun("<e>|*@all").File("t`u", "s/`<b>.wast", "fail")), null, int.MaxValue);
        Assert.That(text, Does.Not.Contain("of <b>").And.Contain("\\<e>\\|\\*@<!-- -->all").And.Contain("`s/'<b>.wast:1`"));
        Assert.That(text, Does.Contain("--filter 's/'<b>.wast'`"), "a name that is no word for a shell is quoted");
    }
}
