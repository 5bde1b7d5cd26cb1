using System.Text;
using ConformanceLab.Harness.CrossChecks;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.CrossChecks;

/// <summary>Differences from wabt and wasm-tools are explained by what makes them, and nothing else is.</summary>
public sealed class HabitsTests
{
    private static ModuleSource Source(string text) => new(ModuleForm.Text, Encoding.UTF8.GetBytes(text));

    private static string Name(IEnumerable<DifferenceKind> kinds) => string.Join(", ", kinds.Select(kind => kind.Name));

    private static byte[] Write(string text) => ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(text), WasmFeatures.All));

    // The binaries are those of wabt 1.0.32.
    [TestCase("(module (func $f) (elem funcref (ref.func $f)))", "element expressions",
        "0061736d0100000001040160000003020100090501010001000a040102000b")]
    [TestCase("(module (type $t (func (result i32))) (func (block (type $t) (i32.const 1)) (drop)))", "block types",
        "0061736d010000000108026000017f600000030201010a0a010800027f41010b1a0b")]
    [TestCase("(module (memory 1) (func (data.drop 0)))", "data count",
        "0061736d010000000104016000000302010005030100010a07010500fc09000b")]
    [TestCase("(module (func (if (i32.const 1) (then) (else))))", "empty else",
        "0061736d01000000010401600000030201000a09010700410104400b0b")]
    [TestCase("(module (func (unreachable) (call_indirect (type 0xffffffff))) (table 1 funcref))", "indices past 2^31−1",
        "0061736d01000000010401600000030201000404017000010a0c010a000011ffffffff0f000b")]
    [TestCase("(module (type $t (func)) (func (local (ref $t))))", "typed references",
        "0061736d01000000010401600000030201000a07010501016b7f0b")]
    public void Differences_from_wabt_have_their_reason_and_a_wrong_byte_has_none(string text, string kind, string hex)
    {
        var wabt = Convert.FromHexString(hex);
        Assert.That(wabt, Is.Not.EqualTo(Write(text)));
        Assert.That(Name(WabtHabits.Explain(Source(text), wabt)), Is.EqualTo(kind));
        if (kind != "typed references")
        {
            wabt[14] ^= 1; // in the type section
            Assert.That(WabtHabits.Explain(Source(text), wabt), Is.Empty);
        }
    }

    [TestCase("(module (table 1 funcref) (elem (i32.const 0)))", "long forms",
        "0061736d0100000004040170000109080102 0041000b0000")]
    [TestCase("(module (type (sub final (func))))", "sub final", "0061736d010000000104016000 00")]
    [TestCase("(module (type (sub (func))) (func))", "inline types",
        "0061736d0100000001060150006000000302010 00a040102000b")]
    [TestCase("(module (type $t1 (sub (func))) (type $t2 (func)) (func))", "inline types",
        "0061736d010000000109025000600000600000 030201000a040102000b")]
    [TestCase("(module (rec (type (func))) (func))", "inline types",
        "0061736d010000000109024e0160000060000003020101 0a040102000b")]
    [TestCase("(module (type (array i8)) (data \"\\00\") (global (ref 0) (array.new_data 0 0 (i32.const 1) (i32.const 3))))", "data count",
        "0061736d010000000104015e7800060d0164000041014103fb0900000b0b0401010100")]
    public void Differences_from_wasm_tools_have_their_reason_and_a_wrong_byte_has_none(string text, string kind, string hex)
    {
        var ours = Write(text);
        var theirs = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.That(theirs, Is.Not.EqualTo(ours));
        Assert.That(Name(WasmToolsHabits.Explain(ours, theirs)), Is.EqualTo(kind));
        Assert.That(WasmToolsHabits.Explain(Write("(module (memory 7))"), theirs), Is.Empty);
    }

    [TestCase("(module (type (func)) (tag (result i32)))", "tags with results")]
    [TestCase("(module (func (param anyref) (result anyref) (br_on_cast 0 eqref anyref (local.get 0))))", "types of br_on_cast")]
    [TestCase("(module (func (result i32)))", "")]
    public void What_only_wasm_tools_accepts_has_its_reason(string text, string kind)
    {
        var error = Assert.Throws<ModuleException>(
            () => ModuleValidator.Validate(TextParser.ParseModule(Encoding.UTF8.GetBytes(text), WasmFeatures.All)));
        Assert.That(Name(WasmToolsHabits.Explain(Source(text), error, "")), Is.EqualTo(kind));
    }

    [TestCase("(module (func (try (do))))", "unknown operator", "folded try")]
    [TestCase("(module (func))", "ConfusingUnicode('x')", "confusing characters")]
    [TestCase("(module (func))", "unknown operator", "")]
    public void What_only_we_accept_has_its_reason(string text, string message, string kind) =>
        Assert.That(Name(WasmToolsHabits.Explain(Source(text), null, message)), Is.EqualTo(kind));

    [Test]
    public void Modules_without_their_imports_are_as_valid_as_before()
    {
        const string Imports = """
            (import "m" "f" (func $f (param i32) (result i32))) (import "m" "t" (table $t 1 externref)) (import "m" "m" (memory 1))
            (import "m" "e" (tag $e (param i32))) (import "m" "i" (global $i i32)) (import "m" "j" (global i64))
            (import "m" "x" (global f32)) (import "m" "y" (global f64)) (import "m" "v" (global v128))
            (import "m" "r" (global (mut structref)))
            """;
        Assert.That(Check("(func (export \"a\") (result i32) (call $f (global.get $i)) (throw $e))"), Is.Null);
        Assert.That(Check("(func (result i32) (call $f (i64.const 1)))"), Is.EqualTo("type mismatch"));
        Assert.That(Rewrite("(func)"), Is.Null);
        Assert.That(Rewrite("(import \"m\" \"r\" (global (ref func)))"), Is.Null);
        Assert.That(Rewrite("(import \"m\" \"i\" (global $i funcref)) (table 1 funcref (global.get $i))"), Is.Null);

        static byte[]? Rewrite(string fields) =>
            ImportFree.Rewrite(TextParser.ParseModule(Encoding.UTF8.GetBytes($"(module {fields})"), WasmFeatures.All));

        static string? Check(string fields)
        {
            var module = ModuleReader.Read(Rewrite(Imports + fields)!, WasmFeatures.All);
            Assert.That(module.Imports, Is.Empty);
            try
            {
                ModuleValidator.Validate(module);
                return null;
            }
            catch (ModuleException error)
            {
                return error.Reason;
            }
        }
    }
}
