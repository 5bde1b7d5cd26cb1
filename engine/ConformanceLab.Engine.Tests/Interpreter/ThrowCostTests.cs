using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

/// <summary>No guest can starve its host with throws.</summary>
public class ThrowCostTests : TierTests
{
    // Those of machine code are larger.
    private int Frames(int interpreted) => Tier == Tier.Interpreter ? interpreted : 5_000;

    // Every frame of a full stack has 40,000 handlers, one of which covers the call, but does not match.
    [Fact]
    public void AThrowThroughManyHandlersAndFramesIsQuick()
    {
        using var guest = NewGuest(
            $"""
            (tag $t) (tag $other)
            (func $deep (param i32)
              (block $h {Budget.Repeat("(try_table (catch $other $h))", 20_000)}
                (try_table (catch $other $h)
                  (if (i32.eqz (local.get 0)) (then (throw $t)))
                  (call $deep (i32.sub (local.get 0) (i32.const 1))))
                {Budget.Repeat("(try_table (catch $other $h))", 20_000)}))
            (func (export "f") (param i32) (result i32)
              (block $caught (try_table (catch $t $caught) (call $deep (local.get 0))) (return (i32.const 0)))
              (i32.const 1))
            """);
        guest.CallInt32("f", 1);
        Budget.Within(TimeSpan.FromSeconds(20), 1 << 20, () => Assert.Equal(1, guest.CallInt32("f", Frames(10_000))));
    }

    // Here every handler of every frame protects the throw and has to be looked at: an interruption does not wait for that.
    [Fact]
    public void AnInterruptionEndsTheSearch()
    {
        const int Nested = 50_000;
        using var guest = NewGuest(
            $"""
            (tag $t) (tag $other)
            (func $deep (param i32)
              (block $h {Budget.Repeat("(try_table (catch $other $h) ", Nested)}
                  (if (i32.eqz (local.get 0)) (then (throw $t)))
                  (call $deep (i32.sub (local.get 0) (i32.const 1)))
                {Budget.Repeat(")", Nested)}))
            (func (export "f") (param i32)
              (loop $again
                (block $caught (try_table (catch $t $caught) (call $deep (local.get 0))))
                (br $again)))
            """);
        using var source = new CancellationTokenSource(100);

        // What a compiler needs for so many blocks included.
        Budget.Within(
            TimeSpan.FromSeconds(20),
            80 << 20,
            () => Assert.Throws<OperationCanceledException>(
                () => { guest.Instance.GetFunction("f").Invoke([Value.FromInt32(Frames(15_000))], source.Token); }));
    }
}
