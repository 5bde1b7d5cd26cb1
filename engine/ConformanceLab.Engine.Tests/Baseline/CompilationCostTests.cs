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
}
