using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Masks go away where there are no other bits, and only there.</summary>
public sealed class BitsTests
{
    // Reads bytes until it finds one that is not 7; the next one comes round the loop.
    private const string Scan = """
        (memory 1)
        (data (i32.const 0) "\07\07\07\f3")
        (func (export "f") (result i32) (local $byte i32) (local $at i32)
          (local.set $byte (i32.load8_u (local.get $at)))
          (loop $again
            (loop) ;; so that it is not unrolled
            (if (i32.eq (i32.and (local.get $byte) (i32.const 255)) (i32.const 7))
              (then
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (local.set $byte (NEXT (local.get $at)))
                (br $again))))
          (i32.and (local.get $byte) (i32.const 255)))
        """;

    [Theory]
    [InlineData("i32.load8_u", 0)]
    [InlineData("i32.load16_u", 1)]
    [InlineData("i32.load8_s", 1)]
    public void AMaskOfWhatComesRoundALoopIsKeptIfItHasOtherBits(string load, int masks)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var guest = new Guest(Scan.Replace("NEXT", load, StringComparison.Ordinal), EngineOptions.Default with { Tier = Tier.Optimizing });
        Assert.Equal(0xF3, guest.CallInt32("f"));

        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module));
        Assert.NotNull(compiler.TryAllocate(0));
        var graph = compiler.Graph;
        Assert.Equal(masks, graph.Blocks.SelectMany(static block => block.Nodes).Count(node => graph[node].Op == Opcode.I32And));
    }

    [Theory]
    [InlineData("(i32.and (i32.shr_u (local.get 0) (i32.const 24)) (i32.const 0xff))", 0)]
    [InlineData("(i32.and (i32.shr_u (local.get 0) (i32.const 24)) (i32.const 0x1ff))", 0)]
    [InlineData("(i32.and (i32.shr_u (local.get 0) (i32.const 23)) (i32.const 0xff))", 1)]
    [InlineData("(i32.and (i32.shr_s (local.get 0) (i32.const 24)) (i32.const 0xff))", 1)]
    [InlineData("(i32.and (i32.shr_u (local.get 0) (i32.const 24)) (i32.const 0xfe))", 1)]
    public void AMaskOfAShiftedValueIsKeptIfItHasOtherBits(string body, int masks)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        var text = $"""(func (export "f") (param i32) (result i32) {body})""";
        using var reference = new Guest(text, EngineOptions.Default with { Tier = Tier.Interpreter });
        using var guest = new Guest(text, EngineOptions.Default with { Tier = Tier.Optimizing });
        foreach (var value in (int[])[0, -1, 0x12345678, unchecked((int)0x87654321)])
        {
            Assert.Equal(reference.CallInt32("f", value), guest.CallInt32("f", value));
        }

        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module));
        Assert.NotNull(compiler.TryAllocate(0));
        var graph = compiler.Graph;
        Assert.Equal(masks, graph.Blocks.SelectMany(static block => block.Nodes).Count(node => graph[node].Op == Opcode.I32And));
    }
}
