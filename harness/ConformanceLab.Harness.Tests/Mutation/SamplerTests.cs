using ConformanceLab.MutationTester.Mutants;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Mutation;

/// <summary>Mutants are drawn, not picked: the same ones for the same seed, and from everywhere.</summary>
public sealed class SamplerTests
{
    private static readonly List<Mutant> s_mutants =
    [
        .. Mutants("small", 5, MutationOperator.Shift),
        .. Mutants("large", 300, MutationOperator.Constant),
        .. Mutants("large", 20, MutationOperator.Boundary),
        .. Mutants("other", 100, MutationOperator.Deletion),
    ];

    [Test]
    public void A_seed_always_draws_the_same()
    {
        var first = Sampler.Draw(s_mutants, 60, seed: 7);
        Assert.That(Ids(Sampler.Draw([.. s_mutants], 60, seed: 7)), Is.EqualTo(Ids(first)));
    }

    [Test]
    public void Another_seed_draws_others() =>
        Assert.That(Ids(Sampler.Draw(s_mutants, 60, seed: 8)), Is.Not.EqualTo(Ids(Sampler.Draw(s_mutants, 60, seed: 7))));

    [Test]
    public void What_is_drawn_does_not_depend_on_lines()
    {
        var moved = s_mutants.Select(mutant => mutant with { Line = mutant.Line + 100 }).ToList();
        Assert.That(Ids(Sampler.Draw(moved, 60, seed: 7)), Is.EqualTo(Ids(Sampler.Draw(s_mutants, 60, seed: 7))));
    }

    [Test]
    public void Areas_have_equal_shares_and_what_one_cannot_fill_goes_to_the_others()
    {
        var drawn = Sampler.Draw(s_mutants, 65, seed: 1).CountBy(mutant => mutant.Area).ToDictionary();
        Assert.That(drawn, Is.EquivalentTo(new Dictionary<string, int> { ["small"] = 5, ["other"] = 30, ["large"] = 30 }));
    }

    [Test]
    public void Operators_take_turns()
    {
        var drawn = Sampler.Draw(s_mutants, 65, seed: 1).Where(mutant => mutant.Area == "large").CountBy(mutant => mutant.Operator);
        Assert.That(drawn.Select(operators => operators.Value), Is.All.EqualTo(15));
    }

    [Test]
    public void More_than_there_are_cannot_be_drawn() => Assert.That(Sampler.Draw(s_mutants, 1000, seed: 1), Is.EqualTo(s_mutants));

    private static IEnumerable<string> Ids(IEnumerable<Mutant> mutants) => mutants.Select(mutant => mutant.Id);

    private static IEnumerable<Mutant> Mutants(string area, int count, MutationOperator kind) => Enumerable.Range(1, count)
        .Select(number => new Mutant(area, kind, "File.cs", number, $"{area}.Member", "a", "b", number));
}
