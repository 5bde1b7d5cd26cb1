using System.Text;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Expectations;

/// <summary>The form of the files, and what is found in them without a run.</summary>
public sealed class ExpectationFileTests
{
    private const string Canonical = """
        {
          "expectations": [
            {
              "id": "suite/a.wast#0123",
              "engine": "*",
              "tier": "interpreter",
              "profile": "*",
              "verdict": "fail",
              "reason": "a “reason” with ' and <",
              "link": "https://example.org/1",
              "removeWhen": "mended"
            }
          ]
        }

        """;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private ExpectationFile File(string name, params Expectation[] entries) => new(_folder[name], [.. entries]);

    private ExpectationFile Read(string text) => ExpectationFile.Load(_folder.Write("a.json", text));

    [Test]
    public void The_canonical_form_has_every_member_and_reads_back()
    {
        var file = File("a.json", Known.Entry("suite/a.wast#0123", tier: "interpreter", reason: "a “reason” with ' and <"));
        file.Save();
        Assert.That(System.IO.File.ReadAllBytes(file.Path), Is.EqualTo(Encoding.UTF8.GetBytes(Canonical.ReplaceLineEndings("\n"))));
        var back = ExpectationFile.Load(file.Path);
        Assert.That(back.Entries, Is.EqualTo(file.Entries));
        Assert.That((back.IsCanonical(), back.HasComments()), Is.EqualTo((true, false)));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1), "nothing unfinished is left");
    }

    [Test]
    public void The_order_of_entries_makes_no_difference_to_the_bytes()
    {
        Expectation[] sorted =
        [
            Known.Entry("s/a#1"), Known.Entry("s/a#1", "e"), Known.Entry("s/a#1", "e", "t"), Known.Entry("s/a#1", "e", "t", "p"),
            Known.Entry("s/a#2", verdict: "crash"), Known.Entry("s/a#2"), Known.Entry("s/a#2", reason: "z"), Known.Entry("s/b#0"),
        ];
        var bytes = File("a.json", sorted).ToCanonicalBytes();
        Assert.That(File("b.json", [.. sorted.Reverse()]).ToCanonicalBytes(), Is.EqualTo(bytes));
        File("a.json", [.. sorted.Reverse()]).Save();
        Assert.That(ExpectationFile.Load(_folder["a.json"]).Entries, Is.EqualTo(sorted));
    }

    [TestCase("// why\n{ \"expectations\": [] }", true)]
    [TestCase("{ \"expectations\": [ /* none */ ], }", true)]
    [TestCase("{ \"expectations\": [], }", false)]
    public void Comments_are_read_and_found_and_not_canonical(string text, bool comments)
    {
        var file = Read(text);
        Assert.That((file.IsCanonical(), file.HasComments()), Is.EqualTo((false, comments)));
    }

    [TestCase("\"tier\": \"a\", \"tier\": \"b\"", "tier")]
    [TestCase("\"tier\": null", "tier")]
    [TestCase("\"tier\": \"\"", "names")]
    [TestCase("\"verdict\": \"pass\"", "can't be expected")]
    [TestCase("\"verdict\": \"unexpected-pass\"", "can't be expected")]
    public void Members_that_would_mean_nothing_are_errors_that_name_the_file(string member, string message)
    {
        var entry = $"\"id\": \"s/a#1\", \"reason\": \"r\", \"link\": \"l\", \"removeWhen\": \"w\", {member}";
        Assert.That(
            () => Read($"{{ \"expectations\": [ {{ {entry} }} ] }}"),
            Throws.InstanceOf<FormatException>().With.Message.Contains(message).And.Message.Contains("a.json"));
    }

    [TestCase("null")]
    [TestCase("{ \"expectations\": null }")]
    [TestCase("{ \"expectations\": [ null ] }")]
    [TestCase("{ \"expectations\": [ { \"id\": null, \"reason\": \"r\", \"link\": \"l\", \"removeWhen\": \"w\" } ] }")]
    [TestCase("[]")]
    [TestCase("")]
    public void What_is_no_list_of_entries_is_an_error(string text) =>
        Assert.That(() => Read(text), Throws.InstanceOf<FormatException>().With.Message.Contains("a.json"));

    [TestCase("* * *", "* * *", true)]
    [TestCase("e t p", "e t p", true)]
    [TestCase("* t p", "e t p", true)]
    [TestCase("e * *", "* t *", true)]
    [TestCase("e t p", "e u p", false)]
    [TestCase("e * p", "* t q", false)]
    [TestCase("e * *", "f * *", false)]
    public void Entries_that_are_about_the_same_overlap(string one, string other, bool overlap)
    {
        Expectation Entry(string scope, string verdict) =>
            Known.Entry("s/a#1", scope.Split(' ')[0], scope.Split(' ')[1], scope.Split(' ')[2], verdict);
        var problems = ExpectationCheck.FindOverlaps([File("a.json", Entry(one, "fail")), File("b.json", Entry(other, "crash"))]);
        Assert.That(problems, Has.Length.EqualTo(overlap ? 1 : 0));
        Assert.That(problems, Has.All.Contains("(a.json)").And.All.Contains("(b.json)"));
        Assert.That(
            ExpectationCheck.FindOverlaps([File("a.json", Entry(one, "fail"), Entry(other, "fail") with { Id = "s/a#2" })]), Is.Empty);
    }

    [Test]
    public void A_file_without_entries_is_removed()
    {
        File("a.json", Known.Entry("s/a#1")).Save();
        File("a.json").Save();
        Assert.That(System.IO.File.Exists(_folder["a.json"]), Is.False);
    }
}
