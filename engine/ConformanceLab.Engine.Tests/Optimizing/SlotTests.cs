using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Slots of the frame: values that follow each other along an edge have the same one.</summary>
public sealed class SlotTests
{
    private const int Words = 16;

    // More words than there are registers; each iteration makes every one of them anew.
    private static readonly string s_mixer =
        $"""
        (module (func (param $n i32) {string.Concat(Enumerable.Range(0, Words).Select(word => $"(param $w{word} i32) "))}(result i32)
          (loop $again
            {string.Concat(Enumerable.Range(0, 8).Select(Mix))}
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
          (local.get $w0) {string.Concat(Enumerable.Range(1, Words - 1).Select(word => $"(i32.xor (local.get $w{word}))"))}))
        """;

    // Steps of ChaCha20 (RFC 8439, 2.1): columns, then diagonals.
    private static string Mix(int step)
    {
        var (round, column) = (step / 4, step % 4);
        int Word(int row) => (4 * row) + ((column + (round * row)) % 4);
        var (a, b, c, d) = (Word(0), Word(1), Word(2), Word(3));
        return Half(a, b, d, 16) + Half(c, d, b, 12) + Half(a, b, d, 8) + Half(c, d, b, 7);

        static string Half(int sum, int with, int turned, int bits) =>
            $"(local.set $w{sum} (i32.add (local.get $w{sum}) (local.get $w{with})))"
            + $"(local.set $w{turned} (i32.rotl (i32.xor (local.get $w{turned}) (local.get $w{sum})) (i32.const {bits})))\n";
    }

    [Fact]
    public void NothingIsMovedFromSlotToSlotOnTheWayBackToALoopsHead()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, s_mixer);
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        var frame = compiler.TryAllocate(0)!;
        var head = compiler.Graph.Blocks.Single(static block => block.LoopEnd is not null);
        var back = head.Predecessors.Where(edge => edge.From.Index >= head.Index).Select(edge => edge.From.Index).ToList();
        var moves = back.SelectMany(block => frame.EdgeMoves[block] ?? []).ToList();
        Assert.NotEmpty(back);
        Assert.True(frame.SlotCount > Words - LinearScan.GeneralRegisters.Length, "registers are enough: nothing is tried");
        Assert.DoesNotContain(moves, static move => move.From >= Locations.FirstSlot && move.To >= Locations.FirstSlot);
        Assert.Null(new AllocationChecker(compiler.Graph, compiler.Lowering, compiler.Liveness, frame).FindError());
    }
}
