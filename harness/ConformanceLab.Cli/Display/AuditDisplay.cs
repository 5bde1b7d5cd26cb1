using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Audit;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints an audit: the table of kinds × saboteurs, the saboteurs, weak assertions, what contradicts the table.</summary>
internal static class AuditDisplay
{
    private const int MaximumFindings = 50;

    /// <summary>Prints everything.</summary>
    /// <param name="output">Where.</param>
    /// <param name="report">The audit.</param>
    /// <param name="listWeak">Whether weak assertions are listed one by one.</param>
    public static void Print(TextWriter output, AuditReport report, bool listWeak)
    {
        PrintTable(output, report);
        output.WriteLine();
        PrintSaboteurs(output, report);
        output.WriteLine();
        PrintWeak(output, report, listWeak);
        PrintFindings(output, report);
        var unasked = report.Saboteurs.Where(audit => !audit.IsAsked).Select(audit => audit.Column.Saboteur.Name).ToList();
        if (unasked.Count > 0)
        {
            output.WriteLine($"nothing here could catch: {string.Join(", ", unasked)}");
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Saboteurs.Length} saboteurs, {AuditTable.Kinds.Length} kinds, {report.Files:N0} files, "
                    + $"{report.Commands:N0} commands ({report.NotCounted:N0} do not pass and do not count): "
                    + $"{report.Weak.Length:N0} weak, {report.Unexplained} unexplained; "
                    + $"the table {(report.Holds ? "holds" : "DOES NOT HOLD")}"));
    }

    // A row for each kind that occurs, a column of two characters for each saboteur.
    private static void PrintTable(TextWriter output, AuditReport report)
    {
        const int labelWidth = 24;
        const int countWidth = 8;
        var indent = new string(' ', labelWidth + countWidth);
        var numbers = Enumerable.Range(1, report.Saboteurs.Length).ToList();
        output.WriteLine($"{indent}  {string.Concat(numbers.Select(number => number < 10 ? "  " : $" {number / 10}"))}");
        output.WriteLine($"{"kind",-labelWidth}{"commands",countWidth}  {string.Concat(numbers.Select(number => $" {number % 10}"))}");
        foreach (var (kind, count) in AuditTable.Kinds.Zip(report.Counts))
        {
            var line = new StringBuilder();
            line.Append(CultureInfo.InvariantCulture, $"{AuditNames.NameOf(kind),-labelWidth}{count,countWidth:N0}  ");
            foreach (var audit in report.Saboteurs)
            {
                line.Append(' ').Append(Symbol(audit, kind));
            }

            output.WriteLine(line.ToString());
        }

        output.WriteLine("X must fail   · must not fail   ~ may fail   w weak   ! contradicted");
    }

    private static char Symbol(SaboteurAudit audit, CommandKinds kind) =>
        (audit.Broken & kind) != 0 ? '!'
        : audit.Column.RuleFor(kind).Rule switch
        {
            AuditRule.MustFail => 'X',
            AuditRule.Weak => 'w',
            AuditRule.MayFail => '~',
            _ => '·',
        };

    private static void PrintSaboteurs(TextWriter output, AuditReport report)
    {
        output.WriteLine($"{"    saboteur",-26}{"must fail",9}{"must not",9}{"spoiled",8}{"may fail",9}{"and do",7}{"weak",6}  lie");
        var number = 0;
        foreach (var audit in report.Saboteurs)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{++number,3} {audit.Column.Saboteur.Name,-22}{audit.Must.Commands,9:N0}{audit.MustNot.Commands,9:N0}"
                        + $"{audit.MustNot.Spoiled,8:N0}{audit.May.Commands,9:N0}{audit.May.Caught,7:N0}{audit.Weak.Commands,6:N0}  "
                        + $"{audit.Column.Saboteur.Lie}"));
        }

        output.WriteLine("spoiled: would not have to fail, but needs a module, an instance or a name that the lie has kept from existing");
    }

    private static void PrintWeak(TextWriter output, AuditReport report, bool list)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"weak: {report.Weak.Length:N0} assertions"));
        foreach (var (reason, count) in report.WeakReasons)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,8:N0}  {reason}"));
        }

        if (list)
        {
            foreach (var weak in report.Weak)
            {
                var command = weak.Job.Script.Commands[weak.Index];
                output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{weak.Job.Suite}/{weak.Job.File}:{command.Span.Line}: {string.Join("; ", weak.Reasons)}: "
                            + $"{weak.Job.Script.Excerpt(command)} [{weak.Job.CommandId(weak.Index)}]"));
            }
        }
    }

    private static void PrintFindings(TextWriter output, AuditReport report)
    {
        var findings = report.Findings;
        foreach (var finding in findings.Take(MaximumFindings))
        {
            output.WriteLine(finding);
        }

        if (findings.Length > MaximumFindings)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {findings.Length - MaximumFindings:N0} more"));
        }
    }
}
