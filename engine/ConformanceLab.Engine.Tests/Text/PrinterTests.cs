using System.Text;
using ConformanceLab.Engine.Tests.Binary;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

public class PrinterTests
{
    /// <summary>A module with something of everything.</summary>
    public const string Everything = """
        (module $"the module"
          (@custom "start" (before first) "\00\01")
          (type $f (func (param i32) (result i32)))
          (type $p (sub (struct (field $x (mut i32)) (field i8))))
          (type (sub final $p (struct (field (mut i32)) (field i8) (field $z (ref null $p)))))
          (rec (type $a (array (mut i16))) (type (func (param (ref $a)) (result (ref null $p)))))
          (type (sub final (func)))
          (rec (type (array i8)))
          (import "m" "f" (func $imp (param $a i32)))
          (import "m" (item "g" (global $g1 i32)) (item "h" (memory $mm 1)))
          (import "m" (item "i") (item "j") (global (mut i64)))
          (table $t0 1 10 funcref)
          (table $t1 i64 2 (ref null func) (ref.null func))
          (memory $m0 1 2)
          (memory i64 1 5 shared)
          (memory 0 (pagesize 1))
          (tag $e (param i32 i64))
          (tag)
          (global $"weird \" name" f32 (f32.const nan:0x12345))
          (global (mut f64) (f64.const -0x1.8p-1074))
          (global i32 (i32.add (i32.const 1) (global.get $g1)))
          (export "f" (func $main)) (export "" (table $t0)) (export "\u{1F600}" (memory 0)) (export "e" (tag $e))
          (start $main)
          (elem $seg (table $t0) (i32.const 0) func $main $imp)
          (elem declare func $main)
          (elem funcref (ref.func $main) (ref.null func))
          (elem (table $t1) (offset (i64.const 1)) (ref null func) (item ref.null func))
          (data $d (i32.const 0) "text \"\\\00\ff")
          (data (memory 2) (offset i64.const 1) "")
          (data "passive")
          (func $main (local $x i32) (local i64 i64) (local $y (ref null $p))
            (block $out (loop $in (br_if $out (local.get $x)) (br $in)))
            (@metadata.code.branch_hint "\01") (if (result i32) (local.get $x) (then (i32.const -1)) (else (i32.const 0x7fffffff)))
            (drop)
            (block $b (result i32) (try_table $t (result i32) (catch $e $b2) (catch_all 0) (i32.const 3)) )
            drop
            (block $rest (try $legacy (do (throw 1)) (catch $e drop drop) (catch_all (rethrow $legacy))))
            (try (do) (delegate 0))
            (call_indirect $t0 (type $f) (i32.const 1) (i32.const 2)) drop
            (call_indirect 1 (i64.const 2))
            (v128.store offset=16 align=1 (i32.const 0) (v128.const f32x4 1 nan inf -0))
            (drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (v128.const i64x2 1 2) (v128.const i64x2 1 2)))
            (drop (v128.load64_lane 1 offset=3 1 (i32.const 0) (v128.const i64x2 1 2)))
            (memory.init $m0 $d (i32.const 0) (i32.const 0) (i32.const 0))
            (memory.copy 2 1 (i64.const 0) (i32.const 0) (i32.const 0))
            (table.copy $t0 $t1 (i32.const 0) (i64.const 0) (i32.const 0))
            (drop (struct.get $p $x (local.get $y)))
            (drop (ref.cast (ref $p) (local.get $y))) (drop (ref.test anyref (local.get $y)))
            (drop (select (result f64) (f64.const 1e308) (f64.const 5e-324) (i32.const 0)))
            (drop (i64.atomic.rmw.add (i32.const 0) (i64.const 1)))
            (block (result (ref null $p)) (br_on_cast 0 (ref null $p) (ref $p) (local.get $y))) drop
            (br_table 0 0 0 (i32.const 0)))
          (func $b (param $p i32) (result i32) (local.get $p))
          (@custom "last" "some bytes"))
        """;

    // The label $b2 above must exist for the text to be good.
    private static readonly string s_everything = Everything.Replace("$b2", "$b", StringComparison.Ordinal);

    [Fact]
    public void EverythingRoundTrips()
    {
        var module = TextAssert.Parse(s_everything);
        TextAssert.RoundTrips(module);
        TextAssert.RoundTrips(module, new PrintOptions { Identifiers = false, IndexComments = false, Indentation = 0 });
        var text = TextAssert.RoundTrips(ModuleReader.Read(ModuleWriter.Write(module, new ModuleWriteOptions { WriteNames = true }), WasmFeatures.All), new PrintOptions { NameSection = true });
        Assert.Contains("(func $main (;1;)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ModulesMadeByHandRoundTripButForEmptyRunsOfLocals() =>
        TextAssert.RoundTrips(TextAssert.Parse(ModulePrinter.Print(SampleModules.Everything())));

    [Fact]
    public void NamesSurvive()
    {
        var module = TextAssert.Parse(s_everything);
        var again = TextAssert.Parse(ModulePrinter.Print(module));
        Assert.Equal(Convert.ToHexString(NameSection.Write(module.Names)), Convert.ToHexString(NameSection.Write(again.Names)));
    }

    [Fact]
    public void AWriterGetsTheSameText()
    {
        var module = TextAssert.Parse(s_everything);
        var writer = new StringWriter();
        ModulePrinter.Print(module, writer);
        Assert.Equal(ModulePrinter.Print(module), writer.ToString());
    }

    [Fact]
    public void NamesThatClashOrAreEmptyAreReplaced()
    {
        var names = new Dictionary<int, string> { [0] = "f", [1] = "f", [2] = "", [3] = "f_1", [4] = "a b", [5] = "a\"\n", [99] = "none" };
        var module = TextAssert.Parse("(func) (func) (func) (func) (func) (func (call 0) (call 1) (call 2) (call 3) (call 4) (call 5))");
        module.Names = new NameMap { Functions = names };
        var text = TextAssert.RoundTrips(module);
        Assert.Contains("call $f\n", text, StringComparison.Ordinal);
        Assert.Contains("call 2\n", text, StringComparison.Ordinal);
        Assert.Contains("call $\"a b\"\n", text, StringComparison.Ordinal);
        Assert.Contains("call $\"a\\22\\0a\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("none", text, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryInstructionReadsBackAsItWas() => Gen.ULong.Sample(
        seed =>
        {
            var body = new ByteWriter();
            for (var i = 0; i < Opcodes.Count; i++)
            {
                var opcode = (Opcode)i;
                if (opcode is Opcode.End)
                {
                    continue;
                }

                if (opcode is Opcode.Else or Opcode.Catch or Opcode.CatchAll or Opcode.Delegate)
                {
                    new InstructionEncoder(body).Block(opcode == Opcode.Else ? Opcode.If : Opcode.Try, BlockType.Empty);
                }

                body.WriteBytes(InstructionEncodingTests.Encode(opcode, new Random((int)(seed ^ (ulong)i))));
                if (opcode.Shape() is ImmediateShape.Block or ImmediateShape.Trytable || opcode is Opcode.Else or Opcode.Catch or Opcode.CatchAll)
                {
                    new InstructionEncoder(body).Plain(Opcode.End);
                }
            }

            new InstructionEncoder(body).Plain(Opcode.End);
            var module = new WasmModule { Features = WasmFeatures.All };
            module.Types.Add(new SubType(FunctionType.Empty));
            module.RecursiveGroups.Add(new RecursiveGroup(0, 1, IsExplicit: false));
            module.Functions.Add(new FunctionDefinition(0, [], new Code(body.ToArray())));
            var again = TextAssert.Parse(ModulePrinter.Print(module));
            Assert.Equal(Convert.ToHexString(body.Written), Convert.ToHexString(again.Functions[0].Body.Bytes.Span));
        },
        iter: 100);

    [Fact]
    public void FloatsReadBackAsTheSameBits() => Gen.ULong.Sample(
        bits =>
        {
            Assert.Equal(NumberError.None, FloatParser.ParseF64(Encoding.UTF8.GetBytes(LiteralFormatter.F64(bits)), out var f64));
            Assert.Equal(bits, f64);
            Assert.Equal(NumberError.None, FloatParser.ParseF32(Encoding.UTF8.GetBytes(LiteralFormatter.F32((uint)bits)), out var f32));
            Assert.Equal((uint)bits, f32);
        },
        iter: 5_000);

    [Theory]
    [InlineData(0x7FC00000u, "nan")]
    [InlineData(0xFFC00000u, "-nan")]
    [InlineData(0x7F800001u, "nan:0x1")]
    [InlineData(0xFF800000u, "-inf")]
    [InlineData(0x80000000u, "-0")]
    [InlineData(0x3DCCCCCDu, "0.1")]
    public void Floats(uint bits, string text) => Assert.Equal(text, LiteralFormatter.F32(bits));

    [Fact]
    public void ASmallModuleLooksLikeThis()
    {
        const string Expected = """
            (module
              (type (;0;) (func (param i32) (result i32)))
              (export "f" (func $f))
              (func $f (;0;) (type 0) (param $n i32) (result i32)
                (local $x i32)
                block $out (result i32)
                  local.get $n
                  br_if $out
                  i32.const 1
                  i32.load offset=8
                end))

            """;
        const string Source = "(func $f (export \"f\") (param $n i32) (result i32) (local $x i32) (block $out (result i32) (br_if $out (local.get $n)) (i32.load offset=8 (i32.const 1))))";
        Assert.Equal(Expected.ReplaceLineEndings("\n"), ModulePrinter.Print(TextAssert.Parse(Source)));
    }
}
