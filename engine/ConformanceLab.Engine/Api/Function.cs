using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>What an untyped host function does.</summary>
/// <param name="caller">Who calls it.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="results">To be filled with the results; zero and null at first.</param>
public delegate void FunctionCallback(Caller caller, ReadOnlySpan<Value> arguments, Span<Value> results);

/// <summary>
/// A function: of wasm or of the host. Two imports, exports or references of the same function give the same object.
/// </summary>
public sealed unsafe partial class Function : Extern
{
    private const int StackSlots = 64;

    // What has ended a call is thrown from here: .NET throws it sooner from code of its own than from code that was compiled ahead of time.
    private const MethodImplOptions Throws = MethodImplOptions.AggressiveOptimization;

    private Function(FunctionInstance instance)
        : base(instance.Store)
    {
        Instance = instance;
        instance.Facade ??= this;
    }

    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Function;

    /// <inheritdoc/>
    public override ExternType ExternType => new FunctionExternType(Type);

    /// <summary>Parameters and results; heap types in them are canonical ids.</summary>
    public FunctionType Type => Instance.Type;

    internal FunctionInstance Instance { get; }

    /// <summary>A host function of any type in a store.</summary>
    /// <param name="store">The store that it is to belong to.</param>
    /// <param name="type">Parameters and results.</param>
    /// <param name="callback">
    /// What it does. Whatever it throws passes through wasm to the caller; see <see cref="WasmThrownException"/>.
    /// </param>
    public static Function FromCallback(Store store, FunctionType type, FunctionCallback callback) =>
        Create(store, HostCallbacks.Create(type, callback));

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">One value for each parameter.</param>
    /// <returns>One value for each result.</returns>
    /// <exception cref="ArgumentException">Number or types of the arguments are wrong.</exception>
    /// <exception cref="TrapException">It trapped.</exception>
    /// <exception cref="WasmThrownException">It threw an exception that wasm did not catch.</exception>
    /// <exception cref="InvalidOperationException">The store is in use by another thread.</exception>
    [MethodImpl(Throws)]
    public Value[] Invoke(params ReadOnlySpan<Value> arguments)
    {
        var results = new Value[Type.Results.Length];
        TryInvoke(arguments, results, CancellationToken.None).ThrowIfAny();
        return results;
    }

    /// <inheritdoc cref="Invoke(ReadOnlySpan{Value})"/>
    /// <param name="arguments">One value for each parameter.</param>
    /// <param name="cancellationToken">Ends the call when cancelled.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [MethodImpl(Throws)]
    public Value[] Invoke(ReadOnlySpan<Value> arguments, CancellationToken cancellationToken)
    {
        var results = new Value[Type.Results.Length];
        TryInvoke(arguments, results, cancellationToken).ThrowIfAny();
        return results;
    }

    /// <inheritdoc cref="Invoke(ReadOnlySpan{Value})"/>
    /// <param name="arguments">One value for each parameter.</param>
    /// <param name="results">Room for exactly as many values as the function has results.</param>
    /// <param name="cancellationToken">Ends the call when cancelled.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [MethodImpl(Throws)]
    public void Invoke(ReadOnlySpan<Value> arguments, Span<Value> results, CancellationToken cancellationToken = default) =>
        TryInvoke(arguments, results, cancellationToken).ThrowIfAny();

    /// <summary>The form <c>function [i32] -> [i32]</c>.</summary>
    public override string ToString() => $"function {Type}";

    /// <summary>The one object for a function.</summary>
    internal static Function Of(FunctionInstance instance) => instance.Facade ?? new Function(instance);

    /// <summary>A host function in a store, a new one each time.</summary>
    internal static Function Create(Store store, HostCallback callback)
    {
        ArgumentNullException.ThrowIfNull(store);
        using var use = store.State.Use();
        return Of(store.State.CreateHostFunction(callback));
    }

    private ParkedException TryInvoke(ReadOnlySpan<Value> arguments, Span<Value> results, CancellationToken cancellationToken)
    {
        var type = Type;
        if (arguments.Length != type.Parameters.Length)
        {
            throw new ArgumentException($"{type.Parameters.Length} arguments expected, {arguments.Length} given", nameof(arguments));
        }

        if (results.Length != type.Results.Length)
        {
            throw new ArgumentException(
                $"the function has {type.Results.Length} results, there is room for {results.Length}", nameof(results));
        }

        var count = Instance.BufferSlots;
        if (count <= StackSlots)
        {
            var slots = stackalloc Slot[StackSlots];
            return TryInvoke(arguments, results, slots, cancellationToken);
        }

        // Pinned where it lies: the array is not moved while it is fixed, and no other thread sees it.
        fixed (Slot* slots = new Slot[count])
        {
            return TryInvoke(arguments, results, slots, cancellationToken);
        }
    }

    private ParkedException TryInvoke(
        ReadOnlySpan<Value> arguments, Span<Value> results, Slot* slots, CancellationToken cancellationToken)
    {
        using var use = State.Use();
        State.BeginCall();
        var slot = slots;
        for (var i = 0; i < arguments.Length; i++)
        {
            State.FromValue(arguments[i], slot, Type.Parameters[i], $"argument {i}");
            slot += Slot.CountOf(Type.Parameters[i]);
        }

        var observation = State.Observe(cancellationToken);
        ParkedException parked;
        try
        {
            parked = State.Executor.TryInvoke(Instance, slots);
        }
        finally
        {
            State.StopObserving(observation);
        }

        if (parked.Error is not null)
        {
            return parked;
        }

        slot = slots;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = State.ToValue(slot, Type.Results[i]);
            slot += Slot.CountOf(Type.Results[i]);
        }

        return default;
    }
}
