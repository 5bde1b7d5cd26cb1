using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

public class InstructionTextTests
{
    [Theory]
    [InlineData("i32.const 1 i32.const 2 i32.add drop", "(drop (i32.add (i32.const 1) (i32.const 2)))", "410141026A1A0B")]
    [InlineData("i32.const 1 if $l nop else br $l end", "(if $l (i32.const 1) (then (nop)) (else (br $l)))", "4101044001050C000B0B")]
    [InlineData("i32.const 1 if end", "(if (i32.const 1) (then))", "410104400B0B")]
    [InlineData("block (result i32) i32.const 1 end drop", "(drop (block (result i32) (i32.const 1)))", "027F41010B1A0B")]
    [InlineData("loop $a block $b br $a end end", "(loop $a (block $b (br $a)))", "034002400C010B0B0B")]
    [InlineData("block $a block $a br $a end br $a end", "(block $a (block $a (br $a)) (br $a))", "024002400C000B0C000B0B")]
    [InlineData("i32.const 0 br_table 0 0 0", "(br_table 0 0 0 (i32.const 0))", "41000E020000000B")]
    [InlineData("unreachable select (result i32) drop", "(drop (select (result i32) (unreachable)))", "001C017F1A0B")]
    [InlineData("unreachable select drop", "(drop (select (unreachable)))", "001B1A0B")]
    [InlineData("i32.const 0 call_indirect $t (param i32)", "(call_indirect $t (param i32) (i32.const 0))", "4100110101" + "0B")]
    [InlineData("i32.const 0 call_indirect", "(call_indirect (i32.const 0))", "410011000" + "00B")]
    [InlineData(
        "try_table (catch $e 0) (catch_ref $e 0) (catch_all 0) (catch_all_ref 0) end",
        "(try_table (catch $e 0) (catch_ref $e 0) (catch_all 0) (catch_all_ref 0))",
        "1F40040000000100000200030" + "00B0B")]
    [InlineData("try nop catch $e drop catch_all nop end", "(try (do (nop)) (catch $e (drop)) (catch_all (nop)))", "06400107001A19010B0B")]
    [InlineData("block $b try nop delegate $b end", "(block $b (try (do (nop)) (delegate $b)))", "02400640011800" + "0B0B")]
    [InlineData("try $t catch_all rethrow $t end", "(try $t (do) (catch_all (rethrow $t)))", "0640190900" + "0B0B")]
    public void PlainAndFoldedAreTheSame(string plain, string folded, string body)
    {
        const string Around = "(tag $e) (table 0 funcref) (table $t 0 funcref)";
        Assert.Equal(body, TextAssert.Body(plain, Around));
        Assert.Equal(body, TextAssert.Body(folded, Around));
    }

    [Theory]
    [InlineData("i32.load", "2802000B")]
    [InlineData("i32.load offset=5 align=1", "2800050B")]
    [InlineData("i64.load8_u 1 offset=0x10", "314001100B")]
    [InlineData("i64.load $m align=4", "294201000B")]
    [InlineData("v128.load8_lane 3", "FD540000030B")]
    [InlineData("v128.load8_lane 1 3", "FD54400100030B")]
    [InlineData("v128.load8_lane offset=1 3", "FD540001030B")]
    [InlineData("v128.load32_lane $m offset=1 align=1 3", "FD564001" + "01030B")]
    [InlineData("memory.size", "3F000B")]
    [InlineData("memory.grow $m", "40010B")]
    [InlineData("memory.copy", "FC0A00000B")]
    [InlineData("memory.copy 1 0", "FC0A01000B")]
    [InlineData("memory.init $d", "FC0800000B")]
    [InlineData("memory.init $m $d", "FC0800010B")]
    [InlineData("table.init $e", "FC0C00000B")]
    [InlineData("table.init 1 $e", "FC0C00010B")]
    [InlineData("table.copy 1 0", "FC0E01000B")]
    [InlineData("table.get", "25000B")]
    [InlineData("table.size 1", "FC10010B")]
    [InlineData("i64.load offset=18446744073709551615", "2903FFFFFFFFFFFFFFFFFF010B")]
    [InlineData("memory.atomic.wait32 offset=4", "FE0102040B")]
    [InlineData("atomic.fence", "FE03000B")]
    public void MemoriesAndTables(string text, string body) =>
        Assert.Equal(body, TextAssert.Body(text, "(memory 0) (memory $m 0) (table 0 funcref) (table 0 funcref) (data $d) (elem $e func)"));

    [Theory]
    [InlineData("ref.null func", "D0700B")]
    [InlineData("ref.null $s", "D0000B")]
    [InlineData("ref.test (ref $s)", "FB14000B")]
    [InlineData("ref.test nullref", "FB15710B")]
    [InlineData("ref.cast (ref null i31)", "FB176C0B")]
    [InlineData("br_on_cast 0 anyref (ref $s)", "FB1801006E000B")]
    [InlineData("br_on_cast_fail 0 (ref any) (ref null $s)", "FB1902006E000B")]
    [InlineData("struct.get $s $y", "FB0200010B")]
    [InlineData("struct.set 0 0", "FB0500000B")]
    [InlineData("array.new_fixed $a 3", "FB0801030B")]
    [InlineData("array.copy $a 1", "FB1101010B")]
    public void References(string text, string body) =>
        Assert.Equal(body, TextAssert.Body(text, "(type $s (struct (field $x i8) (field $y i8))) (type $a (array i8))"));

    [Theory]
    [InlineData("i32.const -1", "417F0B")]
    [InlineData("i32.const 0xffff_ffff", "417F0B")]
    [InlineData("i64.const 0x8000000000000000", "428080808080808080807F0B")]
    [InlineData("f32.const -nan:0x1", "43010080FF0B")]
    [InlineData("f64.const 0x1p-1074", "4401000000000000000B")]
    [InlineData("v128.const i8x16 -1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 255", "FD0CFF0102030405060708090A0B0C0D0EFF0B")]
    [InlineData("v128.const i16x8 -1 1 2 3 4 5 6 65535", "FD0CFFFF0100020003000400050006" + "00FFFF0B")]
    [InlineData("v128.const f32x4 1 inf nan -0", "FD0C0000803F0000807F0000C07F000000800B")]
    [InlineData("v128.const f64x2 1 -inf", "FD0C000000000000F03F000000000000F0FF0B")]
    [InlineData("i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31", "FD0D000102030405060708090A0B0C0D0E1F0B")]
    [InlineData("i8x16.extract_lane_s 0xf", "FD150F0B")]
    public void Constants(string text, string body) => Assert.Equal(body, TextAssert.Body(text));

    [Theory]
    [InlineData("(func (foo))", "unknown operator foo")]
    [InlineData("(func foo)", "unknown operator foo")]
    [InlineData("(func (then))", "unexpected token")]
    [InlineData("(func (i32.const))", "unexpected token")]
    [InlineData("(func i32.const nop)", "unexpected token")]
    [InlineData("(func (i32.const 1x))", "unknown operator")]
    [InlineData("(func (i32.const 0x100000000))", "constant out of range")]
    [InlineData("(func (i32.const 1.0))", "constant out of range")]
    [InlineData("(func (i32.add nop))", "unexpected token")]
    [InlineData("(func (if (nop)))", "unexpected token")]
    [InlineData("(func (if nop (then)))", "unexpected token")]
    [InlineData("(func (if (then) (then)))", "unexpected token")]
    [InlineData("(func (if (then) (else) (else)))", "unexpected token")]
    [InlineData("(func (if (then) (nop)))", "unexpected token")]
    [InlineData("(func block)", "unexpected token")]
    [InlineData("(func (block block))", "unexpected token")]
    [InlineData("(func end)", "unexpected token")]
    [InlineData("(func else)", "unexpected token")]
    [InlineData("(func loop else end)", "unexpected token")]
    [InlineData("(func (end))", "unexpected token")]
    [InlineData("(func if else else end)", "unexpected token")]
    [InlineData("(func catch_all)", "unexpected token")]
    [InlineData("(func try catch_all catch_all end)", "unexpected token")]
    [InlineData("(func try catch_all delegate 0)", "unexpected token")]
    [InlineData("(func (try (catch_all)))", "unexpected token")]
    [InlineData("(func (try (do) (catch_all) (delegate 0)))", "unexpected token")]
    [InlineData("(func block $a end $b)", "mismatching label")]
    [InlineData("(func block end $b)", "mismatching label")]
    [InlineData("(func if $a else $b end)", "mismatching label")]
    [InlineData("(func (br $l))", "unknown label $l")]
    [InlineData("(func (block $l) (br $l))", "unknown label $l")]
    [InlineData("(func (if $l (br $l) (then)))", "unknown label $l")]
    [InlineData("(func (local.get $x))", "unknown local $x")]
    [InlineData("(func (call $f))", "unknown function $f")]
    [InlineData("(func (global.get $x))", "unknown global $x")]
    [InlineData("(func (i32.load align=3))", "alignment must be a power of two")]
    [InlineData("(func (i32.load align=0))", "alignment must be a power of two")]
    [InlineData("(func (i32.load align=))", "unknown operator")]
    [InlineData("(func (i32.load align=1 offset=1))", "unexpected token")]
    [InlineData("(func (i8x16.extract_lane_s 256))", "i8 constant out of range")]
    [InlineData("(func (i8x16.shuffle 0))", "invalid lane length")]
    [InlineData("(func (v128.const i32x4 0 0 0))", "wrong number of lane literals")]
    [InlineData("(func (v128.const i8x16 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 256))", "constant out of range")]
    [InlineData("(func (local.get 4294967296))", "i32 constant out of range")]
    [InlineData("(type $t (func)) (func (type $t) (param i32))", "inline function type")]
    [InlineData("(func (type 3) (param i32))", "unknown type")]
    [InlineData("(func (type $t))", "unknown type $t")]
    [InlineData("(func (result i32) (param i32))", "unexpected token")]
    [InlineData("(func (block (param $x i32)))", "unexpected token")]
    [InlineData("(func (select (param i32)))", "unexpected token")]
    [InlineData("(type (struct (field $a i32) (field $a i32)))", "duplicate field")]
    [InlineData("(type $s (struct)) (func (struct.get $s $a))", "unknown field $a")]
    [InlineData("(func (param $a i32) (local $a i32))", "duplicate local $a")]
    [InlineData("(func $f) (func $f)", "duplicate function $f")]
    [InlineData("(func $f) (func $\"f\")", "duplicate function $\"f\"")]
    [InlineData("(func) (import \"\" \"\" (func))", "import after function")]
    [InlineData("(memory 0) (func (import \"\" \"\"))", "import after memory")]
    [InlineData("(tag) (import \"\" \"\" (func))", "import after tag")]
    [InlineData("(func $f) (start $f) (start $f)", "multiple start sections")]
    [InlineData("(memory 1 (pagesize 3))", "invalid custom page size")]
    [InlineData("(memory 18446744073709551616)", "i64 constant out of range")]
    [InlineData("(func))", "unexpected token")]
    [InlineData("(module) (module)", "unexpected token")]
    [InlineData("(func (nop)", "unexpected token")]
    [InlineData("(", "unexpected token")]
    [InlineData("(module", "unexpected token")]
    [InlineData("func", "unexpected token")]
    [InlineData("(fund)", "unknown operator fund")]
    [InlineData("(export \"\\ff\" (func 0))", "malformed UTF-8 encoding")]
    public void Malformed(string text, string reason)
    {
        var error = TextAssert.Rejects(text, reason);
        Assert.Equal(ModuleErrorKind.Malformed, error.Kind);
        Assert.Equal(1, error.Line);
    }

    [Theory]
    [InlineData("(@custom)", "@custom annotation: missing section name", false)]
    [InlineData("(@custom \"\\ff\")", "@custom annotation: malformed UTF-8 encoding", false)]
    [InlineData("(@custom \"a\" x)", "@custom annotation: unexpected token", false)]
    [InlineData("(@custom \"a\" (at func))", "@custom annotation: malformed placement", false)]
    [InlineData("(@custom \"a\" (after first))", "@custom annotation: malformed section kind", false)]
    [InlineData("(func (@custom \"a\"))", "misplaced @custom annotation", false)]
    [InlineData("(func (nop) (@custom \"a\") (nop))", "misplaced @custom annotation", false)]
    [InlineData("(type (@custom \"a\") (func))", "misplaced @custom annotation", false)]
    [InlineData("(@name \"a\") (@name \"b\")", "@name annotation: multiple module", false)]
    [InlineData("(func) (@name \"a\")", "misplaced @name annotation", false)]
    [InlineData("(func (@name \"a\" \"b\"))", "@name annotation: string expected", false)]
    [InlineData("(@metadata.code.branch_hint \"\\01\") (func)", "@metadata.code.branch_hint annotation: not in a function", false)]
    [InlineData("(func (@metadata.code.branch_hint \"\\02\") (if (then)))", "@metadata.code.branch_hint annotation: invalid value", false)]
    [InlineData(
        "(func (@metadata.code.branch_hint \"\\01\") (@metadata.code.branch_hint \"\\01\") (if (then)))",
        "@metadata.code.branch_hint annotation: duplicate annotation",
        false)]
    [InlineData("(func (@metadata.code.branch_hint \"\\01\") (nop))", "@metadata.code.branch_hint annotation: invalid target", true)]
    public void BadAnnotations(string text, string reason, bool isInvalid) =>
        Assert.Equal(isInvalid ? ModuleErrorKind.InvalidCustom : ModuleErrorKind.MalformedCustom, TextAssert.Rejects(text, reason).Kind);

    [Fact]
    public void AnUnknownTypeIsLeftToValidationUnlessLocalsNeedIt()
    {
        Assert.Equal(7, TextAssert.Parse("(func (type 7))").Functions[0].TypeIndex);
        TextAssert.Rejects("(func (type 7) (local $x i32))", "unknown type 7");
        TextAssert.Rejects("(func (type 7) (local.get $x))", "unknown type 7");
    }
}
