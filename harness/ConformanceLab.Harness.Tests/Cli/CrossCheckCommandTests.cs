using ConformanceLab.Harness.CrossChecks;
using ConformanceLab.Harness.Interchange;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab cross-check, with the other programs where they are installed.</summary>
[NonParallelizable]
public sealed class CrossCheckCommandTests
{
    private const string Good = """
        (module (func (export "f") (result i32) (i32.const 1)))
        (module (func $f) (elem funcref (ref.func $f)))
        (assert_invalid (module (func (result i32))) "type mismatch")
        (assert_malformed (module quote "(func (frob))") "unknown operator")
        (assert_return (invoke "f"))
        """;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Wabt_and_ours_write_the_same_but_for_what_is_explained()
    {
        if (Wast2JsonProgram.Find() is null)
        {
            Assert.Ignore($"wabt's wast2json is not on this machine; {Wast2JsonProgram.HowToInstall}");
        }

        var scripts = _folder.Write("a.wast", Good.Replace("(assert_return (invoke \"f\"))", "", StringComparison.Ordinal));
        _folder.Write("b.wast", "(module (type (struct (field i8))))");
        var result = Clab.Run("cross-check", "wabt", _folder.Path, "--list");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")), result.Out);
        Assert.That(Figures(result.Out), Is.SupersetOf(new[]
        {
            "2 scripts", "1 scripts that both convert", "1 their JSON equal", "4 modules", "3 modules equal",
            "3 of these, encoded from text", "2 encoded equal", "1 differences explained", "0 differences not explained",
        }));
        Assert.That(result.Out, Does.Contain("1 differ: element expressions").And.Contain($"{scripts}:2"));
        Assert.That(result.Out, Does.Contain("not compared: file/"));
    }

    [Test]
    public void Wasm_tools_and_we_accept_the_same_but_for_what_is_explained()
    {
        if (WasmToolsProgram.Find() is null)
        {
            Assert.Ignore($"wasm-tools is not on this machine; {WasmToolsProgram.HowToInstall}");
        }

        _folder.Write("a.wast", Good);
        _folder.Write("b.wast", """
            (module $M (import "m" "g" (global i32)) (func (result i32) (global.get 0)))
            (assert_invalid (module (import "m" "g" (global i32)) (func (result i64) (global.get 0))) "type mismatch")
            (assert_invalid (module (type (func)) (tag (result i32))) "non-empty tag result type")
            (assert_malformed (module quote "(func) \ff") "malformed UTF-8 encoding")
            (module binary "\00asm\01\00\00\00")
            (module (type (sub final (func))))
            """);
        var result = Clab.Run("cross-check", "wasm-tools", _folder.Path);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")), result.Out);
        Assert.That(Figures(result.Out), Is.EqualTo(new[]
        {
            "10 modules", "5 both accept", "4 both reject", "0 wasm-tools can't tell", "7 texts that both parse",
            "6 binaries made of them equal, names apart", "2 differences explained", "0 differences not explained",
        }));
    }

    [Test]
    public void A_package_that_is_not_there_is_reported_with_how_to_get_it()
    {
        var (folder, named) = (Environment.CurrentDirectory, Environment.GetEnvironmentVariable(WasmToolsProgram.EnvironmentVariable));
        try
        {
            Environment.CurrentDirectory = _folder.Path;
            Environment.SetEnvironmentVariable(WasmToolsProgram.EnvironmentVariable, null);
            var result = Clab.Run("cross-check", "wasm-tools", _folder.Write("a.wast", Good));
            Assert.That((result.Code, result.Out), Is.EqualTo((3, "")));
            Assert.That(result.Error, Does.StartWith("clab: wasm-tools is not here").And.Contains("npm install"));
        }
        finally
        {
            Environment.CurrentDirectory = folder;
            Environment.SetEnvironmentVariable(WasmToolsProgram.EnvironmentVariable, named);
        }
    }

    private static IEnumerable<string> Figures(string output) => output.Split(Environment.NewLine)
        .Skip(1)
        .TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal))
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
