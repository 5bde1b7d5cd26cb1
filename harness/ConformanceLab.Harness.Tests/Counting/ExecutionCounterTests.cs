using ConformanceLab.Harness.Counting;
using ConformanceLab.Wasm;
using Iced.Intel;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Counting;

/// <summary>Executed machine instructions, against what the code itself says: it is read here by other means than blocks.</summary>
[TestFixture(Tier.Baseline)]
[TestFixture(Tier.Optimizing)]
public sealed class ExecutionCounterTests(Tier tier)
{
    // With another loop inside it is not unrolled.
    private const string Loop = """
        (module
          (func (export "sum") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (loop)
              (local.set $sum (i32.add (local.get $sum) (local.get $n)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    private const string Calls = """
        (module
          (import "host" "next" (func $next (result i32)))
          (tag $e)
          (memory 1)
          (type $cell (struct (field i32)))
          (func $fib (export "fib") (param $n i32) (result i32)
            (if (result i32) (i32.lt_s (local.get $n) (i32.const 2))
              (then (local.get $n))
              (else (i32.add
                (call $fib (i32.sub (local.get $n) (i32.const 1)))
                (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
          (func $down (export "down") (param $n i32) (result i32)
            (if (result i32) (local.get $n)
              (then (return_call $down (i32.sub (local.get $n) (i32.const 1))))
              (else (i32.const 7))))
          (func (export "load") (param $at i32) (result i32)
            (i32.store (i32.const 0) (local.get $at))
            (i32.add (i32.load (local.get $at)) (i32.mul (local.get $at) (i32.const 3))))
          (func (export "divide") (param i32 i32) (result i32)
            (i32.div_s (local.get 0) (local.get 1)))
          (func $throw (export "throw") (param $deep i32)
            (if (local.get $deep)
              (then (call $throw (i32.sub (local.get $deep) (i32.const 1))))
              (else (throw $e)))
            (i32.store (i32.const 4) (local.get $deep)))
          (func (export "catch") (param $deep i32) (result i32)
            (block $caught
              (try_table (catch $e $caught) (call $throw (local.get $deep)))
              (return (i32.const 0)))
            (i32.const 1))
          (func (export "ask") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (i32.add (local.get $sum) (call $next)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum))
          (func (export "make") (param $n i32) (result i32) (local $last (ref null $cell))
            (loop $again
              (local.set $last (struct.new $cell (local.get $n)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (struct.get $cell 0 (local.get $last)))
          (func (export "grow") (result i32)
            (memory.grow (i32.const 1))))
        """;

    [Test]
    public void A_loop_takes_its_instructions_once_for_each_iteration()
    {
        var (body, rest) = ReadLoop(Loop);
        foreach (var iterations in (int[])[1, 2, 10, 1000, 1_000_000])
        {
            using var guest = new CountedGuest(Loop, tier);
            guest.Call("sum", iterations);
            var count = guest.Count("sum");
            Assert.That(
                (count.Calls, count.Executed.Instructions), Is.EqualTo((1, rest + ((long)body * iterations))), $"{iterations} iterations");
        }
    }

    [Test]
    public void Calls_add_up_and_what_is_not_called_is_not_there()
    {
        using var guest = new CountedGuest(Loop, tier);
        Assert.That(guest.Count().Functions, Is.Empty);
        guest.Call("sum", 5);
        var one = guest.Count("sum");
        guest.Call("sum", 5);
        var two = guest.Count("sum");
        Assert.That((two.Calls, two.Executed), Is.EqualTo((2, one.Executed * 2)));
        Assert.That((two.Static, two.CodeBytes), Is.EqualTo((one.Static, one.CodeBytes)));
    }

    [Test]
    public void Recursion_costs_the_same_at_each_depth()
    {
        // Calls of fib(n): 2·fib(n+1) − 1; of them fib(n+1) are leaves.
        var counts = new[] { 1, 5, 6, 7, 15 }.ToDictionary(n => n, n => After("fib", n));
        Assert.That(counts[15].Calls, Is.EqualTo((2 * 987) - 1).Or.LessThan(987), "calls, or fewer where some are inlined");
        if (counts[15].Calls == (2 * 987) - 1)
        {
            var leaf = counts[1].Executed.Instructions;
            var inner = counts[5].Executed.Instructions - (8 * leaf);
            Assert.That(inner % 7, Is.Zero);
            Assert.That(counts[15].Executed.Instructions, Is.EqualTo((987 * leaf) + (986 * inner / 7)));
        }

        Assert.That(counts[7].Executed.Instructions, Is.GreaterThan(counts[6].Executed.Instructions));
    }

    [Test]
    public void Tail_calls_count_for_whom_they_call()
    {
        var (none, one, many) = (After("down", 0), After("down", 1), After("down", 500));
        Assert.That(many.Calls, Is.EqualTo(501));
        var step = one.Executed.Instructions - none.Executed.Instructions;
        Assert.That(many.Executed.Instructions, Is.EqualTo(none.Executed.Instructions + (500 * step)));
    }

    [Test]
    public void A_fault_leaves_its_block_in_the_middle()
    {
        var whole = After("load", 16);
        var trapped = After("load", 65536);
        var code = Plain("load");
        var fault = code.FindIndex(instruction => instruction.MemoryIndex != Register.None && IsRead(instruction));
        Assert.That(whole.Executed.Instructions, Is.EqualTo(code.FindIndex(instruction => instruction.Mnemonic == Mnemonic.Ret) + 1));
        Assert.That((trapped.Calls, trapped.Executed.Instructions), Is.EqualTo((1, fault)), "what is in front of the load");
    }

    [Test]
    public void An_explicit_trap_counts_as_far_as_it_goes()
    {
        var code = Plain("divide");
        var trapped = AfterAll("divide", 1, 0);
        var jump = code.FindIndex(instruction => instruction.FlowControl == FlowControl.ConditionalBranch);
        while (!IsTrapOfZero(code, jump))
        {
            jump = code.FindIndex(jump + 1, instruction => instruction.FlowControl == FlowControl.ConditionalBranch);
        }

        // To the jump that is taken, and the five instructions of the stub: make the frame that the function does not have, load the store, call.
        Assert.That(trapped.Executed.Instructions, Is.EqualTo(jump + 1 + 5));
    }

    [Test]
    public void Frames_that_an_exception_passes_count_up_to_their_calls()
    {
        // What is inlined comes in groups of a few frames: of up to eight, all are whole.
        var counts = new[] { 840, 1680, 8400 }.Select(deep => AfterCatch(deep)).ToArray();
        var step = counts[1] - counts[0];
        Assert.That(step, Is.GreaterThan(0));
        Assert.That(counts[2], Is.EqualTo(counts[0] + (9 * step)));

        // Nobody came to the store behind the call.
        using var guest = new CountedGuest(Calls, tier);
        guest.Call("catch", 50);
        var last = guest.Module.ReadBlockCounts().Single(function => function.FunctionIndex == 5).Blocks;
        Assert.That(last.Select(block => block.Executions), Has.Some.Zero.And.Some.GreaterThan(1));
    }

    // Their code is taken from memory, the engine's own functions are numbers in the code.
    [Test]
    public void Calls_through_a_table_that_never_changes_are_none_of_the_engines()
    {
        const string Text = """
            (module
              (table 2 funcref)
              (elem (i32.const 0) $twice $thrice)
              (type $unary (func (param i32) (result i32)))
              (func $twice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
              (func $thrice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
              (func (export "each") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (i32.add (local.get $sum)
                    (call_indirect (type $unary) (local.get $n) (i32.and (local.get $n) (i32.const 1)))))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum)))
            """;
        using var guest = new CountedGuest(Text, tier);
        Assert.That(guest.Call("each", 10), Is.EqualTo((2 * 30) + (3 * 25)));
        Assert.That(guest.Count("each").RuntimeCalls, Is.Empty);
        Assert.That(guest.Count().Executed.Instructions, Is.GreaterThan(10 * 5));
    }

    [Test]
    public void Host_calls_objects_and_helpers_are_counted_apart()
    {
        using var guest = new CountedGuest(Calls, tier, hostResult: 3);
        Assert.That(guest.Call("ask", 20), Is.EqualTo(60));
        Assert.That(guest.Call("make", 30), Is.EqualTo(1));
        guest.Call("grow");
        guest.Call("grow");
        var (ask, make, grow) = (guest.Count("ask"), guest.Count("make"), guest.Count("grow"));
        Assert.That((ask.HostCalls, ask.Allocations, ask.RuntimeCalls.Count), Is.EqualTo((20, 0, 0)));
        Assert.That(make.Allocations + make.RuntimeCalls.GetValueOrDefault("AllocateStruct"), Is.EqualTo(30));
        Assert.That(guest.Store.AllocatedBytes, Is.EqualTo(30 * 16));
        Assert.That(grow.RuntimeCalls, Is.EqualTo(new Dictionary<string, long> { ["MemoryGrow"] = 2 }));
        var total = guest.Count();
        Assert.That((total.HostCalls, total.RuntimeCalls["MemoryGrow"]), Is.EqualTo((20, 2)));
        Assert.That(total.Executed.Instructions, Is.EqualTo(total.Functions.Sum(function => function.Executed.Instructions)));
    }

    [Test]
    public void Results_are_those_of_code_that_does_not_count()
    {
        using var counted = new CountedGuest(Calls, tier, hostResult: 2);
        using var plain = new CountedGuest(Calls, tier, countsBlocks: false, hostResult: 2);
        foreach (var (name, arguments) in ((string, int[])[])[
            ("fib", [15]), ("down", [9]), ("load", [8]), ("divide", [-9, 2]), ("catch", [9]), ("ask", [4]), ("make", [5])])
        {
            Assert.That(counted.Call(name, arguments), Is.EqualTo(plain.Call(name, arguments)), name);
        }
    }

    [Test]
    public void Nothing_is_counted_where_it_is_not_asked_for()
    {
        using var guest = new CountedGuest(Loop, tier, countsBlocks: false);
        guest.Call("sum", 5);
        Assert.That(() => guest.Count(), Throws.InvalidOperationException.With.Message.Contains("CountBlocks"));
        using var counted = new CountedGuest(Loop, tier);
        Assert.That(counted.Module.Explain(0).Code.ToArray(), Is.EqualTo(guest.Module.Explain(0).Code.ToArray()));
    }

    [Test]
    public void A_planted_instruction_is_found_a_hundred_times_of_a_hundred()
    {
        using var before = new CountedGuest(Calls, tier, hostResult: 1);
        Work(before);
        var expected = before.Count();
        var blocks = before.Module.ReadBlockCounts().SelectMany(function => function.Blocks.Select((block, index) =>
            (function.FunctionIndex, Block: index, block.Executions))).Where(block => block.Executions > 0).ToList();
        for (var run = 0; run < 100; run++)
        {
            var (function, block, executions) = blocks[run % blocks.Count];
            using var guest = new CountedGuest(Calls, tier, planted: (function, block), hostResult: 1);
            Work(guest);
            var count = guest.Count();
            var more = count.Executed.Instructions - expected.Executed.Instructions;
            Assert.That(more, Is.EqualTo(executions), $"function {function}, block {block}");
            Assert.That(count.Functions.Where((one, index) => one != expected.Functions[index]).Select(one => one.Index), Is.EqualTo(
                new[] { function }));
        }
    }

    [Test]
    public void A_hundred_runs_give_the_same_figures()
    {
        var counts = Enumerable.Range(0, 100).Select(_ =>
        {
            using var guest = new CountedGuest(Calls, tier, hostResult: 1);
            Work(guest);
            return guest.Count();
        }).ToList();
        Assert.That(counts, Is.All.EqualTo(counts[0]));
        Assert.That(counts[0].Executed.Instructions, Is.GreaterThan(1000));
    }

    private static void Work(CountedGuest guest)
    {
        guest.Call("fib", 10);
        guest.Call("down", 20);
        guest.Call("catch", 5);
        guest.Call("ask", 6);
        guest.Call("make", 40);
        Assert.That(() => guest.Call("load", 65536), Throws.InstanceOf<TrapException>());
        Assert.That(() => guest.Call("divide", 1, 0), Throws.InstanceOf<TrapException>());
    }

    private FunctionCount After(string function, int argument) => AfterAll(function, argument);

    private FunctionCount AfterAll(string function, params int[] arguments)
    {
        using var guest = new CountedGuest(Calls, tier);
        try
        {
            guest.Call(function, arguments);
        }
        catch (TrapException)
        {
            // Counted all the same.
        }

        return guest.Count(function);
    }

    // All instructions of the thrower and the catcher.
    private long AfterCatch(int deep)
    {
        using var guest = new CountedGuest(Calls, tier);
        Assert.That(guest.Call("catch", deep), Is.EqualTo(1));
        return guest.Count().Executed.Instructions;
    }

    private static bool IsRead(Instruction instruction) => instruction.Op0Kind == OpKind.Register;

    private bool IsTrapOfZero(List<Instruction> code, int jump)
    {
        using var guest = new CountedGuest(Calls, tier, countsBlocks: false);
        var target = (int)code[jump].NearBranchTarget;
        var traps = Explain(guest, "divide").Traps;
        return traps.Any(trap => trap.Code == TrapCode.IntegerDivideByZero && trap.Offset > target && trap.Offset - target < 16);
    }

    private static FunctionExplanation Explain(CountedGuest guest, string export) => Enumerable.Range(1, guest.Module.FunctionCount)
        .Select(guest.Module.Explain)
        .Single(function => function.ExportNames.Contains(export));

    // The code without data, as it is where nothing is counted.
    private List<Instruction> Plain(string export)
    {
        using var guest = new CountedGuest(Calls, tier, countsBlocks: false);
        return Read(Explain(guest, export));
    }

    private static List<Instruction> Read(FunctionExplanation function)
    {
        var end = function.Ranges.Where(range => range.Part != CodePart.Constants).Max(range => range.Offset + range.Length);
        return [.. BlockReader.Decode(function.Code.ToArray(), 0, end)];
    }

    // Of a function with one loop that nothing leaves in between: instructions of an iteration, and of all the rest that is executed.
    private (int Body, int Around) ReadLoop(string text)
    {
        using var guest = new CountedGuest(text, tier, countsBlocks: false);
        var code = Read(guest.Module.Explain(0));
        var back = code.FindIndex(at => at.FlowControl == FlowControl.ConditionalBranch && at.NearBranchTarget < at.IP);
        var head = code.FindIndex(at => at.IP == code[back].NearBranchTarget);
        var end = code.FindIndex(at => at.Mnemonic == Mnemonic.Ret);
        return (back - head + 1, end + 1 - (back - head + 1));
    }
}
