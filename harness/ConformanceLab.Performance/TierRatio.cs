using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using ConformanceLab.Wasm;

namespace ConformanceLab.Performance;

/// <summary>The tiers of our engine that this machine has, by name, slowest first: values of the parameter <c>Tier</c>.</summary>
public static class TierNames
{
    /// <summary>Name of the parameter.</summary>
    public const string Parameter = "Tier";

    /// <summary>The names.</summary>
    public static IEnumerable<string> All => Tiers.Available.Select(Tiers.Name);

    /// <summary>The tier of a name.</summary>
    public static Tier Parse(string name) =>
        Tiers.TryParse(name, out var tier) ? tier : throw new ArgumentException($"there is no tier {name}", nameof(name));
}

/// <summary>
/// The column "Tier ratio": the mean time relative to that of the same benchmark, with the same other parameters, on the first tier, which is
/// the interpreter.
/// </summary>
public sealed class TierRatioColumn : IColumn
{
    /// <inheritdoc/>
    public string Id => nameof(TierRatioColumn);

    /// <inheritdoc/>
    public string ColumnName => "Tier ratio";

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => "mean time relative to the interpreter's";

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var first = summary.BenchmarksCases.FirstOrDefault(other => IsCounterpart(other, benchmarkCase));
        return first is not null && summary[first]?.ResultStatistics is { } reference && summary[benchmarkCase]?.ResultStatistics is { } own
            ? (own.Mean / reference.Mean).ToString("0.000", CultureInfo.InvariantCulture)
            : "-";
    }

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    private static bool IsCounterpart(BenchmarkCase other, BenchmarkCase own) =>
        other.Descriptor.WorkloadMethod == own.Descriptor.WorkloadMethod
            && other.Job.ResolvedId == own.Job.ResolvedId
            && other.Parameters.Items.All(item => item.Name == TierNames.Parameter
                ? Equals(item.Value, TierNames.All.First())
                : Equals(item.Value, own.Parameters[item.Name]));
}

/// <summary>Adds <see cref="TierRatioColumn"/> to the tables of a class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TierRatioAttribute : Attribute, IConfigSource
{
    /// <inheritdoc/>
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(new TierRatioColumn());
}
