using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>Whether what is given for an import matches it. Source: specification, "External Types" in "Matching".</summary>
internal static class ImportMatching
{
    /// <summary>Whether a thing of a store may stand for the import of a module.</summary>
    public static bool Matches(LoadedModule module, Import import, object given)
    {
        var registry = module.Engine.Types;
        switch (import.Kind, given)
        {
            case (ExternKind.Function, FunctionInstance function):
                return registry.IsSubtype((int)FunctionTypeId(function), module.Types[import.TypeIndex]);
            case (ExternKind.Table, TableInstance table):
                {
                    var expected = module.Types.ToCanonical(import.Table.Element);
                    return table.Type.AddressType == import.Table.AddressType
                        && Matches(table.CurrentType.Limits, import.Table.Limits)
                        && registry.MatchesValue(table.Type.Element, expected)
                        && registry.MatchesValue(expected, table.Type.Element);
                }

            case (ExternKind.Memory, LinearMemory memory):
                return memory.Type.AddressType == import.Memory.AddressType
                    && memory.Type.IsShared == import.Memory.IsShared
                    && memory.Type.PageSizeLog2 == import.Memory.PageSizeLog2
                    && Matches(memory.CurrentType.Limits, import.Memory.Limits);
            case (ExternKind.Global, GlobalInstance global):
                {
                    var expected = module.Types.ToCanonical(import.Global.Value);
                    return global.Type.IsMutable == import.Global.IsMutable
                        && registry.MatchesValue(global.Type.Value, expected)
                        && (!global.Type.IsMutable || registry.MatchesValue(expected, global.Type.Value));
                }

            case (ExternKind.Tag, TagInstance tag):
                // Tags are invariant, and canonical types are equal exactly if their ids are.
                return tag.CanonicalType == module.Types[import.TypeIndex];
            default:
                return false;
        }
    }

    // spec: match-limits
    private static bool Matches(Limits given, Limits expected) =>
        given.Minimum >= expected.Minimum && (expected.Maximum is not { } maximum || given.Maximum <= maximum);

    private static unsafe uint FunctionTypeId(FunctionInstance function) => function.Record->CanonicalType;
}
