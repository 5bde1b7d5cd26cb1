using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Interpreter;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>The search for handlers: right, and not so slow that a guest can starve its host with throws.</summary>
public class HandlerSearchTests
{
    // Blocks as they close: a random tree of ranges with some clauses each, some of them empty.
    private static readonly Gen<int[]> s_shape = Gen.Int[0, 7].Array[0, 60];

    [Fact]
    public void TheIndexFindsWhatALinearSearchFinds() => s_shape.Sample(
        shape =>
        {
            var handlers = Handlers(shape, out var words);
            var index = new HandlerIndex(handlers);
            for (var word = 0; word <= words; word++)
            {
                var found = new List<int>();
                for (var handler = index.First(word); handler != HandlerIndex.None; handler = index.Next(handler))
                {
                    found.Add(handler);
                }

                Assert.Equal(Enumerable.Range(0, handlers.Length).Where(i => word >= handlers[i].Start && word < handlers[i].End), found);
            }
        },
        iter: 3_000);

    // Every frame of a full stack has 40,000 handlers that do not match.
    [Fact]
    public void AThrowThroughManyHandlersAndFramesIsQuick()
    {
        using var guest = new Guest(
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
        guest.CallInt32("f", Value.FromInt32(1));
        Budget.Within(TimeSpan.FromSeconds(20), 1 << 20, () => Assert.Equal(1, guest.CallInt32("f", Value.FromInt32(10_000))));
    }

    // Here every handler of every frame protects the throw and has to be looked at: an interruption does not wait for that.
    [Fact]
    public void AnInterruptionEndsTheSearch()
    {
        const int Nested = 50_000;
        using var guest = new Guest(
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
        Budget.Within(
            TimeSpan.FromSeconds(20),
            64 << 20,
            () => Assert.Throws<OperationCanceledException>(
                () => { guest.Instance.GetFunction("f").Invoke([Value.FromInt32(15_000)], source.Token); }));
    }

    // 0 to 2 open a block, 3 and 4 close one with as many clauses minus 2, others are words.
    private static ExceptionHandler[] Handlers(int[] shape, out int words)
    {
        var handlers = new List<ExceptionHandler>();
        var open = new Stack<int>();
        words = 0;
        foreach (var step in shape.Concat(Enumerable.Repeat(3, shape.Length)))
        {
            if (step <= 2)
            {
                open.Push(words);
            }
            else if (step >= 5)
            {
                words++;
            }
            else if (open.TryPop(out var start))
            {
                handlers.AddRange(Enumerable.Repeat(new ExceptionHandler { Start = start, End = words }, step - 2));
            }
        }

        return [.. handlers];
    }
}
