using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.RoundTrips;

/// <summary>A module that comes back changed.</summary>
/// <param name="File">Its script: <c>suite/path</c>.</param>
/// <param name="Line">The line of its command.</param>
/// <param name="Message">At which step, and how.</param>
public sealed record RoundTripFailure(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>What came of checking many modules.</summary>
/// <param name="Checked">Modules that went round.</param>
/// <param name="Skipped">Modules that are malformed, as their script wants it, or that use what is not built.</param>
/// <param name="Failures">Modules that came back changed.</param>
public sealed record RoundTripSummary(int Checked, int Skipped, ImmutableArray<RoundTripFailure> Failures);

/// <summary>
/// Sends modules round: source → binary → text → binary → text. Nothing may change on the way:
/// <code>
/// source ──parse/read──▶ M0 ──write──▶ B1 ──read──▶ M1 ──print──▶ T1 ──parse──▶ M2 ──write──▶ B2 ──read, print──▶ T2
///                                       └──────────────────── B1 = B2 ────────────────────────┘      T1 = T2
/// </code>
/// B1 = B2 is asked of text only: a binary may hold what text can't say (longer forms of integers, a data count that nothing needs). Names
/// take part: they are written into the binary. Modules need not be valid, only well-formed.
/// </summary>
public static class RoundTripCheck
{
    private static readonly ModuleWriteOptions s_named = new() { WriteNames = true };

    /// <summary>Checks one module.</summary>
    /// <param name="source">The module.</param>
    /// <param name="features">Proposals that it may use.</param>
    /// <param name="message">What is wrong, if something is.</param>
    /// <returns>True if it comes back unchanged, false if not, null if it is malformed to begin with.</returns>
    public static bool? Check(ModuleSource source, WasmFeatures features, out string message)
    {
        message = "";
        WasmModule original;
        try
        {
            original = source.Form == ModuleForm.Binary
                ? ModuleReader.Read(source.Bytes, features)
                : TextParser.ParseModule(source.Bytes, features);
        }
        catch (ModuleException)
        {
            return null;
        }

        var step = "writing";
        try
        {
            var first = ModuleWriter.Write(original, s_named);
            step = "reading what was written";
            var read = ModuleReader.Read(first, features);
            step = "printing";
            var text = ModulePrinter.Print(read);
            step = "parsing what was printed";
            var parsed = TextParser.ParseModule(Encoding.UTF8.GetBytes(text), features);
            step = "writing again";
            var second = ModuleWriter.Write(parsed, s_named);
            if (source.Form != ModuleForm.Binary && !first.AsSpan().SequenceEqual(second))
            {
                var at = first.AsSpan().CommonPrefixLength(second);
                message = $"the binary changes at 0x{at:x} of {first.Length} bytes: {Around(first, at)} becomes {Around(second, at)}";
                return false;
            }

            step = "printing again";
            var again = ModulePrinter.Print(ModuleReader.Read(second, features));
            if (text != again)
            {
                message = $"the text changes after {text.AsSpan().CommonPrefixLength(again)} characters";
                return false;
            }

            return true;
        }
        catch (ModuleException error)
        {
            message = $"{step}: {error.Describe()}";
            return false;
        }
    }

    /// <summary>
    /// Checks every module of every script of a plan, those in assertions too. Files that several tiers run are checked once.
    /// </summary>
    public static RoundTripSummary Check(RunPlan plan, CancellationToken cancellation = default)
    {
        var failures = new ConcurrentBag<RoundTripFailure>();
        var done = 0;
        var skipped = 0;
        Parallel.ForEach(
            plan.Jobs.Where(job => job.UnsupportedReason is null).DistinctBy(job => $"{job.Suite}/{job.File}"),
            new ParallelOptions { CancellationToken = cancellation },
            job =>
            {
                // A program with several cases is one module.
                foreach (var (line, source) in Modules(job.Script.Commands).DistinctBy(module => module.Source))
                {
                    switch (Check(source, job.Features, out var message))
                    {
                        case null:
                            Interlocked.Increment(ref skipped);
                            break;
                        case true:
                            Interlocked.Increment(ref done);
                            break;
                        default:
                            Interlocked.Increment(ref done);
                            failures.Add(new RoundTripFailure($"{job.Suite}/{job.File}", line, message));
                            break;
                    }
                }
            });
        return new RoundTripSummary(
            done, skipped, [.. failures.OrderBy(failure => failure.File, StringComparer.Ordinal).ThenBy(failure => failure.Line)]);
    }

    internal static IEnumerable<(int Line, ModuleSource Source)> Modules(ImmutableArray<Command> commands)
    {
        var open = new Stack<ImmutableArray<Command>>([commands]);
        while (open.TryPop(out var some))
        {
            foreach (var command in some)
            {
                switch (command)
                {
                    case ModuleCommand module:
                        yield return (module.Span.Line, module.Source);
                        break;
                    case AssertModuleFails assertion:
                        yield return (assertion.Span.Line, assertion.Source);
                        break;
                    case ProgramCommand program:
                        yield return (program.Span.Line, program.Source);
                        break;
                    case { Nested: { IsEmpty: false } nested }:
                        open.Push(nested);
                        break;
                }
            }
        }
    }

    private static string Around(byte[] bytes, int at) =>
        Convert.ToHexStringLower(bytes.AsSpan(Math.Min(at, bytes.Length), Math.Min(8, bytes.Length - Math.Min(at, bytes.Length))));
}
