using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// Writes imports, one by one or in the groups that they came in. Source: specification, "Import Section"; compact-import-section.
/// </summary>
internal static class ImportWriter
{
    public static void Write(ByteWriter writer, List<Import> imports)
    {
        var entries = 0;
        for (var i = 0; i < imports.Count; i = EndOfEntry(imports, i))
        {
            entries++;
        }

        writer.WriteIndex(entries);
        for (int i = 0, end; i < imports.Count; i = end)
        {
            end = EndOfEntry(imports, i);
            var first = imports[i];
            writer.WriteName(first.Module);
            if (first.Group == 0)
            {
                writer.WriteName(first.Name);
                WriteType(writer, first);
                continue;
            }

            writer.WriteName("");
            writer.WriteByte(first.GroupSharesType ? ImportGroup.NamesOfOneType : ImportGroup.Names);
            if (first.GroupSharesType)
            {
                WriteType(writer, first);
            }

            writer.WriteIndex(end - i);
            for (var item = i; item < end; item++)
            {
                writer.WriteName(imports[item].Name);
                if (!first.GroupSharesType)
                {
                    WriteType(writer, imports[item]);
                }
            }
        }
    }

    private static int EndOfEntry(List<Import> imports, int start)
    {
        var end = start + 1;
        while (end < imports.Count && imports[start].Group > 0 && imports[end].Group == imports[start].Group)
        {
            end++;
        }

        return end;
    }

    private static void WriteType(ByteWriter writer, Import import)
    {
        writer.WriteByte((byte)import.Kind);
        switch (import.Kind)
        {
            case ExternKind.Function:
                writer.WriteIndex(import.TypeIndex);
                break;
            case ExternKind.Table:
                EntityTypeWriter.WriteTableType(writer, import.Table);
                break;
            case ExternKind.Memory:
                EntityTypeWriter.WriteMemoryType(writer, import.Memory);
                break;
            case ExternKind.Global:
                EntityTypeWriter.WriteGlobalType(writer, import.Global);
                break;
            case ExternKind.Tag:
                EntityTypeWriter.WriteTagType(writer, import.TypeIndex);
                break;
        }
    }
}
