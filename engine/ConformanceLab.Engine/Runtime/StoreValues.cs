using ConformanceLab.Wasm.Gc;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// Values between slots and the host. A reference that comes out to the host becomes a root; one that goes in becomes the bare reference
/// and must be stored where the collector finds it before the next safepoint. None of these is a safepoint.
/// </content>
internal sealed unsafe partial class StoreState
{
    /// <summary>Whether values of the (canonical) type are function references of 64 bits.</summary>
    public bool IsFunctionReference(ValType type) => type.IsReference && Engine.Types.TopOf(type.HeapType) == HeapType.Func;

    /// <summary>The kind of values of the (canonical) type.</summary>
    public ValueKind KindOf(ValType type) =>
        type.IsReference && type.HeapType.IsConcrete && IsFunctionReference(type) ? ValueKind.FuncRef : Value.KindOf(type);

    /// <summary>A slot (two, for a vector) as a value.</summary>
    public Value ToValue(Slot* slot, ValType type)
    {
        var kind = KindOf(type);
        return kind switch
        {
            ValueKind.I32 or ValueKind.F32 => Value.FromBits(kind, slot->U32),
            ValueKind.I64 or ValueKind.F64 => Value.FromBits(kind, slot->U64),
            ValueKind.V128 => Value.FromVector128(Slot.GetV128(slot)),
            ValueKind.FuncRef => Value.FromFunction(ToFunction(slot->Function)),
            _ => Value.FromReference(kind, ToObject(slot->Ref)),
        };
    }

    /// <summary>A value as slot (two, for a vector), if it is of the (canonical) type.</summary>
    /// <exception cref="ArgumentException">It is not, or it is a reference of another store.</exception>
    public void FromValue(in Value value, Slot* slot, ValType type, string argument)
    {
        if (value.Kind != KindOf(type))
        {
            throw new ArgumentException($"{type} expected, {value.Type} given", argument);
        }

        switch (value.Kind)
        {
            case ValueKind.V128:
                Slot.SetV128(slot, value.AsVector128());
                break;
            case ValueKind.FuncRef:
                slot->Function = FromFunction(value.AsFunction(), argument);
                RequireMatch(*slot, type, argument);
                break;
            case ValueKind.ExternRef or ValueKind.AnyRef or ValueKind.ExnRef:
                slot->SetRef(FromObject(value.Reference, argument));
                RequireMatch(*slot, type, argument);
                break;
            default:
                slot->U64 = value.Bits;
                break;
        }
    }

    /// <summary>The function that a reference stands for.</summary>
    public Function? ToFunction(FunctionRecord* record) => record == null ? null : Function.Of(FunctionOf(record));

    /// <summary>A reference to a function of this store.</summary>
    public FunctionRecord* FromFunction(Function? function, string argument)
    {
        if (function is null)
        {
            return null;
        }

        return ReferenceEquals(function.State, this) ? function.Instance.Record : throw OtherStore(argument);
    }

    /// <summary>What a GC reference stands for: a host's object, or a rooted reference.</summary>
    public object? ToObject(uint reference)
    {
        if (reference == 0)
        {
            return null;
        }

        if (ObjectLayout.IsI31(reference))
        {
            return new I31Reference(GcHeap.I31GetSigned(reference));
        }

        if (ObjectLayout.IsHost(reference))
        {
            return Heap.Handles.Get(reference);
        }

        return Heap.DescriptorOf(reference)->Kind switch
        {
            DescriptorKind.Struct => new StructReference(this, reference),
            DescriptorKind.Array => new ArrayReference(this, reference),
            _ => new ExceptionReference(this, reference),
        };
    }

    /// <summary>A GC reference to an object of the host, or the one that a <see cref="GcReference"/> holds.</summary>
    public uint FromObject(object? value, string argument)
    {
        switch (value)
        {
            case null:
                return 0;
            case I31Reference small:
                return GcHeap.I31New(small.Value);
            case HeapReference held:
                return ReferenceEquals(held.State, this) ? held.Reference : throw OtherStore(argument);
            default:
                return Heap.CreateHandle(value);
        }
    }

    /// <summary>Whether a reference is of a (canonical) type. spec: valid-ref, "Value Typing".</summary>
    public bool Matches(Slot slot, ValType type)
    {
        var heapType = type.HeapType;
        if (slot.U64 == 0)
        {
            return type.IsNullable;
        }

        if (IsFunctionReference(type))
        {
            return heapType.IsConcrete
                ? Engine.Types.IsSubtype((int)slot.Function->CanonicalType, heapType.Index)
                : heapType == HeapType.Func;
        }

        return Engine.Types.TopOf(heapType) == HeapType.Extern
            ? heapType == HeapType.Extern && ActualType(slot.Ref) != HeapType.Exn
            : Engine.Types.MatchesHeap(ActualType(slot.Ref), heapType);
    }

    // The least heap type of a non-null GC reference, seen as internal (or as exception). Objects of the host are just any.
    private HeapType ActualType(uint reference)
    {
        if (ObjectLayout.IsI31(reference))
        {
            return HeapType.I31;
        }

        if (ObjectLayout.IsHost(reference))
        {
            return HeapType.Any;
        }

        return Heap.DescriptorOf(reference)->Kind == DescriptorKind.Function
            ? HeapType.Exn
            : HeapType.Concrete((int)Heap.TypeIdOf(reference));
    }

    private static ArgumentException OtherStore(string argument) => new("the reference belongs to another store", argument);

    private void RequireMatch(Slot slot, ValType type, string argument)
    {
        if (!Matches(slot, type))
        {
            throw new ArgumentException(
                slot.U64 == 0 ? $"{type} expected, null given" : $"{type} expected, a reference of another type given", argument);
        }
    }
}
