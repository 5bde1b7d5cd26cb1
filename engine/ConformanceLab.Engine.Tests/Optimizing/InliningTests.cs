using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Functions that became part of others are seen by nobody but a clock.</summary>
public sealed class InliningTests
{
    private static readonly string s_deep =
        """
        (memory 1)
        (global $count (mut i32) (i32.const 0))
        (func $load (param i32) (result i32) (i32.load (local.get 0)))
        (func $twice (param i32) (result i32) (i32.add (call $load (local.get 0)) (call $load (i32.add (local.get 0) (i32.const 4)))))
        (func $early (param i32) (result i32)
          (if (i32.lt_s (local.get 0) (i32.const 0)) (then (return (i32.const -1))))
          (return_call $twice (local.get 0)))
        (func (export "f") (param i32) (result i32) (local i32)
          (loop $again
            (local.set 1 (i32.add (local.get 1) (call $early (local.get 0))))
            (global.set $count (i32.add (global.get $count) (i32.const 1)))
            (br_if $again (i32.lt_u (global.get $count) (i32.const 3))))
          (local.get 1))
        """;

    private static Guest NewGuest(Tier tier, string fields)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the {tier.Name()} tier does not run here");
        return new Guest(fields, EngineOptions.Default with { Tier = tier });
    }

    [Fact]
    public void CallsDisappear()
    {
        using var guest = NewGuest(Tier.Optimizing, s_deep);
        var function = new ModuleCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module)).Compile(3);
        Assert.Equal(Tier.Optimizing, function.Tier);
        Assert.NotEmpty(function.Inlined);

        // What is left calls managed code: an interruption at the entry, one in the loop.
        Assert.Equal(2, function.CallSites.Length);
    }

    [Fact]
    public void ATrapListsTheFunctionsThatAreInlinedLikeTheInterpreter()
    {
        var frames = new[] { Tier.Interpreter, Tier.Optimizing }.Select(tier =>
        {
            using var guest = NewGuest(tier, s_deep);
            return guest.Trap("f", 0x10000).Frames.Select(frame => (frame.FunctionName, frame.Offset)).ToArray();
        }).ToArray();
        Assert.Equal(["load", "twice", null], frames[1].Select(frame => frame.FunctionName));
        Assert.Equal(frames[0], frames[1]);
    }

    // The frame of a function that ends with a call is there until the callee is found, also where it is none of its own.
    [Theory]
    [InlineData("(return_call_indirect (type $type) (i32.const 0))")]
    [InlineData("(return_call_indirect (type $type) (i32.const 1))")]
    [InlineData("(return_call_indirect (type $type) (i32.const 9))")]
    [InlineData("(return_call_ref $type (ref.null $type))")]
    public void ATailCallThatFindsNoCalleeTrapsInItsOwnFunction(string call)
    {
        var frames = new[] { Tier.Interpreter, Tier.Optimizing }.Select(tier =>
        {
            using var guest = NewGuest(
                tier,
                $$"""
                (type $type (func))
                (table 2 funcref)
                (elem (i32.const 0) $other)
                (func $other (param i32))
                (func $tail {{call}})
                (func (export "f") (call $tail))
                """);
            return guest.Trap("f").Frames.Select(frame => (frame.FunctionName, frame.Offset)).ToArray();
        }).ToArray();
        Assert.Equal(["tail", null], frames[0].Select(frame => frame.FunctionName));
        Assert.Equal(frames[0], frames[1]);
    }

    // More than are listed of either end: the same are left out.
    [Fact]
    public void ALongStackIsCutWhereTheInterpretersIs()
    {
        const string Deep =
            """(func $f (export "f") (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))) (call $f (i32.sub (local.get 0) (i32.const 1))))""";
        var frames = new[] { Tier.Interpreter, Tier.Baseline, Tier.Optimizing }.Select(tier =>
        {
            using var guest = NewGuest(tier, Deep);
            return guest.Trap("f", 200).Frames.Select(frame => frame.Offset).ToArray();
        }).ToArray();
        Assert.Equal(frames[0], frames[1]);
        Assert.Equal(frames[0], frames[2]);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(-5, -3)]
    public void ResultsAreTheSame(int argument, int expected)
    {
        using var guest = NewGuest(Tier.Optimizing, s_deep);
        Assert.Equal(expected, guest.CallInt32("f", argument));
    }

    [Fact]
    public void WhatCallsItselfIsInlinedAFewTimes()
    {
        using var guest = NewGuest(
            Tier.Optimizing,
            """
            (func $fib (export "f") (param i32) (result i32)
              (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
                (then (local.get 0))
                (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
            """);
        Assert.InRange(new ModuleCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module)).Compile(0).Inlined.Length, 2, 100);
        Assert.Equal(6765, guest.CallInt32("f", 20));
    }

    [Fact]
    public void AChainOfNegationsOfAnyLengthIsCompiled()
    {
        var chain = string.Concat(Enumerable.Repeat(" i32.eqz", 100_000));
        using var guest = NewGuest(
            Tier.Optimizing, $"(func (export \"f\") (param i32) (result i32) local.get 0{chain} if (result i32) i32.const 1 else i32.const 2 end)");
        Assert.Equal(1, guest.CallInt32("f", 5));
        Assert.Equal(2, guest.CallInt32("f", 0));
    }
}
