using ConformanceLab.Fuzzing.Reduction;
using Xunit;

namespace ConformanceLab.Engine.Tests.Fuzzing;

public sealed class DeltaDebuggingTests
{
    [Theory]
    [InlineData(1, new int[0])]
    [InlineData(100, new[] { 0 })]
    [InlineData(100, new[] { 99 })]
    [InlineData(1000, new[] { 17, 18, 500, 731 })]
    [InlineData(5, new[] { 0, 1, 2, 3, 4 })]
    public void WhatIsNeededIsAllThatIsLeft(int count, int[] needed)
    {
        var judged = 0;
        var smallest = DeltaDebugging.Minimize([.. Enumerable.Range(0, count)], candidate =>
        {
            judged++;
            return needed.All(candidate.Contains);
        });
        Assert.Equal(needed, smallest);
        Assert.InRange(judged, 1, 20 + (20 * Math.Max(1, needed.Length)));
    }

    // Most sizes do not do, so that much that could go goes only in company.
    [Fact]
    public void NoneCanBeLeftOutAlone()
    {
        var smallest = DeltaDebugging.Minimize([.. Enumerable.Range(0, 7)], static candidate =>
            candidate.Count % 3 == 1 || candidate.SequenceEqual([0, 1, 2]));
        for (var index = 0; index < smallest.Count; index++)
        {
            var without = smallest.ToList();
            without.RemoveAt(index);
            Assert.False(without.Count % 3 == 1 || without.SequenceEqual([0, 1, 2]));
        }
    }

    [Fact]
    public void NothingIsReducedToNothing() => Assert.Empty(DeltaDebugging.Minimize<int>([], static _ => true));
}
