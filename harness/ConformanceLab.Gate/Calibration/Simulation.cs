using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Calibration;

/// <summary>Comparisons whose truth is known because the times are drawn from a model.</summary>
public static class Simulation
{
    private const int Iterations = 20;

    /// <summary>Makes comparisons, each with lots of its own: the same for the same seed. On all cores.</summary>
    /// <param name="model">The noise.</param>
    /// <param name="effect">The slowdown: 0.05 for 5 %.</param>
    /// <param name="count">How many.</param>
    /// <param name="policy">Levels and looks.</param>
    /// <param name="seed">Decides all chance.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyList<CalibrationRecord> Run(
        NoiseModel model, double effect, int count, GatePolicy policy, int seed, CancellationToken cancellation)
    {
        var plan = policy.CreatePlan();
        var records = new CalibrationRecord[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, i =>
            records[i] = RunOne(
                model, effect, i, plan, policy, new Random(unchecked((seed * 1_000_003) + (i * 31) + (int)model + (int)(effect * 1e4)))));
        return records;
    }

    private static CalibrationRecord RunOne(
        NoiseModel model, double effect, int index, SequentialPlan plan, GatePolicy policy, Random random)
    {
        var source = new NoiseSource(model, random);
        var comparison = new SequentialComparison(plan, policy, policy.Margin);
        var blocks = new List<Block>();
        while (!comparison.IsExhausted && comparison.PValue > policy.Alpha)
        {
            source.NextBlock();
            var aFirst = random.Next(2) == 0;
            var first = source.NextProcess(aFirst ? 0 : effect, Iterations);
            var second = source.NextProcess(aFirst ? effect : 0, Iterations);
            var block = new Block
            {
                Order = aFirst ? "AB" : "BA",
                A = ProcessTimes.From(aFirst ? first : second, policy.Quantile),
                B = ProcessTimes.From(aFirst ? second : first, policy.Quantile),
            };
            blocks.Add(block);
            comparison.Add(block.LogRatio);
        }

        return CalibrationRecord.From(index, effect, model.ToString(), comparison.PValue <= policy.Alpha, blocks, 0);
    }
}
