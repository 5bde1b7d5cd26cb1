using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace ConformanceLab.Performance;

/// <summary>An input with the number of bytes that its throughput is counted in.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Bytes">The input.</param>
/// <param name="CountedBytes">Bytes that the rate counts: of the code section, or of the text.</param>
public sealed record Input(string Name, byte[] Bytes, long CountedBytes)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The column "MB/s": 10^6 counted bytes a second at the mean time.</summary>
public sealed class ThroughputColumn : IColumn
{
    /// <inheritdoc/>
    public string Id => nameof(ThroughputColumn);

    /// <inheritdoc/>
    public string ColumnName => "MB/s";

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
    public string Legend => "10^6 bytes a second at the mean time: of the code section for binaries, of the file for text";

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var input = benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<Input>().FirstOrDefault();
        var statistics = summary[benchmarkCase]?.ResultStatistics;
        return input is null || statistics is null
            ? "-"
            : (input.CountedBytes * 1e3 / statistics.Mean).ToString("F1", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
