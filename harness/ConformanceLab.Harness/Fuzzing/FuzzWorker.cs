using System.Globalization;
using System.Runtime.InteropServices;
using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Coverage;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// The program of a fuzzing worker: cases in on standard input, a line each, answers out on standard output, a line each. Whatever breaks
/// it down, the harness knows which case that was. Requests: <c>own SEED INDEX STRESS PROBE</c> for a case of the generator,
/// <c>case PROBE CASE</c> for any other, with CASE as <see cref="FuzzCase.ToString"/> writes it; <c>script PROBE CASE</c> runs it on the
/// reference alone, and makes a script of it for other engines.
/// </summary>
public static class FuzzWorker
{
    /// <summary>The option of the worker's command line that makes it one for fuzzing; tiers follow, by commas.</summary>
    public const string Option = "--fuzz";

    /// <summary>The option of a worker whose tiers under test have a defect: <see cref="PlantedBug"/> follows.</summary>
    public const string PlantOption = "--plant";

    // Guests have 8 MiB, and what managed code needs comes on top.
    private const int StackBytes = 64 << 20;

    /// <summary>Runs a worker until its input ends.</summary>
    /// <returns>The exit code: 0, or 2 if the command line is wrong.</returns>
    public static int Run(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var bug = arguments is [_, _, PlantOption, var planted] && PlantedBug.TryParse(planted, out var found) ? found : null;
        if (arguments is not ([Option, _] or [Option, _, PlantOption, _]) || (arguments.Length > 2 && bug is null))
        {
            Console.Error.WriteLine("a worker is started by clab fuzz");
            return 2;
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        var tiers = arguments[1].Split(',').Select(static name => Tiers.TryParse(name, out var tier) ? tier : Tier.Interpreter).ToArray();
        var thread = new Thread(() => Serve(tiers, bug), StackBytes);
        thread.Start();
        thread.Join();
        return 0;
    }

    /// <summary>Answers a request in this process.</summary>
    internal static FuzzAnswer Answer(string request, Comparison comparison, TierSubject reference, PlantedBug? bug)
    {
        var fields = request.Split(' ');
        var (test, probes) = fields[0] == "own"
            ? (FuzzCase.Generate(Number(fields[1]), Number(fields[2]), fields[3] == "1"), fields[4] == "1")
            : (FuzzCase.Parse(string.Join(' ', fields[2..])), fields[1] == "1");
        try
        {
            return fields[0] == "script" ? Write(test, probes, reference, bug) : Compare(test, probes, comparison, reference);
        }
        catch (Exception error)
        {
            // Nothing that a module can do is an exception of any other kind than those that the comparison knows.
            return new FuzzAnswer { Verdict = FuzzVerdict.Crash, Message = error.ToString(), Bytes = test.Module.Length };
        }
    }

    private static void Serve(Tier[] tiers, PlantedBug? bug)
    {
        using var reference = new TierSubject(tiers[0], tiers.Length > 1 ? null : TierSubject.Ample);
        var others = tiers.Skip(1).Select(tier => (IFuzzSubject)new TierSubject(tier));
        var comparison = new Comparison([reference, .. others.Select(other => bug is null ? other : new PlantedSubject(other, bug))]);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(Console.Error);
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } request)
        {
            output.WriteLine(Answer(request, comparison, reference, bug).ToLine());
        }
    }

    private static FuzzAnswer Compare(FuzzCase test, bool probes, Comparison comparison, TierSubject reference)
    {
        var result = comparison.Run(test);
        var answer = new FuzzAnswer
        {
            Verdict = result.Verdict,
            Message = result.Verdict == FuzzVerdict.Same ? null : result.Message,
            IsScriptable = result.IsScriptable,
            Call = result.Call,
            Calls = result.Calls,
            Trapped = result.Trapped,
            Threw = result.Threw,
            Exhausted = result.Exhausted,
            Instructions = result.Instructions,
            Bytes = test.Module.Length,
        };
        if (result.Verdict == FuzzVerdict.Invalid)
        {
            return answer;
        }

        var module = ModuleReader.Read(test.Module.ToArray(), test.Features);
        answer = answer with { Functions = module.Functions.Count };
        return probes ? Probe(answer, module, test, reference) : answer;
    }

    private static FuzzAnswer Write(FuzzCase test, bool probes, TierSubject reference, PlantedBug? bug)
    {
        try
        {
            var (script, records) = new WastWriter(reference).WriteForEngines(test, bug);
            var module = ModuleReader.Read(test.Module.ToArray(), test.Features);
            var calls = records.Skip(1).Take(test.Calls.Length).ToList();
            var answer = new FuzzAnswer
            {
                Verdict = FuzzVerdict.Same,
                Script = script,
                IsScriptable = true,
                Calls = calls.Count,
                Trapped = calls.Count(static record => record.End == CallEnd.Trapped),
                Threw = calls.Count(static record => record.End == CallEnd.Threw),
                Exhausted = script is null || records.Count <= test.Calls.Length
                    || calls.Exists(static record => record.Trap == TrapCode.OutOfMemory),
                Instructions = records.Aggregate(0UL, static (sum, record) => sum + record.Instructions),
                Functions = module.Functions.Count,
                Bytes = test.Module.Length,
            };
            return probes ? Probe(answer, module, test, reference) : answer;
        }
        catch (ModuleException error)
        {
            return new FuzzAnswer { Verdict = FuzzVerdict.Invalid, Message = error.ToString(), Bytes = test.Module.Length };
        }
    }

    private static FuzzAnswer Probe(FuzzAnswer answer, WasmModule module, FuzzCase test, TierSubject reference)
    {
        var probes = new ExecutionProbes(module);
        var written = new byte[probes.Count];
        reference.Run(test with { Module = ModuleWriter.Write(probes.Module) }, ExecutionProbes.MemoryExport, written);
        return answer with
        {
            Occurring = ExecutionProbes.Occurring(module).ToString(),
            Executed = probes.Executed(written).ToString(),
        };
    }

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
