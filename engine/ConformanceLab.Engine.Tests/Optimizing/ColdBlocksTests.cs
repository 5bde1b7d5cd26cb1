using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>What is hardly ever executed stands behind the rest, and costs it nothing.</summary>
public sealed class ColdBlocksTests
{
    // Three values live across calls, but only on ways that end in a trap.
    private const string Failing = """
        (module
          (import "host" "note" (func $note (param i32)))
          (func (param $n i32) (param $limit i32) (result i32) (local $i i32) (local $sum i32)
            (loop $again
              (if (i32.gt_u (local.get $sum) (local.get $limit))
                (then
                  (call $note (local.get $i))
                  (call $note (local.get $sum))
                  (unreachable)))
              (if (i32.eq (local.get $i) (i32.const 77))
                (then
                  (call $note (i32.const 77))
                  (call $note (i32.add (local.get $sum) (local.get $n)))
                  (unreachable)))
              (local.set $sum (i32.add (local.get $sum) (local.get $i)))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $again (i32.lt_u (local.get $i) (local.get $n))))
            (local.get $sum)))
        """;

    [Fact]
    public void ColdBlocksComeLastAndTheirCallsTakeNoRegistersFromTheRest()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, Failing);
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        var frame = compiler.TryAllocate(0)!;
        var blocks = compiler.Graph.Blocks;
        var firstCold = blocks.FindIndex(static block => block.IsCold);
        Assert.Equal(2, blocks.Count(static block => block.IsCold));
        Assert.Equal(blocks.Count - 2, firstCold);

        var cold = compiler.Lowering.BlockStarts[firstCold];
        Assert.All(frame.Stores.Take(cold), Assert.Null);
        Assert.All(frame.Splits.Take(cold), Assert.Null);
        Assert.Equal(3, frame.Stores.Skip(cold).Sum(static moves => moves?.Count ?? 0));
        Assert.Null(new AllocationChecker(compiler.Graph, compiler.Lowering, compiler.Liveness, frame).FindError());
    }

    [Fact]
    public void ALoopThatEndsInATrapMayStillTakeLongAndIsNotCold()
    {
        const string Loops = """
            (module
              (import "host" "note" (func $note (param i32)))
              (func (param $n i32) (result i32)
                (if (local.get $n)
                  (then
                    (loop $again
                      (call $note (local.get $n))
                      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (unreachable)))
                (i32.const 7)))
            """;
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, Loops);
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        var frame = compiler.TryAllocate(0)!;
        var head = compiler.Graph.Blocks.Single(static block => block.LoopEnd is not null);
        Assert.False(head.IsCold);
        Assert.False(head.LoopEnd!.IsCold);
        Assert.True(compiler.Graph.Blocks[^1].IsCold);
        Assert.Null(new AllocationChecker(compiler.Graph, compiler.Lowering, compiler.Liveness, frame).FindError());
    }

    [Theory]
    [InlineData("\\00", true, 3)]
    [InlineData("\\01", true, 5)]
    [InlineData("\\00", false, 3)]
    [InlineData("\\01", false, 5)]
    public void HintsSayWhatIsCold(string hint, bool isIf, int expected)
    {
        // Of the two ways, one multiplies by 3 and the other by 5.
        var body = isIf
            ? $"""
                (@metadata.code.branch_hint "{hint}")
                (if (result i32) (local.get 1)
                  (then (i32.mul (local.get 0) (i32.const 3)))
                  (else (i32.mul (local.get 0) (i32.const 5))))
                """
            : $"""
                (block $taken
                  (@metadata.code.branch_hint "{hint}")
                  (br_if $taken (local.get 1))
                  (return (i32.mul (local.get 0) (i32.const 5))))
                (i32.mul (local.get 0) (i32.const 3))
                """;
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, $"(module (func (param i32 i32) (result i32) (local i64 f32) {body}))");
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        Assert.NotNull(compiler.TryAllocate(0));
        var graph = compiler.Graph;
        var cold = graph.Blocks.Where(static block => block.IsCold).SelectMany(static block => block.Nodes)
            .Where(node => graph[node].Op == Opcode.I32Mul).Select(node => graph[graph[node].B].Bits);
        Assert.Equal([expected], cold);
        Assert.True(graph.Blocks[^1].IsCold);
    }
}
