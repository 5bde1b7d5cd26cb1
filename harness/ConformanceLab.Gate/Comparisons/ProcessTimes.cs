using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>The times of a process, as reports keep them. Immutable.</summary>
public sealed record ProcessTimes
{
    /// <summary>
    /// The quantile of a process's steady times that stands for it, where no policy says another. Whatever disturbs a process makes its
    /// times longer: on a machine that others use too, the lower quartile scatters several times less than the median.
    /// </summary>
    public const double UsualQuantile = 0.25;

    /// <summary>Times of the repetitions in milliseconds, in their order.</summary>
    public required double[] Times { get; init; }

    /// <summary>Index of the first that is steady.</summary>
    public int Start { get; init; }

    /// <summary>Whether they got steady at all.</summary>
    public bool IsSteady { get; init; }

    /// <summary>The one number of the process: a quantile of the steady times, in milliseconds.</summary>
    public double Value { get; init; }

    /// <summary>Compiling, in milliseconds, if the plug says it.</summary>
    public double? CompileTime { get; init; }

    /// <summary>Compiling, instantiating and the first repetition, in milliseconds, if the plug says it.</summary>
    public double? ColdTime { get; init; }

    /// <summary>The steady times.</summary>
    public IEnumerable<double> SteadyTimes() => Times.Skip(Start);

    /// <summary>What a process answered.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="quantile">The quantile of the steady times that stands for the process.</param>
    public static ProcessTimes From(PlugAnswer answer, double quantile = UsualQuantile) => From([.. answer.Times], quantile) with
    {
        CompileTime = answer.CompileTime,
        ColdTime = answer.ColdTime,
    };

    /// <summary>What a series of times is worth.</summary>
    /// <param name="times">The times of the repetitions in milliseconds, in their order.</param>
    /// <param name="quantile">The quantile of the steady times that stands for the process.</param>
    public static ProcessTimes From(double[] times, double quantile)
    {
        var warmUp = WarmUp.Detect(times);
        return new ProcessTimes
        {
            Times = times,
            Start = warmUp.Start,
            IsSteady = warmUp.IsSteady,
            Value = Quantiles.Quantile(warmUp.Steady(times), quantile),
        };
    }
}

/// <summary>One fresh process of each side, one after the other. Immutable.</summary>
public sealed record Block
{
    /// <summary>Who was first: <c>AB</c> or <c>BA</c>, by lot.</summary>
    public required string Order { get; init; }

    /// <summary>The process of A.</summary>
    public required ProcessTimes A { get; init; }

    /// <summary>The process of B.</summary>
    public required ProcessTimes B { get; init; }

    /// <summary>ln(B/A).</summary>
    public double LogRatio => Math.Log(B.Value / A.Value);
}
