using System.Collections.Immutable;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Validates the type section, group by group, and makes its types canonical. Source: specification, "Types" in "Validation".
/// </summary>
internal static class TypeSectionValidator
{
    public static void Validate(ValidatedModule module)
    {
        var types = module.Module.Types;
        foreach (var group in module.Module.RecursiveGroups)
        {
            module.Current = (SectionId.Type, group.Start);
            if (group.Count > ImplementationLimits.RecursiveGroupTypes)
            {
                ModuleValidator.FailLimit($"{group.Count} types in a group");
            }

            var end = group.Start + group.Count;
            for (var i = group.Start; i < end; i++)
            {
                module.Current = (SectionId.Type, i);
                CheckSupertypeIndices(types, i);
                CheckComposite(types[i].Composite, end);
            }

            module.Types.AddGroupOfModule(types, group, module.CanonicalIds);
            for (var i = group.Start; i < end; i++)
            {
                module.Current = (SectionId.Type, i);
                CheckSubtyping(module, i);
                module.TypeSignatures[i] = module.Types[module.CanonicalIds[i]].Composite as FunctionType;
            }
        }
    }

    // spec: valid-subtype. Supertypes come first, so that there are no cycles.
    private static void CheckSupertypeIndices(List<SubType> types, int index)
    {
        var supertypes = types[index].Supertypes;
        if (supertypes.Length > 1)
        {
            ModuleValidator.Fail("sub type", $"type {index} has {supertypes.Length} supertypes", "valid-subtype");
        }

        if (supertypes.Length == 1 && supertypes[0] >= index)
        {
            ModuleValidator.Fail($"unknown type {supertypes[0]}", $"forward use as supertype of type {index}", "valid-subtype");
        }
    }

    private static void CheckSubtyping(ValidatedModule module, int index)
    {
        var type = module.Types[module.CanonicalIds[index]];
        if (type.Supertype is not { } supertype)
        {
            return;
        }

        if (supertype.IsFinal)
        {
            ModuleValidator.Fail("sub type", $"type {index} has the final supertype {supertype.Id}", "valid-subtype");
        }

        if (!module.Types.MatchesComposite(type.Composite, supertype.Composite))
        {
            ModuleValidator.Fail("sub type", $"type {index} does not match its supertype {supertype.Id}", "valid-subtype");
        }
    }

    // spec: valid-comptype. References go no further than the group's end.
    private static void CheckComposite(CompositeType composite, int end)
    {
        switch (composite)
        {
            case FunctionType function:
                CheckTypes(function.Parameters, end);
                CheckTypes(function.Results, end);
                break;
            case StructType structure:
                if (structure.Fields.Length > ImplementationLimits.Fields)
                {
                    ModuleValidator.FailLimit($"{structure.Fields.Length} fields of at most {ImplementationLimits.Fields}");
                }

                foreach (var field in structure.Fields)
                {
                    CheckType(field.Storage, end);
                }

                break;
            case ArrayType array:
                CheckType(array.Element.Storage, end);
                break;
        }
    }

    private static void CheckTypes(ImmutableArray<ValType> types, int end)
    {
        if (types.Length > ImplementationLimits.ParametersOrResults)
        {
            ModuleValidator.FailLimit($"{types.Length} parameters or results of at most {ImplementationLimits.ParametersOrResults}");
        }

        foreach (var type in types)
        {
            CheckType(type, end);
        }
    }

    private static void CheckType(ValType type, int end)
    {
        if (type.IsReference && type.HeapType.IsConcrete && type.HeapType.Index >= end)
        {
            ModuleValidator.Fail($"unknown type {type.HeapType.Index}", null, "valid-heaptype");
        }
    }
}
