using System.Text.Json;
using ConformanceLab.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary><c>clab audit</c>.</summary>
public sealed class AuditCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_table_is_printed_and_holds()
    {
        _folder.Write("suites/a.wast", """
            (module (func (export "one") (result i32) (i32.const 1)) (func (export "nothing")))
            (assert_return (invoke "one") (i32.const 1))
            (assert_return (invoke "nothing"))
            """);
        var result = Clab.Run("audit", "--suites", _folder["suites"], "--json", _folder["audit.json"], "--list-weak");
        using var json = JsonDocument.Parse(File.ReadAllText(_folder["audit.json"]));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCode.Good), result.Error);
            Assert.That(result.Out, Does.Match(@"return-integer +1   X X · · · · X X X"));
            Assert.That(result.Out, Does.Contain("       1  nothing is returned: only a failure would show"));
            Assert.That(result.Out, Does.Contain("a.wast:3: nothing is returned: only a failure would show: (assert_return"));
            Assert.That(result.Out, Does.Contain("3 commands (0 do not pass and do not count): 1 weak, 0 unexplained; the table holds"));
            Assert.That(json.RootElement.GetProperty("holds").GetBoolean(), Is.True);
            Assert.That(json.RootElement.GetProperty("kinds").GetProperty("return-integer").GetInt32(), Is.EqualTo(1));
            Assert.That(json.RootElement.GetProperty("weak")[0].GetProperty("line").GetInt32(), Is.EqualTo(3));
        });
    }

    [Test]
    public void An_assertion_that_believes_a_lie_ends_it_with_1_and_is_named()
    {
        // "unexpected" is the beginning of every message about a token: that of another rule passes for it.
        _folder.Write("suites/a.wast", "(assert_malformed (module quote \"(func\") \"unexpected\")");
        var result = Clab.Run("audit", "--suites", _folder["suites"]);
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(
            result.Out,
            Does.Match(@"a\.wast:1: must fail and passes: other-message: \(assert_malformed .*\[suites/a\.wast#[0-9a-f]{16}\]"));
        Assert.That(result.Out, Does.Contain("0 weak, 1 unexplained; the table DOES NOT HOLD"));
        Assert.That(result.Out, Does.Match(@"malformed +1 .*!"));
    }

    [TestCase("--suite", "frob")]
    [TestCase("--filter", "frob")]
    public void What_selects_nothing_is_a_usage_error(string option, string value)
    {
        _folder.Write("suites/a.wast", "(module)");
        Assert.That(Clab.Run("audit", "--suites", _folder["suites"], option, value).Code, Is.EqualTo(ExitCode.Usage));
    }
}
