using System.Text;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class ModuleTests
{
    private static readonly byte[] s_empty = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0];

    // (module (func (result i32) local.get 5 (illegal opcode 0x27))): invalid first, malformed later.
    private static readonly byte[] s_invalidThenMalformed =
    [
        0, 0x61, 0x73, 0x6D, 1, 0, 0, 0,
        1, 5, 1, 0x60, 0, 1, 0x7F,
        3, 2, 1, 0,
        10, 7, 1, 5, 0, 0x20, 5, 0x27, 0x0B,
    ];

    [Fact]
    public void AnEmptyModuleHasNothing()
    {
        using var engine = new Engine();
        using var module = Module.FromBytes(engine, s_empty);
        Assert.Empty(module.Imports);
        Assert.Empty(module.Exports);
        Assert.Empty(module.CustomSections);
        Assert.Null(module.Name);
    }

    [Fact]
    public void ImportsAndExportsAreListedWithTheirTypes()
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, """
            (module $shop
              (import "a" "f" (func (param i32) (result i64)))
              (import "a" "g" (global (mut f32)))
              (import "b" "m" (memory 1 2))
              (import "b" "t" (table 3 externref))
              (import "c" "e" (tag (param i32)))
              (func (export "run") (result f64) (f64.const 1))
              (global (export "answer") i32 (i32.const 42)))
            """);
        Assert.Equal("shop", module.Name);
        Assert.Equal(
            [
                new ImportType("a", "f", new FunctionExternType(new FunctionType([ValType.I32], [ValType.I64]))),
                new ImportType("a", "g", new GlobalExternType(new GlobalType(ValType.F32, true))),
                new ImportType("b", "m", new MemoryExternType(new MemoryType(new Limits(1, 2)))),
                new ImportType("b", "t", new TableExternType(new TableType(ValType.ExternRef, new Limits(3, null)))),
                new ImportType("c", "e", new TagExternType(new FunctionType([ValType.I32], []))),
            ],
            module.Imports);
        Assert.Equal(
            [
                new ExportType("run", new FunctionExternType(new FunctionType([], [ValType.F64]))),
                new ExportType("answer", new GlobalExternType(new GlobalType(ValType.I32, false))),
            ],
            module.Exports);
    }

    [Fact]
    public void AMalformedModuleIsNeverReportedAsInvalid()
    {
        using var engine = new Engine();
        var error = Assert.Throws<ModuleException>(() => Module.FromBytes(engine, s_invalidThenMalformed));
        Assert.Equal(ModuleErrorKind.Malformed, error.Kind);
        Assert.StartsWith("illegal opcode", error.Message, StringComparison.Ordinal);
        Assert.Equal(ModuleErrorKind.Malformed, Module.Validate(engine, s_invalidThenMalformed)!.Kind);
    }

    [Fact]
    public void AnInvalidModuleIsReportedWithItsReason()
    {
        using var engine = new Engine();
        var error = Assert.Throws<ModuleException>(() => Module.FromText(engine, "(module (func (result i32)))"));
        Assert.Equal(ModuleErrorKind.Invalid, error.Kind);
        Assert.StartsWith("type mismatch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateSaysNothingAboutAValidModule()
    {
        using var engine = new Engine();
        Assert.Null(Module.Validate(engine, s_empty));
        Assert.NotNull(Module.Validate(engine, s_empty.AsSpan(0, 5)));
    }

    [Fact]
    public void AModuleThatUsesASwitchedOffFeatureIsRejected()
    {
        using var engine = new Engine(EngineOptions.Default with { Features = WasmFeatures.Wasm2 });
        Assert.Throws<ModuleException>(() => Module.FromText(engine, "(module (memory 1) (memory 1))"));
    }

    [Fact]
    public void FilesAreReadInEitherFormat()
    {
        using var engine = new Engine();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, s_empty);
            using var binary = Module.FromFile(engine, path);
            Assert.Empty(binary.Exports);
            File.WriteAllText(path, "(module (func (export \"f\")))", new UTF8Encoding(false));
            using var text = Module.FromFile(engine, path);
            Assert.Equal("f", Assert.Single(text.Exports).Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void CustomSectionsAndNamesAreThere()
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, "(module $m (@custom \"note\" \"hi\") (func $f))");
        var section = Assert.Single(module.CustomSections);
        Assert.Equal("note", section.Name);
        Assert.Equal("hi"u8.ToArray(), section.Bytes.ToArray());
        Assert.Equal("f", module.Names.Functions[0]);
    }

    [Fact]
    public void InstancesSurviveTheirModule()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        var module = Module.FromText(engine, """
            (module (type $p (struct (field i32)))
              (func (export "f") (result i32) (struct.get $p 0 (struct.new $p (i32.const 7)))))
            """);
        var instance = new Instance(store, module);
        module.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new Instance(store, module));
        Assert.Throws<ObjectDisposedException>(() => module.Names);

        // Types that only the disposed module named must not be given to another.
        using var other = Module.FromText(engine, "(module (type (array i64)) (type (struct (field f64 f64))))");
        Assert.Equal(7, instance.GetFunction<int>("f")());
    }

    [Fact]
    public void TypesAreForgottenWithTheLastModuleAndStore()
    {
        using var engine = new Engine();
        var store = new Store(engine);
        using (var module = Module.FromText(engine, "(module (type (struct (field i32))) (type (array (ref 0))))"))
        {
            _ = new Instance(store, module);
        }

        Assert.Equal(2, engine.Types.GroupCount);
        store.Dispose();
        Assert.Equal(0, engine.Types.GroupCount);
    }

    [Fact]
    public void ADisposedEngineMakesNoModules()
    {
        var engine = new Engine();
        var store = new Store(engine);
        using var module = Module.FromText(engine, "(module (func (export \"f\") (result i32) i32.const 3))");
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Module.FromBytes(engine, s_empty));
        Assert.Throws<ObjectDisposedException>(() => new Store(engine));

        // What exists goes on.
        Assert.Equal(3, new Instance(store, module).GetFunction<int>("f")());
        store.Dispose();
    }

    [Fact]
    public void ModulesOfAnotherEngineAreRefused()
    {
        using var first = new Engine();
        using var second = new Engine();
        using var store = new Store(first);
        using var module = Module.FromBytes(second, s_empty);
        Assert.Throws<ArgumentException>(() => new Instance(store, module));
    }
}
