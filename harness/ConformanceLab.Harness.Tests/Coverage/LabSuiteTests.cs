using ConformanceLab.Cli;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Coverage;

/// <summary>Our own suite: its generated scripts, and that it leaves nothing out.</summary>
public sealed class LabSuiteTests
{
    private static string Lab => Path.Combine(Documents.Root, "suites", "lab");

    [Test]
    public void Generated_scripts_are_what_the_generator_writes()
    {
        var written = LabGenerator.Program.Generate(Documents.Root).ToDictionary(script => script.Path, script => script.Text);
        var found = Directory.EnumerateFiles(Lab, "*.wast", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Documents.Root, path).Replace('\\', '/'))
            .Where(path => path.Contains("/generated/", StringComparison.Ordinal));
        Assert.That(found, Is.EquivalentTo(written.Keys));
        foreach (var (path, text) in written)
        {
            Assert.That(Documents.Read(path) == text, Is.True, $"{path} differs from what the generator writes: scripts/regenerate");
        }
    }

    [Test]
    public void What_is_not_touched_has_a_reason()
    {
        var result = Clab.Run("coverage", "--suites", Lab);
        Assert.That(result.Code, Is.EqualTo(ExitCode.Good), result.Out);
        Assert.That(result.Out, Does.Contain("complete: everything is touched, or has a reason"));
        Assert.That(result.Error, Does.Not.Contain("do not pass"));
    }

    [Test]
    public void Reasons_stand_in_the_file_for_what_there_is() =>
        Assert.That(CoverageReasons.Load(Path.Combine(Lab, CoverageReasons.FileName)).Reasons.Keys, Is.SubsetOf(CoverageCatalog.All));
}
