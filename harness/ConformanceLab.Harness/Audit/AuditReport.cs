using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Audit;

/// <summary>A command that is weak.</summary>
/// <param name="Job">The script.</param>
/// <param name="Index">The command's place among the script's.</param>
/// <param name="Reasons">Why.</param>
public sealed record WeakCommand(FileJob Job, int Index, ImmutableArray<string> Reasons);

/// <summary>The result of an audit. Immutable.</summary>
public sealed class AuditReport
{
    internal AuditReport(ImmutableArray<AuditedFile> files, ImmutableArray<SaboteurAudit> saboteurs)
    {
        Saboteurs = saboteurs;
        Files = files.Length;
        var counts = new int[AuditTable.Kinds.Length];
        var weak = ImmutableArray.CreateBuilder<WeakCommand>();
        foreach (var file in files.OrderBy(file => file.Job.Id, StringComparer.Ordinal))
        {
            for (var index = 0; index < file.Counts.Length; index++)
            {
                if (!file.Counts[index])
                {
                    NotCounted++;
                    continue;
                }

                Commands++;
                var kinds = file.Analysis.Kinds[index];
                foreach (var kind in AuditTable.Kinds)
                {
                    if ((kinds & kind) != 0)
                    {
                        counts[AuditTable.IndexOf(kind)]++;
                    }
                }

                if (AuditTable.WeaknessesOf(kinds) is { IsEmpty: false } reasons)
                {
                    weak.Add(new WeakCommand(file.Job, index, reasons));
                }
            }
        }

        Counts = [.. counts];
        Weak = weak.ToImmutable();
        WeakReasons = Weak.SelectMany(command => command.Reasons).CountBy(reason => reason)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many scripts took part.</summary>
    public int Files { get; }

    /// <summary>How many commands pass on the honest engine, and count.</summary>
    public int Commands { get; }

    /// <summary>How many do not pass on the honest engine.</summary>
    public int NotCounted { get; }

    /// <summary>One result per saboteur, in the order of the table's columns.</summary>
    public ImmutableArray<SaboteurAudit> Saboteurs { get; }

    /// <summary>How many commands are of each kind, in the order of <see cref="AuditTable.Kinds"/>.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>Commands that are weak, by file and line.</summary>
    public ImmutableArray<WeakCommand> Weak { get; }

    /// <summary>How many commands are weak for each reason; one may have several.</summary>
    public ImmutableSortedDictionary<string, int> WeakReasons { get; }

    /// <summary>What contradicts the table.</summary>
    public ImmutableArray<AuditFinding> Findings => [.. Saboteurs.SelectMany(audit => audit.Findings)];

    /// <summary>Assertions that a liar meant for them deceives, without a reason.</summary>
    public int Unexplained => Findings.Count(finding => finding.Kind == AuditFindingKind.Deceived);

    /// <summary>Whether nothing contradicts the table.</summary>
    public bool Holds => Saboteurs.All(audit => audit.Findings.IsEmpty);
}
