using System.Text.RegularExpressions;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Coverage;

/// <summary>The catalog has every message of decoder and validator, and no other.</summary>
public sealed partial class RejectionCatalogTests
{
    private static string[] Sources(params string[] folders) =>
    [
        .. folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Documents.Root, "engine/ConformanceLab.Wasm", folder), "*.cs"))
            // Custom sections never make a module malformed.
            .Where(path => Path.GetFileName(path) is not ("NameSection.cs" or "BranchHintSection.cs" or "CustomSectionValidator.cs"))
            .Select(File.ReadAllText),
    ];

    private static IEnumerable<string> Messages(Regex pattern, string[] sources) =>
        sources.SelectMany(source => pattern.Matches(source)).Select(match => match.Groups["message"].Value.Trim()).Distinct();

    [Test]
    public void Every_message_of_validation_is_there()
    {
        var messages = Messages(Invalid(), Sources("Validation")).ToList();
        Assert.That(messages, Has.Count.GreaterThan(30));
        // "unknown {space}" is the beginning of several.
        Assert.That(messages, Has.All.Matches<string>(message => RejectionCatalog.Invalid.Any(known => $"{known} ".StartsWith($"{message} ", StringComparison.Ordinal))));
    }

    [Test]
    public void Every_message_of_the_decoder_is_there()
    {
        var messages = Messages(Malformed(), Sources("Binary", "Instructions")).ToList();
        Assert.That(messages, Has.Count.GreaterThan(20));
        Assert.That(messages, Is.SubsetOf(RejectionCatalog.Malformed.Select(way => way.Message)));
    }

    [Test]
    public void Messages_that_nobody_has_are_not_there()
    {
        var sources = string.Concat(Sources("Validation", "Binary", "Instructions"));
        var messages = RejectionCatalog.Invalid.Concat(RejectionCatalog.Malformed.Select(way => way.Message));
        Assert.That(
            messages, Has.All.Matches<string>(message => sources.Contains($"\"{message}", StringComparison.Ordinal)));
    }

    [Test]
    public void Messages_of_parser_and_script_reader_are_theirs()
    {
        var parser = string.Concat(Sources("Text"));
        // The rest is made of "unknown", "duplicate" and "import after", and a space.
        var whole = RejectionCatalog.Text.Where(message => message.Split(' ')[0] is not ("unknown" or "duplicate" or "import")).ToList();
        Assert.That(whole, Has.Count.GreaterThan(15));
        Assert.That(whole, Has.All.Matches<string>(message => parser.Contains($"\"{message}\"", StringComparison.Ordinal)));
        var reader = string.Concat(
            Directory.GetFiles(Path.Combine(Documents.Root, "harness/ConformanceLab.Harness/Scripts"), "*.cs").Select(File.ReadAllText));
        Assert.That(
            // "is expected" is added to most.
            RejectionCatalog.Script.Select(
                static message => message.EndsWith(" is expected", StringComparison.Ordinal) ? message[..^12] : message),
            Has.All.Matches<string>(message => reader.Contains($"\"{message}", StringComparison.Ordinal)));
    }

    [Test]
    public void Every_rule_of_modules_is_there()
    {
        var rules = Messages(Rule(), Sources("Validation")).ToList();
        Assert.That(rules, Has.Count.GreaterThan(8));
        Assert.That(rules, Is.SubsetOf(CoverageCatalog.All.Where(item => item.Kind == CoverageKind.Rule).Select(item => item.Name)));
    }

    [GeneratedRegex("(FailInvalid|Fail)\\(\\s*\\$?\"(?<message>[^\"{]+)|ModuleErrorKind\\.Invalid, \"(?<message>[^\"{]+)")]
    private static partial Regex Invalid();

    [GeneratedRegex("Malformed\\(\\s*\\$?\"(?<message>[^\"{]+)|ModuleErrorKind\\.Malformed, \"(?<message>[^\"{]+)")]
    private static partial Regex Malformed();

    [GeneratedRegex("\"(?<message>valid-[a-z-]+)\"\\)?[;,]")]
    private static partial Regex Rule();
}
