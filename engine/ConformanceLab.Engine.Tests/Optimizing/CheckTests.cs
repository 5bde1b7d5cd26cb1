using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
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
    public void AreMadeOnce(string body, int checks)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, $"(module (memory i64 1) (memory $other i64 1) (func (param i64 i64) {body}))");
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        Assert.NotNull(compiler.TryAllocate(0));
        Assert.Equal(checks, compiler.Graph.Blocks.Sum(block => block.Nodes.Count(node => compiler.Graph[node].Op == Ops.CheckBounds)));
    }
}
