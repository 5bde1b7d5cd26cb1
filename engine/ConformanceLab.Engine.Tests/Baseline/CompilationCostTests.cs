using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>Compiling takes time in proportion to the bytes of the body, however deep its stack is.</summary>
public sealed class CompilationCostTests
{
    private const int Megabyte = 1 << 20;
    private const int Depth = 200_000;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("global.get 0 ", "drop ")]
    [InlineData("global.get 1 ", "drop ")]
    [InlineData("local.get 0 ", "local.set 0 ")]
    [InlineData("i32.const 1 ", "block end drop ")]
    [InlineData("i32.const 1 ", "i32.const 7 i32.const 3 i32.div_u drop drop ")]
    [InlineData("local.get 1 ", "local.set 1 f32.const 2 f32.sqrt drop ")]
    public void DeepStacksAreNotLookedThrough(string push, string pop)
    {
        Budget.Within(s_time, 512L * Megabyte, () =>
        {
            using var guest = new Guest(
                $"""
                (global i32 (i32.const 1)) (global f32 (f32.const 1))
                (func (export "f") (param i32 f32) {Budget.Repeat(push, Depth)} {Budget.Repeat(pop, Depth)})
                """,
                EngineOptions.Default with { Tier = Tier.Baseline },
                StoreLimits.Default with { StackBytes = 4 << 20 });
            guest.Call("f", 1, 1f);
        });
    }

    // What is deep in the stack keeps its value.
    [Theory]
    [InlineData("local.get 0")]
    [InlineData("global.get 0")]
    [InlineData("local.get 0 local.get 0 i32.const 1 i32.add local.set 0")]
    public void DeepOperandsKeepTheirValues(string push)
    {
        const int Count = 2000;
        var text =
            $"""
            (global i32 (i32.const 3))
            (func (export "f") (param i32) (result i32)
              {Budget.Repeat(push + " ", Count)}
              i32.const 1000 local.set 0
              {Budget.Repeat("i32.const 3 i32.mul i32.add ", Count - 1)})
            """;
        using var expected = new Guest(text, EngineOptions.Default with { Tier = Tier.Interpreter });
        using var actual = new Guest(text, EngineOptions.Default with { Tier = Tier.Baseline });
        Assert.Equal(expected.CallInt32("f", 5), actual.CallInt32("f", 5));
    }

    [Theory]
    [InlineData("i32.const 3 struct.new $s", "struct.get $s 0")]
    [InlineData("local.get 0 i32.const 2 array.new $a", "i32.const 1 array.get $a")]
    [InlineData("local.get 0 local.get 0 array.new_fixed $a 2 ref.cast (ref $a)", "array.len")]
    [InlineData("local.get 0 i32x4.splat", "i32x4.extract_lane 2")]
    [InlineData("local.get 0 ref.i31 ref.null eq ref.eq i32.const 7 i32.add struct.new $s", "struct.get $s 0")]
    public void DeepObjectsStayAlive(string push, string pop)
    {
        const int Count = 600;
        var text =
            $"""
            (type $s (struct (field i32))) (type $a (array (mut i32)))
            (func (export "f") (param i32) (result i32) (local i32)
              {Budget.Repeat(push + " ", Count)}
              {Budget.Repeat(pop + " local.get 1 i32.const 5 i32.mul i32.add local.set 1 ", Count)}
              local.get 1)
            """;
        using var expected = new Guest(text, EngineOptions.Default with { Tier = Tier.Interpreter });
        using var actual = new Guest(text, EngineOptions.Default with { Tier = Tier.Baseline, GcStress = true });
        Assert.Equal(expected.CallInt32("f", 5), actual.CallInt32("f", 5));
    }

    // Frames of 800,000 bytes: the check comes before anything is written, however far the end is skipped.
    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void LargeFramesTrapBeforeTheEndOfTheStack(Tier tier)
    {
        using var guest = new Guest(
            $"""
            (func $f (export "f") (param i32) (result i32) (local {Budget.Repeat("v128 ", 49_999)})
              (local.set 49000 (i32x4.splat (local.get 0)))
              (if (result i32) (i32.eqz (local.get 0))
                (then (i32.const 7))
                (else (i32.add (call $f (i32.sub (local.get 0) (i32.const 1))) (i32x4.extract_lane 3 (local.get 49000))))))
            """,
            EngineOptions.Default with { Tier = tier },
            StoreLimits.Default with { StackBytes = 4 << 20 });
        for (var repeat = 0; repeat < 3; repeat++)
        {
            Assert.Equal(13, guest.CallInt32("f", 3));
            var trap = Assert.Throws<TrapException>(() => guest.CallInt32("f", 1000));
            Assert.Equal(TrapCode.CallStackExhausted, trap.Code);
        }
    }

    // Two bytes, and a thousand values move: a body of some megabytes would need gigabytes of code.
    [Fact]
    public void NativeCodeIsBounded()
    {
        var kinds = Budget.Repeat("i64 ", 1000);
        var text =
            $"""
            (func (export "f") (result i64)
              i64.const 0
              (block (result {kinds})
                {Budget.Repeat("i64.const 1 ", 1001)}
                {Budget.Repeat("i32.const 0 br_if 0 ", 40_000)}
                unreachable)
              {Budget.Repeat("drop ", 1000)})
            """;
        Budget.Within(s_time, 2048L * Megabyte, () =>
        {
            using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Baseline, Compilation = Compilation.Eager });
            using var module = Module.FromText(engine, $"(module {text})");
            Assert.Contains("native code", Assert.Throws<OutOfMemoryException>(module.CompileAll).Message, StringComparison.Ordinal);
            using var store = new Store(engine);
            var trap = Assert.Throws<TrapException>(() => new Instance(store, module));
            Assert.Equal(TrapCode.OutOfMemory, trap.Code);
        });
    }
}
