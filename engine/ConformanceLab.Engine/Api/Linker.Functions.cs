namespace ConformanceLab.Wasm;

/// <content>
/// Host functions from typed delegates. The first parameter may be a <see cref="Caller"/>, which is no parameter of the wasm function;
/// for the others and the
/// result see <see cref="Function"/>.
/// </content>
public sealed partial class Linker
{
    /// <summary>Defines a host function, for any store.</summary>
    /// <param name="module">First name.</param>
    /// <param name="name">Second name.</param>
    /// <param name="callback">What it does.</param>
    /// <exception cref="ArgumentException">The name is taken, or a type of the delegate has no counterpart.</exception>
    public void DefineFunction(string module, string name, Action callback) => Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1>(string module, string name, Action<T1> callback) => Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2>(string module, string name, Action<T1, T2> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3>(string module, string name, Action<T1, T2, T3> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4>(string module, string name, Action<T1, T2, T3, T4> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5>(string module, string name, Action<T1, T2, T3, T4, T5> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6>(string module, string name, Action<T1, T2, T3, T4, T5, T6> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, T7>(string module, string name, Action<T1, T2, T3, T4, T5, T6, T7> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, T7, T8>(
        string module, string name, Action<T1, T2, T3, T4, T5, T6, T7, T8> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        string module, string name, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<TResult>(string module, string name, Func<TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, TResult>(string module, string name, Func<T1, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, TResult>(string module, string name, Func<T1, T2, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, TResult>(string module, string name, Func<T1, T2, T3, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, TResult>(string module, string name, Func<T1, T2, T3, T4, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, TResult>(string module, string name, Func<T1, T2, T3, T4, T5, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, TResult>(
        string module, string name, Func<T1, T2, T3, T4, T5, T6, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, T7, TResult>(
        string module, string name, Func<T1, T2, T3, T4, T5, T6, T7, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        string module, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));

    /// <inheritdoc cref="DefineFunction(string, string, Action)"/>
    public void DefineFunction<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(
        string module, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> callback) =>
        Define(module, name, HostCallbacks.Create(callback));
}
