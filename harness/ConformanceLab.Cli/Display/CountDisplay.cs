using System.Globalization;
using ConformanceLab.Harness.Counting;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints what a program executed.</summary>
internal static class CountDisplay
{
    /// <summary>Prints the functions that execute most, totals, and what was called of the engine.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The figures.</param>
    /// <param name="top">How many functions.</param>
    public static void Print(TextWriter output, CountReport report, int top)
    {
        output.WriteLine($"{report.Module}, {report.Tier} machine code");
        output.WriteLine();
        var table = new TextTable(
            "function", ">calls", ">instructions", ">share", ">frame loads", ">frame stores", ">moves", ">objects", ">host calls",
            ">runtime calls", ">code bytes");
        var total = Math.Max(1, report.Totals.Instructions);
        var ranked = report.Functions
            .OrderByDescending(static function => function.Executed.Instructions)
            .ThenBy(static function => function.Index)
            .ToList();
        foreach (var function in ranked.Take(top))
        {
            var mix = function.Executed;
            table.Add(
                function.Name, Number(function.Calls), Number(mix.Instructions), Share((double)mix.Instructions / total),
                Number(mix.FrameLoads), Number(mix.FrameStores), Number(mix.RegisterMoves), Number(function.Allocations),
                Number(function.HostCalls), Number(function.RuntimeCalls.Values.Sum()), Number(function.CodeBytes));
        }

        if (ranked.Count > top)
        {
            var rest = new ProgramCount([.. ranked.Skip(top)]);
            table.Add(
                $"{Number(rest.Functions.Length)} more", Number(rest.Calls), Number(rest.Executed.Instructions),
                Share((double)rest.Executed.Instructions / total), Number(rest.Executed.FrameLoads), Number(rest.Executed.FrameStores),
                Number(rest.Executed.RegisterMoves), Number(rest.Allocations), Number(rest.HostCalls),
                Number(rest.RuntimeCalls.Values.Sum()), Number(rest.CodeBytes));
        }

        var all = report.Totals;
        table.Add(
            "all", Number(all.Calls), Number(all.Instructions), "", Number(all.FrameLoads), Number(all.FrameStores),
            Number(all.RegisterMoves), Number(all.Allocations), Number(all.HostCalls), Number(all.RuntimeCalls), Number(all.CodeBytes));
        output.Write(table);
        output.WriteLine();
        var calls = new ProgramCount([.. report.Functions]).RuntimeCalls;
        if (calls.Count > 0)
        {
            var named = calls.OrderByDescending(static call => call.Value).Select(static call => $"{call.Key} {Number(call.Value)}");
            output.WriteLine($"runtime calls, whose instructions are not counted: {string.Join(", ", named)}");
        }

        if (all.AllocatedBytes > 0)
        {
            output.WriteLine($"{Number(all.AllocatedBytes)} bytes of objects");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
