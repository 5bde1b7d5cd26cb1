using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ConformanceLab.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>
/// What wasm-tools does otherwise than we do. It can't be told which proposals to know, so what a newer one allows is accepted. A binary
/// is explained if it is the same module: if it is ours when it has been read and written again, and ours has been written its way.
/// </summary>
internal static partial class WasmToolsHabits
{
    /// <summary>A rule of a proposal that is not built.</summary>
    public static readonly DifferenceKind TagResults = new(
        "tags with results", "the stack-switching proposal, which wasm-tools has on, allows them; WebAssembly 3.0 does not");

    /// <summary>A rule of a proposal that is not built.</summary>
    public static readonly DifferenceKind CastRule = new(
        "types of br_on_cast",
        "the custom-descriptors proposal, which wasm-tools has on, doesn't ask for the target to be below the source");

    /// <summary>A rule of a proposal that is not built.</summary>
    public static readonly DifferenceKind SharedGlobals = new(
        "flags of globals", "a bit of shared-everything-threads, which wasm-tools has on; in WebAssembly 3.0 the byte is 0 or 1");

    /// <summary>What is not part of the language proper.</summary>
    public static readonly DifferenceKind Annotations = new(
        "annotations", "the specification's appendix has rules for them, and for custom sections; wasm-tools has not");

    /// <summary>Text that is no longer understood.</summary>
    public static readonly DifferenceKind LegacyText = new(
        "folded try", "wasm-tools reads (try (do …) …) of the legacy exceptions no longer");

    /// <summary>Names that look like others.</summary>
    public static readonly DifferenceKind ConfusingText = new(
        "confusing characters",
        "wasm-tools refuses texts with characters that change the direction of writing; the specification allows them");

    /// <summary>The same with more bytes.</summary>
    public static readonly DifferenceKind LongForms = new(
        "long forms",
        "(table 0) and (pagesize 65536) are what holds anyway: the short form is written here; wasm-tools keeps that they are said");

    /// <summary>The same with fewer bytes.</summary>
    public static readonly DifferenceKind ExplicitFinal = new(
        "sub final", "(sub final (func)) is what (func) stands for, and keeps its own form here; wasm-tools writes the short one");

    /// <summary>Types that nobody has written.</summary>
    public static readonly DifferenceKind InlineTypes = new(
        "inline types",
        "(func (param i32)) means a type that is final and alone in its group, as in the specification, with or without (rec …); one is "
            + "added if there is none; wasm-tools takes one that is open to subtypes too, and none in (rec …)");

    /// <summary>A section that need not be there.</summary>
    public static readonly DifferenceKind DataCount = new(
        "data count", "written here as soon as anything names data, also in constant expressions, where it is invalid");

    /// <summary>Why only one of both accepts a module; empty if nobody knows.</summary>
    /// <param name="source">The module.</param>
    /// <param name="error">Why we don't; null if we do.</param>
    /// <param name="message">Why wasm-tools doesn't.</param>
    public static ImmutableArray<DifferenceKind> Explain(ModuleSource source, ModuleException? error, string message) => error switch
    {
        null when message.Contains("ConfusingUnicode", StringComparison.Ordinal) => [ConfusingText],
        null when source.Form != ModuleForm.Binary && UsesTry(source) => [LegacyText],
        null => [],
        { Kind: ModuleErrorKind.MalformedCustom or ModuleErrorKind.InvalidCustom } => [Annotations],
        _ when error.Message.StartsWith("@metadata.code.branch_hint annotation", StringComparison.Ordinal) => [Annotations],
        _ when error.Message.StartsWith("non-empty tag result type", StringComparison.Ordinal) => [TagResults],
        _ when error.Message.StartsWith("malformed mutability", StringComparison.Ordinal) => [SharedGlobals],
        { Instruction: Opcode.BrOnCast or Opcode.BrOnCastFail } => [CastRule],
        _ => [],
    };

    /// <summary>Why the binaries made of the same text differ; empty if nobody knows.</summary>
    /// <param name="ours">Our binary.</param>
    /// <param name="theirs">That of wasm-tools.</param>
    public static ImmutableArray<DifferenceKind> Explain(byte[] ours, byte[] theirs)
    {
        WasmModule module;
        WasmModule other;
        try
        {
            (module, other) = (ModuleReader.Read(ours, WasmFeatures.All), ModuleReader.Read(theirs, WasmFeatures.All));
        }
        catch (ModuleException)
        {
            return []; // a module that is malformed in binary only: the bytes must be equal
        }

        var kinds = ImmutableArray.CreateBuilder<DifferenceKind>();
        var again = ModuleWriter.Write(other);
        if (!again.AsSpan().SequenceEqual(theirs))
        {
            kinds.Add(LongForms);
        }

        if (ForgetExplicitFinal(module))
        {
            kinds.Add(ExplicitFinal);
        }

        if (module.DataCount is not null && other.DataCount is null)
        {
            module.DataCount = null;
            kinds.Add(DataCount);
        }

        if (UseOurInlineTypes(module, other))
        {
            kinds.Add(InlineTypes);
            again = ModuleWriter.Write(other);
        }

        var bytes = ModuleWriter.Write(module);
        return WabtHabits.HasLargeIndices(bytes, again) ? [WabtHabits.LargeIndices, .. kinds]
            : again.AsSpan().SequenceEqual(bytes) ? kinds.ToImmutable()
            : HasOtherTypeIndices(ours, theirs) ? [InlineTypes]
            : [];
    }

    private static bool UsesTry(ModuleSource source)
    {
        var module = TextParser.ParseModule(source.Bytes, WasmFeatures.All);
        return module.Functions.Exists(
            function => InstructionSlices.Read(function.Body, module.Features).Exists(slice => slice.Opcode == Opcode.Try));
    }

    private static bool ForgetExplicitFinal(WasmModule module)
    {
        var found = false;
        for (var index = 0; index < module.Types.Count; index++)
        {
            var type = module.Types[index];
            if (type is { IsFinal: true, IsExplicit: true, Supertypes.IsEmpty: true })
            {
                module.Types[index] = new SubType(type.Composite);
                found = true;
            }
        }

        return found;
    }

    // Gives functions and tags of the other module the types that ours have, where these have the same parameters and results, and takes
    // from the end of both what only inline types have brought there.
    private static bool UseOurInlineTypes(WasmModule ours, WasmModule other)
    {
        var changes = ours.Types.Count != other.Types.Count;
        for (var index = 0; index < Math.Min(ours.Functions.Count, other.Functions.Count); index++)
        {
            if (IsSameFunction(ours, ours.Functions[index].TypeIndex, other, other.Functions[index].TypeIndex))
            {
                other.Functions[index] = other.Functions[index] with { TypeIndex = ours.Functions[index].TypeIndex };
                changes = true;
            }
        }

        for (var index = 0; index < Math.Min(ours.Tags.Count, other.Tags.Count); index++)
        {
            if (IsSameFunction(ours, ours.Tags[index], other, other.Tags[index]))
            {
                other.Tags[index] = ours.Tags[index];
                changes = true;
            }
        }

        var common = Math.Min(ours.Types.Count, other.Types.Count);
        return Trim(ours, common) && Trim(other, common) && changes;
    }

    // Where one has a type more than the other, those behind it have other indices: then the texts are equal, but for the uses of types.
    private static bool HasOtherTypeIndices(byte[] ours, byte[] theirs)
    {
        return Print(ours) == Print(theirs);

        static string Print(byte[] bytes) => string.Join(
            '\n',
            TypeUse().Replace(ModulePrinter.Print(ModuleReader.Read(bytes, WasmFeatures.All)), "(type)")
                .Split('\n')
                .Where(line => !line.TrimStart().StartsWith("(type", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\(type [0-9]+\)")]
    private static partial Regex TypeUse();

    private static bool IsSameFunction(WasmModule ours, int index, WasmModule other, int otherIndex) =>
        index != otherIndex
            && index < ours.Types.Count
            && otherIndex < other.Types.Count
            && ours.Types[index].Composite is FunctionType function
            && function.Equals(other.Types[otherIndex].Composite as FunctionType);

    private static bool Trim(WasmModule module, int count)
    {
        while (module.Types.Count > count)
        {
            if (module.Types[^1] is not { IsFinal: true, Composite: FunctionType } || module.RecursiveGroups[^1].Count != 1)
            {
                return false;
            }

            module.Types.RemoveAt(module.Types.Count - 1);
            module.RecursiveGroups.RemoveAt(module.RecursiveGroups.Count - 1);
        }

        return true;
    }
}
