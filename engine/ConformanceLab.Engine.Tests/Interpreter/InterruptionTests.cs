using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

public class InterruptionTests : TierTests
{
    private static readonly EngineOptions s_fuel = Guest.Interpreted with { ConsumeFuel = true };

    [Theory]
    [InlineData("(func (export \"f\") (loop $l (br $l)))")]
    [InlineData("(func $f (export \"f\") (return_call $f))")]
    [InlineData("(func (export \"f\") (loop $l (block $b (br_table $l $l (i32.const 0)))))")]
    public void AnEndlessGuestIsInterruptedFromAnotherThread(string text)
    {
        using var guest = NewGuest(text);
        using var timer = new Timer(_ => guest.Store.Interrupt(), null, 20, Timeout.Infinite);
        Assert.Equal(TrapCode.Interrupted, guest.Trap("f").Code);
    }

    [Fact]
    public void AnInterruptionIsSeenByAllInstancesAndByThoseThatAreMadeAfterIt()
    {
        const string Endless = "(func (export \"f\") (loop $l (br $l)))";
        using var guest = NewGuest(Endless);
        var second = guest.Linker.Instantiate(guest.Store, Module.FromText(guest.Engine, $"(module {Endless})"));
        using (new Timer(_ => guest.Store.Interrupt(), null, 20, Timeout.Infinite))
        {
            Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => second.GetFunction("f").Invoke()).Code);
        }

        guest.Store.Interrupt();
        var third = guest.Linker.Instantiate(guest.Store, Module.FromText(guest.Engine, $"(module {Endless})"));
        Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => third.GetFunction("f").Invoke()).Code);

        // It was one call that it ended.
        using var timer = new Timer(_ => guest.Store.Interrupt(), null, 20, Timeout.Infinite);
        Assert.Equal(TrapCode.Interrupted, guest.Trap("f").Code);
    }

    [Fact]
    public void ACancelledTokenEndsTheCallAndTheStoreStaysUsable()
    {
        using var guest = NewGuest("(func (export \"f\") (loop $l (br $l))) (func (export \"g\") (result i32) (i32.const 4))");
        using var source = new CancellationTokenSource(20);
        Assert.Throws<OperationCanceledException>(() => { guest.Instance.GetFunction("f").Invoke([], source.Token); });
        Assert.Equal(4, guest.CallInt32("g"));
    }

    [Theory]
    // Each instruction counts one; else, end and catch belong to the instruction that they are part of.
    [InlineData("", 0)]
    [InlineData("(nop)", 1)]
    [InlineData("(drop (i32.const 1))", 2)]
    [InlineData("(block (nop)) (block (br 0) (nop))", 4)]
    [InlineData("(if (i32.const 1) (then (nop)) (else (nop) (nop)))", 3)]
    [InlineData("(if (i32.const 0) (then (nop)) (else (nop) (nop)))", 4)]
    [InlineData("(return) (nop)", 1)]
    [InlineData("(call $two)", 3)]
    [InlineData("(block $b (try_table (catch_all $b) (throw $t)) (nop))", 3)]
    // Coming back to a loop executes the loop instruction again: 3 × (loop, local.get, i32.const, i32.sub, local.tee, br_if) and its start.
    [InlineData("(local.set 0 (i32.const 3)) (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))", 2 + (3 * 6))]
    public void FuelCountsExecutedInstructionsExactly(string body, ulong instructions)
    {
        using var guest = NewGuest($"(tag $t) (func $two (nop) (nop)) (func (export \"f\") (local i32) {body})", s_fuel);
        guest.Store.Fuel = instructions;
        guest.Call("f");
        Assert.Equal(0UL, guest.Store.Fuel);
        if (instructions > 0)
        {
            guest.Store.Fuel = instructions - 1;
            Assert.Equal(TrapCode.OutOfFuel, guest.Trap("f").Code);
            Assert.Equal(0UL, guest.Store.Fuel);
        }
    }

    [Fact]
    public void FuelIsTakenBeforeTheInstructionHasAnEffect()
    {
        using var guest = NewGuest(
            "(global $g (export \"g\") (mut i32) (i32.const 0)) (func (export \"f\") (global.set $g (i32.const 1)))", s_fuel);
        guest.Store.Fuel = 1;
        Assert.Equal(TrapCode.OutOfFuel, guest.Trap("f").Code);
        Assert.Equal(0, guest.Instance.GetGlobal("g").Value.AsInt32());
    }
}
