using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>Forms of module fields, as the sections that they come to.</summary>
public class ModuleFieldTests
{
    [Theory]
    [InlineData("(type (func))", "01600000")]
    [InlineData("(type (func (param i32 i64) (param $x f32) (result f64)))", "0160037F7E7D017C")]
    [InlineData("(type $s (struct (field i8) (field $f (mut i16) ) (field i32 (ref null $s))))", "015F047800770" + "17F006300" + "00")]
    [InlineData("(type (array (mut anyref)))", "015E6E01")]
    [InlineData("(type $a (sub (array i8))) (type (sub final $a (array i8)))", "0250005E78004F01005E7800")]
    [InlineData("(rec (type $a (func (param (ref $b)))) (type $b (func)))", "014E0260016401006000" + "00")]
    [InlineData("(rec)", "014E00")]
    [InlineData("(func (param i32)) (func (param i32)) (func)", "0260017F00600000")]
    [InlineData("(type (sub (func))) (func)", "025000600000600000")]
    [InlineData("(rec (type (func)) (type (struct))) (func)", "024E026000005F00600000")]
    [InlineData("(func (block (param i32) (result i32 i32) unreachable))", "0260000060017F027F7F")]
    public void Types(string text, string section) => Assert.Equal(section, TextAssert.Section(text, SectionId.Type));

    [Theory]
    [InlineData("(import \"m\" \"f\" (func))", "01016D01660000")]
    [InlineData("(func $f (import \"m\" \"f\"))", "01016D01660000")]
    [InlineData("(import \"m\" \"t\" (table 1 2 funcref))", "01016D017401700" + "10102")]
    [InlineData("(import \"m\" \"t\" (table i64 1 (ref extern)))", "01016D017401646F0401")]
    [InlineData("(memory (import \"m\" \"y\") i64 1)", "01016D0179020401")]
    [InlineData("(memory (import \"m\" \"y\") 1 2 shared)", "01016D017902030102")]
    [InlineData("(memory (import \"m\" \"y\") 0 (pagesize 1))", "01016D017902080000")]
    [InlineData("(global (import \"m\" \"g\") (mut i32))", "01016D0167037F01")]
    [InlineData("(tag (import \"m\" \"e\") (param i32))", "01016D0165040000")]
    public void Imports(string text, string section) => Assert.Equal(section, TextAssert.Section(text, SectionId.Import));

    [Fact]
    public void InlineExportsCountFromTheImports()
    {
        const string Module = """
            (func $i (export "a") (export "b") (import "m" "i"))
            (func $f (export "c"))
            (global $g (export "d") i32 (i32.const 1))
            (export "e" (global $g))
            """;
        Assert.Equal("05016100000162000001630001016403000165" + "0300", TextAssert.Section(Module, SectionId.Export));
    }

    [Theory]
    [InlineData("(func $f) (elem func $f 0)", "010100020000")]
    [InlineData("(func $f) (elem declare func $f)", "0103000100")]
    [InlineData("(table 1 funcref) (func) (elem (i32.const 1) 0)", "010041010B0100")]
    [InlineData("(table 1 funcref) (func) (elem (offset i32.const 1) func 0)", "010041010B0100")]
    [InlineData("(table 1 funcref) (table $t 1 funcref) (func) (elem (table $t) (i32.const 1) func 0)", "01020141010B000100")]
    [InlineData("(func) (elem funcref (ref.func 0) (item ref.null func))", "01057002D2000BD0700B")]
    [InlineData("(elem externref)", "01056F00")]
    [InlineData("(elem (ref null func) (item (ref.null func)))", "01057001D0700B")]
    [InlineData("(func) (table funcref (elem 0 0))", "010041000B020000")]
    [InlineData("(table i64 externref (elem (ref.null extern)))", "01060042000B6F01D06F0B")]
    public void ElementSegments(string text, string section) => Assert.Equal(section, TextAssert.Section(text, SectionId.Element));

    [Theory]
    [InlineData("(func) (table funcref (elem 0 0))", "0170010202")]
    [InlineData("(table i64 0 10 externref)", "016F05000A")]
    [InlineData("(func $f) (table 2 (ref func) (ref.func $f))", "0140006470" + "0002D2000B")]
    public void Tables(string text, string section) => Assert.Equal(section, TextAssert.Section(text, SectionId.Table));

    [Theory]
    [InlineData("(memory (data \"ab\" \"c\"))", "01010101", "010041000B03616263")]
    [InlineData("(memory i64 (data))", "01050000", "010042000B00")]
    [InlineData("(memory (pagesize 1) (data \"abc\"))", "0109030300", "010041000B03616263")]
    [InlineData("(memory 1) (memory $m 1) (data (memory $m) (offset i32.const 2) \"\\ff\")", "0200010001", "01020141020B01FF")]
    [InlineData("(data \"x\")", "", "01010178")]
    public void MemoriesAndData(string text, string memories, string data)
    {
        Assert.Equal(memories, TextAssert.Section(text, SectionId.Memory));
        Assert.Equal(data, TextAssert.Section(text, SectionId.Data));
    }

    [Fact]
    public void InlineSegmentsTakeTheirPlace()
    {
        var module = TextAssert.Parse("""
            (data $a "a") (memory (data "b")) (data $c "c") (elem $x func) (table funcref (elem)) (elem $z func)
            (func (data.drop $c) (elem.drop $z))
            """);
        Assert.Equal("FC0902FC0D020B", Convert.ToHexString(module.Functions[0].Body.Bytes.Span));
        Assert.Equal(3, module.DataCount);
    }

    [Theory]
    [InlineData("(func (data.drop 0))", 1)]
    [InlineData("(memory 1) (func (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 0)))", 1)]
    [InlineData("(type (array i8)) (func (array.init_data 0 0))", 1)]
    [InlineData("(func (nop))", null)]
    public void TheDataCountIsThereWhereItIsNeeded(string text, int? count) =>
        Assert.Equal(count, TextAssert.Parse(text + "(data)").DataCount);

    [Fact]
    public void LocalsOfOneTypeRunTogether()
    {
        var function = TextAssert.Parse("(func (param $p i32) (local i32 i32) (local $x i32) (local i64) (local.get $x))").Functions[0];
        Assert.Equal([new LocalGroup(3, ValType.I32), new LocalGroup(1, ValType.I64)], function.Locals);
        Assert.Equal("20030B", Convert.ToHexString(function.Body.Bytes.Span));
    }

    [Fact]
    public void CompactImports()
    {
        var module = TextAssert.Parse("""
            (import "m" (item "a" (func $f)) (item "b" (global $g i32)))
            (import "m" (item "c") (item "d") (global i64))
            (func (call $f) (drop (global.get $g)) (drop (global.get 2)))
            """);
        Assert.Equal(
            [("a", 1, false), ("b", 1, false), ("c", 2, true), ("d", 2, true)],
            module.Imports.Select(import => (import.Name, import.Group, import.GroupSharesType)));
        TextAssert.Rejects("(import \"m\" (item \"a\") (func $f))", "identifier not allowed");
        TextAssert.Rejects("(import \"m\" (item \"a\" (func)) (item \"b\"))", "unexpected token");
        TextAssert.Rejects("(import \"m\" (item \"a\") (item \"b\" (func)))", "unexpected token");
    }

    [Fact]
    public void NamesAreKept()
    {
        var names = TextAssert.Parse("""
            (module $m
              (type $t (struct (field i32) (field $x i32)))
              (func $f (param $p i32) (local i32) (local $"l m" i32) (block (loop $l (br $l))))
              (func (@name "λ g"))
              (table $tab 0 funcref) (memory $mem 0) (global $glob i32 (i32.const 0)) (tag $tag) (elem $e func) (data $d))
            """).Names;
        Assert.Equal("m", names.Module);
        Assert.Equal([new(0, "f"), new(1, "λ g")], names.Functions);
        Assert.Equal([new(0, "p"), new(2, "l m")], names.Locals[0]);
        Assert.Equal([new(1, "l")], names.Labels[0]);
        Assert.Equal([new(1, "x")], names.Fields[0]);
        Assert.Equal("t", names.Types[0]);
        Assert.Equal("tab", names.Tables[0]);
        Assert.Equal("mem", names.Memories[0]);
        Assert.Equal("glob", names.Globals[0]);
        Assert.Equal("tag", names.Tags[0]);
        Assert.Equal("e", names.Elements[0]);
        Assert.Equal("d", names.Data[0]);
    }

    [Fact]
    public void CustomSectionsHaveTheirPlaces()
    {
        var sections = TextAssert.Parse("""
            (@custom "a" (before first) "x") (@custom "b" (after func) "y" "z") (@custom "c") (@custom "d" (before code)) (func)
            """).CustomSections;
        Assert.Equal(
            [("a", SectionId.Custom, 1), ("b", SectionId.Function, 2), ("c", SectionId.Data, 0), ("d", SectionId.DataCount, 0)],
            sections.Select(section => (section.Name, section.After, section.Bytes.Length)));
    }

    [Fact]
    public void BranchHintsCountFromTheLocals()
    {
        var module = TextAssert.Parse("""
            (func (import "m" "f"))
            (func (param i32) (local i32 f32)
              (block (@metadata.code.branch_hint "\01") (br_if 0 (local.get 0)))
              (@metadata.code.branch_hint "\00") (if (local.get 0) (then)))
            """);
        Assert.Equal([new BranchHint(1, 9, true), new BranchHint(1, 14, false)], module.BranchHints);
    }

    [Fact]
    public void ErrorsOfInstructionsCanBeFoundInTheText()
    {
        var positions = TextAssert.Parse("(func\n  (drop\n    (i32.const 1))\n  nop)").Functions[0].Body.Positions!;
        Assert.True(positions.TryFind(0, out var line, out var column));
        Assert.Equal((3, 6), (line, column));
        Assert.True(positions.TryFind(2, out line, out column));
        Assert.Equal((2, 4), (line, column));
        Assert.True(positions.TryFind(3, out line, out column));
        Assert.Equal((4, 3), (line, column));
    }

    [Fact]
    public void FeaturesThatAreOffAreNoGrammar()
    {
        TextAssert.Rejects("(memory 1 2 shared)", "unexpected token", WasmFeatures.Wasm3);
        TextAssert.Rejects("(memory 1 (pagesize 1))", "unexpected token", WasmFeatures.Wasm3);
        TextAssert.Rejects("(memory i64 1)", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(type (struct))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(func (i32.atomic.load (i32.const 0)))", "unknown operator", WasmFeatures.Wasm3);
        TextAssert.Rejects("(func (try (do)))", "unknown operator", WasmFeatures.Wasm3);
        TextAssert.Rejects("(func (param anyref))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(func (param v128))", "unexpected token", WasmFeatures.None);
        TextAssert.Rejects("(import \"m\" (item \"a\" (func)))", "unexpected token", WasmFeatures.Wasm3);
        TextAssert.Rejects("(tag)", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(table 1 funcref (ref.null func))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(export \"a\" (tag 0))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(import \"a\" \"b\" (tag))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(type (func)) (global funcref (ref.null 0))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(type $t (func)) (func (drop (ref.null $t)))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(memory 1) (func (drop (memory.size 0)))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(memory 1) (func (drop (i32.load 0 offset=1 (i32.const 0))))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(memory 1) (func (memory.copy 0 0))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(memory 1) (data \"\") (func (memory.init 0 0))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(memory 1) (func (drop (v128.load8_lane 0 offset=1 0)))", "unexpected token", WasmFeatures.Wasm2);
        TextAssert.Rejects("(table 1 funcref) (func (call_indirect 0))", "unexpected token", WasmFeatures.None);
    }
}
