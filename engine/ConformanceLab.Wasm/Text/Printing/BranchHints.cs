using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>
/// Branch hints between their two forms. As annotations they move with their instructions; so their custom section is left out where the
/// annotations would bring back the same one. Source: specification, appendix "Branch Hints".
/// </summary>
internal static class BranchHints
{
    /// <summary>The custom section that annotations can stand for; null if there is none.</summary>
    public static CustomSection? FindReplaceableSection(WasmModule module)
    {
        CustomSection? section = null;
        foreach (var candidate in module.CustomSections)
        {
            if (candidate.Name == BranchHintSection.SectionName)
            {
                if (section is not null)
                {
                    return null;
                }

                section = candidate;
            }
        }

        return section is not null
            && module.BranchHints.Count > 0
            && IsWhereTheWriterPutsIt(module, section)
            && section.Bytes.Span.SequenceEqual(BranchHintSection.Write(module.BranchHints))
            && AllHaveInstructions(module)
            ? section
            : null;
    }

    /// <summary>Length of the declaration of a function's locals, which the offsets of hints count from.</summary>
    public static int LengthOfLocals(FunctionDefinition function)
    {
        var writer = new ByteWriter(16);
        var groups = function.Locals.IsDefault ? [] : function.Locals.AsSpan();
        writer.WriteIndex(groups.Length);
        foreach (var group in groups)
        {
            writer.WriteU32(group.Count);
            TypeWriter.WriteValType(writer, group.Type);
        }

        return writer.Length;
    }

    // The writer puts hints right before the code.
    private static bool IsWhereTheWriterPutsIt(WasmModule module, CustomSection section)
    {
        var place = SectionOrder.Of(section.After);
        var code = SectionOrder.Of(SectionId.Code);
        if (place >= code)
        {
            return false;
        }

        var isBehind = false;
        foreach (var other in module.CustomSections)
        {
            var otherPlace = SectionOrder.Of(other.After);
            if (otherPlace < code && (otherPlace > place || (otherPlace == place && isBehind)))
            {
                return false;
            }

            isBehind |= ReferenceEquals(other, section);
        }

        foreach (var known in SectionOrder.All[(place + 1)..code])
        {
            if (IsPresent(module, known))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPresent(WasmModule module, SectionId section) => section switch
    {
        SectionId.Type => module.RecursiveGroups.Count > 0,
        SectionId.Import => module.Imports.Count > 0,
        SectionId.Function => module.Functions.Count > 0,
        SectionId.Table => module.Tables.Count > 0,
        SectionId.Memory => module.Memories.Count > 0,
        SectionId.Tag => module.Tags.Count > 0,
        SectionId.Global => module.Globals.Count > 0,
        SectionId.Export => module.Exports.Count > 0,
        SectionId.Start => module.Start is not null,
        SectionId.Element => module.Elements.Count > 0,
        SectionId.DataCount => module.DataCount is not null,
        _ => false,
    };

    private static bool AllHaveInstructions(WasmModule module)
    {
        var imported = module.CountImports(ExternKind.Function);
        var hints = module.BranchHints;
        for (var next = 0; next < hints.Count;)
        {
            var function = hints[next].FunctionIndex;
            if ((uint)(function - imported) >= (uint)module.Functions.Count)
            {
                return false;
            }

            var definition = module.Functions[function - imported];
            var start = LengthOfLocals(definition);
            var reader = new BodyReader(definition.Body.Bytes.Span, module.Features);
            var probe = default(OpcodeProbe);
            while (next < hints.Count && hints[next].FunctionIndex == function && !reader.IsAtEnd)
            {
                var offset = reader.Position;
                reader.Read(ref probe);
                if (start + offset == hints[next].Offset && probe.Opcode is Opcode.If or Opcode.BrIf)
                {
                    next++;
                }
            }

            if (next < hints.Count && hints[next].FunctionIndex == function)
            {
                return false;
            }
        }

        return true;
    }
}
