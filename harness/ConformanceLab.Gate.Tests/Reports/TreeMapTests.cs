using ConformanceLab.Reports.Performance;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Reports;

/// <summary>Rectangles whose areas are shares.</summary>
public sealed class TreeMapTests
{
    private static IEnumerable<double[]> Shares() =>
    [
        [1], [6, 6, 4, 3, 2, 2, 1], [1000, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1], [5, 0, 0], [0.001, 3],
        [.. Enumerable.Range(1, 200).Select(i => 1000.0 / i)],
    ];

    [TestCaseSource(nameof(Shares))]
    public void Areas_are_shares_and_fill_the_whole_without_overlap(double[] values)
    {
        const double width = 600;
        const double height = 400;
        var cells = TreeMap.Squarify(values, width, height);
        var sum = values.Sum();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            Assert.That(cell.Width * cell.Height, Is.EqualTo(values[i] / sum * width * height).Within(1e-6));
            double[] inside = [cell.X, cell.Y, width - cell.X - cell.Width, height - cell.Y - cell.Height];
            Assert.That(inside, Is.All.GreaterThanOrEqualTo(-1e-6));
            foreach (var other in cells.Take(i))
            {
                var (x, y) = (Overlap(cell.X, cell.Width, other.X, other.Width), Overlap(cell.Y, cell.Height, other.Y, other.Height));
                Assert.That(x * y, Is.Zero.Within(1e-6));
            }
        }
    }

    [Test]
    public void The_example_of_the_paper_is_as_square_as_there()
    {
        var cells = TreeMap.Squarify([6, 6, 4, 3, 2, 2, 1], 6, 4);
        Assert.That(cells.Max(cell => Math.Max(cell.Width / cell.Height, cell.Height / cell.Width)), Is.EqualTo(25.0 / 9).Within(1e-9));
        Assert.That((cells[0].Width, cells[0].Height), Is.EqualTo((3.0, 2.0)));
    }

    [Test]
    public void Of_nothing_there_is_nothing() =>
        Assert.That(TreeMap.Squarify([0, 0], 10, 10), Is.All.EqualTo(default(TreeMapCell)));

    private static double Overlap(double a, double lengthA, double b, double lengthB) =>
        Math.Max(0, Math.Min(a + lengthA, b + lengthB) - Math.Max(a, b) - 1e-9);
}
