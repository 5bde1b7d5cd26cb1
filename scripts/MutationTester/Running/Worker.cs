using System.Globalization;
using System.Reflection;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.MutationTester.Running;

/// <summary>
/// A process that executes scripts on the interpreter with one mutant switched on. Lines of standard input name scripts, lines of standard
/// output say what happens:
/// <code>
/// in    suite TAB file TAB features TAB path
/// out   begin N               the Nth script begins, from 0
///       verdict I V           command I of it has verdict V
///       reached A B C …       mutants that it came across, when tracing
///       end MS                it ended, and took so much of the processor's time
/// </code>
/// </summary>
internal static class Worker
{
    /// <summary>The argument that makes this program a worker.</summary>
    public const string Argument = "--worker";

    /// <summary>The variable of the environment that says which mutant is active.</summary>
    public const string MutantVariable = "CLAB_MUTANT";

    /// <summary>No mutant.</summary>
    public const int Original = -1;

    /// <summary>No mutant, but it is noted which ones are reached.</summary>
    public const int Trace = -2;

    // Who started the worker ends what takes too long, by what it uses of the processor: a machine that is busy must kill no mutant.
    private static readonly ExecutionOptions s_options = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromHours(1) };

    /// <summary>Runs until the input ends.</summary>
    public static int Run(TextReader input, TextWriter output)
    {
        using var runner = new InProcessScriptRunner(LabEngine.Create(isGcStress: false, isEager: false), s_options);
        var reached = Reached();
        for (var number = 0; input.ReadLine() is { } line; number++)
        {
            var fields = line.Split('\t');
            var features = (WasmFeatures)ulong.Parse(fields[2], CultureInfo.InvariantCulture);
            Say(output, $"begin {number}");
            if (reached is not null)
            {
                Array.Clear(reached);
            }

            var before = Environment.CpuUsage.TotalTime;
            var job = new FileJob(fields[0], fields[1], fields[3], Tier.Interpreter.Name(), features, Script.Load(fields[3]));
            runner.Run(job, result => Say(output, $"verdict {result.Index} {result.Verdict.Name()}"), CancellationToken.None);
            if (reached is not null)
            {
                Say(output, $"reached {string.Join(' ', reached.Index().Where(entry => entry.Item).Select(entry => entry.Index))}");
            }

            Say(output, $"end {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0}");
        }

        return 0;
    }

    private static bool[]? Reached()
    {
        var mutation = typeof(Engine).Assembly.GetType("ConformanceLab.Wasm.Mutation");
        var isTracing = mutation?.GetField("Active", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is Trace;
        return isTracing ? (bool[])mutation!.GetField("Reached")!.GetValue(null)! : null;
    }

    private static void Say(TextWriter output, FormattableString line)
    {
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        output.Flush();
    }
}
