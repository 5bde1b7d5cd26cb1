using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab round-trip.</summary>
[NonParallelizable]
public sealed class RoundTripCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Modules_of_all_forms_are_counted_and_malformed_ones_are_skipped()
    {
        _folder.Write("a.wast", """
            (module $m (func $f (param $x i32) (result i32) (local.get $x)))
            (module binary "\00asm\01\00\00\00")
            (module quote "(func)")
            (assert_malformed (module quote "(frob)") "unexpected token")
            (assert_invalid (module (func (result i32))) "type mismatch")
            """);
        _folder.Write("below/b.wast", "(module (memory 1 2 shared))");
        Assert.That(
            Clab.Run("round-trip", _folder.Path),
            Is.EqualTo(new CliResult(0, $"5 modules went round, 0 changed; 1 skipped as malformed{Environment.NewLine}", "")));
        Assert.That(
            Clab.Run("round-trip", _folder["below"], "-W", "threads=n").Out,
            Is.EqualTo($"0 modules went round, 0 changed; 1 skipped as malformed{Environment.NewLine}"));
    }

    [Test]
    public void A_path_that_is_not_there_is_a_usage_error() => Assert.That(Clab.Run("round-trip", _folder["missing"]).Code, Is.EqualTo(2));
}
