using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.RoundTrips;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>
/// Compares what our parser, decoder and validator say of modules, good and bad, with what wasm-tools says, and the binaries that both make
/// of the same text. Both have every proposal on that they know.
/// </summary>
public sealed class WasmToolsCrossCheck
{
    private readonly List<Difference> _differences = [];
    private readonly List<string> _undecided = [];
    private int _done;
    private int _accepted;
    private int _rejected;
    private int _parsed;
    private int _equal;

    private sealed record Subject(string Place, ModuleSource Source, byte[]? Binary, ModuleException? Error);

    /// <summary>How many modules were compared.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Compares every module of a plan's scripts, those in assertions too. Files of several tiers are compared once.</summary>
    /// <param name="plan">The scripts; those of suites that are not built are left out.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The version of wasm-tools, and what was found.</returns>
    /// <exception cref="IOException">wasm-tools is not here, or does not work.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public (string Version, CrossCheckReport Report) Check(RunPlan plan, CancellationToken cancellation)
    {
        var program = WasmToolsProgram.Start();
        var subjects = new List<Subject>();
        var questions = new List<WasmToolsQuestion>();
        foreach (var job in plan.Jobs
            .Where(job => job.UnsupportedReason is null)
            .DistinctBy(job => (job.Suite, job.File))
            .OrderBy(job => $"{job.Suite}/{job.File}", StringComparer.Ordinal))
        {
            foreach (var (line, source) in RoundTripCheck.Modules(job.Script.Commands).OrderBy(module => module.Line))
            {
                cancellation.ThrowIfCancellationRequested();
                var place = string.Create(CultureInfo.InvariantCulture, $"{job.Suite}/{job.File}:{line}");
                var (subject, plain) = Judge(place, source);
                subjects.Add(subject);
                questions.Add(new WasmToolsQuestion(source.Bytes, source.Form != ModuleForm.Binary, plain));
            }
        }

        program.Ask(questions, answer => Compare(subjects[_done++], answer), cancellation);
        var explained = _differences.Count(difference => difference.IsExplained);
        return (program.Version, new CrossCheckReport(
            [
                ("modules", subjects.Count),
                ("both accept", _accepted),
                ("both reject", _rejected),
                ("wasm-tools can't tell", _undecided.Count),
                ("texts that both parse", _parsed),
                ("binaries made of them equal, names apart", _equal),
                ("differences explained", explained),
                ("differences not explained", _differences.Count - explained),
            ],
            [.. _differences],
            [.. _undecided]));
    }

    // What we say of a module: the error, or the binary.
    private static (Subject Subject, byte[]? Plain) Judge(string place, ModuleSource source)
    {
        byte[]? binary = null;
        byte[]? plain = null;
        try
        {
            var module = Read(source);
            binary = source.Form == ModuleForm.Binary ? null : ModuleWriter.Write(module);
            plain = ImportFree.Rewrite(Read(source));
            ModuleValidator.Validate(module);
            return (new Subject(place, source, binary, null), plain);
        }
        catch (ModuleException error)
        {
            return (new Subject(place, source, binary, error), plain);
        }
    }

    private static WasmModule Read(ModuleSource source) => source.Form == ModuleForm.Binary
        ? ModuleReader.Read(source.Bytes, WasmFeatures.All)
        : TextParser.ParseModule(source.Bytes, WasmFeatures.All);

    private void Compare(Subject subject, WasmToolsAnswer answer)
    {
        if (subject.Binary is not null && answer.Parsed is not null)
        {
            _parsed++;
            CompareBinaries(subject, answer.Parsed);
        }

        if (answer.IsAccepted is not { } isAccepted)
        {
            _undecided.Add($"{subject.Place}: {answer.Message}");
        }
        else if (isAccepted == subject.Error is null)
        {
            _accepted += isAccepted ? 1 : 0;
            _rejected += isAccepted ? 0 : 1;
        }
        else
        {
            _differences.Add(new Difference(
                subject.Place,
                WasmToolsHabits.Explain(subject.Source, subject.Error, answer.Message),
                subject.Error is null
                    ? $"wasm-tools does not accept it: {answer.Message}"
                    : $"only wasm-tools accepts it; ours: {subject.Error.Message}"));
        }
    }

    private void CompareBinaries(Subject subject, byte[] theirs)
    {
        var ours = WithoutNames(subject.Binary);
        theirs = WithoutNames(theirs);
        if (theirs.AsSpan().SequenceEqual(ours))
        {
            _equal++;
            return;
        }

        _differences.Add(new Difference(
            subject.Place,
            WasmToolsHabits.Explain(ours, theirs),
            WabtCrossCheck.Describe("wasm-tools", theirs, ours)));
    }

    // wasm-tools writes identifiers as a name section, and we don't unless asked: all sections are copied, but for that.
    private static byte[] WithoutNames(ReadOnlySpan<byte> module)
    {
        var kept = new List<byte>(module.Length);
        kept.AddRange(module[..8]);
        for (var at = 8; at < module.Length;)
        {
            var start = at;
            var isCustom = module[at++] == 0;
            var length = 0;
            var shift = 0;
            do
            {
                length |= (module[at] & 0x7F) << shift;
                shift += 7;
            }
            while (module[at++] >= 0x80);
            if (!isCustom || !module[at..].StartsWith("\x04name"u8))
            {
                kept.AddRange(module[start..(at + length)]);
            }

            at += length;
        }

        return [.. kept];
    }
}
