using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>What harness/ENGINES.md says is so.</summary>
[NonParallelizable]
public sealed class EngineDocumentTests
{
    private static readonly string s_document = Documents.Read("harness/ENGINES.md");

    [Test]
    [Platform("Linux,MacOsX")]
    public void The_engine_of_the_empty_module_works()
    {
        using var folder = new TestFolder();
        var engine = folder.Write(
            "empty.sh", Documents.Blocks(s_document, "sh").Single(block => block.StartsWith("printf", StringComparison.Ordinal)));
        var script = folder.Write("empty.wast", Documents.Blocks(s_document, "wasm").Single());
        var result = Clab.Run("wast", "--engine-command", $"empty=sh {engine}", script);
        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(result.Out, Does.Contain("planned 4: 3 pass, 1 unsupported"));
        Assert.That(s_document, Does.Contain("3 pass, 1 unsupported"));
    }

    [Test]
    public void The_table_of_engines_is_the_catalog()
    {
        var rows = Documents.Table(s_document, "engine").ToDictionary(
            row => row[0].Trim('`'), row => row[1].Split('`', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.That(rows.Remove("conformancelab"));
        Assert.That(rows.Keys, Is.EqualTo(EngineCatalog.All.Select(engine => engine.Name)));
        foreach (var engine in EngineCatalog.All)
        {
            Assert.That(rows[engine.Name], Is.EqualTo(engine.Tiers), engine.Name);
            var install = Documents.Table(s_document, "engine").Single(row => row[0] == $"`{engine.Name}`")[4];
            Assert.That(engine.Install, Does.StartWith(install.StartsWith('`') ? $"'{install.Trim('`')}'" : install));
        }
    }
}
