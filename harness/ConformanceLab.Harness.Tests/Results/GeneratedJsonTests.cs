using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Tests.Docs;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Results;

/// <summary>
/// The native build has no reflection for JSON. Generated code reads and writes what reflection would: to the byte, and with the defaults that
/// records have for what a file leaves out.
/// </summary>
public sealed class GeneratedJsonTests
{
    private static IEnumerable<TestCaseData> Texts() =>
    [
        Text<SuiteCatalog>(SuiteCatalogJson.Default, "{}"),
        Text<SuiteCatalog>(SuiteCatalogJson.Default, """{ "suites": [{ "name": "a", "path": "b" }] }"""),
        Text<SuiteCatalog>(
            SuiteCatalogJson.Default, """{ "suites": [{ "name": "a", "path": "b", "files": 3, "profiles": { "c": "wasm1" }, "kind": "wasi", }] }"""),
        Text<ProposalCatalog>(ProposalCatalogJson.Default, "{}"),
        Text<ProposalCatalog>(
            ProposalCatalogJson.Default,
            """{ "proposals": [{ "name": "a", "title": "b" }], "published": [{ "engines": ["a"], "names": ["b"] }] }"""),
        Text<SkillCatalog>(SkillCatalogJson.Default, """{ "root": { "name": "a", "title": "b" } }"""),
        Text<SkillCatalog>(
            SkillCatalogJson.Default,
            """{ "root": { "name": "a", "title": "b", "evidence": { "name": "n", "unit": "u", "command": "c", "atMost": 3 } } }"""),
        Text<ManifestDocument>(
            ManifestJson.Default,
            """
            { "programs": [{ "name": "a", "class": "c", "about": "d", "source": "a.c", "file": "a.wasm", "evidence": "native",
              "cases": [{ "stdout": "a.out" }], "benchmark": [] }] }
            """),
        Text<CoverageReasonEntry[]>(CoverageJson.Default, """[{}, { "kind": "trap", "names": ["a"], "reason": "b" }]"""),
        Text<ExpectationDocument>(ExpectationJson.Canonical, "{}"),
        Text<ExpectationDocument>(
            ExpectationJson.Canonical,
            """{ "expectations": [{ "id": "a#1", "reason": "“r” <'>", "link": "l", "removeWhen": "w", "tier": "baseline" }] }"""),
        Text<CountReport>(
            CountJson.Reports,
            """
            { "module": "m", "tier": "baseline", "functions": [], "totals": { "instructions": 7, "frameLoads": 1, "frameStores": 2,
              "registerMoves": 3, "codeBytes": 4, "calls": 5, "hostCalls": 6, "runtimeCalls": 8, "allocations": 9, "allocatedBytes": 10 } }
            """),
        .. Files<SuiteCatalog>(SuiteCatalogJson.Default, "suites", SuiteCatalog.FileName),
        .. Files<ProposalCatalog>(ProposalCatalogJson.Default, "suites", ProposalCatalog.FileName),
        .. Files<SkillCatalog>(SkillCatalogJson.Default, "suites", SkillCatalog.FileName),
        .. Files<ManifestDocument>(ManifestJson.Default, "suites/programs", ProgramManifest.FileName),
        .. Files<CoverageReasonEntry[]>(CoverageJson.Default, "suites/lab", CoverageReasons.FileName),
        .. Files<ExpectationDocument>(ExpectationJson.Canonical, "suites/expectations", "*.json"),
    ];

    private static TestCaseData Text<T>(JsonSerializerContext context, string text, string name = "") =>
        new TestCaseData(typeof(T), context, text).SetArgDisplayNames(typeof(T).Name, name.Length > 0 ? name : text);

    private static IEnumerable<TestCaseData> Files<T>(JsonSerializerContext context, string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Documents.Root, folder), pattern)
            .Select(file => Text<T>(context, File.ReadAllText(file), Path.GetFileName(file)));

    [TestCaseSource(nameof(Texts))]
    public void What_is_read_and_written_again_is_what_it_is_by_reflection(Type type, JsonSerializerContext context, string text)
    {
        var options = ByReflection(context.Options);
        var expected = JsonSerializer.Serialize(JsonSerializer.Deserialize(text, type, options), type, options);
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize(text, type, context), type, context), Is.EqualTo(expected));
    }

    [Test]
    public void Counts_are_written_with_words_for_tiers()
    {
        var function = new FunctionCount
        {
            Index = 1, Name = "$f", Tier = Tier.Optimizing, Calls = 2, Executed = new InstructionMix(3, 4, 5, 6),
            Static = new InstructionMix(7, 8, 9, 10), CodeBytes = 11, Allocations = 12, HostCalls = 13,
            RuntimeCalls = ImmutableSortedDictionary<string, long>.Empty.Add("memory.grow", 14),
        };
        var report = new CountReport
        {
            Module = "m", Tier = "optimizing", Totals = new CountTotals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Functions = [function],
        };
        var options = ByReflection(new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        });
        Assert.That(report.ToJson(), Is.EqualTo(JsonSerializer.Serialize(report, options)));
        Assert.That(CountReport.FromJson(report.ToJson()).ToJson(), Is.EqualTo(report.ToJson()));
        Assert.That(
            report.Totals.ToJsonNode().ToJsonString(),
            Is.EqualTo(JsonSerializer.Serialize(report.Totals, new JsonSerializerOptions(JsonSerializerDefaults.Web))));
    }

    private static JsonSerializerOptions ByReflection(JsonSerializerOptions options) =>
        new(options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
}
