using System.Text.RegularExpressions;
using ConformanceLab.InstructionGenerator;
using Xunit;

namespace ConformanceLab.Engine.Tests.Instructions;

/// <summary>Every place of the specification that the code names exists.</summary>
public partial class SpecAnchorTests
{
    private static readonly string s_separator = Path.DirectorySeparatorChar.ToString();

    [Fact]
    public void ListIsSortedWithinItsSectionsAndNamesEachAnchorOnce()
    {
        var previous = "";
        foreach (var line in SpecAnchors.Lines)
        {
            Assert.True(!SpecAnchors.IsAnchor(line) || string.CompareOrdinal(previous, line) < 0, $"{line} after {previous}");
            previous = SpecAnchors.IsAnchor(line) ? line : "";
        }

        Assert.Equal(SpecAnchors.Lines.Count(SpecAnchors.IsAnchor), SpecAnchors.All.Count);
    }

    [Fact]
    public void AnchorsOfTheInstructionTableExist()
    {
        var rows = InstructionTable.Read(Path.Combine(SpecAnchors.Root, "engine/ConformanceLab.Wasm/Instructions/instructions.def"));
        Assert.NotEmpty(rows);
        AllExist(rows.Where(row => !SpecAnchors.All.Contains(row.Anchor)).Select(row => $"{row.Name}: {row.Anchor}"));
    }

    [Fact]
    public void AnchorsInCommentsExist()
    {
        var count = 0;
        var unknown = new List<string>();
        foreach (var (path, line, text) in SourceLines("engine", "harness", "reports"))
        {
            foreach (var anchor in AnchorsIn(text))
            {
                count++;
                if (!SpecAnchors.All.Contains(anchor))
                {
                    unknown.Add($"{path}:{line}: {anchor}");
                }
            }
        }

        AllExist(unknown);
        Assert.True(count > 1000, $"only {count} found");
    }

    [Fact]
    public void NamesOfValidationRulesExist()
    {
        var names = new List<string>();
        foreach (var (_, _, text) in SourceLines("engine/ConformanceLab.Wasm"))
        {
            names.AddRange(RuleName().Matches(text).Select(match => match.Groups[1].Value));
        }

        Assert.True(names.Count > 600, $"only {names.Count} found");
        AllExist(names.Where(name => !SpecAnchors.All.Contains(name)).Distinct());
    }

    [Theory]
    [InlineData("    // spec: exec-br_if. Two cases", "exec-br_if")]
    [InlineData("    /// <summary>[opcode, slot]; spec (threads): exec-atomic.rmw</summary>", "exec-atomic.rmw")]
    [InlineData("    // spec: exec-vvunop, exec-vvbinop; op-inot, on bits", "exec-vvunop exec-vvbinop op-inot")]
    [InlineData("    // spec: nowhere at all", "nowhere")]
    [InlineData("    Foo(); // (spec: wide-arithmetic#execution)", "wide-arithmetic#execution")]
    [InlineData("    Foo(\"spec: no comment\");", "")]
    public void AnchorsAreFoundInComments(string line, string anchors) => Assert.Equal(anchors, string.Join(' ', AnchorsIn(line)));

    // In a message of our own, because those of Assert are cut short.
    private static void AllExist(IEnumerable<string> unknown)
    {
        var text = string.Join(Environment.NewLine, unknown);
        Assert.True(text.Length == 0, $"not in spec-anchors.txt:{Environment.NewLine}{text}");
    }

    // The word after "spec:" is an anchor, whatever it looks like; further ones look like anchors and follow a comma or semicolon.
    private static IEnumerable<string> AnchorsIn(string line)
    {
        var match = Mention().Match(line);
        return match.Success
            ? [match.Groups[1].Value, .. Further().Matches(match.Groups[2].Value).Select(further => further.Groups[1].Value)]
            : [];
    }

    private static IEnumerable<(string Path, int Line, string Text)> SourceLines(params string[] folders)
    {
        foreach (var folder in folders)
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(SpecAnchors.Root, folder), "*.cs", SearchOption.AllDirectories))
            {
                // What a build leaves behind may be out of date, and this file is about anchors that don't exist.
                if (path.Contains($"{s_separator}obj{s_separator}", StringComparison.Ordinal)
                    || path.EndsWith("SpecAnchorTests.cs", StringComparison.Ordinal))
                {
                    continue;
                }

                var number = 0;
                foreach (var line in File.ReadLines(path))
                {
                    yield return (Path.GetRelativePath(SpecAnchors.Root, path), ++number, line);
                }
            }
        }
    }

    [GeneratedRegex(@"(?:^|\s)//.*?\bspec(?: \([^)]*\))?: ([\w.#-]*[\w]|\S+)(.*)$")]
    private static partial Regex Mention();

    [GeneratedRegex(@"[,;] ((?:alloc|aux|binary|convert|exec|float|grow|impl|int|match|op|profile|relaxed|syntax|text|valid)-[\w.-]*\w)")]
    private static partial Regex Further();

    [GeneratedRegex("\"(valid-[^\"]*|[a-z-]+#[^\"]*)\"")]
    private static partial Regex RuleName();
}
