using System.Collections.Immutable;

namespace ConformanceLab.LabGenerator.Models;

/// <summary>What a thread of a litmus test does in one step.</summary>
/// <param name="Kind">What.</param>
/// <param name="Location">Where: the number of a location.</param>
/// <param name="Value">The operand, if there is one: the value that is stored.</param>
/// <param name="Register">Where the result goes; −1 if there is none.</param>
/// <param name="Expected">Of <see cref="LitmusKind.CompareExchange"/>, what must be there.</param>
public sealed record LitmusStep(LitmusKind Kind, int Location = 0, int Value = 0, int Register = -1, int Expected = 0);

/// <summary>The kinds of steps.</summary>
public enum LitmusKind
{
    /// <summary>An atomic store.</summary>
    Store,

    /// <summary>An atomic load.</summary>
    Load,

    /// <summary>A store that is not atomic.</summary>
    PlainStore,

    /// <summary>A load that is not atomic, done only if the register before has not read zero; else its register is <see cref="LitmusTest.NotRead"/>.</summary>
    PlainLoadIfSeen,

    /// <summary>Adds; the result is what was there.</summary>
    Add,

    /// <summary>Subtracts.</summary>
    Subtract,

    /// <summary>Bits that are in both.</summary>
    And,

    /// <summary>Bits that are in either.</summary>
    Or,

    /// <summary>Bits that are in one.</summary>
    ExclusiveOr,

    /// <summary>Stores.</summary>
    Exchange,

    /// <summary>Stores if what is there is what is expected.</summary>
    CompareExchange,

    /// <summary>A fence.</summary>
    Fence,
}

/// <summary>
/// A litmus test: threads that access few locations, and what is looked at afterwards, registers and locations. All accesses are sequentially
/// consistent, or ordered by such, so what may be seen is what some interleaving of the threads leaves: all are tried. Locations are zero at first.
/// </summary>
/// <param name="Name">As the literature calls it.</param>
/// <param name="Threads">The steps of each thread. Registers are numbered through all threads.</param>
/// <param name="Final">The locations that are looked at in the end.</param>
public sealed record LitmusTest(string Name, ImmutableArray<ImmutableArray<LitmusStep>> Threads, ImmutableArray<int> Final)
{
    /// <summary>How many values there are: 0 to 3.</summary>
    public const int Values = 4;

    /// <summary>What is in the register of a load that was not done.</summary>
    public const int NotRead = 3;

    /// <summary>How many locations.</summary>
    public const int Locations = 2;

    /// <summary>How many registers.</summary>
    public int Registers => Threads.Sum(thread => thread.Count(step => step.Register >= 0));

    /// <summary>What is looked at: registers, then locations, two bits each.</summary>
    public int Observations => Registers + Final.Length;

    /// <summary>Every outcome that may be: the first register has the lowest bits.</summary>
    public SortedSet<int> Outcomes()
    {
        var outcomes = new SortedSet<int>();
        Interleave(new int[Threads.Length], new int[Locations], new int[Registers], outcomes);
        return outcomes;
    }

    private void Interleave(int[] places, int[] memory, int[] registers, SortedSet<int> outcomes)
    {
        var isDone = true;
        for (var thread = 0; thread < places.Length; thread++)
        {
            if (places[thread] == Threads[thread].Length)
            {
                continue;
            }

            isDone = false;
            int[] next = [.. places];
            next[thread]++;
            int[] nextMemory = [.. memory];
            int[] nextRegisters = [.. registers];
            Do(Threads[thread][places[thread]], nextMemory, nextRegisters);
            Interleave(next, nextMemory, nextRegisters, outcomes);
        }

        if (isDone)
        {
            int[] seen = [.. registers, .. Final.Select(location => memory[location])];
            outcomes.Add(seen.Select((value, index) => value << (2 * index)).Sum());
        }
    }

    private static void Do(LitmusStep step, int[] memory, int[] registers)
    {
        ref var location = ref memory[step.Location];
        var before = location;
        location = step.Kind switch
        {
            LitmusKind.Store or LitmusKind.PlainStore or LitmusKind.Exchange => step.Value,
            LitmusKind.Add => before + step.Value,
            LitmusKind.Subtract => before - step.Value,
            LitmusKind.And => before & step.Value,
            LitmusKind.Or => before | step.Value,
            LitmusKind.ExclusiveOr => before ^ step.Value,
            LitmusKind.CompareExchange when before == step.Expected => step.Value,
            _ => before,
        };
        if (location is < 0 or >= Values)
        {
            throw new InvalidOperationException("a litmus test has values of two bits");
        }

        if (step.Register >= 0)
        {
            registers[step.Register] = step.Kind == LitmusKind.PlainLoadIfSeen && registers[step.Register - 1] == 0 ? NotRead : before;
        }
    }
}
