using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// The custom section <c>metadata.code.branch_hint</c>: which way conditional branches usually go.
/// Source: specification, appendix "Branch Hints".
/// </summary>
public static class BranchHintSection
{
    /// <summary>Name of the custom section.</summary>
    public const string SectionName = "metadata.code.branch_hint";

    /// <summary>Reads the contents of the section: hints sorted by function, then by offset.</summary>
    /// <param name="contents">What follows the section's name.</param>
    /// <param name="offset">Where it stands in the module, for error messages.</param>
    /// <exception cref="ModuleException">It is malformed (<see cref="ModuleErrorKind.MalformedCustom"/>).</exception>
    public static List<BranchHint> Read(ReadOnlySpan<byte> contents, int offset = 0)
    {
        try
        {
            return ReadHints(contents, offset);
        }
        catch (ModuleException error) when (error.Kind == ModuleErrorKind.Malformed)
        {
            throw new ModuleException(ModuleErrorKind.MalformedCustom, error.Message) { Offset = error.Offset };
        }
    }

    /// <summary>Writes the contents of the section. Hints may come in any order.</summary>
    public static byte[] Write(IEnumerable<BranchHint> hints)
    {
        var functions = hints.GroupBy(hint => hint.FunctionIndex).OrderBy(group => group.Key).ToList();
        var writer = new ByteWriter();
        writer.WriteIndex(functions.Count);
        foreach (var function in functions)
        {
            writer.WriteIndex(function.Key);
            writer.WriteIndex(function.Count());
            foreach (var hint in function.OrderBy(hint => hint.Offset))
            {
                writer.WriteIndex(hint.Offset);
                writer.WriteByte(1);
                writer.WriteByte(hint.Likely ? (byte)1 : (byte)0);
            }
        }

        return writer.ToArray();
    }

    /// <summary>Adds the hints of the module's section, if it has one. A malformed one is ignored: hints only matter for speed.</summary>
    internal static void ReadInto(WasmModule module)
    {
        foreach (var section in module.CustomSections)
        {
            if (section.Name == SectionName)
            {
                try
                {
                    module.BranchHints.AddRange(ReadHints(section.Bytes.Span, 0));
                }
                catch (ModuleException)
                {
                    // spec: binary-customsec. Custom sections can't make a module malformed.
                }

                return;
            }
        }
    }

    private static List<BranchHint> ReadHints(ReadOnlySpan<byte> contents, int offset)
    {
        var reader = new ByteReader(contents, offset);
        var hints = new List<BranchHint>();
        var functions = reader.ReadLength();
        var lastFunction = -1L;
        for (var i = 0; i < functions; i++)
        {
            var function = ReadAscending(ref reader, ref lastFunction);
            var count = reader.ReadLength();
            var lastOffset = -1L;
            for (var j = 0; j < count; j++)
            {
                var place = ReadAscending(ref reader, ref lastOffset);
                if (reader.ReadU32() != 1 || reader.Peek() > 1)
                {
                    throw reader.Malformed("malformed branch hint");
                }

                hints.Add(new BranchHint(function, place, reader.ReadByte() == 1));
            }
        }

        return reader.IsAtEnd ? hints : throw reader.Malformed("section size mismatch");
    }

    private static int ReadAscending(ref ByteReader reader, ref long last)
    {
        var start = reader.Position;
        var index = reader.ReadU32();
        if (index <= last || index > int.MaxValue)
        {
            reader.Position = start;
            throw reader.Malformed("malformed branch hint", $"{index} after {last}");
        }

        last = index;
        return (int)index;
    }
}
