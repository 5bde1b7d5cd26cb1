using System.Text;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Docs;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Interchange;

/// <summary>Scripts as JSON: what wabt writes, byte for byte, and the forms that it does not have.</summary>
public sealed class ScriptJsonWriterTests
{
    private const string Folder = "harness/ConformanceLab.Harness.Tests/Interchange/";

    private static ScriptJson Write(string text, ScriptJsonOptions? options = null) =>
        ScriptJsonWriter.Write(Run.Parse(text), "a.wast", "a", options ?? new ScriptJsonOptions());

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    // The files beside sample.wast were written by wabt 1.0.32: wast2json --enable-all.
    [Test]
    public void The_sample_becomes_what_wabt_makes_of_it()
    {
        var script = ScriptJsonWriter.Write(
            Run.Parse(Documents.Read(Folder + "sample.wast")), "sample.wast", "sample", new ScriptJsonOptions());
        Assert.That(Text(script.Json), Is.EqualTo(Documents.Read(Folder + "sample.json")));
        Assert.That(
            script.Modules.Select(module => $"{module.Name} {Convert.ToHexStringLower(module.Bytes.Span)}"),
            Is.EqualTo(Documents.Read(Folder + "sample.modules.txt").TrimEnd().Split('\n')));
    }

    [Test]
    public void What_wabt_does_not_have_is_written_as_the_golden_file_has_it()
    {
        var script = ScriptJsonWriter.Write(
            Run.Parse(Documents.Read(Folder + "sample-3.0.wast")), "sample-3.0.wast", "sample-3.0", new ScriptJsonOptions());
        Assert.That(Text(script.Json), Is.EqualTo(Documents.Read(Folder + "sample-3.0.json")));
        Assert.That(
            script.Modules.Select(module => module.Name),
            Is.EqualTo(new[] { "0.wasm", "1.wasm", "2.wat", "3.wat", "4.wasm" }.Select(name => $"sample-3.0.{name}")));
    }

    [Test]
    public void Names_are_written_where_they_are_asked_for()
    {
        const string Named = "(module (func $f))";
        Assert.That(Text(Write(Named).Modules[0].Bytes), Does.Not.Contain("name"));
        Assert.That(Text(Write(Named, new ScriptJsonOptions { WriteNames = true }).Modules[0].Bytes), Does.Contain("\u0004name"));
    }

    [Test]
    public void Everything_that_is_wrong_is_said_with_its_place()
    {
        var error = Assert.Throws<ScriptJsonException>(() => Write("""
            (module
              (func (frob)))
            (assert_retrun (invoke "f"))
              (module (func (result i32)))
            (module binary "\00asm")
            (module quote "(func" "(x))")
            (input "a.wasm")
            (component)
            (assert_unlinkable (module (import "a" "b" (func)) (func (result i32))) "unknown import")
            """));
        Assert.That(
            error!.Problems.Select(problem => $"{problem.Line}:{problem.Column}"),
            Is.EqualTo(new[] { "2:10", "3:1", "4:29", "5:1", "6:1", "7:1", "8:1", "9:70" }));
        Assert.That(error.Problems.Select(problem => problem.Message), Is.EqualTo(new[]
        {
            "unknown operator frob",
            "unknown command assert_retrun at 3:16",
            "type mismatch: instruction requires [i32] but stack has []",
            "offset 0x4: unexpected end of section or function",
            "1:7: unknown operator x",
            "'input' can't be said in JSON",
            "component-model: components are not built",
            "type mismatch: instruction requires [i32] but stack has []",
        }));
    }

    [Test]
    public void Invalid_and_malformed_binaries_are_written_if_nobody_asks()
    {
        var script = Write("(module (func (result i32))) (module binary \"\\00asm\")", new ScriptJsonOptions { IsValidating = false });
        Assert.That(script.Modules.Select(module => module.Bytes.Length), Is.EqualTo(new[] { 25, 4 }));
    }

    [Test]
    public void Features_that_are_off_are_not_understood() => Assert.Throws<ScriptJsonException>(
        () => Write("(module (memory 1 1 shared))", new ScriptJsonOptions { Features = WasmFeatures.Wasm3 }));

    // In an assertion that it is malformed, text that can't be read stays text; so does what annotations are about.
    [TestCase("(assert_malformed (module (frob)) \"unknown operator\")", "a.0.wat")]
    [TestCase("(assert_malformed (module (func)) \"unknown operator\")", "a.0.wasm")]
    [TestCase("(assert_invalid_custom (module (@name \"x\")) \"x\")", "a.0.wat")]
    [TestCase("(assert_malformed_custom (module binary \"\\00asm\") \"x\")", "a.0.wasm")]
    public void Modules_of_assertions_are_text_where_they_have_to_be(string text, string file) =>
        Assert.That(Write(text).Modules.Single().Name, Is.EqualTo(file));
}
