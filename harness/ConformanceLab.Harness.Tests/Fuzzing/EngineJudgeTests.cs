using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Reduction;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Fuzzing;

/// <summary>What an engine answers, and what that counts for.</summary>
public sealed class EngineJudgeTests
{
    private static readonly FuzzCase s_case = new(
        ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes("(module (func (export \"f\") unreachable))"))),
        WasmFeatures.Wasm3,
        [new FuzzCall("f", [])],
        new FuzzMode(null, false));

    private static CommandResult Said(int command, Verdict verdict, string message, string? actual) =>
        new(command, command + 1, command == 0 ? "module" : "assert_trap", verdict, message, TimeSpan.Zero) { Actual = actual };

    // How often the judge asks, and what it says in the end.
    private static (FuzzAnswer Answer, int Runs) Judge(Func<int, CommandResult> answer)
    {
        var runs = 0;
        var runner = new AnsweringRunner(() => answer(++runs));
        var own = WorkerOptions.Own();
        using var judge = new EngineJudge(
            new FuzzWorkerClient(
                own with { Arguments = [.. own.Arguments, FuzzWorker.Option, Tier.Interpreter.Name()] }, TimeSpan.FromMinutes(1)),
            [
                new EngineTier(
                    new LabEngine(), "other", options => options.KeepWords ? runner : throw new InvalidOperationException("no words")),
            ],
            TimeSpan.FromSeconds(1));
        return (judge.Ask(s_case, probes: false), runs);
    }

    [TestCase("wasm trap: wasm `unreachable` instruction executed", FuzzVerdict.Same)]
    [TestCase("words that nobody knows", FuzzVerdict.Same)]
    [TestCase("wasm trap: integer overflow", FuzzVerdict.Different)]
    public void A_trap_for_another_reason_is_a_difference(string words, FuzzVerdict verdict)
    {
        var (answer, _) = Judge(_ => Said(1, Verdict.Pass, "", words));
        Assert.That(answer.Verdict, Is.EqualTo(verdict));
        Assert.That((answer.Calls, answer.Trapped), Is.EqualTo((1, 1)));
        Assert.That(
            answer.Message,
            verdict == FuzzVerdict.Same
                ? Is.Null
                : Is.EqualTo("conformancelab@other: line 2: fail: expected trap: unreachable, got trap: wasm trap: integer overflow"));
    }

    [TestCase(1, Verdict.Fail, "", "ok", FuzzVerdict.Different, "conformancelab@other: ok")]
    [TestCase(
        0, Verdict.Fail, "", "invalid: function 12: \"f3\" is 0xff", FuzzVerdict.Rejected, "conformancelab@other: invalid: function N: N is N")]
    [TestCase(0, Verdict.Fail, "", "trap: unreachable", FuzzVerdict.Different, "conformancelab@other: trap: unreachable")]
    [TestCase(0, Verdict.Unsupported, "it has none", null, FuzzVerdict.Rejected, "conformancelab@other: it has none")]
    [TestCase(1, Verdict.Crash, "SIGSEGV\nat 1", null, FuzzVerdict.Crash, "conformancelab@other: SIGSEGV")]
    [TestCase(1, Verdict.Timeout, "", null, FuzzVerdict.Hang, "conformancelab@other:")]
    public void What_goes_wrong_has_its_verdict_and_its_signature(
        int command, Verdict verdict, string message, string? actual, FuzzVerdict expected, string signature)
    {
        var (answer, _) = Judge(_ => Said(command, verdict, message, actual));
        Assert.That((answer.Verdict, answer.Signature, answer.Engine), Is.EqualTo((expected, signature, "conformancelab@other")));
    }

    [TestCase("exhaustion: call stack exhausted", "conformancelab@other: exhaustion")]
    [TestCase("trap: allocation size too large", "conformancelab@other: allocation")]
    public void Less_of_something_counts_for_nothing(string actual, string resource)
    {
        var (answer, _) = Judge(_ => Said(1, Verdict.Fail, "", actual));
        Assert.That((answer.Verdict, answer.Tolerated), Is.EqualTo((FuzzVerdict.Same, resource)));
    }

    [Test]
    public void What_seems_to_hang_or_not_to_start_is_asked_again()
    {
        var (late, runs) = Judge(run => run == 1 ? Said(1, Verdict.Timeout, "", null) : Said(1, Verdict.Pass, "", "unreachable"));
        Assert.That((late.Verdict, runs), Is.EqualTo((FuzzVerdict.Same, 2)));
        var (absent, starts) = Judge(run => run < 3 ? throw new IOException("it says nothing") : Said(1, Verdict.Pass, "", "unreachable"));
        Assert.That((absent.Verdict, starts), Is.EqualTo((FuzzVerdict.Same, 3)));
        Assert.That(() => Judge(_ => throw new IOException("it says nothing")), Throws.TypeOf<IOException>());
    }

    private sealed class AnsweringRunner(Func<CommandResult> answer) : IScriptRunner
    {
        public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
        {
            report(answer());
            return true;
        }
    }
}
