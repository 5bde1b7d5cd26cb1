using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ConformanceLab.Harness.RoundTrips;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>
/// Gives an input to all of the front end that it reaches, and judges what comes: reader or parser, validator, script reader, and for a
/// valid module instantiation with little fuel, memory and stack. For one thread at a time.
/// </summary>
/// <param name="plant">A defect made on purpose; null for none.</param>
public sealed class FrontEndTarget(FrontEndPlant? plant = null) : IDisposable
{
    /// <summary>Milliseconds of processor time that any input may take.</summary>
    public const int BaseMilliseconds = 100;

    /// <summary>Microseconds more for each byte of an input.</summary>
    public const int MicrosecondsPerByte = 20;

    /// <summary>Managed bytes that reading and validating any input may allocate.</summary>
    public const int BaseBytes = 128 << 10;

    /// <summary>Managed bytes more for each byte of an input.</summary>
    public const int BytesPerByte = 256;

    // .NET compiles and collects on threads of its own; the least of several times says that it was the input.
    private const int TimeMeasurements = 3;
    private const int MostModulesOfScript = 20;

    private readonly InstanceTrial _trial = new();
    private readonly Dictionary<string, string> _outcomes = [];

    /// <summary>
    /// Milliseconds of processor time that all of the front end took for the last input: everything but instantiation. Of the processor, so
    /// that a busy machine makes no difference; who does not end is found by the worker's owner.
    /// </summary>
    public double Milliseconds { get; private set; }

    /// <summary>Managed bytes that were allocated to read and validate the last input.</summary>
    public long AllocatedBytes { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _trial.Dispose();

    /// <summary>Tries an input. Does not throw, whatever the front end does.</summary>
    public FrontEndResult Try(FrontEndInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var result = TryOnce(input);
        var limit = BaseMilliseconds + (input.Bytes.Length * MicrosecondsPerByte / 1000.0);
        for (var again = 1; Milliseconds > limit && result.Verdict == FrontEndVerdict.Good && again < TimeMeasurements; again++)
        {
            var before = Milliseconds;
            result = TryOnce(input);
            Milliseconds = Math.Min(Milliseconds, before);
        }

        if (result.Verdict != FrontEndVerdict.Good)
        {
            return result;
        }

        var culture = CultureInfo.InvariantCulture;
        if (Milliseconds > limit)
        {
            return result with
            {
                Verdict = FrontEndVerdict.Time,
                Message = string.Create(culture, $"took {Milliseconds:F0} ms, {limit:F0} are allowed; {result.Outcome}"),
            };
        }

        var bytes = BaseBytes + ((long)input.Bytes.Length * BytesPerByte);
        return AllocatedBytes <= bytes ? result : result with
        {
            Verdict = FrontEndVerdict.Memory,
            Message = string.Create(culture, $"allocated {AllocatedBytes:N0} bytes, {bytes:N0} are allowed; {result.Outcome}"),
        };
    }

    private static double ProcessorMilliseconds() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private FrontEndResult TryOnce(FrontEndInput input)
    {
        AllocatedBytes = 0;
        Milliseconds = 0;
        FrontEndResult result;
        try
        {
            result = input.Format == InputFormat.Script ? TryScript(input) : TryModule(input);
        }
        catch (DisagreementException error)
        {
            result = Finding(FrontEndVerdict.Disagreement, $"{NameOf(input.Format)}: disagreement", error.Message);
        }
        catch (PlaceException error)
        {
            result = Finding(FrontEndVerdict.Place, $"{NameOf(input.Format)}: no place", error.Message);
        }
        catch (Exception error)
        {
            // Whatever it is, no input may cause it.
            result = Finding(FrontEndVerdict.Exception, $"{NameOf(input.Format)}: {error.GetType().Name}", error.ToString());
        }

        return result;
    }

    private FrontEndResult TryModule(FrontEndInput input)
    {
        var started = ProcessorMilliseconds();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        WasmModule? module = null;
        ModuleException? rejection = null;
        try
        {
            module = input.Format == InputFormat.Binary
                ? ModuleReader.Read(input.Bytes, input.Features)
                : TextParser.ParseModule(input.Bytes, input.Features);
            ModuleValidator.Validate(module);
        }
        catch (ModuleException error)
        {
            rejection = error;
            plant?.Strike(error);
        }

        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (rejection is not null)
        {
            FrontEndPlaces.Check(rejection, input);
        }

        Agree(input, module, rejection);
        Milliseconds += ProcessorMilliseconds() - started;
        if (rejection is not null)
        {
            var outcome = OutcomeOf(input.Format, rejection);
            return new FrontEndResult(FrontEndVerdict.Good, outcome, outcome);
        }

        return new FrontEndResult(
            FrontEndVerdict.Good, $"{NameOf(input.Format)}: valid: {_trial.Run(input, module!)}", FrontEndOutcomes.FeatureOf(module!));
    }

    // Other ways to the same: lazily read bodies, what is written, and for the dear checks the whole way round.
    private static void Agree(FrontEndInput input, WasmModule? module, ModuleException? rejection)
    {
        if (input.Format == InputFormat.Binary && input.IsThorough)
        {
            AgreeLazily(input, rejection);
        }

        if (module is null)
        {
            return;
        }

        CustomSections(module, input, rejection is null);
        if (input.Format == InputFormat.Text || input.IsThorough)
        {
            AgreeWritten(input, module, rejection);
        }

        if (input.IsThorough && rejection is null)
        {
            var form = input.Format == InputFormat.Binary ? ModuleForm.Binary : ModuleForm.Text;
            if (RoundTripCheck.Check(new ModuleSource(form, input.Bytes), input.Features, out var message) == false)
            {
                throw new DisagreementException($"on the way round: {message}");
            }
        }
    }

    private static void AgreeLazily(FrontEndInput input, ModuleException? rejection)
    {
        ModuleException? lazy = null;
        try
        {
            var sliced = ModuleReader.Read(input.Bytes, input.Features, checkBodies: false);
            ModuleReader.CheckBodies(sliced);
            ModuleValidator.Validate(sliced);
        }
        catch (ModuleException error)
        {
            lazy = error;
        }

        if (lazy?.Describe() != rejection?.Describe())
        {
            throw new DisagreementException(
                $"with all bodies checked: {rejection?.Describe() ?? "valid"}; with bodies checked later: {lazy?.Describe() ?? "valid"}");
        }
    }

    // What is written means the same, and is written in the same way again.
    private static void AgreeWritten(FrontEndInput input, WasmModule module, ModuleException? rejection)
    {
        var written = ModuleWriter.Write(module);
        ModuleException? later = null;
        try
        {
            var read = ModuleReader.Read(written, input.Features);
            if (!ModuleWriter.Write(read).AsSpan().SequenceEqual(written))
            {
                throw new DisagreementException("what was written is written otherwise when it is read again");
            }

            ModuleValidator.Validate(read);
        }
        catch (ModuleException error)
        {
            later = error;
        }

        // Parser and validator stop at limits that the reader finds first.
        var isLimit = later?.Kind == ModuleErrorKind.LimitExceeded || rejection?.Kind == ModuleErrorKind.LimitExceeded;
        if (!isLimit && (later?.Kind != rejection?.Kind || later?.Message != rejection?.Message))
        {
            throw new DisagreementException(
                $"the module: {rejection?.Describe() ?? "valid"}; written and read: {later?.Describe() ?? "valid"}");
        }
    }

    private static void CustomSections(WasmModule module, FrontEndInput input, bool isValid)
    {
        _ = module.Names;
        try
        {
            CustomSectionValidator.CheckSyntax(module);
            if (isValid)
            {
                CustomSectionValidator.CheckContents(module);
            }
        }
        catch (ModuleException error)
        {
            FrontEndPlaces.CheckCustom(error, input);
        }
    }

    private FrontEndResult TryScript(FrontEndInput input)
    {
        var started = ProcessorMilliseconds();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var script = Script.Parse(input.Bytes);
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Milliseconds = ProcessorMilliseconds() - started;
        FrontEndPlaces.Check(script);
        var modules = 0;
        foreach (var (_, source) in RoundTripCheck.Modules(script.Commands))
        {
            if (++modules > MostModulesOfScript)
            {
                break;
            }

            var format = source.Form == ModuleForm.Binary ? InputFormat.Binary : InputFormat.Text;
            var bytes = AllocatedBytes;
            var inner = TryModule(new FrontEndInput(format, input.Features, source.Bytes.ToArray(), input.IsThorough));
            AllocatedBytes = Math.Max(bytes, AllocatedBytes);
            if (inner.Verdict != FrontEndVerdict.Good)
            {
                return inner;
            }
        }

        var broken = script.Commands.OfType<BrokenCommand>().FirstOrDefault();
        var kinds = string.Join(
            ' ', script.Commands.Select(static command => command.Keyword).Distinct().Order(StringComparer.Ordinal).Take(3));
        var outcome = broken is null ? $"script: whole: {kinds}" : FrontEndOutcomes.Of(broken);
        return new FrontEndResult(FrontEndVerdict.Good, outcome, outcome);
    }

    private static FrontEndResult Finding(FrontEndVerdict verdict, string outcome, string message) =>
        new(verdict, outcome, outcome, message);

    private string OutcomeOf(InputFormat format, ModuleException error)
    {
        const int MostRemembered = 10_000;
        var key = $"{(int)format} {error.Kind} {error.Section} {error.Instruction} {error.Rule} {error.Reason}";
        if (!_outcomes.TryGetValue(key, out var outcome))
        {
            if (_outcomes.Count >= MostRemembered)
            {
                _outcomes.Clear();
            }

            _outcomes.Add(key, outcome = FrontEndOutcomes.Of(NameOf(format), error));
        }

        return outcome;
    }

    private static string NameOf(InputFormat format) => format switch
    {
        InputFormat.Binary => "binary",
        InputFormat.Text => "text",
        _ => "script",
    };
}
