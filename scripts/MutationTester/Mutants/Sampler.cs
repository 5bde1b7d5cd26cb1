using ConformanceLab.Fuzzing;

namespace ConformanceLab.MutationTester.Mutants;

/// <summary>
/// Draws mutants: the areas get equal shares (what one cannot fill goes to the next), and within an area the operators take turns, in an
/// order that is drawn anew each round; each turn takes one of the operator's mutants that are left, all with the same probability. What is
/// drawn depends on the seed and on the mutants there are, and on nothing else.
/// </summary>
public static class Sampler
{
    /// <summary>Draws mutants.</summary>
    /// <param name="mutants">Those there are.</param>
    /// <param name="count">How many to draw; fewer are drawn if there are fewer.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Those drawn, in the order in which they were given.</returns>
    public static IReadOnlyList<Mutant> Draw(IReadOnlyList<Mutant> mutants, int count, ulong seed)
    {
        // Larger areas last, so that they fill what the smaller ones could not.
        var areas = mutants.GroupBy(mutant => mutant.Area)
            .OrderBy(area => area.Count())
            .ThenBy(area => area.Key, StringComparer.Ordinal)
            .ToList();
        var drawn = new HashSet<Mutant>();
        for (var at = 0; at < areas.Count; at++)
        {
            var share = (count - drawn.Count) / (areas.Count - at);
            drawn.UnionWith(DrawOf([.. areas[at]], share, new RandomSource(seed, (ulong)at)));
        }

        return [.. mutants.Where(drawn.Contains)];
    }

    private static IEnumerable<Mutant> DrawOf(IReadOnlyList<Mutant> mutants, int count, RandomSource random)
    {
        var left = mutants.GroupBy(mutant => mutant.Operator)
            .OrderBy(group => group.Key)
            .Select(group => group.OrderBy(mutant => mutant.Id, StringComparer.Ordinal).ToList())
            .ToList();
        while (count > 0 && left.Count > 0)
        {
            var round = new List<List<Mutant>>(left);
            while (count > 0 && round.Count > 0)
            {
                var operators = Take(round, random);
                yield return Take(operators, random);
                count--;
            }

            left.RemoveAll(group => group.Count == 0);
        }
    }

    private static T Take<T>(List<T> items, RandomSource random)
    {
        var at = random.Next(items.Count);
        var item = items[at];
        items.RemoveAt(at);
        return item;
    }
}
