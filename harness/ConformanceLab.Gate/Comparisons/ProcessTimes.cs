using ConformanceLab.Gate.Subjects;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>The times of a process, as reports keep them. Immutable.</summary>
public sealed record ProcessTimes
{
    /// <summary>Times of the repetitions in milliseconds, in their order.</summary>
    public required double[] Times { get; init; }

    /// <summary>Index of the first that is steady.</summary>
    public int Start { get; init; }

    /// <summary>Whether they got steady at all.</summary>
    public bool IsSteady { get; init; }

    /// <summary>The median of the steady ones, in milliseconds.</summary>
    public double Value { get; init; }

    /// <summary>Compiling, in milliseconds, if the plug says it.</summary>
    public double? CompileTime { get; init; }

    /// <summary>Compiling, instantiating and the first repetition, in milliseconds, if the plug says it.</summary>
    public double? ColdTime { get; init; }

    /// <summary>The steady times.</summary>
    public IEnumerable<double> SteadyTimes() => Times.Skip(Start);

    /// <summary>What a process answered.</summary>
    /// <param name="answer">The answer.</param>
    public static ProcessTimes From(PlugAnswer answer)
    {
        var warmUp = answer.WarmUp;
        return new ProcessTimes
        {
            Times = [.. answer.Times],
            Start = warmUp.Start,
            IsSteady = warmUp.IsSteady,
            Value = answer.Value,
            CompileTime = answer.CompileTime,
            ColdTime = answer.ColdTime,
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
