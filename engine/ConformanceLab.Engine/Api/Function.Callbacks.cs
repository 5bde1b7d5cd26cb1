namespace ConformanceLab.Wasm;

/// <content>
/// Host functions from typed delegates. The first parameter may be a <see cref="Caller"/>, which is no parameter of the wasm function.
/// </content>
public sealed unsafe partial class Function
{
    /// <summary>A host function in a store.</summary>
    /// <param name="store">The store that it is to belong to.</param>
    /// <param name="callback">What it does.</param>
    /// <exception cref="ArgumentException">A type of the delegate has no counterpart.</exception>
    public static Function FromCallback(Store store, Action callback) => Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1>(Store store, Action<T1> callback) => Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2>(Store store, Action<T1, T2> callback) => Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3>(Store store, Action<T1, T2, T3> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4>(Store store, Action<T1, T2, T3, T4> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5>(Store store, Action<T1, T2, T3, T4, T5> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6>(Store store, Action<T1, T2, T3, T4, T5, T6> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, T7>(Store store, Action<T1, T2, T3, T4, T5, T6, T7> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, T7, T8>(Store store, Action<T1, T2, T3, T4, T5, T6, T7, T8> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        Store store, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<TResult>(Store store, Func<TResult> callback) => Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, TResult>(Store store, Func<T1, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, TResult>(Store store, Func<T1, T2, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, TResult>(Store store, Func<T1, T2, T3, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, TResult>(Store store, Func<T1, T2, T3, T4, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, TResult>(Store store, Func<T1, T2, T3, T4, T5, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, TResult>(Store store, Func<T1, T2, T3, T4, T5, T6, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Store store, Func<T1, T2, T3, T4, T5, T6, T7, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Store store, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));

    /// <inheritdoc cref="FromCallback(Store, Action)"/>
    public static Function FromCallback<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(
        Store store, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> callback) =>
        Create(store, HostCallbacks.Create(callback));
}
