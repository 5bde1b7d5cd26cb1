using System.Collections.Immutable;
using System.Globalization;

namespace ConformanceLab.Harness.Tracking;

/// <summary>How what is published and what was measured differ.</summary>
public enum ContradictionKind
{
    /// <summary>Published as supported; measured, it is not there, or not the whole of it.</summary>
    PublishedOnly,

    /// <summary>Published as not supported, or not at all; measured, all of it is there.</summary>
    MeasuredOnly,
}

/// <summary>A place where the public table and the measurement say different things.</summary>
/// <param name="Kind">How they differ.</param>
/// <param name="Column">The tier that was measured: of the engine's the one that has most of it.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="PublishedName">The engine's name in the table.</param>
/// <param name="Published">What the table says.</param>
/// <param name="Measured">What the verdicts say.</param>
public sealed record Contradiction(
    ContradictionKind Kind,
    MatrixColumn Column,
    ProposalEntry Proposal,
    string PublishedName,
    PublishedFeature Published,
    MeasuredCell Measured)
{
    /// <summary>
    /// Compares. What is published is of engines, so of an engine's tiers the one that has most of a proposal counts. A feature that needs
    /// a flag contradicts nothing, since the engine may have been started with it or without; nor does one that does not apply, that was
    /// not measured, or that came with a later version, where versions can be compared.
    /// </summary>
    /// <param name="matrix">What was measured.</param>
    /// <param name="table">What is published.</param>
    /// <param name="published">Which engines are which in the table; others by their own name.</param>
    public static ImmutableArray<Contradiction> Find(FeatureMatrix matrix, FeatureTable table, ImmutableArray<PublishedEngine> published)
    {
        var found = ImmutableArray.CreateBuilder<Contradiction>();
        foreach (
            var engine in matrix.Columns.Select((column, index) => (column, index)).GroupBy(it => (it.column.Engine, it.column.Version)))
        {
            var (names, versions) = NamesOf(engine.First().column, table, published);
            foreach (var (proposal, cells) in matrix.Rows.Where(row => row.Proposal.Key is not null))
            {
                var (column, index) = engine.MaxBy(it => (cells[it.index].State, cells[it.index].Share));
                foreach (var name in names)
                {
                    var said = table.Find(name, proposal.Key!);
                    var isLater = versions && said.Version is { } since && Compare(since, column.Version) > 0;
                    if (!isLater && KindOf(said.State, cells[index].State) is { } kind)
                    {
                        found.Add(new Contradiction(kind, column, proposal, name, said, cells[index]));
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The engines of the table that a column is compared with.</summary>
    internal static (IReadOnlyList<string> Names, bool Versions) NamesOf(
        MatrixColumn column, FeatureTable table, ImmutableArray<PublishedEngine> published)
    {
        var known = published.FirstOrDefault(entry => entry.Engines.Contains(column.Engine, StringComparer.OrdinalIgnoreCase));
        return known is not null
            ? ([.. known.Names.Where(table.Engines.ContainsKey)], known.Versions)
            : ([.. table.Engines.Keys.Where(name => name.Equals(column.Engine, StringComparison.OrdinalIgnoreCase))], true);
    }

    private static ContradictionKind? KindOf(PublishedState published, MeasuredState measured) => (published, measured) switch
    {
        (PublishedState.Supported, MeasuredState.None or MeasuredState.Partial) => ContradictionKind.PublishedOnly,
        (PublishedState.Unsupported or PublishedState.Silent, MeasuredState.Full) => ContradictionKind.MeasuredOnly,
        _ => null,
    };

    // 9.10 is later than 9.9; 25 is 25.0.
    private static int Compare(string one, string other)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        for (var index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            var order = left.ElementAtOrDefault(index).CompareTo(right.ElementAtOrDefault(index));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int[] Numbers(string version) =>
    [
        .. version.TrimStart('v').Split('.', ' ', '-').TakeWhile(
            part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)),
    ];
}
