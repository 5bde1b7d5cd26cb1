using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Harness.Coverage;

/// <summary>
/// Watches a run and notes what its commands touch. Only commands that pass count. Rejected modules are rejected once more, for the
/// reasons; traps are what the assertion says; executed instructions are the engine's own count.
/// </summary>
public sealed class CoverageCollector : IRunObserver
{
    private readonly Dictionary<CoverageItem, long> _touched = [];

    /// <summary>How many commands passed.</summary>
    public int Passed { get; private set; }

    /// <summary>How many commands did not: what they touch is not counted.</summary>
    public int NotPassed { get; private set; }

    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        if (happened is not CommandFinished { Job: var job, Result: var result })
        {
            return;
        }

        if (result.Verdict != Verdict.Pass)
        {
            NotPassed++;
            return;
        }

        Passed++;
        Note(job.Script.Commands[result.Index], job.Features);
    }

    /// <summary>What was touched, and how often, the engine's count of executed instructions included.</summary>
    /// <param name="engine">The engine of the run; it counts instructions.</param>
    public IReadOnlyDictionary<CoverageItem, long> Touched(LabEngine engine)
    {
        var touched = new Dictionary<CoverageItem, long>(_touched);
        foreach (var (opcode, count) in engine.InstructionsExecuted)
        {
            touched[new CoverageItem(CoverageKind.Execution, InstructionNames.Of(opcode))] = count;
        }

        return touched;
    }

    private void Note(Command command, WasmFeatures features)
    {
        foreach (var nested in command.Nested)
        {
            Note(nested, features);
        }

        switch (command)
        {
            case AssertActionFails { Failure: ActionFailure.Trap or ActionFailure.Exhaustion, Message: { } message }:
                NoteTrap(message);
                break;
            case AssertModuleFails { Failure: ModuleFailure.Trap } assertion:
                NoteTrap(assertion.Message);
                break;
            case AssertModuleFails { Failure: ModuleFailure.Invalid or ModuleFailure.Malformed } assertion:
                NoteRejection(assertion.Source, features);
                break;
        }
    }

    // A script's message is the beginning of the engine's, or says more: which element, for one.
    private void NoteTrap(string message)
    {
        foreach (var code in Enum.GetValues<TrapCode>())
        {
            var known = code.Message();
            if (known.StartsWith(message, StringComparison.Ordinal) || message.StartsWith(known, StringComparison.Ordinal))
            {
                Touch(CoverageKind.Trap, known);
            }
        }
    }

    private void NoteRejection(ModuleSource source, WasmFeatures features)
    {
        try
        {
            ModuleValidator.Validate(Read(source, features));
        }
        catch (ModuleException error) when (error.Kind == ModuleErrorKind.Invalid)
        {
            Touch(CoverageKind.Invalid, Closest(RejectionCatalog.Invalid, error.Reason));
            if (error.Rule is { } rule)
            {
                Touch(CoverageKind.Rule, rule);
            }

            if (error.Instruction is { } opcode)
            {
                Touch(CoverageKind.Rejection, InstructionNames.Of(opcode));
            }
        }
        catch (ModuleException error) when (error.Kind == ModuleErrorKind.Malformed && source.Form == ModuleForm.Binary)
        {
            var section = SectionOf(error);
            var messages = RejectionCatalog.Malformed.Where(way => way.Section == section).Select(way => way.Message);
            Touch(CoverageKind.Malformed, $"{section}: {Closest(messages, error.Reason)}");
        }
        catch (ModuleException)
        {
            // Malformed text: the grammar of text is not part of the catalog.
        }
    }

    /// <summary>The section of the catalog that a malformed binary is about.</summary>
    internal static string SectionOf(ModuleException error) => error.Section switch
    {
        SectionId.DataCount => "data count",
        { } section => section.ToString().ToLowerInvariant(),
        null when error.Reason.EndsWith("inconsistent lengths", StringComparison.Ordinal) => "module",
        null when error.Reason == "malformed section id" => "unknown",
        null => "header",
    };

    private static WasmModule Read(ModuleSource source, WasmFeatures features) => source.Form == ModuleForm.Binary
        ? ModuleReader.Read(source.Bytes, features)
        : TextParser.ParseModule(source.Bytes, features);

    /// <summary>The message of the catalog that a reason is. It leaves out what comes last: an index, a number of bytes.</summary>
    internal static string Closest(IEnumerable<string> messages, string reason) =>
        messages.Where(message => reason.StartsWith(message, StringComparison.Ordinal)).MaxBy(message => message.Length) ?? reason;

    private void Touch(CoverageKind kind, string name)
    {
        var item = new CoverageItem(kind, name);
        _touched[item] = _touched.GetValueOrDefault(item) + 1;
    }
}
