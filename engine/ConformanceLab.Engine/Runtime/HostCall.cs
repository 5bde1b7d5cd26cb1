using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>A host function apart from any store.</summary>
internal abstract unsafe class HostCallback(FunctionType type)
{
    private CanonicalType? _canonical;

    /// <summary>Its type; heap types in it are canonical ids.</summary>
    public FunctionType Type { get; } = type;

    /// <summary>
    /// Runs it. Arguments stand in <paramref name="slots"/>, results replace them. Whatever it throws passes wasm; only
    /// a WasmThrownException can be caught there.
    /// </summary>
    /// <param name="store">The store it runs in.</param>
    /// <param name="caller">Where the frame that calls it has its instance; null if the host calls.</param>
    /// <param name="slots">Arguments and results: max(parameters, results) slots.</param>
    public abstract void Invoke(StoreState store, InstanceData** caller, Slot* slots);

    /// <summary>Canonical id of its type in an engine, which is nearly always the same one. Thread-safe.</summary>
    public int CanonicalTypeIn(Engine engine)
    {
        var known = Volatile.Read(ref _canonical);
        if (known?.Engine != engine)
        {
            known = new CanonicalType(engine, engine.CanonicalIdOf(Type));
            Volatile.Write(ref _canonical, known);
        }

        return known.Id;
    }

    private sealed record CanonicalType(Engine Engine, int Id);
}

/// <summary>A call of a typed host function. Arguments are read in order, all before the result is written.</summary>
internal unsafe ref struct HostCall(StoreState store, InstanceData** caller, FunctionType type, Slot* slots)
{
    private int _slot;
    private int _index;

    /// <summary>The next argument; the calling instance, where a <see cref="Caller"/> is asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Next<T>()
    {
        if (typeof(T) == typeof(Caller))
        {
            var value = Caller;
            return Unsafe.As<Caller, T>(ref value);
        }

        var slot = slots + _slot;
        _slot += SlotMarshal<T>.Slots;
        return SlotMarshal<T>.Read(store, slot, type.Parameters, _index++);
    }

    /// <summary>Writes the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Return<T>(T value) => SlotMarshal<T>.Write(store, slots, value, type.Results, 0);

    /// <summary>All arguments as values.</summary>
    public readonly void ReadArguments(Span<Value> values)
    {
        var slot = slots;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = store.ToValue(slot, type.Parameters[i]);
            slot += Slot.CountOf(type.Parameters[i]);
        }
    }

    /// <summary>Writes all results.</summary>
    /// <exception cref="ArgumentException">One is not of its type.</exception>
    public readonly void WriteResults(ReadOnlySpan<Value> values)
    {
        var slot = slots;
        for (var i = 0; i < values.Length; i++)
        {
            store.FromValue(values[i], slot, type.Results[i], $"result {i}");
            slot += Slot.CountOf(type.Results[i]);
        }
    }

    /// <summary>Zero or null of a type.</summary>
    public readonly Value DefaultOf(ValType result) => Value.FromBits(store.KindOf(result), 0);

    /// <summary>Who calls.</summary>
    public readonly Caller Caller => new(store, caller == null ? null : store.CallerOf(*caller));
}

/// <summary>Collects the wasm type of a typed callback.</summary>
internal readonly struct CallbackType()
{
    private readonly ImmutableArray<ValType>.Builder _parameters = ImmutableArray.CreateBuilder<ValType>();
    private readonly ImmutableArray<ValType>.Builder _results = ImmutableArray.CreateBuilder<ValType>();

    /// <summary>Adds a parameter; a <see cref="Caller"/> is none, and comes first if at all.</summary>
    /// <exception cref="ArgumentException">The type has no counterpart.</exception>
    public CallbackType Parameter<T>()
    {
        if (typeof(T) != typeof(Caller) || _parameters.Count > 0)
        {
            _parameters.Add(SlotMarshal<T>.WasmType);
        }

        return this;
    }

    /// <summary>Adds the result.</summary>
    /// <exception cref="ArgumentException">The type has no counterpart.</exception>
    public CallbackType Result<T>()
    {
        _results.Add(SlotMarshal<T>.WasmType);
        return this;
    }

    /// <summary>The type.</summary>
    public FunctionType Build() => new(_parameters.ToImmutable(), _results.ToImmutable());
}
