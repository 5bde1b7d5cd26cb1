using System.Globalization;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// A reference of the guest that is no object of the host: a structure, an array, an exception or an i31. It keeps what it refers to alive.
/// Equal references refer to the same thing (<c>ref.eq</c>).
/// </summary>
public abstract class GcReference : IEquatable<GcReference>
{
    private protected GcReference()
    {
    }

    /// <summary>The least heap type: concrete ones are canonical ids of the engine.</summary>
    public abstract HeapType HeapType { get; }

    /// <inheritdoc/>
    public abstract bool Equals(GcReference? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as GcReference);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}

/// <summary>An i31 reference: an unboxed integer of 31 bits. Belongs to no store.</summary>
/// <param name="value">The integer; only its low 31 bits count.</param>
public sealed class I31Reference(int value) : GcReference
{
    /// <summary>The integer, sign-extended (<c>i31.get_s</c>).</summary>
    public int Value { get; } = (value << 1) >> 1;

    /// <summary>The integer, zero-extended (<c>i31.get_u</c>).</summary>
    public uint UnsignedValue => (uint)Value & 0x7FFF_FFFF;

    /// <inheritdoc/>
    public override HeapType HeapType => HeapType.I31;

    /// <inheritdoc/>
    public override bool Equals(GcReference? other) => other is I31Reference small && small.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The form <c>i31:5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"i31:{Value}");
}

/// <summary>
/// A reference to an object on a store's GC heap. The object lives at least as long as this reference is reachable and not disposed.
/// </summary>
public abstract class HeapReference : GcReference, IDisposable
{
    private readonly GcRoot _root;

    private protected HeapReference(StoreState state, uint reference)
    {
        State = state;
        TypeId = state.Heap.TypeIdOf(reference);
        _root = state.Heap.Roots.Create(reference);
    }

    /// <summary>The store whose heap the object is on.</summary>
    public Store Store => State.Facade;

    /// <inheritdoc/>
    public override HeapType HeapType => HeapType.Concrete((int)TypeId);

    internal StoreState State { get; }

    /// <summary>Canonical id of the object's type; of an exception, of its tag's.</summary>
    internal uint TypeId { get; }

    /// <summary>The reference of now; the next safepoint may change it.</summary>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    internal uint Reference => _root.Reference;

    /// <inheritdoc/>
    public override bool Equals(GcReference? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not HeapReference held || !ReferenceEquals(held.State, State))
        {
            return false;
        }

        using var use = State.Use();
        return held.Reference == Reference;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, TypeId);

    /// <summary>Lets go of the object; otherwise that happens when the .NET collector finds this reference unreachable.</summary>
    public void Dispose()
    {
        using var use = State.Use();
        _root.Dispose();
    }
}

/// <summary>A reference to a structure.</summary>
public sealed unsafe class StructReference : HeapReference
{
    internal StructReference(StoreState state, uint reference)
        : base(state, reference) => Type = (StructType)state.Engine.Types[(int)TypeId].Composite;

    /// <summary>Its type; heap types in it are canonical ids.</summary>
    public StructType Type { get; }

    /// <summary>A field. Packed ones are read zero-extended.</summary>
    /// <param name="field">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such field.</exception>
    /// <exception cref="InvalidOperationException">Set: the field is immutable.</exception>
    /// <exception cref="ArgumentException">Set: the value is not of the field's type.</exception>
    public Value this[int field]
    {
        get
        {
            using var use = State.Use();
            RequireField(field);
            var slots = stackalloc Slot[2];
            State.Heap.StructGet(Reference, State.Heap.FieldOf(TypeId, (uint)field), slots);
            return State.ToValue(slots, Type.Fields[field].Storage.Unpacked);
        }

        set
        {
            using var use = State.Use();
            RequireField(field);
            if (!Type.Fields[field].Mutable)
            {
                throw new InvalidOperationException($"field {field} is immutable");
            }

            var slots = stackalloc Slot[2];
            State.FromValue(value, slots, Type.Fields[field].Storage.Unpacked, nameof(value));
            State.Heap.StructSet(Reference, State.Heap.FieldOf(TypeId, (uint)field), slots);
        }
    }

    /// <summary>The form <c>struct (type 3)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"struct (type {TypeId})");

    private void RequireField(int field)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(field);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(field, Type.Fields.Length);
    }
}

/// <summary>A reference to an array.</summary>
public sealed unsafe class ArrayReference : HeapReference
{
    internal ArrayReference(StoreState state, uint reference)
        : base(state, reference)
    {
        Type = (ArrayType)state.Engine.Types[(int)TypeId].Composite;
        Length = state.Heap.ArrayLength(reference);
    }

    /// <summary>Its type; heap types in it are canonical ids.</summary>
    public ArrayType Type { get; }

    /// <summary>Number of elements.</summary>
    public uint Length { get; }

    /// <summary>An element. Packed ones are read zero-extended.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="TrapException">Out of bounds.</exception>
    /// <exception cref="InvalidOperationException">Set: the elements are immutable.</exception>
    /// <exception cref="ArgumentException">Set: the value is not of the element type.</exception>
    public Value this[uint index]
    {
        get
        {
            using var use = State.Use();
            var slots = stackalloc Slot[2];
            State.Heap.ArrayGet(Reference, index, slots);
            return State.ToValue(slots, Type.Element.Storage.Unpacked);
        }

        set
        {
            using var use = State.Use();
            if (!Type.Element.Mutable)
            {
                throw new InvalidOperationException("the elements are immutable");
            }

            var slots = stackalloc Slot[2];
            State.FromValue(value, slots, Type.Element.Storage.Unpacked, nameof(value));
            State.Heap.ArraySet(Reference, index, slots);
        }
    }

    /// <summary>The form <c>array (type 3) of 10</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"array (type {TypeId}) of {Length}");
}

/// <summary>A reference to an exception.</summary>
public sealed class ExceptionReference : HeapReference
{
    internal ExceptionReference(StoreState state, uint reference)
        : base(state, reference) => Tag = Tag.Of(state.Tags[(int)state.Heap.ExceptionTag(reference)]);

    /// <summary>Its tag.</summary>
    public Tag Tag { get; }

    /// <inheritdoc/>
    public override HeapType HeapType => HeapType.Exn;

    /// <summary>Its values, one for each parameter of the tag.</summary>
    public Value[] GetPayload()
    {
        using var use = State.Use();
        return State.ReadPayload(Reference, Tag.Instance);
    }

    /// <summary>The form <c>exception (tag 3)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exception (tag {Tag.Instance.Id})");
}
