using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>Which non-null references a test or cast lets pass.</summary>
internal enum CastKind : byte
{
    /// <summary>None: none, noextern, nofunc, noexn.</summary>
    Bottom,

    /// <summary>All of the hierarchy: any, extern, func, exn.</summary>
    Top,

    /// <summary>i31, structures and arrays.</summary>
    Eq,

    /// <summary>i31.</summary>
    I31,

    /// <summary>Structures.</summary>
    Struct,

    /// <summary>Arrays.</summary>
    Array,

    /// <summary>A defined type of structures or arrays, and its subtypes.</summary>
    Object,

    /// <summary>A defined type of functions, and its subtypes.</summary>
    Function,
}

/// <summary>The reference type of a test or cast, prepared.</summary>
/// <param name="Kind">What non-null references pass.</param>
/// <param name="IsNullable">Whether null passes.</param>
/// <param name="TypeId">Canonical id of a defined type.</param>
/// <param name="Depth">Number of its supertypes.</param>
internal readonly record struct CastTarget(CastKind Kind, bool IsNullable, uint TypeId, uint Depth)
{
    /// <summary>Prepares a heap type. Concrete ones are canonical ids whose descriptors exist.</summary>
    public static unsafe CastTarget Create(HeapType type, bool isNullable, TypeDescriptorTable types)
    {
        if (type.IsAbstract)
        {
            return new CastTarget(KindOf(type, isFunction: false), isNullable, TypeDescriptor.NoType, 0);
        }

        var descriptor = types[(uint)type.Index];
        return new CastTarget(KindOf(type, descriptor->Kind == DescriptorKind.Function), isNullable, (uint)type.Index, descriptor->Depth);
    }

    /// <summary>The kind of a heap type.</summary>
    /// <param name="type">The heap type.</param>
    /// <param name="isFunction">Whether it is a defined type of functions.</param>
    public static CastKind KindOf(HeapType type, bool isFunction) =>
        type.IsConcrete ? (isFunction ? CastKind.Function : CastKind.Object)
        : type == HeapType.Eq ? CastKind.Eq
        : type == HeapType.I31 ? CastKind.I31
        : type == HeapType.Struct ? CastKind.Struct
        : type == HeapType.Array ? CastKind.Array
        : type == HeapType.Any || type == HeapType.Extern || type == HeapType.Func || type == HeapType.Exn ? CastKind.Top
        : CastKind.Bottom;
}

/// <content>Tests and casts (spec: exec-ref.test, exec-ref.cast).</content>
internal sealed unsafe partial class GcHeap
{
    /// <summary>
    /// <c>ref.test</c>: whether a reference, of the hierarchy of the target, is of its type. All bits of a null reference's slot are zero.
    /// </summary>
    public bool RefTest(Slot reference, CastTarget target)
    {
        if (reference.U64 == 0)
        {
            return target.IsNullable;
        }

        return target.Kind switch
        {
            CastKind.Bottom => false,
            CastKind.Top => true,
            CastKind.Eq => !ObjectLayout.IsHost(reference.Ref),
            CastKind.I31 => ObjectLayout.IsI31(reference.Ref),
            CastKind.Struct => ObjectLayout.IsObject(reference.Ref) && DescriptorOf(reference.Ref)->Kind == DescriptorKind.Struct,
            CastKind.Array => ObjectLayout.IsObject(reference.Ref) && DescriptorOf(reference.Ref)->Kind == DescriptorKind.Array,
            CastKind.Object => ObjectLayout.IsObject(reference.Ref) && IsSubtype(TypeIdOf(reference.Ref), target.TypeId, target.Depth),
            _ => IsSubtype(reference.Function->CanonicalType, target.TypeId, target.Depth),
        };
    }

    /// <summary><c>ref.cast</c>.</summary>
    /// <exception cref="TrapException">Cast failure.</exception>
    public void RefCast(Slot reference, CastTarget target)
    {
        if (!RefTest(reference, target))
        {
            TrapException.Throw(TrapCode.CastFailure);
        }
    }

    // spec: match-deftype. Most often the types are the same, or not related at all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsSubtype(uint sub, uint super, uint superDepth) => sub == super || _descriptors[sub].IsSubtypeOf(super, superDepth);
}
