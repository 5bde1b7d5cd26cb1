using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// The custom section <c>name</c>: names for people, of a module and of what is in it. Reads and writes all subsections, those of the
/// extended-name-section proposal included; unknown ones are skipped. Source: specification, appendix "Name Section".
/// </summary>
public static class NameSection
{
    /// <summary>Name of the custom section.</summary>
    public const string SectionName = "name";

    private enum Subsection : byte
    {
        Module = 0,
        Functions = 1,
        Locals = 2,
        Labels = 3,
        Types = 4,
        Tables = 5,
        Memories = 6,
        Globals = 7,
        Elements = 8,
        Data = 9,
        Fields = 10,
        Tags = 11,
    }

    /// <summary>Reads the contents of a name section.</summary>
    /// <param name="contents">What follows the section's name.</param>
    /// <param name="offset">Where it stands in the module, for error messages.</param>
    /// <exception cref="ModuleException">It is malformed (<see cref="ModuleErrorKind.MalformedCustom"/>).</exception>
    public static NameMap Read(ReadOnlySpan<byte> contents, int offset = 0)
    {
        try
        {
            return ReadSubsections(contents, offset);
        }
        catch (ModuleException error) when (error.Kind == ModuleErrorKind.Malformed)
        {
            throw new ModuleException(ModuleErrorKind.MalformedCustom, error.Message) { Offset = error.Offset };
        }
    }

    /// <summary>The names of a module's first name section; none if it has none or a malformed one.</summary>
    public static NameMap ReadOrEmpty(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (var section in module.CustomSections)
        {
            if (section.Name == SectionName)
            {
                try
                {
                    return ReadSubsections(section.Bytes.Span, 0);
                }
                catch (ModuleException)
                {
                    // spec: binary-customsec. Custom sections can't make a module malformed.
                    return NameMap.Empty;
                }
            }
        }

        return NameMap.Empty;
    }

    /// <summary>Writes the contents of a name section; empty if there are no names.</summary>
    public static byte[] Write(NameMap names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var writer = new ByteWriter();
        if (names.Module is { } module)
        {
            var scratch = new ByteWriter();
            scratch.WriteName(module);
            WriteSubsection(writer, Subsection.Module, scratch);
        }

        WriteNames(writer, Subsection.Functions, names.Functions);
        WriteIndirectNames(writer, Subsection.Locals, names.Locals);
        WriteIndirectNames(writer, Subsection.Labels, names.Labels);
        WriteNames(writer, Subsection.Types, names.Types);
        WriteNames(writer, Subsection.Tables, names.Tables);
        WriteNames(writer, Subsection.Memories, names.Memories);
        WriteNames(writer, Subsection.Globals, names.Globals);
        WriteNames(writer, Subsection.Elements, names.Elements);
        WriteNames(writer, Subsection.Data, names.Data);
        WriteIndirectNames(writer, Subsection.Fields, names.Fields);
        WriteNames(writer, Subsection.Tags, names.Tags);
        return writer.ToArray();
    }

    private static NameMap ReadSubsections(ReadOnlySpan<byte> contents, int offset)
    {
        var reader = new ByteReader(contents, offset);
        string? module = null;
        var names = new IndexMap<string>?[(int)Subsection.Tags + 1];
        var indirect = new IndexMap<IReadOnlyDictionary<int, string>>?[names.Length];
        var last = -1;
        while (!reader.IsAtEnd)
        {
            var id = reader.ReadByte();
            if (id <= last)
            {
                reader.Position--;
                throw reader.Malformed("malformed name section", $"subsection {id} after {last}");
            }

            last = id;
            var size = (int)reader.ReadLength();
            var end = reader.Position + size;
            switch ((Subsection)id)
            {
                case Subsection.Module:
                    module = reader.ReadName();
                    break;
                case Subsection.Locals or Subsection.Labels or Subsection.Fields:
                    indirect[id] = ReadIndirectNames(ref reader);
                    break;
                case <= Subsection.Tags:
                    names[id] = ReadNames(ref reader);
                    break;
                default:
                    reader.ReadBytes((uint)size);
                    break;
            }

            if (reader.Position != end)
            {
                throw reader.Malformed("section size mismatch", $"subsection {id}");
            }
        }

        return new NameMap
        {
            Module = module,
            Functions = Names(Subsection.Functions),
            Locals = Indirect(Subsection.Locals),
            Labels = Indirect(Subsection.Labels),
            Types = Names(Subsection.Types),
            Tables = Names(Subsection.Tables),
            Memories = Names(Subsection.Memories),
            Globals = Names(Subsection.Globals),
            Elements = Names(Subsection.Elements),
            Data = Names(Subsection.Data),
            Fields = Indirect(Subsection.Fields),
            Tags = Names(Subsection.Tags),
        };

        IReadOnlyDictionary<int, string> Names(Subsection id) => names[(int)id] ?? NameMap.Empty.Functions;

        IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Indirect(Subsection id) => indirect[(int)id] ?? NameMap.Empty.Locals;
    }

    // spec: binary-namemap
    private static IndexMap<string> ReadNames(ref ByteReader reader)
    {
        var count = (int)reader.ReadLength();
        if (count == 0)
        {
            return IndexMap<string>.Empty;
        }

        var names = new IndexMap<string>(Math.Min(count, reader.Remaining / 2));
        var last = -1L;
        for (var i = 0; i < count; i++)
        {
            var index = ReadAscending(ref reader, ref last);
            names.Add(index, reader.ReadName());
        }

        return names;
    }

    // spec: binary-indirectnamemap
    private static IndexMap<IReadOnlyDictionary<int, string>> ReadIndirectNames(ref ByteReader reader)
    {
        var count = (int)reader.ReadLength();
        var names = new IndexMap<IReadOnlyDictionary<int, string>>(Math.Min(count, reader.Remaining / 2));
        var last = -1L;
        for (var i = 0; i < count; i++)
        {
            var index = ReadAscending(ref reader, ref last);
            names.Add(index, ReadNames(ref reader));
        }

        return names;
    }

    private static int ReadAscending(ref ByteReader reader, ref long last)
    {
        var start = reader.Position;
        var index = reader.ReadU32();
        if (index <= last || index > int.MaxValue)
        {
            reader.Position = start;
            throw reader.Malformed("malformed name section", $"index {index} after {last}");
        }

        last = index;
        return (int)index;
    }

    private static void WriteSubsection(ByteWriter writer, Subsection id, ByteWriter contents)
    {
        writer.WriteByte((byte)id);
        writer.WriteSized(contents.Written);
    }

    private static void WriteNames(ByteWriter writer, Subsection id, IReadOnlyDictionary<int, string> names)
    {
        if (names.Count > 0)
        {
            var scratch = new ByteWriter();
            WriteNames(scratch, names);
            WriteSubsection(writer, id, scratch);
        }
    }

    private static void WriteIndirectNames(
        ByteWriter writer, Subsection id, IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> names)
    {
        if (names.Count > 0)
        {
            var scratch = new ByteWriter();
            scratch.WriteIndex(names.Count);
            foreach (var (index, inner) in names.OrderBy(entry => entry.Key))
            {
                scratch.WriteIndex(index);
                WriteNames(scratch, inner);
            }

            WriteSubsection(writer, id, scratch);
        }
    }

    private static void WriteNames(ByteWriter writer, IReadOnlyDictionary<int, string> names)
    {
        writer.WriteIndex(names.Count);
        foreach (var (index, name) in names.OrderBy(entry => entry.Key))
        {
            writer.WriteIndex(index);
            writer.WriteName(name);
        }
    }
}
