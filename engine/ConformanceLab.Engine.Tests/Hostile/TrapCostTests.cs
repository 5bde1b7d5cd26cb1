using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>What a trap reports must not take longer than what led to it.</summary>
public class TrapCostTests
{
    // Every activation traps at another place of a long body.
    [Fact]
    public void PlacesInLongBodiesAreFoundQuickly()
    {
        const int Depth = 100;
        using var guest = new Guest(
            $"""
            (import "host" "again" (func $again (param i32)))
            (func $f (export "f") (param i32)
              {Budget.Repeat("(drop (i32.const 1)) ", 200_000)}
              (if (i32.eqz (local.get 0)) (then (unreachable)))
              {string.Concat(Enumerable.Range(1, Depth).Select(i => $"(if (i32.eq (local.get 0) (i32.const {i})) (then (call $again (i32.sub (local.get 0) (i32.const 1)))))"))})
            """,
            define: (linker, _) => linker.DefineFunction(
                "host", "again", (Caller caller, int left) => { caller.GetFunction("f").Invoke(Value.FromInt32(left)); }));
        guest.Trap("f", Value.FromInt32(0));
        TrapException? trap = null;
        Budget.Within(TimeSpan.FromSeconds(20), 16 << 20, () => trap = guest.Trap("f", Value.FromInt32(Depth)));
        Assert.Equal(Depth + 1, trap!.Frames.Select(frame => frame.Offset).Distinct().Count());
    }

    // Thousands of activations: their frames are not all kept.
    [Fact]
    public void ATrapThroughManyActivationsKeepsSomeFrames()
    {
        using var guest = new Guest(
            """
            (import "host" "again" (func $again (param i32)))
            (func $f (export "f") (param i32)
              (if (i32.eqz (local.get 0)) (then (unreachable)))
              (call $again (i32.sub (local.get 0) (i32.const 1))))
            """,
            define: (linker, _) => linker.DefineFunction(
                "host", "again", (Caller caller, int left) => { caller.GetFunction("f").Invoke(Value.FromInt32(left)); }));
        var frames = 0;
        var thread = new Thread(() => frames = guest.Trap("f", Value.FromInt32(1000)).Frames.Count, 16 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal(256, frames);
    }
}
