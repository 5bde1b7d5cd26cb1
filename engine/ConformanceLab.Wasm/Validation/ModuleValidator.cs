using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Validates modules. Source: specification, chapter "Validation". Which rules hold follows from the module's features: with those of
/// WebAssembly 2.0, 2.0's.
/// </summary>
public static class ModuleValidator
{
    /// <summary>Validates a module, its functions' bodies included.</summary>
    /// <returns>The module with its index spaces flattened.</returns>
    /// <exception cref="ModuleException">
    /// It is invalid, or exceeds an implementation limit. A body that was not checked by the reader may also turn out to be malformed; then
    /// an error of kind <see cref="ModuleErrorKind.Invalid"/> only says what comes first in the function.
    /// </exception>
    public static ValidatedModule Validate(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var result = new ValidatedModule(module);
        try
        {
            CheckCounts(result);
            TypeSectionValidator.Validate(result);
            new IndexSpaceBuilder(result).Build();
            new DeclarationValidator(result).Validate();
            ValidateFunctions(result);
            ValidateStart(result);
            return result;
        }
        catch (ModuleException error) when (error is { Offset: < 0, Line: 0 })
        {
            throw error.InDeclaration(module.Positions, result.Current.Section, result.Current.Index);
        }
    }

    // spec: valid-func
    private static void ValidateFunctions(ValidatedModule module)
    {
        var facts = ImmutableArray.CreateBuilder<FunctionFacts>(module.Module.Functions.Count);
        var validator = new FunctionValidator(module);
        for (var i = 0; i < module.Module.Functions.Count; i++)
        {
            module.Current = (SectionId.Function, i);
            validator.Begin(module.ImportedFunctionCount + i);
            validator.Run();
            facts.Add(new FunctionFacts(validator.MaxHeight, validator.MaxDepth));
        }

        module.FunctionFacts = facts.MoveToImmutable();
    }

    // spec: valid-start
    private static void ValidateStart(ValidatedModule module)
    {
        if (module.Module.Start is not { } start)
        {
            return;
        }

        module.Current = (SectionId.Start, 0);
        if ((uint)start >= (uint)module.FunctionSignatures.Length)
        {
            Fail($"unknown function {start}", null, "valid-start");
        }

        var type = module.FunctionSignatures[start];
        if (!type.Parameters.IsEmpty || !type.Results.IsEmpty)
        {
            Fail("start function", $"its type is {type}", "valid-start");
        }
    }

    private static void CheckCounts(ValidatedModule result)
    {
        var module = result.Module;
        Check(SectionId.Type, module.Types.Count, 0, ImplementationLimits.Types, "types");
        Check(SectionId.Import, module.Imports.Count, 0, ImplementationLimits.ImportsOrExports, "imports");
        Check(SectionId.Export, module.Exports.Count, 0, ImplementationLimits.ImportsOrExports, "exports");
        CheckSpace(SectionId.Function, ExternKind.Function, module.Functions.Count, ImplementationLimits.Functions, "functions");
        CheckSpace(SectionId.Table, ExternKind.Table, module.Tables.Count, ImplementationLimits.Tables, "tables");
        CheckSpace(SectionId.Memory, ExternKind.Memory, module.Memories.Count, ImplementationLimits.Memories, "memories");
        CheckSpace(SectionId.Global, ExternKind.Global, module.Globals.Count, ImplementationLimits.Globals, "globals");
        CheckSpace(SectionId.Tag, ExternKind.Tag, module.Tags.Count, ImplementationLimits.Tags, "tags");
        Check(SectionId.Element, module.Elements.Count, 0, ImplementationLimits.Segments, "element segments");
        Check(SectionId.Data, module.Data.Count, 0, ImplementationLimits.Segments, "data segments");

        void CheckSpace(SectionId section, ExternKind kind, int defined, int limit, string what) =>
            Check(section, defined, module.CountImports(kind), limit, what);

        // The place is the first one too many; all of them are imports only where the last import is.
        void Check(SectionId section, int defined, int imported, int limit, string what)
        {
            var count = defined + imported;
            if (count > limit)
            {
                result.Current = defined > 0 ? (section, Math.Max(0, limit - imported)) : (SectionId.Import, module.Imports.Count - 1);
                FailLimit($"{count} {what} of at most {limit}");
            }
        }
    }

    [DoesNotReturn]
    internal static void Fail(string reason, string? detail, string rule) =>
        throw new ModuleException(ModuleErrorKind.Invalid, reason, detail) { Rule = rule };

    [DoesNotReturn]
    internal static void FailLimit(string detail) =>
        throw new ModuleException(ModuleErrorKind.LimitExceeded, "implementation limit", detail);
}
