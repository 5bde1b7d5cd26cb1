using MathNet.Numerics.Distributions;

namespace ConformanceLab.Statistics;

/// <summary>
/// How much of the error probability may be spent when a share of the planned data is there. Spending it over looks, rather than at each,
/// is what keeps a test honest that looks more than once.
/// </summary>
/// <remarks>Source: Lan and DeMets, Discrete sequential boundaries for clinical trials, Biometrika 70 (1983).</remarks>
public enum SpendingFunction
{
    /// <summary>α ln(1 + (e − 1) t): about the same hurdle at each look, as in Pocock, Biometrika 64 (1977). Large effects end
    /// early.</summary>
    Pocock,

    /// <summary>2 − 2 Φ(z(α/2) / √t): nearly nothing early, as in O'Brien and Fleming, Biometrics 35 (1979).</summary>
    OBrienFleming,

    /// <summary>α t: between the two (Kim and DeMets, Biometrika 74 (1987), with power 1).</summary>
    Linear,
}

/// <summary>What a <see cref="SpendingFunction"/> spends. Pure; for any thread.</summary>
public static class SpendingFunctions
{
    /// <summary>The error probability spent up to a share of the data.</summary>
    /// <param name="function">The function.</param>
    /// <param name="alpha">All that may be spent; above 0, below 1.</param>
    /// <param name="information">The share of the planned data, from 0 to 1.</param>
    public static double Spent(this SpendingFunction function, double alpha, double information) => information <= 0 ? 0 : function switch
    {
        _ when information >= 1 => alpha,
        SpendingFunction.Pocock => alpha * Math.Log(1 + ((Math.E - 1) * information)),
        SpendingFunction.OBrienFleming => 2 * Normal.CDF(0, 1, Normal.InvCDF(0, 1, alpha / 2) / Math.Sqrt(information)),
        _ => alpha * information,
    };
}
