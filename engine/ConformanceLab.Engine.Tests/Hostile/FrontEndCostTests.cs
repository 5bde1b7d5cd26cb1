using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>Inputs that claim much, nest deeply or repeat themselves cost time and memory in proportion to their bytes.</summary>
public class FrontEndCostTests
{
    private const int Kilobyte = 1 << 10;
    private const int Megabyte = 1 << 20;
    private const int Many = 200_000;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(10);

    // Contents of sections: each ends with a count of 2^32 − 1, or as many as there could be, and nothing behind it.
    [Theory]
    [InlineData("01 05 FFFFFFFF0F", "types")]
    [InlineData("01 07 01 4E FFFFFFFF0F", "types of a group")]
    [InlineData("01 07 01 60 FFFFFFFF0F", "parameters")]
    [InlineData("01 08 01 60 00 FFFFFFFF0F", "results")]
    [InlineData("01 07 01 5F FFFFFFFF0F", "fields")]
    [InlineData("01 07 01 50 FFFFFFFF0F", "supertypes")]
    [InlineData("02 05 FFFFFFFF0F", "imports")]
    [InlineData("02 06 01 FFFFFFFF0F", "bytes of a name")]
    [InlineData("02 09 01 00 00 7F FFFFFFFF0F", "imports of a group")]
    [InlineData("02 0B 01 00 00 7E 00 00 FFFFFFFF0F", "imports of one type")]
    [InlineData("03 05 FFFFFFFF0F", "functions")]
    [InlineData("04 05 FFFFFFFF0F", "tables")]
    [InlineData("05 05 FFFFFFFF0F", "memories")]
    [InlineData("0D 05 FFFFFFFF0F", "tags")]
    [InlineData("06 05 FFFFFFFF0F", "globals")]
    [InlineData("07 05 FFFFFFFF0F", "exports")]
    [InlineData("09 05 FFFFFFFF0F", "element segments")]
    [InlineData("09 08 01 01 00 FFFFFFFF0F", "function indices")]
    [InlineData("09 08 01 05 70 FFFFFFFF0F", "expressions")]
    [InlineData("0A 05 FFFFFFFF0F", "bodies")]
    [InlineData("0A 06 01 FFFFFFFF0F", "bytes of a body")]
    [InlineData("0A 07 01 05 FFFFFFFF0F", "groups of locals")]
    [InlineData("0A 0A 01 08 01 FFFFFFFF0F 7F 0B", "locals of a group")]
    [InlineData("0A 0F 01 0D 02 FFFFFFFF0F 7F FFFFFFFF0F 7F", "locals")]
    [InlineData("0A 09 01 07 00 0E FFFFFFFF0F", "labels")]
    [InlineData("0A 09 01 07 00 1C FFFFFFFF0F", "types of select")]
    [InlineData("0A 0A 01 08 00 1F 40 FFFFFFFF0F", "clauses")]
    [InlineData("0B 05 FFFFFFFF0F", "data segments")]
    [InlineData("0B 07 01 01 FFFFFFFF0F", "bytes of a data segment")]
    [InlineData("00 05 FFFFFFFF0F", "bytes of a custom section's name")]
    [InlineData("0A 0B 01 09 01 D08603 7F 0B", "50,000 locals: allowed, and nothing is allocated for them")]
    public void NothingIsAllocatedForWhatIsOnlyClaimed(string section, string what)
    {
        byte[] bytes = [.. "\0asm\x01\0\0\0"u8, .. Convert.FromHexString(section.Replace(" ", "", StringComparison.Ordinal))];
        ModuleException? error = null;
        Read();
        Budget.Within(s_time, 16 * Kilobyte, Read);
        Assert.NotNull(error);
        Assert.True(error.Offset >= 8 && error.Offset <= bytes.Length, $"{what}: {error.Describe()}");

        void Read() => error = Record.Exception(() => ModuleReader.Read(bytes, WasmFeatures.All)) as ModuleException;
    }

    [Theory]
    [InlineData("(type $a (sub (func))) (type (sub $a ", "$a ", "(func)))")] // one list of supertypes
    [InlineData("(type (func (param ", "i32 ", ")))")]
    [InlineData("(type (struct (field ", "i32 ", ")))")]
    [InlineData("(rec ", "(type (struct (field (ref null 0))))", ")")]
    [InlineData("", "(rec) ", "")]
    [InlineData("", "(import \"a\" \"a\" (func)) ", "")]
    [InlineData("(import \"a\" ", "(item \"a\") ", "(func))")]
    [InlineData("(func $f) ", "(export \"a\" (func $f)) ", "")]
    [InlineData("(func $f ", "(export \"a\") ", ")")]
    [InlineData("(func ", "(local i32) ", ")")]
    [InlineData("(func (local ", "i32 i64 ", "))")]
    [InlineData("(func (block $l (i32.const 0) (br_table ", "$l ", ")))")]
    [InlineData("(func ", "block $l br $l ", "")]
    [InlineData("(func ", "(block $l (br $l) ", "")]
    [InlineData("(table funcref (elem ", "(ref.null func) ", "))")]
    [InlineData("(func $f) (table funcref (elem ", "$f ", "))")]
    [InlineData("(memory (data ", "\"a\" ", "))")]
    [InlineData("(data ", "\"\\u{1F600}\" ", ")")]
    [InlineData("(data \"", "\\ff", "\")")]
    [InlineData("(func $", "abcdefgh", ")")]
    [InlineData("(func $\"", "\\61", "\")")]
    [InlineData("(func) ", "(@custom \"a\" \"b\") ", "")]
    [InlineData("(func ", "(@name \"a\") ", ")")]
    [InlineData("(func (i32.const 0) ", "(@metadata.code.branch_hint \"\\00\") ", "drop)")]
    [InlineData("(@a ", "(@b ", "")]
    [InlineData("(@a ", "\"\" $ , ", ")")]
    [InlineData("", ";; comment\n", "")]
    [InlineData("(; ", "(; ;) ", ";)")]
    [InlineData("", "(; ", "")]
    [InlineData("(func ", "i32.const 0 if ", "")]
    [InlineData("(func ", "try_table (catch_all 0) ", "")]
    [InlineData("(func (try_table ", "(catch_all 0) ", "))")]
    [InlineData("(tag $e) (func (try_table ", "(catch $e 0) ", "))")]
    [InlineData("(global i32 ", "i32.const 0 ", ")")]
    [InlineData("", "(global i32 (i32.const 0)) ", "")]
    [InlineData("(func (drop (f64.const 0x", "123456789abcdef", "p-1)))")]
    [InlineData("(func (drop (f64.const 0x0.", "000000000000000", "1p1)))")]
    [InlineData("(func (drop (f32.const ", "1234567890", ".5e-100)))")]
    [InlineData("(func (drop (f32.const 0.", "0000000000", "1e+100)))")]
    [InlineData("(func (drop (f64.const 1e", "9999999999", ")))")]
    [InlineData("(func (drop (f64.const 1e-", "9999999999", ")))")]
    [InlineData("(func (drop (f64.const 0x1p", "9999999999", ")))")]
    [InlineData("(func (drop (f64.const nan:0x", "0000000000", "1)))")]
    [InlineData("(func (drop (i64.const ", "0000000000", "1)))")]
    [InlineData("(func (drop (i64.const ", "1_2_3_4_5_", "1)))")]
    public void WhatTextRepeatsIsReadInProportion(string start, string repeated, string end)
    {
        var bytes = Encoding.UTF8.GetBytes(start + Budget.Repeat(repeated, Many) + end);
        ModuleException? error = null;
        var module = new WasmModule { Features = WasmFeatures.None };
        Budget.Within(s_time, 96 * Megabyte + (100L * bytes.Length), () => error = Record.Exception(() =>
        {
            module = TextParser.ParseModule(bytes);
            ModuleValidator.Validate(module);
        }) as ModuleException);
        Assert.True(error is null || (error.Line > 0 && error.Column > 0), error?.Describe());
    }

    [Fact]
    public void BinariesNestAsDeeplyAsTheirBytesReach()
    {
        const int Blocks = 900_000;
        var opened = Enumerable.Range(0, 2 * Blocks).Select(static at => (byte)(at % 2 == 0 ? 0x02 : 0x40));
        byte[] body = [0, .. opened, .. Enumerable.Repeat((byte)0x0B, Blocks + 1)];
        var module = OneBody(body);
        Budget.Within(s_time, 512L * Megabyte, () => ModuleValidator.Validate(ModuleReader.Read(module, WasmFeatures.All)));
        Budget.Within(s_time, 64 * Megabyte, () => Assert.Throws<ModuleException>(() => ModuleReader.Read(module[..^1], WasmFeatures.All)));
    }

    [Fact]
    public void ABranchTableMayHaveMillionsOfLabels()
    {
        var labels = new ByteWriter();
        labels.WriteBytes([0, 0x41, 0, 0x0E]);
        labels.WriteIndex(7_000_000);
        labels.WriteBytes(new byte[7_000_001]);
        labels.WriteByte(0x0B);
        var module = OneBody(labels.ToArray());
        Budget.Within(s_time, 128 * Megabyte, () => ModuleValidator.Validate(ModuleReader.Read(module, WasmFeatures.All)));
    }

    // Each label has its own block of 1,000 results.
    [Fact]
    public void BranchTablesToBlocksOfManyResultsAreCheckedQuickly()
    {
        var results = Budget.Repeat("i32 ", 1000);
        var text = $"(type $t (func (result {results}))) (func $f (type $t) {Budget.Repeat("block (type $t) ", 300)} "
            + "call $f i32.const 0 br_table "
            + string.Concat(Enumerable.Range(0, 300).Select(label => Budget.Repeat($"{label} ", 30))) + Budget.Repeat("end ", 300) + ")";
        Budget.Within(s_time, 64 * Megabyte, () => Validation.Modules.IsValid(text));
    }

    // A call is two bytes and a thousand operands.
    [Theory]
    [InlineData("call $f ", "br 0 ")]
    [InlineData("call $f ", "unreachable ")]
    [InlineData("unreachable call $g ", "")]
    [InlineData("unreachable throw $e ", "")]
    [InlineData("unreachable return_call $f ", "")]
    public void CallsOfManyResultsAreCheckedQuickly(string call, string rest)
    {
        var types = Budget.Repeat("i64 ", 1000);
        var text = $"(tag $e (param {types})) (func $g (param {types})) "
            + $"(func $f (result {types}) {Budget.Repeat(call + rest, 100_000)} unreachable)";
        Budget.Within(s_time, 256 * Megabyte, () => Validation.Modules.IsValid(text));
    }

    [Fact]
    public void WideTypesInDeepHierarchiesAreCheckedQuickly()
    {
        var fields = Budget.Repeat("(field (ref null any))", 9_000);
        var text = new StringBuilder($"(type $t0 (sub (struct {fields})))");
        for (var i = 1; i < 60; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"(type $t{i} (sub $t{i - 1} (struct {fields})))");
        }

        Budget.Within(s_time, 512 * Megabyte, () => Validation.Modules.IsValid(text.ToString()));
    }

    // Everything stands on the stack of the caller: what recursed would end the process.
    [Theory]
    [InlineData("(module ", "(func ")]
    [InlineData("(type ", "(sub ")]
    [InlineData("(elem ", "(item ")]
    [InlineData("(global ", "(ref ")]
    [InlineData("(func (param ", "(ref null ")]
    [InlineData("(func ", "(if (then ")]
    [InlineData("(func ", "(try (do ")]
    [InlineData("(func ", "(try_table (catch_all 0) ")]
    [InlineData("(global i32 ", "(i32.add (i32.const 0) ")]
    public void NothingRecursesOnText(string start, string repeated)
    {
        var bytes = Encoding.UTF8.GetBytes(start + Budget.Repeat(repeated, Many));
        ModuleException? error = null;
        var thread = new Thread(() => error = Record.Exception(() => TextParser.ParseModule(bytes)) as ModuleException, 256 * Kilobyte);
        thread.Start();
        thread.Join();
        Assert.NotNull(error);
        Assert.True(error.Line > 0);
    }

    private static byte[] OneBody(byte[] body)
    {
        var section = new ByteWriter();
        section.WriteIndex(1);
        section.WriteSized(body);
        var module = new ByteWriter();
        module.WriteBytes([.. "\0asm\x01\0\0\0"u8, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10]);
        module.WriteSized(section.Written);
        return module.ToArray();
    }
}
