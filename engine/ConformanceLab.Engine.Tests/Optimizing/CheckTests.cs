using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Checks of accesses are made once, and no less than once.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i32.load8_u offset=7 (local.get 0)))", 1)]
    [InlineData("(drop (i32.load8_u (local.get 0))) (drop (i64.load (local.get 0)))", 2)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load (local.get 1)))", 2)]
    [InlineData("(if (i64.eqz (local.get 1)) (then (drop (i64.load (local.get 0))))) (drop (i64.load (local.get 0)))", 2)]
    [InlineData("(drop (i64.load (local.get 0))) (if (i64.eqz (local.get 1)) (then (drop (i64.load (local.get 0)))))", 1)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (memory.grow (i64.const 1))) (drop (i64.load (local.get 0)))", 1)]
    [InlineData("(drop (i64.load (i64.const 65528)))", 0)]
    [InlineData("(drop (i64.load (i64.const 65529)))", 1)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load $other (local.get 0)))", 2)]
    public void OfBoundsAreMadeOnce(string body, int checks) =>
        Assert.Equal(checks, Count(Ops.CheckBounds, "(memory i64 65536 (pagesize 1)) (memory $other i64 65536 (pagesize 1))", body));

    [Theory]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load offset=0x7ffffff7 (local.get 0)))", 1, 0)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load offset=0x7ffffff8 (local.get 0)))", 1, 1)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load $other (local.get 0)))", 1, 0)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load (i64.add (local.get 0) (i64.const 0x7ffffff7))))", 1, 0)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load (i64.add (local.get 0) (i64.const 0x7ffffff8))))", 2, 0)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load offset=8 (i64.add (local.get 0) (i64.const 0x7ffffff0))))", 2, 0)]
    [InlineData("(drop (i64.load (local.get 0))) (drop (i64.load (i64.sub (local.get 0) (i64.const 8))))", 2, 0)]
    [InlineData("(drop (i64.load (i64.add (local.get 0) (i64.const 8)))) (drop (i64.load (local.get 0)))", 2, 0)]
    [InlineData("(drop (i64.load (i64.const 0xfffffffff)))", 0, 0)]
    [InlineData("(drop (i64.load (i64.const 0x1000000000)))", 1, 0)]
    [InlineData("(drop (i64.load (i64.extend_i32_u (i32.wrap_i64 (local.get 0)))))", 0, 0)]
    [InlineData("(drop (i64.load (i64.extend_i32_s (i32.wrap_i64 (local.get 0)))))", 1, 0)]
    [InlineData("(drop (i64.load (i64.load32_u (i64.const 0))))", 0, 0)]
    [InlineData("(drop (i64.load (i64.shr_u (local.get 0) (i64.const 28))))", 0, 0)]
    [InlineData("(drop (i64.load (i64.shr_u (local.get 0) (i64.const 27))))", 1, 0)]
    [InlineData("(drop (i64.load (i64.shr_s (local.get 0) (i64.const 28))))", 1, 0)]
    [InlineData("(drop (i64.load (i64.shl (i64.load32_u (i64.const 0)) (i64.const 4))))", 0, 0)]
    [InlineData("(drop (i64.load (i64.shl (i64.load32_u (i64.const 0)) (i64.const 5))))", 1, 0)]
    [InlineData("(drop (i64.load (i64.and (local.get 0) (i64.const 0xfffffffff))))", 0, 0)]
    [InlineData("(drop (i64.load (i64.or (local.get 0) (i64.const 0xfffffffff))))", 1, 0)]
    [InlineData("(drop (i64.load (i64.mul (i64.load16_u (i64.const 0)) (i64.load16_u (i64.const 2)))))", 0, 0)]
    [InlineData("(drop (i64.load (i64.mul (i64.load16_u (i64.const 0)) (i64.load32_u (i64.const 2)))))", 1, 0)]
    [InlineData("(drop (i64.load (i64.add (i64.load32_u (i64.const 0)) (i64.load32_u (i64.const 2)))))", 0, 0)]
    public void OfReachAreMadeOnce(string body, int reach, int bounds)
    {
        const string memories = "(memory i64 1) (memory $other i64 1)";
        Assert.Equal((reach, bounds), (Count(Ops.CheckReach, memories, body), Count(Ops.CheckBounds, memories, body)));
    }

    private static int Count(Opcode check, string memories, string body)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing, Features = WasmFeatures.All });
        using var module = Module.FromText(engine, $"(module {memories} (func (param i64 i64) {body}))");
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        Assert.NotNull(compiler.TryAllocate(0));
        return compiler.Graph.Blocks.Sum(block => block.Nodes.Count(node => compiler.Graph[node].Op == check));
    }
}
