using ConformanceLab.Wasm.Baseline;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Baseline;

/// <summary>Copies that happen all at once, against a machine of five registers that does them so.</summary>
public sealed class ParallelMovesTests
{
    private const int Registers = 5;
    private const int Scratch = Registers;

    [Fact]
    public void EverySetOfCopiesEndsAsIfAllHappenedAtOnce()
    {
        // For each register what is copied to it: itself, or another one. All combinations.
        var total = (int)Math.Pow(Registers, Registers);
        for (var number = 0; number < total; number++)
        {
            var moves = new ParallelMoves();
            var expected = new int[Registers];
            for (int to = 0, rest = number; to < Registers; to++, rest /= Registers)
            {
                expected[to] = rest % Registers;
                moves.Add(to, expected[to]);
            }

            var machine = Enumerable.Range(0, Registers + 1).ToArray();
            var steps = 0;
            while (moves.TryTake(Scratch, out var to, out var from))
            {
                machine[to] = machine[from];
                Assert.True(++steps <= 2 * Registers);
            }

            Assert.Equal(expected, machine[..Registers]);
        }
    }

    [Fact]
    public void NothingIsMovedThatIsThere()
    {
        var moves = new ParallelMoves();
        moves.Add(1, 1);
        Assert.False(moves.TryTake(Scratch, out _, out _));
    }
}
