using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm.Interpreter;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>The search for handlers of the interpreter; <see cref="ThrowCostTests"/> has what it may cost.</summary>
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
