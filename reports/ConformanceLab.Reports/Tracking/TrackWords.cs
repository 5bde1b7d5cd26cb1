using System.Globalization;
using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Reports.Tracking;

/// <summary>What every format says in the same words.</summary>
public static class TrackWords
{
    /// <summary>A contradiction in a sentence.</summary>
    public static string Of(Contradiction contradiction) => contradiction.Kind == ContradictionKind.PublishedOnly
        ? $"{contradiction.Proposal.Title}: {contradiction.PublishedName} is published as {contradiction.Published}, "
            + $"but {contradiction.Column.Name} has "
            + $"{(contradiction.Measured.State == MeasuredState.None ? "none of it" : contradiction.Measured)}"
        : $"{contradiction.Proposal.Title}: {contradiction.PublishedName} is published as {contradiction.Published}, "
            + $"but {contradiction.Column.Name} passes all {Number(contradiction.Measured.Planned)} commands";

    /// <summary>How many proposals a column has in full: <c>24 of 30</c>.</summary>
    public static string Total(FeatureMatrix matrix, int column)
    {
        var measured = matrix.Rows.Select(row => row.Cells[column]).Where(cell => cell.State != MeasuredState.NotMeasured).ToList();
        return $"{Number(measured.Count(cell => cell.State == MeasuredState.Full))} of {Number(measured.Count)}";
    }

    /// <summary>A number with separators.</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
