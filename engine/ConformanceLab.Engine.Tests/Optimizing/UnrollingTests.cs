using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Copies of a loop's body are as good as one: whatever the number of iterations, and wherever it is left.</summary>
public sealed class UnrollingTests
{
    private const string Sum =
        """
        (memory 1)
        (func (export "f") (param $count i32) (param $limit i32) (result i32) (local $sum i32)
          BODY
          (local.get $sum))
        """;

    private const string Add = "(local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 3)) (local.get $count)))";
    private const string Down = "(local.tee $count (i32.sub (local.get $count) (i32.const 1)))";

    public static TheoryData<string> Loops => new()
    {
        // The condition at the end, at the start, in the middle, twice.
        $"(loop $n {Add} (br_if $n {Down}))",
        $"(block $out (loop $n (br_if $out (i32.eqz {Down})) {Add} (br $n)))",
        $"(block $out (loop $n {Add} (br_if $out (i32.eqz {Down})) (local.set $sum (i32.add (local.get $sum) (i32.const 1))) (br $n)))",
        $"(block $out (loop $n {Add} (br_if $out (i32.gt_u (local.get $sum) (local.get $limit))) (br_if $n {Down})))",

        // Ways back from several places, and code between the last branch and the end.
        $"(loop $n {Add} (br_if $n (i32.and {Down} (i32.const 1))) (br_if $n (i32.gt_s (local.get $count) (i32.const 0)))"
            + " (local.set $sum (i32.const 7)))",
        $"(loop $n (if (i32.and (local.get $count) (i32.const 2)) (then {Add}) (else (local.set $sum (local.get $limit)))) (br_if $n {Down}))",
        $"(block $out (loop $n {Add} (br_table $n $out (i32.eqz {Down}))))",

        // What the loop leaves, and takes.
        $"(local.set $sum (loop $n (result i32) {Add} (br_if $n {Down}) (local.get $sum)))",
        $"(local.set $sum (local.get $limit) (loop $n (param i32) (result i32) (i32.add (local.get $count)) {Down} (br_if $n)))",
        $"(local.set $sum (i32.add (local.get $limit) (loop $n (result i32) {Add} (br_if $n {Down}) (local.get $sum))))",

        // It returns, traps, or never comes back.
        $"(loop $n {Add} (if (i32.gt_u (local.get $sum) (local.get $limit)) (then (return (local.get $count)))) (br_if $n {Down}))",
        $"(loop $n {Add} (local.set $sum (i32.div_u (local.get $sum) (i32.sub (local.get $count) (local.get $limit)))) (br_if $n {Down}))",
        $"(loop $n {Add} (if (i32.eqz (local.get $limit)) (then unreachable)))",
        $"(loop $n {Add} (return (local.get $sum)))",

        // Memory from one iteration to the next.
        $"(loop $n {Add} (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (local.get $sum))) (br_if $n {Down}))"
            + " (local.set $sum (i32.load (i32.const 8)))",
        $"(loop $n {Add} (i32.store8 (local.get $count) (local.get $sum))"
            + $" (local.set $sum (i32.load (i32.shr_u (local.get $count) (i32.const 1)))) (br_if $n {Down}))",
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void GivesWhatTheInterpreterGives(string loop)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        var text = Sum.Replace("BODY", loop, StringComparison.Ordinal);
        for (var count = 1; count <= 14; count++)
        {
            foreach (var limit in (int[])[0, 1, 3, 5, 50, 1000])
            {
                using var reference = new Guest(text, EngineOptions.Default with { Tier = Tier.Interpreter });
                using var guest = new Guest(text, EngineOptions.Default with { Tier = Tier.Optimizing });
                Assert.Equal(Outcome(reference, count, limit), Outcome(guest, count, limit));
            }
        }
    }

    [Theory]
    [InlineData($"(loop $n {Add} (br_if $n {Down}))", 4)]
    [InlineData($"(loop $n {Add} (br_if $n {Down}) {Add})", 4)]
    [InlineData($"(loop $n (loop) {Add} (br_if $n {Down}))", 1)]
    [InlineData($"(loop $n (call 0 (i32.const 0) (i32.const 0)) (drop) {Add} (br_if $n {Down}))", 1)]
    [InlineData($"(loop $n {Add} {Add} {Add} {Add} {Add} {Add} {Add} {Add} {Add} {Add} {Add} {Add} {Add} (br_if $n {Down}))", 1)]
    [InlineData($"(loop $n {Add})", 0)]
    public void SmallLoopsThatNothingIsInHaveFourCopiesAndOnePoll(string loop, int branches)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var guest = new Guest(Sum.Replace("BODY", loop, StringComparison.Ordinal), EngineOptions.Default with { Tier = Tier.Optimizing });
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module));
        Assert.NotNull(compiler.TryAllocate(0));
        var graph = compiler.Graph;
        var nodes = graph.Blocks.Where(static block => block.LoopDepth == 1).SelectMany(static block => block.Nodes);
        var inside = nodes.Select(node => graph[node].Op).ToArray();
        Assert.Equal(1, inside.Count(static op => op == Ops.Poll));
        Assert.Equal(branches, inside.Count(static op => op == Ops.Branch));
    }

    private static string Outcome(Guest guest, int count, int limit)
    {
        try
        {
            return $"{guest.CallInt32("f", count, limit)}";
        }
        catch (TrapException trap)
        {
            return trap.Message;
        }
    }
}
