namespace ConformanceLab.Wasm;

/// <content>Exported functions as typed delegates; see <see cref="Function"/> for the parameter types.</content>
public sealed partial class Instance
{
    /// <summary>An exported function as delegate.</summary>
    /// <exception cref="KeyNotFoundException">There is no such function.</exception>
    /// <exception cref="InvalidOperationException">The function is of another type.</exception>
    public Action GetAction(string name) => GetFunction(name).WrapAction();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1> GetAction<T1>(string name) => GetFunction(name).WrapAction<T1>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2> GetAction<T1, T2>(string name) => GetFunction(name).WrapAction<T1, T2>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2, T3> GetAction<T1, T2, T3>(string name) => GetFunction(name).WrapAction<T1, T2, T3>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2, T3, T4> GetAction<T1, T2, T3, T4>(string name) => GetFunction(name).WrapAction<T1, T2, T3, T4>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2, T3, T4, T5> GetAction<T1, T2, T3, T4, T5>(string name) => GetFunction(name).WrapAction<T1, T2, T3, T4, T5>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2, T3, T4, T5, T6> GetAction<T1, T2, T3, T4, T5, T6>(
        string name) => GetFunction(name).WrapAction<T1, T2, T3, T4, T5, T6>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2, T3, T4, T5, T6, T7> GetAction<T1, T2, T3, T4, T5, T6, T7>(string name) =>
        GetFunction(name).WrapAction<T1, T2, T3, T4, T5, T6, T7>();

    /// <inheritdoc cref="GetAction(string)"/>
    public Action<T1, T2, T3, T4, T5, T6, T7, T8> GetAction<T1, T2, T3, T4, T5, T6, T7, T8>(string name) =>
        GetFunction(name).WrapAction<T1, T2, T3, T4, T5, T6, T7, T8>();

    /// <summary>An exported function with one result as delegate.</summary>
    /// <exception cref="KeyNotFoundException">There is no such function.</exception>
    /// <exception cref="InvalidOperationException">The function is of another type.</exception>
    public Func<TResult> GetFunction<TResult>(string name) => GetFunction(name).WrapFunc<TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, TResult> GetFunction<T1, TResult>(string name) => GetFunction(name).WrapFunc<T1, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, TResult> GetFunction<T1, T2, TResult>(string name) => GetFunction(name).WrapFunc<T1, T2, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, T3, TResult> GetFunction<T1, T2, T3, TResult>(string name) => GetFunction(name).WrapFunc<T1, T2, T3, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, T3, T4, TResult> GetFunction<T1, T2, T3, T4, TResult>(
        string name) => GetFunction(name).WrapFunc<T1, T2, T3, T4, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, T3, T4, T5, TResult> GetFunction<T1, T2, T3, T4, T5, TResult>(string name) =>
        GetFunction(name).WrapFunc<T1, T2, T3, T4, T5, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, T3, T4, T5, T6, TResult> GetFunction<T1, T2, T3, T4, T5, T6, TResult>(string name) =>
        GetFunction(name).WrapFunc<T1, T2, T3, T4, T5, T6, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, T3, T4, T5, T6, T7, TResult> GetFunction<T1, T2, T3, T4, T5, T6, T7, TResult>(string name) =>
        GetFunction(name).WrapFunc<T1, T2, T3, T4, T5, T6, T7, TResult>();

    /// <inheritdoc cref="GetFunction{TResult}(string)"/>
    public Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> GetFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name) =>
        GetFunction(name).WrapFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>();
}
