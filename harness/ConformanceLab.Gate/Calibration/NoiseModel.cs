using MathNet.Numerics.Distributions;

namespace ConformanceLab.Gate.Calibration;

/// <summary>How times of processes and their iterations scatter, in simulations.</summary>
public enum NoiseModel
{
    /// <summary>Processes differ by 0.5 %, iterations by 1 %, normally.</summary>
    Normal,

    /// <summary>The same with Student's t of three degrees of freedom: now and then something is far off.</summary>
    HeavyTails,

    /// <summary>Iterations have a tail to the right, one of twenty takes twice as long; processes differ by an exponential 1 %.</summary>
    Skewed,

    /// <summary>The machine drifts from block to block by 1 %, both sides with it; processes differ by 0.3 %.</summary>
    Drift,

    /// <summary>Three of ten processes are 3 % slower for their whole life, as by where their memory happens to lie.</summary>
    Bimodal,
}

/// <summary>Draws times from a <see cref="NoiseModel"/>; for one thread.</summary>
/// <param name="model">The model.</param>
/// <param name="random">Where chance comes from.</param>
internal sealed class NoiseSource(NoiseModel model, Random random)
{
    private double _machine;

    /// <summary>Begins a block: what the machine does meets both sides.</summary>
    public void NextBlock() => _machine += model == NoiseModel.Drift ? Normal.Sample(random, 0, 0.01) : 0;

    /// <summary>The times of a process.</summary>
    /// <param name="slowdown">0.05 for 5 %.</param>
    /// <param name="iterations">How many.</param>
    public double[] NextProcess(double slowdown, int iterations)
    {
        var level = Math.Exp(_machine + NextProcessOffset()) * (1 + slowdown);
        return [.. Enumerable.Range(0, iterations).Select(_ => level * Math.Exp(NextIterationOffset()))];
    }

    private double NextProcessOffset() => model switch
    {
        NoiseModel.Normal => Normal.Sample(random, 0, 0.005),
        NoiseModel.HeavyTails => 0.005 * StudentT.Sample(random, 0, 1, 3),
        NoiseModel.Skewed => Exponential.Sample(random, 100),
        NoiseModel.Drift => Normal.Sample(random, 0, 0.003),
        _ => (random.NextDouble() < 0.3 ? 0.03 : 0) + Normal.Sample(random, 0, 0.002),
    };

    private double NextIterationOffset() => model switch
    {
        NoiseModel.HeavyTails => 0.01 * StudentT.Sample(random, 0, 1, 3),
        NoiseModel.Skewed => Exponential.Sample(random, 100) + (random.NextDouble() < 0.05 ? Math.Log(2) : 0),
        _ => Normal.Sample(random, 0, 0.01),
    };
}
