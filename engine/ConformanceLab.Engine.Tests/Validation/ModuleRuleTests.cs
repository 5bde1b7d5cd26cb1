using ConformanceLab.Engine.Tests.Instructions;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>Rules of what stands outside functions, profiles, limits, and what validation hands on.</summary>
public class ModuleRuleTests
{
    private const string Mismatch = "type mismatch";

    public static TheoryData<string, string?> Rules { get; } = new()
    {
        // Types
        { "(type (sub (struct (field i32)))) (type (sub 0 (struct (field i32) (field i64))))", null },
        { "(type (struct (field i32))) (type (sub 0 (struct (field i32))))", "sub type" },
        { "(type (sub (struct (field i32)))) (type (sub 0 (struct (field i64))))", "sub type" },
        { "(type (sub (struct (field i32)))) (type (sub 0 (array i32)))", "sub type" },
        { "(type (sub (struct (field (mut anyref))))) (type (sub 0 (struct (field (mut eqref)))))", "sub type" },
        { "(type (sub (struct (field anyref)))) (type (sub 0 (struct (field eqref))))", null },
        { "(type (sub (func (param eqref) (result anyref)))) (type (sub 0 (func (param anyref) (result eqref))))", null },
        { "(type (sub (func (param anyref)))) (type (sub 0 (func (param eqref))))", "sub type" },
        { "(rec (type (sub 1 (struct))) (type (sub (struct))))", "unknown type 1" },
        { "(type (func (param (ref 1)))) (type (func))", "unknown type 1" },
        { "(rec (type (func (param (ref 1)))) (type (func)))", null },
        { "(type (array i32)) (func (type 0))", "non-function type 0" },

        // Limits of types
        { "(memory 65536)", null },
        { "(memory 65537)", "memory size must be at most 65536 pages (4GiB)" },
        { "(memory 0 65537)", "memory size must be at most 65536 pages (4GiB)" },
        { "(memory i64 0x1_0000_0000_0000)", null },
        { "(memory i64 0x1_0000_0000_0001)", "memory size" },
        { "(memory 2 1)", "size minimum must not be greater than maximum" },
        { "(memory 0xffffffff (pagesize 1))", null },
        { "(memory 0x1_0000_0000 (pagesize 1))", "memory size must be at most" },
        { "(memory 0 (pagesize 4096))", "invalid custom page size" },
        { "(memory 1 2 shared)", null },
        { "(memory 1 shared)", "shared memory must have maximum" },
        { "(table 0xffffffff funcref)", null },
        { "(table 0x1_0000_0000 funcref)", "table size" },
        { "(table i64 0x1_0000_0000 funcref)", null },
        { "(table 2 1 funcref)", "size minimum must not be greater than maximum" },
        { "(table 1 (ref func))", Mismatch },
        { "(func $f) (table 1 (ref func) (ref.func $f))", null },
        { "(tag (param i32))", null },
        { "(tag (result i32))", "non-empty tag result type" },

        // Imports and exports
        { "(import \"\" \"\" (func (type 9)))", "unknown type 9" },
        { "(import \"\" \"\" (memory 2 1))", "size minimum must not be greater than maximum" },
        { "(func) (export \"a\" (func 0)) (export \"b\" (func 0))", null },
        { "(func) (export \"a\" (func 0)) (export \"a\" (func 0))", "duplicate export name" },
        { "(export \"a\" (func 0))", "unknown function 0" },
        { "(export \"a\" (table 0))", "unknown table 0" },
        { "(export \"a\" (memory 0))", "unknown memory 0" },
        { "(export \"a\" (global 0))", "unknown global 0" },
        { "(export \"a\" (tag 0))", "unknown tag 0" },
        { "(func) (start 0)", null },
        { "(start 0)", "unknown function 0" },
        { "(func (param i32)) (start 0)", "start function" },

        // Constant expressions
        { "(global i32 (i32.const 0))", null },
        { "(global i32 (i64.const 0))", Mismatch },
        { "(global i32 (i32.const 0) (i32.const 0))", Mismatch },
        { "(global i32)", Mismatch },
        { "(global i32 (i32.add (i32.const 1) (i32.mul (i32.const 1) (i32.const 2))))", null },
        { "(global i32 (i32.div_s (i32.const 1) (i32.const 2)))", "constant expression required" },
        { "(global i32 (nop))", "constant expression required" },
        { "(global i32 (block (result i32) (i32.const 0)))", "constant expression required" },
        { "(global i32 (i32.const 0)) (global i32 (global.get 0))", null },
        { "(global i32 (global.get 1)) (global i32 (i32.const 0))", "unknown global 1" },
        { "(global (mut i32) (i32.const 0)) (global i32 (global.get 0))", "constant expression required" },
        { "(global (ref i31) (ref.i31 (i32.const 0)))", null },
        { "(type (struct (field i32))) (global (ref 0) (struct.new 0 (i32.const 1)))", null },
        { "(type (array i8)) (global (ref 0) (array.new_fixed 0 2 (i32.const 1) (i32.const 2)))", null },
        { "(type (struct (field i32))) (global i32 (struct.get 0 0 (struct.new_default 0)))", "constant expression required" },
        { "(global externref (extern.convert_any (ref.null any)))", null },
        { "(global $g (ref func) (ref.func 0)) (func) (table 1 (ref func) (global.get $g))", "unknown global 0" },

        // Declared functions
        { "(func $f) (global funcref (ref.func $f)) (func (drop (ref.func $f)))", null },
        { "(func $f) (elem declare func $f) (func (drop (ref.func $f)))", null },
        { "(func $f) (export \"f\" (func $f)) (func (drop (ref.func $f)))", null },
        { "(func $f) (start $f) (func (drop (ref.func $f)))", "undeclared function reference" },

        // Segments
        { "(table 1 funcref) (func $f) (elem (i32.const 0) $f)", null },
        { "(table i64 1 funcref) (func $f) (elem (i64.const 0) $f)", null },
        { "(table i64 1 funcref) (func $f) (elem (i32.const 0) $f)", Mismatch },
        { "(table 1 externref) (func $f) (elem (i32.const 0) func $f)", Mismatch },
        { "(func $f) (elem (i32.const 0) $f)", "unknown table 0" },
        { "(elem func 0)", "unknown function 0" },
        { "(elem (ref null 9))", "unknown type 9" },
        { "(elem funcref (ref.null extern))", Mismatch },
        { "(memory 1) (data (i32.const 0) \"\")", null },
        { "(memory i64 1) (data (i64.const 0) \"\")", null },
        { "(memory 1) (data (i64.const 0) \"\")", Mismatch },
        { "(data (i32.const 0) \"\")", "unknown memory 0" },
        { "(data \"\")", null },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void RuleHolds(string fields, string? error)
    {
        if (error is null)
        {
            Modules.IsValid(fields);
        }
        else
        {
            Assert.Contains(Modules.IsInvalid(fields, error).Rule!, SpecAnchors.All);
        }
    }

    [Fact]
    public void OlderProfilesHaveOlderRules()
    {
        const WasmFeatures Two = WasmFeatures.Wasm2 | WasmFeatures.Threads;
        Modules.IsInvalid("(memory 0) (memory 0)", "multiple memories", Two);
        Modules.IsInvalid("(import \"\" \"\" (memory 0)) (memory 0)", "multiple memories", Two);
        Modules.IsInvalid("(table 0 funcref) (table 0 funcref)", "multiple tables", WasmFeatures.None);
        Modules.IsInvalid("(global i32 (i32.add (i32.const 0) (i32.const 0)))", "constant expression required", Two);
        Modules.IsInvalid("(global i32 (i32.const 0)) (global i32 (global.get 0))", "unknown global 0", Two);
        Modules.IsValid("(import \"\" \"\" (global i32)) (global i32 (global.get 0))", Two);
        Modules.IsValid("(memory 0) (memory 0) (global i32 (i32.const 0)) (global i32 (global.get 0))");
    }

    [Fact]
    public void LimitsAreLimits()
    {
        Modules.IsValid($"(func (local {Repeat("i32", ImplementationLimits.Locals)}))");
        Modules.IsInvalid($"(func (param i32) (local {Repeat("i32", ImplementationLimits.Locals)}))", "implementation limit");
        Modules.IsInvalid($"(type (func (param {Repeat("i32", ImplementationLimits.ParametersOrResults + 1)})))", "implementation limit");
        Modules.IsInvalid($"(type (struct {Repeat("(field i32)", ImplementationLimits.Fields + 1)}))", "implementation limit");
        var results = Repeat("i32", ImplementationLimits.ParametersOrResults);
        var calls = ImplementationLimits.Operands / ImplementationLimits.ParametersOrResults;
        Modules.IsInvalid(
            $"(func $f (result {results}) unreachable) (func {Repeat("call $f", calls + 1)} unreachable)", "implementation limit");

        static string Repeat(string text, int count) => string.Join(' ', Enumerable.Repeat(text, count));
    }

    [Fact]
    public void DeepNestingNeedsNoStack()
    {
        const int Depth = 300_000;
        var body = new ByteWriter();
        for (var i = 0; i < Depth; i++)
        {
            body.WriteBytes([0x02, 0x40]);
        }

        for (var i = 0; i <= Depth; i++)
        {
            body.WriteByte(0x0B);
        }

        var facts = ModuleValidator.Validate(Bodies.ModuleOf(body.ToArray())).FunctionFacts[0];
        Assert.Equal(new FunctionFacts(0, Depth + 1), facts);
    }

    [Fact]
    public void UnbalancedBodiesAreMalformed()
    {
        byte[][] bodies =
        [
            [], [0x0B, 0x0B], [0x02, 0x40, 0x0B], [0x05, 0x0B], [0x02, 0x40, 0x05, 0x0B, 0x0B], [0x07, 0x00, 0x0B], [0x19, 0x0B],
            [0x18, 0x00], [0x0B, 0x01],
        ];
        foreach (var body in bodies)
        {
            Assert.Equal(
                ModuleErrorKind.Malformed, Assert.Throws<ModuleException>(() => ModuleValidator.Validate(Bodies.ModuleOf(body))).Kind);
        }
    }

    [Fact]
    public void ErrorsOfBinaryModulesSayWhereInTheModule()
    {
        var error = Assert.Throws<ModuleException>(
            () => ModuleValidator.Validate(Bodies.ModuleOf([0x41, 0x00, 0x1A, 0x1A, 0x0B], offset: 100)));
        Assert.Equal(103, error.Offset);
        Assert.Equal(0, error.FunctionIndex);
        Assert.Equal("valid-drop", error.Rule);
    }

    [Fact]
    public void IndexSpacesAreFlatAndTypesCanonical()
    {
        var module = Modules.Validate("""
            (type $a (struct)) (type $b (func (param (ref null $a)))) (type $c (struct)) (type $d (func (param (ref null $c))))
            (import "" "" (func (type $d))) (import "" "" (global (ref null $c))) (import "" "" (table 1 2 (ref null $d)))
              (import "" "" (memory 1)) (import "" "" (tag (type $d)))
            (func (type $b) (call 0 (ref.null $c))) (global i32 (i32.const 0)) (memory i64 3) (elem declare func 1)
            """);
        Assert.Equal([0, 1, 0, 1], module.CanonicalTypeIndices.ToArray());
        Assert.Equal([1, 1], module.FunctionTypes);
        Assert.Same(module.FunctionSignatures[0], module.FunctionSignatures[1]);
        Assert.Equal(ValType.Ref(HeapType.Concrete(0), true), module.Globals[0].Value);
        Assert.Equal(ValType.Ref(HeapType.Concrete(1), true), module.Tables[0].Element);
        Assert.Equal([AddressType.I32, AddressType.I64], module.Memories.Select(memory => memory.AddressType));
        Assert.Equal([1], module.Tags);
        Assert.Equal(
            (1, 1, 1, 1, 1),
            (module.ImportedFunctionCount, module.ImportedTableCount, module.ImportedMemoryCount, module.ImportedGlobalCount,
                module.ImportedTagCount));
        Assert.False(module.IsDeclared(0));
        Assert.True(module.IsDeclared(1));
        Assert.Equal(new FunctionFacts(1, 1), module.FunctionFacts[0]);
    }
}
