using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A call of a function with arguments of .NET types. Numbers alone need no store: it is entered around the call itself, without the
/// frames that a try block keeps. References are made and read inside: it is entered at the first of them.
/// </summary>
internal unsafe ref struct TypedCall
{
    private readonly Function _function;
    private readonly Slot* _slots;
    private Slot* _next;
    private int _index;
    private bool _isInside;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TypedCall(Function function, CallBuffer* buffer)
    {
        _function = function;
        _slots = _next = (Slot*)buffer;
    }

    /// <summary>Adds an argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push<T>(T value)
    {
        if (SlotMarshal<T>.IsNumber)
        {
            Unsafe.WriteUnaligned(_next, value);
        }
        else
        {
            PushReference(_function, _next, value, _index, _isInside);
            _isInside = true;
        }

        _index++;
        _next += SlotMarshal<T>.Slots;
    }

    /// <summary>Calls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Run()
    {
        if (_isInside)
        {
            RunInside(_function, _slots);
        }
        else
        {
            RunNumbers(_function.State, _function.Instance, _slots);
        }
    }

    /// <summary>Calls and reads the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Run<T>()
    {
        if (SlotMarshal<T>.IsNumber)
        {
            Run();
            return Unsafe.ReadUnaligned<T>(_slots);
        }

        return RunInside<T>(_function, _slots, _isInside);
    }

    // Into machine code from here, if that is known to be safe: no exception passes between entering and leaving the store, because what ends a
    // guest is a status.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunNumbers(StoreState state, FunctionInstance function, Slot* slots)
    {
        var thunk = function.EntryThunk;
        if (thunk == 0 || state.Heap.IsCollectionDue || !state.TryEnterAgain(out var visit))
        {
            state.Executor.Call(function, slots);
            return;
        }

        var code = CodeSlots.Read(&function.Record->Code);
        var status = code == function.BriefCode ? NativeCalls.EnterBrief(function.BriefThunk, function.Record->Instance, code, slots)
            : code == function.EnteredCode ? EnterAny(thunk, function.Record->Instance, code, slots)
            : EnterNew(function, code, slots);
        if (status != (int)ActivationStatus.Completed)
        {
            Throw(state, function, status, visit);
        }

        visit.End();
        GC.KeepAlive(state);
    }

    // What .NET prepares for leaving managed code it prepares where a method begins: here that is not where brief code is entered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EnterAny(nint thunk, InstanceData* instance, nint code, Slot* slots) =>
        NativeCalls.EnterUnchecked(thunk, instance, code, slots);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EnterNew(FunctionInstance function, nint code, Slot* slots)
    {
        function.Store.Executor.NoteEntered(function, code);
        return EnterAny(function.EntryThunk, function.Record->Instance, code, slots);
    }

    // What has ended it is taken inside: the store may be another thread's as soon as it is left.
    [DoesNotReturn]
    private static void Throw(StoreState state, FunctionInstance function, int status, StoreState.Visit visit)
    {
        var parked = status == (int)ActivationStatus.BriefTrap ? state.Executor.TakeBriefTrap(function) : state.Executor.TakeParked();
        visit.End();
        throw parked.ToThrow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PushReference<T>(Function function, Slot* slot, T value, int index, bool isInside)
    {
        if (!isInside)
        {
            EnterStore(function.State);
        }

        try
        {
            SlotMarshal<T>.Write(function.State, slot, value, function.Type.Parameters, index);
        }
        catch
        {
            function.State.Exit();
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunInside(Function function, Slot* slots)
    {
        try
        {
            function.State.Executor.Invoke(function.Instance, slots);
        }
        finally
        {
            function.State.Exit();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T RunInside<T>(Function function, Slot* slots, bool isInside)
    {
        if (!isInside)
        {
            EnterStore(function.State);
        }

        try
        {
            function.State.Executor.Invoke(function.Instance, slots);
            return SlotMarshal<T>.Read(function.State, slots, function.Type.Results, 0);
        }
        finally
        {
            function.State.Exit();
        }
    }

    private static void EnterStore(StoreState state)
    {
        state.Enter();
        try
        {
            state.BeginCall();
        }
        catch (TrapException)
        {
            state.Exit();
            throw;
        }
    }
}

/// <summary>Slots of the arguments or the result of a typed call: eight vectors at most. Not initialised.</summary>
[StructLayout(LayoutKind.Explicit, Size = Slots * Slot.Size)]
internal readonly struct CallBuffer
{
    /// <summary>How many there are.</summary>
    public const int Slots = 16;
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

    /// <summary>The result.</summary>
    /// <exception cref="InvalidOperationException">It is of another type, or the number of parameters or results is another.</exception>
    public void Returns<T>()
    {
        if (_index != _type.Parameters.Length || _type.Results.Length != 1 || !SlotMarshal<T>.Accepts(_store, _type.Results[0]))
        {
            throw Mismatch();
        }
    }

    /// <summary>No result.</summary>
    /// <exception cref="InvalidOperationException">There is one, or the number of parameters is another.</exception>
    public void End()
    {
        if (_index != _type.Parameters.Length || !_type.Results.IsEmpty)
        {
            throw Mismatch();
        }
    }

    private InvalidOperationException Mismatch() => new($"the function has the type {_type}");
}
