using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Moves that happen at once, done one after the other.</summary>
public sealed class MoveResolverTests
{
    private const int Scratch = 11;

    [Fact]
    public void MovesOneAfterTheOtherDoWhatMovesAtOnceDo()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var places = Enumerable.Range(0, 8).Concat(Enumerable.Range(Locations.FirstSlot, 4)).ToArray();
            var resolver = new MoveResolver();
            var before = places.ToDictionary(static place => place, static place => place);
            var expected = new Dictionary<int, int>(before);
            var targets = places.OrderBy(_ => random.Next()).Take(random.Next(places.Length + 1)).ToArray();
            foreach (var to in targets)
            {
                var from = places[random.Next(places.Length)];
                resolver.Add(from, to, OperandKind.I64);
                expected[to] = before[from];
            }

            var actual = new Dictionary<int, int>(before) { [Scratch] = -1 };
            resolver.Resolve(move => actual[move.To] = actual[move.From], static _ => Scratch);
            actual.Remove(Scratch);
            Assert.Equal(expected, actual);
        }
    }
}
