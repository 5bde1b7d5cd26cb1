using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>The reference type of a test or cast, prepared: made once per instruction, or per instance where type ids differ.</summary>
internal readonly struct CastTarget : IEquatable<CastTarget>
{
    private CastTarget(CastKind kind, bool isNullable, uint typeId, uint depth)
    {
        Kind = kind;
        IsNullable = isNullable;
        TypeId = typeId;
        Depth = depth;
    }

    /// <summary>What non-null references pass.</summary>
    public CastKind Kind { get; }

    /// <summary>Whether null passes.</summary>
    public bool IsNullable { get; }

    /// <summary>Canonical id of a concrete type.</summary>
    public uint TypeId { get; }

    /// <summary>Number of supertypes of a concrete type.</summary>
    public uint Depth { get; }

    /// <summary>Prepares a heap type. Concrete ones are canonical ids whose descriptors exist.</summary>
    public static unsafe CastTarget Create(HeapType type, bool isNullable, TypeDescriptorTable types)
    {
        if (type.IsConcrete)
        {
            var id = (uint)type.Index;
            return new CastTarget(CastKind.Concrete, isNullable, id, types[id]->Depth);
        }

        var kind = type == HeapType.Eq ? CastKind.Eq
            : type == HeapType.I31 ? CastKind.I31
            : type == HeapType.Struct ? CastKind.Struct
            : type == HeapType.Array ? CastKind.Array
            : type == HeapType.Any || type == HeapType.Extern || type == HeapType.Func || type == HeapType.Exn ? CastKind.Top
            : CastKind.Bottom;
        return new CastTarget(kind, isNullable, TypeDescriptor.NoType, 0);
    }

    /// <inheritdoc/>
    public bool Equals(CastTarget other) =>
        Kind == other.Kind && IsNullable == other.IsNullable && TypeId == other.TypeId && Depth == other.Depth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CastTarget other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, IsNullable, TypeId);
}

/// <summary>Which non-null references a cast lets pass.</summary>
internal enum CastKind : byte
{
    /// <summary>All of the hierarchy: any, extern, func, exn.</summary>
    Top,

    /// <summary>None: none, noextern, nofunc, noexn.</summary>
    Bottom,

    /// <summary>i31, structures and arrays.</summary>
    Eq,

    /// <summary>i31.</summary>
    I31,

    /// <summary>Structures.</summary>
    Struct,

    /// <summary>Arrays.</summary>
    Array,

    /// <summary>A defined type and its subtypes.</summary>
    Concrete,
}

/// <content>Tests and casts (spec: exec-ref.test, exec-ref.cast).</content>
internal sealed unsafe partial class GcHeap
{
    /// <summary><c>ref.test</c> on the any, extern and exn hierarchies.</summary>
    public bool RefTest(uint reference, CastTarget target)
    {
        if (reference == 0)
        {
            return target.IsNullable;
        }

        switch (target.Kind)
        {
            case CastKind.Top:
                return true;
            case CastKind.Bottom:
                return false;
            case CastKind.Eq:
                return !ObjectLayout.IsHost(reference);
            case CastKind.I31:
                return ObjectLayout.IsI31(reference);
            default:
                if (!ObjectLayout.IsObject(reference))
                {
                    return false;
                }

                var descriptor = DescriptorOf(reference);
                return target.Kind switch
                {
                    CastKind.Struct => descriptor->Kind == DescriptorKind.Struct,
                    CastKind.Array => descriptor->Kind == DescriptorKind.Array,
                    _ => descriptor->IsSubtypeOf(target.TypeId, target.Depth),
                };
        }
    }

    /// <summary><c>ref.test</c> on the func hierarchy.</summary>
    public bool RefTest(FunctionRecord* function, CastTarget target)
    {
        if (function == null)
        {
            return target.IsNullable;
        }

        return target.Kind == CastKind.Concrete
            ? _descriptors[function->CanonicalType].IsSubtypeOf(target.TypeId, target.Depth)
            : target.Kind == CastKind.Top;
    }

    /// <summary><c>ref.cast</c> on the any, extern and exn hierarchies.</summary>
    /// <exception cref="TrapException">Cast failure.</exception>
    public void RefCast(uint reference, CastTarget target)
    {
        if (!RefTest(reference, target))
        {
            TrapException.Throw(TrapCode.CastFailure);
        }
    }

    /// <summary><c>ref.cast</c> on the func hierarchy.</summary>
    /// <exception cref="TrapException">Cast failure.</exception>
    public void RefCast(FunctionRecord* function, CastTarget target)
    {
        if (!RefTest(function, target))
        {
            TrapException.Throw(TrapCode.CastFailure);
        }
    }
}
