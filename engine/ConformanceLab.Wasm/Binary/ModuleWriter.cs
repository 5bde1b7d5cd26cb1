using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>What <see cref="ModuleWriter"/> adds to a module.</summary>
public sealed record ModuleWriteOptions
{
    /// <summary>The options that are used where none are given.</summary>
    public static ModuleWriteOptions Default { get; } = new();

    /// <summary>
    /// Whether <see cref="WasmModule.Names"/> are written as a name section at the end, if the module has no custom section of that name.
    /// </summary>
    public bool WriteNames { get; init; }

    /// <summary>
    /// Whether <see cref="WasmModule.BranchHints"/> are written as a custom section before the code, if the module has none of that name.
    /// </summary>
    public bool WriteBranchHints { get; init; } = true;
}

/// <summary>
/// Writes modules in the binary format's canonical form: shortest integers and forms, no empty sections. Custom sections go where
/// <see cref="CustomSection.After"/> puts them. Reading and writing a canonical binary reproduces it.
/// Source: specification, "Binary Format, Modules".
/// </summary>
public static class ModuleWriter
{
    /// <summary>Writes a module, which need not be valid.</summary>
    public static byte[] Write(WasmModule module, ModuleWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        options ??= ModuleWriteOptions.Default;
        var writer = new ByteWriter(4096);
        writer.WriteBytes("\0asm\x01\0\0\0"u8);
        WriteCustomSections(writer, module, SectionId.Custom);
        var contents = new ByteWriter(4096);
        foreach (var section in SectionOrder.All)
        {
            if (section == SectionId.Code
                && options.WriteBranchHints
                && module.BranchHints.Count > 0
                && !HasCustomSection(module, BranchHintSection.SectionName))
            {
                WriteCustomSection(writer, BranchHintSection.SectionName, BranchHintSection.Write(module.BranchHints));
            }

            contents.Truncate();
            WriteContents(contents, module, section);
            if (contents.Length > 0)
            {
                writer.WriteByte((byte)section);
                writer.WriteSized(contents.Written);
            }

            WriteCustomSections(writer, module, section);
        }

        if (options.WriteNames
            && !HasCustomSection(module, NameSection.SectionName)
            && NameSection.Write(module.Names) is { Length: > 0 } names)
        {
            WriteCustomSection(writer, NameSection.SectionName, names);
        }

        return writer.ToArray();
    }

    private static bool HasCustomSection(WasmModule module, string name)
    {
        foreach (var section in module.CustomSections)
        {
            if (section.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteCustomSections(ByteWriter writer, WasmModule module, SectionId after)
    {
        foreach (var section in module.CustomSections)
        {
            if (section.After == after)
            {
                WriteCustomSection(writer, section.Name, section.Bytes.Span);
            }
        }
    }

    private static void WriteCustomSection(ByteWriter writer, string name, ReadOnlySpan<byte> bytes)
    {
        var scratch = new ByteWriter(name.Length + 8);
        scratch.WriteName(name);
        writer.WriteByte((byte)SectionId.Custom);
        writer.WriteU32((uint)(scratch.Length + bytes.Length));
        writer.WriteBytes(scratch.Written);
        writer.WriteBytes(bytes);
    }

    // Leaves a section that would be empty unwritten.
    private static void WriteContents(ByteWriter writer, WasmModule module, SectionId section)
    {
        switch (section)
        {
            case SectionId.Type when module.RecursiveGroups.Count > 0:
                WriteTypes(writer, module);
                break;
            case SectionId.Import when module.Imports.Count > 0:
                ImportWriter.Write(writer, module.Imports);
                break;
            case SectionId.Function:
                WriteList(writer, module.Functions, static (writer, function) => writer.WriteIndex(function.TypeIndex));
                break;
            case SectionId.Table:
                WriteList(writer, module.Tables, WriteTable);
                break;
            case SectionId.Memory:
                WriteList(writer, module.Memories, EntityTypeWriter.WriteMemoryType);
                break;
            case SectionId.Tag:
                WriteList(writer, module.Tags, EntityTypeWriter.WriteTagType);
                break;
            case SectionId.Global:
                WriteList(writer, module.Globals, WriteGlobal);
                break;
            case SectionId.Export:
                WriteList(writer, module.Exports, WriteExport);
                break;
            case SectionId.Start when module.Start is { } start:
                writer.WriteIndex(start);
                break;
            case SectionId.Element:
                WriteList(writer, module.Elements, WriteElementSegment);
                break;
            case SectionId.DataCount when module.DataCount is { } count:
                writer.WriteIndex(count);
                break;
            case SectionId.Code:
                WriteList(writer, module.Functions, WriteFunction);
                break;
            case SectionId.Data:
                WriteList(writer, module.Data, WriteDataSegment);
                break;
        }
    }

    private static void WriteList<T>(ByteWriter writer, List<T> list, Action<ByteWriter, T> write)
    {
        if (list.Count > 0)
        {
            writer.WriteIndex(list.Count);
            foreach (var element in list)
            {
                write(writer, element);
            }
        }
    }

    // spec: binary-typesec
    private static void WriteTypes(ByteWriter writer, WasmModule module)
    {
        writer.WriteIndex(module.RecursiveGroups.Count);
        foreach (var group in module.RecursiveGroups)
        {
            if (group.IsExplicit || group.Count != 1)
            {
                writer.WriteByte(TypeCodes.Rec);
                writer.WriteIndex(group.Count);
            }

            for (var i = 0; i < group.Count; i++)
            {
                EntityTypeWriter.WriteSubType(writer, module.Types[group.Start + i]);
            }
        }
    }

    private static void WriteTable(ByteWriter writer, TableDefinition table)
    {
        if (table.Initializer is { } initializer)
        {
            writer.WriteByte(TypeCodes.Empty);
            writer.WriteByte(0);
            EntityTypeWriter.WriteTableType(writer, table.Type);
            writer.WriteBytes(initializer.Bytes.Span);
        }
        else
        {
            EntityTypeWriter.WriteTableType(writer, table.Type);
        }
    }

    private static void WriteGlobal(ByteWriter writer, GlobalDefinition global)
    {
        EntityTypeWriter.WriteGlobalType(writer, global.Type);
        writer.WriteBytes(global.Initializer.Bytes.Span);
    }

    private static void WriteExport(ByteWriter writer, Export export)
    {
        writer.WriteName(export.Name);
        writer.WriteByte((byte)export.Kind);
        writer.WriteIndex(export.Index);
    }

    // spec: binary-elemsec. Table 0 and the default type have the short forms 0 and 4.
    private static void WriteElementSegment(ByteWriter writer, ElementSegment segment)
    {
        var hasExpressions = segment.FunctionIndices.IsDefault;
        var flags = hasExpressions ? ElementFlags.HasExpressions : 0;
        flags |= segment.Mode switch
        {
            SegmentMode.Passive => ElementFlags.IsNotActive,
            SegmentMode.Declarative => ElementFlags.IsNotActive | ElementFlags.HasIndexOrIsDeclarative,
            _ => segment.TableIndex == 0 && (!hasExpressions || segment.Type == ValType.FuncRef) ? 0 : ElementFlags.HasIndexOrIsDeclarative,
        };
        writer.WriteU32((uint)flags);
        if (segment.Mode == SegmentMode.Active && (flags & ElementFlags.HasIndexOrIsDeclarative) != 0)
        {
            writer.WriteIndex(segment.TableIndex);
        }

        if (segment.Offset is { } offset)
        {
            writer.WriteBytes(offset.Bytes.Span);
        }

        var hasType = (flags & (ElementFlags.IsNotActive | ElementFlags.HasIndexOrIsDeclarative)) != 0;
        if (hasExpressions)
        {
            if (hasType)
            {
                TypeWriter.WriteValType(writer, segment.Type);
            }

            writer.WriteIndex(segment.Expressions.Length);
            foreach (var expression in segment.Expressions)
            {
                writer.WriteBytes(expression.Bytes.Span);
            }
        }
        else
        {
            if (hasType)
            {
                writer.WriteByte((byte)ExternKind.Function);
            }

            writer.WriteIndex(segment.FunctionIndices.Length);
            foreach (var index in segment.FunctionIndices)
            {
                writer.WriteIndex(index);
            }
        }
    }

    // spec: binary-code
    private static void WriteFunction(ByteWriter writer, FunctionDefinition function)
    {
        var locals = new ByteWriter(16);
        var groups = function.Locals.IsDefault ? [] : function.Locals.AsSpan();
        locals.WriteIndex(groups.Length);
        foreach (var group in groups)
        {
            locals.WriteU32(group.Count);
            TypeWriter.WriteValType(locals, group.Type);
        }

        writer.WriteU32((uint)(locals.Length + function.Body.Bytes.Length));
        writer.WriteBytes(locals.Written);
        writer.WriteBytes(function.Body.Bytes.Span);
    }

    // spec: binary-datasec
    private static void WriteDataSegment(ByteWriter writer, DataSegment segment)
    {
        if (segment.Mode == SegmentMode.Passive)
        {
            writer.WriteU32(DataFlags.IsPassive);
        }
        else if (segment.MemoryIndex == 0)
        {
            writer.WriteU32(0);
        }
        else
        {
            writer.WriteU32(DataFlags.HasIndex);
            writer.WriteIndex(segment.MemoryIndex);
        }

        if (segment.Offset is { } offset)
        {
            writer.WriteBytes(offset.Bytes.Span);
        }

        writer.WriteSized(segment.Bytes.Span);
    }
}
