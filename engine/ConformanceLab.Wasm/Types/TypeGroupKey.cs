using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm;

/// <summary>
/// The closed form of a recursive group as a sequence of integers, equal exactly for equal groups: references into the group are written
/// as ~(place in the group), so they are negative, all others as canonical ids. Every list has its length before it, and a concrete
/// reference is always followed by what it refers to, so no two groups share a sequence.
/// </summary>
internal static class TypeGroupKey
{
    public static IEqualityComparer<int[]> Comparer { get; } = new SequenceComparer();

    /// <summary>Writes a group whose references to earlier groups are already known in <paramref name="ids"/>.</summary>
    /// <exception cref="ArgumentException">
    /// It refers to types after its end, or a type has several supertypes or one that is not before it.
    /// </exception>
    /// <param name="key">Where to: what is there is dropped.</param>
    /// <param name="types">The types that the group is among.</param>
    /// <param name="group">The group.</param>
    /// <param name="ids">Canonical ids of the types before it.</param>
    public static void Write(List<int> key, IReadOnlyList<SubType> types, RecursiveGroup group, int[] ids)
    {
        key.Clear();
        for (var i = group.Start; i < group.Start + group.Count; i++)
        {
            var type = types[i];
            if (type.Supertypes.Length > 1 || (type.Supertypes.Length == 1 && type.Supertypes[0] >= i))
            {
                throw new ArgumentException("supertypes of a valid type come before it and are at most one", nameof(types));
            }

            key.Add(type.IsFinal ? 1 : 0);
            key.Add(type.Supertypes.Length);
            foreach (var supertype in type.Supertypes)
            {
                key.Add(Reference(supertype, group, ids));
            }

            WriteComposite(key, type.Composite, group, ids);
        }
    }

    /// <summary>Writes a single final type whose references are canonical ids.</summary>
    public static int[] WriteCanonical(CompositeType composite)
    {
        var key = new List<int> { 1, 0 };
        WriteComposite(key, composite, default, null);
        return [.. key];
    }

    private static void WriteComposite(List<int> key, CompositeType composite, RecursiveGroup group, int[]? ids)
    {
        switch (composite)
        {
            case FunctionType function:
                key.Add(0);
                WriteTypes(key, function.Parameters, group, ids);
                WriteTypes(key, function.Results, group, ids);
                break;
            case StructType structure:
                key.Add(1);
                key.Add(structure.Fields.Length);
                foreach (var field in structure.Fields)
                {
                    WriteField(key, field, group, ids);
                }

                break;
            case ArrayType array:
                key.Add(2);
                WriteField(key, array.Element, group, ids);
                break;
        }
    }

    private static void WriteTypes(List<int> key, ImmutableArray<ValType> types, RecursiveGroup group, int[]? ids)
    {
        key.Add(types.Length);
        foreach (var type in types)
        {
            WriteType(key, type, group, ids);
        }
    }

    private static void WriteField(List<int> key, FieldType field, RecursiveGroup group, int[]? ids)
    {
        key.Add(field.Mutable ? 1 : 0);
        WriteType(key, field.Storage, group, ids);
    }

    private static void WriteType(List<int> key, ValType type, RecursiveGroup group, int[]? ids)
    {
        if (type.IsReference && type.HeapType.IsConcrete)
        {
            key.Add((int)ValType.Ref(HeapType.Concrete(0), type.IsNullable).Bits);
            key.Add(Reference(type.HeapType.Index, group, ids));
        }
        else
        {
            key.Add((int)type.Bits);
        }
    }

    private static int Reference(int index, RecursiveGroup group, int[]? ids)
    {
        if (ids is null)
        {
            return index;
        }

        if (index >= group.Start + group.Count)
        {
            throw new ArgumentException($"type {index} is referred to before its group", nameof(index));
        }

        return index >= group.Start ? ~(index - group.Start) : ids[index];
    }

    // Groups are looked up by a key that is still being written: most modules repeat few groups.
    private sealed class SequenceComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(alternate));
            return hash.ToHashCode();
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
