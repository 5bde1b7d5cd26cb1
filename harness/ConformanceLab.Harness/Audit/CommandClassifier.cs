using System.Collections.Immutable;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Audit;

/// <summary>The kinds of a command, as far as it says them by itself. Pure functions.</summary>
internal static class CommandClassifier
{
    /// <summary>The kinds. What only the rest of the script tells is added by <see cref="ScriptAnalysis"/>.</summary>
    public static CommandKinds KindsOf(Command command) => command switch
    {
        AssertReturn assertion =>
            KindsOf(assertion.Expected) | (assertion.Action is GetAction ? CommandKinds.Global : CommandKinds.None),
        AssertActionFails { Failure: ActionFailure.Exception } => CommandKinds.Exception,
        AssertActionFails assertion => KindOf(assertion.Failure) | KindOfMessage(assertion.Message ?? ""),
        AssertModuleFails assertion => KindOf(assertion) | KindOfMessage(assertion.Message) | FormOf(assertion.Source),
        ModuleCommand module => (module.IsDefinition ? CommandKinds.Definition : CommandKinds.Module) | FormOf(module.Source),
        InstanceCommand => CommandKinds.Instance,
        RegisterCommand => CommandKinds.Register,
        ActionCommand => CommandKinds.Action,
        ThreadCommand => CommandKinds.Thread,
        WaitCommand => CommandKinds.Wait,
        ScriptCommand => CommandKinds.Script,
        InputCommand => CommandKinds.Input,
        OutputCommand => CommandKinds.Output,
        ProgramCommand program =>
            FormOf(program.Source) | CommandKinds.Program | (Writes(program.Case) ? CommandKinds.ProgramOutput : CommandKinds.None),
        _ => CommandKinds.None,
    };

    private static bool Writes(ProgramCase program) => program.StandardOutput is { Length: > 0 } || program.StandardError is { Length: > 0 };

    private static CommandKinds KindOf(ActionFailure failure) => failure switch
    {
        ActionFailure.Trap => CommandKinds.Trap,
        ActionFailure.Exhaustion => CommandKinds.Exhaustion,
        _ => CommandKinds.Suspension,
    };

    private static CommandKinds KindOf(AssertModuleFails assertion) => assertion.Failure switch
    {
        ModuleFailure.Malformed => CommandKinds.Malformed,
        ModuleFailure.Invalid => CommandKinds.Invalid,
        ModuleFailure.Unlinkable => assertion.Message.StartsWith("unknown import", StringComparison.Ordinal)
            ? CommandKinds.UnknownImport
            : CommandKinds.IncompatibleImport,
        ModuleFailure.MalformedCustom => CommandKinds.MalformedCustom,
        ModuleFailure.InvalidCustom => CommandKinds.InvalidCustom,
        _ => CommandKinds.ModuleTrap,
    };

    private static CommandKinds KindOfMessage(string message) =>
        message.Length == 0 ? CommandKinds.EmptyMessage : CommandKinds.Message;

    private static CommandKinds FormOf(ModuleSource source) => source.Form switch
    {
        ModuleForm.Text => CommandKinds.TextForm,
        ModuleForm.Binary => CommandKinds.BinaryForm,
        _ => CommandKinds.QuoteForm,
    };

    private static CommandKinds KindsOf(ImmutableArray<ResultPattern> expected)
    {
        if (expected.Length < 2)
        {
            return expected.IsEmpty ? CommandKinds.ReturnNothing : KindOf(expected[0]);
        }

        var texts = new List<string>(expected.Length);
        foreach (var pattern in expected)
        {
            if (pattern is not (ValuePattern { Value.Kind: < ScriptValueKind.Null } or VectorPattern { Nans.IsDefault: true }))
            {
                return CommandKinds.ReturnLoose;
            }

            texts.Add(ExactText(pattern)!);
        }

        return texts.SequenceEqual(texts.AsEnumerable().Reverse()) ? CommandKinds.ReturnAlike : CommandKinds.ReturnSeveral;
    }

    private static CommandKinds KindOf(ResultPattern pattern) => pattern switch
    {
        ValuePattern { Value: var value } => KindOf(value),
        NanPattern { Nan: NanClass.Canonical } => CommandKinds.ReturnCanonicalNan,
        NanPattern => CommandKinds.ReturnArithmeticNan,
        VectorPattern { Nans.IsDefault: true } => CommandKinds.ReturnVector,
        VectorPattern { Nans: var nans } =>
            (nans.Contains(NanClass.Canonical) ? CommandKinds.ReturnVectorCanonical : CommandKinds.None)
                | (nans.Contains(NanClass.Arithmetic) ? CommandKinds.ReturnVectorArithmetic : CommandKinds.None)
                | (nans[0] == NanClass.Arithmetic ? CommandKinds.None : CommandKinds.ReturnVectorFirmFirst),
        ReferencePattern reference => KindOf(reference.Pattern),
        EitherPattern { Choices: var choices } when choices.All(IsNumeric) => CommandKinds.ReturnEither,
        _ => CommandKinds.ReturnLoose,
    };

    private static bool IsNumeric(ResultPattern pattern) =>
        pattern is ValuePattern { Value.Kind: < ScriptValueKind.Null } or NanPattern or VectorPattern;

    private static CommandKinds KindOf(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.I32 or ScriptValueKind.I64 => CommandKinds.ReturnInteger,
        ScriptValueKind.F32 => KindOfFloat((ulong)value.Bits & 0x7FFF_FFFF, 0x7F80_0000),
        ScriptValueKind.F64 => KindOfFloat((ulong)value.Bits & 0x7FFF_FFFF_FFFF_FFFF, 0x7FF0_0000_0000_0000),
        ScriptValueKind.V128 => CommandKinds.ReturnVector,
        _ => CommandKinds.ReturnHostObject,
    };

    private static CommandKinds KindOfFloat(ulong magnitude, ulong infinity) =>
        magnitude == 0 ? CommandKinds.ReturnZero
        : magnitude > infinity ? CommandKinds.ReturnExactNan
        : CommandKinds.ReturnFloat;

    private static CommandKinds KindOf(RefPattern pattern) => pattern switch
    {
        RefPattern.Null => CommandKinds.ReturnNull,
        RefPattern.Func => CommandKinds.ReturnFunction,
        RefPattern.Extern => CommandKinds.ReturnExternal,
        RefPattern.I31 => CommandKinds.ReturnI31,
        RefPattern.Struct => CommandKinds.ReturnStructure,
        RefPattern.Array => CommandKinds.ReturnArray,
        RefPattern.Exn => CommandKinds.ReturnException,
        RefPattern.Eq => CommandKinds.ReturnComparable,
        _ => CommandKinds.ReturnAnyReference,
    };

    /// <summary>A text that two patterns share just if they accept the same one value; null if a pattern accepts several.</summary>
    public static string? ExactText(ResultPattern pattern) => pattern switch
    {
        ValuePattern { Value: var value } => value.ToString(),
        VectorPattern { Nans.IsDefault: true } vector => ScriptValue.V128(vector.Bits).ToString(),
        ReferencePattern { Pattern: RefPattern.Null } => pattern.ToString(),
        _ => null,
    };
}
