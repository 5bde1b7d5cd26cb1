using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>A call of a function with arguments of .NET types: the store is entered while it exists.</summary>
internal unsafe ref struct TypedCall
{
    private readonly StoreState _state;
    private readonly Function _function;
    private readonly Slot* _slots;
    private Slot* _next;
    private int _index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TypedCall(Function function, Slot* slots)
    {
        _state = function.State;
        _state.Enter();
        _function = function;
        _slots = _next = slots;
        if (_state.Heap.IsCollectionDue)
        {
            BeginCall();
        }
    }

    /// <summary>Adds an argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push<T>(T value)
    {
        SlotMarshal<T>.Write(_state, _next, value, _function.Type.Parameters, _index++);
        _next += SlotMarshal<T>.Slots;
    }

    /// <summary>Calls.</summary>
    public readonly void Run() => _state.Executor.Invoke(_function.Instance, _slots);

    /// <summary>Calls and reads the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Run<T>()
    {
        Run();
        return SlotMarshal<T>.Read(_state, _slots, _function.Type.Results, 0);
    }

    // Nobody gets to dispose what has not been made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void BeginCall()
    {
        try
        {
            _state.BeginCall();
        }
        catch (TrapException)
        {
            _state.Exit();
            throw;
        }
    }

    /// <summary>Leaves the store.</summary>
    public readonly void Dispose() => _state.Exit();
}

/// <summary>Compares a function's type with the types of a delegate.</summary>
internal readonly struct Signature
{
    private readonly StoreState _store;
    private readonly FunctionType _type;
    private readonly int _index;

    private Signature(StoreState store, FunctionType type, int index)
    {
        _store = store;
        _type = type;
        _index = index;
    }

    /// <summary>Begins to compare.</summary>
    public static Signature Of(StoreState store, FunctionType type) => new(store, type, 0);

    /// <summary>The next parameter.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public Signature Takes<T>()
    {
        if (_index >= _type.Parameters.Length || !SlotMarshal<T>.Accepts(_store, _type.Parameters[_index]))
        {
            throw Mismatch();
        }

        return new Signature(_store, _type, _index + 1);
    }

    /// <summary>The result. Returns the slots of a buffer.</summary>
    /// <exception cref="InvalidOperationException">It is of another type, or the number of parameters or results is another.</exception>
    public int Returns<T>()
    {
        if (_index != _type.Parameters.Length || _type.Results.Length != 1 || !SlotMarshal<T>.Accepts(_store, _type.Results[0]))
        {
            throw Mismatch();
        }

        return BufferSlots();
    }

    /// <summary>No result. Returns the slots of a buffer.</summary>
    /// <exception cref="InvalidOperationException">There is one, or the number of parameters is another.</exception>
    public int End()
    {
        if (_index != _type.Parameters.Length || !_type.Results.IsEmpty)
        {
            throw Mismatch();
        }

        return BufferSlots();
    }

    private int BufferSlots() =>
        Math.Max(1, Math.Max(Slot.CountOf(_type.Parameters.AsSpan()), Slot.CountOf(_type.Results.AsSpan())));

    private InvalidOperationException Mismatch() => new($"the function has the type {_type}");
}
