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
        CheckCounts(module);
        TypeSectionValidator.Validate(result);
        new IndexSpaceBuilder(result).Build();
        new DeclarationValidator(result).Validate();
        ValidateFunctions(result);
        ValidateStart(result);
        return result;
    }

    // spec: valid-func
    private static void ValidateFunctions(ValidatedModule module)
    {
        var facts = ImmutableArray.CreateBuilder<FunctionFacts>(module.Module.Functions.Count);
        var validator = new FunctionValidator(module);
        for (var i = 0; i < module.Module.Functions.Count; i++)
        {
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

    private static void CheckCounts(WasmModule module)
    {
        Check(module.Types.Count, ImplementationLimits.Types, "types");
        Check(module.Imports.Count, ImplementationLimits.ImportsOrExports, "imports");
        Check(module.Exports.Count, ImplementationLimits.ImportsOrExports, "exports");
        Check(module.Functions.Count + module.CountImports(ExternKind.Function), ImplementationLimits.Functions, "functions");
        Check(module.Tables.Count + module.CountImports(ExternKind.Table), ImplementationLimits.Tables, "tables");
        Check(module.Memories.Count + module.CountImports(ExternKind.Memory), ImplementationLimits.Memories, "memories");
        Check(module.Globals.Count + module.CountImports(ExternKind.Global), ImplementationLimits.Globals, "globals");
        Check(module.Tags.Count + module.CountImports(ExternKind.Tag), ImplementationLimits.Tags, "tags");
        Check(module.Elements.Count, ImplementationLimits.Segments, "element segments");
        Check(module.Data.Count, ImplementationLimits.Segments, "data segments");

        static void Check(int count, int limit, string what)
        {
            if (count > limit)
            {
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
