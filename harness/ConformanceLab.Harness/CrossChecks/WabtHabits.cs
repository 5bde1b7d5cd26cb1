using System.Collections.Immutable;
using ConformanceLab.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>
/// What wabt's encoder does otherwise than ours. A difference is explained if our module, written with wabt's habits, is wabt's, byte for
/// byte; of those that are defects of wabt, if the module has what the defect is about.
/// </summary>
internal static class WabtHabits
{
    /// <summary>Lists of <c>ref.func</c> become lists of function indices.</summary>
    public static readonly DifferenceKind ElementExpressions = new(
        "element expressions",
        "(elem funcref (ref.func 0)) is a list of expressions and stays one here; wabt writes the list of indices that means the same");

    /// <summary>Types by index become types by themselves.</summary>
    public static readonly DifferenceKind BlockTypes = new(
        "block types",
        "(block (type 0)) names its type and keeps the index here, as the grammar has it; wabt writes the short form where there is one");

    /// <summary>A section that is missing.</summary>
    public static readonly DifferenceKind DataCount = new(
        "data count",
        "memory.init and data.drop need the data count section, and it is here; wabt's binary lacks it where there is no data: malformed");

    /// <summary>Nothing between two words.</summary>
    public static readonly DifferenceKind EmptyElse = new(
        "empty else", "(else) with nothing in it stays here; wabt leaves it out, which means the same");

    /// <summary>Types in an encoding that was given up.</summary>
    public static readonly DifferenceKind TypedReferences = new(
        "typed references", "wabt 1.0.32 writes (ref $t) as the proposal once had it (0x6b), with an index that it has not resolved");

    /// <summary>Numbers that no index can be.</summary>
    public static readonly DifferenceKind LargeIndices = new(
        "indices past 2^31−1",
        "no module has so many of anything: the index is 2^31−1 here, and means nothing either way; others keep what is written");

    /// <summary>Floats between two others.</summary>
    public static readonly DifferenceKind Rounding = new(
        "rounding", "a hexadecimal float between two others goes to the even one here, as IEEE 754 has it; wabt cuts subnormals off");

    private const byte RefFunc = 0xD2;
    private const byte EmptyBlock = 0x40;

    /// <summary>Why wabt's binary is not ours.</summary>
    /// <param name="source">The module as text.</param>
    /// <param name="wabt">What wabt made of it.</param>
    /// <returns>Empty if nothing explains it.</returns>
    public static ImmutableArray<DifferenceKind> Explain(ModuleSource source, ReadOnlySpan<byte> wabt)
    {
        var module = TextParser.ParseModule(source.Bytes, WasmFeatures.All);
        var kinds = ImmutableArray.CreateBuilder<DifferenceKind>();
        if (ShortenElements(module))
        {
            kinds.Add(ElementExpressions);
        }

        if (ShortenBlocks(module))
        {
            kinds.Add(BlockTypes);
        }

        if (DropEmptyElse(module))
        {
            kinds.Add(EmptyElse);
        }

        if (module is { DataCount: not null, Data.Count: 0 })
        {
            module.DataCount = null;
            kinds.Add(DataCount);
        }

        var bytes = ModuleWriter.Write(module);
        if (HasLargeIndices(bytes, wabt))
        {
            kinds.Add(LargeIndices);
            return kinds.ToImmutable();
        }

        return wabt.SequenceEqual(bytes) ? kinds.ToImmutable() : UsesTypedReferences(module) ? [TypedReferences] : [];
    }

    private static bool ShortenElements(WasmModule module)
    {
        var shortens = false;
        for (var index = 0; index < module.Elements.Count; index++)
        {
            var segment = module.Elements[index];
            if (!segment.Expressions.IsDefault && segment.Type == ValType.FuncRef && segment.Expressions.All(IsRefFunc))
            {
                module.Elements[index] = segment with
                {
                    FunctionIndices = [.. segment.Expressions.Select(expression => (int)ReadNumber(expression.Bytes.Span[1..], out _))],
                    Expressions = default,
                };
                shortens = true;
            }
        }

        return shortens;
    }

    // ref.func, an index, end.
    private static bool IsRefFunc(Code expression)
    {
        var bytes = expression.Bytes.Span;
        if (bytes[0] != RefFunc)
        {
            return false;
        }

        ReadNumber(bytes[1..], out var length);
        return length + 2 == bytes.Length;
    }

    // LEB128 without a sign. spec: binary-int
    private static ulong ReadNumber(ReadOnlySpan<byte> bytes, out int length)
    {
        ulong number = 0;
        length = 0;
        do
        {
            number |= (ulong)(bytes[length] & 0x7F) << (7 * length);
        }
        while (bytes[length++] >= 0x80);
        return number;
    }

    private static bool ShortenBlocks(WasmModule module) => RewriteBodies(module, slices =>
    {
        var changed = false;
        for (var at = 0; at < slices.Count; at++)
        {
            if (slices[at].Opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.Try
                && Shorten(slices[at].Opcode, slices[at].Bytes.Span, module) is { } bytes)
            {
                slices[at] = slices[at] with { Bytes = bytes };
                changed = true;
            }
        }

        return changed;
    });

    private static bool DropEmptyElse(WasmModule module) => RewriteBodies(module, slices =>
    {
        var count = slices.Count;
        for (var at = slices.Count - 2; at >= 0; at--)
        {
            if (slices[at].Opcode == Opcode.Else && slices[at + 1].Opcode == Opcode.End)
            {
                slices.RemoveAt(at);
            }
        }

        return slices.Count < count;
    });

    private static bool RewriteBodies(WasmModule module, Func<List<InstructionSlice>, bool> rewrite)
    {
        var changed = false;
        for (var index = 0; index < module.Functions.Count; index++)
        {
            var slices = InstructionSlices.Read(module.Functions[index].Body, module.Features);
            if (rewrite(slices))
            {
                module.Functions[index] = module.Functions[index] with { Body = InstructionSlices.Join(slices) };
                changed = true;
            }
        }

        return changed;
    }

    private static byte[]? Shorten(Opcode opcode, ReadOnlySpan<byte> block, WasmModule module)
    {
        // A number with a sign: what is negative is no index. spec: binary-blocktype
        var index = ReadNumber(block[1..], out var length);
        if ((block[length] & 0x40) != 0
            || index >= (ulong)module.Types.Count
            || module.Types[(int)index].Composite is not FunctionType { Parameters.IsEmpty: true } type)
        {
            return null;
        }

        switch (type.Results)
        {
            case []:
                return [block[0], EmptyBlock];
            case [var result]:
                var writer = new ByteWriter();
                new InstructionEncoder(writer).Block(opcode, BlockType.Single(result));
                return writer.ToArray();
            default:
                return null;
        }
    }

    /// <summary>Whether two binaries are equal but for numbers of five bytes, of at least one, that are 2^31−1 in ours.</summary>
    public static bool HasLargeIndices(ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs)
    {
        ReadOnlySpan<byte> largest = [0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        var found = false;
        for (var at = 0; at < ours.Length && ours.Length == theirs.Length; at++)
        {
            if (ours[at] == theirs[at])
            {
                continue;
            }

            var start = ours[..Math.Min(at + largest.Length, ours.Length)].LastIndexOf(largest);
            if (start < 0 || start + largest.Length <= at)
            {
                return false;
            }

            found = true;
            at = start + largest.Length - 1;
        }

        return found;
    }

    private static bool UsesTypedReferences(WasmModule module) => module.Functions.Exists(
        function => function.Locals.Any(local => local.Type.IsReference && local.Type.HeapType.IsConcrete));
}
