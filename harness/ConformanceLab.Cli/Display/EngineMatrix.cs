using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using Spectre.Console;

namespace ConformanceLab.Cli.Display;

/// <summary>Verdicts by suite, with a column for each engine and tier.</summary>
internal static class EngineMatrix
{
    /// <summary>What the cells mean.</summary>
    public const string Legend = "each cell: passed; ✗ failed, crashed or out of time; ~ expected to fail; – unsupported";

    /// <summary>The table.</summary>
    public static Table Create(ResultSet results)
    {
        // In the order in which they were run.
        var columns = results.Runs
            .SelectMany(run => run.Files.Select(file => (Engine: file.Engine, file.Tier)).Distinct())
            .Distinct()
            .ToList();
        var cells = results.Suites.ToDictionary(suite => (suite.Suite, suite.Engine, suite.Tier));
        var table = new Table().Border(TableBorder.Simple).ShowRowSeparators();
        table.AddColumn("suite");
        foreach (var (engine, tier) in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape($"{engine}\n{tier}")).RightAligned());
        }

        foreach (var suite in results.Suites.Select(suite => suite.Suite).Distinct())
        {
            table.AddRow(
            [
                Markup.Escape(suite),
                .. columns.Select(
                    column => cells.TryGetValue((suite, column.Engine, column.Tier), out var cell) ? Describe(cell.Ledger) : ""),
            ]);
        }

        return table;
    }

    private static string Describe(Ledger ledger)
    {
        var bad = Enum.GetValues<Verdict>().Where(verdict => verdict.IsBad()).Sum(verdict => ledger[verdict]);
        string?[] lines =
        [
            ledger[Verdict.Pass] > 0 ? Number(ledger[Verdict.Pass]) : null,
            bad > 0 ? $"[red]✗ {Number(bad)}[/]" : null,
            ledger[Verdict.ExpectedFail] > 0 ? $"~ {Number(ledger[Verdict.ExpectedFail])}" : null,
            ledger[Verdict.Unsupported] > 0 ? $"– {Number(ledger[Verdict.Unsupported])}" : null,
        ];
        return string.Join('\n', lines.Where(line => line is not null));
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
