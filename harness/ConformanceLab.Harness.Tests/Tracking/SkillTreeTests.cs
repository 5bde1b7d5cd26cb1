using System.Xml.Linq;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Tracking;
using NUnit.Framework;
using SkiaSharp;

namespace ConformanceLab.Harness.Tests.Tracking;

/// <summary>The tree of skills: what is lit, and the picture.</summary>
public sealed class SkillTreeTests
{
    private static readonly ProposalCatalog s_proposals = new()
    {
        Proposals =
        [
            new() { Name = "core", Title = "Core", Files = ["s/*"], Rest = true },
            new() { Name = "gc", Title = "GC", Files = ["s/gc/*"] },
            new() { Name = "simd", Title = "SIMD", Files = ["s/simd/*"] },
        ],
    };

    private static readonly SkillCatalog s_catalog = new()
    {
        Root = new Skill { Name = "core", Title = "Core & <more>", Proposals = ["core"] },
        Branches = [new("one", "One", "the first"), new("two", "Two", "the second")],
        Skills =
        [
            new() { Name = "gc", Title = "Collection", Branch = "one", Proposals = ["gc"] },
            new() { Name = "both", Title = "Both", Branch = "one", Requires = ["gc"], Proposals = ["gc", "simd"] },
            new() { Name = "below", Title = "Below", Branch = "one", Requires = ["both", "fast"], Missing = "a clock" },
            new() { Name = "files", Title = "Files", Branch = "two", Files = ["p/*"] },
            new() { Name = "fast", Title = "Fast", Branch = "two", Evidence = new("call", "ns", "c", AtMost: 10) },
            new() { Name = "many", Title = "Many", Branch = "two", Evidence = new("boxes", "boxes", "c", AtLeast: 100) },
        ],
    };

    private static readonly MadeRun s_first = new MadeRun("first").File("t", "s/a.wast", "pass").File("t", "s/gc/a.wast", "pass*3 fail")
        .File("t", "s/simd/a.wast", "pass*4").File("t", "p/a.wasm", "pass fail");

    private static readonly MadeRun s_second = new MadeRun("second").File("t", "s/a.wast", "pass").File(
        "t", "s/gc/a.wast", "unsupported*4");

    private static SkillTree Light(IReadOnlyList<EvidenceRecord> evidence, params MadeRun[] runs) => SkillTree.Light(
        s_catalog, FeatureMatrix.Measure(s_proposals, new ColumnFiles([.. runs.Select(run => run.Read())]), ScriptSources.None), evidence);

    private static string Lights(SkillTree tree, int column) => string.Join(
        ' ', tree.Branches.SelectMany(branch => branch.Skills).Prepend(tree.Root).Select(
            skill => $"{skill.Skill.Name}:{skill.Lights[column].State}:{skill.Lights[column].Share:0.###}"));

    [Test]
    public void Only_what_was_measured_is_lit_and_in_its_share()
    {
        var tree = Light([], s_first, s_second);
        Assert.That(
            Lights(tree, 0),
            Is.EqualTo(
                "core:Full:1 gc:Partial:0.75 both:Partial:0.875 below:NotMeasured:0 files:Partial:0.5 "
                + "fast:NotMeasured:0 many:NotMeasured:0"));
        Assert.That(
            Lights(tree, 1),
            Is.EqualTo("core:Full:1 gc:None:0 both:None:0 below:NotMeasured:0 files:NotMeasured:0 fast:NotMeasured:0 many:NotMeasured:0"));
    }

    [TestCase(10, MeasuredState.Full, 1)]
    [TestCase(10.1, MeasuredState.None, 0)]
    public void A_measurement_lights_a_skill_within_its_bound(double value, MeasuredState state, double share) => Assert.That(
        Light([new("call", "first", "t", 99, "ns"), new("call", "first", "t", value, "ns"), new("call", "first", "u", 1, "ns")], s_first)
            .Branches[1].Skills[1].Lights[0],
        Is.EqualTo(new SkillLight(state, share, FormattableString.Invariant($"{value} ns; lit at at most 10"))));

    [TestCase(100, MeasuredState.Full, 1)]
    [TestCase(250, MeasuredState.Full, 1)]
    [TestCase(25, MeasuredState.Partial, 0.25)]
    [TestCase(0, MeasuredState.None, 0)]
    public void A_measurement_that_must_be_large_lights_its_share(double value, MeasuredState state, double share)
    {
        var light = Light([new("boxes", "first", "t", value, "boxes")], s_first).Branches[1].Skills[2].Lights[0];
        Assert.That((light.State, light.Share), Is.EqualTo((state, share)));
    }

    [Test]
    public void Skills_stand_under_what_they_grow_from() => Assert.That(
        Light([], s_first).Branches.SelectMany(branch => branch.Skills).Select(skill => $"{skill.Skill.Name} {skill.Depth}"),
        Is.EqualTo(new[] { "gc 0", "both 1", "below 2", "files 0", "fast 0", "many 0" }));

    [Test]
    public void The_picture_names_every_skill_and_says_how_it_stands_on_each_engine()
    {
        var svg = XDocument.Parse(SkillTreePicture.ToSvg(Light([], s_first, s_second)));
        XNamespace ns = "http://www.w3.org/2000/svg";
        var texts = svg.Descendants(ns + "text").Select(text => text.Value).ToList();
        var titles = svg.Descendants(ns + "title").Select(title => title.Value).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(texts, Is.SupersetOf(s_catalog.Skills.Select(skill => skill.Title).Append("Core & <more>").Append("One")));
            Assert.That(texts, Does.Contain("lamps from left to right: 1 first t, 2 second t").And.Contain("not measured"));
            Assert.That(texts, Does.Contain("0 of 2, 1 in part").And.Contain("to be measured: a clock"));
            Assert.That(titles, Does.Contain("first t: 3 of 4 commands").And.Contain("second t: 0 of 4 commands"));
        });
    }

    [Test]
    public void Names_of_engines_are_text_whatever_they_are()
    {
        var tree = Light([], new MadeRun("<e\u0001>&\"\ud800").File("t", "s/a.wast", "pass"), s_second);
        Assert.That(SkillTreePicture.ToParts(tree).Append(SkillTreePicture.ToSvg(tree)).Select(XDocument.Parse), Has.All.Not.Null);
    }

    [Test]
    public void With_one_engine_its_share_is_written_out()
    {
        var svg = SkillTreePicture.ToSvg(Light([], s_first));
        Assert.That(svg, Does.Contain(">75 %<").And.Contain(">87.5 %<").And.Contain(">full<").And.Contain("measured: first 1.0, t"));
    }

    // A machine without fonts draws the same: the font is ours.
    [Test]
    public void The_png_has_the_size_of_the_svg_and_text_in_it()
    {
        var tree = Light([], s_first, s_second);
        var svg = XDocument.Parse(SkillTreePicture.ToSvg(tree)).Root!;
        using var bitmap = SKBitmap.Decode(SkillTreePicture.ToPng(tree));
        Assert.That(
            (bitmap.Width, bitmap.Height), Is.EqualTo((2 * (int)svg.Attribute("width")!, (int)(2 * (float)svg.Attribute("height")!))));
        var dark = 0;
        for (var x = 0; x < bitmap.Width; x++)
        {
            for (var y = 0; y < bitmap.Height; y++)
            {
                dark += bitmap.GetPixel(x, y) == SKColor.Parse("#1c1e21") ? 1 : 0;
            }
        }

        Assert.That(dark, Is.GreaterThan(1_000));
    }

    // In a page text is in whatever font the reader has: bold ones are up to a quarter wider than ours.
    [Test]
    public void No_title_runs_into_what_stands_beside_it()
    {
        var catalog = s_catalog with
        {
            Skills = [new() { Name = "long", Title = "Typed function references", Branch = "one", Proposals = ["gc"] }],
        };
        var files = new ColumnFiles([s_first.Read(), s_second.Read()]);
        var tree = SkillTree.Light(catalog, FeatureMatrix.Measure(s_proposals, files, ScriptSources.None), []);
        var svg = XDocument.Parse(SkillTreePicture.ToParts(tree)[1]).Root!;
        var texts = svg.Elements().Where(element => element.Name.LocalName == "text").ToList();
        var title = texts.Single(text => text.Value.StartsWith("Typed", StringComparison.Ordinal));
        var beside = texts.Single(text => (string?)text.Attribute("text-anchor") == "end");
        Assert.That((float)title.Attribute("font-size")!, Is.LessThan(13.5f), "it was written smaller");
        Assert.That(
            (float)title.Attribute("x")! + (1.25 * Width(title)), Is.LessThan((float)beside.Attribute("x")! - (1.05 * Width(beside))));

        static double Width(XElement text)
        {
            using var stream = typeof(SkillTreePicture).Assembly.GetManifestResourceStream("Inter-Regular.otf")!;
            using var typeface = SKTypeface.FromStream(stream);
            using var font = new SKFont(typeface, (float)text.Attribute("font-size")!);
            return font.MeasureText(text.Value);
        }
    }

    [Test]
    public void Nothing_is_wider_than_what_it_stands_on()
    {
        foreach (var part in SkillTreePicture.ToParts(Light([], s_first, s_second)))
        {
            var svg = XDocument.Parse(part).Root!;
            var width = (float)svg.Attribute("width")!;
            Assert.That(
                svg.Elements().Where(element => element.Name.LocalName == "rect").Select(
                    rect => (float)rect.Attribute("x")! + (float)rect.Attribute("width")!),
                Has.All.LessThanOrEqualTo(width));
        }
    }
}
