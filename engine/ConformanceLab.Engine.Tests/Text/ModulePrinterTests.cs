using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Text.Printing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>How each construct is printed.</summary>
public class ModulePrinterTests
{
    [Theory]
    [InlineData("(type (func))", "(type (;0;) (func))")]
    [InlineData(
        "(type $t (func (param $x i32) (param i64 f32) (result f64) (result v128)))",
        "(type $t (;0;) (func (param i32 i64 f32) (result f64 v128)))")]
    [InlineData("(type (sub (func)))", "(type (;0;) (sub (func)))")]
    [InlineData("(type (sub final (func)))", "(type (;0;) (sub final (func)))")]
    [InlineData(
        "(type $a (sub (struct))) (type (sub final $a (struct (field i8))))",
        "(type $a (;0;) (sub (struct)))\n  (type (;1;) (sub final $a (struct (field i8))))")]
    [InlineData(
        "(type (struct (field $x (mut i16)) (field funcref (ref null 0))))",
        "(type (;0;) (struct (field $x (mut i16)) (field funcref) (field (ref null 0))))")]
    [InlineData("(type (array (mut (ref i31))))", "(type (;0;) (array (mut (ref i31))))")]
    [InlineData(
        "(rec (type $a (func (result (ref $b)))) (type $b (func)))",
        "(rec\n    (type $a (;0;) (func (result (ref $b))))\n    (type $b (;1;) (func)))")]
    [InlineData("(rec (type (func)))", "(rec\n    (type (;0;) (func)))")]
    [InlineData("(rec)", "(rec)")]
    [InlineData("(type (func (param anyref eqref i31ref structref arrayref exnref nullref nullexternref nullfuncref nullexnref)))",
        "(type (;0;) (func (param anyref eqref i31ref structref arrayref exnref nullref nullexternref nullfuncref nullexnref)))")]
    public void Types(string source, string expected) => AssertPrints(source, expected);

    [Theory]
    [InlineData("(table 1 funcref)", "(table (;0;) 1 funcref)")]
    [InlineData("(table $t i64 1 2 (ref null extern))", "(table $t (;0;) i64 1 2 externref)")]
    [InlineData("(table 1 (ref i31) (ref.i31 (i32.const 1)))", "(table (;0;) 1 (ref i31) i32.const 1 ref.i31)")]
    [InlineData("(table 1 funcref (ref.null func))", "(table (;0;) 1 funcref (ref.null func))")]
    [InlineData("(memory $m i64 1 18446744073709551615)", "(memory $m (;0;) i64 1 18446744073709551615)")]
    [InlineData("(memory 1 2 shared)", "(memory (;0;) 1 2 shared)")]
    [InlineData("(memory 1 2 (pagesize 1))", "(memory (;0;) 1 2 (pagesize 1))")]
    [InlineData("(global $g (mut i32) (i32.const -1))", "(global $g (;0;) (mut i32) (i32.const -1))")]
    [InlineData("(global i32 (i32.add (i32.const 1) (i32.const 2)))", "(global (;0;) i32 i32.const 1 i32.const 2 i32.add)")]
    [InlineData("(type (func (param i32))) (tag $e (type 0))", "(type (;0;) (func (param i32)))\n  (tag $e (;0;) (type 0) (param i32))")]
    [InlineData("(memory $m 1) (export \"a\" (memory $m))", "(memory $m (;0;) 1)\n  (export \"a\" (memory $m))")]
    [InlineData("(export \"\\00\\\"\\\\\\t\u202e\u00e9\" (func 3))", "(export \"\\00\\\"\\\\\\t\\u{202e}\u00e9\" (func 3))")]
    [InlineData("(start 7)", "(start 7)")]
    public void Definitions(string source, string expected) => AssertPrints(source, expected);

    [Theory]
    [InlineData(
        "(import \"m\" \"n\" (func $f (param $x i32) (param f32)))",
        "(type (;0;) (func (param i32 f32)))\n  (import \"m\" \"n\" (func $f (;0;) (type 0) (param $x i32) (param f32)))")]
    [InlineData("(import \"m\" \"n\" (table 1 funcref))", "(import \"m\" \"n\" (table (;0;) 1 funcref))")]
    [InlineData("(import \"m\" \"n\" (memory 1))", "(import \"m\" \"n\" (memory (;0;) 1))")]
    [InlineData("(import \"m\" \"n\" (global $g (mut i64)))", "(import \"m\" \"n\" (global $g (;0;) (mut i64)))")]
    [InlineData("(import \"m\" \"n\" (tag (type 0)))", "(import \"m\" \"n\" (tag (;0;) (type 0)))")]
    [InlineData("(import \"m\" (item \"a\" (global $a i32)) (item \"b\" (memory 1)))",
        "(import \"m\"\n    (item \"a\" (global $a (;0;) i32))\n    (item \"b\" (memory (;0;) 1)))")]
    [InlineData(
        "(import \"m\" (item \"a\") (item \"b\") (global i32))", "(import \"m\"\n    (item \"a\")\n    (item \"b\")\n    (global i32))")]
    public void Imports(string source, string expected) => AssertPrints(source, expected);

    [Theory]
    [InlineData("(elem (i32.const 1) 2 3)", "(elem (;0;) (offset i32.const 1) func 2 3)")]
    [InlineData("(elem $e (table 1) (i32.const 1) func)", "(elem $e (;0;) (table 1) (offset i32.const 1) func)")]
    [InlineData("(elem func 1)", "(elem (;0;) func 1)")]
    [InlineData("(elem declare func 1)", "(elem (;0;) declare func 1)")]
    [InlineData(
        "(elem (i32.const 0) funcref (ref.func 1) (item ref.null func))",
        "(elem (;0;) (offset i32.const 0) funcref (item ref.func 1) (item ref.null func))")]
    [InlineData("(elem (ref func) (ref.func 1))", "(elem (;0;) (ref func) (item ref.func 1))")]
    [InlineData("(elem declare externref)", "(elem (;0;) declare externref)")]
    [InlineData("(data \"a\\00b\" \"\\ff\")", "(data (;0;) \"a\\00b\\ff\")")]
    [InlineData("(data $d (i32.const 8) \"\")", "(data $d (;0;) (offset i32.const 8) \"\")")]
    [InlineData("(data (memory 1) (offset (i64.const 8)) \"x\")", "(data (;0;) (memory 1) (offset i64.const 8) \"x\")")]
    public void Segments(string source, string expected) => AssertPrints(source, expected);

    [Theory]
    [InlineData("f32.const 0x1.8p1", "f32.const 3")]
    [InlineData("f32.const 0.1", "f32.const 0.1")]
    [InlineData("f64.const -0", "f64.const -0")]
    [InlineData("f64.const 1e-310", "f64.const 1E-310")]
    [InlineData("f32.const -inf", "f32.const -inf")]
    [InlineData("f32.const nan", "f32.const nan")]
    [InlineData("f64.const -nan:0x1", "f64.const -nan:0x1")]
    [InlineData("i32.const 0xffffffff", "i32.const -1")]
    [InlineData("i64.const 0x8000_0000_0000_0000", "i64.const -9223372036854775808")]
    [InlineData("v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "v128.const i32x4 0x04030201 0x08070605 0x0c0b0a09 0x100f0e0d")]
    [InlineData("i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31", "i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31")]
    [InlineData("i32.load offset=0 align=4", "i32.load")]
    [InlineData("i32.load 1 offset=8 align=2", "i32.load 1 offset=8 align=2")]
    [InlineData("v128.load8_lane 1 offset=2 3", "v128.load8_lane 1 offset=2 3")]
    [InlineData("i8x16.extract_lane_u 7", "i8x16.extract_lane_u 7")]
    [InlineData("memory.size 0", "memory.size")]
    [InlineData("memory.grow 1", "memory.grow 1")]
    [InlineData("memory.copy 0 0", "memory.copy")]
    [InlineData("memory.copy 0 1", "memory.copy 0 1")]
    [InlineData("memory.init 2 1", "memory.init 2 1")]
    [InlineData("memory.init 1", "memory.init 1")]
    [InlineData("table.init 2 1", "table.init 2 1")]
    [InlineData("table.copy 1 0", "table.copy 1 0")]
    [InlineData("table.get", "table.get")]
    [InlineData("table.set 1", "table.set 1")]
    [InlineData("call_indirect (type 0)", "call_indirect (type 0)")]
    [InlineData("return_call_indirect 1 (type 0)", "return_call_indirect 1 (type 0)")]
    [InlineData("call_ref 0", "call_ref 0")]
    [InlineData("select (result)", "select (result)")]
    [InlineData("select (result i32)", "select (result i32)")]
    [InlineData("select", "select")]
    [InlineData("ref.null 0", "ref.null 0")]
    [InlineData("ref.null none", "ref.null none")]
    [InlineData("ref.test (ref 0)", "ref.test (ref 0)")]
    [InlineData("ref.test (ref null i31)", "ref.test i31ref")]
    [InlineData("ref.cast (ref null 0)", "ref.cast (ref null 0)")]
    [InlineData("br_on_cast 0 anyref (ref struct)", "br_on_cast 0 (;@0;) anyref (ref struct)")]
    [InlineData("br_table 0 1", "br_table 0 (;@0;) 1")]
    [InlineData("array.new_fixed 0 2147483647", "array.new_fixed 0 2147483647")]
    [InlineData("array.new_data 0 1", "array.new_data 0 1")]
    [InlineData("struct.get 1 2", "struct.get 1 2")]
    [InlineData("throw 3", "throw 3")]
    [InlineData("i32.atomic.rmw8.add_u offset=3", "i32.atomic.rmw8.add_u offset=3")]
    [InlineData("atomic.fence", "atomic.fence")]
    public void Instructions(string source, string expected) => AssertPrints(
        $"(type (func)) (func {source})",
        $"(type (;0;) (func))\n  (func (;0;) (type 0)\n    {expected}\n  )");

    [Fact]
    public void BlocksAreIndentedAndNumbered() => AssertPrints(
        """
        (func $f (param $x i32) (result i32) (local i64 i64) (local $y f32) (local f32)
          block $b (result i32)
            loop $b
              (if (local.get $x) (then br $b) (else br 1 br 2 br 3 br 4))
            end
            try_table (result i32) (catch 0 0) (catch_all_ref $b)
              local.get $y
            end
          end)
        """,
        """
        (type (;0;) (func (param i32) (result i32)))
          (func $f (;0;) (type 0) (param $x i32) (result i32)
            (local i64 i64) (local $y f32) (local f32)
            block $b (result i32)
              loop $b
                local.get $x
                if ;; label = @3
                  br $b
                else
                  br $b
                  br 2 (;@1;)
                  br 3 (;@0;)
                  br 4
                end
              end
              try_table (result i32) (catch 0 $b) (catch_all_ref $b) ;; label = @2
                local.get $y
              end
            end
          )
        """);

    [Fact]
    public void LegacyHandlersStandWhereTheirBlockDoes() => AssertPrints(
        "(func (try (do nop) (catch 0 rethrow 0) (catch_all)) (try (do) (delegate 0)))",
        """
        (type (;0;) (func))
          (func (;0;) (type 0)
            try ;; label = @1
              nop
            catch 0
              rethrow 0 (;@1;)
            catch_all
            end
            try ;; label = @1
            delegate 0 (;@0;)
          )
        """);

    [Fact]
    public void BranchHintsStandBeforeTheirInstructions() => AssertPrints(
        "(func (local i32) i32.const 0 (@metadata.code.branch_hint \"\\01\") if nop end i32.const 0 "
            + "(@metadata.code.branch_hint \"\\00\") br_if 0)",
        """
        (type (;0;) (func))
          (func (;0;) (type 0)
            (local i32)
            i32.const 0
            (@metadata.code.branch_hint "\01")
            if ;; label = @1
              nop
            end
            i32.const 0
            (@metadata.code.branch_hint "\00")
            br_if 0 (;@0;)
          )
        """);

    [Fact]
    public void BranchHintsOfASectionBecomeAnnotations()
    {
        var module = Parse("(func i32.const 0 (@metadata.code.branch_hint \"\\01\") if end)");
        var text = ModulePrinter.Print(module);
        var bytes = ModuleWriter.Write(module);
        var read = ModuleReader.Read(bytes, WasmFeatures.All);
        Assert.Contains(read.CustomSections, section => section.Name == BranchHintSection.SectionName);
        Assert.Equal(text, ModulePrinter.Print(read));
    }

    [Fact]
    public void HintsThatFitNoInstructionStayInTheirSection()
    {
        var module = Parse("(func i32.const 0 if end)");
        module.CustomSections.Add(
            new CustomSection(BranchHintSection.SectionName, BranchHintSection.Write([new BranchHint(0, 1, true)]), SectionId.Function));
        var text = ModulePrinter.Print(ModuleReader.Read(ModuleWriter.Write(module), WasmFeatures.All));
        Assert.Contains(
            "(@custom \"metadata.code.branch_hint\" (after func) \"\\01\\00\\01\\01\\01\\01\")", text, StringComparison.Ordinal);
        Assert.DoesNotContain("(@metadata", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CustomSectionsStandAtTheirPlaces() => AssertPrints(
        "(@custom \"z\" \"end\") (@custom \"a\" (before first) \"\\00x\") (@custom \"b\" (before memory)) (memory 1) "
            + "(@custom \"c\" (after code) \"y\" \"z\")",
        """
        (@custom "a" (before first) "\00x")
          (@custom "b" (after table))
          (memory (;0;) 1)
          (@custom "c" (after code) "yz")
          (@custom "z" "end")
        """);

    [Theory]
    [InlineData("a", "$a")]
    [InlineData("$!#%&'*+-./:<=>?@\\^_`|~0", "$$!#%&'*+-./:<=>?@\\^_`|~0")]
    [InlineData("a b", "$\"a b\"")]
    [InlineData("(", "$\"(\"")]
    [InlineData("\u00e9", "$\"\u00e9\"")]
    [InlineData("\n", "$\"\\n\"")]
    [InlineData("\u200b", "$\"\\u{200b}\"")]
    [InlineData("", "(@name \"\")")]
    public void NamesBecomeIdentifiers(string name, string expected)
    {
        var module = ModulePrinterFixpointTests.WithBody(default);
        module.Functions.Clear();
        module.Globals.Add(
            new GlobalDefinition(
                new GlobalType(ValType.I32, false), ConformanceLab.Engine.Tests.Binary.SampleModules.Expression(_ => { })));
        module.Names = new NameMap { Globals = new Dictionary<int, string> { [0] = name, [1] = "beyond" } };
        Assert.Contains($"(global {expected} (;0;) i32", ModulePrinter.Print(module), StringComparison.Ordinal);
    }

    [Fact]
    public void NamesThatAreTakenGetTheIndexBehindThem()
    {
        var module = Parse("(memory 0) (memory 0) (memory 0) (func (memory.copy 1 2))");
        module.Names = new NameMap { Memories = new Dictionary<int, string> { [2] = "m", [0] = "m", [1] = "m#2" } };
        AssertPrinted(
            module,
            """
            (type (;0;) (func))
              (memory $m (;0;) 0)
              (memory $m#2 (;1;) 0)
              (memory $m#2#2 (@name "m") (;2;) 0)
              (func (;0;) (type 0)
                memory.copy $m#2 $m#2#2
              )
            """);
    }

    [Fact]
    public void ImportsThatShareADescriptionHaveNoIdentifiers()
    {
        var module = Parse("(import \"m\" (item \"a\") (item \"b\") (global i32)) (export \"e\" (global 1))");
        module.Names = new NameMap { Globals = new Dictionary<int, string> { [1] = "g" } };
        AssertPrinted(module, "(import \"m\"\n    (item \"a\")\n    (item \"b\")\n    (global i32))\n  (export \"e\" (global 1))");
    }

    [Fact]
    public void LongNamesAreKeptOutOfTheCode()
    {
        var name = new string('x', 5000);
        var module = Parse("(func call 0 call 0)");
        module.Names = new NameMap { Functions = new Dictionary<int, string> { [0] = name } };
        var text = ModulePrinter.Print(module);
        Assert.Equal(2, text.Split("call 0").Length - 1);
        Assert.Equal(2, text.Split(name).Length);
        Assert.Equal(name, Parse(text).Names.Functions[0]);
    }

    [Theory]
    [InlineData(WasmFeatures.None)]
    [InlineData(WasmFeatures.Wasm2)]
    [InlineData(WasmFeatures.Wasm3)]
    public void PrintingNeedsNoOtherFeaturesThanTheModule(WasmFeatures features)
    {
        const string Source = """
            (import "m" "g" (global $g i32)) (table 2 funcref) (memory 1) (global (mut f64) (f64.const 1)) (export "f" (func $f))
            (elem (global.get $g) $f $f) (data (i32.const 0) "x")
            (func $f (param i32) (result i32) (local i64 i64)
              (if (result i32) (i32.eqz (local.get 0)) (then (memory.size))
                (else (call_indirect (param i32) (result i32) (i32.const 1) (i32.const 0)))))
            """;
        var module = TextParser.ParseModule(System.Text.Encoding.UTF8.GetBytes(Source), features);
        var again = TextParser.ParseModule(System.Text.Encoding.UTF8.GetBytes(ModulePrinter.Print(module)), features);
        Assert.Equal(ModuleWriter.Write(module), ModuleWriter.Write(again));
    }

    [Fact]
    public void ATextBeyondTheLimitIsRefused()
    {
        var module = ModulePrinterFixpointTests.WithBody(ConformanceLab.Engine.Tests.Binary.SampleModules.Expression(_ => { }));
        module.Functions[0] = module.Functions[0] with { Locals = [new LocalGroup(uint.MaxValue, ValType.I32)] };
        var output = new PrintOutput(TextWriter.Null, PrintOptions.Default, limit: 100_000);
        var error = Assert.Throws<ModuleException>(() => new FieldPrinter(module, output, PrintOptions.Default).PrintModule());
        Assert.Equal(ModuleErrorKind.LimitExceeded, error.Kind);
    }

    [Fact]
    public void TheModuleHasItsName() => Assert.Equal("(module $m)\n", ModulePrinter.Print(Parse("(module $m)")));

    [Fact]
    public void AnEmptyModuleIsOneLine() => Assert.Equal("(module)\n", ModulePrinter.Print(Parse("(module)")));

    [Fact]
    public void IndicesOutOfRangeArePrintedAsTheyAre() => AssertPrints(
        "(func (type 9) (local i32) local.get 5 call 7 struct.get 3 1 i32.load 4 (block (type 8)) br 6)",
        """
        (func (;0;) (type 9)
            (local i32)
            local.get 5
            call 7
            struct.get 3 1
            i32.load 4
            block (type 8) ;; label = @1
            end
            br 6
          )
        """);

    [Fact]
    public void WithoutIdentifiersAllIsByIndex()
    {
        var module = Parse(
            "(module $m (type $t (struct (field $x i32))) (func $f (param $p i32) (block $l br $l) call $f (struct.get $t $x)))");
        var text = ModulePrinter.Print(module, new PrintOptions { Identifiers = false });
        Assert.DoesNotContain('$', text);
        Assert.Equal(ModuleWriter.Write(module), ModuleWriter.Write(Parse(text)));
    }

    [Fact]
    public void DeepNestingIsNotIndentedEverFurther()
    {
        const int Depth = 100_000;
        var module = ModulePrinterFixpointTests.WithBody(ConformanceLab.Engine.Tests.Binary.SampleModules.Expression(encoder =>
        {
            for (var i = 0; i < Depth; i++)
            {
                encoder.Block(Opcode.Block, BlockType.Empty);
            }

            for (var i = 0; i < Depth; i++)
            {
                encoder.Plain(Opcode.End);
            }
        }));
        var text = ModulePrinter.Print(module);
        Assert.True(text.Length < Depth * 2 * 120, $"{text.Length}");
        Assert.Equal(ModuleWriter.Write(module), ModuleWriter.Write(Parse(text)));
    }

    [Fact]
    public void LargeSignaturesAreLeftToTheType()
    {
        var module = Parse($"(func (param {string.Concat(Enumerable.Repeat("i32 ", 65))}))");
        Assert.Contains("(func (;0;) (type 0)\n", ModulePrinter.Print(module), StringComparison.Ordinal);
    }

    [Fact]
    public void InstructionsAreListedWithOffsetsAndDepths()
    {
        var module = Parse("(import \"\" \"\" (func)) (func $f (param $x i32) local.get $x (if (i32.const 500) (then nop) (else)))");
        var lister = new FunctionLister(module);
        var lines = lister.List(1);
        Assert.Equal(
            [(0, 0, "local.get $x"), (2, 0, "i32.const 500"), (5, 0, "if ;; label = @1"), (7, 1, "nop"), (8, 0, "else"), (9, 0, "end"),
                (10, 0, "end")],
            lines.Select(line => (line.Offset, line.Depth, line.Text)));
        Assert.Equal("func $f (;1;) (type 1) (param $x i32)", lister.Declare(1));
        Assert.Equal([("$x", "i32")], lister.Locals(1));
        Assert.Equal(("$f", "0"), (lister.NameOf(ExternKind.Function, 1), lister.NameOf(ExternKind.Function, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => lister.List(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => lister.List(2));
    }

    [Fact]
    public void AMalformedBodyIsReported()
    {
        var module = ModulePrinterFixpointTests.WithBody(new Code(new byte[] { 0x41 }));
        Assert.Throws<ModuleException>(() => ModulePrinter.Print(module));
    }

    [Fact]
    public void AWriterGetsTheSameTextAsAString()
    {
        var module = ConformanceLab.Engine.Tests.Binary.SampleModules.Everything();
        using var writer = new StringWriter();
        ModulePrinter.Print(module, writer);
        Assert.Equal(ModulePrinter.Print(module), writer.ToString());
    }

    private static WasmModule Parse(string text) => ModulePrinterFixpointTests.Parse(text);

    private static void AssertPrints(string source, string expected) => AssertPrinted(Parse(source), expected);

    private static void AssertPrinted(WasmModule module, string expected)
    {
        var text = ModulePrinter.Print(module);
        Assert.Equal($"(module\n  {expected}\n)\n", text);
        Assert.Equal(text, ModulePrinter.Print(Parse(text)));
    }
}
