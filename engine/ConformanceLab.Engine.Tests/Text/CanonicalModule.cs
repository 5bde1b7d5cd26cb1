using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>
/// A module as text can say it: shortest integers within code, runs of locals of one type in one piece, a data count only where an
/// instruction needs it. Two modules are the same for the text format if their canonical bytes are.
/// </summary>
internal static class CanonicalModule
{
    private static readonly Opcode[] s_needDataCount = [Opcode.MemoryInit, Opcode.DataDrop, Opcode.ArrayNewData, Opcode.ArrayInitData];

    public static byte[] Bytes(WasmModule module)
    {
        var usesData = false;
        var canonical = new WasmModule { Features = module.Features, Start = module.Start };
        canonical.Types.AddRange(module.Types);
        canonical.RecursiveGroups.AddRange(module.RecursiveGroups);
        canonical.Imports.AddRange(module.Imports);
        canonical.Memories.AddRange(module.Memories);
        canonical.Tags.AddRange(module.Tags);
        canonical.Exports.AddRange(module.Exports);
        canonical.CustomSections.AddRange(module.CustomSections);
        canonical.BranchHints.AddRange(module.BranchHints);
        foreach (var function in module.Functions)
        {
            canonical.Functions.Add(function with { Locals = Merge(function.Locals), Body = Reencode(function.Body) });
        }

        foreach (var table in module.Tables)
        {
            canonical.Tables.Add(table with { Initializer = table.Initializer is { } code ? Reencode(code) : null });
        }

        foreach (var global in module.Globals)
        {
            canonical.Globals.Add(global with { Initializer = Reencode(global.Initializer) });
        }

        foreach (var segment in module.Elements)
        {
            canonical.Elements.Add(segment with
            {
                Offset = segment.Offset is { } code ? Reencode(code) : null,
                Expressions = segment.Expressions.IsDefault ? default : [.. segment.Expressions.Select(Reencode)],
            });
        }

        foreach (var segment in module.Data)
        {
            canonical.Data.Add(segment with { Offset = segment.Offset is { } code ? Reencode(code) : null });
        }

        canonical.DataCount = usesData ? module.Data.Count : null;
        return ModuleWriter.Write(canonical);

        Code Reencode(Code code)
        {
            var writer = new ByteWriter();
            var encoder = new InstructionEncoder(writer);
            var reader = new BodyReader(code.Bytes.Span, module.Features);
            while (!reader.IsAtEnd)
            {
                var start = writer.Length;
                reader.Read(ref encoder);
                usesData |= IsOneOf(writer.Written[start..]);
            }

            return new Code(writer.ToArray());
        }
    }

    private static bool IsOneOf(ReadOnlySpan<byte> instruction)
    {
        if (instruction[0] is not (0xFB or 0xFC))
        {
            return false;
        }

        foreach (var opcode in s_needDataCount)
        {
            if (instruction[0] == opcode.Prefix() && instruction[1] == opcode.Code())
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<LocalGroup> Merge(ImmutableArray<LocalGroup> groups)
    {
        var merged = new List<LocalGroup>();
        foreach (var group in groups.IsDefault ? [] : groups)
        {
            if (merged.Count > 0 && merged[^1].Type == group.Type)
            {
                CollectionsMarshal.AsSpan(merged)[^1] = new LocalGroup(merged[^1].Count + group.Count, group.Type);
            }
            else if (group.Count > 0)
            {
                merged.Add(group);
            }
        }

        return [.. merged];
    }
}
